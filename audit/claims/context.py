"""Clause → what it needs from outside: list head, headings, antecedents of its pronouns."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audit.claims.concepts import NOMINAL, conjuncts, is_plural, looks_plural, phrase_text
from audit.claims.names import Names
from audit.claims.predicates import terms
from audit.claims.roles import subject_of
from audit.model import Block, Context, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

SINGULAR = {"it", "this", "that"}
PLURAL = {"they", "them", "these", "those"}
BROAD = {
    "condition", "problem", "situation", "disease", "disorder", "illness", "symptom", "process", "substance",
    "type", "kind", "approach", "method", "treatment", "mineral", "factor", "accumulation", "medicine",
    "medication", "drug", "product", "occurrence", "affliction", "activity", "contraction", "attack",
}  # fmt: skip
"""Nouns that, with "this" or "these", point back instead of naming."""


ILLNESSES = {"condition", "disease", "disorder", "illness", "syndrome"}
"""Nouns that, with "this", mean what the article is about."""
PERSONS = {
    "people", "person", "individual", "patient", "doctor", "researcher", "scientist", "expert", "child", "woman", "man",
    "adult", "infant", "baby", "parent", "physician", "family", "member",
}  # fmt: skip
"""Subjects that a pronoun for a thing does not mean."""


@dataclass(slots=True)
class Memory:
    """What an article has been talking about: recent subjects, newest last. Mutable inside one reading only."""

    names: Names
    title: str = ""
    """Title of the article: what it is about where nothing nearer says so."""
    here: int = 0
    """Subjects learned in the block being read."""
    compared: tuple["Token", ...] = ()
    """The two things that the clause read last compares; "both" means them."""
    subjects: list[tuple["Token", ...]] = field(default_factory=list)
    """Heads of each subject, all members of an enumeration; people left out."""
    counts: dict[str, list[tuple["Token", ...]]] = field(default_factory=dict)
    """Subjects by lemma."""

    def learn(self, part: "Tokens") -> None:
        """Remember the subject of a clause when it names something."""
        self.compared = compared_in(part)
        head = subject_of(part.root)
        if head is None or head.pos_ not in NOMINAL or head.lemma_.lower() in PERSONS or points(head):
            return
        heads = (head, *conjuncts(head))
        self.here += 1
        self.subjects = [*self.subjects[-5:], heads]
        self.counts.setdefault(head.lemma_.lower(), []).append(heads)

    def say(self, heads: tuple["Token", ...]) -> str:
        """Return the phrase of a subject; what it means is learned with it."""
        phrase = " and ".join(say_narrowed(head) for head in heads)
        self.names.learn(phrase, list(heads))
        return phrase

    def topic(self) -> str:
        """Return the phrase that was subject most often, the later one of two; else what the title names."""
        most = max(map(len, self.counts.values()), default=0)
        found = next((seen[-1] for seen in reversed(self.counts.values()) if len(seen) == most), ())
        return self.say(found) if found else self.names.topic(self.title)

    def subject_matter(self) -> str:
        """Return what the title names, else the phrase that was subject most often."""
        return self.names.topic(self.title) or self.topic()

    def both(self) -> str:
        """Return what was compared last, the last subject when it is a pair, else the last two different ones."""
        if self.compared:
            return self.say(self.compared)
        last = self.subjects[-1] if self.subjects else ()
        if len(last) == 2:
            return self.say(last)
        before = self.subjects[-2] if len(self.subjects) > 1 else ()
        different = len(last) == len(before) == 1 and last[0].lemma_ != before[0].lemma_
        return self.say((*before, *last)) if different else ""

    def recall(self, word: str, noun: str = "") -> str:
        """Return the antecedent of a pronoun, or of "this" with a broad noun, or ""."""
        if noun in ILLNESSES and word in SINGULAR:
            return self.topic()
        if word == "both":
            return self.both()
        wanted = True if word in PLURAL else False if word in SINGULAR else None
        fitting = [heads for heads in self.subjects[-3:] if wanted is None or is_many(heads) == wanted]
        if fitting:
            return self.say(fitting[-1])
        if not self.subjects and word in ("it", "they", "them") and not noun:
            title = self.names.topic(self.title)
            return title if looks_plural(title) == wanted else ""
        return self.say(self.subjects[-1]) if self.subjects and word not in ("it", "they") else ""


def say_narrowed(head: "Token") -> str:
    """Return a phrase with the short participle that narrows it: "cramps related to veins"."""
    phrase = phrase_text(head)
    clause = next((child for child in head.children if child.dep_ == "acl" and child.tag_ == "VBN"), None)
    if clause is None or not 0 < clause.right_edge.i - head.i <= NARROWED:
        return phrase
    return f"{phrase} {head.doc[clause.left_edge.i : clause.right_edge.i + 1].text}"


NARROWED = 5
"""Tokens after a noun within which a participle still belongs to its name."""
COMPARING = {"similar", "comparable", "alike", "like", "different", "identical", "resemble", "differ", "equal"}


def compared_in(part: "Tokens") -> tuple["Token", ...]:
    """Return the two things that a clause compares: "X is similar to what happens in Y", "X and Y are alike"."""
    word = next((token for token in part if token.lemma_.lower() in COMPARING and token.dep_ != "amod"), None)
    subject = subject_of(part.root)
    if word is None or subject is None or not part.start <= subject.i < word.i:
        return ()
    pairs = ((token, *conjuncts(token)) for token in part[: word.i - part.start] if token.dep_ in PAIRED)
    pair = next((heads for heads in pairs if len(heads) == 2), None)
    before = [token for token in subject.subtree if names_thing(token)]
    after = [token for token in part[word.i - part.start :] if names_thing(token)]
    compared = pair or (before[-1] if before else subject, *after[-1:])
    different = len(compared) == 2 and compared[0].lemma_ != compared[1].lemma_
    return compared if different and all(head.pos_ in NOMINAL for head in compared) else ()


PAIRED = ("nsubj", "nsubjpass")


def names_thing(token: "Token") -> bool:
    """Say whether a token is a noun under a preposition: "what happens in Y"."""
    return token.pos_ in ("NOUN", "PROPN") and token.dep_ == "pobj"


def is_many(heads: tuple["Token", ...]) -> bool:
    """Say whether a subject is a plural or an enumeration."""
    return len(heads) > 1 or is_plural(heads[0])


def points(head: "Token") -> bool:
    """Say whether a phrase points back instead of naming: "these minerals"."""
    return any(
        child.lower_ in ("this", "these", "that", "those", "such") and child.dep_ == "det" for child in head.lefts
    )


def build_context(part: "Tokens", sentence: Span, block: tuple[int, Block], head: str, memory: Memory) -> Context:
    """Resolve what the clause points to; what stays open is listed as unresolved."""
    index, here = block
    found: list[tuple[str, str]] = []
    missing: list[str] = []
    for surface, word in pointers(part):
        noun = surface.split()[-1].lower() if " " in surface else ""
        antecedent = (points_to_head(word, noun, head, memory) and head) or memory.recall(word, noun)
        if antecedent and antecedent.lower() != surface.lower():
            found.append((surface, antecedent))
        else:
            missing.append(surface)
    subject = subject_of(part.root)
    if head and subject is None and not found:
        found.append(("", head))
    elif head and subject is not None and bare_measure(subject):
        graded = [child.lower_ for child in subject.lefts if child.dep_ == "amod"]
        found.append((subject.text, " ".join([*graded, head, subject.text.lower()])))
    return Context(
        sentence=sentence,
        block=index,
        headings=here.headings,
        head=head,
        lead_in=here.lead_in,
        antecedents=tuple(found),
        unresolved=tuple(missing),
        standalone=stand_alone(part.text, tuple(found)),
    )


HEADS_OF_FORM = {
    "q", "a", "question", "answer", "myth", "fact", "truth", "reality", "verdict", "tip", "note", "warning", "example",
}  # fmt: skip
"""Heads of items that say what the item is for, not what it is about."""


def points_to_head(word: str, noun: str, head: str, memory: Memory) -> bool:
    """Say whether a pronoun in the first statement of a list item means the head of the item."""
    if not head or memory.here or noun or word == "both" or head.lower() in HEADS_OF_FORM:
        return False
    return looks_plural(head) == (word in PLURAL)


DEPENDENT = {"deficiency", "level", "excess", "lack", "shortage", "overdose", "intake", "surplus", "supplement", "dose"}
"""Nouns that, without a noun of their own, are those of the list head: "Iron – Deficiency causes …"."""


def bare_measure(subject: "Token") -> bool:
    """Say whether a subject needs the list head to name something."""
    named = any(child.dep_ in ("compound", "poss", "prep", "nmod") for child in subject.children)
    return subject.lemma_.lower() in DEPENDENT and not named


def pointers(part: "Tokens") -> list[tuple[str, str]]:
    """Return (surface, pronoun) of the words that point outside the clause, in order, each once."""
    found: dict[str, str] = {}
    for token in part:
        word = token.lower_
        if (
            word in SINGULAR | PLURAL | {"both"}
            and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
            and token.tag_ != "WDT"
            and not inside(token, part)
        ):
            found.setdefault(token.text, word)
        elif (
            word in ("this", "these", "such", "those", "that")
            and token.dep_ == "det"
            and token.head.lemma_.lower() in BROAD
        ) or (word == "both" and token.dep_ in ("det", "predet") and token.head.lemma_.lower() in BROAD):
            found.setdefault(f"{token.text} {token.head.text}", word)
    return list(found.items())


def inside(token: "Token", part: "Tokens") -> bool:
    """Say whether a pronoun is expletive or has a noun it can mean before it in the clause."""
    if token.lower_ == "it" and token.head.lemma_ in ("be", "seem", "appear") and carries_clause(token.head):
        return True
    before = [other for other in part if other.i < token.i and other.pos_ in NOMINAL]
    fits = token.dep_ in ("dobj", "pobj") and token.lower_ in ("it", "them")
    return any(
        other.dep_ in ("nsubj", "nsubjpass") or (fits and is_plural(other) == (token.lower_ == "them"))
        for other in before
    )


def carries_clause(copula: "Token") -> bool:
    """Say whether "it is" only announces a clause: "it is safe to …", "it is a myth that …"."""
    for holder in (copula, *(child for child in copula.children if child.dep_ in ("attr", "acomp"))):
        carrier = holder.lemma_.lower() in terms("carrier")
        for child in holder.children:
            if child.dep_ in ("acl", "ccomp", "advcl", "xcomp") or (child.dep_ == "relcl" and carrier):
                opened = any(inner.lower_ == "that" or inner.dep_ == "mark" for inner in child.children)
                if holder.i == copula.i or opened:
                    return True
    return False


def stand_alone(text: str, antecedents: tuple[tuple[str, str], ...]) -> str:
    """Return the clause with its antecedents in [brackets] after the words they replace."""
    for surface, antecedent in antecedents:
        if not surface:
            text = f"[{antecedent}] {text}"
        else:
            place = re.search(rf"(?<!\w){re.escape(surface)}(?!\w)", text)
            text = f"{text[: place.end()]} [{antecedent}]{text[place.end() :]}" if place else text
    return " ".join(text.split())
