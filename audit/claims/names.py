"""Phrases that an article uses → their concepts and content lemmas, parsed once."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audit.claims.concepts import make_concept
from audit.model import Concept

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span, Token

LONGEST = 200
"""Characters of a phrase that are parsed."""


@dataclass(slots=True)
class Names:
    """What the phrases of list heads and antecedents mean. Mutable inside one reading only."""

    nlp: "Language"
    known: dict[str, tuple[Concept, ...]] = field(default_factory=dict)
    lemmas: dict[str, frozenset[str]] = field(default_factory=dict)

    def learn(self, text: str, heads: "list[Token]") -> None:
        """Remember what a phrase of the parsed text means, from its head nouns."""
        concepts = tuple(concept for head in heads if (concept := make_concept(head)).id)
        if concepts:
            self.known[text] = concepts
            self.lemmas[text] = frozenset(
                word.lemma_.lower() for head in heads for word in head.subtree if is_content(word)
            )

    def concepts(self, text: str) -> tuple[Concept, ...]:
        """Return the concepts of a phrase; () when it names nothing."""
        if text not in self.known:
            self._parse(text)
        return self.known[text]

    def content(self, text: str) -> frozenset[str]:
        """Return the content lemmas of a phrase."""
        if text not in self.lemmas:
            self._parse(text)
        return self.lemmas[text]

    def _parse(self, text: str) -> None:
        span = self.nlp(text[:LONGEST])[:]
        concept = make_concept(head_of(span)) if len(span) else None
        self.known[text] = (concept,) if concept is not None and concept.id else ()
        self.lemmas[text] = frozenset(token.lemma_.lower() for token in span if is_content(token))


def head_of(span: "Span") -> "Token":
    """Return the head noun of a phrase that the parser may have read as a clause."""
    root = span.root
    if root.pos_ == "VERB" and not root.lower_.endswith("ing"):
        return next((child for child in root.children if child.dep_ in ("nsubj", "dobj")), root)
    return root


def is_content(token: "Token") -> bool:
    """Say whether a token carries content."""
    return (
        token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
        and not token.is_stop
        and any(char.isalnum() for char in token.text)
    )
