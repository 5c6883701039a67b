"""Laws of clusters: a partition, complete-link, as a brute-force search finds it."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from audit.model import Claim, ClaimRelation, Evidence, RelationKind
from audit.relations.cluster import JOINING, cluster_claims
from tests.relations.claim_values import effect

CLAIMS = [effect("salt", f"thirst {place}", 100 * place, article=f"a{place % 3}") for place in range(8)]


@st.composite
def judgements(draw: st.DrawFn) -> list[ClaimRelation]:
    pairs = draw(st.lists(st.sampled_from(list(combinations(range(8), 2))), unique=True, max_size=28))
    confidences = draw(st.lists(st.floats(0.5, 0.99), min_size=len(pairs), max_size=len(pairs), unique=True))
    kinds = draw(st.lists(st.sampled_from(list(RelationKind)), min_size=len(pairs), max_size=len(pairs)))
    return [
        ClaimRelation(CLAIMS[left].id, CLAIMS[right].id, kind, "", confidence, Evidence("equivalence", ""))
        for (left, right), confidence, kind in zip(pairs, confidences, kinds, strict=True)
    ]


def links(relations: list[ClaimRelation]) -> dict[frozenset[str], float]:
    return {
        frozenset((relation.left, relation.right)): 1 - round(relation.confidence, 6)
        for relation in relations
        if relation.kind in JOINING
    }


def merge_by_hand(claims: list[Claim], relations: list[ClaimRelation]) -> set[frozenset[str]]:
    """Join the two groups whose farthest members are nearest, until no two groups have every pair linked."""
    distance = links(relations)
    groups = [frozenset([claim.id]) for claim in claims]
    while True:
        best = min(
            (
                (
                    max(distance.get(frozenset((one, two)), 1.0) for one in left for two in right),
                    sorted((min(left), min(right))),
                    left,
                    right,
                )
                for left, right in combinations(groups, 2)
            ),
            key=lambda item: item[:2],
            default=(1.0, [], frozenset(), frozenset()),
        )
        if best[0] >= 1.0:
            return set(groups)
        groups = [group for group in groups if group not in best[2:]] + [best[2] | best[3]]


@given(judgements())
def test_clusters_partition_the_claims(relations: list[ClaimRelation]) -> None:
    clusters = cluster_claims(CLAIMS, relations)
    assert sorted(claim for cluster in clusters for claim in cluster.claims) == sorted(claim.id for claim in CLAIMS)


@given(judgements())
def test_every_two_members_of_a_cluster_are_linked(relations: list[ClaimRelation]) -> None:
    linked = links(relations)
    for cluster in cluster_claims(CLAIMS, relations):
        assert all(frozenset(pair) in linked for pair in combinations(cluster.claims, 2))


@given(judgements())
def test_the_clusters_are_those_of_a_search_by_hand(relations: list[ClaimRelation]) -> None:
    found = {frozenset(cluster.claims) for cluster in cluster_claims(CLAIMS, relations)}
    assert found == merge_by_hand(CLAIMS, relations)


@given(judgements(), st.randoms(use_true_random=False))
def test_the_order_of_the_relations_changes_nothing(relations: list[ClaimRelation], random: object) -> None:
    shuffled = list(relations)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert cluster_claims(CLAIMS, shuffled) == cluster_claims(CLAIMS, relations)


@given(judgements())
def test_the_representative_is_a_member(relations: list[ClaimRelation]) -> None:
    assert all(cluster.representative in cluster.claims for cluster in cluster_claims(CLAIMS, relations))
