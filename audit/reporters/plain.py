"""Any text → text that is inert on one line: no control character, no change of writing direction, no line break."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from audit.model import Article, Finding, Level, Location, Report

JOINERS = "\u200c\u200d"
"""Format characters that words and emoji need."""

LEVELS = (Level.ERROR, Level.WARNING, Level.NOTE)
"""Severest first."""


def strip_control(text: str) -> str:
    """Return the text without control, direction and other invisible format characters; line breaks and tabs stay.

    Terminal escape sequences lose their escape character; halves of surrogate pairs and non-characters, which no XML
    may hold, become U+FFFD.
    """
    return "".join(clean for character in text if (clean := clean_character(character)))


def clean_character(character: str) -> str:
    """Return a character, its visible replacement, or nothing."""
    if character in "\n\t" or character in JOINERS:
        return character
    category = unicodedata.category(character)
    if category in ("Cc", "Cf"):
        return ""
    if category in ("Zl", "Zp"):
        return "\n"
    return "\ufffd" if category == "Cs" or ord(character) & 0xFFFE == 0xFFFE else character


def squeeze_line(text: str, limit: int = 0) -> str:
    """Return the text inert and on one line; with a limit, cut at a word to so many characters, with "…"."""
    line = re.sub(r"\s+", " ", strip_control(re.sub(r"[\r\x85]", "\n", text))).strip()
    if not limit or len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def quote_line(text: str, limit: int = 0) -> str:
    """Return the text inert, on one line, in quotation marks."""
    return f"“{squeeze_line(text, limit)}”"


def is_text_file(path: str) -> bool:
    """Say whether offsets in the article's text are offsets in the file: only plain text is taken as it stands."""
    return path.lower().endswith((".txt", ".text"))


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column of an offset, both from 1, columns in code points."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def source_names(report: Report) -> dict[str, str]:
    """Return the shown name of each source by its id."""
    return {source.id: squeeze_line(source.name or source.id) for source in report.sources}


def articles_by_id(report: Report) -> dict[str, Article]:
    """Return the articles by their id."""
    return {article.id: article for article in report.articles}


def place_name(place: Location, articles: Mapping[str, Article]) -> str:
    """Return where a quote stands: the path of its article, with the line for a text file."""
    article = articles[place.article]
    path = squeeze_line(article.path)
    return f"{path}:{line_and_column(article.text, place.span.start)[0]}" if is_text_file(article.path) else path


def severest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by level, then by confidence, then in their own order."""
    return sorted(findings, key=lambda finding: (LEVELS.index(finding.level), -finding.confidence))


def count_levels(findings: Iterable[Finding]) -> dict[Level, int]:
    """Return how many findings there are of each level, severest first."""
    found = [finding.level for finding in findings]
    return {level: found.count(level) for level in LEVELS}


def unique_contradictions(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings on two claims, each pair of places once although it is reported from both sides."""
    seen = set()
    kept = []
    for finding in severest_first(finding for finding in findings if finding.verdict is not None):
        places = frozenset((place.article, place.span) for place in (finding.primary, *finding.related))
        if (finding.rule, places) not in seen:
            seen.add((finding.rule, places))
            kept.append(finding)
    return kept


def show_score(value: float | None, low: float, high: float) -> str:
    """Return a score as "41 (28–52)", or "not assessed"."""
    return "not assessed" if value is None else f"{value:.0f} ({low:.0f}–{high:.0f})"


def count_noun(number: int, noun: str) -> str:
    """Return a number with its noun in the right form."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
