"""A pair of claims → do they say the same, and if not quite, in what do they differ."""

from collections.abc import Callable, Mapping

from audit.model import (
    CandidatePair,
    Claim,
    ClaimRelation,
    Evidence,
    Frame,
    Holder,
    Phase,
    Quantifier,
    Relation,
    RelationKind,
)
from audit.relations.agree import score_agreement, score_meaning
from audit.relations.compare.judgement import Background
from audit.relations.gist import Gist, Words, broad_words, co_hyponyms, gist_of, kin, meet, unlike
from audit.relations.topical import score_effects, score_symptoms
from audit.relations.words import canonical_words

LIKE = 0.6
"""Agreement from which two claims say the same; chosen on the development topics and on pages read by hand."""
SURE = 0.68
"""Agreement that a pair needs which also differs in strength, population, condition, site or scope."""
SAME_SOURCE = 0.8
"""Agreement from which a changed strength is a drift of one claim; below it the stronger claim entails the weaker."""
SUREST = 0.98
"""Highest confidence: even a copy can stand in another context."""
WIDER = 2.0
"""Upper bounds of two durations or doses of one claim lie within this ratio (domain notes 4.2)."""
EXACT = {Relation.DEFINITION, Relation.COMPARISON, Relation.DURATION, Relation.ONSET}
"""Relations in which words that are loosely used for one another differ."""
STRENGTH = tuple(Quantifier)
"""Quantifiers from none to all, in the order of their definition."""

Test = Callable[[Claim, Claim, Gist, Gist], bool]


def compare_equivalence(
    left: Claim, right: Claim, pair: CandidatePair, background: Background | None = None
) -> ClaimRelation | None:
    """Judge whether two claims say the same, fully, one way, in another strength, or but for one named slot.

    The frames and the effects as worded decide (concepts, relation, direction, polarity, numbers, phase, population);
    similarity only supports.
    """
    mine, other = gist_of(left), gist_of(right)
    topic, near = shared_topic(left, right, background), min(1.0, 1.25 * pair.similarity)
    effects = score_effects(mine, other, topic, near)
    vetoes = STATED_VETOES if effects >= SURE else VETOES
    if any(differs(left, right, mine, other) for differs in vetoes):
        return None
    apart = [slot for slot, differs in SCOPES.items() if differs(left, right, mine, other)]
    if len(apart) > 1:
        return None
    score, reason = max(
        (effects, "they say the same of the same cause or remedy"),
        (score_meaning(left, right, mine, other, pair), "they read alike"),
        (score_symptoms(left, right, mine, other, topic), "they name the same symptom"),
        score_agreement(left.frame, right.frame, mine, other, topic, near),
    )
    kind, slot = (RelationKind.SCOPE, apart[0]) if apart else settle(left.frame, right.frame, score)
    if score < (LIKE if kind is RelationKind.EQUIVALENT else SURE):
        return None
    evidence = Evidence(
        "equivalence",
        reason + explain(kind, slot),
        (("agreement", round(min(1.0, score), 4)), ("similarity", round(pair.similarity, 4))),
    )
    return ClaimRelation(left.id, right.id, kind, slot, round(min(SUREST, score), 4), evidence)


def shared_topic(left: Claim, right: Claim, background: Background | None) -> Words:
    """Return the commonest strong words of both articles that they share, loosely; none where they share none."""
    common = background.words if background else {}
    here, there = common.get(left.article, frozenset()), common.get(right.article, frozenset())
    return (meet(here, there) | meet(there, here)) - broad_words()


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
    if dict(mine.propositions).keys() & dict(other.propositions).keys():
        return False
    return left.frame.relation in EXACT or right.frame.relation in EXACT


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


VETOES: tuple[Test, ...] = (opposed, unstated, turned, unlike_words, unlike_aim, unlike_numbers)
STATED_VETOES: tuple[Test, ...] = (unlike_polarity, unstated, unlike_kinds, unlike_aim, unlike_numbers)
"""Vetoes for two claims that state one effect: their direction agrees, and opposites outside it rule nothing out."""


# --- in what they differ ------------------------------------------------------------------------------------------


def unlike_kind(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One thing in two kinds told apart by a letter, a number or a "non": "hepatitis B" and "hepatitis C"."""
    if mine.excluded != other.excluded:
        return True
    kinds = dict(other.variants)
    return any(noun in kinds and not kinds[noun] & kind for noun, kind in mine.variants)


def unlike_grade(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One is about a mild form and the other about a severe one."""
    here, there = mine.words - other.words, other.words - mine.words
    return any(one in here and two in there for one, two in (GRADES, GRADES[::-1]))


GRADES = ("mild", "sever")
"""Canonical forms of the words for the ends of a scale."""


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


def settle(left: Frame, right: Frame, score: float) -> tuple[RelationKind, str]:
    """Return the kind of agreement and the slot in which the claims differ, "" for none."""
    strength = compare_strength(left, right)
    if strength:
        if score >= SAME_SOURCE:
            return RelationKind.DRIFT, "strength"
        return (RelationKind.ENTAILS if strength > 0 else RelationKind.ENTAILED_BY), "strength"
    for slot, here, there in (
        ("population", left.population, right.population),
        ("condition", left.condition, right.condition),
        ("site", left.site, right.site),
    ):
        if bool(here) != bool(there):
            return (RelationKind.ENTAILS if there else RelationKind.ENTAILED_BY), slot
    return RelationKind.EQUIVALENT, ""


def compare_strength(left: Frame, right: Frame) -> int:
    """Return +1 when the left claim is plainly stronger, -1 when the right one is, 0 when they are as strong.

    Modalities more than one level apart differ; so do "always" and anything less.
    """
    modality = left.modality - right.modality
    if abs(modality) > 1:
        return 1 if modality > 0 else -1
    here, there = STRENGTH.index(left.quantifier), STRENGTH.index(right.quantifier)
    return (
        0
        if here == there or Quantifier.ALWAYS not in (left.quantifier, right.quantifier)
        else (1 if here > there else -1)
    )


def explain(kind: RelationKind, slot: str) -> str:
    """Return the words that tell in what two claims differ, to follow the reason."""
    if kind is RelationKind.EQUIVALENT:
        return ""
    if kind is RelationKind.SCOPE:
        return f", but of another {slot}"
    if slot == "strength":
        return ", one of them more strongly"
    return f", one of them only for a certain {slot}"
