"""A pair of claims → what rules out that they say the same, and the slots in which they differ without conflict."""

from collections.abc import Callable, Mapping
from functools import cache

from audit.model import Claim, Frame, Holder, Phase, Relation
from audit.relations.compare.kinds import lettered_apart
from audit.relations.gist import Gist, Words, co_hyponyms, kin, meet, unlike
from audit.relations.topical import times
from audit.relations.words import canonical_words

WIDER = 2.0
"""Upper bounds of two durations or doses of one claim lie within this ratio (domain notes 4.2)."""
EXACT = {Relation.DEFINITION, Relation.COMPARISON, Relation.DURATION, Relation.ONSET}
"""Relations in which words that are loosely used for one another differ."""

Test = Callable[[Claim, Claim, Gist, Gist], bool]


# --- what rules a pair out ----------------------------------------------------------------------------------------


def opposed(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One denies what the other says, or they work in opposite directions."""
    denied = one_denied(left, right)
    if mine.sign and other.sign:
        return mine.sign * other.sign < 0 or denied
    if dict(mine.propositions).keys() & dict(other.propositions).keys():
        return denied
    return unlike_polarity(left, right, mine, other)


def one_denied(left: Claim, right: Claim) -> bool:
    """Say whether one page denies what it passes on and the other does not."""
    return (left.holder is Holder.DENIED) != (right.holder is Holder.DENIED)


def unlike_polarity(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One denies something that the other speaks of."""
    return (denies(left.frame, mine, other) != denies(right.frame, other, mine)) != one_denied(left, right)


def denies(frame: Frame, mine: Gist, other: Gist) -> bool:
    """Say whether a claim denies anything that the other speaks of."""
    return not frame.polarity or bool(mine.denied & other.words)


def unstated(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One is an indirect question, which states nothing."""
    return mine.embedded or other.embedded


def turned(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """Cause and effect change places."""
    if mine.sign == 0 or other.sign == 0:
        return False
    cause, effect = frozenset[str]().union(*mine.subjects), frozenset[str]().union(*mine.objects)
    causes, effects = frozenset[str]().union(*other.subjects), frozenset[str]().union(*other.objects)
    return bool(meet(cause, effects) and meet(effect, causes)) and not (meet(cause, causes) and meet(effect, effects))


def unlike_words(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One names a co-hyponym or an opposite of what the other names; loose synonyms pass but where they are defined."""
    only, others = mine.words - other.words, other.words - mine.words
    for word in only:
        clash = unlike().get(word, frozenset()) & others
        if clash and (is_exact(left, right, mine, other) or not clash <= kin().get(word, frozenset())):
            return True
    return False


def is_exact(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """Say whether words used loosely for one another must be kept apart: something is defined, compared or timed.

    What is said of every condition is said of loosely named ones as well.
    """
    if dict(mine.propositions).keys() & dict(other.propositions).keys() or names_itself(left) or names_itself(right):
        return False
    return left.frame.relation in EXACT or right.frame.relation in EXACT


def names_itself(claim: Claim) -> bool:
    """Say whether a claim takes up its subject by another noun: "these sudden contractions" for the cramps above."""
    return any(" " in anaphor for anaphor, _ in claim.context.antecedents)


def unlike_kinds(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One names a co-hyponym of what the other names, loose synonyms apart."""
    only, others = mine.words - other.words, other.words - mine.words
    return any((co_hyponyms().get(word, frozenset()) & others) - kin().get(word, frozenset()) for word in only)


def unlike_aim(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One is about preventing only, the other about treating only; "reduces" alone may be either."""
    aims = (mine.prevents, mine.treats), (other.prevents, other.treats)
    return set(aims) == {(True, False), (False, True)}


def unlike_numbers(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """Both give numbers and neither's are among the other's, or amounts of one kind lie apart."""
    if mine.numbers and other.numbers and not (mine.numbers <= other.numbers or other.numbers <= mine.numbers):
        return True
    return any(
        one.high < two.low or two.high < one.low or ratio(one.high, two.high) > WIDER
        for one in left.frame.quantities
        for two in right.frame.quantities
        if one.kind is two.kind and one.unit == two.unit
    )


def ratio(one: float, two: float) -> float:
    """Return the larger over the smaller of two bounds; infinite when only one is 0."""
    small, large = sorted((one, two))
    if small == large:
        return 1.0
    return large / small if small else float("inf")


def unlike_times(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """Both name times of the day or the year and share none."""
    here, there = mine.own & times(), other.own & times()
    return bool(here and there and not here & there)


VETOES: tuple[Test, ...] = (opposed, unstated, turned, unlike_words, unlike_aim, unlike_numbers, unlike_times)
STATED_VETOES: tuple[Test, ...] = (unlike_polarity, unstated, unlike_kinds, unlike_aim, unlike_numbers, unlike_times)
"""Vetoes for two claims that state one effect: their direction agrees, and opposites outside it rule nothing out."""


# --- in what they differ ------------------------------------------------------------------------------------------


def unlike_kind(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One thing in two kinds told apart by a letter, a number or a "non": "hepatitis B" and "hepatitis C"."""
    return mine.excluded != other.excluded or lettered_apart(mine, other)


def unlike_grade(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One is about a mild or early form and the other about a severe or late one."""
    here, there = mine.words - other.words, other.words - mine.words
    return any((one in here and two in there) or (two in here and one in there) for one, two in grades())


@cache
def grades() -> tuple[tuple[str, str], ...]:
    """Return the canonical words for the two ends of each scale."""
    return tuple((canonical_words(one)[0], canonical_words(two)[0]) for one, two in GRADES)


GRADES = (("mild", "severe"), ("early", "late"))
"""Words for the two ends of a scale."""


def unlike_phase(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One is about the acute event, the other about the time before it or the long run."""
    acute, lasting = {Phase.DURING, Phase.AFTER}, {Phase.BEFORE, Phase.LONG_TERM}
    phases = {left.frame.phase, right.frame.phase}
    return bool(phases & acute and phases & lasting)


def unlike_population(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """Both name populations and share none."""
    here, there = set(left.frame.population), set(right.frame.population)
    return bool(here and there and not here & there)


def unlike_site(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """Both name body parts and share none; where both state effects, those of causes and of effects by themselves."""
    if mine.effects and other.effects:
        pairs = list(zip(sites_by_role(left, mine), sites_by_role(right, other), strict=True))
    else:
        pairs = [(name_sites(left), name_sites(right))]
    return any(here and there and not here & there for here, there in pairs)


def sites_by_role(claim: Claim, gist: Gist) -> tuple[set[Words], set[Words]]:
    """Return the body parts that a claim names in its causes, and those that it names elsewhere."""
    sites = name_sites(claim)
    causes = frozenset(word for effect in gist.effects for cause in effect.causes for word in cause)
    acting = {site for site in sites if site & causes}
    return acting, sites - acting


def name_sites(claim: Claim) -> set[Words]:
    """Return the body parts of a claim, each as its canonical words: "hand" and "hands" are one."""
    return {frozenset(canonical_words(site)) for site in claim.frame.site}


SCOPES: Mapping[str, Test] = {
    "kind": unlike_kind, "grade": unlike_grade, "phase": unlike_phase,
    "population": unlike_population, "site": unlike_site,
}  # fmt: skip
"""Slots in which two claims can differ without any conflict between them."""
