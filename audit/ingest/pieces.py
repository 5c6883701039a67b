"""Plain text → its lines, with hard-wrapped ones joined."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from audit.ingest.items import Mark, read_mark, split_inline
from audit.ingest.lines import classify_line
from audit.model import BlockKind

NARROWEST, WIDEST = 45, 110
"""Widths between which text can be hard-wrapped by a mail program, an editor or a converter."""
WRAPPED_SHARE = 0.3
"""Share of line breaks inside paragraphs that must break a sentence for a text to count as hard-wrapped."""
_CLOSED = re.compile(r"[.!?:;][\"”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """One line, or several that a hard wrap had parted. Start and end leave out the white space around."""

    start: int
    end: int
    text: str
    indent: int
    width: int
    """Length of the last line with its indent."""
    gap_before: bool
    gap_after: bool
    mark: Mark | None
    kind: BlockKind | None
    """What the line is by its words alone; None for prose, headings and items."""
    words: int

    @property
    def content(self) -> str:
        """The text without its bullet or number."""
        return self.text[self.mark.length :] if self.mark else self.text

    @property
    def alone(self) -> bool:
        """Whether blank lines stand before and after."""
        return self.gap_before and self.gap_after


def read_pieces(text: str) -> list[Piece]:
    """Return the pieces of a text in their order."""
    lines = _read_lines(text)
    width = measure_wrap(lines)
    pieces: list[Piece] = []
    for line in lines:
        if pieces and not line.gap_before and _continues(pieces[-1], line, width):
            first = pieces[-1]
            joined = text[first.start : line.end]
            pieces[-1] = replace(
                first,
                end=line.end,
                text=joined,
                width=line.width,
                gap_after=line.gap_after,
                words=first.words + line.words,
            )
        else:
            pieces.append(line)
    parts = [part for piece in pieces for part in _split_lists(piece)]
    return [part if part.mark else replace(part, kind=classify_line(part.text)) for part in parts]


def _split_lists(piece: Piece) -> list[Piece]:
    """Return a piece as the sentence and the items that its line holds."""
    starts = split_inline(piece.text)
    if not starts:
        return [piece]
    cuts = [0, *(start for start in starts if start), len(piece.text)]
    parts = []
    for begin, end in pairwise(cuts):
        text = piece.text[begin:end].rstrip()
        part = _make_line(text, piece.start + begin, indent=piece.indent, gap=piece.gap_before and begin == 0)
        parts.append(replace(part, gap_after=piece.gap_after and end == len(piece.text)))
    return parts


def measure_wrap(lines: list[Piece]) -> int:
    """Return the width at which the text was wrapped, or 0 when each line is a paragraph."""
    inner = [(line, following) for line, following in pairwise(lines) if not following.gap_before]
    if not inner:
        return 0
    lengths = sorted(line.width for line, _ in inner)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
    broken = sum(_breaks_sentence(line, following) for line, following in inner)
    return width if NARROWEST <= width <= WIDEST and broken >= WRAPPED_SHARE * len(inner) else 0


def _breaks_sentence(line: Piece, following: Piece) -> bool:
    """Say whether a line break stands inside a sentence."""
    if line.width < NARROWEST or following.mark or _CLOSED.search(line.text[-4:]):
        return False
    return following.text[0].islower() or line.width >= NARROWEST + 10


def _continues(piece: Piece, line: Piece, width: int) -> bool:
    """Say whether a line goes on with the sentence or paragraph of the piece before."""
    if line.mark or line.kind or piece.kind:
        return False
    if width and piece.width + 1 + len(line.text.split(maxsplit=1)[0]) > width * 0.85:
        return not _CLOSED.search(piece.text[-4:]) or piece.width > width * 0.7
    return line.text[0].islower() and piece.width >= 40 and not _CLOSED.search(piece.text[-4:])


def _read_lines(text: str) -> list[Piece]:
    """Return the lines that are not blank."""
    lines: list[Piece] = []
    offset, gap = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = offset + len(raw) - len(raw.lstrip())
            lines.append(_make_line(stripped, start, indent=start - offset, gap=gap))
        elif lines:
            lines[-1] = replace(lines[-1], gap_after=True)
        gap = not stripped
        offset += len(raw) + 1
    if lines:
        lines[-1] = replace(lines[-1], gap_after=True)
    return lines


def _make_line(stripped: str, start: int, *, indent: int, gap: bool) -> Piece:
    """Build the piece of one line; only short lines are looked at for their words."""
    mark = read_mark(stripped)
    return Piece(
        start=start,
        end=start + len(stripped),
        text=stripped,
        indent=indent,
        width=indent + len(stripped),
        gap_before=gap,
        gap_after=False,
        mark=mark,
        kind=None if mark or len(stripped) > WIDEST else classify_line(stripped),
        words=len(stripped.split()),
    )
