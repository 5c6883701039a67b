"""Claim → what it says brings what about, read from its surface: a parse gives one verb of several."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from audit.lexicons import lexicon_pattern, load_lexicon
from audit.relations.words import canonical_words, weak_words

Words = frozenset[str]

CLAUSE = re.compile(r"[;:]|\. |\b(?:but|while|whereas|although|though|however|unless|except)\b", re.IGNORECASE)
"""Where one statement ends and the next begins."""
MEMBER = re.compile(
    r"[,/()]|\b(?:and|or|that|which|who|with|as well as|such as|like|including|especially"
    r"|from|by|when|if|because|during|after|before|as)\b",
    re.IGNORECASE,
)
"""Where one member of an enumeration, or what hangs on it, ends."""
RAISES, LOWERS, BETTERS = 1, -1, 2
WAYS = (
    ("raised_by", RAISES, True),
    ("lowered_by", LOWERS, True),
    ("lowers", LOWERS, False), ("raises", RAISES, False), ("betters", BETTERS, False),
)  # fmt: skip
"""Lists of linking words with their sign and whether the effect stands before them."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing said to bring another about (1), work against it (-1) or better it (2), each as its members' words."""

    sign: int
    causes: tuple[Words, ...]
    effects: tuple[Words, ...]


@lru_cache(maxsize=32768)
def find_effects(text: str, subjects: tuple[Words, ...]) -> tuple[Effect, ...]:
    """Return the effects a text states; `subjects` stand for the cause where the text names none before the verb.

    A clause that denies anything states no effect, nor does one that leaves it open or tells what is being studied.
    """
    return tuple(effect for clause in CLAUSE.split(text) for effect in effects_in(set_last(clause), subjects))


def set_last(clause: str) -> str:
    """Set those whom a remedy helps behind it: "For people with gout, cherries help" → "cherries help with gout"."""
    match = BENEFITING.match(clause.strip())
    return f"{match['remedy']} help with {match['illness']}" if match else clause


BENEFITING = re.compile(
    r"(?:for|in) (?:\w+ ){0,2}(?:people|patients|those|adults|children|women|men) (?:with|who have) (?P<illness>[^,]+),"
    r" (?P<remedy>.+?) (?:can |may |might |could |also |often )*helps?\b[^,]{0,12}$",
    re.IGNORECASE,
)
"""A remedy that helps those named before it."""


def effects_in(clause: str, subjects: tuple[Words, ...]) -> Iterator[Effect]:
    """Yield the effects of one clause: what stands before its first linking words works on what follows each."""
    if lexicon_pattern("equivalence", "negation").search(clause) or lexicon_pattern("equivalence", "open").search(
        clause
    ):
        return
    matches = drop_modifiers(clause, list(linking().finditer(clause)))
    sign, words = 0, frozenset(canonical_words(clause))
    here = tuple(one for one in subjects if one <= words)
    for place, match in enumerate(matches):
        end = matches[place + 1].start() if place + 1 < len(matches) else len(clause)
        sign, turned = way_of(match, sign, "," in clause[matches[place - 1].end() : match.start()])
        causes, effects = (
            split_members(clause[: matches[0].start()]),
            split_members(inside(match) + clause[match.end() : end]),
        )
        if turned:
            between = split_members(clause[matches[place - 1].end() : match.start()]) if place else causes
            if between:
                yield Effect(sign, effects, between)
        elif effects or place + 1 == len(matches):
            yield Effect(sign, causes + here if causes else subjects, effects)


def inside(match: re.Match[str]) -> str:
    """Return what stands inside linking words of two parts: "keeps gout away" works against gout."""
    held = HOLDING.fullmatch(match[0])
    return f"{held[1]} , " if held else ""


HOLDING = re.compile(r"keep\w* (.+) (?:at bay|away)", re.IGNORECASE)
"""Linking words that hold the effect between them."""


def drop_modifiers(clause: str, matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """Leave out participles that modify a noun or tell a state, and gerunds that are causes themselves.

    "Reduced blood flow" and "sleep becomes disturbed" tell of no cause.
    """
    kept = []
    for place, match in enumerate(matches):
        word, before = match[0].lower(), clause[: match.start()].split()
        follows = not before or before[-1].lower() in OPENING
        modifies = word.endswith("ed") and (follows or before[-1].lower() in BEING)
        gerund = word.endswith("ing") and follows and place + 1 < len(matches) and "," not in clause[: match.start()]
        noun = word in ("cause", "causes") and bool(before) and before[-1].lower() in NOUN_MARKS
        if not modifies and not gerund and not noun:
            kept.append(match)
    return kept


OPENING = {"and", "or", "of", "to", "by", "with", "for", "from", "in", "a", "an", "the", "such", "like", "as", "have"}
"""Words before a participle that modifies and a gerund that names an act."""
BEING = {"is", "are", "was", "were", "be", "been", "being", "become", "becomes", "became", "get", "gets"}
"""Verbs before a participle that tells a state."""
NOUN_MARKS = {
    "a", "the", "no", "its", "their", "this", "these", "other", "another", "many", "several", "different", "various",
    "common", "possible", "main", "leading", "underlying", "exact", "root", "known", "likely", "primary", "major",
    "frequent", "genetic",
}  # fmt: skip
"""Words after which "cause" is a noun."""


def way_of(match: re.Match[str], before: int, apart: bool) -> tuple[int, bool]:
    """Return the sign of linking words and whether the effect stands before them.

    What is prevented from causing something is prevented from it as well: "to prevent a shortage causing weakness".
    """
    sign, turned = next((sign, turned) for name, sign, turned in WAYS if match[name])
    hangs = before == LOWERS and sign == RAISES and not apart and match[0].lower().split()[0].endswith("ing")
    return (LOWERS if hangs else sign), turned


@cache
def linking() -> re.Pattern[str]:
    """Return the pattern of the linking words of every list, each list a named group."""
    lists = load_lexicon("equivalence")
    return re.compile("|".join(rf"(?P<{name}>\b(?:{'|'.join(lists[name])})\b)" for name, _, _ in WAYS), re.IGNORECASE)


@lru_cache(maxsize=65536)
def split_members(text: str) -> tuple[Words, ...]:
    """Return the telling words of each member of an enumeration, without members that have none."""
    sets = [telling(frozenset(canonical_words(part))) for part in MEMBER.split(text)]
    return tuple(words for words in dict.fromkeys(sets) if words)


def telling(words: Words) -> Words:
    """Return the words that tell one thing from another: no weak words, and no act or measure where a thing is named.

    "Drinking plenty of water" and "adequate water intake" are both water; "eating" alone stays.
    """
    strong = words - weak_words()
    return ((strong - carriers()) or strong) | (words & qualifiers())


@cache
def qualifiers() -> Words:
    """Return the words that turn a thing into its lack, its excess or its change: both members have them or neither."""
    return frozenset(word for term in load_lexicon("equivalence")["qualifiers"] for word in canonical_words(term))


@cache
def carriers() -> Words:
    """Return the words of taking in, doing and measuring, which do not tell what is taken, done or measured."""
    return frozenset(word for term in load_lexicon("equivalence")["carriers"] for word in canonical_words(term))
