"""How common: the share of one group of people that has an illness, given twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audit.model import Claim, ClaimRelation, Concept, Evidence, Quantity, QuantityKind, Relation, RelationKind
from audit.relations.compare.judgement import Background, affirms, is_own, judged, same_article
from audit.relations.compare.likeness import alike_any, is_placeholder, meant_objects, stem, subjects_of
from audit.relations.compare.scope import restricts
from audit.relations.compare.wording import find_wording

HAVING = re.compile(
    r"\b(?:affects?|have|has|suffers?|gets?|develops?|live with|lives with|(?:is|are) (?:affected|diagnosed))\b",
    re.IGNORECASE,
)
OF_WHOM = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:(?:of|in)\s+|(?!\s*(?:by|at|aged?|over|who)\b))(?P<who>.{3,60}?)\s*"
    r"(?:,|\.|;|$|\b(?:aged?|over|older|under|at|by|between|"
    r"have|has|will|may|suffers?|develops?|gets?|live|(?:is|are) (?:affected|diagnosed))\b)",
    re.IGNORECASE,
)
EVERYBODY = {
    "people", "population", "person", "individual", "world", "general", "public", "everyone", "human", "those", "all",
    "the", "our", "every",
}  # fmt: skip
"""Words for people of any kind."""
FACTOR = 2.0
"""Shares of one group this far apart are two answers (own choice)."""
YEARS = 4.0
"""Ages at which one share is reached are two answers when they are further apart (own choice)."""


MOST = 2
"""Shares in one claim; more are a table."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of people, of which people, and from which age."""

    amount: Quantity
    who: frozenset[str]
    age: Quantity | None


def compare_shares(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose two shares of one group that have one illness, or two ages at which one share has it."""
    if not left.frame.quantities or not right.frame.quantities or same_article(left, right):
        return None
    if not (is_own(left) and is_own(right) and affirms(left) and affirms(right)):
        return None
    if not have_same(left, right, background) or any(restricts(claim.frame.condition) for claim in (left, right)):
        return None
    for one in shares_of(left):
        for other in shares_of(right):
            reason = tell_apart(one, other) if one.who == other.who else ""
            if reason:
                numbers = (("ratio", round(ratio(one.amount, other.amount), 2)),)
                return judged(left, right, RelationKind.TENSION, "quantity", 0.6, Evidence("share", reason, numbers))
    return None


def have_same(left: Claim, right: Claim, background: Background) -> bool:
    """Say whether two claims say who has exactly the same thing, of people in the same places."""
    mine, other = thing_had(left, background), thing_had(right, background)
    return alike_any(mine, other) >= 1.0 and places_in(left, mine) == places_in(right, other)


def thing_had(claim: Claim, background: Background) -> tuple[Concept, ...]:
    """Return what a claim says people have: the subject of "affects", the object of "have"."""
    affects = claim.frame.relation in (Relation.FREQUENCY, Relation.SITE) or claim.frame.predicate == "occur"
    named = subjects_of(claim.frame) if affects else meant_objects(claim, background)
    return tuple(concept for concept in named if not is_placeholder(concept)) if len(named) == 1 else ()


def places_in(claim: Claim, things: tuple[Concept, ...]) -> frozenset[str]:
    """Return the capitalised words inside a claim, which tell places and groups, but for the thing itself."""
    own = {word for concept in things for word in concept.text.split()}
    return frozenset(word for word in re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", claim.text) if word not in own)


def shares_of(claim: Claim) -> Iterator[Share]:
    """Yield the shares of people that a claim says have something, each with the age that follows it."""
    amounts = [amount for amount in claim.frame.quantities if amount.kind is QuantityKind.PERCENT]
    if HAVING.search(claim.text) is None or find_wording("individual", claim.text) or not 0 < len(amounts) <= MOST:
        return
    placed = sorted((claim.text.find(amount.text), amount) for amount in claim.frame.quantities)
    for place, amount in placed:
        if amount.kind is not QuantityKind.PERCENT or place < 0:
            continue
        later = [other for start, other in placed if start > place]
        follows = later[0] if later and later[0].kind is QuantityKind.AGE else None
        who = OF_WHOM.match(claim.text[place + len(amount.text) :])
        named = {stem(word.lower()) for word in who["who"].split()} if who else set()
        yield Share(amount, frozenset(named - EVERYBODY), follows)


def tell_apart(one: Share, other: Share) -> str:
    """Return how two shares of one group differ, or ""."""
    if one.age is None and other.age is None:
        return differ(one, other)
    if one.age is None or other.age is None:
        return ""
    apart = abs(one.age.low - other.age.low)
    if apart <= 1:
        return differ(one, other)
    same = ratio(one.amount, other.amount) <= 1.0 and one.amount.high - one.amount.low <= 10
    exact = one.age.low and other.age.low and apart > YEARS
    return (
        f"the share is {one.amount.text} at {one.age.text} in one, and at {other.age.text} in the other"
        if same and exact
        else ""
    )


def differ(one: Share, other: Share) -> str:
    """Return the two shares where they are far apart, or ""."""
    return (
        f"one says {one.amount.text}, the other {other.amount.text}"
        if ratio(one.amount, other.amount) >= FACTOR
        else ""
    )


def ratio(one: Quantity, other: Quantity) -> float:
    """Return how far two ranges are apart: the lower bound of the higher over the upper bound of the lower."""
    return max(one.low, other.low) / max(0.01, min(one.high, other.high))
