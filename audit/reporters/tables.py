"""Report → three tables (CSV) for a spreadsheet: findings, claims, scores."""

from collections.abc import Mapping, Sequence

from audit.model import Article, Finding, Report, SourceScore
from audit.reporters.claim_json import round_number
from audit.reporters.plain import articles_by_id, squeeze_line

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""First characters a spreadsheet may take for a formula (OWASP, "CSV Injection"), full-width forms included."""

FINDING_COLUMNS: tuple[str, ...] = (
    "id",
    "rule",
    "level",
    "confidence",
    "verdict",
    "status",
    "reason",
    "message",
    "source",
    "article",
    "path",
    "start",
    "end",
    "quote",
    "related_articles",
    "related_quotes",
)
CLAIM_COLUMNS: tuple[str, ...] = (
    "id",
    "source",
    "article",
    "path",
    "start",
    "end",
    "label",
    "holder",
    "confidence",
    "relation",
    "subject",
    "object",
    "direction",
    "polarity",
    "modality",
    "quantifier",
    "phase",
    "cluster",
    "text",
    "standalone",
)
SCORE_COLUMNS: tuple[str, ...] = ("source", "name", "assessed", "value", "low", "high", "band", "gates")

Cell = str | int | float | bool | None


def write_tables(report: Report) -> dict[str, str]:
    """Return file name → CSV: UTF-8, comma, header, one row a finding, a claim, a source.

    A cell of text that a spreadsheet could take for a formula gets an apostrophe in front.
    """
    articles = articles_by_id(report)
    cluster_of = {claim: cluster.id for cluster in report.clusters for claim in cluster.claims}
    names = list(dict.fromkeys(dimension.name for score in report.scores for dimension in score.dimensions))
    return {
        "findings.csv": write_table([row_of_finding(f, articles) for f in report.findings], FINDING_COLUMNS),
        "claims.csv": write_table(rows_of_claims(report, articles, cluster_of), CLAIM_COLUMNS),
        "scores.csv": write_table([row_of_score(s, report) for s in report.scores], (*SCORE_COLUMNS, *names)),
    }


def write_table(rows: Sequence[Mapping[str, Cell]], columns: Sequence[str]) -> str:
    """Return rows as CSV with these columns, every cell of text made safe."""
    import pandas

    safe = [{name: guard_cell(row.get(name)) for name in columns} for row in rows]
    frame = pandas.DataFrame(safe, columns=[str(guard_cell(name)) for name in columns], dtype=object)
    return str(frame.to_csv(index=False, lineterminator="\n"))


def guard_cell(value: Cell) -> Cell:
    """Return text on one line, with an apostrophe in front when a spreadsheet could take it for a formula."""
    if not isinstance(value, str):
        return value
    line = squeeze_line(value)
    return f"'{line}" if value.startswith(FORMULA_STARTS) or line.startswith(FORMULA_STARTS) else line


def row_of_finding(finding: Finding, articles: Mapping[str, Article]) -> dict[str, Cell]:
    """Return a finding as one row; related places are joined by a bar."""
    article = articles[finding.primary.article]
    return {
        "id": finding.id,
        "rule": finding.rule,
        "level": finding.level.value,
        "confidence": round_number(finding.confidence),
        "verdict": finding.verdict.value if finding.verdict else "",
        "status": finding.status.value,
        "reason": finding.reason,
        "message": finding.message,
        "source": article.source,
        "article": article.id,
        "path": article.path,
        "start": finding.primary.span.start,
        "end": finding.primary.span.end,
        "quote": finding.primary.quote,
        "related_articles": " | ".join(place.article for place in finding.related),
        "related_quotes": " | ".join(place.quote for place in finding.related),
    }


def rows_of_claims(
    report: Report, articles: Mapping[str, Article], cluster_of: Mapping[str, str]
) -> list[dict[str, Cell]]:
    """Return the claims, one row each."""
    return [
        {
            "id": claim.id,
            "source": articles[claim.article].source,
            "article": claim.article,
            "path": articles[claim.article].path,
            "start": claim.span.start,
            "end": claim.span.end,
            "label": claim.label.value,
            "holder": claim.holder.value,
            "confidence": round_number(claim.confidence),
            "relation": claim.frame.relation.value,
            "subject": claim.frame.subject.text,
            "object": claim.frame.object.text,
            "direction": claim.frame.direction.value,
            "polarity": claim.frame.polarity,
            "modality": claim.frame.modality,
            "quantifier": claim.frame.quantifier.value,
            "phase": claim.frame.phase.value,
            "cluster": cluster_of.get(claim.id, ""),
            "text": claim.text,
            "standalone": claim.context.standalone or claim.text,
        }
        for claim in report.claims
    ]


def row_of_score(score: SourceScore, report: Report) -> dict[str, Cell]:
    """Return a score as one row with a column for each dimension; empty where it was not assessed."""
    name = next((source.name for source in report.sources if source.id == score.source), "")
    row: dict[str, Cell] = {
        "source": score.source,
        "name": name,
        "assessed": score.assessed,
        "value": round_number(score.value),
        "low": round_number(score.low),
        "high": round_number(score.high),
        "band": score.band,
        "gates": " | ".join(f"{gate.rule} caps at {gate.cap:g}" for gate in score.gates),
    }
    return row | {d.name: round_number(d.value) if d.assessed else None for d in score.dimensions}
