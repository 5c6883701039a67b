"""A pair of claims → do they say the same, and if not quite, in what do they differ."""

from collections.abc import Iterator

from audit.model import CandidatePair, Claim, ClaimRelation, Evidence, Frame, Quantifier, Relation, RelationKind
from audit.relations.agree import names_other, score_agreement, score_meaning, score_propositions
from audit.relations.compare.difference import SCOPES, STATED_VETOES, VETOES
from audit.relations.compare.judgement import Background
from audit.relations.gist import Gist, Words, broad_words, gist_of, meet
from audit.relations.topical import score_course, score_effects, score_symptoms, share_subject

LIKE = 0.6
"""Agreement from which two claims say the same; chosen on the development topics and on pages read by hand."""
SURE = 0.68
"""Agreement that a pair needs which also differs in strength, population, condition, site or scope."""
FAR = 0.35
"""Nearness below which nothing but a general proposition joins two claims: of sixteen such pairs read on public pages
one was right."""
SAME_SOURCE = 0.8
"""Agreement from which a changed strength is a drift of one claim; below it the stronger claim entails the weaker."""
SUREST = 0.98
"""Highest confidence: even a copy can stand in another context."""
STRENGTH = tuple(Quantifier)
"""Quantifiers from none to all, in the order of their definition."""


def compare_equivalence(
    left: Claim, right: Claim, pair: CandidatePair, background: Background | None = None
) -> ClaimRelation | None:
    """Judge whether two claims say the same, fully, one way, in another strength, or but for one named slot.

    The frames and the effects as worded decide (concepts, relation, direction, polarity, numbers, phase, population),
    or the wording as a whole where they say nothing against it; otherwise similarity only supports.
    """
    mine, other = gist_of(left), gist_of(right)
    topic = shared_topic(left, right, background)
    effects = score_effects(mine, other, topic, support(pair))
    vetoes = STATED_VETOES if effects >= SURE else VETOES
    if any(differs(left, right, mine, other) for differs in vetoes):
        return None
    apart = [slot for slot, differs in SCOPES.items() if differs(left, right, mine, other)]
    if len(apart) > 1:
        return None
    score, reason = max(view_pair(left, right, mine, other, topic, pair))
    kind, slot = (RelationKind.SCOPE, apart[0]) if apart else settle(left.frame, right.frame, score)
    if score < (LIKE if kind is RelationKind.EQUIVALENT else SURE):
        return None
    evidence = Evidence(
        "equivalence",
        reason + explain(kind, slot),
        (("agreement", round(min(1.0, score), 4)), ("similarity", round(pair.similarity, 4))),
    )
    return ClaimRelation(left.id, right.id, kind, slot, round(min(SUREST, score), 4), evidence)


def view_pair(  # noqa: PLR0913 -- two claims, each as claim and gist, and what they share
    left: Claim, right: Claim, mine: Gist, other: Gist, topic: Words, pair: CandidatePair
) -> Iterator[tuple[float, str]]:
    """Yield each view's agreement with its reason; of claims far apart, that of general propositions only."""
    near = support(pair)
    yield score_propositions(mine, other, topic, near)
    if pair.nearness and pair.nearness < FAR:
        return
    yield score_effects(mine, other, topic, near), "they say the same of the same cause or remedy"
    yield score_meaning(left, right, mine, other, pair), "they read alike"
    yield score_symptoms(left, right, mine, other, topic), "they name the same symptom"
    yield score_course(left.frame, right.frame, mine, other, topic), "they say the same of how long or when it happens"
    yield score_agreement(left.frame, right.frame, mine, other, near)


def differ(left: Claim, right: Claim) -> bool:
    """Say whether anything speaks against two claims that others bring together: what they name, deny or define."""
    mine, other = gist_of(left), gist_of(right)
    if any(differs(left, right, mine, other) for differs in (*VETOES, *SCOPES.values())):
        return True
    if left.frame.relation is right.frame.relation is Relation.DEFINITION:
        return bool(mine.subjects and other.subjects) and not share_subject(mine, other)
    return bool(mine.sign and other.sign) and names_other(mine, other)


def support(pair: CandidatePair) -> float:
    """Return the part that similarity of words plays in the views of frames, 0–1."""
    return min(1.0, 1.25 * pair.similarity)


def shared_topic(left: Claim, right: Claim, background: Background | None) -> Words:
    """Return the commonest strong words of both articles that they share, loosely; none where they share none."""
    common = background.words if background else {}
    here, there = common.get(left.article, frozenset()), common.get(right.article, frozenset())
    return (meet(here, there) | meet(there, here)) - broad_words()


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
