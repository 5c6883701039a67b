"""Claims → relations: what pairs of each search are asked."""

from audit.model import CandidatePair, ClaimRelation, Evidence, RelationKind
from audit.relations.relate import find_compared, judge_pairs
from tests.relations.claim_values import effect


def pair(left, right, reason):
    return CandidatePair(left.id, right.id, reason, 1.0, 1.0)


def judge(claims, pairs):
    return [relation.kind for relation in judge_pairs(claims, pairs, lambda stage, done, total: None)]


def test_pairs_of_the_model_alone_are_asked_for_conflicts_and_not_whether_they_say_the_same():
    one, same = effect("salt", "thirst"), effect("salt", "thirst", 100, "b")
    assert judge([one, same], [pair(one, same, "ngrams")]) == [RelationKind.EQUIVALENT]
    assert judge([one, same], [pair(one, same, "onnx")]) == []


def test_a_conflict_is_a_conflict_whatever_search_brought_the_pair():
    one, denied = effect("salt", "thirst"), effect("salt", "thirst", 100, "b", polarity=False)
    kinds = [judge([one, denied], [pair(one, denied, reason)]) for reason in ("ngrams", "onnx")]
    assert kinds[0] == kinds[1]
    assert kinds[0] in ([RelationKind.CONTRADICTS], [RelationKind.TENSION])


def test_a_pair_of_the_model_alone_is_asked_again_where_a_chain_needs_it():
    one, two, three = (effect("salt", "thirst", 100 * place) for place in range(3))
    related = ClaimRelation(one.id, three.id, RelationKind.TENSION, "", 0.9, Evidence("", ""))
    pairs = [pair(one, two, "ngrams"), pair(two, three, "onnx"), pair(one, three, "onnx")]
    assert find_compared(pairs, [related]) == {(one.id, two.id), (one.id, three.id)}
