import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from frame_cases import concept_alternatives, fits, same_quantities

from audit.claims.read import read_claims
from audit.model import Article, Block, BlockKind, Claim, Span
from audit.settings import Settings

FOLDER = Path(__file__).parents[1] / "cases" / "claims"
CASES = {
    name: case
    for file in ("hard.toml", "lists.toml")
    for name, case in tomllib.loads((FOLDER / file).read_text(encoding="utf-8")).items()
}
LIMITS = (Path(__file__).parents[2] / "docs" / "claims.md").read_text(encoding="utf-8")


def lay_out(rows: list[dict[str, str]], title: str = "") -> Article:
    text, blocks = "", []
    for row in rows:
        start, head = len(text), row.get("head", "")
        text += f"{head} – {row['item']}" if head else row.get("item", row.get("text", ""))
        blocks.append(
            Block(
                BlockKind.LIST_ITEM if "item" in row else BlockKind.PARAGRAPH,
                Span(start, len(text)),
                headings=(row["heading"],) if "heading" in row else (),
                lead_in=row.get("lead", ""),
                head=Span(start, start + len(head)) if head else None,
                body=Span(start + len(head) + 3, len(text)) if head else None,
            )
        )
        text += "\n\n"
    return Article("a", "s", "a.txt", title, text, tuple(blocks))


def faults(case: dict[str, Any]) -> Iterator[str]:
    claims = next(read_claims([lay_out(case["blocks"], case.get("title", ""))], Settings())).claims
    for expected in case["expect"]:
        claim = next((claim for claim in reversed(claims) if expected["at"] in claim.text), None)
        if claim is None:
            yield f"{expected['at']}: no claim"
        else:
            yield from (
                f"{expected['at']}: {slot}"
                for slot in expected
                if slot != "at" and not right(slot, expected[slot], claim)
            )
    if len(claims) != case.get("count", len(claims)):
        yield f"{len(claims)} claims"
    for text in case.get("absent", []):
        if any(text in claim.text for claim in claims if claim.label.value in ("claim", "advice")):
            yield f"{text}: taken as a claim"


def right(slot: str, value: Any, claim: Claim) -> bool:
    frame = claim.frame
    if slot in ("subject", "object"):
        return concept_alternatives(value, getattr(frame, slot))[0]
    if slot in ("subjects", "objects"):
        return all(any(fits(name, member) for member in getattr(frame, slot)) for name in value)
    if slot == "standalone":
        return value in claim.context.standalone
    if slot == "quantities":
        if value == ["duration 1-4 d_w"]:
            return [(found.low, found.high) for found in frame.quantities] == [(86400.0, 4 * 604800.0)]
        return same_quantities(value, frame.quantities)
    if slot in ("comparator", "sign", "dimension"):
        found = frame.comparison
        return found is not None and (
            fits(value, found.comparator) if slot == "comparator" else getattr(found, slot) == value
        )
    if slot == "condition_filled":
        return bool(frame.condition) == value
    found = getattr(claim, slot) if slot in ("label", "holder") else getattr(frame, slot)
    return str(found) in value.split("|") if isinstance(value, str) and slot != "condition" else found == value


@pytest.mark.parametrize("name", sorted(name for name, case in CASES.items() if "limit" not in case))
def test_a_hard_case_is_read_as_a_reader_would(name: str) -> None:
    assert list(faults(CASES[name])) == []


@pytest.mark.parametrize("name", sorted(name for name, case in CASES.items() if "limit" in case))
def test_a_known_limit_is_still_one_and_is_written_down(name: str) -> None:
    assert list(faults(CASES[name])), f"{name} is solved: take its limit out"
    assert CASES[name]["limit"] in LIMITS
