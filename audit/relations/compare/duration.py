"""How long one thing lasts, and how much of it there is, said twice."""

import re
from collections.abc import Iterator

from audit.claims.quantities import read_quantities
from audit.model import Claim, ClaimRelation, Concept, Evidence, Holder, Quantity, QuantityKind, Relation, RelationKind
from audit.relations.compare.amount import said_of
from audit.relations.compare.judgement import Background, affirms, is_own, judged
from audit.relations.compare.likeness import (
    ILLNESSES,
    SURE,
    alike,
    alike_any,
    is_deictic,
    names,
    on_one_topic,
    plain,
    stem,
    subjects_of,
)
from audit.relations.compare.scope import differing_scope, one_sided_scope
from audit.relations.compare.wording import find_wording

LEAST_RATIO = 1.5
"""Disjoint ranges whose upper bounds are closer than this are one answer, rounded differently (own choice)."""

RATIO = 3.0
"""Upper bounds this far apart are two answers even where the ranges nest (domain notes 4.3: W01, X03)."""

ENDING = {Relation.PROGNOSIS, Relation.ONSET, Relation.OTHER, Relation.DURATION}
LASTING = {Relation.DURATION, Relation.PROGNOSIS}


def compare_duration(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose two durations of one thing that are disjoint, or whose upper bounds are three or more times apart."""
    if not all(claim.frame.relation in LASTING or ending_time(claim) is not None for claim in (left, right)):
        return None
    if not (is_own(left) and is_own(right) and affirms(left) and affirms(right)):
        return None
    if Holder.STUDY in (left.holder, right.holder) or is_individual(left) or is_individual(right):
        return None
    shared = [
        (mine, other)
        for thing, mine in durations_of(left)
        for another, other in durations_of(right)
        if alike(meant(thing, left, background), meant(another, right, background)) >= SURE
        and not is_deictic(thing)
        and not is_deictic(another)
    ] or list(ends_against_lasts(left, right))
    apart = [(mine, other) for mine, other in shared if are_apart(mine, other)]
    if not apart or len(apart) < len(shared):
        return None
    slot = differing_scope(left, right) or one_sided_scope(left, right)
    if slot:
        evidence = Evidence("duration", f"they speak of another {slot}")
        return judged(left, right, RelationKind.SCOPE, slot, 0.6, evidence)
    return tell_durations(left, right, *apart[0])


def compare_onset(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose two times after which the same thing begins, in one article or in two on one topic."""
    if not (left.frame.relation is right.frame.relation is Relation.ONSET) or not (is_own(left) and is_own(right)):
        return None
    if not (affirms(left) and affirms(right)) or is_individual(left) or is_individual(right):
        return None
    if (
        find_wording("ending", left.text)
        or find_wording("ending", right.text)
        or not on_one_topic(left, right, background)
    ):
        return None
    mine, other = latency_of(left), latency_of(right)
    same = left.frame.subject.id == right.frame.subject.id and said_of(left) == said_of(right)
    if mine is None or other is None or not same or not is_disjoint(mine, other) or upper_ratio(mine, other) < RATIO:
        return None
    reason = f"it begins {mine.text} in one and {other.text} in the other"
    return judged(left, right, RelationKind.CONTRADICTS, "duration", 0.7, Evidence("onset", reason))


def latency_of(claim: Claim) -> Quantity | None:
    """Return the one latency of a claim."""
    found = [quantity for quantity in claim.frame.quantities if quantity.kind is QuantityKind.LATENCY]
    return found[0] if len(found) == 1 else None


EPISODES = {"attack", "episode", "bout", "flare"}


def meant(thing: Concept, claim: Claim, background: Background) -> Concept:
    """Return the topic of the article for "an attack", and for "an attack" of that topic."""
    topic = background.topics.get(claim.article)
    words = set(plain(thing).id.split())
    if topic is None or not words & EPISODES or words - ILLNESSES - set(topic.id.split()):
        return thing
    return topic


def ends_against_lasts(left: Claim, right: Claim) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the times of "it clears within T" and "it lasts longer than T", in the order of the claims."""
    for ending, lasting in ((left, right), (right, left)):
        limit = ending_time(ending)
        if limit is None:
            continue
        for thing, span in durations_of(lasting):
            about = alike_any(subjects_of(ending.frame), (thing,)) >= SURE or names(ending, thing)
            if about and not is_deictic(thing) and span.low >= LEAST_RATIO * limit.high:
                yield (limit, span) if ending is left else (span, limit)


def ending_time(claim: Claim) -> Quantity | None:
    """Return the time within which a claim says that its subject ends or heals."""
    within = [quantity for quantity in claim.frame.quantities if quantity.kind is QuantityKind.LATENCY]
    ends = claim.frame.relation in ENDING and find_wording("ending", claim.text) and affirms(claim)
    return within[0] if len(within) == 1 and ends else None


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
"""Each noun before a verb of duration, and what follows: "hiccups last minutes and attacks persist for hours"."""


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
