"""Arguments of `compare` → two sides of one corpus; Comparison → text."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from audit.cli_files import write_files
from audit.cli_input import STDIN, STDIN_PATH, read_articles
from audit.cli_talk import ExitCode, Progress
from audit.cli_verdict import judge
from audit.comparison import Comparison
from audit.errors import AuditError, CorpusError, EmptyCorpusError
from audit.model import Corpus, Report
from audit.settings import Settings

Sides = tuple[frozenset[str], frozenset[str]]
"""The ids of the articles of either side."""


def audit_sides(first: str, second: str, settings: Settings, progress: Progress) -> tuple[Comparison, Report]:
    """Audit both sides together and compare them.

    Raises:
        CorpusError: as `read_sides` does.
        EmptyCorpusError: a side holds no article, or makes no claim.
    """
    from audit.comparison import compare_sides
    from audit.pipeline import audit_corpus

    corpus, sides = read_sides(first, second)
    report = audit_corpus(corpus, settings, progress)
    comparison = compare_sides(report, *sides)
    check_claims(comparison, (first, second))
    return comparison, report


def write_page(page: Path, comparison: Comparison, report: Report) -> list[str]:
    """Write the page and return what to tell of it.

    Raises:
        AuditError: it cannot be written.
    """
    from audit.reporters.html_comparison import write_comparison_html

    write_files(page.parent, {page.name: write_comparison_html(comparison, report)}, "--html")
    return [f"written: {page}"]


def read_sides(first: str, second: str) -> tuple[Corpus, Sides]:
    """Read both sides as one corpus, files, folders or text on stdin.

    Raises:
        CorpusError: a path does not exist, or the two are not two.
        EmptyCorpusError: a side holds no readable article.
    """
    check_different(first, second)
    corpus = read_articles([first, second])
    left, right = list_articles(corpus, first, second), list_articles(corpus, second, first)
    for path, other, found in ((first, second, left), (second, first, right)):
        if not found:
            raise EmptyCorpusError(explain_empty(corpus, path, other))
    return corpus, (left, right)


def check_different(first: str, second: str) -> None:
    """Refuse two paths that are one, or of which one holds the other.

    Raises:
        CorpusError: they are not two.
    """
    if first == second == STDIN:
        raise CorpusError("both articles are -; give a file for one of them")
    if STDIN in (first, second):
        return
    one, other = Path(first), Path(second)
    if one.exists() and other.exists() and one.samefile(other):
        raise CorpusError(f"{first} and {second} are the same file; give two")
    for inner, outer in ((one, other), (other, one)):
        if outer.is_dir() and inner.resolve().is_relative_to(outer.resolve()):
            raise CorpusError(f"{inner} lies in {outer}, so it would stand on both sides; give two that are apart")
    if one.is_file() and other.is_file() and one.absolute().with_suffix("") == other.absolute().with_suffix(""):
        raise CorpusError(f"{first} and {second} have one name, as two formats of one article have; rename one of them")


def list_articles(corpus: Corpus, path: str, other: str) -> frozenset[str]:
    """Return the ids of the articles that were read from a path, and not from the other one."""
    return frozenset(article.id for article in corpus.articles if stands_at(article.path, path, other))


def stands_at(shown: str, path: str, other: str) -> bool:
    """Say whether a path as shown is the one given, or lies in it; text on stdin lies in no folder."""
    if STDIN in (path, other) and shown == STDIN_PATH:
        return path == STDIN
    place, given = (os.path.abspath(one) for one in (shown, os.fsencode(path).decode("utf-8", "replace")))  # noqa: PTH100 -- links are not to be followed
    return path != STDIN and PurePath(place).is_relative_to(given)


def explain_empty(corpus: Corpus, path: str, other: str) -> str:
    """Return why a side holds no article."""
    reasons = [f"{entry.path}: {entry.reason}" for entry in corpus.skipped if stands_at(entry.path, path, other)]
    return "; ".join(reasons[:5]) or f"{path}: no article to read; put article files there"


def check_claims(comparison: Comparison, paths: Sequence[str]) -> None:
    """Refuse a comparison in which a side makes no claim.

    Raises:
        EmptyCorpusError: there is nothing to compare.
    """
    for side, path in zip((comparison.left, comparison.right), paths, strict=True):
        if not side.claims:
            raise EmptyCorpusError(
                f"{path}: no claim was found in it, so there is nothing to compare; "
                "give an article that makes statements on health"
            )


def check_target(target: Path, paths: Sequence[str]) -> None:
    """Refuse to write a page over an article, or where a folder stands.

    Raises:
        AuditError: it would.
    """
    if target.is_dir():
        raise AuditError(f"{target}: is a folder; give the name of a file with --html")
    if target.exists() and any(Path(path).exists() and target.samefile(path) for path in paths):
        raise AuditError(f"{target}: is one of the articles; give another file with --html")


def judge_comparison(comparison: Comparison, report: Report, settings: Settings) -> ExitCode:
    """Return the exit code: 1 when what sets the two against each other is at or above the level."""
    between = tuple(conflict.finding for conflict in comparison.conflicts)
    return judge(replace(report, findings=between, scores=()), settings, strict=False)
