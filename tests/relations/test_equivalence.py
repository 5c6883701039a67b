"""Pairs of sentences → do they say the same."""

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from audit.claims.read import read_claims
from audit.model import Article, Block, BlockKind, CandidatePair, Claim, ClaimRelation, Relation, RelationKind, Span
from audit.relations.cluster import JOINING
from audit.relations.compare.equivalence import compare_equivalence
from audit.relations.pair import encode_likeness, make_pairs
from audit.settings import ModelSettings, RelationSettings, Settings
from tests.relations.claim_values import make_claim

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "relations" / "equivalence.toml").read_text("utf-8"))
MIRROR = {RelationKind.ENTAILS: RelationKind.ENTAILED_BY, RelationKind.ENTAILED_BY: RelationKind.ENTAILS}


@cache
def claims_of(identifier: str, text: str) -> tuple[Claim, ...]:
    article = Article(
        identifier, identifier, f"{identifier}.txt", "", text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),)
    )
    return tuple(claim for reading in read_claims([article], Settings()) for claim in reading.claims)


def relations(left: str, right: str) -> list[ClaimRelation]:
    mine, other = claims_of("a", left), claims_of("b", right)
    claims = [*mine, *other]
    between = {(i, len(mine) + j): "words" for i in range(len(mine)) for j in range(len(other))}
    likeness = encode_likeness(claims, RelationSettings(), ModelSettings())
    pairs = {(pair.left, pair.right): pair for pair in make_pairs(claims, between, likeness)}
    judged = [compare_equivalence(one, two, pairs[one.id, two.id]) for one in mine for two in other]
    return [relation for relation in judged if relation is not None]


def name(case: dict[str, Any]) -> str:
    return f"{case['topic']}: {case['left'][:40]} | {case['right'][:40]}"


@pytest.mark.parametrize("case", CASES["same"], ids=name)
def test_two_wordings_of_one_claim_are_joined(case: dict[str, Any]) -> None:
    kinds = {relation.kind for relation in relations(case["left"], case["right"])}
    assert kinds & JOINING
    assert case.get("kind", next(iter(kinds & JOINING))) in kinds


@pytest.mark.parametrize("case", CASES["apart"], ids=name)
def test_a_near_miss_is_never_joined(case: dict[str, Any]) -> None:
    assert not {relation.kind for relation in relations(case["left"], case["right"])} & JOINING


@pytest.mark.parametrize("case", [case for case in CASES["apart"] if "slot" in case], ids=name)
def test_a_difference_of_scope_names_its_slot(case: dict[str, Any]) -> None:
    found = {(relation.kind, relation.slot) for relation in relations(case["left"], case["right"])}
    assert (RelationKind.SCOPE, case["slot"]) in found


@pytest.mark.parametrize("case", [*CASES["same"], *CASES["apart"]], ids=name)
def test_the_order_of_two_claims_does_not_decide(case: dict[str, Any]) -> None:
    one, other = relations(case["left"], case["right"]), relations(case["right"], case["left"])
    forward = sorted((relation.kind, relation.slot, relation.confidence) for relation in one)
    backward = sorted(
        (MIRROR.get(relation.kind, relation.kind), relation.slot, relation.confidence) for relation in other
    )
    assert forward == backward


def test_a_copy_is_equivalent_with_the_highest_confidence() -> None:
    (relation,) = relations("Gout affects mostly men over forty.", "Gout affects mostly men over forty.")
    assert (relation.kind, relation.confidence) == (RelationKind.EQUIVALENT, 0.98)


def test_the_evidence_gives_a_reason_and_its_numbers() -> None:
    (relation,) = relations("Caffeine disrupts sleep.", "Caffeine can disturb sleep.")
    assert relation.evidence.reason.startswith("they ")
    assert [name for name, _ in relation.evidence.numbers] == ["agreement", "similarity"]


def test_an_indirect_question_says_nothing_that_could_be_the_same() -> None:
    stated = make_claim("zinc shortens colds", subject="zinc", object="cold", relation=Relation.TREATMENT)
    asked = replace(stated, id="b:0-23", text="how zinc shortens colds")
    copy = CandidatePair(stated.id, asked.id, "words", 1.0, 1.0)
    assert compare_equivalence(stated, replace(stated, id="b:0-19"), copy) is not None
    assert compare_equivalence(stated, asked, copy) is None


def test_the_cases_cover_at_least_five_topics_on_either_side() -> None:
    assert min(len({case["topic"] for case in CASES[side]}) for side in ("same", "apart")) >= 5
