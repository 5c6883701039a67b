"""Sentence → the appositions in it, which define what they stand beside: "tinnitus, a ringing in the ears, …"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.claims.concepts import NOMINAL, is_plural
from audit.claims.spot import occurs

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

OPENINGS = {",", "(", "–", "—", "-"}
CLOSERS = {")", ".", "–", "—", "-", ";", "!"}
LONGEST = 30
"""Tokens of what is defined with its apposition."""


def appositions(sentence: "Span") -> Iterator["Span"]:
    """Yield, in order, what is defined together with the noun phrase in apposition; names of persons are left out."""
    for token in sentence:
        if token.dep_ == "appos" and defines(token):
            start, end = token.head.left_edge.i, token.right_edge.i + 1
            inside = sentence.start <= start and end <= sentence.end
            if inside and end - start <= LONGEST:
                yield sentence.doc[start:end]


def defines(token: "Token") -> bool:
    """Say whether an apposition is a noun of kind with an article, between commas or brackets, and no list item.

    "Tinnitus, a ringing in the ears, …" defines; "Mr Bell, a friend, …" and "a low forehead, a small chin, …" do not.
    """
    head, opening = token.head, token.left_edge
    if token.pos_ != "NOUN" or head.pos_ not in NOMINAL or head.i > token.i or opening.i == 0:
        return False
    articled = opening.lower_ in ("a", "an", "the") and opening.head.i == token.i
    listed = [*token.children, *(child for child in head.children if child.i != token.i)]
    alone = not any(other.dep_ == "conj" or (other.dep_ == "appos" and other.i > head.i + 3) for other in listed)
    alone = alone and not any(child.dep_ == "prep" for child in head.rights) and is_plural(head) == is_plural(token)
    named = occurs("lists", "genus", token.text) and not occurs("lists", "genus", head.text)
    return articled and alone and named and opening.nbor(-1).text in OPENINGS and is_closed(token)


def is_closed(token: "Token") -> bool:
    """Say whether an apposition ends with its clause, or before a comma or bracket that no further item follows."""
    end, doc = token.right_edge.i + 1, token.doc
    if end >= len(doc) or doc[end].text in CLOSERS:
        return True
    return doc[end].text == "," and end + 1 < len(doc) and doc[end + 1].dep_ != "cc"


def say_apposition(part: "Span") -> str:
    """Return the definition readable by itself: "tinnitus [is] a ringing in the ears"."""
    token = next(word for word in part if word.dep_ == "appos" and defines(word))
    cut = token.left_edge.i - part.start
    before = part[: cut - 1].text.strip(" ,(–—-")
    verb = "are" if is_plural(token.head) else "is"
    return " ".join(f"{before} [{verb}] {part[cut:].text}".split())
