"""Sentences of public pages labelled by hand → how well the slots of their claims are read."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.claims.read import read_claims
from audit.errors import CorpusError
from audit.evaluate.figures import mean
from audit.evaluate.probes import make_plain_article
from audit.evaluate.rows import Row, find_file, find_folder, read_rows
from audit.evaluate.shape import Figures, Progress, Tables
from audit.lexicons import load_lexicon
from audit.model import Article, Claim, Holder, Label, Span
from audit.settings import Settings

PARTS = ("first", "second")
CLOSE = 0.01
"""Relative difference under which two bounds of a quantity are the same: months and years are conventions."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader says of one sentence; several values of a slot are equally right, the first is preferred."""

    document: str
    span: Span
    check: str
    """First digits of the SHA-256 of its text: labels of another edition of a document mean nothing."""
    labels: tuple[str, ...]
    holders: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    polarity: bool = True
    modality: int = 3
    quantities: tuple[tuple[float, float, str], ...] = ()


def read_wanted(part: str) -> tuple[Wanted, ...]:
    """Return the labels of one part of the set."""
    return tuple(parse_wanted(line) for line in load_lexicon("slot_labels")[part])


def parse_wanted(line: str) -> Wanted:
    """Read one line of labels; a sentence that can only be no claim has a label and nothing else."""
    document, place, check, labels, *slots = line.split(maxsplit=8)
    start, end = place.split("-")
    span = Span(int(start), int(end))
    if not slots:
        return Wanted(document, span, check, (labels,))
    return Wanted(
        document,
        span,
        check,
        tuple(labels.split("|")),
        tuple(slots[0].split("|")),
        tuple(slots[1].split("|")),
        slots[2] == "+",
        int(slots[3]),
        tuple(parse_amount(amount) for amount in slots[4].split("; ")) if len(slots) > 4 else (),
    )


def parse_amount(text: str) -> tuple[float, float, str]:
    """Read "60-120 year"; "open" is a bound that is not asked for."""
    bounds, unit = text.split(" ", 1)
    low, high = bounds.split("-")
    return float(low), math.nan if high == "open" else float(high), unit


def measure_slots(base: Path, progress: Progress) -> Tables:
    """Measure label, holder and slots on both parts."""
    path = find_file(find_folder(base, "articles_bulk"), "articles.jsonl.gz")
    rows = {str(row["id"]): row for row in read_rows(path)}
    return tuple((f"claims/slots, {part} sample", describe_part(read_wanted(part), rows, progress)) for part in PARTS)


def describe_part(wanted: Sequence[Wanted], rows: Mapping[str, Row], progress: Progress) -> Figures:
    """Return the figures of one part."""
    missing = sum(one.document not in rows for one in wanted)
    here = [one for one in wanted if one.document in rows]
    pairs = pair_claims(here, rows, progress)
    figures: dict[str, float | str] = {"sentences": str(len(here)), "documents missing": str(missing)}
    return {**figures, **describe_labels(pairs), **describe_slots(pairs)}


def pair_claims(
    wanted: Sequence[Wanted], rows: Mapping[str, Row], progress: Progress
) -> list[tuple[Wanted, list[Claim]]]:
    """Return each label with the claims of its sentence, the one that covers most of it first.

    Raises:
        CorpusError: the text of a document is not the one that was labelled.
    """
    articles = [make_plain_article(one.document, str(rows[one.document]["text"])) for one in wanted]
    pairs = []
    for one, article, reading in zip(wanted, articles, read_claims(articles, Settings(), progress), strict=True):
        check_text(one, article)
        inside = [claim for claim in reading.claims if covered(claim.span, one.span) * 2 > len(claim.text)]
        pairs.append((one, sorted(inside, key=lambda claim: (-covered(claim.span, one.span), claim.span.start))))
    return pairs


def check_text(one: Wanted, article: Article) -> None:
    """Refuse a document that is not the one that was labelled."""
    if hashlib.sha256(one.span.within(article.text).encode()).hexdigest()[:8] != one.check:
        raise CorpusError(f"articles_bulk: {one.document}: not the text that the slots were labelled on")


def covered(left: Span, right: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(left.end, right.end) - max(left.start, right.start))


def describe_labels(pairs: Sequence[tuple[Wanted, list[Claim]]]) -> Figures:
    """Return label and holder accuracy; a sentence with claims of several labels has them all."""
    decided = [(one, {claim.label.value for claim in claims} or {Label.NONE.value}) for one, claims in pairs]
    advising = [
        bool(found & set(one.labels)) for one, found in decided if one.labels[0] in (Label.ADVICE, Label.PUBLISHER)
    ]
    held = [(one, claims[0].holder) for one, claims in pairs if claims and one.holders]
    others = [holder in one.holders for one, holder in held if one.holders[0] != Holder.ASSERTED]
    return {
        "label": mean(bool(found & set(one.labels)) for one, found in decided),
        "label, advice and publisher": mean(advising),
        "advice and publisher": str(len(advising)),
        "holder": mean(holder in one.holders for one, holder in held),
        "holder, not asserted": mean(others),
        "not asserted": str(len(others)),
    }


def describe_slots(pairs: Sequence[tuple[Wanted, list[Claim]]]) -> Figures:
    """Return the accuracy of slots over the labelled sentences in which a claim was found."""
    read = [(one, claims[0].frame, claims) for one, claims in pairs if claims and one.relations]
    return {
        "claims read": str(len(read)),
        "relation": mean(frame.relation.value in one.relations for one, frame, _ in read),
        "relation, first choice": mean(frame.relation.value == one.relations[0] for one, frame, _ in read),
        "polarity": mean(frame.polarity == one.polarity for one, frame, _ in read),
        "modality within one level": mean(abs(frame.modality - one.modality) <= 1 for one, frame, _ in read),
        "quantities exact": mean(same_amounts(one, claims) for one, _, claims in read),
    }


def same_amounts(one: Wanted, claims: Sequence[Claim]) -> bool:
    """Say whether the claims of a sentence hold exactly its quantities."""
    found = {(quantity.low, quantity.high, quantity.unit) for claim in claims for quantity in claim.frame.quantities}
    rest = list(found)
    for low, high, unit in one.quantities:
        fitting = next((got for got in rest if got[2] == unit and close(low, got[0]) and close(high, got[1])), None)
        if fitting is None:
            return False
        rest.remove(fitting)
    return not rest


def close(wanted: float, got: float) -> bool:
    """Say whether a bound is the one asked for."""
    return math.isnan(wanted) or math.isclose(wanted, got, rel_tol=CLOSE)
