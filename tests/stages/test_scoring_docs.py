import re
from pathlib import Path

import pytest

from audit.scoring.scheme import BANDS, GATES, LEAST_CLAIMS, MAXIMA, MISSED, SIGN_ERROR
from audit.settings import ScoreSettings

DOCS = (Path(__file__).parents[2] / "docs" / "scoring.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "most"), MAXIMA.items())
def test_the_docs_give_the_points_of_every_dimension(name, most):
    assert f"| {name} | {most:g} |" in DOCS


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.name)
def test_the_docs_give_the_cap_and_the_rules_of_every_gate(gate):
    row = re.search(rf"^\| {re.escape(gate.name)} \| {gate.cap:g} \| (.*)$", DOCS, re.MULTILINE)
    assert row
    assert all(f"`{rule}`" in row[1] for rule in gate.rules)


def test_the_docs_give_the_bands():
    borders = [f"{letter} from {border:g}" for letter, border in BANDS[:-1]]
    assert f"{', '.join(borders)}, {BANDS[-1][0]} below" in DOCS


def test_the_docs_give_the_numbers_of_the_settings_and_the_scheme():
    flat = " ".join(DOCS.split())
    assert f"{ScoreSettings().draws:,} draws (`scoring.draws`)" in flat
    assert f"`scoring.minimum_facts` ({ScoreSettings().minimum_facts})" in flat
    assert f"with probability {MISSED:g} a medium signal was missed" in flat
    assert f"wrongly with probability {SIGN_ERROR:g}" in flat
    assert f"fewer than {LEAST_CLAIMS} distinct claims" in flat
