"""Differences of two reports → text and exit code."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audit.cli_talk import ExitCode
from audit.cli_verdict import counts
from audit.diff import ComparedFinding, ReportDiff
from audit.errors import CorpusError
from audit.reporters.plain import quote_line, squeeze_line
from audit.reporters.report_json import read_json


def read_report(path: Path) -> dict[str, Any]:
    """Return a report from its file, or from the folder it stands in.

    Raises:
        CorpusError: it cannot be read.
    """
    file = path / "report.json" if path.is_dir() else path
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{file}: not a JSON file in UTF-8; give a report.json written by `audit run`") from error
    except OSError as error:
        raise CorpusError(
            f"{file}: cannot be read ({error.strerror}); give a report.json written by `audit run`"
        ) from error
    return read_json(text, str(file))


def judge_diff(difference: ReportDiff, fail_on: str) -> ExitCode:
    """Return 1 when a new finding, or one that became severer, is at or above the level."""
    severer = [change.new for change in difference.changed if not counts(change.old.level, fail_on)]
    found = [finding for finding in (*difference.new, *severer) if finding.status == "open"]
    return ExitCode.FINDINGS if any(counts(finding.level, fail_on) for finding in found) else ExitCode.CLEAN


def write_diff(difference: ReportDiff) -> str:
    """Return the differences as text: scores, then new, resolved and changed findings, then the counts."""
    return "\n".join([*list_scores(difference), *list_findings(difference), count_all(difference)]) + "\n"


def list_scores(difference: ReportDiff) -> Iterator[str]:
    """Yield one line for each source whose score changed."""
    for change in difference.scores:
        old, new = map(show_value, (change.old, change.new), change.audited)
        moved = "" if change.old is None or change.new is None else f" ({change.new - change.old:+.1f})"
        gates = f"; gates {', '.join(change.gates)}" if change.gates else ""
        yield f"score {squeeze_line(change.source)}: {old} → {new}{moved}{gates}"


def show_value(value: float | None, audited: bool) -> str:
    """Return a score, or why there is none."""
    return f"{value:.1f}" if value is not None else "not assessed" if audited else "not in the report"


def list_findings(difference: ReportDiff) -> Iterator[str]:
    """Yield the findings that are not the same in both reports."""
    for mark, findings in (("new", difference.new), ("resolved", difference.resolved)):
        for finding in findings:
            yield from describe(mark, finding)
    for change in difference.changed:
        yield from describe(f"changed ({', '.join(change.changes)})", change.new)


def describe(mark: str, finding: ComparedFinding) -> Iterator[str]:
    """Yield a finding with each of its quotes."""
    yield f"{mark}: {finding.level} {finding.rule}: {squeeze_line(finding.message)}"
    for article, quote in finding.places:
        yield f"    {squeeze_line(article)}: {quote_line(quote, 300)}"


def count_all(difference: ReportDiff) -> str:
    """Return the counts."""
    return (
        f"{len(difference.new)} new, {len(difference.resolved)} resolved, {len(difference.changed)} changed, "
        f"{len(difference.persisting)} persisting"
    )
