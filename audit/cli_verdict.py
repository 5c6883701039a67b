"""Report → exit code."""

from audit.cli_talk import ExitCode, tell
from audit.model import Level, Report, Status
from audit.settings import FAIL_ON, Settings


def judge(report: Report, settings: Settings, *, strict: bool) -> ExitCode:
    """Return the exit code of a report, and tell what is behind a code that is not the findings' own."""
    if strict and report.skipped:
        first = report.skipped[0]
        tell(
            f"error: --strict is given and {len(report.skipped)} could not be read, first {first.path}: {first.reason}"
        )
        return ExitCode.ERROR
    if not report.articles or not report.coverage.sentences:
        tell("error: nothing could be checked: no article with sentences was read")
        return ExitCode.NOTHING
    below = [score for score in report.scores if score.value is not None and score.value < settings.min_score]
    for score in below:
        tell(f"{score.source}: {score.value:.1f} is below the least score of {settings.min_score:g}")
    open_levels = [finding.level for finding in report.findings if finding.status is Status.OPEN]
    return (
        ExitCode.FINDINGS if below or any(counts(level, settings.fail_on) for level in open_levels) else ExitCode.CLEAN
    )


def counts(level: Level | str, fail_on: str) -> bool:
    """Say whether a level is at or above the one that makes a run fail."""
    return fail_on != "never" and FAIL_ON.index(str(level)) <= FAIL_ON.index(fail_on)
