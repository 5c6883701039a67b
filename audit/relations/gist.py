"""Claim → its gist: the canonical content words that decide whether two claims speak of the same thing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from audit.lexicons import load_lexicon
from audit.model import Claim, Concept, Direction, Frame, Relation
from audit.relations.encode import stem

TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
POSSESSIVE = re.compile(r" ?'s\b|(?<=s)'")
SIGNS = {Direction.RAISES: 1, Direction.STARTS: 1, Direction.LOWERS: -1, Direction.ENDS: -1, Direction.NONE: 0}
WEAK = 0.25
"""Weight of a word that says little of what a claim is about; every other content word weighs 1."""


@dataclass(frozen=True, slots=True)
class Gist:
    """The content of a claim as canonical words."""

    words: frozenset[str]
    subject: frozenset[str]
    object: frozenset[str]
    sign: int
    """+1 brings about, -1 works against, 0 neither; a denial reverses it."""
    numbers: frozenset[str]

    def weight(self, words: Iterable[str]) -> float:
        """Return the summed weight of words."""
        return sum(WEAK if word in weak_words() else 1.0 for word in words)


@lru_cache(maxsize=32768)
def gist_of(claim: Claim) -> Gist:
    """Reduce a claim, read with its resolved context, to its gist."""
    frame = claim.frame
    text = claim.context.standalone or claim.text
    words = frozenset(canonical_words(text))
    return Gist(
        words=words,
        subject=words_of_concepts(frame.subject, *frame.subjects),
        object=words_of_concepts(frame.object, *frame.objects),
        sign=sign_of(frame),
        numbers=frozenset(re.findall(r"\d+(?:\.\d+)?", text)),
    )


def words_of_concepts(*concepts: Concept) -> frozenset[str]:
    """Return the canonical words of concepts that say what they are about."""
    words = {word for concept in concepts for word in canonical_words(concept.id)}
    return frozenset(words - weak_words())


def sign_of(frame: Frame) -> int:
    """Return +1 for bringing about, -1 for working against, 0 for neither; a denial reverses it."""
    sign = SIGNS[frame.direction] or (-1 if frame.relation in (Relation.TREATMENT, Relation.PREVENTION) else 0)
    return sign if frame.polarity else -sign


def canonical_words(text: str) -> Iterator[str]:
    """Yield the content words of a text: stems, phrases and synonyms by their group's first word."""
    plain = POSSESSIVE.sub("", text.lower().replace("’", "'"))
    stems = [stem(part) for word in TOKEN.findall(plain) for part in word.split("-")]
    table, skipped = phrases(), function_words()
    place = 0
    while place < len(stems):
        for length in range(min(4, len(stems) - place), 0, -1):
            group = table.get(tuple(stems[place : place + length]))
            if group is not None:
                yield group
                break
        else:
            length = 1
            if stems[place] not in skipped:
                yield stems[place]
        place += length


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
    """Return the stems of closed-class words."""
    return frozenset(stem(word) for word in load_lexicon("equivalence")["function_words"])


@cache
def weak_words() -> frozenset[str]:
    """Return the canonical forms of words that say little."""
    return frozenset(word for term in load_lexicon("equivalence")["weak_words"] for word in canonical_words(term))
