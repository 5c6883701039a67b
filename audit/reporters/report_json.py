"""Report ⇄ `report.json`, schema `source-audit/report/1`: every public field written out (`docs/formats.md`)."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from audit.errors import CorpusError
from audit.model import (
    Article,
    ClaimCluster,
    ClaimRelation,
    Coverage,
    Dimension,
    Evidence,
    Family,
    Finding,
    Location,
    Report,
    SourceScore,
    Stance,
)
from audit.reporters.claim_json import describe_claim, round_number

SCHEMA = "source-audit/report/1"


def write_json(report: Report) -> str:
    """Return the report as JSON: keys in the order of the contract, floats to three decimals, a trailing newline.

    A number that is not finite (an open bound such as "more than two weeks") is written as null.
    """
    return json.dumps(describe_report(report), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def read_json(text: str, name: str = "report.json") -> dict[str, Any]:
    """Return the object of a `report.json`, for comparison with another.

    Args:
        text: content of the file.
        name: how the file is called in messages.

    Raises:
        CorpusError: the text is no JSON object, or has another schema.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CorpusError(f"{name}: not a JSON file ({error}); give a report.json written by `audit run`") from error
    found = content.get("schema") if isinstance(content, dict) else None
    if found != SCHEMA:
        raise CorpusError(
            f"{name}: schema is {found!r}, expected {SCHEMA!r}; write it again with `audit run --format json`"
        )
    missing = [key for key in ("articles", "findings", "scores") if not isinstance(content.get(key), list)]
    if missing:
        raise CorpusError(
            f"{name}: no list of {', '.join(missing)}; the file is damaged, write it again with `audit run`"
        )
    return dict(content)


def describe_report(report: Report) -> dict[str, Any]:
    """Return the report as plain lists and objects, in the order of the contract."""
    return {
        "schema": SCHEMA,
        "settings": describe_settings(report),
        "sources": [{"id": s.id, "name": s.name, "url": s.url, "kind": s.kind} for s in report.sources],
        "articles": [describe_article(article) for article in report.articles],
        "claims": [describe_claim(claim) for claim in report.claims],
        "clusters": [describe_cluster(cluster) for cluster in report.clusters],
        "relations": [describe_relation(relation) for relation in report.relations],
        "findings": [describe_finding(finding) for finding in report.findings],
        "families": [describe_family(family) for family in report.families],
        "stances": [describe_stance(stance) for stance in report.stances],
        "scores": [describe_score(score) for score in report.scores],
        "ranking": [
            {"left": pair.left, "right": pair.right, "probability": round_number(pair.probability)}
            for pair in report.ranking
        ],
        "coverage": describe_coverage(report.coverage),
        "skipped": [{"path": entry.path, "reason": entry.reason} for entry in report.skipped],
    }


def describe_settings(report: Report) -> dict[str, str | float | bool | None]:
    """Return the settings that shaped the report, by dotted key."""
    return {key: round_number(value) if isinstance(value, float) else value for key, value in report.settings}


def describe_article(article: Article) -> dict[str, Any]:
    """Return what identifies an article; `sha256` is that of its text in UTF-8."""
    return {
        "id": article.id,
        "source": article.source,
        "path": article.path,
        "title": article.title,
        "authors": list(article.authors),
        "published": write_date(article.published),
        "reviewed": write_date(article.reviewed),
        "language": article.language,
        "words": article.words,
        "sha256": hashlib.sha256(article.text.encode("utf-8", errors="backslashreplace")).hexdigest(),
    }


def describe_cluster(cluster: ClaimCluster) -> dict[str, Any]:
    """Return claims that say the same, and the families of articles among them."""
    return {
        "id": cluster.id,
        "claims": list(cluster.claims),
        "representative": cluster.representative,
        "families": [list(articles) for articles in cluster.families],
    }


def describe_relation(relation: ClaimRelation) -> dict[str, Any]:
    """Return a judged pair with its evidence."""
    return {
        "left": relation.left,
        "right": relation.right,
        "kind": relation.kind.value,
        "slot": relation.slot,
        "confidence": round_number(relation.confidence),
        "evidence": describe_evidence(relation.evidence),
    }


def describe_evidence(evidence: Evidence) -> dict[str, Any]:
    """Return the comparator, its reason and its numbers."""
    return {
        "comparator": evidence.comparator,
        "reason": evidence.reason,
        "numbers": write_measures(evidence.numbers),
    }


def describe_finding(finding: Finding) -> dict[str, Any]:
    """Return a finding with all its places."""
    return {
        "id": finding.id,
        "rule": finding.rule,
        "level": finding.level.value,
        "confidence": round_number(finding.confidence),
        "verdict": None if finding.verdict is None else finding.verdict.value,
        "message": finding.message,
        "status": finding.status.value,
        "primary": describe_location(finding.primary),
        "related": [describe_location(place) for place in finding.related],
    }


def describe_location(place: Location) -> dict[str, Any]:
    """Return a quote with its place."""
    return {"article": place.article, "start": place.span.start, "end": place.span.end, "quote": place.quote}


def describe_family(family: Family) -> dict[str, Any]:
    """Return articles that are not independent, and what tied them."""
    return {"articles": list(family.articles), "evidence": write_measures(family.evidence)}


def describe_stance(stance: Stance) -> dict[str, Any]:
    """Return a claim against a reference fact."""
    return {
        "claim": stance.claim,
        "fact": stance.fact,
        "stance": stance.stance.value,
        "confidence": round_number(stance.confidence),
        "references": list(stance.references),
    }


def describe_score(score: SourceScore) -> dict[str, Any]:
    """Return a score with the sums and caps it is made of; `value` is null when it was not assessed."""
    return {
        "source": score.source,
        "value": round_number(score.value),
        "low": round_number(score.low),
        "high": round_number(score.high),
        "band": score.band,
        "assessed": score.assessed,
        "dimensions": [describe_dimension(dimension) for dimension in score.dimensions],
        "gates": [{"rule": g.rule, "cap": round_number(g.cap), "finding": g.finding} for g in score.gates],
        "would_change": list(score.would_change),
    }


def describe_dimension(dimension: Dimension) -> dict[str, Any]:
    """Return a sub-score with its contributions; `value` is null when it was not assessed."""
    return {
        "name": dimension.name,
        "value": round_number(dimension.value) if dimension.assessed else None,
        "max": round_number(dimension.max),
        "contributions": [
            {
                "rule": contribution.rule,
                "points": round_number(contribution.points),
                "count": contribution.count,
                "findings": list(contribution.findings),
            }
            for contribution in dimension.contributions
        ],
    }


def describe_coverage(coverage: Coverage) -> dict[str, Any]:
    """Return how much was looked at, and the relations judged too unsure to count."""
    return {
        "sentences": coverage.sentences,
        "claims": coverage.claims,
        "not_assessed": dict(sorted(coverage.not_assessed)),
        "pairs": coverage.pairs,
        "considered_not_counted": [describe_relation(relation) for relation in coverage.considered],
    }


def write_measures(measures: Iterable[tuple[str, float]]) -> dict[str, float | None]:
    """Return named numbers as an object, by name."""
    return {name: round_number(value) for name, value in sorted(measures)}


def write_date(day: date | None) -> str | None:
    """Return a date as YYYY-MM-DD."""
    return None if day is None else day.isoformat()
