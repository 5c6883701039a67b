"""Claims → pairs inside one article whose wording alone makes them worth comparing ("harmless" and "fatal")."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from audit.model import CandidatePair, Claim, QuantityKind
from audit.relations.compare.amount import doses, least_dose
from audit.relations.compare.cause import CAUSES, ending_cause, exclusiveness, says_unknown
from audit.relations.compare.judgement import is_own, place_of
from audit.relations.compare.likeness import is_placeholder, objects_of, placeholders, plain, stem
from audit.relations.compare.need import commends, what_is_needed, what_is_needless, whom_to_see
from audit.relations.compare.outcome import OUTCOMES, is_universal, promises_all, promises_some
from audit.relations.compare.quantifier import ONLY_ONE, hedged_harmless, says_grave, says_harmless
from audit.relations.compare.wording import find_wording, sides_in

REASON = "wording"

Test = Callable[[Claim], bool]


def names_cause(claim: Claim) -> bool:
    """Say whether a claim names a cause."""
    return claim.frame.relation in CAUSES


def names_exclusive_cause(claim: Claim) -> bool:
    """Say whether a claim names a cause that leaves room for no other."""
    return names_cause(claim) and exclusiveness(claim) == 2


def explains_ending(claim: Claim) -> bool:
    """Say whether a claim explains how its subject ends."""
    return bool(ending_cause(claim))


def speaks_of_harm(claim: Claim) -> bool:
    """Say whether a claim names grave harm, or calls something harmless in many cases only."""
    return says_grave(claim) or hedged_harmless(claim)


def dooms(claim: Claim) -> bool:
    """Say whether a claim speaks of certain death or a loss beyond repair."""
    return find_wording("doom", claim.text) is not None


def promises_cure(claim: Claim) -> bool:
    """Say whether a claim promises a cure or a reversal."""
    return claim.frame.predicate in ("cure", "reverse")


def denies_all_remedies(claim: Claim) -> bool:
    """Say whether a claim denies that any remedy has an outcome."""
    return claim.frame.relation in OUTCOMES and not claim.frame.polarity and is_universal(claim)


def promises_outcome(claim: Claim) -> bool:
    """Say whether a claim affirms an outcome of a remedy."""
    return claim.frame.relation in OUTCOMES and claim.frame.polarity and bool(claim.frame.predicate)


def restricts(claim: Claim) -> bool:
    """Say whether a claim says that one thing only, or the old only."""
    found = find_wording("only", claim.text)
    if found is None:
        return False
    focus = claim.text[found.start() :]
    return ONLY_ONE.match(focus) is not None or find_wording("old_age", focus) is not None


def may_break_restriction(claim: Claim) -> bool:
    """Say whether a claim names ages, mostly the old, or another thing that is approved or used."""
    ages = any(quantity.kind is QuantityKind.AGE for quantity in claim.frame.quantities)
    mostly = find_wording("old_age", claim.text) is not None
    return ages or mostly or find_wording("in_use", claim.text) is not None


def denies_need(claim: Claim) -> bool:
    """Say whether a claim says that something is not needed."""
    return bool(what_is_needless(claim.text))


def states_need(claim: Claim) -> bool:
    """Say whether a claim says what is needed, or whom to see."""
    return bool(needs_of(claim)) and not denies_need(claim)


def needs_of(claim: Claim) -> set[str]:
    """Return the words of what a claim says is, or is not, needed."""
    return set(what_is_needless(claim.text) or what_is_needed(claim.text) | whom_to_see(claim))


def names_act(claim: Claim) -> bool:
    """Say whether a claim commends one of two acts that shut each other out."""
    return bool(sides_in("opposed_acts", claim.text)) and commends(claim)


def pairs_of_acts(claim: Claim) -> set[str]:
    """Return the numbers of the pairs of opposed acts that a claim names one of."""
    return {str(pair) for pair, _ in sides_in("opposed_acts", claim.text)}


def things_of(claim: Claim) -> set[str]:
    """Return the heads of what a claim acts on or is about, and its rarer content words when the parse found none."""
    heads = {plain(concept).head for concept in objects_of(claim.frame) if not is_placeholder(concept)}
    return heads or {stem(term) for term in claim.frame.terms} - placeholders()


ACROSS: tuple[tuple[Test, Test, Callable[[Claim], set[str]]], ...] = (
    (denies_all_remedies, promises_outcome, things_of),
    (says_unknown, names_cause, things_of),
    (names_exclusive_cause, names_cause, things_of),
    (dooms, promises_cure, things_of),
    (restricts, may_break_restriction, things_of),
    (denies_need, states_need, needs_of),
    (names_act, names_act, pairs_of_acts),
)
"""Tests as in `TRIGGERS`, for claims of any two articles that share a key: a thing, a need, a pair of acts."""

MOST_ACROSS = 40
"""Partners of one claim across articles, in place order: a cap that keeps pairs near linear in the claims."""


def bounds_dose(claim: Claim) -> bool:
    """Say whether a claim gives a least dose."""
    return least_dose(claim) is not None


def tells_dose(claim: Claim) -> bool:
    """Say whether a claim gives a dose that worked."""
    return bool(doses(claim))


TRIGGERS: tuple[tuple[Test, Test], ...] = (
    (says_harmless, speaks_of_harm),
    (explains_ending, explains_ending),
    (promises_all, promises_some),
    (dooms, promises_cure),
    (names_exclusive_cause, names_cause),
    (restricts, may_break_restriction),
    (bounds_dose, tells_dose),
)
"""Tests of which one claim of a pair passes the first, and the other the second. Few claims pass, so pairs stay few."""


def trigger_pairs(claims: Sequence[Claim]) -> Iterator[CandidatePair]:
    """Yield pairs of claims that trigger each other, in one article or on one thing; some more than once."""
    own = [claim for claim in sorted(claims, key=place_of) if is_own(claim)]
    by_article: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in own:
        by_article[claim.article].append(claim)
    for _, inside in sorted(by_article.items()):
        for first, second in TRIGGERS:
            ones = [claim for claim in inside if first(claim)]
            others = [claim for claim in inside if second(claim)] if ones else []
            yield from (make_pair(one, other) for one in ones for other in others if one.id != other.id)
    for first, second, keys_of in ACROSS:
        yield from pairs_across(own, first, second, keys_of)


def pairs_across(
    claims: Sequence[Claim], first: Test, second: Test, keys_of: Callable[[Claim], set[str]]
) -> Iterator[CandidatePair]:
    """Yield pairs of a claim that passes the first test and claims with a key of it that pass the second."""
    by_key: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if second(claim):
            for key in sorted(keys_of(claim)):
                by_key[key].append(claim)
    for one in claims:
        if first(one):
            others = {other.id: other for key in sorted(keys_of(one)) for other in by_key[key]}
            kept = sorted((other for other in others.values() if other.id != one.id), key=place_of)[:MOST_ACROSS]
            yield from (make_pair(one, other) for other in kept)


def make_pair(one: Claim, other: Claim) -> CandidatePair:
    """Build a pair in place order."""
    left, right = sorted((one, other), key=place_of)
    return CandidatePair(left.id, right.id, REASON, 0.0, 0.0)
