"""A folder with articles/ and gold.json → the labels of a topic, and what is wrong with them."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from audit.errors import CorpusError
from audit.evaluate.rows import MissingDataError

TEXT_SUFFIXES = (".txt", ".md")
SEVERITIES = ("high", "medium", "low")
SIGNS = ("+/-", "+", "-", "0")
ORDERINGS = (">", ">=")
KEYS = (
    "contradictions", "traps", "equivalents", "claims", "non_claims", "signals", "non_signals", "families",
    "score_orderings",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article; the article is named by the stem of its file."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two sides of a contradiction or of a trap; each side has one or more quotes."""

    id: str
    verdict: str
    """For a contradiction "real", "real (…)" or "partial"; empty for a trap."""
    left: tuple[Quote, ...]
    right: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class LabelledGroup:
    """Quotes that say the same."""

    id: str
    members: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class LabelledSignal:
    """A signal of selling or of missing trust."""

    quote: Quote
    category: str
    severity: str


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels of a topic, with the text of its articles."""

    topic: str
    texts: Mapping[str, str]
    """Stem → text with every run of white space as one blank."""
    contradictions: tuple[LabelledPair, ...]
    traps: tuple[LabelledPair, ...]
    groups: tuple[LabelledGroup, ...]
    claims: tuple[Quote, ...]
    non_claims: tuple[Quote, ...]
    signals: tuple[LabelledSignal, ...]
    non_signals: tuple[Quote, ...]
    families: frozenset[frozenset[str]]
    orderings: tuple[tuple[str, str, str], ...]
    stances: Mapping[tuple[str, str], str]
    """(proposition, stem) → how the article stands to the consensus on it: + - 0 +/-."""


def squeeze(text: str) -> str:
    """Return the text with every run of white space as one blank."""
    return re.sub(r"\s+", " ", text).strip()


def find_topics(base: Path) -> list[Path]:
    """Return the labelled topics: the base itself when it is one, else the sub-folders of `gold` (or of the base).

    Raises:
        MissingDataError: there is none.
    """
    for folder in (base, *sorted(base.glob("gold/*")), *sorted(base.glob("*"))):
        if (folder / "gold.json").is_file() and (folder / "articles").is_dir():
            return [folder] if folder == base else sorted(one.parent for one in folder.parent.glob("*/gold.json"))
    raise MissingDataError(
        f"{(base / 'gold').as_posix()}: no folder with articles/ and gold.json in it; name one, or the folder that "
        "holds gold/, with --data DIR, or in AUDIT_SHARED"
    )


def load_labels(folder: Path) -> Labels:
    """Load the labels of a topic.

    Raises:
        CorpusError: gold.json is not JSON, or an entry lacks a field; the message names file and key.
    """
    path = folder / "gold.json"
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
        missing = [key for key in KEYS if key not in gold]
        if missing:
            raise CorpusError(f"{path.as_posix()}: missing: {', '.join(missing)}")
        return build_labels(folder, gold)
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusError(f"{path.as_posix()}: not labels as docs/evaluate.md describes them ({error!r})") from error


def build_labels(folder: Path, gold: Mapping[str, Any]) -> Labels:
    """Build the labels from the parsed file."""
    texts = {
        path.stem: squeeze(path.read_text(encoding="utf-8", errors="replace"))
        for path in sorted((folder / "articles").iterdir())
        if path.suffix in TEXT_SUFFIXES
    }
    return Labels(
        topic=folder.name,
        texts=texts,
        contradictions=tuple(read_pair(item) for item in gold["contradictions"]),
        traps=tuple(read_pair(item) for item in gold["traps"]),
        groups=tuple(LabelledGroup(item["id"], read_quotes(item["members"])) for item in gold["equivalents"]),
        claims=tuple(Quote(item["src"], item["quote"]) for item in gold["claims"]),
        non_claims=tuple(Quote(item["src"], item["quote"]) for item in gold["non_claims"]),
        signals=tuple(
            LabelledSignal(Quote(item["src"], item["quote"]), item["category"], item["severity"])
            for item in gold["signals"]
        ),
        non_signals=tuple(Quote(item["src"], item["quote"]) for item in gold["non_signals"]),
        families=frozenset(frozenset(family) for family in gold["families"]),
        orderings=tuple((left, relation, right) for left, relation, right in gold["score_orderings"]),
        stances={
            (item["id"], stem): read_sign(sign) for item in gold.get("kb", ()) for stem, sign in item["stance"].items()
        },
    )


def read_pair(item: Mapping[str, Any]) -> LabelledPair:
    """Read a contradiction or a trap."""
    return LabelledPair(
        item["id"], str(item.get("verdict", "")).strip(), read_quotes(item["a"]), read_quotes(item["b"])
    )


def read_quotes(side: list[Any]) -> tuple[Quote, ...]:
    """Read one side: a list of [source, quote], or a single pair without the outer list."""
    pairs = [side] if side and isinstance(side[0], str) else side
    return tuple(Quote(source, text) for source, text in pairs)


def read_sign(text: str) -> str:
    """Return the sign at the start of a stance's text."""
    return next((sign for sign in SIGNS if text.strip().startswith(sign)), "")


@lru_cache(maxsize=100_000)
def find_spans(text: str, quote: str) -> tuple[tuple[int, int], ...]:
    """Return every place of a quote in a squeezed text, half-open, in code points."""
    wanted = squeeze(quote)
    if not wanted:
        return ()
    return tuple((match.start(), match.start() + len(wanted)) for match in re.finditer(re.escape(wanted), text))


def digest_topic(folder: Path) -> str:
    """Return the SHA-256 over gold.json and the articles, names and content, in name order."""
    total = hashlib.sha256()
    for path in (folder / "gold.json", *sorted(path for path in (folder / "articles").iterdir() if path.is_file())):
        total.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def validate(labels: Labels) -> tuple[str, ...]:
    """Return what is wrong with the labels: quotes not in their article, ids used twice, words nobody knows."""
    return (*check_quotes(labels), *check_ids(labels), *check_words(labels), *check_families(labels))


def check_quotes(labels: Labels) -> Iterator[str]:
    """Yield the quotes that do not stand in their article."""
    pairs = (*labels.contradictions, *labels.traps)
    placed: list[tuple[str, Iterable[Quote]]] = [
        *((pair.id, (*pair.left, *pair.right)) for pair in pairs),
        *((group.id, group.members) for group in labels.groups),
        ("claims", labels.claims),
        ("non_claims", labels.non_claims),
        ("signals", (signal.quote for signal in labels.signals)),
        ("non_signals", labels.non_signals),
    ]
    for where, quotes in placed:
        for quote in quotes:
            if not find_spans(labels.texts.get(quote.source, ""), quote.text):
                yield f"{labels.topic}: {where}: not in {quote.source}: {quote.text[:60]!r}"


def check_ids(labels: Labels) -> Iterator[str]:
    """Yield the ids that stand twice in one list."""
    for name, items in (
        ("contradictions", labels.contradictions), ("traps", labels.traps), ("equivalents", labels.groups),
    ):  # fmt: skip
        ids = [item.id for item in items]
        yield from (
            f"{labels.topic}: {name}: {one}: twice" for one in sorted({one for one in ids if ids.count(one) > 1})
        )


def check_words(labels: Labels) -> Iterator[str]:
    """Yield verdicts, severities and signs that nobody knows."""
    for pair in labels.contradictions:
        if not pair.verdict.startswith(("real", "partial")):
            yield f"{labels.topic}: {pair.id}: verdict {pair.verdict!r} is neither real nor partial"
    for signal in labels.signals:
        if signal.severity not in SEVERITIES:
            yield f"{labels.topic}: signals: severity {signal.severity!r} is none of {', '.join(SEVERITIES)}"
    for (proposition, stem), sign in labels.stances.items():
        if not sign:
            yield f"{labels.topic}: kb: {proposition}: {stem}: starts with none of {' '.join(SIGNS)}"


def check_families(labels: Labels) -> Iterator[str]:
    """Yield what keeps the families from being a partition of the articles, and orderings that name no article."""
    named = sorted(stem for family in labels.families for stem in family)
    if named != sorted(labels.texts):
        yield f"{labels.topic}: families: not a partition of the articles: {', '.join(named)}"
    for left, relation, right in labels.orderings:
        if not {left, right} <= labels.texts.keys() or relation not in ORDERINGS:
            yield f"{labels.topic}: score_orderings: {left} {relation} {right}: unknown article or relation"
