"""Pairs of sentences → the slot in which they contradict each other, or none."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from audit.checks.contradiction import BY_SLOT
from audit.claims.read import read_claims
from audit.model import ClaimRelation, RelationKind
from audit.relations import relate
from audit.settings import RelationSettings, Settings
from tests.relations.claim_values import make_article

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "relations" / "contradictions.toml").read_text("utf-8"))
PAIRS = {key: [case for case in CASES[key] if case["slot"] != "interest"] for key in ("flags", "passes")}
"""Cases of two claims; those of publishers' interest are read in test_contradiction_findings.py."""

CONFLICTS = {RelationKind.CONTRADICTS, RelationKind.TENSION, RelationKind.DRIFT}


@cache
def conflicts(left: str, right: str, inside: bool) -> tuple[ClaimRelation, ...]:
    articles = [make_article("a", left, right)] if inside else [make_article("a", left), make_article("b", right)]
    claims = [claim for reading in read_claims(articles, Settings()) for claim in reading.claims]
    related = relate(claims, RelationSettings())
    return tuple(relation for relation in related.relations if relation.kind in CONFLICTS and relation.slot in BY_SLOT)


def name(case: dict[str, Any]) -> str:
    return f"{case['slot']}: {case['left'][:40]} | {case['right'][:40]}"


@pytest.mark.parametrize("case", PAIRS["flags"], ids=name)
def test_a_contradiction_is_found_in_its_slot(case: dict[str, Any]) -> None:
    found = conflicts(case["left"], case["right"], case.get("inside", False))
    assert case["slot"] in {relation.slot for relation in found}


@pytest.mark.parametrize("case", PAIRS["passes"], ids=name)
def test_a_near_miss_is_no_contradiction(case: dict[str, Any]) -> None:
    assert not conflicts(case["left"], case["right"], case.get("inside", False))


@pytest.mark.parametrize("case", PAIRS["flags"], ids=name)
def test_the_order_of_two_sources_does_not_decide(case: dict[str, Any]) -> None:
    if case.get("inside"):
        pytest.skip("the order inside an article is the article's")
    one = conflicts(case["left"], case["right"], False)
    other = conflicts(case["right"], case["left"], False)
    assert {(relation.slot, relation.kind) for relation in one} == {
        (relation.slot, relation.kind) for relation in other
    }
