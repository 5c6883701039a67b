import csv
import os
from collections import defaultdict
from pathlib import Path

import pytest

from audit.scoring.truth import METHODS, Vote

SHARED = Path(os.environ.get("AUDIT_SHARED") or Path(__file__).parents[3] / "shared") / "data" / "truth_discovery"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.is_dir(), reason="no labelled data beside the project (AUDIT_SHARED)"),
]


def read_rows(name, file):
    with (SHARED / name / file).open(encoding="utf-8", errors="replace", newline="") as lines:
        return list(csv.reader(lines))[1:]


def measure(name, method):
    """Return the share of chosen values that are exact, and on the path to the truth; and Spearman of trust."""
    from scipy.stats import spearmanr

    votes = [Vote(source, item, value) for item, source, value in (row[:3] for row in read_rows(name, "claims.csv"))]
    truths = METHODS[method](votes)
    paths = {
        row[0]: [part.strip() for part in ",".join(row[1:]).split(",")] for row in read_rows(name, "groundtruths.csv")
    }
    chosen = [(value, paths[item]) for item, value in truths.choose().items() if item in paths]
    said = defaultdict(list)
    for vote in votes:
        if vote.item in paths:
            said[vote.source].append(vote.value in paths[vote.item])
    known = [(truths.trust[source], sum(right) / len(right)) for source, right in said.items() if len(right) >= 10]
    return {
        "exact": round(sum(value == path[0] for value, path in chosen) / len(chosen), 3),
        "on_path": round(sum(value in path for value, path in chosen) / len(chosen), 3),
        "trust": round(float(spearmanr(*zip(*known, strict=True)).statistic), 2),
    }


@pytest.mark.parametrize("name", ["birthplaces", "heritages"])
def test_one_coin_chooses_exact_values_more_often_than_the_vote(name):
    assert measure(name, "one-coin")["exact"] > measure(name, "majority")["exact"]


@pytest.mark.parametrize(("name", "floor"), [("birthplaces", 0.89), ("heritages", 0.88)])
def test_one_coin_chooses_true_values_on_real_conflicting_data(name, floor):
    assert measure(name, "one-coin")["on_path"] >= floor
