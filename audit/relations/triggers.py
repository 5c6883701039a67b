"""Claims → pairs inside one article whose wording alone makes them worth comparing ("harmless" and "fatal")."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from audit.model import CandidatePair, Claim, QuantityKind
from audit.relations.compare.amount import doses, least_dose
from audit.relations.compare.cause import CAUSES, ending_cause, exclusiveness, says_unknown
from audit.relations.compare.course import dying_of
from audit.relations.compare.heredity import calls_inherited, denies_heredity, knows_genes, leaves_open
from audit.relations.compare.judgement import is_own, place_of
from audit.relations.compare.likeness import is_placeholder, objects_of, placeholders, plain, stem, subjects_of
from audit.relations.compare.need import commends, what_is_needed, what_is_needless, whom_to_see
from audit.relations.compare.needed import needed_in
from audit.relations.compare.outcome import OUTCOMES, is_universal, promises_all, promises_some
from audit.relations.compare.physiology import cause_worded, events_in, states_in
from audit.relations.compare.proof import calls_proven
from audit.relations.compare.quantifier import ONLY_ONE, hedged_harmless, says_grave, says_harmless
from audit.relations.compare.share import shares_of
from audit.relations.compare.wording import find_wording, sides_in
from audit.relations.setting import find_illnesses

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


def explains_whole(claim: Claim) -> bool:
    """Say whether a claim gives one cause as the whole explanation."""
    return names_cause(claim) and exclusiveness(claim) > 0


def has_many_causes(claim: Claim) -> bool:
    """Say whether a claim says that a thing has more than one cause."""
    return find_wording("many_causes", claim.text) is not None


def tells_death(claim: Claim) -> bool:
    """Say whether a claim says what patients die of."""
    return bool(dying_of(claim))


def tells_share(claim: Claim) -> bool:
    """Say whether a claim says which share of people has something."""
    return any(True for _ in shares_of(claim))


def names_side(claim: Claim) -> bool:
    """Say whether a claim praises something with a property that others praise the opposite of."""
    return bool(sides_in("opposed_remedies", claim.text)) and commends(claim)


def pairs_of_remedies(claim: Claim) -> set[str]:
    """Return the numbers of the pairs of opposed properties that a claim names one of."""
    return {str(pair) for pair, _ in sides_in("opposed_remedies", claim.text)}


def calls_unproven(claim: Claim) -> bool:
    """Say whether a claim says that something is not proven."""
    return find_wording("unproven", claim.text) is not None


def named_in(claim: Claim) -> set[str]:
    """Return what a claim names as subject or object."""
    about = (*subjects_of(claim.frame), *objects_of(claim.frame))
    return {plain(concept).id for concept in about if not is_placeholder(concept)}


def names_kind(claim: Claim) -> bool:
    """Say whether a claim names one of two kinds that shut each other out."""
    return bool(sides_in("kinds", claim.text))


def pairs_of_kinds(claim: Claim) -> set[str]:
    """Return the numbers of the pairs of kinds that a claim names one of."""
    return {str(pair) for pair, _ in sides_in("kinds", claim.text)}


def tells_needed(claim: Claim) -> bool:
    """Say whether a claim says how much of something is needed."""
    return needed_in(claim) is not None


def units_needed(claim: Claim) -> set[str]:
    """Return the unit of what a claim says is needed."""
    needed = needed_in(claim)
    return {needed.unit} if needed is not None else set()


ACROSS: tuple[tuple[Test, Test, Callable[[Claim], set[str]]], ...] = (
    (denies_all_remedies, promises_outcome, things_of),
    (says_unknown, names_cause, things_of),
    (names_exclusive_cause, names_cause, things_of),
    (dooms, promises_cure, things_of),
    (restricts, may_break_restriction, things_of),
    (denies_need, states_need, needs_of),
    (names_act, names_act, pairs_of_acts),
    (calls_proven, calls_unproven, named_in),
    (names_side, names_side, pairs_of_remedies),
    (names_kind, names_kind, pairs_of_kinds),
    (tells_needed, tells_needed, units_needed),
)
"""Tests as in `TRIGGERS`, for claims of any two articles that share a key: a thing, a need, a pair of acts."""

ON_ILLNESS: tuple[tuple[Test, Test], ...] = (
    (calls_inherited, denies_heredity),
    (leaves_open, knows_genes),
    (explains_whole, has_many_causes),
    (tells_death, tells_death),
    (tells_share, tells_share),
)
"""Tests as in `ACROSS`, for claims that name one thing, or stand in articles about one illness."""

MOST_ACROSS = 40
"""Partners of one claim across articles, in place order: a cap that keeps pairs near linear in the claims."""


def bounds_dose(claim: Claim) -> bool:
    """Say whether a claim gives a least dose."""
    return least_dose(claim) is not None


def tells_dose(claim: Claim) -> bool:
    """Say whether a claim gives a dose that worked."""
    return bool(doses(claim))


def comes_of_process(claim: Claim) -> bool:
    """Say whether a claim names something that goes on in the body as a cause."""
    named = (cause_worded(claim.text), *(concept.text for concept in subjects_of(claim.frame)))
    return names_cause(claim) and any(states_in(words) for words in named)


def tells_event(claim: Claim) -> bool:
    """Say whether a claim tells that something goes on in the body, or what ends an episode."""
    return bool(events_in(claim.text)) or explains_ending(claim)


TRIGGERS: tuple[tuple[Test, Test], ...] = (
    (comes_of_process, tells_event),
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
    own = [claim for claim in sorted(claims, key=place_of) if is_own(claim) or leaves_open(claim)]
    by_article: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in own:
        by_article[claim.article].append(claim)
    for _, inside in sorted(by_article.items()):
        for first, second in TRIGGERS:
            ones = [claim for claim in inside if first(claim)]
            others = [claim for claim in inside if second(claim)] if ones else []
            yield from (make_pair(one, other) for one in ones for other in others if one.id != other.id)
    illnesses = find_illnesses(claims)

    def keys_on_illness(claim: Claim) -> set[str]:
        illness = illnesses.get(claim.article)
        return named_in(claim) | ({illness.id} if illness is not None else set())

    for first, second, keys_of in (*ACROSS, *((one, other, keys_on_illness) for one, other in ON_ILLNESS)):
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
