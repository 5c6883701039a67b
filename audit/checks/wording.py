"""Lists of the lexicons as patterns, and what takes a match back."""

import re
from functools import cache

from audit.lexicons import lexicon_pattern

NEGATION_REACH = 70
"""Characters before a match in which a negation, a doubt or a warning takes the match back (NegEx uses six tokens)."""


def is_negated(text: str, match: re.Match[str]) -> bool:
    """Say whether a negation, doubt or warning stands before the match in its clause, or takes it back after it."""
    before = re.split(r"[.;:!?]\s|\n|\s[-–—]\s", text[max(0, match.start() - NEGATION_REACH) : match.start()])[-1]
    if pattern("commercial.negation").search(before):
        return True
    return pattern("commercial.takes_back").match(text[match.end() : match.end() + NEGATION_REACH]) is not None


def first_match(key: str, text: str, *, negatable: bool = True) -> str:
    """Return the first words of a text that a list matches and nothing takes back, or nothing."""
    for match in pattern(key).finditer(text):
        if not (negatable and is_negated(text, match)):
            return re.sub(r"\s+", " ", match.group()).strip()
    return ""


@cache
def pattern(key: str) -> re.Pattern[str]:
    """Return the pattern of a list named LEXICON.KEY."""
    lexicon, _, name = key.partition(".")
    return lexicon_pattern(lexicon, name)
