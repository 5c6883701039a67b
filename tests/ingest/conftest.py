"""What the tests of ingest share: a short view of the blocks of a reading."""

from collections.abc import Callable, Iterable

import pytest

from audit.ingest.reading import Reading

Outline = Callable[[Reading], list[tuple[str, str]]]


def outline_blocks(reading: Reading, leave_out: Iterable[str] = ()) -> list[tuple[str, str]]:
    return [
        (block.kind.value, block.span.within(reading.text)) for block in reading.blocks if block.kind not in leave_out
    ]


@pytest.fixture
def outline() -> Outline:
    return outline_blocks
