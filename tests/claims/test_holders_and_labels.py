import tomllib
from pathlib import Path

import pytest

from audit.claims.read import read_claims
from audit.model import Article, Block, BlockKind, Claim, Span
from audit.settings import Settings

CASES = Path(__file__).parents[1] / "cases" / "claims"
HALVES = ("seen", "held")


def load_rows(name: str) -> dict[tuple[str, str], list[str]]:
    table = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    return {(value, half): rows[half] for value, rows in table.items() for half in HALVES}


def read_sentence(text: str) -> tuple[Claim, ...]:
    article = Article("a", "s", "a.txt", "", text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),))
    return next(read_claims([article], Settings())).claims


def share(outcomes: list[bool]) -> float:
    return sum(outcomes) / len(outcomes)


@pytest.mark.parametrize("half", HALVES)
def test_the_holder_of_a_claim_is_found(half: str) -> None:
    outcomes = [
        {claim.holder.value for claim in read_sentence(row)} == {holder}
        for (holder, part), rows in load_rows("holders").items()
        if part == half
        for row in rows
    ]
    assert len(outcomes) >= 40
    assert share(outcomes) >= 0.9


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("label", ["claim", "advice", "publisher", "none"])
def test_a_label_is_given_as_a_reader_would(label: str, half: str) -> None:
    rows = load_rows("labels")[label, half]
    found = [[claim.label.value for claim in read_sentence(row)] or ["none"] for row in rows]
    assert share([label in labels for labels in found]) >= 0.85
