"""Read the tables of sentences with their expected slots, and score each slot."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.claims.concepts import canonical, same_concept
from audit.claims.read import read_claims
from audit.model import Article, Block, BlockKind, Claim, Concept, Quantity, Span
from audit.settings import Settings

TABLES = Path(__file__).parents[1] / "cases" / "claims" / "frames"
DEFAULTS: dict[str, Any] = {
    "label": "claim",
    "holder": "asserted",
    "polarity": True,
    "modality": 3,
    "quantifier": "generic",
    "exclusive": False,
    "quantities": [],
    "phase": "any",
    "population": [],
    "site": [],
    "condition": "",
}
"""What a slot is expected to hold when a case does not say; "any" in a case leaves the slot unmeasured."""
SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "w": 604800, "mo": 2629800, "y": 31557600}


@dataclass(frozen=True)
class Case:
    """One sentence of a table with the claims expected of it."""

    topic: str
    half: str
    text: str
    expected: tuple[dict[str, Any], ...]
    article: Article


def read_cases(half: str = "") -> list[Case]:
    """Return the cases of one half, or all, in the order of the files."""
    found = []
    for path in sorted(TABLES.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        if half in ("", table["half"]):
            found += [make_case(path.stem, table["half"], number, row) for number, row in enumerate(table["cases"])]
    return found


def make_case(topic: str, half: str, number: int, row: dict[str, Any]) -> Case:
    """Build the case of one row, with its little article."""
    expected = row.get("claims") or [row]
    return Case(topic, half, row["t"], tuple(expected), make_article(f"{topic}-{number:02d}", row))


def make_article(identifier: str, row: dict[str, Any]) -> Article:
    """Lay out the paragraph before the sentence, if any, and the sentence as a paragraph or list item."""
    text = f"{row['before']}\n\n" if "before" in row else ""
    blocks = [Block(BlockKind.PARAGRAPH, Span(0, len(row["before"])))] if "before" in row else []
    start, head = len(text), row.get("head", "")
    text += f"{head} – {row['t']}" if head else row["t"]
    kind = BlockKind.LIST_ITEM if head or "lead" in row or "heading" in row else BlockKind.PARAGRAPH
    blocks.append(
        Block(
            kind,
            Span(start, len(text)),
            headings=(row["heading"],) if "heading" in row else (),
            lead_in=row.get("lead", ""),
            head=Span(start, start + len(head)) if head else None,
            body=Span(start + len(head) + 3, len(text)) if head else None,
        )
    )
    return Article(identifier, "s", f"s/{identifier}.txt", "", text, tuple(blocks))


def read_table(cases: list[Case]) -> list[tuple[Case, list[Claim]]]:
    """Return each case with the claims read from its sentence."""
    readings = read_claims([case.article for case in cases], Settings())
    return [
        (case, [claim for claim in reading.claims if claim.context.block == len(case.article.blocks) - 1])
        for case, reading in zip(cases, readings, strict=True)
    ]


def score_case(case: Case, claims: list[Claim]) -> Iterator[tuple[str, bool, str]]:
    """Yield (slot, right, what was found) for every slot that the case measures."""
    for expected in case.expected:
        if "none" in expected.get("label", "claim").split("|") and not claims:
            yield "label", True, ""
            continue
        claim = next((claim for claim in claims if expected.get("at", "") in claim.text), None)
        if claim is None or expected.get("label") == "none":
            yield "label", False, "no claim" if claim is None else f"taken as {claim.label.value}"
            continue
        yield from score_claim({**DEFAULTS, **expected}, claim)


def score_claim(expected: dict[str, Any], claim: Claim) -> Iterator[tuple[str, bool, str]]:
    """Yield (slot, right, what was found) for one claim."""
    yield "label", *alternatives(expected["label"], claim.label.value)
    if "publisher" not in expected["label"].split("|"):
        yield from score_named(expected, claim)
        yield from score_concepts(expected, claim)
        yield from score_values(expected, claim)


def score_named(expected: dict[str, Any], claim: Claim) -> Iterator[tuple[str, bool, str]]:
    """Yield the slots whose value is a word of a closed list."""
    frame = claim.frame
    found = {
        "holder": claim.holder.value,
        "relation": frame.relation.value,
        "direction": frame.direction.value,
        "quantifier": frame.quantifier.value,
        "phase": frame.phase.value,
    }
    for slot, value in found.items():
        if expected.get(slot, "any") != "any":
            yield slot, *alternatives(expected[slot], value)


def score_concepts(expected: dict[str, Any], claim: Claim) -> Iterator[tuple[str, bool, str]]:
    """Yield subject, object and their enumerations."""
    for slot in ("subject", "object"):
        if expected.get(slot, "any") != "any":
            yield slot, *concept_alternatives(expected[slot], getattr(claim.frame, slot))
    for slot in ("subjects", "objects"):
        if slot in expected:
            members = getattr(claim.frame, slot)
            right = all(any(fits(name, member) for member in members) for name in expected[slot])
            yield slot, right, str([member.id for member in members])


def score_values(expected: dict[str, Any], claim: Claim) -> Iterator[tuple[str, bool, str]]:
    """Yield the slots that hold numbers, truth values and texts."""
    frame = claim.frame
    for slot, value in (("polarity", frame.polarity), ("exclusive", frame.exclusive)):
        if expected[slot] != "any":
            yield slot, expected[slot] == value, str(value)
    if expected["modality"] != "any":
        levels = [int(level) for level in str(expected["modality"]).split("|")]
        yield "modality", any(abs(level - frame.modality) <= 1 for level in levels), str(frame.modality)
        yield "modality exact", frame.modality in levels, str(frame.modality)
    if expected["quantities"] != "any":
        yield "quantities", same_quantities(expected["quantities"], frame.quantities), str(frame.quantities)
    for slot, found in (("population", frame.population), ("site", frame.site)):
        if expected[slot] != "any":
            yield slot, sorted(expected[slot]) == sorted(found), str(found)
    condition = frame.condition.lower()
    right = condition.startswith(expected["condition"]) if expected["condition"] else not condition
    yield "condition", right, condition
    if "comparison" in expected:
        compared = frame.comparison
        shown = f"{compared.dimension} {compared.sign}" if compared else "none"
        yield "comparison", shown == expected["comparison"], shown


def alternatives(expected: str, found: str) -> tuple[bool, str]:
    """Say whether the value is one of "a|b|c"."""
    return found in expected.split("|"), found


def concept_alternatives(expected: str, found: Concept) -> tuple[bool, str]:
    """Say whether the concept is one of "a|b|c"."""
    return any(fits(name, found) for name in expected.split("|")), found.id


def fits(name: str, found: Concept) -> bool:
    """Say whether the concept is the named one, or a narrower or wider form of it."""
    return same_concept(canonical(name.split(), name), found) > 0


def same_quantities(expected: list[str], found: tuple[Quantity, ...]) -> bool:
    """Compare ["duration 3-7 d", "percent 5-5 %"] with quantities, bounds within 1 %; the kind "any" takes all."""
    if len(expected) != len(found):
        return False
    return all(same_quantity(text, quantity) for text, quantity in zip(expected, found, strict=True))


def same_quantity(expected: str, found: Quantity) -> bool:
    """Compare one quantity with "kind low-high unit"."""
    kind, bounds, unit = expected.split()
    low, high = (float(bound) * SECONDS.get(unit, 1) for bound in bounds.split("-"))
    near = abs(low - found.low) <= 0.01 * max(low, 1e-6) and abs(high - found.high) <= 0.01 * max(high, 1e-6)
    unit_right = found.unit == ("s" if unit in SECONDS else unit) or (unit, found.unit) == ("/day", "per day")
    return near and unit_right and kind in ("any", found.kind.value)
