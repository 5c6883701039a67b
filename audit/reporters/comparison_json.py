"""Comparison → JSON, schema `source-audit/comparison/1` (`docs/formats.md`)."""

import json
from collections.abc import Iterable
from typing import Any

from audit.comparison import Comparison, Conflict, Considered, Shared, Side
from audit.model import Article, Report, Verdict
from audit.reporters.claim_json import round_number
from audit.reporters.plain import place_name
from audit.reporters.report_json import (
    describe_article,
    describe_evidence,
    describe_family,
    describe_location,
    describe_settings,
)
from audit.side_index import Quote, locate

SCHEMA = "source-audit/comparison/1"


def write_comparison_json(comparison: Comparison, report: Report) -> str:
    """Return the comparison as JSON; with the sides exchanged, `left` and `right` are exchanged and nothing else."""
    return json.dumps(describe_comparison(comparison, report), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def describe_comparison(comparison: Comparison, report: Report) -> dict[str, Any]:
    """Return the comparison as plain lists and objects."""
    articles = {article.id: article for article in report.articles}
    writer = QuoteWriter(articles)
    return {
        "schema": SCHEMA,
        "settings": describe_settings(report),
        "left": describe_side(comparison.left, writer),
        "right": describe_side(comparison.right, writer),
        "counts": {
            "shared": len(comparison.shared),
            "answered": len(comparison.answered),
            "contradictions": comparison.count(Verdict.CONTRADICTION),
            "tensions": comparison.count(Verdict.TENSION),
            "drifts": comparison.count(Verdict.DRIFT),
            "considered": len(comparison.considered),
        },
        "conflicts": [describe_conflict(conflict, writer) for conflict in comparison.conflicts],
        "considered": [describe_considered(entry, writer) for entry in comparison.considered],
        "shared": [describe_shared(row, writer) for row in comparison.shared],
        "answered": [describe_shared(row, writer) for row in comparison.answered],
        "signals": [{"rule": signal.rule, "left": signal.left, "right": signal.right} for signal in comparison.signals],
        "dependence": [describe_family(family) for family in comparison.dependence],
        "skipped": [{"path": entry.path, "reason": entry.reason} for entry in report.skipped],
    }


class QuoteWriter:
    """Writes quotes with the place an editor looks them up at."""

    def __init__(self, articles: dict[str, Article]) -> None:
        self._articles = articles

    def write(self, quote: Quote) -> dict[str, Any]:
        """Return a passage with its claim, who holds that, and where it stands."""
        claim = quote.claim
        return {
            "claim": claim.id if claim else None,
            "holder": claim.holder.value if claim else None,
            "standalone": claim.context.standalone if claim else None,
            "place": place_name(quote.place, self._articles),
            **describe_location(quote.place),
        }

    def write_sides(self, left: Iterable[Quote], right: Iterable[Quote]) -> dict[str, Any]:
        """Return the quotes of both sides."""
        return {"left": [self.write(quote) for quote in left], "right": [self.write(quote) for quote in right]}


def describe_side(side: Side, writer: QuoteWriter) -> dict[str, Any]:
    """Return one side: its articles, its claims, and those that only it makes."""
    return {
        "articles": [describe_article(article) for article in side.articles],
        "claims": len(side.claims),
        "contradictions_inside": side.inside,
        "only": [
            {**writer.write(Quote(locate(claim), claim)), "relation": claim.frame.relation.value} for claim in side.only
        ],
    }


def describe_conflict(conflict: Conflict, writer: QuoteWriter) -> dict[str, Any]:
    """Return a conflict with the quotes of both sides."""
    finding = conflict.finding
    return {
        "finding": finding.id,
        "rule": finding.rule,
        "verdict": finding.verdict.value if finding.verdict else None,
        "level": finding.level.value,
        "confidence": round_number(finding.confidence),
        "status": finding.status.value,
        "slot": conflict.slot,
        "reason": conflict.reason,
        **writer.write_sides(conflict.left, conflict.right),
    }


def describe_considered(entry: Considered, writer: QuoteWriter) -> dict[str, Any]:
    """Return a pair that is not counted, and why it is not."""
    relation = entry.relation
    return {
        "kind": entry.kind.value,
        "slot": relation.slot,
        "confidence": round_number(relation.confidence),
        "evidence": describe_evidence(relation.evidence),
        "why": entry.why.value,
        **writer.write_sides([entry.left], [entry.right]),
    }


def describe_shared(row: Shared, writer: QuoteWriter) -> dict[str, Any]:
    """Return what stands on both sides, and which of them says it more strongly or more generally."""
    relation = row.relation
    return {
        "representative": row.representative.id,
        "confidence": round_number(relation.confidence) if relation else None,
        "slot": relation.slot if relation else "",
        "stronger": row.stronger or None,
        "reason": relation.evidence.reason if relation else "",
        **writer.write_sides(row.left, row.right),
    }
