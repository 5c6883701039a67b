"""A line of a page → what kind of line it is."""

import re

from audit.ingest.bylines import is_byline
from audit.lexicons import lexicon_pattern
from audit.model import BlockKind

LONGEST_LABEL = 12
"""Words; a longer line is no menu entry, button or form heading."""
LONGEST_NOTE = 40
"""Words; a longer line is no note of a comment form, cookie box or footer."""

_PUBLICATION = re.compile(r"\bdoi\b|\bpmid\b|\b10\.\d{4,}/|\bet al\b|\(\d{4}\)", re.IGNORECASE)
_BREADCRUMB = re.compile(r"[^.!?>»›]{1,40}(?:\s*[>»›]\s*[^.!?>»›]{1,80}){1,8}")
_MENU_ROW = re.compile(r"[^.!?|]{1,50}(?:\s*\|\s*[^.!?|]{1,50}){2,30}\|?\s*")


def classify_line(text: str) -> BlockKind | None:
    """Return the kind of a line that is no prose; None for prose, headings and items."""
    line = text.strip()
    if not any(character.isalnum() for character in line):
        return BlockKind.FURNITURE
    if len(line) > 600:
        return None
    words = len(line.split())
    if words <= LONGEST_LABEL and _fits(line.rstrip(" .!:»›>→"), line, "buttons"):
        return BlockKind.BUTTON
    if is_navigation(line, words):
        return BlockKind.NAVIGATION
    if is_furniture(line, words):
        return BlockKind.FURNITURE
    return BlockKind.BYLINE if is_byline(line) else None


def is_furniture(line: str, words: int) -> bool:
    """Say whether a line belongs to a comment form, newsletter box, cookie note or footer."""
    if words <= LONGEST_LABEL and _fits(line.rstrip(" .!:"), line, "furniture_lines"):
        return True
    starts = lexicon_pattern("layout", "furniture_starts").search(line)
    return words <= LONGEST_NOTE and starts is not None and (starts.start() == 0 or words <= LONGEST_LABEL)


def cites(text: str) -> bool:
    """Say whether a text has the marks of a reference to a publication."""
    return _PUBLICATION.search(text) is not None


def heads_references(heading: str) -> bool:
    """Say whether a heading stands over a list of references."""
    return lexicon_pattern("layout", "reference_headings").fullmatch(heading.strip(" :.\n")) is not None


def is_navigation(line: str, words: int) -> bool:
    """Say whether a line is a menu entry, a breadcrumb row or a row of links."""
    if words <= LONGEST_LABEL and (
        _fits(line.strip(" «‹←»›>→:"), line, "navigation_lines")
        or lexicon_pattern("layout", "navigation_starts").match(line)
    ):
        return True
    return words <= 60 and (_BREADCRUMB.fullmatch(line) is not None or _MENU_ROW.fullmatch(line) is not None)


def _fits(trimmed: str, line: str, key: str) -> bool:
    """Say whether the whole line, with or without its closing marks, is a term of the list."""
    pattern = lexicon_pattern("layout", key)
    return pattern.fullmatch(line) is not None or pattern.fullmatch(trimmed) is not None
