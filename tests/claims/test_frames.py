from collections import defaultdict

import pytest
from frame_cases import Case, read_cases, read_table, score_case

from audit.model import Claim

FLOORS = {
    "label": 0.95,
    "holder": 0.95,
    "relation": 0.93,
    "polarity": 0.97,
    "modality": 0.98,
    "quantifier": 0.96,
    "quantities": 0.95,
    "exclusive": 0.97,
    "condition": 0.97,
    "population": 0.94,
    "site": 0.95,
    "subject": 0.92,
    "object": 0.82,
}
"""Lowest share of sentences whose slot is right; the held half was not looked at while the rules were written."""


@pytest.fixture(scope="module")
def readings() -> list[tuple[Case, list[Claim]]]:
    return read_table(read_cases())


def share_right(readings: list[tuple[Case, list[Claim]]], half: str) -> dict[str, float]:
    outcomes = defaultdict(list)
    for case, claims in readings:
        if case.half == half:
            for slot, right, _ in score_case(case, claims):
                outcomes[slot].append(right)
    return {slot: sum(found) / len(found) for slot, found in outcomes.items()}


@pytest.mark.parametrize("half", ["seen", "held"])
@pytest.mark.parametrize("slot", sorted(FLOORS))
def test_a_slot_is_read_as_a_reader_would(readings: list[tuple[Case, list[Claim]]], half: str, slot: str) -> None:
    assert share_right(readings, half)[slot] >= FLOORS[slot]


def test_the_tables_hold_enough_topics_and_sentences() -> None:
    cases = read_cases()
    assert len({case.topic for case in cases}) >= 8
    assert len(cases) >= 250
    assert len({case.text for case in cases}) == len(cases)


def test_a_wrong_slot_is_counted_as_wrong(readings: list[tuple[Case, list[Claim]]]) -> None:
    case, claims = readings[0]
    turned = Case(
        case.topic,
        case.half,
        case.text,
        ({**case.expected[0], "polarity": not claims[0].frame.polarity},),
        case.article,
    )
    assert ("polarity", False) in [(slot, right) for slot, right, _ in score_case(turned, claims)]
