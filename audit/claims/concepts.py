"""Noun phrases → concepts that can be compared."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from audit.lexicons import load_lexicon
from audit.model import NOTHING, Concept

if TYPE_CHECKING:
    from spacy.tokens import Token

MODIFIERS = {"compound", "amod", "nmod", "poss", "npadvmod"}
NOMINAL = {"NOUN", "PROPN"}
MEASURES = {
    "risk", "incidence", "prevalence", "frequency", "severity", "symptom", "recurrence", "progression", "relief",
    "intensity", "level", "concentration", "episode", "intake", "consumption",
}  # fmt: skip
"""Nouns dropped after the noun they measure: "gout risk", "migraine symptoms"."""
PLACELESS = {
    "adult", "child", "people", "person", "woman", "man", "patient", "infant", "baby", "teenager", "study",
    "trial", "case", "evening", "morning", "night", "day", "week", "month", "year", "winter", "summer",
    "pregnancy", "general", "time", "population", "life", "way", "addition", "world", "country", "process",
    "hour", "minute", "second",
}  # fmt: skip
"""Nouns that, after "in", tell for whom and when, not what."""
UNCHANGED = {
    "measles", "diabetes", "rabies", "shingles", "herpes", "mumps", "hives", "rickets", "hiccups", "scabies",
    "piles", "news", "feces", "faeces", "lupus", "pus", "virus",
}  # fmt: skip
"""Names of illnesses that only look like plurals."""
ACTIVITIES = {
    "drink", "eat", "take", "use", "lift", "skip", "lose", "gain", "smoke", "apply", "avoid", "wear", "chew",
    "cut", "drop", "add", "reduce", "consume", "stop", "practise", "practice", "do", "get", "have",
}  # fmt: skip
"""Verbs whose -ing form before a noun, at the start of a phrase, takes it as object: "drinking coffee"."""
EPONYM_HEADS = {"disease", "syndrome", "disorder", "illness"}
PRONOUNS = {
    "it", "they", "them", "this", "that", "these", "those", "both", "one", "ones", "such", "he", "she", "we",
    "you", "i", "who", "which", "some", "many", "most", "others", "either", "neither", "all", "each", "what",
    "here", "there", "us", "me", "him", "her", "everyone", "someone", "anyone",
}  # fmt: skip


@cache
def synonym_map() -> dict[str, str]:
    """Return phrase → canonical phrase for the general health synonyms."""
    table = {}
    for group in load_lexicon("synonyms")["concepts"]:
        names = [name.strip() for name in group.split("|")]
        table.update(dict.fromkeys(names, names[0]))
    return table


@cache
def words_of(key: str) -> frozenset[str]:
    """Return one list of the synonyms lexicon as a set."""
    return frozenset(load_lexicon("synonyms")[key])


def make_concept(head: "Token") -> Concept:
    """Reduce the phrase under a head to its concept; pronouns give `NOTHING`.

    Light nouns before "of" or "for" are seen through ("risk of gout" → gout), articles, numbers and grading
    adjectives dropped; a gerund keeps its object ("drinking plenty of coffee" → "coffee drink").
    """
    core = see_through(head)
    text = phrase_text(head)
    if core.lower_ in PRONOUNS or core.is_punct:
        return NOTHING
    words = [word for word in (*_modifiers(core), _lemma(_complement(core))) if word]
    if len(words) > 1 and core.lemma_ in MEASURES and any(child.dep_ == "compound" for child in core.lefts):
        words = words[:-1]
    if core.lemma_.lower() in EPONYM_HEADS and any(
        child.dep_ in MODIFIERS and child.pos_ == "PROPN" for child in core.lefts
    ):
        words = words[:-1]  # "Alzheimer's disease", "Parkinson disease": the name alone is used for the same thing
    gerund = opening_gerund(core)
    if gerund is not None:
        words.append(gerund_lemma(gerund))
    return canonical(words, text) if words else NOTHING


def canonical(words: list[str], text: str) -> Concept:
    """Normalise modifier and head lemmas by the synonym map, longest phrase first."""
    table = synonym_map()
    for start in range(len(words)):
        phrase = " ".join(words[start:])
        if phrase in table:
            words = [*words[:start], *table[phrase].split()]
            break
    kept = list(dict.fromkeys(words))
    return Concept(" ".join(kept), kept[-1], text)


def see_through(head: "Token") -> "Token":
    """Follow "risk of X", "relief for X", "kinds of X" down to X; at most three steps."""
    current = head
    for _ in range(3):
        if current.lemma_.lower() not in words_of("light") and not (current.pos_ == "NUM" and current.dep_ != "nummod"):
            break
        inner = next(
            (
                grandchild
                for child in current.children
                if child.dep_ in ("prep", "relcl", "acl") and child.lower_ in ("of", "for", "from", "in")
                for grandchild in child.children
                if grandchild.dep_ in ("pobj", "pcomp")
            ),
            None,
        )
        if inner is None:
            break
        current = inner
    return current


def members(head: "Token") -> tuple[Concept, ...]:
    """Return the concepts of an enumeration ("A, B and C"), or () when there is only one."""
    core = see_through(head)
    heads = [core, *conjuncts(core)]
    if len(heads) == 1 and not any(child.dep_ == "prep" for child in core.children):
        return ()
    concepts = [concept for token in heads if (concept := make_concept(token)).id]
    concepts += [example for token in heads for example in examples(token)]
    return tuple(concepts) if len(concepts) > 1 else ()


def is_plural(token: "Token") -> bool:
    """Say whether a noun is a plural."""
    return token.tag_ in ("NNS", "NNPS")


def looks_plural(text: str) -> bool:
    """Say whether a phrase is a plural or an enumeration, by its letters alone."""
    word = text.lower()
    return " and " in word or (word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in UNCHANGED)


def examples(head: "Token") -> tuple[Concept, ...]:
    """Return the concepts of "such as A, B", "like A" and "including A" under a head."""
    found = []
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("as", "like", "including"):
            for inner in (grandchild for grandchild in child.children if grandchild.dep_ == "pobj"):
                found += [make_concept(token) for token in (inner, *conjuncts(inner))]
    return tuple(concept for concept in found if concept.id)


def conjuncts(token: "Token") -> tuple["Token", ...]:
    """Return the nominal conjuncts of a token, in order."""
    return tuple(other for other in token.conjuncts if other.i > token.i and other.pos_ in (*NOMINAL, "VERB", "ADJ"))


def phrase_text(head: "Token") -> str:
    """Return the surface of a phrase without clauses, conjuncts and appositions hanging on it."""
    kept = sorted((token for token in inner_tokens(head) if abs(token.i - head.i) < REACH), key=lambda token: token.i)
    return "".join(token.text_with_ws for token in kept if token.dep_ != "punct" or token.text in JOINERS).strip()


REACH = 12
"""Tokens on either side of the head that still belong to its phrase."""
JOINERS = {"-", "'", "’", "/"}
HANGING = {"relcl", "acl", "conj", "appos", "advcl"}


def inner_tokens(head: "Token") -> "Iterator[Token]":
    """Yield the tokens of a phrase; what hangs on it to the right as a clause or conjunct is left out."""
    yield head
    for child in head.children:
        if child.dep_ != "cc" and not (child.dep_ in HANGING and child.i > head.i):
            yield from inner_tokens(child)


def _modifiers(head: "Token") -> list[str]:
    found = []
    gerund = opening_gerund(head)
    for child in head.lefts:
        if gerund is not None and child.i == gerund.i:
            continue
        if child.dep_ in MODIFIERS and (child.pos_ in (*NOMINAL, "ADJ", "VERB") or child.dep_ == "compound"):
            found += [*(_modifiers(child) if child.dep_ == "compound" else []), _lemma(child)]
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "in"):
            found = [*(word for inner in placed(child) for word in _inner(inner)), *found]
        elif child.dep_ == "dobj" and head.pos_ == "VERB":
            found = [*_inner(see_through(child)), *found]
    if head.pos_ == "VERB":
        thing = next((child for child in head.lefts if child.dep_ == "nsubjpass"), None)
        found = [*(_inner(see_through(thing)) if thing is not None else []), *found]
    return [
        word for word in found if word and word not in words_of("vague") and word not in words_of("generic_modifiers")
    ]


def placed(preposition: "Token") -> list["Token"]:
    """Return the objects of "of" and "in" that say what a thing is, not for whom or when it is."""
    return [
        inner
        for inner in preposition.children
        if inner.dep_ == "pobj" and not (preposition.lower_ == "in" and inner.lemma_.lower() in PLACELESS)
    ]


def opening_gerund(head: "Token") -> "Token | None":
    """Return the -ing form that opens a noun phrase and has the noun as its object: "drinking coffee"."""
    opener = head.left_edge
    fits = opener.i < head.i and opener.head.i == head.i and opener.lower_.endswith("ing")
    return opener if fits and gerund_lemma(opener) in ACTIVITIES else None


def gerund_lemma(token: "Token") -> str:
    """Return the verb of an -ing form, also where the tagger took it for a noun."""
    if token.tag_ == "VBG":
        return token.lemma_.lower()
    stem = token.lower_[:-3]
    return next((form for form in (stem, f"{stem}e", stem[:-1]) if form in ACTIVITIES), stem)


def _complement(token: "Token") -> "Token":
    """Return the adjective of a copular clause ("remains sore"), else the token."""
    if token.pos_ in ("VERB", "AUX") and token.lemma_ in ("be", "remain", "stay", "feel", "become", "get"):
        return next((child for child in token.children if child.dep_ in ("acomp", "attr")), token)
    return token


def _inner(token: "Token") -> list[str]:
    return [word for word in (*_modifiers(token), _lemma(token)) if word]


def _lemma(token: "Token") -> str:
    surface = token.dep_ == "amod" or token.lower_ in UNCHANGED or is_bare_gerund(token)
    lemma = (token.lower_ if surface else token.lemma_.lower()).strip("'’-")
    if token.lower_ in PRONOUNS or not any(char.isalpha() for char in lemma):
        return ""
    if token.pos_ == "PROPN" and len(lemma) > 5 and lemma.endswith("s") and lemma[-2] not in "sui":
        return lemma[:-1]
    if lemma.endswith("ing") and token.pos_ in NOMINAL and len(lemma) > 6:
        return synonym_map().get(lemma, lemma)
    return lemma


def is_bare_gerund(token: "Token") -> bool:
    """Say whether an -ing form stands for an activity or modifies a noun: "snoring", "breathing exercises"."""
    return token.tag_ == "VBG" and (
        token.dep_ == "compound"
        or (token.dep_ == "ROOT" and all(child.dep_ in ("nsubj", "aux", "punct") for child in token.children))
        or (
            token.dep_ in ("nsubj", "nsubjpass", "csubj", "csubjpass", "pobj", "dobj", "xcomp")
            and not any(child.dep_ in ("dobj", "acomp", "prep") for child in token.rights)
        )
    )


def same_concept(left: Concept, right: Concept) -> float:
    """Say how surely two concepts are the same thing: 1 identical, 0.8 one narrows the other, 0 different.

    A narrower concept counts only when the head is specific by itself ("cramp", "gout"), since "heart disease"
    and "skin disease" share nothing but a broad head.
    """
    if not left.id or not right.id:
        return 0.0
    if left.id == right.id:
        return 1.0
    if left.head != right.head:
        return 0.0
    mine, other = set(left.id.split()) - {left.head}, set(right.id.split()) - {right.head}
    if mine == other:
        return 1.0
    if left.head in words_of("broad_heads"):
        return 0.0
    return 0.8 if mine <= other or other <= mine else 0.0
