"""Paths → Report → files of the chosen formats: the work of `audit run`."""

from collections.abc import Callable, Sequence

from audit.errors import EmptyCorpusError
from audit.model import Coverage, Report, Skipped
from audit.settings import Settings

Progress = Callable[[str, int, int], None]


def audit_or_list(paths: Sequence[str], settings: Settings, progress: Progress) -> Report:
    """Audit the articles at the paths; where none can be read, return a report that lists what was tried and why."""
    from audit.pipeline import audit_paths

    try:
        return audit_paths(paths, settings, progress)
    except EmptyCorpusError as error:
        if not error.skipped:
            raise
        from audit.pipeline import describe

        return list_skipped(error.skipped, describe(settings))


def list_skipped(
    skipped: Sequence[tuple[str, str]], settings: tuple[tuple[str, str | int | float | bool], ...]
) -> Report:
    """Return a report of nothing but skipped paths."""
    return Report(
        settings=settings,
        sources=(),
        articles=(),
        claims=(),
        clusters=(),
        relations=(),
        findings=(),
        families=(),
        stances=(),
        scores=(),
        ranking=(),
        coverage=Coverage(0, 0, 0, (), ()),
        skipped=tuple(Skipped(path, reason) for path, reason in skipped),
    )


def write_reports(report: Report, formats: Sequence[str], progress: Progress) -> dict[str, str]:
    """Return file name → text for each format."""
    from audit.reporters import REPORTERS

    files: dict[str, str] = {}
    for number, name in enumerate(formats, start=1):
        files |= REPORTERS[name](report)
        progress("reports", number, len(formats))
    return files
