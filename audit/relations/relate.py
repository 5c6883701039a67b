"""Claims → candidate pairs → judged relations and clusters."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from audit.model import CandidatePair, Claim, ClaimRelation, Concept, Relation, RelationKind, RelationSet
from audit.relations.calibration import calibrate
from audit.relations.cluster import cluster_claims
from audit.relations.compare import COMPARATORS
from audit.relations.compare.cases import beside_the_point
from audit.relations.compare.equivalence import compare_equivalence, differ
from audit.relations.compare.judgement import Background, affirms
from audit.relations.compare.likeness import is_placeholder, objects_of, plain, subjects_of
from audit.relations.contrast import find_failed_contrasts
from audit.relations.pair import close_pairs, commonest_words, pair_claims
from audit.relations.setting import find_illnesses, find_shared_subjects
from audit.relations.triggers import trigger_pairs
from audit.settings import ModelSettings, RelationSettings

REMEDIAL = {Relation.TREATMENT, Relation.PREVENTION, Relation.HARM, Relation.COMPOSITION, Relation.DOSE}
"""Relations whose subject is a remedy or a substance, not the topic."""

CONFLICT_ONLY = "onnx"
"""Pairs that the model of claim vectors alone brings are asked for conflicts only: of the three that were joined on the
labelled topics one was right, and no labelled equivalent that would be joined is lost without them."""

COUNTED = {RelationKind.CONTRADICTS, RelationKind.TENSION, RelationKind.DRIFT}


def relate(
    claims: Sequence[Claim],
    settings: RelationSettings,
    progress: Callable[[str, int, int], None] = lambda stage, done, total: None,
    models: ModelSettings = ModelSettings(),
) -> RelationSet:
    """Pair the claims, judge the pairs, cluster what says the same."""
    pairs = find_pairs(claims, settings, models)
    judged = list(judge_pairs(claims, pairs, progress))
    closing = close_pairs(claims, judged, find_compared(pairs, judged), settings, models)
    judged += judge_pairs(claims, closing, progress)
    known = {(relation.left, relation.right) for relation in judged if relation.kind in COUNTED}
    judged += [relation for relation in find_failed_contrasts(claims) if (relation.left, relation.right) not in known]
    judged = [relation if relation.confidence < LEAST_JUDGED else calibrate(relation) for relation in judged]
    relations = tuple(relation for relation in judged if not is_considered(relation, settings.threshold))
    considered = tuple(relation for relation in judged if is_considered(relation, settings.threshold))
    compared = {(pair.left, pair.right) for pair in (*pairs, *closing)}
    clusters = cluster_claims(claims, relations, (*pairs, *closing), differ)
    return RelationSet(len(compared), relations, clusters, considered)


def find_pairs(
    claims: Sequence[Claim],
    settings: RelationSettings,
    models: ModelSettings = ModelSettings(),
) -> tuple[CandidatePair, ...]:
    """Return the pairs by frame, neighbourhood and wording, each pair once."""
    pairs = {(pair.left, pair.right): pair for pair in pair_claims(claims, settings, models)}
    for pair in trigger_pairs(claims):
        pairs.setdefault((pair.left, pair.right), pair)
    return tuple(pairs.values())


def find_compared(pairs: Sequence[CandidatePair], judged: Sequence[ClaimRelation]) -> set[tuple[str, str]]:
    """Return the ids of the pairs about which nothing is left to ask."""
    related = {(relation.left, relation.right) for relation in judged}
    return {(pair.left, pair.right) for pair in pairs if pair.reason != CONFLICT_ONLY} | related


def judge_pairs(
    claims: Sequence[Claim], pairs: Sequence[CandidatePair], progress: Callable[[str, int, int], None]
) -> Iterator[ClaimRelation]:
    """Yield the relation of each pair about which anything can be said, in the order of the pairs."""
    by_id = {claim.id: claim for claim in claims}
    background = read_background(claims)
    for done, pair in enumerate(pairs, start=1):
        relation = judge_pair(by_id[pair.left], by_id[pair.right], pair, background)
        if relation is not None:
            yield relation
        if done % 500 == 0 or done == len(pairs):
            progress("relations", done, len(pairs))


def judge_pair(left: Claim, right: Claim, pair: CandidatePair, background: Background) -> ClaimRelation | None:
    """Return the relation of two claims: the first comparator that sees a conflict decides, then equivalence."""
    for comparator in COMPARATORS:
        relation = comparator(left, right, background)
        if relation is not None:
            return beside_the_point(relation, left, right, background)
    return None if pair.reason == CONFLICT_ONLY else compare_equivalence(left, right, pair, background)


def read_background(claims: Sequence[Claim]) -> Background:
    """Collect what the claims define their terms as."""
    genera: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        frame = claim.frame
        if frame.relation is Relation.DEFINITION and affirms(claim) and frame.subject.id and frame.object.id:
            genera[plain(frame.subject).head].add(plain(frame.object).head)
    heads_of = {term: frozenset(heads) for term, heads in sorted(genera.items())}
    words = {article: frozenset(common) for article, common in commonest_words(claims).items()}
    sizes = Counter(claim.article for claim in claims)
    vocabulary = {
        article: tuple(common) if sizes[article] >= LEAST_CLAIMS else ()
        for article, common in commonest_words(claims, VOCABULARY).items()
    }
    topics, illnesses = find_topics(claims), find_illnesses(claims)
    return Background(heads_of, topics, illnesses, find_shared_subjects(claims), words, vocabulary)


VOCABULARY = 6
"""Commonest words of an article that tell whether another speaks of the same."""

LEAST_JUDGED = 0.5
"""Confidence from which on pairs were judged: what a comparator itself holds for less is not raised by them."""

LEAST_CLAIMS = 5
"""Claims from which on an article has a topic that its commonest words tell."""


def find_topics(claims: Sequence[Claim]) -> dict[str, Concept]:
    """Return for each article the concept that most of its claims are about: what is treated, caused or described.

    Remedies do not count, so that a page that sells one still has the illness as its topic. An article where no concept
    stands in three claims and in a twentieth of them has no topic.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    concepts: dict[tuple[str, str], Concept] = {}
    totals: Counter[str] = Counter(claim.article for claim in claims)
    for claim in claims:
        acts = claim.frame.relation in REMEDIAL
        about = objects_of(claim.frame) if acts else (*subjects_of(claim.frame), *objects_of(claim.frame))
        for concept in {plain(one) for one in about}:
            if not is_placeholder(concept):
                counts[claim.article][concept.id] += 1
                concepts.setdefault((claim.article, concept.id), concept)
    topics = {}
    for article, found in sorted(counts.items()):
        name, count = min(found.items(), key=lambda item: (-item[1], item[0]))
        if count >= 3 and count * 20 >= totals[article]:
            topics[article] = concepts[article, name]
    return topics


def is_considered(relation: ClaimRelation, threshold: float) -> bool:
    """Say whether a conflict is too unsure to be counted; it is listed all the same."""
    return relation.kind in COUNTED and relation.confidence < threshold
