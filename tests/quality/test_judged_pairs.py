"""What an audit shows on real documents, against the judgement of a reader: bounds that may only tighten."""

from pathlib import Path

import pytest

from audit.evaluate.contradictions import describe_mixed
from audit.evaluate.judged import describe_shown, find_shown, judged_pairs, measure_judged
from audit.evaluate.probes import audit_texts
from audit.evaluate.tasks import silent

REAL = 0.83
"""Least share of real disagreements among the judged pairs that are shown."""
SURE = 0.9
"""Least share among those shown at a confidence of 0.80 or more."""
UNJUDGED = 3
"""Most pairs shown that nobody has judged: read them, and put them on the list."""
MIXED = 0
"""Most disagreements shown on 200 public documents of as many topics."""


@pytest.fixture(scope="module")
def figures(shared_folder: Path) -> dict[str, str]:
    return {name: str(value) for _, table in measure_judged(shared_folder, silent) for name, value in table.items()}


@pytest.mark.shared
@pytest.mark.slow
def test_most_of_what_is_shown_is_real(figures):
    assert float(figures["real"].split()[0]) >= REAL


@pytest.mark.shared
@pytest.mark.slow
def test_what_is_shown_as_sure_is_real_as_often(figures):
    assert float(figures["confidence from 0.80"].split()[0]) >= SURE


@pytest.mark.shared
@pytest.mark.slow
def test_what_is_shown_has_been_judged(figures):
    assert int(figures["pairs shown"]) - int(figures["judged"]) <= UNJUDGED


@pytest.mark.shared
@pytest.mark.slow
def test_documents_of_many_topics_hardly_contradict_each_other(shared_folder):
    ((_, table),) = describe_mixed(shared_folder, 200, silent)
    assert int(table["contradictions and tensions shown"]) <= MIXED


def test_every_judged_pair_names_two_places_of_a_corpus():
    assert all(pair.left != pair.right for pair in judged_pairs())
    assert {pair.real for pair in judged_pairs()} == {True, False}


def test_a_pair_that_nobody_judged_is_told_apart(judged_report):
    shown = list(find_shown("no such corpus", judged_report))
    assert shown
    assert describe_shown(shown)["judged"] == "0"


@pytest.fixture
def judged_report():
    return audit_texts([("a", "There is no cure for gout."), ("b", "Cherry juice cures gout.")])
