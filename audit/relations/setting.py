"""Claims → what each article is about, and what is left unsaid inside a sentence."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from audit.model import Claim, Concept, Relation
from audit.relations.compare.judgement import place_of
from audit.relations.compare.likeness import (
    ILLNESSES,
    is_placeholder,
    is_site,
    objects_of,
    plain,
    subjects_of,
)

REMEDIED = {Relation.TREATMENT, Relation.PREVENTION}
CLASSES = ILLNESSES | {"syndrome", "infection", "cancer", "fever"} - {"attack", "episode", "bout", "flare", "problem"}
"""Head nouns that make a concept an illness by themselves, or by its definition."""
CURING = {"cure", "reverse", "slow"}
"""Predicates whose object is an illness, not what a remedy is good for."""
LEAST = 3
"""Claims on an illness from which an article is about it."""


def find_illnesses(claims: Sequence[Claim]) -> dict[str, Concept]:
    """Return for each article the illness that most of its claims are about, where one stands in three of them.

    An illness is what is cured, reversed or slowed, what is defined as a disease, or what is called one.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    named: dict[tuple[str, str], Concept] = {}
    ill: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        about = {plain(one): one for one in (*subjects_of(claim.frame), *objects_of(claim.frame))}
        for concept, worded in about.items():
            if is_placeholder(worded) or is_site(concept.head):
                continue
            counts[claim.article][concept.id] += 1
            named.setdefault((claim.article, concept.id), concept)
            if is_illness(claim, worded):
                ill[claim.article].add(concept.id)
    found = {}
    for article, ids in sorted(ill.items()):
        name = min(ids, key=lambda one: (-counts[article][one], one))
        if counts[article][name] >= LEAST:
            found[article] = named[article, name]
    return found


def is_illness(claim: Claim, concept: Concept) -> bool:
    """Say whether a claim treats a concept as an illness."""
    frame = claim.frame
    if set(concept.id.split()) & CLASSES and len(concept.id.split()) > 1:
        return True
    if frame.relation is Relation.DEFINITION and concept in subjects_of(frame):
        return frame.object.head in CLASSES
    return frame.relation in REMEDIED and frame.predicate in CURING and concept in objects_of(frame)


def find_shared_subjects(claims: Sequence[Claim]) -> Mapping[str, tuple[Concept, ...]]:
    """Return, for each claim without a subject, the subject of the claim before it in its sentence."""
    shared: dict[str, tuple[Concept, ...]] = {}
    last: Claim | None = None
    for claim in sorted(claims, key=place_of):
        own = subjects_of(claim.frame)
        if not own and last is not None and same_sentence(last, claim):
            before = subjects_of(last.frame) or shared.get(last.id, ())
            if before:
                shared[claim.id] = before
        last = claim
    return shared


def same_sentence(one: Claim, other: Claim) -> bool:
    """Say whether two claims stand in one sentence."""
    return one.article == other.article and one.context.sentence == other.context.sentence
