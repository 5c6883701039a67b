"""Judged relations → clusters."""

from audit.model import CandidatePair, Claim, ClaimRelation, Evidence, RelationKind
from audit.relations.cluster import cluster_claims
from tests.relations.claim_values import effect, make_claim


def joined(
    left: Claim, right: Claim, confidence: float = 0.9, kind: RelationKind = RelationKind.EQUIVALENT
) -> ClaimRelation:
    return ClaimRelation(left.id, right.id, kind, "", confidence, Evidence("equivalence", ""))


ONE, TWO, THREE, FOUR = (effect("salt", f"thirst {word}", 100 * place) for place, word in enumerate("abcd"))


def members(*relations: ClaimRelation) -> list[tuple[str, ...]]:
    return [cluster.claims for cluster in cluster_claims([ONE, TWO, THREE, FOUR], relations)]


def test_claims_that_nothing_joins_are_clusters_of_one() -> None:
    assert members() == [(ONE.id,), (TWO.id,), (THREE.id,), (FOUR.id,)]


def test_a_pair_that_says_the_same_is_a_cluster() -> None:
    assert members(joined(ONE, THREE)) == [(ONE.id, THREE.id), (TWO.id,), (FOUR.id,)]


def test_a_chain_is_cut_where_its_ends_were_not_joined() -> None:
    assert members(joined(ONE, TWO, 0.9), joined(TWO, THREE, 0.7)) == [(ONE.id, TWO.id), (THREE.id,), (FOUR.id,)]


def near(left: Claim, right: Claim, nearness: float = 0.9) -> CandidatePair:
    return CandidatePair(left.id, right.id, "words", 0.5, nearness)


ALL_NEAR = [near(ONE, TWO), near(TWO, THREE), near(ONE, THREE)]
CHAIN = [joined(ONE, TWO, 0.9), joined(TWO, THREE, 0.7)]


def test_a_chain_holds_where_half_of_the_pairs_across_are_joined_and_all_read_alike() -> None:
    (first, *_) = cluster_claims([ONE, TWO, THREE, FOUR], CHAIN, ALL_NEAR)
    assert first.claims == (ONE.id, TWO.id, THREE.id)


def test_a_chain_is_cut_where_its_ends_read_unlike() -> None:
    far = [near(ONE, TWO), near(TWO, THREE, 0.4), near(ONE, THREE, 0.2)]
    assert cluster_claims([ONE, TWO, THREE, FOUR], CHAIN, far)[0].claims == (ONE.id, TWO.id)


def test_a_chain_is_cut_where_anything_speaks_against_its_ends() -> None:
    claims = [ONE, TWO, THREE, FOUR]
    against = [*CHAIN, joined(ONE, THREE, 0.6, RelationKind.TENSION)]
    assert cluster_claims(claims, against, ALL_NEAR)[0].claims == (ONE.id, TWO.id)
    ends = cluster_claims(claims, CHAIN, ALL_NEAR, lambda left, right: {left.id, right.id} == {ONE.id, THREE.id})
    assert ends[0].claims == (ONE.id, TWO.id)


def test_two_pairs_that_one_relation_ties_stay_two_clusters() -> None:
    claims = [ONE, TWO, THREE, FOUR]
    relations = [joined(ONE, TWO), joined(THREE, FOUR), joined(TWO, THREE, 0.7)]
    pairs = [near(left, right) for place, left in enumerate(claims) for right in claims[place + 1 :]]
    assert [cluster.claims for cluster in cluster_claims(claims, relations, pairs)] == [
        (ONE.id, TWO.id),
        (THREE.id, FOUR.id),
    ]


def test_a_triangle_holds_together() -> None:
    found = members(joined(ONE, TWO), joined(TWO, THREE), joined(ONE, THREE))
    assert found == [(ONE.id, TWO.id, THREE.id), (FOUR.id,)]


def test_entailment_and_drift_keep_their_core_together() -> None:
    kinds = (RelationKind.ENTAILS, RelationKind.ENTAILED_BY, RelationKind.DRIFT)
    assert all(members(joined(ONE, TWO, 0.9, kind))[0] == (ONE.id, TWO.id) for kind in kinds)


def test_scope_and_conflict_join_nothing() -> None:
    kinds = (RelationKind.SCOPE, RelationKind.CONTRADICTS, RelationKind.TENSION, RelationKind.UNRELATED)
    assert all(len(members(joined(ONE, TWO, 0.9, kind))) == 4 for kind in kinds)


def test_the_order_of_the_relations_and_of_their_sides_does_not_matter() -> None:
    forward = [joined(ONE, TWO, 0.8), joined(TWO, THREE, 0.9), joined(ONE, THREE, 0.7)]
    backward = [joined(THREE, ONE, 0.7), joined(THREE, TWO, 0.9), joined(TWO, ONE, 0.8)]
    assert members(*forward) == members(*backward)


def test_a_relation_to_an_unknown_claim_is_passed_over() -> None:
    stranger = effect("salt", "thirst", 9999, "z")
    assert members(joined(ONE, stranger)) == members()


def test_the_id_of_a_cluster_is_that_of_its_first_member() -> None:
    assert cluster_claims([ONE, TWO], [joined(ONE, TWO)])[0].id == ONE.id


def test_the_representative_is_hedged_before_absolute() -> None:
    sure = effect("salt", "great thirst", 0, modality=4)
    hedged = effect("salt", "thirst", 100, modality=1)
    (cluster,) = cluster_claims([sure, hedged], [joined(sure, hedged)])
    assert cluster.representative == hedged.id


def test_of_hedged_members_the_more_specific_represents() -> None:
    vague = make_claim("Salt may.", 0, subject="salt", modality=1)
    full = make_claim(
        "Salt may cause thirst in runners.", 100, subject="salt", object="thirst", population=("runners",), modality=1
    )
    (cluster,) = cluster_claims([vague, full], [joined(vague, full)])
    assert cluster.representative == full.id


def test_no_claim_gives_no_cluster() -> None:
    assert cluster_claims([], []) == ()
