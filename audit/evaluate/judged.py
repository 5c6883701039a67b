"""Judged pairs of claims → how many of the disagreements that an audit shows a reader calls real, by comparator.

The list (`audit/data/judged_pairs.toml`) names documents and places, never their text.
"""

import csv
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from audit.errors import PackError
from audit.evaluate.figures import ratio
from audit.evaluate.rows import find_file, find_folder, read_archive, read_rows
from audit.evaluate.shape import Figures, Progress, Tables
from audit.ingest import read_corpus
from audit.lexicons import load_lexicon
from audit.model import Claim, ClaimRelation, Report, Span
from audit.pipeline import audit_corpus
from audit.relations.calibration import evidence_name, told_confidence
from audit.settings import Settings

BANDS = (0.8, 0.65, 0.0)
"""Lower bounds of the bands of confidence for which the share of real ones is told, highest first."""

Place = tuple[str, Span]
"""Document and span of a claim."""


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two places of one corpus, and whether they disagree by a reader's judgement."""

    corpus: str
    comparator: str
    real: bool
    left: Place
    right: Place


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A relation that an audit tells, with its confidence and the judgement of a reader: None where none is on file."""

    comparator: str
    confidence: float
    real: bool | None


def measure_judged(base: Path, progress: Progress) -> Tables:
    """Audit the corpora of the list and hold what they tell against it.

    Raises:
        MissingDataError: the documents are not there.
    """
    shown = [pair for name, report in audit_corpora(base, progress) for pair in find_shown(name, report)]
    return (("contradictions/judged", describe_shown(shown)),)


def describe_shown(shown: Sequence[ShownPair]) -> Figures:
    """Return the share of real ones of all pairs shown, by band of confidence and by comparator."""
    judged = [pair for pair in shown if pair.real is not None]
    figures: dict[str, float | str] = {
        "pairs shown": str(len(shown)),
        "judged": str(len(judged)),
        "real": share(judged),
    }
    highest = 1.01
    for bound in BANDS:
        band = [pair for pair in judged if bound <= pair.confidence < highest]
        figures[f"confidence from {bound:.2f}"] = share(band)
        highest = bound
    names = sorted({pair.comparator for pair in judged})
    return figures | {name: share([pair for pair in judged if pair.comparator == name]) for name in names}


def share(pairs: Sequence[ShownPair]) -> str:
    """Return how many of the pairs are real, as "share (real of all)"."""
    real = sum(pair.real is True for pair in pairs)
    return f"{ratio(real, len(pairs)):.3f} ({real} of {len(pairs)})" if pairs else "none shown"


def find_shown(corpus: str, report: Report) -> Iterator[ShownPair]:
    """Yield the relations that the findings of a report tell, each with what is on file about it."""
    claims = {claim.id: claim for claim in report.claims}
    told = {
        frozenset({(finding.primary.article, finding.primary.span), (place.article, place.span)})
        for finding in report.findings
        if finding.rule.startswith("contradiction/")
        for place in finding.related
    }
    for relation in report.relations:
        left, right = claims[relation.left], claims[relation.right]
        if relation.evidence.comparator and frozenset({(left.article, left.span), (right.article, right.span)}) in told:
            real = judgement(corpus, relation, left, right)
            yield ShownPair(evidence_name(relation), told_confidence(relation), real)


def judgement(corpus: str, relation: ClaimRelation, left: Claim, right: Claim) -> bool | None:
    """Return what a reader said of two claims of a corpus, by this comparator; None where nothing is on file."""
    places = place_of(left), place_of(right)
    for pair in judged_pairs():
        if pair.corpus == corpus and pair.comparator == evidence_name(relation):
            same = meets(pair.left, places[0]) and meets(pair.right, places[1])
            if same or (meets(pair.left, places[1]) and meets(pair.right, places[0])):
                return pair.real
    return None


def place_of(claim: Claim) -> Place:
    """Return the document of a claim, by the last part of its article's name, and its span."""
    return claim.article.rsplit("/", 1)[-1], claim.span


def meets(one: Place, other: Place) -> bool:
    """Say whether two places are in one document and overlap."""
    return one[0] == other[0] and one[1].overlaps(other[1])


@cache
def judged_pairs() -> tuple[JudgedPair, ...]:
    """Return the judged pairs.

    Raises:
        PackError: a line of the list is not of the form that its file describes.
    """
    return tuple(read_pair(line) for line in load_lexicon("judged_pairs")["pairs"])


def read_pair(line: str) -> JudgedPair:
    """Read one line of the list."""
    try:
        corpus, comparator, verdict, left, here, _, right, there, _ = line.split()
        spans = [Span(*(int(bound) for bound in place.split("-"))) for place in (here, there)]
    except (TypeError, ValueError) as error:
        raise PackError(f"audit/data/judged_pairs.toml: not a judged pair: {line}") from error
    if verdict not in ("real", "not"):
        raise PackError(f"audit/data/judged_pairs.toml: neither real nor not: {line}")
    return JudgedPair(corpus, comparator, verdict == "real", (left, spans[0]), (right, spans[1]))


def audit_corpora(base: Path, progress: Progress) -> Iterator[tuple[str, Report]]:
    """Yield name and report of every corpus of the list."""
    lines = [line.split() for line in load_lexicon("judged_pairs")["corpora"]]
    for done, (name, source, *documents) in enumerate(lines, start=1):
        if source == "gold":
            corpus = read_corpus([str(find_folder(base, "gold") / name / "articles")])
        else:
            with tempfile.TemporaryDirectory() as folder:
                for path, content in READERS[source](base, documents):
                    (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
                    (Path(folder) / path).write_bytes(content)
                corpus = read_corpus([folder])
        yield name, audit_corpus(corpus, Settings())
        progress("judged pairs", done, len(lines))


def read_documents(base: Path, documents: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of documents of articles_bulk, a folder a publisher."""
    wanted = set(documents)
    for row in read_rows(find_file(find_folder(base, "articles_bulk"), "articles.jsonl.gz")):
        if row["id"] in wanted:
            yield f"{row['source']}/{row['id']}.txt", f"{row['text']}\n".encode()


def read_pages(base: Path, pages: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of pages of reliability_pages, a folder a site."""
    folder = find_folder(base, "reliability_pages")
    sites = read_sites(find_file(folder, "labels.csv"))
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for page in pages:
        wanted[page.split("/")[0]].add(page)
    for archive, names in sorted(wanted.items()):
        for name, content in read_archive(find_file(folder, f"{archive}.tar.xz")):
            if name in names:
                yield f"{sites[name]}/{Path(name).name}", content


def read_sites(path: Path) -> dict[str, str]:
    """Return page → number of its site, as a folder name."""
    with path.open(encoding="utf-8", newline="") as stream:
        sites = {row["file"]: row["site"] for row in csv.DictReader(stream)}
    numbers = {site: f"site-{place:02}" for place, site in enumerate(sorted(set(sites.values())))}
    return {page: numbers[site] for page, site in sites.items()}


READERS: Mapping[str, Callable[[Path, Sequence[str]], Iterator[tuple[str, bytes]]]] = {
    "articles_bulk": read_documents,
    "reliability_pages": read_pages,
}
