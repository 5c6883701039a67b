import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.cli_diff import write_diff
from audit.diff import ScoreChange, compare_reports, share_words
from audit.reporters.report_json import write_json


def content(report):
    return json.loads(write_json(report))


def finding(quote="Gout is rare.", *, rule="safety/none", level="error", article="a", related=(), **more):
    place = {"article": article, "start": 0, "end": 9, "quote": quote}
    others = [{"article": name, "start": 0, "end": 9, "quote": text} for name, text in related]
    return {
        "id": "x", "rule": rule, "level": level, "confidence": 0.8, "verdict": None, "status": "open",
        "message": "m", "primary": place, "related": others, **more,
    }  # fmt: skip


def document(*findings, scores=(), articles=({"id": "a", "sha256": "1"}, {"id": "b", "sha256": "2"})):
    return {"findings": list(findings), "scores": list(scores), "articles": list(articles)}


def quotes(findings):
    return [found.places[0][1] for found in findings]


def test_a_report_does_not_differ_from_itself_in_another_order(report):
    one = content(report)
    other = content(replace(report, findings=report.findings[::-1], articles=report.articles[::-1]))
    difference = compare_reports(one, other)
    assert (difference.new, difference.resolved, difference.changed, difference.scores) == ((), (), (), ())
    assert len(difference.persisting) == 3


def test_a_contradiction_reported_from_one_side_or_both_is_the_same_one():
    here = finding("Gout is rare.", related=[("b", "Gout is common.")])
    there = finding("Gout is common.", article="b", related=[("a", "Gout is rare.")])
    for one, other in ((document(here), document(there)), (document(here), document(here, there))):
        difference = compare_reports(one, other)
        assert (difference.new, difference.resolved, len(difference.persisting)) == ((), (), 1)


def test_new_and_resolved_findings_are_told_apart():
    difference = compare_reports(document(finding("Old words here.")), document(finding("Nothing alike at all.")))
    assert (quotes(difference.new), quotes(difference.resolved)) == (["Nothing alike at all."], ["Old words here."])


def test_of_two_equal_findings_one_can_be_resolved():
    difference = compare_reports(document(finding(), finding()), document(finding()))
    assert (len(difference.resolved), len(difference.persisting)) == (1, 1)


def test_a_reworded_sentence_is_a_change():
    old, new = finding("Gout attacks last about three days."), finding("Gout attacks last about five days.")
    (change,) = compare_reports(document(old), document(new)).changed
    assert change.changes == ("wording",)
    assert compare_reports(document(old), document(finding(new["primary"]["quote"], rule="safety/other"))).changed == ()


def test_a_change_of_level_verdict_status_or_confidence_is_told():
    new = finding(level="warning", verdict="drift", status="dismissed", confidence=0.6)
    (change,) = compare_reports(document(finding()), document(new)).changed
    assert change.changes == (
        "level error → warning", "verdict none → drift", "status open → dismissed", "confidence 0.80 → 0.60",
    )  # fmt: skip


def test_a_small_change_of_confidence_and_of_place_is_none():
    moved = finding(confidence=0.75)
    moved["primary"] |= {"start": 50, "end": 59, "quote": "Gout  is\nrare."}
    assert len(compare_reports(document(finding()), document(moved)).persisting) == 1


def test_an_article_that_was_only_moved_keeps_its_findings():
    new = document(finding(article="z"), articles=({"id": "z", "sha256": "1"}, {"id": "b", "sha256": "2"}))
    assert len(compare_reports(document(finding()), new).persisting) == 1


def test_of_two_articles_with_one_text_none_is_taken_for_the_moved_one():
    twins = ({"id": "y", "sha256": "1"}, {"id": "z", "sha256": "1"})
    assert len(compare_reports(document(finding()), document(finding(article="z"), articles=twins)).new) == 1


def test_scores_and_gates_that_changed_are_told():
    def score(source, value, *gates):
        return {"source": source, "value": value, "gates": [{"rule": rule} for rule in gates]}

    old = document(scores=[score("a", 40.0, "residue/x"), score("b", 10.0), score("c", 1.0)])
    new = document(scores=[score("b", 10.0), score("a", 50.0, "safety/y"), score("d", None)])
    assert compare_reports(old, new).scores == (
        ScoreChange("a", 40.0, 50.0, ("+ safety/y", "- residue/x")),
        ScoreChange("c", 1.0, None, (), (True, False)),
        ScoreChange("d", None, None, (), (False, True)),
    )
    shown = write_diff(compare_reports(old, new))
    assert "score c: 1.0 → not in the report" in shown
    assert "score d: not in the report → not assessed" in shown


def test_a_conflict_with_a_fact_that_lost_a_passage_is_a_change():
    known, other = "x What is known (well): Gout hurts.", "y What is known (well): Gout passes."
    old = finding("Gout is a myth.", message=known, related=[("a", "Nobody has gout.")])
    new = finding("Nobody has gout.", message=known.replace("x", "z"))
    (change,) = compare_reports(document(old), document(new)).changed
    assert change.changes == ("passages 2 → 1",)
    assert compare_reports(document(old), document(finding("Nobody has gout.", message=other))).changed == ()


SENTENCES = st.sampled_from(["gout is rare", "gout is very rare", "gout was rare once", "a b c", "a b d"])
FINDINGS = st.lists(st.builds(finding, SENTENCES, level=st.sampled_from(["error", "note"])), max_size=5)


@given(FINDINGS, FINDINGS)
def test_the_other_way_round_new_is_resolved(old, new):
    there, back = compare_reports(document(*old), document(*new)), compare_reports(document(*new), document(*old))
    assert there.new == back.resolved
    assert there.resolved == back.new
    assert [(change.old, change.new) for change in there.changed] == sorted(
        ((change.new, change.old) for change in back.changed), key=lambda pair: pair[1].key
    )


@given(FINDINGS, FINDINGS, st.randoms())
def test_order_does_not_matter(old, new, random):
    difference = compare_reports(document(*old), document(*new))
    random.shuffle(old)
    random.shuffle(new)
    assert compare_reports(document(*old), document(*new)) == difference


@pytest.mark.parametrize(("left", "right", "share"), [("a b", "B a", 1.0), ("a b", "a c", 0.5), ("", "", 0.0)])
def test_likeness_is_the_share_of_words(left, right, share):
    assert share_words(left, right) == share
