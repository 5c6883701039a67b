"""Sentence → the pairs of names that it says are the same thing."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from audit.claims.concepts import NOMINAL, synonym_map
from audit.claims.roles import child_of, subject_of
from audit.lexicons import load_lexicon
from audit.model import Concept

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

NAMING = {"call", "know", "term", "refer", "name"}
NAMED_SO = {"also", "sometimes", "commonly", "often", "formerly", "otherwise", "medically", "better", "usually"}

HINT = re.compile(r"\b(?:called|known|termed|referred|named)\b|\([A-Z]|, or ")
"""What a sentence that joins two names cannot lack; most sentences need not be searched word by word."""


def stated_synonyms(sentence: "Span") -> Iterator[tuple["Token", "Token"]]:
    """Yield (name, other name) as heads of their phrases, the name that the sentence is about first."""
    if not HINT.search(sentence.text):
        return
    for token in sentence:
        if token.lemma_ in NAMING and (token.tag_ == "VBN" or (token.tag_ == "VBD" and token.dep_ == "acl")):
            yield from called(token)
        elif (token.dep_ == "appos" and is_acronym(token) and spells(token)) or is_other_name(token):
            yield token.head, token


def called(verb: "Token") -> Iterator[tuple["Token", "Token"]]:
    """Yield the two names of "X, also called Y", "X is also known as Y"."""
    if not any(child.lower_ in NAMED_SO for child in verb.children):
        return
    name = verb.head if verb.dep_ in ("acl", "relcl") else subject_of(verb)
    under = child_of(verb, "prep")
    other = child_of(verb, "oprd", "attr", "dobj") or (child_of(under, "pobj") if under is not None else None)
    if name is not None and other is not None and name.pos_ in NOMINAL and other.pos_ in NOMINAL:
        yield name, other


def is_acronym(token: "Token") -> bool:
    """Say whether a token in brackets is an acronym: "(GERD)"."""
    letters = token.text.rstrip("s")
    return 2 <= len(letters) <= 7 and letters.isalpha() and letters.isupper() and token.nbor(-1).text == "("


def spells(token: "Token") -> bool:
    """Say whether an acronym takes its letters, in order, from the words before it, and its first from their first.

    The letters of Schwartz and Hearst (Pac Symp Biocomput 2003:451-62), over the phrase that the parser found.
    """
    phrase = token.doc[token.head.left_edge.i : token.head.i + 1]
    words = "".join(word.lower_ for word in phrase if word.dep_ not in ("det", "poss"))
    letters = token.text.rstrip("s").lower()
    place = 0
    for letter in letters:
        place = words.find(letter, place) + 1
        if place == 0:
            return False
    return words[:1] == letters[:1]


def is_other_name(token: "Token") -> bool:
    """Say whether "or" gives a second name: "hypertension, or high blood pressure, is": one, so a singular verb."""
    head = token.head
    if (
        token.dep_ != "conj"
        or head.dep_ not in ("nsubj", "nsubjpass")
        or token.pos_ not in NOMINAL
        or head.pos_ not in NOMINAL
    ):
        return False
    joined = any(child.lower_ == "or" and child.nbor(-1).text == "," for child in head.children if child.dep_ == "cc")
    closed = token.right_edge.i + 1 < len(token.doc) and token.doc[token.right_edge.i + 1].text == ","
    singular = {head.tag_, token.tag_} <= {"NN", "NNP"} and not head.lower_.endswith("ing")
    verbs = (head.head, *head.head.children)
    return joined and closed and singular and any(verb.tag_ == "VBZ" for verb in verbs) and len(head.conjuncts) == 1


@cache
def canonical_names() -> frozenset[str]:
    """Return the names that the general synonyms lead to."""
    return frozenset(synonym_map().values())


@cache
def kinds_apart() -> tuple[frozenset[str], ...]:
    """Return the groups of kinds of one thing that are never the same."""
    return tuple(frozenset(name.strip() for name in group.split("|")) for group in load_lexicon("equivalence")["apart"])


def apart(left: Concept, right: Concept) -> bool:
    """Say whether two names are of two kinds of one thing: a cramp is no spasm, whatever a page says."""
    return any(
        (left.head in group or left.id in group) and (right.head in group or right.id in group)
        for group in kinds_apart()
    )
