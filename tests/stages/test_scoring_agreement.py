from dataclasses import replace
from itertools import pairwise

from scoring_world import REFUTES, SUPPORTS, Page, Says, build_world, dimension, fill, say_facts, score_world

from audit.scoring.agreement import believe, find_agreement

SHARED = fill(4)


def agreement(scores, source):
    return dimension(scores[source], "independent agreement")


def test_a_source_alone_has_no_agreement_to_assess():
    one = agreement(score_world([Page("a", fill(9))]), "a")
    assert (one.assessed, one.value, one.low, one.high) == (False, 0, 0, 5)


def test_claims_that_another_family_makes_too_give_points_and_each_further_one_fewer():
    values = [
        agreement(score_world([Page("a", (*SHARED[:count], *fill(6, 10))), Page("b", SHARED)]), "a").value
        for count in range(5)
    ]
    steps = [right - left for left, right in pairwise(values)]
    assert values[0] == 0
    assert steps == sorted(steps, reverse=True)
    assert min(steps) > 0


def test_what_agreement_leaves_open_widens_the_interval():
    one = agreement(score_world([Page("a", SHARED), Page("b", SHARED)]), "a")
    assert (one.assessed, one.high) == (True, 5)
    assert one.low < one.value


def test_copies_of_a_page_agree_with_nobody():
    pages = [Page("a", SHARED, family="f"), Page("b", SHARED, family="f"), Page("c", fill(5, 30))]
    assert not agreement(score_world(pages), "a").assessed


def test_more_copies_of_the_other_page_add_nothing():
    pages = [Page("a", (*SHARED, *fill(3, 10))), Page("b", SHARED, family="f")]
    copies = [Page(f"b{number}", SHARED, family="f") for number in range(5)]
    assert agreement(score_world(pages), "a") == agreement(score_world([*pages, *copies]), "a")


def test_a_second_independent_family_adds():
    pages = [Page("a", SHARED), Page("b", SHARED)]
    more = agreement(score_world([*pages, Page("c", SHARED)]), "a").value
    assert more > agreement(score_world(pages), "a").value


def test_two_articles_of_one_source_are_one_witness():
    pages = [Page("a1", SHARED, source="desk"), Page("a2", SHARED, source="desk")]
    assert find_agreement(build_world(pages)[0]) == {}


def test_claims_that_a_fact_covers_are_left_to_the_fact():
    said = say_facts(REFUTES, range(6))
    pages = [Page(name, (*said, *fill(4, 10 * number))) for number, name in enumerate("abc")]
    assert find_agreement(build_world(pages)[0]) == {}


def test_agreement_with_a_source_that_the_facts_refute_counts_less():
    honest = Page("b", (*SHARED, *say_facts(SUPPORTS, range(8))))
    wrong = Page("b", (*SHARED, *say_facts(REFUTES, range(8))))
    beliefs = {
        name: find_agreement(build_world([Page("a", SHARED), page])[0])["a"][0]
        for name, page in (("honest", honest), ("wrong", wrong))
    }
    assert beliefs["wrong"] < 0.5 < beliefs["honest"]
    assert not agreement(score_world([Page("a", SHARED), wrong]), "a").assessed


def test_agreement_never_gives_less_than_no_agreement():
    pages = [Page("a", SHARED), Page("b", SHARED), Page("c", (*SHARED, *say_facts(REFUTES, range(8))))]
    assert agreement(score_world(pages), "a").value >= agreement(score_world(pages[:2]), "a").value


def test_a_claim_that_is_only_quoted_is_no_voice():
    from audit.model import Holder

    quoted = tuple(replace(one, holder=Holder.QUOTED) for one in SHARED)
    assert find_agreement(build_world([Page("a", SHARED), Page("b", quoted)])[0]) == {}


def test_one_reliable_witness_is_believed_as_far_as_it_is_accurate():
    assert round(believe([2 / 3]), 6) == round(2 / 3, 6)
    assert believe([2 / 3, 2 / 3]) > believe([2 / 3])


def test_saying_the_same_as_others_is_shown_with_its_number_of_claims():
    lines = agreement(score_world([Page("a", SHARED), Page("b", SHARED)]), "a").contributions
    assert [(one.rule, one.count) for one in lines] == [("claims that independent families make too", 4)]


def test_uncovered_claims_get_no_word_of_truth_or_falsehood():
    score = score_world([Page("a", (*say_facts(SUPPORTS, range(5)), Says("The moon moves the lungs.")))])["a"]
    assert len(dimension(score, "reference agreement").contributions) == 6
