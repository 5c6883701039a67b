"""Plain text → title, blocks and byline, by the layout of its lines."""

from audit.ingest.bylines import read_biography, read_bylines
from audit.ingest.headings import Path, close_headings, enter_heading, name_headings
from audit.ingest.items import add_lead_ins, split_head
from audit.ingest.pieces import Piece, read_pieces
from audit.ingest.reading import Reading
from audit.ingest.roles import assign_kinds
from audit.model import Block, BlockKind, Span

TITLE_LEVEL, HEADING_LEVEL, NUMBERED_LEVEL = 1, 2, 3
"""Levels that plain text can show: numbered headings stand below plain ones."""


def read_text(text: str) -> Reading:
    """Read plain text. The text is not altered; the title is empty when no line looks like one."""
    pieces = read_pieces(text)
    kinds = assign_kinds(pieces)
    blocks: list[Block] = []
    path: Path = ()
    indents: list[int] = []
    for piece, kind in zip(pieces, kinds, strict=True):
        indents = _nest(indents, piece.indent) if kind is BlockKind.LIST_ITEM else []
        if kind in (BlockKind.TITLE, BlockKind.HEADING):
            level = _level(piece, kind)
            above = close_headings(path, level)
            blocks.append(_make_block(piece, kind, name_headings(above), level))
            path = enter_heading(path, level, _plain(piece.content))
        else:
            blocks.append(_make_block(piece, kind, name_headings(path), max(len(indents) - 1, 0)))
    title = next((_plain(block.span.within(text)) for block in blocks if block.kind is BlockKind.TITLE), "")
    lines = [block.span.within(text) for block in blocks if block.kind is BlockKind.BYLINE]
    return Reading(title, text, tuple(add_lead_ins(text, blocks)), read_bylines([*lines, *_biographies(lines)]))


def _plain(heading: str) -> str:
    """Return a heading without the marks of emphasis around it."""
    return " ".join(heading.split()).strip("#*_ ")


def _biographies(lines: list[str]) -> list[str]:
    """Return a byline for each note about the author."""
    return [f"By {name}" for name in map(read_biography, lines) if name]


def _level(piece: Piece, kind: BlockKind) -> int:
    """Return the level of a heading."""
    if kind is BlockKind.TITLE:
        return TITLE_LEVEL
    return NUMBERED_LEVEL if piece.mark else HEADING_LEVEL


def _nest(indents: list[int], indent: int) -> list[int]:
    """Return the open indents of a list with that of the next item."""
    return [*(outer for outer in indents if outer < indent), indent]


def _make_block(piece: Piece, kind: BlockKind, headings: tuple[str, ...], depth: int) -> Block:
    """Build a block; for an item find its head and its body without the bullet."""
    span = Span(piece.start, piece.end)
    start = piece.start + (piece.mark.length if piece.mark else 0)
    parts = split_head(piece.content, start) if kind is BlockKind.LIST_ITEM else None
    if parts:
        return Block(kind, span, headings, head=parts[0], body=parts[1], depth=depth)
    body = Span(start, piece.end) if piece.mark else None
    return Block(kind, span, headings, body=body, depth=depth)
