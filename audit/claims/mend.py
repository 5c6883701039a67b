"""Parsed block → the same block with sentences re-read where the tagger took their verb for a noun.

"Alcohol disrupts sleep" is a noun phrase to a small model. Where a sentence or clause has no verb but holds a form of
a verb that the relations lexicon knows, the sentence is parsed once more with "has" in its place, and the tree it gets
is put under the original words. Text, tokens and offsets stay as they were.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from audit.lexicons import load_lexicon

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

VERB_LISTS = (
    "cause", "raise", "harm_verb", "prevent", "slow", "stop", "reverse", "cure", "lower", "treat", "diagnose", "compose",
    "symptom", "associate", "last", "occur", "caused_by", "differ",
)  # fmt: skip
STANDINS = {"VBZ": ("has", "affects"), "VBP": ("have", "affect"), "VBD": ("had", "affected")}
"""Verbs no tagger mistakes for nouns, by the tag of the form they stand in for."""
CLAUSE_HEADS = {"ROOT", "ccomp", "advcl", "conj", "relcl", "csubj"}
OPENERS = {"DET", "ADJ", "NOUN", "PROPN", "PRON", "ADV", "NUM", "VERB", "SCONJ"}
"""Parts of speech that can begin what a verb governs."""
LONGEST = 60
"""Tokens; longer sentences without a verb are lists or tables."""


@cache
def verb_forms() -> dict[str, tuple[str, str]]:
    """Return inflected form → (lemma, tag) of every one-word verb, or first word of a verb, in the relations lexicon."""
    forms: dict[str, tuple[str, str]] = {}
    for lemma in sorted({term.split()[0] for key in VERB_LISTS for term in load_lexicon("relations")[key]} - {"be"}):
        stem = lemma[:-1] if lemma.endswith("y") and lemma[-2] not in "aeiou" else ""
        sibilant = lemma.endswith(("s", "sh", "ch", "x", "z", "go"))
        third = f"{stem}ies" if stem else f"{lemma}es" if sibilant else f"{lemma}s"
        past = f"{stem}ied" if stem else f"{lemma}d" if lemma.endswith("e") else f"{lemma}ed"
        forms |= {lemma: (lemma, "VBP"), past: (lemma, "VBD"), third: (lemma, "VBZ")}
    return forms


@cache
def particles() -> frozenset[tuple[str, str]]:
    """Return (verb, particle or preposition) of the phrasal verbs in the relations lexicon."""
    pairs = {tuple(term.split()[:2]) for key in VERB_LISTS for term in load_lexicon("relations")[key] if " " in term}
    return frozenset((pair[0], pair[1]) for pair in pairs)


def mend(doc: "Doc", nlp: "Language") -> "Doc":
    """Return the document, or a copy in which sentences without a verb have been read again."""
    fixes = {}
    for sentence in doc.sents:
        if len(sentence) <= LONGEST:
            fixed = next((tree for verb in verbs_missed(sentence) if (tree := read_again(sentence, verb, nlp))), None)
            if fixed is not None:
                fixes[sentence.start] = fixed
    return splice(doc, fixes) if fixes else doc


def verbs_missed(sentence: "Span") -> Iterator["Token"]:
    """Yield the tokens that look like the verb of a clause which has none, in order."""
    forms = verb_forms()
    for token in sentence:
        known = forms.get(token.lower_)
        if known is not None and token.i > sentence.start and fits_place(token, known) and verbless(token, forms):
            yield token


def verbless(token: "Token", forms: dict[str, tuple[str, str]]) -> bool:
    """Say whether the clause around a token has no verb, or only a noun that the parser took for one."""
    head = token
    while head.dep_ not in CLAUSE_HEADS and head.head.i != head.i:
        head = head.head
    if head.i == token.i:
        return token.pos_ not in ("VERB", "AUX")
    if head.pos_ not in ("VERB", "AUX") or head.tag_ in ("VBG", "VBN") and head.dep_ == "ROOT":
        return not any(child.dep_ in ("aux", "cop", "auxpass") for child in head.children)
    doubtful = head.lower_ not in forms and not any(child.dep_ in ("aux", "auxpass", "neg") for child in head.children)
    inside = token.dep_ in ("nsubj", "xcomp", "ccomp") and token.head.i == head.i
    return doubtful and inside and abs(head.i - token.i) == 1 and token.tag_ != "VBG"


def fits_place(token: "Token", known: tuple[str, str]) -> bool:
    """Say whether a verb could stand here: after a noun phrase, before something it can govern."""
    lemma, tag = known
    before, doc = token.nbor(-1), token.doc
    if token.i + 1 >= len(doc) or token.pos_ in ("VERB", "AUX") and token.dep_ not in ("xcomp", "amod", "ccomp"):
        return False
    if before.pos_ in ("DET", "ADP", "CCONJ", "PUNCT", "SPACE", "PRON", "PART", "AUX") and before.tag_ != "PRP":
        return False
    if tag == "VBP" and before.tag_ not in ("NNS", "NNPS", "VBZ") and not before.lower_.endswith("s"):
        return False
    if tag == "VBD" and token.dep_ != "amod":
        return False
    after = doc[token.i + 1]
    if after.pos_ == "ADP":
        return (lemma, after.lower_) in particles() or after.lower_ in ("within", "against", "for", "by", "after")
    return after.pos_ in OPENERS and after.lower_ not in ("that", "which")


def read_again(sentence: "Span", verb: "Token", nlp: "Language") -> "Span | None":
    """Parse the sentence with a plain verb in the place of the token; None when that is no better."""
    from spacy.tokens import Doc

    words = [token.text for token in sentence]
    place = verb.i - sentence.start
    lemma, tag = verb_forms()[verb.lower_]
    for standin in STANDINS[tag]:
        words[place] = standin
        tree = Doc(nlp.vocab, words=words, spaces=[bool(token.whitespace_) for token in sentence])
        for _, component in nlp.pipeline:
            tree = component(tree)
        found = tree[place]
        subject = next((child for child in found.lefts if child.dep_ in ("nsubj", "csubj")), None)
        if found.pos_ in ("VERB", "AUX") and found.dep_ in CLAUSE_HEADS and subject is not None:
            found.lemma_, found.tag_, found.pos_ = lemma, tag, "VERB"
            return tree[:]
    return None


def splice(doc: "Doc", fixes: dict[int, "Span"]) -> "Doc":
    """Return a document with the words of the first and, for the sentences that start at the keys, the new trees."""
    from spacy.tokens import Doc

    tokens = list(doc)
    heads = [token.head.i for token in tokens]
    for start, tree in fixes.items():
        for offset, token in enumerate(tree):
            tokens[start + offset] = token
            heads[start + offset] = start + token.head.i
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in tokens],
        pos=[token.pos_ for token in tokens],
        lemmas=[token.lemma_ for token in tokens],
        heads=heads,
        deps=[token.dep_ for token in tokens],
    )
