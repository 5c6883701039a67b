"""Pair cards → the matrix of sources: who contradicts whom, and who contradicts itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from audit.model import Verdict
from audit.reporters.html_lookup import Lookup
from audit.reporters.html_pairs import Card
from audit.reporters.html_words import say_count

MOST = 40
"""Most sources in the matrix: those with the most pairs."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How often two sources contradict each other; `step` 0–4 is the shade."""

    pair: str
    inside: bool
    contradictions: int
    tensions: int
    step: int
    who: str
    label: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One source against all."""

    key: str
    name: str
    number: int
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Symmetric; rows and columns in the order of the overview."""

    rows: tuple[MatrixRow, ...]
    left_out: int


def view_matrix(lookup: Lookup, cards: Sequence[Card], order: Sequence[str]) -> Matrix:
    """Count the open pair cards between every two sources. `order` holds source ids."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for card in cards:
        if not card.status:
            for match in card.matches:
                first, last = match.split("~")
                counts[first, last, card.verdict] += 1
    names = {lookup.anchor("source", source.id): source.name or source.id for source in lookup.report.sources}
    keys = [lookup.anchor("source", identifier) for identifier in order]
    totals: Counter[str] = Counter()
    for (first, last, _), count in counts.items():
        for key in {first, last}:
            totals[key] += count
    kept = keys if len(keys) <= MOST else sorted(keys, key=lambda key: (-totals[key], keys.index(key)))[:MOST]
    kept = [key for key in keys if key in set(kept)]
    top = max(
        [
            counts[first, last, Verdict.CONTRADICTION] + counts[first, last, Verdict.TENSION]
            for first, last, _ in counts
        ],
        default=0,
    )
    rows = tuple(
        MatrixRow(
            key=key,
            name=names[key],
            number=number,
            cells=tuple(make_cell(key, other, counts, top=top, names=names) for other in kept),
            total=totals[key],
        )
        for number, key in enumerate(kept, start=1)
    )
    return Matrix(rows, len(keys) - len(kept))


def make_cell(key: str, other: str, counts: Counter[tuple[str, str, str]], *, top: int, names: dict[str, str]) -> Cell:
    """Build one cell; the label is what a screen reader says."""
    first, last = sorted((key, other))
    contradictions, tensions = counts[first, last, Verdict.CONTRADICTION], counts[first, last, Verdict.TENSION]
    total = contradictions + tensions
    who = f"inside {names[key]}" if key == other else f"{names[key]} and {names[other]}"
    found = f"{say_count(contradictions, 'contradiction')}, {say_count(tensions, 'tension')}" if total else "none found"
    return Cell(
        pair=f"{first}~{last}",
        inside=key == other,
        contradictions=contradictions,
        tensions=tensions,
        step=-(-4 * total // top) if total else 0,
        who=who,
        label=f"{who[0].upper()}{who[1:]}: {found}",
    )
