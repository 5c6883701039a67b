"""Texts → what the comparison lexicon finds in them; each text is searched once, however many pairs it stands in."""

import re
from functools import lru_cache

from audit.lexicons import lexicon_pattern

REMEMBERED = 200_000
"""Searches kept: a claim stands in a dozen pairs, one after the other."""


@lru_cache(maxsize=REMEMBERED)
def find_wording(key: str, text: str) -> re.Match[str] | None:
    """Return the first match of a list of the comparison lexicon in a text."""
    return lexicon_pattern("comparison", key).search(text)
