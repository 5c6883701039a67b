"""Phrases that an article uses → their concepts and content lemmas, parsed once."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audit.claims.concepts import NOMINAL, make_concept
from audit.claims.spot import occurs
from audit.claims.synonyms import apart, canonical_names, stated_synonyms
from audit.model import Concept

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span, Token

SEPARATORS = re.compile(r"\s+(?:::|\||»|–|—|-)\s+")
LONGEST = 200
"""Characters of a phrase that are parsed."""


@dataclass(slots=True)
class Names:
    """What the phrases of list heads and antecedents mean. Mutable inside one reading only."""

    nlp: "Language"
    known: dict[str, tuple[Concept, ...]] = field(default_factory=dict)
    lemmas: dict[str, frozenset[str]] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    """Id of a concept → id of the one that the article says is the same."""
    topics: dict[str, str] = field(default_factory=dict)
    """What titles name."""

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
        return tuple(self.unify(concept) for concept in self.known[text])

    def content(self, text: str) -> frozenset[str]:
        """Return the content lemmas of a phrase."""
        if text not in self.lemmas:
            self._parse(text)
        return self.lemmas[text]

    def learn_synonyms(self, sentence: "Span") -> None:
        """Remember the names that a sentence says are the same: "X, also called Y", "Long Name (LN)", "X, or Y, is"."""
        for name, other in stated_synonyms(sentence):
            left, right = make_concept(name), make_concept(other)
            if left.id and right.id and left.id != right.id and not apart(left, right):
                kept, dropped = (right, left) if right.id in canonical_names() else (left, right)
                self.same.setdefault(dropped.id, self.unify(kept).id)

    def unify(self, concept: Concept) -> Concept:
        """Return a concept under the name that the article says is the same, also inside a longer name."""
        if not self.same:
            return concept
        words = concept.id.split()
        for start in range(len(words)):
            for end in range(len(words), start, -1):
                other = self.same.get(" ".join(words[start:end]))
                if other is not None:
                    renamed = [*words[:start], *other.split(), *words[end:]]
                    return Concept(" ".join(renamed), renamed[-1], concept.text)
        return concept

    def topic(self, title: str) -> str:
        """Return the first phrase of a title that names something of its own: "Gout: causes and cures" → "Gout".

        Of a title in parts ("Gout | City Clinic") the longest counts.
        """
        if title not in self.topics:
            self.topics[title] = self._find_topic(title)
        return self.topics[title]

    def _find_topic(self, title: str) -> str:
        part = max(SEPARATORS.split(title), key=len)
        for token in self.nlp(part[:LONGEST]):
            named = (
                token.pos_ in NOMINAL
                and token.dep_ != "compound"
                and not occurs("lists", "generic_topic", token.lemma_)
            )
            if named:
                kept = [child for child in token.lefts if child.dep_ in ("compound", "amod", "nmod")]
                phrase = " ".join(word.text for word in (*kept, token))
                self.learn(phrase, [token])
                return phrase
        return ""

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
