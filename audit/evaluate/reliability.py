"""Real health pages labelled reliable or unreliable → whether the score puts them in that order."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from audit.errors import CorpusError
from audit.evaluate.baseline import predict_by_words
from audit.evaluate.figures import area_under_curve, mean, ratio
from audit.evaluate.rows import find_file, find_folder, rank, read_archive
from audit.evaluate.shape import Figures, Progress, Tables
from audit.ingest import read_corpus
from audit.pipeline import audit_corpus
from audit.settings import Settings

MIDDLE = 50.0
"""Score that parts reliable from unreliable for balanced accuracy; the middle of the scale, not fitted."""
GIVEAWAY = re.compile(
    rb"<a\b[^>]*hon\.ch[^>]*>.*?</a>|<img\b[^>]*hon\.ch[^>]*>"
    rb"|<script\b[^>]*hon\.ch[^>]*>.*?</script>|<script\b[^>]*>[^<]*honcode[^<]*</script>",
    re.IGNORECASE | re.DOTALL,
)
"""Seals of the body whose list the label was made from: links, images and the scripts that draw them."""


@dataclass(frozen=True, slots=True)
class Page:
    """A labelled page."""

    file: str
    reliable: bool
    site: str


def measure_reliability(base: Path, limit: int, progress: Progress) -> Tables:
    """Score each page as the only article of its source; sites take turns in the sample."""
    folder = find_folder(base, "reliability_pages")
    pages = draw_pages(read_pages(find_file(folder, "labels.csv")), limit)
    content = {name: body for label in ("reliable", "unreliable")
               for name, body in read_archive(find_file(folder, f"{label}.tar.xz"))}  # fmt: skip
    values: list[float | None] = []
    texts: list[str] = []
    for done, page in enumerate(pages, start=1):
        value, text = score_page(content[page.file])
        values.append(value)
        texts.append(text)
        progress("reliability", done, len(pages))
    return (("reliability", {**describe_scores(pages, values), **describe_words(pages, texts)}),)


def read_pages(path: Path) -> list[Page]:
    """Read the list of pages."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [Page(row["file"], row["label"] == "reliable", row["site"]) for row in csv.DictReader(stream)]


def draw_pages(pages: Sequence[Page], limit: int) -> list[Page]:
    """Return at most `limit` pages (0: all), as many of either label, the first of every site before any second."""
    if not limit:
        return list(pages)
    chosen = []
    for reliable in (True, False):
        turn: Counter[str] = Counter()
        ranked = []
        for page in sorted((one for one in pages if one.reliable is reliable), key=lambda one: rank(one.file)):
            turn[page.site] += 1
            ranked.append((turn[page.site], rank(page.file), page))
        chosen += [page for _, _, page in sorted(ranked, key=lambda item: item[:2])[: max(1, limit // 2)]]
    return chosen


def score_page(content: bytes) -> tuple[float | None, str]:
    """Return score and text of a page; None when it cannot be read or there is too little to score."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        path.write_bytes(GIVEAWAY.sub(b"", content))
        try:
            report = audit_corpus(read_corpus([str(path)]), Settings())
        except CorpusError:
            return None, ""
    return report.scores[0].value if report.scores else None, report.articles[0].text


def describe_words(pages: Sequence[Page], texts: Sequence[str]) -> Figures:
    """Return the AUC of a linear model on words that never saw the page's site: how easy the set is."""
    gold = [page.reliable for page in pages]
    guessed = predict_by_words(texts, gold, [page.site for page in pages])
    if guessed is None:
        return {"words and linear model": "too few sites"}
    sites = Counter((page.reliable, page.site) for page in pages)
    ranked = [(page.reliable, value, 1 / sites[page.reliable, page.site])
              for page, value in zip(pages, guessed, strict=True)]  # fmt: skip
    good = [(value, mass) for reliable, value, mass in ranked if reliable]
    bad = [(value, mass) for reliable, value, mass in ranked if not reliable]
    alike = area_under_curve([(value, 1.0) for value, _ in good], [(value, 1.0) for value, _ in bad])
    return {
        "words and linear model, other sites: auc": alike,
        "words and linear model, other sites: auc, sites weigh the same": area_under_curve(good, bad),
    }


def count_sites(pages: Sequence[Page], *, reliable: bool) -> int:
    """Return how many sites the pages of a label come from: the real size of the sample."""
    return len({page.site for page in pages if page.reliable is reliable})


def describe_scores(pages: Sequence[Page], values: Sequence[float | None]) -> Figures:
    """Return AUC and balanced accuracy over the scored pages, per page and with every site weighing the same."""
    scored = [(page, value) for page, value in zip(pages, values, strict=True) if value is not None]
    sites = Counter((page.reliable, page.site) for page, _ in scored)
    good = [(value, 1 / sites[True, page.site]) for page, value in scored if page.reliable]
    bad = [(value, 1 / sites[False, page.site]) for page, value in scored if not page.reliable]
    coverage: dict[str, float | str] = {
        "pages": str(len(pages)),
        "sites, reliable and not": f"{count_sites(pages, reliable=True)} and {count_sites(pages, reliable=False)}",
        "not scored": f"{len(pages) - len(scored)}/{len(pages)}",
    }
    if not good or not bad:
        return {**coverage, "auc": "no page of either label was scored"}
    return {
        **coverage,
        "auc": area_under_curve([(value, 1.0) for value, _ in good], [(value, 1.0) for value, _ in bad]),
        "auc, sites weigh the same": area_under_curve(good, bad),
        "balanced accuracy at 50": (
            mean(value >= MIDDLE for value, _ in good) + mean(value < MIDDLE for value, _ in bad)
        )
        / 2,
        "balanced accuracy at 50, sites weigh the same": (
            ratio(sum(mass for value, mass in good if value >= MIDDLE), sum(mass for _, mass in good))
            + ratio(sum(mass for value, mass in bad if value < MIDDLE), sum(mass for _, mass in bad))
        )
        / 2,
        "mean score, reliable": mean(value for value, _ in good),
        "mean score, unreliable": mean(value for value, _ in bad),
    }
