import os
from functools import cache
from pathlib import Path

import pytest
from quality_floors import FILE, Pinned, read_floors

from audit.errors import ModelError
from audit.evaluate.gold import audit_topic
from audit.evaluate.nli_topics import describe_topic
from audit.evaluate.rules import describe_rules
from audit.evaluate.score import describe, score_pairs
from audit.evaluate.sides import side_topic
from audit.evaluate.stances import describe_stances
from audit.evaluate.tasks import silent
from audit.evaluate.vectors import describe_recall
from audit.models.folder import find_shipped
from audit.settings import Settings

SHARED = Path(os.environ.get("AUDIT_SHARED") or Path(__file__).parents[3] / "shared")
UPDATED = pytest.StashKey[dict[str, Pinned]]()
RULES = pytest.StashKey[dict[str, dict[str, str]]]()


def pytest_addoption(parser):
    parser.addoption("--update-floors", action="store_true", help="Raise the floors to what is measured; never lowers.")


def pytest_configure(config):
    config.stash[RULES] = {}


@pytest.fixture
def updating(request):
    return request.config.getoption("--update-floors", default=False)


@pytest.fixture(scope="session")
def shared_folder():
    if not (SHARED / "data").is_dir():
        pytest.skip(f"no labelled data at {SHARED} (set AUDIT_SHARED)")
    return SHARED


@pytest.fixture(scope="session")
def has_nli():
    if not has_shipped("nli"):
        pytest.skip("audit/models/claim-nli is not in this checkout")


@pytest.fixture
def topic_folder():
    def find(topic):
        folder = SHARED / "gold" / topic
        if not folder.is_dir():
            pytest.skip(f"no labelled articles at {folder} (set AUDIT_SHARED)")
        return folder

    return find


@pytest.fixture
def measure(topic_folder, request):
    """The figures of a topic, audited once in a session; its rules are kept for the summary."""

    def run(topic):
        ground = audit_topic(topic_folder(topic), silent)
        request.config.stash[RULES].setdefault(topic, describe_rules(ground))
        wanted = set(read_floors(FILE)[topic].must_flag)
        found = len(wanted.intersection(score_pairs(ground).found))
        return {
            "must flag: found": f"{found}/{len(wanted)}",
            **describe(ground),
            **describe_stances(ground),
            **measure_models(topic_folder(topic)),
        }

    return run


@cache
def measure_models(folder):
    """The figures of the shipped models on the claims of a topic; those of claim-nli where it is shipped."""
    sided = side_topic(folder, silent)
    figures = dict(describe_recall(sided, Settings()))
    if has_shipped("nli"):
        judged = describe_topic(sided, 0, Settings().models, silent)
        figures["nli: plain contradictions above the threshold"] = judged["mean: plain contradictions above it"]
        figures["nli: traps above the threshold"] = judged["mean: traps above it"]
    return figures


def has_shipped(task):
    try:
        find_shipped(task)
    except ModelError:
        return False
    return True


def pytest_terminal_summary(terminalreporter, config):
    for topic, rules in sorted(config.stash.get(RULES, {}).items()):
        terminalreporter.section(f"rules on {topic}")
        width = max(map(len, rules), default=0)
        for rule, line in rules.items():
            terminalreporter.write_line(f"{rule.ljust(width)}  {line}")
