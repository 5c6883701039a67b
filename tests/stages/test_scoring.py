from dataclasses import replace
from itertools import pairwise
from time import perf_counter

import pytest
from scoring_world import (
    BAD,
    FACTS,
    GOOD,
    HEDGED,
    MIDDLE,
    REFUTES,
    SUPPORTS,
    Page,
    Says,
    build_world,
    dimension,
    fill,
    say_facts,
    score_page,
    score_world,
)

from audit.model import Holder, Severity, Status
from audit.scoring import score_sources
from audit.scoring.interval import draw_weights
from audit.scoring.scheme import BANDS, GATES, MAXIMA, find_band
from audit.settings import ScoreSettings


def test_the_dimensions_are_worth_one_hundred_points_in_the_order_shown():
    assert sum(MAXIMA.values()) == 100
    assert [one.name for one in score_page(GOOD).dimensions] == list(MAXIMA)


def test_a_careful_leaflet_scores_high_and_a_shop_against_the_facts_low():
    scores = score_world([GOOD, BAD])
    assert scores["leaflet"].value > 75
    assert scores["shop"].value < 35
    assert scores["leaflet"].gates == ()


def test_every_fact_adds_its_share_of_the_beta_mean():
    reference = dimension(score_page(GOOD), "reference agreement")
    weights = [0.9 * {Severity.LOW: 1, Severity.MEDIUM: 2, Severity.HIGH: 3}[fact.severity] for fact in FACTS[:6]]
    weights[0] *= 1.5  # the first paragraph that claims is central
    expected = 35 * (2 + sum(weights)) / (4 + sum(weights))
    assert reference.value == pytest.approx(expected, abs=0.05)
    assert [one.rule for one in reference.contributions][:2] == ["before any fact", "agrees with asthma/fact-0"]


def test_a_fact_said_both_ways_counts_half_for_each():
    wrong = Says("Point 5 is otherwise.", 5, REFUTES)
    lines = dimension(score_page(replace(GOOD, says=(*GOOD.says, wrong))), "reference agreement").contributions
    points = {one.rule: one.points for one in lines}
    assert points["goes against asthma/fact-5"] == -points["agrees with asthma/fact-5"] < 0
    assert points["agrees with asthma/fact-5"] == pytest.approx(points["agrees with asthma/fact-2"] / 2, abs=0.01)


def test_a_cautious_conflict_neither_gives_nor_takes_points():
    page = replace(MIDDLE, says=(*say_facts(SUPPORTS, range(5)), *say_facts(HEDGED, [7]), *fill(5)))
    without = replace(page, says=(*say_facts(SUPPORTS, range(5)), *fill(6)))
    assert dimension(score_page(page), "reference agreement").value == pytest.approx(
        dimension(score_page(without), "reference agreement").value
    )


def test_too_few_facts_leave_agreement_not_assessed_and_widen_the_interval_by_all_its_points():
    few = replace(MIDDLE, says=(*say_facts(SUPPORTS, range(3)), *fill(8)), signals=())
    reference = dimension(score_page(few), "reference agreement")
    assert (reference.assessed, reference.value, reference.low, reference.high) == (False, 0, 0, 35)
    assert reference.contributions == ()
    assert score_page(few).high - score_page(few).low >= 25


def test_the_minimum_of_facts_is_a_setting():
    page = replace(MIDDLE, says=(*say_facts(SUPPORTS, range(3)), *fill(8)))
    assert dimension(score_page(page, ScoreSettings(minimum_facts=2, draws=100)), "reference agreement").assessed


def test_repeating_one_fact_in_the_same_words_is_one_statement_of_evidence():
    page = Page("echo", (*(say_facts(SUPPORTS, [1]) * 9), *fill(6)))
    assert not dimension(score_page(page), "reference agreement").assessed


def test_a_source_that_claims_nothing_has_no_score():
    score = score_page(Page("menu", (), extra=("Home", "About us")))
    assert (score.value, score.assessed, score.band, score.low, score.high) == (None, False, "", 0, 100)


def test_a_source_without_a_score_is_not_ranked():
    scores = score_sources(*build_world([GOOD, Page("menu")]), ScoreSettings(draws=100))
    assert scores.ranking == ()
    assert len(scores.scores) == 2


def test_a_rule_counts_once_however_often_it_fires():
    once = replace(GOOD, signals=("commercial/price",))
    often = replace(GOOD, signals=("commercial/price",) * 5)
    assert score_page(once).value == score_page(often).value
    lines = {one.rule: one for one in dimension(score_page(often), "commercial independence").contributions}
    assert lines["commercial/price"].count == 5


def test_each_further_selling_rule_takes_points():
    rules = ("commercial/price", "commercial/cure-language", "commercial/testimonial")
    values = [score_page(replace(GOOD, signals=rules[:count])).value for count in range(4)]
    assert all(left > right for left, right in pairwise(values))


def test_a_rule_that_is_not_installed_counts_by_its_level_and_family():
    lines = dimension(score_page(replace(GOOD, signals=("commercial/new-rule",))), "commercial independence")
    assert lines.contributions[-1].rule == "commercial/new-rule"
    assert lines.value == pytest.approx(17 * 2.718281828 ** -(0.35 * 0.9), abs=0.02)


def test_a_selling_page_among_many_takes_its_share():
    pages = [replace(GOOD, name=f"p{number}", source="clinic") for number in range(4)]
    one = score_world([replace(pages[0], signals=("commercial/price",)), *pages[1:]])["clinic"]
    every = score_world([replace(page, signals=("commercial/price",)) for page in pages])["clinic"]
    assert every.value < one.value < score_world(pages)["clinic"].value


def test_dismissed_findings_take_nothing_and_open_no_gate():
    analysis, findings = build_world([BAD])
    dismissed = [replace(finding, status=Status.DISMISSED, reason="read") for finding in findings]
    score = score_sources(analysis, dismissed, ScoreSettings(draws=100)).scores[0]
    assert dimension(score, "commercial independence").value == 17
    assert [gate.rule for gate in score.gates] == ["no author, no date and no references"]
    assert not dimension(score, "reference agreement").assessed


def test_accepted_findings_still_count():
    analysis, findings = build_world([BAD])
    accepted = [replace(finding, status=Status.ACCEPTED, reason="right") for finding in findings]
    same = score_sources(analysis, accepted, ScoreSettings(draws=100)).scores[0]
    assert same.value == score_page(BAD, ScoreSettings(draws=100)).value


@pytest.mark.parametrize(
    ("rule", "cap"),
    [
        ("commercial/paid-ranking", 50),
        ("transparency/disclosure", 50),
        ("commercial/affiliate-link", 50),
        ("contradiction/interest", 50),
        ("residue/placeholder", 60),
        ("residue/generator-text", 60),
        ("residue/search-engine-text", 60),
    ],
)
def test_a_gate_caps_the_total_and_names_its_finding(rule, cap):
    score = score_page(replace(GOOD, signals=(rule,)))
    assert score.value == cap
    assert [(gate.cap, gate.finding) for gate in score.gates] == [(cap, f"{rule}@leaflet:0:")]


def test_a_finding_that_is_not_sure_opens_no_gate():
    analysis, findings = build_world([replace(GOOD, signals=("commercial/paid-ranking",))])
    unsure = [replace(finding, confidence=0.5) for finding in findings]
    assert score_sources(analysis, unsure, ScoreSettings(draws=100)).scores[0].gates == ()


def test_a_grave_conflict_caps_only_where_it_is_central():
    central = replace(GOOD, says=(*say_facts(REFUTES, [2]), *GOOD.says))
    aside = replace(GOOD, says=(*GOOD.says, *say_facts(REFUTES, [2])))
    assert score_page(central).value == 45
    assert [gate.rule for gate in score_page(central).gates] == [GATES[0].name]
    assert score_page(aside).gates == ()


def test_a_central_conflict_of_low_severity_caps_nothing():
    assert score_page(replace(GOOD, says=(*say_facts(REFUTES, [0]), *GOOD.says[1:]))).gates == ()


def test_without_author_date_and_references_the_total_is_capped_at_sixty():
    anonymous = replace(GOOD, authors=(), published=None, extra=GOOD.extra[1:], signals=("transparency/author",))
    score = score_page(anonymous)
    assert [(gate.rule, gate.cap) for gate in score.gates] == [("no author, no date and no references", 60)]
    assert score.gates[0].finding == "transparency/author@leaflet:0:"
    assert score_page(replace(GOOD, authors=())).gates == ()


def test_a_copy_is_capped_by_nothing():
    copy = replace(GOOD, name="copy", family="f")
    scores = score_world([replace(GOOD, family="f"), copy])
    assert scores["copy"].gates == ()
    assert scores["copy"].value == scores["leaflet"].value


def test_contradictions_inside_a_source_lower_its_consistency_and_nothing_else():
    calm, torn = score_world([GOOD])["leaflet"], score_world([GOOD], [(("leaflet", 0), ("leaflet", 1))])["leaflet"]
    changed = [
        one.name for one, other in zip(calm.dimensions, torn.dimensions, strict=True) if one.value != other.value
    ]
    assert changed == ["internal consistency"]
    assert dimension(torn, "internal consistency").contributions[-1].count == 1


def test_a_contradiction_between_two_articles_of_one_source_is_inside_it():
    pages = [replace(GOOD, name="a", source="desk"), replace(GOOD, name="b", source="desk")]
    torn = score_world(pages, [(("a", 0), ("b", 1))])["desk"]
    assert dimension(torn, "internal consistency").value < 10


def test_a_longer_article_is_forgiven_more_by_the_root_of_its_length():
    loss = {}
    for count in (20, 96):
        page = Page("long", (*say_facts(SUPPORTS, range(4)), *fill(count)))
        loss[count] = (
            10 - dimension(score_world([page], [(("long", 0), ("long", 1))])["long"], "internal consistency").value
        )
    assert 0 < loss[96] < loss[20]


def test_overstating_costs_calibration_and_hedging_the_uncertain_does_not():
    def calibration(stance, modality):
        says = tuple(Says(f"Point {n} {stance} {modality}.", n, stance, modality) for n in range(6))
        return dimension(score_page(Page("p", (*says, *fill(3)))), "certainty calibration").value

    assert calibration(SUPPORTS, 3) == calibration(SUPPORTS, 4) == 10
    assert calibration(SUPPORTS, 1) < 10
    assert calibration(REFUTES, 4) < calibration(REFUTES, 3) < calibration(HEDGED, 1)


def test_words_that_appeal_to_research_cost_calibration():
    score = score_page(replace(GOOD, signals=("certainty/unsupported-research",)))
    assert dimension(score, "certainty calibration").value < dimension(score_page(GOOD), "certainty calibration").value


def test_reported_and_quoted_conflicts_are_not_the_pages_own():
    own = (*say_facts(SUPPORTS, range(5)), *fill(5))
    for holder in (Holder.REPORTED, Holder.QUOTED, Holder.DENIED):
        passed_on = Says("Others say point 8 is wrong.", 8, REFUTES, holder=holder)
        page = replace(GOOD, says=(*own, passed_on))
        lines = dimension(score_page(page), "reference agreement").contributions
        assert not any("fact-8" in one.rule for one in lines)


def test_correcting_a_myth_counts_for_the_page():
    corrected = Says("It is a myth that point 8 is wrong.", 8, SUPPORTS, holder=Holder.DENIED)
    lines = dimension(score_page(replace(GOOD, says=(*GOOD.says, corrected))), "reference agreement").contributions
    assert any(one.rule == "agrees with asthma/fact-8" and one.points > 0 for one in lines)


def test_a_band_is_given_only_when_the_whole_interval_lies_in_it():
    assert find_band(81, 93) == "A"
    assert find_band(79, 93) == ""
    assert find_band(65, 79.9) == "B"
    assert find_band(0, 34.9) == "E"
    assert [border for _, border in BANDS] == [80, 65, 50, 35, 0]


def test_the_interval_holds_the_value_and_is_wider_with_fewer_facts():
    many = Page("many", (*say_facts(SUPPORTS, range(12)), *fill(5)))
    few = Page("few", (*say_facts(SUPPORTS, range(5)), *fill(12)))
    widths = {}
    for name, score in score_world([many, few], settings=ScoreSettings()).items():
        assert score.low <= score.value <= score.high
        widths[name] = dimension(score, "reference agreement").high - dimension(score, "reference agreement").low
    assert widths["many"] < widths["few"]


def test_the_same_seed_gives_the_same_scores_and_another_seed_other_intervals():
    first, again = score_world([GOOD, BAD]), score_world([GOOD, BAD])
    other = score_world([GOOD, BAD], settings=ScoreSettings(draws=200, seed=7))
    assert first == again
    assert other["shop"].value == first["shop"].value
    assert (other["shop"].low, other["leaflet"].low) != (first["shop"].low, first["leaflet"].low)


def test_the_ranking_gives_the_probability_that_the_left_source_is_better():
    ranking = score_sources(*build_world([GOOD, BAD, MIDDLE]), ScoreSettings()).ranking
    by_pair = {(one.left, one.right): one.probability for one in ranking}
    assert list(by_pair) == [("blog", "leaflet"), ("blog", "shop"), ("leaflet", "shop")]
    assert by_pair["leaflet", "shop"] > 0.95
    assert by_pair["blog", "leaflet"] < 0.5


def test_two_sources_alike_tie():
    twin = replace(GOOD, name="twin")
    ranking = score_sources(*build_world([GOOD, twin]), ScoreSettings()).ranking
    assert 0.35 < ranking[0].probability < 0.65
    assert ranking[0].probability != 0.5, "the draws of two sources are not the same draws"


def test_hints_name_what_caps_and_what_would_give_most():
    hints = score_page(replace(GOOD, signals=("residue/placeholder",))).would_change
    assert hints[0].startswith("The total is capped at 60")
    assert any("Correct what goes against asthma/fact-2" in hint for hint in score_page(BAD).would_change)
    assert any("Add reference facts" in hint for hint in score_page(Page("few", fill(8))).would_change)


def test_hints_on_signs_give_what_following_them_gives():
    unsigned = replace(GOOD, authors=(), signals=())
    hint = next(one for one in score_page(unsigned).would_change if "author or medical reviewer" in one)
    promised = float(hint.rsplit(" ", 2)[1])
    assert score_page(replace(unsigned, authors=("Ann Roe",))).value - score_page(unsigned).value == promised


def test_ten_sources_with_two_thousand_draws_take_less_than_a_second():
    analysis, findings = build_world([replace(GOOD, name=f"s{number}") for number in range(10)])
    score_sources(analysis, findings, ScoreSettings(draws=10))
    start = perf_counter()
    score_sources(analysis, findings, ScoreSettings())
    assert perf_counter() - start < 1


def test_three_distinct_references_give_all_their_points_and_one_a_third():
    def points(*lines):
        page = replace(GOOD, authors=(), published=None, extra=lines)
        found = dimension(score_page(page), "transparency").contributions
        return next(one.points for one in found if one.rule == "references shown, not verified")

    one, two, three = "See PMID: 11111111.", "See PMID: 22222222.", "See doi:10.1000/ccc333."
    assert [points(), points(one), points(one, one), points(one, two), points(one, two, three)] == [0, 1, 1, 2, 3]


def test_references_that_nobody_checked_may_be_worth_nothing_or_twice_as_much():
    cited = replace(GOOD, authors=(), published=None, extra=("PMID: 11111111.", "PMID: 22222222.", "PMID: 33333333."))
    part = dimension(score_page(cited, ScoreSettings()), "transparency")
    assert part.value == 3
    assert part.low < 1
    assert part.high > 5


def test_changed_weights_are_worth_one_hundred_points_in_every_draw():
    weights = draw_weights(ScoreSettings(draws=50))
    totals = weights @ list(MAXIMA.values())
    assert totals == pytest.approx([100] * 50)
    assert weights.min() < 0.9
    assert weights.max() > 1.1
