"""Text → whether a list of a lexicon occurs in it, matched in lower case, which costs less than half."""

import re
from collections.abc import Callable
from functools import cache

from audit.lexicons import lexicon_pattern

_CAPITAL = re.compile(r"(?<!\\)[A-Z]")


@cache
def caseless(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """Return a pattern without its own case-blindness, for text in lower case."""
    return re.compile(pattern.pattern)


@cache
def small_pattern(lexicon: str, key: str) -> re.Pattern[str]:
    """Return a list's pattern for text in lower case."""
    return caseless(lexicon_pattern(lexicon, key))


@cache
def searcher(lexicon: str, key: str) -> tuple[Callable[[str], re.Match[str] | None], bool]:
    """Return how a list is searched, and whether in lower case; one that asks for capitals keeps its own pattern."""
    pattern = lexicon_pattern(lexicon, key)
    capital = _CAPITAL.search(pattern.pattern) is not None
    return (pattern if capital else small_pattern(lexicon, key)).search, not capital


def occurs(lexicon: str, key: str, text: str) -> bool:
    """Say whether a list occurs in a text, whatever its case."""
    search, small = searcher(lexicon, key)
    return search(text.lower() if small else text) is not None


def spotted(lexicon: str, key: str, text: str) -> tuple[str, ...]:
    """Return what of a list occurs in a text, lower-case, sorted, each once."""
    return tuple(sorted({match.group(0) for match in small_pattern(lexicon, key).finditer(text.lower())}))
