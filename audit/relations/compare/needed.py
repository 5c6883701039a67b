"""How much is needed: amounts of one thing that are recommended, enough or the most, given twice."""

import re
from dataclasses import dataclass
from functools import lru_cache

from audit.claims.quantities import read_quantities
from audit.model import Claim, ClaimRelation, Evidence, RelationKind
from audit.relations.compare.judgement import Background, is_own, judged
from audit.relations.compare.likeness import placeholders, stem
from audit.relations.compare.scope import differing_scope, one_sided_scope
from audit.relations.compare.wording import REMEMBERED, find_wording

NUMBERS = {
    "one": 1, "a single": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12,
}  # fmt: skip
NUMBER = r"(?:\d+(?:\.\d+)?|" + "|".join(NUMBERS) + ")"
AMOUNT = re.compile(
    rf"\b(?P<bound>at least|no (?:more|less|fewer) than|up to|a maximum of|a minimum of)?\s*(?P<low>{NUMBER})"
    rf"(?:\s*(?:to|-|–|or)\s*(?P<high>{NUMBER}))?\s+(?:(?:full|small|large|daily|whole|big|big)\s+)?"
    r"(?P<unit>hours?|minutes?|glasses|glass|cups?|lit(?:re|er)s?|servings?|portions?|doses?|injections?|shots?|meals?|drinks?|"
    r"units?|eggs?|tablets?|capsules?|steps|calories|grams?|milligrams?|mg|micrograms?)\b"
    r"(?:\s+of\s+(?:the\s+)?(?P<thing>[\w-]+(?:\s+[\w-]+)?))?",
    re.IGNORECASE,
)
NEEDING = re.compile(
    r"\b(?:needs?|needed|require[sd]?|should|must|recommend(?:s|ed)?|enough|sufficient|at least|"
    r"no (?:more|less|fewer) than|maximum|minimum|aim for|limit|advised?)\b",
    re.IGNORECASE,
)
PER = re.compile(r"\b(?:a|an|per|each|every)\s+(day|night|week|month|year)\b|\b(daily|weekly)\b", re.IGNORECASE)
RATIO = 1.3
"""Recommended amounts closer than this are one advice, rounded differently (own choice)."""


@dataclass(frozen=True, slots=True)
class Needed:
    """An amount that is needed or enough, of what, and per what."""

    low: float
    high: float
    unit: str
    thing: frozenset[str]
    per: str
    text: str


def compare_needed(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "adults need seven to nine hours of sleep" and "five hours are enough"."""
    if amount_in(left.text) is None or amount_in(right.text) is None or not (is_own(left) and is_own(right)):
        return None
    if differing_scope(left, right) or one_sided_scope(left, right):
        return None
    mine, other = needed_in(left), needed_in(right)
    if mine is None or other is None or mine.unit != other.unit or (mine.per and other.per and mine.per != other.per):
        return None
    if not about_one_thing(mine, other, left, right):
        return None
    apart = max(mine.low, other.low) / max(0.01, min(mine.high, other.high))
    if apart < RATIO:
        return None
    reason = f"“{mine.text}” in one, “{other.text}” in the other"
    numbers = (("ratio", round(apart, 2)),)
    return judged(left, right, RelationKind.CONTRADICTS, "quantity", 0.65, Evidence("needed", reason, numbers))


def about_one_thing(mine: Needed, other: Needed, left: Claim, right: Claim) -> bool:
    """Say whether two amounts are of one thing: both name it, or one does and the other claim has the word."""
    terms = [{stem(term) for term in claim.frame.terms} for claim in (left, right)]
    if mine.thing and other.thing:
        return mine.thing == other.thing
    named = mine.thing or other.thing
    if named:
        return named <= terms[0] and named <= terms[1]
    common = (terms[0] & terms[1]) - placeholders() - {mine.unit} - COMMON
    return len(common) >= 1


COMMON = {
    "need", "enough", "day", "adult", "recommend", "take",
    "sufficient", "require", "least", "week", "night", "single",
}  # fmt: skip
"""Words that stand beside any amount that is needed."""


@lru_cache(maxsize=REMEMBERED)
def amount_in(text: str) -> re.Match[str] | None:
    """Return the one amount of a text that says what is needed or enough."""
    found = list(AMOUNT.finditer(text)) if NEEDING.search(text) else []
    return found[0] if len(found) == 1 else None


def needed_in(claim: Claim) -> Needed | None:
    """Return the one amount that a claim says is needed, enough or the most, or None."""
    match = amount_in(claim.text)
    if match is None or find_wording("individual", claim.text) or claim.frame.condition:
        return None
    if claim.frame.modality < 2 or len(read_quantities(claim.text)) > 2:
        return None
    per = PER.search(claim.text)
    low = value_of(match["low"])
    high = value_of(match["high"]) if match["high"] else low
    thing = frozenset(stem(word.lower()) for word in (match["thing"] or "").split() if word.lower() not in AFTER)
    return Needed(
        low, high, stem(match["unit"].lower()), thing, per.group(0).split()[-1].lower() if per else "", match[0].strip()
    )


AFTER = {
    "a", "an", "the", "per", "each", "every", "is", "are", "for",
    "and", "or", "to", "in", "at", "on", "will", "can",
}  # fmt: skip


def value_of(text: str) -> float:
    """Return the number that a word or figure names."""
    small = " ".join(text.lower().split())
    return float(NUMBERS[small]) if small in NUMBERS else float(small)
