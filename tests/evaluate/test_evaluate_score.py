import json
import subprocess
import sys
from dataclasses import replace

import pytest

from audit.evaluate.labels import load_labels
from audit.evaluate.rules import describe_rules
from audit.evaluate.score import Place, describe, make_ground, score_groups, score_pairs
from audit.evaluate.stances import describe_stances, sign
from audit.ingest import read_corpus
from audit.model import (
    ClaimCluster,
    Family,
    Finding,
    Level,
    Location,
    SourceScore,
    Span,
    Stance,
    StanceKind,
    Status,
    Verdict,
)
from audit.pipeline import audit_corpus
from audit.reporters.report_json import write_json
from audit.settings import Settings


@pytest.fixture(scope="module")
def audited():
    reports = {}

    def run(folder):
        key = tuple(sorted(path.read_bytes() for path in (folder / "articles").iterdir()))
        if key not in reports:
            reports[key] = audit_corpus(read_corpus([str(folder / "articles")]), Settings())
        return reports[key]

    return run


@pytest.fixture
def report(audited, topic):
    """The report of the real stages, with what the labels are about put in by hand."""
    report = audited(topic)
    texts = {article.id: article.text for article in report.articles}

    def locate(article, quote):
        start = texts[article].index(quote)
        return Location(article, Span(start, start + len(quote)), quote)

    def find(rule, primary, *related, verdict=None, status=Status.OPEN):
        places = [locate(*place) for place in (primary, *related)]
        return Finding(
            f"{rule}{primary}{related}", rule, Level.ERROR, 0.9, places[0], tuple(places[1:]), "", verdict, status
        )

    days, weeks = ("clinic", "Gout attacks last three days."), ("clinic", "Gout attacks last  two weeks.")
    cream, copied, cherries = (
        ("clinic", "Our cream cures gout."),
        ("copy", "cream cures gout"),
        ("leaflet", "Cherries do not"),
    )
    findings = (
        find("contradiction/duration", weeks, days, verdict=Verdict.CONTRADICTION),
        find("contradiction/duration", days, weeks, verdict=Verdict.CONTRADICTION),
        find("contradiction/cause", cream, copied, verdict=Verdict.TENSION),
        find("contradiction/advice", cream, ("leaflet", "Ask a doctor."), verdict=Verdict.CONTRADICTION),
        find("contradiction/advice", cherries, cream, verdict=Verdict.CONTRADICTION, status=Status.DISMISSED),
        find("commercial/call", ("clinic", "Call us today.")),
        find("commercial/cure", cherries),
        find("safety/doctor", copied),
    )
    ids = {claim.text: claim.id for claim in report.claims if claim.article != "copy"}
    same = (ids["Gout attacks last three days."], ids["An attack of gout is over in three days."])
    return replace(
        report,
        findings=findings,
        claims=tuple(claim for claim in report.claims if claim.text not in ("Call us today.", "Ask a doctor.")),
        clusters=(ClaimCluster("c1", same, same[0]),),
        families=(Family(("clinic", "copy")), Family(("leaflet",))),
        scores=tuple(
            SourceScore(article.source, value, 0, 100, "", (), (), assessed=True)
            for article, value in zip(report.articles, (40.0, None, 70.0), strict=True)
        ),
    )


def test_every_figure_is_as_counted_by_hand(report, labels):
    assert describe(make_ground(report, labels)) == {
        "contradictions: pairs reported": "3",
        "contradictions: recall, plain": 1.0,
        "contradictions: recall, real": 0.5,
        "contradictions: recall, all": 1 / 3,
        "contradictions: traps hit": "1/1",
        "contradictions: to judge": "1",
        "equivalents: precision": 1.0,
        "equivalents: recall": 0.5,
        "equivalents: f1": 2 / 3,
        "claims: recall": 1.0,
        "claims: non-claims taken": "1/3",
        "claims: f1": 0.8,
        "signals: recall, high": 1.0,
        "signals: recall, low": 0.0,
        "signals: non-signals hit": "1/1",
        "families: exact": "yes",
        "orderings: kept": "1/2",
    }


def test_a_drift_is_no_trap_and_a_trap_counts_once(report, labels):
    drifted = replace(report, findings=tuple(replace(one, verdict=Verdict.DRIFT) for one in report.findings))
    pairs = score_pairs(make_ground(drifted, labels))
    assert (pairs.found, pairs.missed, pairs.trapped) == (("W1",), ("X1", "X2"), ())


def test_merging_what_the_labels_keep_apart_costs_precision(report, labels):
    everything = tuple(claim.id for claim in report.claims)
    merged = replace(report, clusters=(ClaimCluster("c1", everything, everything[0]),))
    assert score_groups(make_ground(merged, labels)) == (2, 4, 0)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ((0, 10), (5, 15), True),
        ((0, 10), (6, 16), False),
        ((0, 100), (90, 96), True),
        ((0, 4), (4, 8), False),
    ],
)
def test_two_quotes_match_from_half_of_the_shorter_one(left, right, same):
    assert Place("a", (left,)).matches(Place("a", (right,))) is same
    assert Place("a", (left,)).matches(Place("b", (left,))) is False


def test_rules_are_shown_with_coverage_overlap_and_conflict(report, labels):
    lines = describe_rules(make_ground(report, labels))
    assert sorted(lines) == sorted({finding.rule for finding in report.findings})
    assert lines["commercial/call"].endswith("conflict 0  agreement 1")
    assert lines["commercial/cure"].endswith("conflict 1  agreement 0")
    assert "overlap 0.000" in lines["commercial/call"]
    assert "overlap 0.000" not in lines["contradiction/cause"]


@pytest.mark.parametrize(
    ("kinds", "shown"),
    [
        (set(), ""),
        ({StanceKind.HEDGED}, "0"),
        ({StanceKind.SUPPORTS, StanceKind.HEDGED}, "+"),
        ({StanceKind.REFUTES, StanceKind.OUT_OF_SCOPE}, "-"),
        ({StanceKind.SUPPORTS, StanceKind.REFUTES}, "+/-"),
    ],
)
def test_the_stances_of_an_article_are_one_sign(kinds, shown):
    assert sign(kinds) == shown


def test_stances_are_counted_article_by_article(report, labels, monkeypatch):
    monkeypatch.setattr("audit.evaluate.stances.PROPOSITIONS", {"gout": {"K01": "gout/cream"}})
    claims = {claim.article: claim.id for claim in report.claims}
    stances = tuple(
        Stance(claims[article], "gout/cream", kind, 0.9, ())
        for article, kind in (("clinic", StanceKind.REFUTES), ("leaflet", StanceKind.REFUTES))
    )
    ground = make_ground(replace(report, stances=stances), labels)
    assert describe_stances(ground) == {
        "stances: refutes, precision": 0.5,
        "stances: refutes, recall": 0.5,
        "stances: same sign where both speak": "1/2",
    }


def test_a_topic_without_mapped_propositions_has_no_stance_figures(report, labels):
    assert describe_stances(make_ground(report, labels)) == {}


@pytest.mark.shared
def test_the_scorer_beside_the_labels_agrees_on_the_same_report(report, topic, labels, shared, tmp_path):
    compare_with_scorer(report, topic, labels, shared, tmp_path)


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("name", ["cramps", "alzheimers"])
def test_the_scorer_agrees_on_a_real_topic(name, audited, shared, tmp_path):
    folder = shared / "gold" / name
    compare_with_scorer(audited(folder), folder, load_labels(folder), shared, tmp_path)


def compare_with_scorer(report, folder, labels, shared, tmp_path):
    path = tmp_path / "report.json"
    path.write_text(write_json(report), encoding="utf-8")
    scorer = [sys.executable, str(shared / "gold" / "score_gold.py"), str(path), str(folder), "--json"]
    theirs = json.loads(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout)  # noqa: S603
    ground = make_ground(report, labels)
    ours, pairs = describe(ground), score_pairs(ground)
    contradictions, claims, signals = theirs["contradictions"], theirs["claims"], theirs["signals"]
    assert {key: round(value, 3) if isinstance(value, float) else value for key, value in ours.items()} == {
        "contradictions: pairs reported": str(contradictions["reported_pairs"]),
        "contradictions: recall, plain": contradictions["recall_plain"],
        "contradictions: recall, real": contradictions["recall_real"],
        "contradictions: recall, all": contradictions["recall_all"],
        "contradictions: traps hit": f"{len(contradictions['traps_hit'])}/{contradictions['traps']}",
        "contradictions: to judge": str(contradictions["to_judge"]),
        **{f"equivalents: {key}": theirs["equivalents"][key] for key in ("precision", "recall", "f1")},
        "claims: recall": claims["recall"],
        "claims: non-claims taken": claims["non_claims_taken"],
        "claims: f1": claims["f1"],
        **{f"signals: recall, {key[7:]}": share(signals[key]) for key in signals if key.startswith("recall_")},
        "signals: non-signals hit": signals["non_signals_hit"],
        "families: exact": "yes" if theirs["families_exact"] else "no",
        "orderings: kept": theirs["orderings"],
    }
    assert list(pairs.trapped) == contradictions["traps_hit"]


def share(text):
    part, whole = text.split("/")
    return round(int(part) / int(whole), 3)
