"""How long one thing lasts, and how much of it there is, said twice."""

import re
from collections.abc import Iterator

from audit.claims.quantities import read_quantities
from audit.model import Claim, ClaimRelation, Concept, Evidence, Holder, Quantity, QuantityKind, Relation, RelationKind
from audit.relations.compare.judgement import Background, affirms, is_own, judged
from audit.relations.compare.likeness import SURE, alike, is_deictic, stem, subjects_of
from audit.relations.compare.scope import differing_scope, one_sided_scope
from audit.relations.compare.wording import find_wording

LEAST_RATIO = 1.5
"""Disjoint ranges whose upper bounds are closer than this are one answer, rounded differently (own choice)."""

RATIO = 3.0
"""Upper bounds this far apart are two answers even where the ranges nest (domain notes 4.3: W01, X03)."""

LASTING = {Relation.DURATION, Relation.PROGNOSIS}


def compare_duration(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose two durations of one thing that are disjoint, or whose upper bounds are three or more times apart."""
    if left.frame.relation not in LASTING or right.frame.relation not in LASTING:
        return None
    if not (is_own(left) and is_own(right) and affirms(left) and affirms(right)):
        return None
    if Holder.STUDY in (left.holder, right.holder) or is_individual(left) or is_individual(right):
        return None
    shared = [
        (mine, other)
        for thing, mine in durations_of(left)
        for another, other in durations_of(right)
        if alike(thing, another) >= SURE and not is_deictic(thing) and not is_deictic(another)
    ]
    apart = [(mine, other) for mine, other in shared if are_apart(mine, other)]
    if not apart or len(apart) < len(shared):
        return None
    slot = differing_scope(left, right) or one_sided_scope(left, right)
    if slot:
        evidence = Evidence("duration", f"they speak of another {slot}")
        return judged(left, right, RelationKind.SCOPE, slot, 0.6, evidence)
    return tell_durations(left, right, *apart[0])


def tell_durations(left: Claim, right: Claim, mine: Quantity, other: Quantity) -> ClaimRelation:
    """Build the relation of two claims whose durations are apart."""
    kind = RelationKind.CONTRADICTS if generic(left) and generic(right) else RelationKind.TENSION
    confidence = (0.85 if is_disjoint(mine, other) else 0.75) if kind is RelationKind.CONTRADICTS else 0.55
    reason = f"it lasts {mine.text} in one and {other.text} in the other"
    numbers = (("ratio of upper bounds", round(upper_ratio(mine, other), 2)),)
    return judged(left, right, kind, "duration", confidence, Evidence("duration", reason, numbers))


def are_apart(mine: Quantity, other: Quantity) -> bool:
    """Say whether two durations are two answers."""
    ratio = upper_ratio(mine, other)
    return ratio >= RATIO or (is_disjoint(mine, other) and ratio >= LEAST_RATIO)


def upper_ratio(mine: Quantity, other: Quantity) -> float:
    """Return the ratio of the upper bounds, at least 1."""
    return max(mine.high, other.high) / max(1.0, min(mine.high, other.high))


def is_disjoint(mine: Quantity, other: Quantity) -> bool:
    """Say whether two ranges have no point in common."""
    return mine.high < other.low or other.high < mine.low


def durations_of(claim: Claim) -> tuple[tuple[Concept, Quantity], ...]:
    """Return what lasts and how long: from the frame, or clause by clause where the claim gives several durations."""
    found = [quantity for quantity in claim.frame.quantities if quantity.kind is QuantityKind.DURATION]
    if len(found) == 1:
        return tuple((subject, found[0]) for subject in subjects_of(claim.frame))
    return tuple(read_durations(claim.text)) if found else ()


CLAUSE = re.compile(
    r"(?P<thing>[A-Za-z][\w’'-]*)\s+(?:(?:can|may|will|might|could|usually|typically|often|generally|\w+ly)\s+)*"
    r"(?:lasts?|lingers?|persists?|continues?)\s[^;,.]*",
    re.IGNORECASE,
)
""""Spasms last seconds, while cramps linger for minutes": each noun before a verb of duration, and what follows."""


def read_durations(text: str) -> Iterator[tuple[Concept, Quantity]]:
    """Yield the noun and the duration of each clause of a text that says how long something lasts."""
    for match in CLAUSE.finditer(text):
        amounts = [amount for amount in read_quantities(match[0]) if amount.kind is QuantityKind.DURATION]
        if len(amounts) == 1:
            word = stem(match["thing"].lower())
            yield Concept(word, word, match["thing"]), amounts[0]


def is_individual(claim: Claim) -> bool:
    """Say whether a claim tells of one case, in the past tense or the first person, not of the usual one."""
    return find_wording("individual", claim.text) is not None


def generic(claim: Claim) -> bool:
    """Say whether the claim speaks of the usual case, not of what may happen."""
    return claim.frame.modality >= 3 or claim.frame.quantifier.value in ("usually", "always", "generic")


def said_of(claim: Claim) -> frozenset[str]:
    """Return the content words of a claim but for its amounts: the same statement has the same ones."""
    amounts = {word.lower() for quantity in claim.frame.quantities for word in quantity.text.split()}
    words = {stem(term) for term in claim.frame.terms if not any(character.isdigit() for character in term)}
    return frozenset(words - {stem(word) for word in amounts} - UNITS)


UNITS = {"mg", "percent", "%", "day", "gram", "mcg", "iu", "ml", "year", "time"}

MEASURES = {QuantityKind.PERCENT, QuantityKind.DOSE, QuantityKind.AGE, QuantityKind.FREQUENCY}


def compare_quantity(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose two amounts of one kind that the same statement gives differently."""
    mine, other = left.frame, right.frame
    if mine.relation is not other.relation or mine.predicate != other.predicate or not (is_own(left) and is_own(right)):
        return None
    if Holder.STUDY in (left.holder, right.holder) or not (affirms(left) and affirms(right)):
        return None
    if mine.subject.id != other.subject.id or mine.object.id != other.object.id:
        return None
    if differing_scope(left, right) or one_sided_scope(left, right) or said_of(left) != said_of(right):
        return None
    pairs = [
        (a, b)
        for a in mine.quantities
        for b in other.quantities
        if a.kind is b.kind and a.unit == b.unit and a.kind in MEASURES
    ]
    if len(pairs) != 1:
        return None
    one, two = pairs[0]
    apart = max(one.low, two.low) / max(1e-9, min(one.high, two.high))
    if apart < 1.5:
        return None
    reason = f"one says {one.text}, the other {two.text}"
    numbers = (("ratio", round(min(apart, 1e6), 2)),)
    return judged(left, right, RelationKind.CONTRADICTS, "quantity", 0.65, Evidence("quantity", reason, numbers))
