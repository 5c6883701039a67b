import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from audit.checks import list_rules
from audit.cli_explain import explain_measured, write_explanation

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


def test_measured_figures_are_shares_of_enough_labels_of_rules_that_exist() -> None:
    data = tomllib.loads((DOCS.parent / "audit" / "data" / "measured.toml").read_text(encoding="utf-8"))

    assert "developed" in data["where"]
    assert set(data["rules"]) <= {rule.id for rule in list_rules()}
    for figures in data["rules"].values():
        for name in ("precision", "recall"):
            assert (name in figures) == (f"{name}_of" in figures)
            assert 0 <= figures.get(name, 0) <= 1
            assert figures.get(f"{name}_of", 3) >= 3


def test_explain_tells_what_was_measured_with_its_labels_and_nothing_where_nothing_was() -> None:
    assert re.search(
        r"precision [01]\.\d\d of \d+ .*, recall [01]\.\d\d of \d+ .*developed",
        explain_measured("commercial/testimonial"),
    )
    assert explain_measured("independence/dependent-article") == ""
    assert "Measured: precision" in " ".join(write_explanation("commercial/testimonial").split())
    assert "Measured" not in write_explanation("independence/dependent-article")


def test_every_rule_says_why_with_its_ground_and_what_to_do() -> None:
    for rule in list_rules():
        assert len(rule.why) > 60, rule.id
        assert rule.remedy.endswith("."), rule.id
        assert not rule.title.endswith("."), rule.id
        assert rule.points in (0, 0.15, 0.35, 0.7), rule.id


def test_every_family_of_rules_is_introduced(generator: ModuleType) -> None:
    assert {rule.family for rule in list_rules()} == set(generator.FAMILIES)
