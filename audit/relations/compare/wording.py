"""Texts → what the comparison lexicon finds in them; each text is searched once, however many pairs it stands in."""

import re
from functools import cache, lru_cache

from audit.lexicons import compile_terms, lexicon_pattern, load_lexicon

REMEMBERED = 200_000
"""Searches kept: a claim stands in a dozen pairs, one after the other."""

BEFORE = 14
"""Characters before an expression in which a negation or hedge takes it back: "not very …"."""

TAKEN_BACK = re.compile(r"(?:\bnot|n[’']t|\bno|\bnever|\bless|\bmay|\bnon)[\s-]*(?:\w+\s)?$")


@lru_cache(maxsize=REMEMBERED)
def find_wording(key: str, text: str) -> re.Match[str] | None:
    """Return the first match of a list of the comparison lexicon in a text."""
    return lexicon_pattern("comparison", key).search(text)


@cache
def opposed_pairs(key: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return the pairs of patterns of a list whose terms are written "one side :: other side"."""
    return tuple(
        (compile_terms([one]), compile_terms([other]))
        for one, other in (pair.split(" :: ") for pair in load_lexicon("comparison")[key])
    )


@lru_cache(maxsize=REMEMBERED)
def sides_in(key: str, text: str) -> dict[tuple[int, int], str]:
    """Return, by number of the pair and side, the expressions of a list of pairs that a text has."""
    found = {
        (index, side): plain_match(pattern, text)
        for index, pair in enumerate(opposed_pairs(key))
        for side, pattern in enumerate(pair)
    }
    return {place: words for place, words in found.items() if words}


def find_opposites(key: str, left: str, right: str) -> tuple[str, str] | None:
    """Return the opposed expressions of two texts; a text that has both sides of a pair opposes nothing."""
    mine, other = sides_in(key, left), sides_in(key, right)
    for (pair, side), words in sorted(mine.items()):
        opposite = (pair, 1 - side)
        if opposite in other and opposite not in mine and (pair, side) not in other:
            return words, other[opposite]
    return None


def plain_match(pattern: re.Pattern[str], text: str) -> str:
    """Return what a pattern finds in a text without a negation or hedge before it, or ""."""
    for match in pattern.finditer(text):
        if not TAKEN_BACK.search(text[max(0, match.start() - BEFORE) : match.start()].lower()):
            return match.group(0)
    return ""
