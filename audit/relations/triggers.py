"""Claims → pairs inside one article whose wording alone makes them worth comparing ("harmless" and "fatal")."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from audit.lexicons import lexicon_pattern
from audit.model import CandidatePair, Claim
from audit.relations.compare.cause import CAUSES, ending_cause, exclusiveness
from audit.relations.compare.judgement import is_own, place_of
from audit.relations.compare.outcome import promises_all, promises_some
from audit.relations.compare.quantifier import hedged_harmless, says_grave, says_harmless

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
    return lexicon_pattern("comparison", "doom").search(claim.text) is not None


def promises_cure(claim: Claim) -> bool:
    """Say whether a claim promises a cure or a reversal."""
    return claim.frame.predicate in ("cure", "reverse")


TRIGGERS: tuple[tuple[Test, Test], ...] = (
    (says_harmless, speaks_of_harm),
    (explains_ending, explains_ending),
    (promises_all, promises_some),
    (dooms, promises_cure),
    (names_exclusive_cause, names_cause),
)
"""Tests of which one claim of a pair passes the first, and the other the second. Few claims pass, so pairs stay few."""


def trigger_pairs(claims: Sequence[Claim]) -> Iterator[CandidatePair]:
    """Yield pairs of claims of one article that trigger each other, in place order; some more than once."""
    by_article: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=place_of):
        if is_own(claim):
            by_article[claim.article].append(claim)
    for _, own in sorted(by_article.items()):
        for first, second in TRIGGERS:
            ones = [claim for claim in own if first(claim)]
            others = [claim for claim in own if second(claim)] if ones else []
            for one in ones:
                for other in others:
                    if one.id != other.id:
                        left, right = sorted((one, other), key=place_of)
                        yield CandidatePair(left.id, right.id, REASON, 0.0)
