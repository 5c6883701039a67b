"""HTML pages with their article text → how much of it ingest keeps, and how much else."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from audit.errors import AuditError
from audit.evaluate.figures import mean, ratio
from audit.evaluate.rows import Row, draw, find_file, find_folder, read_archive, read_rows
from audit.evaluate.shape import Figures, Progress, Tables
from audit.ingest.pages import read_article
from audit.model import Article, BlockKind

BODY = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.QUOTE)
"""What of a page is its article; title, byline, captions, buttons, navigation and furniture are not."""
SHINGLE = 4
"""Words in a row that are compared, as in the benchmark the pages are from."""
POOR = 0.5
WORD = re.compile(r"\w+")


def measure_extraction(base: Path, limit: int, progress: Progress) -> Tables:
    """Measure the reading of pages by the 4-word runs it shares with the labelled text."""
    folder = find_folder(base, "extraction")
    rows = draw(read_rows(find_file(folder, "gold.jsonl")), limit, lambda row: str(row["id"]))
    pages = dict(read_archive(find_file(folder, "html.tar.xz")))
    return (("extraction", describe_pages(rows, pages, progress)),)


def describe_pages(rows: list[Row], pages: dict[str, bytes], progress: Progress) -> Figures:
    """Return precision, recall and F1 over the pages that are read and F1 over all; beside it all text of the page."""
    results, everything = [], []
    began = perf_counter()
    for done, row in enumerate(rows, start=1):
        article = read_page(pages[str(row["html_file"])])
        if article:
            results.append(compare_runs(str(row["text"]), body_of(article)))
            everything.append(compare_runs(str(row["text"]), article.text))
        progress("extraction", done, len(rows))
    return {
        "pages": str(len(rows)),
        "pages refused (other languages among them)": str(len(rows) - len(results)),
        "precision": mean(precision for precision, _, _ in results),
        "recall": mean(recall for _, recall, _ in results),
        "f1": mean(f1 for _, _, f1 in results),
        "f1, a refused page counting 0": ratio(sum(f1 for _, _, f1 in results), len(rows)),
        "share of pages with f1 under 0.5": mean(f1 < POOR for _, _, f1 in results),
        "all text of the page: f1": mean(f1 for _, _, f1 in everything),
        "seconds a page": ratio(perf_counter() - began, len(rows)),
    }


def read_page(content: bytes) -> Article | None:
    """Read one page; None when ingest refuses it."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        path.write_bytes(content)
        try:
            return read_article(path, "page", "page.html")[0]
        except AuditError:
            return None


def body_of(article: Article) -> str:
    """Return the article's body, one block a line."""
    return "\n".join(block.span.within(article.text) for block in article.blocks if block.kind in BODY)


def compare_runs(gold: str, found: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the runs of words, counted as often as they occur."""
    wanted, got = Counter(list_runs(gold)), Counter(list_runs(found))
    shared = sum((wanted & got).values())
    total, other = sum(got.values()), sum(wanted.values())
    return ratio(shared, total), ratio(shared, other), ratio(2 * shared, total + other)


def list_runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield every run of four words; a shorter text is one run."""
    words = WORD.findall(text)
    for start in range(max(1, len(words) - SHINGLE + 1) if words else 0):
        yield tuple(words[start : start + SHINGLE])
