import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from audit.checks import list_rules

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_rules", DOCS / "generate_rules.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["generate_rules"] = module
    spec.loader.exec_module(module)
    return module


def test_the_page_of_rules_is_current(generator: ModuleType) -> None:
    written = (DOCS / "rules.md").read_text(encoding="utf-8")

    assert written == generator.write_page(), "stale: run python docs/generate_rules.py"


def test_the_examples_of_explain_are_current(generator: ModuleType) -> None:
    written = (DOCS.parent / "audit" / "data" / "examples.toml").read_text(encoding="utf-8")

    assert written == generator.write_examples(), "stale: run python docs/generate_rules.py"


def test_every_rule_says_why_with_its_ground_and_what_to_do() -> None:
    for rule in list_rules():
        assert len(rule.why) > 60, rule.id
        assert rule.remedy.endswith("."), rule.id
        assert not rule.title.endswith("."), rule.id
        assert rule.points in (0, 0.15, 0.35, 0.7), rule.id


def test_every_family_of_rules_is_introduced(generator: ModuleType) -> None:
    assert {rule.family for rule in list_rules()} == set(generator.FAMILIES)
