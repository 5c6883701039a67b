"""Text → canonical words: stems, phrases and synonyms under one name."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from audit.lexicons import load_lexicon

SHORTEST_STEM = 4
"""Letters that an ending of derivation must leave."""
SUFFIXES = (
    "ization", "isation", "fulness", "ousness", "iveness", "ically", "ation", "ingly", "ment", "ness", "able", "ible",
    "edly", "ate", "ing", "ion", "ity", "ive", "ous", "ful", "ed", "ly", "al", "ic",
)  # fmt: skip
"""Endings of inflection and derivation, longest first; after the plural at most two are cut."""
KEPT = {"medical", "several", "general", "mental", "personality", "immune", "immunity"}
"""Words whose stem would be that of another thing ("medication", "severe", "gene", "ment", "person", "immunize")."""
IRREGULAR = {"men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth", "mice": "mouse"}
TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
POSSESSIVE = re.compile(r" ?'s\b|(?<=s)'")
LONGEST_PHRASE = 4
"""Words of the longest phrase in the synonym lists."""
GAP = 2
"""Closed-class words that may stand inside a phrase beside its own."""


@lru_cache(maxsize=65536)
def canonical_words(text: str) -> tuple[str, ...]:
    """Return the content words of a text: stems, phrases and synonyms by their group's first word."""
    return tuple(find_words(text))


def find_words(text: str) -> Iterator[str]:
    """Yield the content words of a text in reading order."""
    plain = POSSESSIVE.sub("", text.lower().replace("’", "'"))
    words = [part for word in TOKEN.findall(plain) for part in word.split("-")]
    stems = [stem(word) for word in words]
    place = 0
    while place < len(stems):
        group, length = longest_phrase(stems, place) if words[place] != "of" else ("", 1)
        if length == 1 and words[place + 1 : place + 2] == ["of"]:
            turned = phrases().get((stems[place + 2], stems[place])) if place + 2 < len(stems) else None
            group, length = (turned, 3) if turned else (group, length)
        if not group and words[place] not in function_words():
            group, length = longest_spread(words, stems, place)
        if group:
            yield group
        elif words[place] not in function_words():
            yield stems[place]
        place += length


def longest_phrase(stems: list[str], place: int) -> tuple[str, int]:
    """Return the group of the longest known phrase that begins at a place and its length, or ("", 1)."""
    for length in range(min(LONGEST_PHRASE, len(stems) - place), 0, -1):
        group = phrases().get(tuple(stems[place : place + length]))
        if group is not None:
            return group, length
    return "", 1


def longest_spread(words: list[str], stems: list[str], place: int) -> tuple[str, int]:
    """Return the group and the length of the longest known phrase with closed-class words in it, or ("", 1).

    "Control of the bladder" is bladder control, and "lose a lot of weight" is to lose weight.
    """
    found, kept = ("", 1), [place]
    for other in range(place + 1, min(place + LONGEST_PHRASE + GAP, len(stems))):
        if words[other] not in function_words() and words[other] != "lot":
            kept.append(other)
            group = phrases().get(tuple(stems[index] for index in kept))
            found = (group, other + 1 - place) if group is not None else found
    return found


@cache
def phrases() -> dict[tuple[str, ...], str]:
    """Return stems of a phrase → its group's name, from the concept synonyms and the near-synonyms."""
    table: dict[tuple[str, ...], str] = {}
    for group in (*load_lexicon("equivalence")["same"], *load_lexicon("synonyms")["concepts"]):
        names = [tuple(stem(word) for word in re.split(r"[\s-]+", name.strip())) for name in group.split("|")]
        known = next((table[name] for name in names if name in table), " ".join(names[0]))
        for name in names:
            table.setdefault(name, known)
    return table


@cache
def function_words() -> frozenset[str]:
    """Return the closed-class words."""
    return frozenset(load_lexicon("equivalence")["function_words"])


@cache
def weak_words() -> frozenset[str]:
    """Return the canonical forms of words that say little."""
    return frozenset(word for term in load_lexicon("equivalence")["weak_words"] for word in canonical_words(term))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Cut the endings of a lower-case word: "contractions" → "contract", "relaxation" → "relax".

    The result is a key for comparison, not a word.
    """
    if word in KEPT:
        return word
    short = _cut(_cut(singular(IRREGULAR.get(word, word))))
    if len(short) > SHORTEST_STEM and short[-1] == short[-2] and short[-1] not in "aeiouls":
        short = short[:-1]
    return short[:-1] if len(short) > SHORTEST_STEM and short[-1] in "eyi" else short


def singular(word: str) -> str:
    """Cut the plural of a regular noun, or the third person of a verb."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui" else word


def _cut(word: str) -> str:
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST_STEM:
            return word[: -len(suffix)]
    return word
