import os
from pathlib import Path

import pytest
from quality_floors import FILE, Pinned, read_floors

from audit.evaluate.gold import audit_topic
from audit.evaluate.rules import describe_rules
from audit.evaluate.score import describe, score_pairs
from audit.evaluate.stances import describe_stances
from audit.evaluate.tasks import silent

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
        return {"must flag: found": f"{found}/{len(wanted)}", **describe(ground), **describe_stances(ground)}

    return run


def pytest_terminal_summary(terminalreporter, config):
    for topic, rules in sorted(config.stash.get(RULES, {}).items()):
        terminalreporter.section(f"rules on {topic}")
        width = max(map(len, rules), default=0)
        for rule, line in rules.items():
            terminalreporter.write_line(f"{rule.ljust(width)}  {line}")
