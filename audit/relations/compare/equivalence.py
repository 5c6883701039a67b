"""A pair of claims → do they say the same, and if not quite, in what do they differ."""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import combinations

from audit.claims.concepts import same_concept
from audit.lexicons import load_lexicon
from audit.model import (
    Claim,
    ClaimRelation,
    Concept,
    Evidence,
    Frame,
    Holder,
    Phase,
    Quantifier,
    Relation,
    RelationKind,
)
from audit.relations.gist import Gist, canonical_words, gist_of, weak_words

LIKE = 0.5
"""Core score from which two claims say the same; chosen on the development topics and on pages read by hand."""
WIDER = 2.0
"""Upper bounds of two durations or doses of one claim lie within this ratio (domain notes 4.2)."""
EFFECTS = {
    Relation.CAUSE,
    Relation.RISK_FACTOR,
    Relation.TREATMENT,
    Relation.PREVENTION,
    Relation.HARM,
    Relation.MECHANISM,
}
EXACT = {Relation.DEFINITION, Relation.COMPARISON, Relation.DURATION, Relation.ONSET}
"""Relations in which words that are loosely used for one another differ."""


def compare_equivalence(left: Claim, right: Claim, similarity: float) -> ClaimRelation | None:
    """Judge whether two claims say the same.

    The frames decide (concepts, relation, direction, polarity, numbers, phase, population), similarity only supports.
    """
    mine, other = gist_of(left), gist_of(right)
    if any(veto(left, right, mine, other) for veto in VETOES):
        return None
    score, reason = core_score(left.frame, right.frame, mine, other, similarity)
    if score < LIKE:
        return None
    numbers = (("core", round(score, 4)), ("similarity", round(similarity, 4)))
    kind, slot, note = settle(left, right, mine, other)
    evidence = Evidence("equivalence", f"{reason}{note}", numbers)
    return ClaimRelation(left.id, right.id, kind, slot, round(min(0.98, score), 4), evidence)


def core_score(left: Frame, right: Frame, mine: Gist, other: Gist, similarity: float) -> tuple[float, str]:
    """Return how surely two claims share their core, with the reason: the better of frames and words."""
    shared, total = mine.words & other.words, mine.words | other.words
    overlap = mine.weight(shared) / (mine.weight(total) or 1.0)
    inside = mine.weight(shared) / (min(mine.weight(mine.words), mine.weight(other.words)) or 1.0)
    strong = len(shared - weak_words())
    by_words = 0.5 * overlap + 0.3 * inside + 0.2 * similarity if strong >= 2 else 0.0
    subject, target = match(left, right, mine, other)
    by_frame = 0.0
    if subject and target and left.relation in EFFECTS and right.relation in EFFECTS and mine.sign == other.sign:
        by_frame = 0.35 * subject + 0.35 * target + 0.15 * inside + 0.15 * min(1.0, 2 * similarity)
    if by_frame > by_words:
        return by_frame, "the same thing is said to act the same way on the same thing"
    return by_words, "nearly the same words"


def match(left: Frame, right: Frame, mine: Gist, other: Gist) -> tuple[float, float]:
    """Return how well the subjects and the objects of two frames agree, each 0–1."""
    return (
        agree((left.subject, *left.subjects), (right.subject, *right.subjects), mine.subject, other.subject),
        agree((left.object, *left.objects), (right.object, *right.objects), mine.object, other.object),
    )


def agree(left: tuple[Concept, ...], right: tuple[Concept, ...], mine: frozenset[str], other: frozenset[str]) -> float:
    """Return 1 for one concept, 0.8 where one narrows the other or loose synonyms meet, else the share of words."""
    if any(one.id and one.id == two.id for one in left for two in right) and mine & other:
        return 1.0
    near = max((same_concept(one, two) for one in left for two in right), default=0.0)
    if near and mine & other:
        return near
    if any(frozenset((one, two)) in kin() for one in mine for two in other):
        return 0.8
    union = mine | other
    return len(mine & other) / len(union) if len(mine & other) / (len(union) or 1) >= 0.5 else 0.0


# --- what rules a pair out ----------------------------------------------------------------------------------------


def opposed(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One denies what the other says, or they work in opposite directions."""
    denied = (left.holder is Holder.DENIED) != (right.holder is Holder.DENIED)
    return mine.sign * other.sign < 0 or (left.frame.polarity != right.frame.polarity) != denied


def turned(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """Cause and effect change places."""
    if left.frame.relation not in EFFECTS or right.frame.relation not in EFFECTS:
        return False
    crossed = bool(mine.subject & other.object) and bool(mine.object & other.subject)
    return crossed and not (mine.subject & other.subject and mine.object & other.object)


def unlike_words(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One names a co-hyponym or an opposite of what the other names."""
    only, others = mine.words - other.words, other.words - mine.words
    loose = left.frame.relation not in EXACT and right.frame.relation not in EXACT
    pairs = (frozenset((one, two)) for one in only for two in others)
    return any(pair in opposites() or (pair in apart() and not (loose and pair in kin())) for pair in pairs)


def unlike_numbers(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """Both give numbers and neither's are among the other's, or amounts of one kind lie apart."""
    if mine.numbers and other.numbers and not (mine.numbers <= other.numbers or other.numbers <= mine.numbers):
        return True
    return any(
        one.kind is two.kind
        and one.unit == two.unit
        and (one.high < two.low or two.high < one.low or ratio(one.high, two.high) > WIDER)
        for one in left.frame.quantities
        for two in right.frame.quantities
    )


def ratio(one: float, two: float) -> float:
    """Return the larger over the smaller of two bounds; infinite when only one is 0."""
    small, large = sorted((one, two))
    return 1.0 if large == small else large / small if small else float("inf")


def unlike_phase(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One is about the acute event, the other about the time before it or the long run."""
    acute, lasting = {Phase.DURING, Phase.AFTER}, {Phase.BEFORE, Phase.LONG_TERM}
    phases = {left.frame.phase, right.frame.phase}
    return bool(phases & acute and phases & lasting)


def unlike_place(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """Both name populations, or both name body parts, and share none."""
    slots = ((left.frame.population, right.frame.population), (left.frame.site, right.frame.site))
    return any(one and two and not set(one) & set(two) for one, two in slots)


VETOES: tuple[Callable[[Claim, Claim, Gist, Gist], bool], ...] = (
    opposed, turned, unlike_words, unlike_numbers, unlike_phase, unlike_place,
)  # fmt: skip


# --- in what they differ ------------------------------------------------------------------------------------------


def settle(left: Claim, right: Claim, mine: Gist, other: Gist) -> tuple[RelationKind, str, str]:
    """Return the kind of agreement, the slot in which the claims differ, and a note on it."""
    one, two = left.frame, right.frame
    extremes = {one.quantifier, two.quantifier}
    if abs(one.modality - two.modality) > 1 or (Quantifier.ALWAYS in extremes and len(extremes) > 1):
        return RelationKind.DRIFT, "strength", ", in another strength"
    for slot, here, there in (
        ("population", one.population, two.population),
        ("condition", one.condition, two.condition),
        ("site", one.site, two.site),
    ):
        if bool(here) != bool(there):
            kind = RelationKind.ENTAILS if there else RelationKind.ENTAILED_BY
            return kind, slot, f", one of them only for a {slot}"
    return RelationKind.EQUIVALENT, "", ""


# --- word lists ---------------------------------------------------------------------------------------------------


@cache
def kin() -> frozenset[frozenset[str]]:
    """Return the pairs that are loosely used for one another."""
    return pairs_of("kin")


@cache
def apart() -> frozenset[frozenset[str]]:
    """Return the pairs of co-hyponyms."""
    return pairs_of("apart")


@cache
def opposites() -> frozenset[frozenset[str]]:
    """Return the pairs of opposites."""
    return pairs_of("opposite")


def pairs_of(key: str) -> frozenset[frozenset[str]]:
    """Return every pair of different words inside the groups of a list, in canonical form."""
    return frozenset(
        frozenset(pair)
        for group in load_lexicon("equivalence")[key]
        for pair in combinations([canonical(name) for name in group.split("|")], 2)
        if pair[0] != pair[1]
    )


def canonical(name: str) -> str:
    """Return the canonical form of a word or phrase."""
    return " ".join(canonical_words(name))
