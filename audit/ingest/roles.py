"""Pieces of plain text → what each is on the page."""

import re
from collections.abc import Sequence

from audit.ingest.bylines import is_byline, is_generic_author, is_person, read_biography
from audit.ingest.items import opens_list, split_head
from audit.ingest.pieces import Piece
from audit.lexicons import lexicon_pattern
from audit.model import BlockKind

LONGEST_HEADING = 14
"""Words of a heading."""
LONGEST_TITLE = 25
LONGEST_ENTRY = 6
"""Words of a menu entry."""
LONGEST_LED = 20
"""Words of an item without bullet, under a line that ends in a colon."""
SHORTEST_PROSE = 12
"""Words that make a line prose even without a full stop."""
SHORTEST_MENU = 5
"""Consecutive short lines that make a menu."""

_SLUG = re.compile(r"[\w'’]+(?:[-_][\w'’]+){3,}(?:\.\w{2,5})?")
_CAPTION = re.compile(
    r"(?:image|photo|picture|figure|fig\.)(?: \d+)?\s?[:.–-]|(?:image|photo) (?:by|credit|source)\b", re.IGNORECASE
)
_ABOUT_AUTHOR = re.compile(r"(?:about|meet) the (?:author|writer|reviewer|editor)s?:?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.|@\w|\d{3}[-. ]\d{3,4}\b|\b\d{5}\b")
_WORD = re.compile(r"[^\W\d_]{3}")
_SENTENCES = re.compile(r"[a-z]{3}[.!?][\"”’)]*\s+[\"“‘(]*[A-Z]")
OPENING, CLOSING = "\"“‘'(#*_ ", '"”’)*_ '
"""Quotation marks and emphasis around a line."""


def assign_kinds(pieces: Sequence[Piece]) -> list[BlockKind]:
    """Return the kind of each piece: first by its words, then by its neighbours."""
    kinds = [_kind_alone(piece) for piece in pieces]
    _settle_led(pieces, kinds)
    for begin, end in _runs(pieces):
        _settle_run(pieces, kinds, begin, end)
    _settle_below_menus(pieces, kinds)
    for index in range(len(pieces)):
        if kinds[index] is BlockKind.PARAGRAPH and _is_bare_item(pieces, kinds, index):
            kinds[index] = BlockKind.LIST_ITEM
    for index in range(len(pieces)):
        if kinds[index] in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and _is_heading(pieces, kinds, index):
            kinds[index] = BlockKind.HEADING
    _settle_title(pieces, kinds)
    _settle_bylines(pieces, kinds)
    return kinds


def _kind_alone(piece: Piece) -> BlockKind:
    """Return the kind that the words of a piece give it."""
    if piece.kind:
        return piece.kind
    if piece.mark:
        return BlockKind.LIST_ITEM
    if _SLUG.fullmatch(piece.text[:200]) or (piece.words <= 30 and _CAPTION.match(piece.text)):
        return BlockKind.CAPTION
    if piece.words <= LONGEST_ENTRY and _ABOUT_AUTHOR.fullmatch(piece.text):
        return BlockKind.BYLINE
    return BlockKind.PARAGRAPH


def _runs(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Return the stretches of consecutive short lines without end punctuation, half-open."""
    runs, begin = [], 0
    for index in range(len(pieces) + 1):
        if index == len(pieces) or not _is_entry(pieces[index]) or (index > begin and pieces[index].alone):
            if index - begin >= 2:
                runs.append((begin, index))
            begin = index if index < len(pieces) and _is_entry(pieces[index]) else index + 1
    return runs


def _is_entry(piece: Piece) -> bool:
    """Say whether a piece is as short as a menu entry."""
    return piece.words <= LONGEST_ENTRY and _last(piece) not in ".!?:;," and not piece.alone


def _last(piece: Piece) -> str:
    """Return the last character of a piece, quotation marks and emphasis left aside."""
    return piece.text.rstrip(CLOSING)[-1:] or piece.text[-1]


def _settle_led(pieces: Sequence[Piece], kinds: list[BlockKind]) -> None:
    """Make lines without bullet items where they stand under a line that ends in a colon."""
    for index, opener in enumerate(pieces[:-1]):
        if kinds[index] is not BlockKind.PARAGRAPH or opener.text[-1] != ":":
            continue
        end = _end_of_led(pieces, kinds, index + 1)
        if end - index > 2:
            kinds[index + 1 : end] = [BlockKind.LIST_ITEM] * (end - index - 1)


def _end_of_led(pieces: Sequence[Piece], kinds: Sequence[BlockKind], begin: int) -> int:
    """Return the end of the short lines from `begin` on that stand alike; the heading of what follows is none."""
    end = begin
    while end < len(pieces) and kinds[end] is BlockKind.PARAGRAPH and _is_led_line(pieces[end]):
        if end > begin and pieces[end].gap_before != pieces[begin].alone:
            break
        end += 1
    if begin < end < len(pieces) and _is_prose(pieces[end]) and _heads_on(pieces[end - 1], pieces[end]):
        end -= 1
    return end


def _heads_on(last: Piece, following: Piece) -> bool:
    """Say whether the last of some short lines is the heading of the prose after them."""
    if following.gap_before and not last.alone:
        return False
    if last.alone and last.words <= LONGEST_ENTRY:
        return True
    return last.text.istitle() or last.text.isupper() or last.text[-1] == "?"


def _is_led_line(piece: Piece) -> bool:
    """Say whether a line can be an item under a colon: short and not a sentence."""
    return piece.words <= LONGEST_LED and _last(piece) not in ".!:"


def _settle_below_menus(pieces: Sequence[Piece], kinds: list[BlockKind]) -> None:
    """Make items navigation where they stand under the heading of a menu: "Most read", "Related articles"."""
    for index in range(1, len(pieces)):
        item = kinds[index] is BlockKind.LIST_ITEM and pieces[index].words <= LONGEST_HEADING
        if item and kinds[index - 1] is BlockKind.NAVIGATION and _last(pieces[index]) not in ".:;":
            kinds[index] = BlockKind.NAVIGATION


def _settle_run(pieces: Sequence[Piece], kinds: list[BlockKind], begin: int, end: int) -> None:
    """Decide whether a run of short lines is a menu."""
    if kinds[begin] is BlockKind.LIST_ITEM and not pieces[begin].mark:
        return
    marked = sum(pieces[i].mark is not None for i in range(begin, end))
    menu_words = sum(_is_menu_word(pieces[i].content) for i in range(begin, end))
    if menu_words < 2 and (marked or end - begin < SHORTEST_MENU):
        return
    prose_follows = end < len(pieces) and _is_prose(pieces[end])
    prose_follows = prose_follows and (pieces[end - 1].gap_before or not pieces[end].gap_before)
    for index in range(begin + (begin == 0), end - (prose_follows and kinds[end - 1] is BlockKind.PARAGRAPH)):
        generic = kinds[index] is BlockKind.BYLINE and is_generic_author(pieces[index].text)
        if kinds[index] in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or generic:
            kinds[index] = BlockKind.NAVIGATION


def _is_menu_word(text: str) -> bool:
    """Say whether a short line is a label that only menus have."""
    return lexicon_pattern("layout", "navigation_lines").fullmatch(text.strip()) is not None


def _is_prose(piece: Piece) -> bool:
    """Say whether a piece is running text."""
    return piece.words >= SHORTEST_PROSE or (
        piece.words >= 4 and piece.text.rstrip('"”’)')[-1:] in (".", "!", "?", ":")
    )


def _is_bare_item(pieces: Sequence[Piece], kinds: Sequence[BlockKind], index: int) -> bool:
    """Say whether a line without bullet is one of several neighbours of the form "Head: text"."""
    return _has_head(pieces[index]) and any(
        0 <= near < len(pieces)
        and kinds[near] in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        and not pieces[near].mark
        and _has_head(pieces[near])
        for near in (index - 1, index + 1)
    )


def _has_head(piece: Piece) -> bool:
    """Say whether a piece reads "Head: text" with a text of some length."""
    parts = None if piece.mark else split_head(piece.text, 0)
    return parts is not None and piece.words >= 5 and piece.text[0].isupper()


def _is_heading(pieces: Sequence[Piece], kinds: Sequence[BlockKind], index: int) -> bool:
    """Say whether a short line heads what follows it."""
    piece = pieces[index]
    if kinds[index] is BlockKind.LIST_ITEM:
        return _is_numbered_heading(pieces, index)
    if not _is_heading_like(piece, LONGEST_HEADING) or index + 1 >= len(pieces):
        return False
    following = pieces[index + 1]
    if opens_list(piece.text):
        return False
    if _is_prose(following) and following.words > piece.words:
        return piece.alone or piece.gap_before or following.words >= SHORTEST_PROSE
    if following.mark:
        return True
    return piece.alone and kinds[index + 1] in (
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.HEADING,
        BlockKind.CAPTION,
        BlockKind.BYLINE,
    )


def _is_numbered_heading(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether "1. Causes" heads the prose after it and is no item of a list."""
    piece = pieces[index]
    if not piece.mark or not piece.mark.numbered or index + 1 >= len(pieces):
        return False
    if piece.words > LONGEST_HEADING - 1 or piece.text[-1] in ".;:," or split_head(piece.content, 0):
        return False
    before = pieces[index - 1] if index else None
    listed = before is not None and before.mark is not None and before.mark.numbered
    following = pieces[index + 1]
    return not listed and following.mark is None and _is_prose(following) and following.words > piece.words


def _is_heading_like(piece: Piece, longest: int) -> bool:
    """Say whether a piece has the shape of a heading: short, capital first, no closing mark but a question mark."""
    if piece.mark or piece.words > longest or len(piece.text) > 8 * longest + 40 or "\n" in piece.text:
        return False
    last = _last(piece)
    if last in ".;:,…" or (last == "!" and piece.words > LONGEST_ENTRY):
        return False
    if _ADDRESS.search(piece.text) or _SENTENCES.search(piece.text):
        return False
    first = piece.text.lstrip(OPENING)[:1]
    return (first.isupper() or first.isdigit()) and _WORD.search(piece.text) is not None


def _settle_title(pieces: Sequence[Piece], kinds: list[BlockKind]) -> None:
    """Make the first heading-like line the title, if no prose but a disclosure stands before it."""
    disclosure, label = (lexicon_pattern("layout", "disclosures"), lexicon_pattern("layout", "labels"))
    for index, piece in enumerate(pieces):
        if kinds[index] is BlockKind.HEADING or (
            kinds[index] is BlockKind.PARAGRAPH and index + 1 < len(pieces) and _is_heading_like(piece, LONGEST_TITLE)
        ):
            kinds[index] = BlockKind.TITLE
            return
        opening = piece.text[:400]
        if (
            kinds[index] in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
            and not disclosure.search(opening)
            and not label.match(opening)
        ):
            return


def _settle_bylines(pieces: Sequence[Piece], kinds: list[BlockKind]) -> None:
    """Add bare names beside a byline, and the note under "About the author"."""
    for index, piece in enumerate(pieces):
        if kinds[index] in (BlockKind.PARAGRAPH, BlockKind.HEADING) and piece.words <= 5 and is_person(piece.text):
            near = [n for n in (index - 1, index + 1) if 0 <= n < len(pieces) and kinds[n] is BlockKind.BYLINE]
            if any(is_byline(pieces[n].text) for n in near):
                kinds[index] = BlockKind.BYLINE
        if kinds[index] is BlockKind.BYLINE and _ABOUT_AUTHOR.fullmatch(piece.text[:60]):
            for below in range(index + 1, min(index + 4, len(pieces))):
                text = pieces[below].text
                if len(text) < 2000 and (is_person(text) or is_generic_author(text) or read_biography(text)):
                    kinds[below] = BlockKind.BYLINE
