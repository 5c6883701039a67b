"""Parsed block → the same block with sentences re-read where the tagger took their verb for a noun.

"Alcohol disrupts sleep" is a noun phrase to a small model. Where a sentence or clause has no verb but holds a form of
a verb that the relations lexicon knows, the sentence is parsed once more with "has" in its place, and the tree it gets
is put under the original words. Likewise "Reduces swelling" is read as "It reduces swelling" and "Ice for 20 minutes"
as "Walk for 20 minutes". Text, tokens and offsets stay as they were.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from audit.claims.units import SECONDS
from audit.lexicons import load_lexicon

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

VERB_LISTS = (
    "cause", "raise", "harm_verb", "prevent", "slow", "stop", "reverse", "cure", "lower", "treat", "diagnose",
    "compose", "symptom", "associate", "last", "resolve", "occur", "caused_by", "differ",
)  # fmt: skip
STANDINS = {"VBZ": ("has", "affects"), "VBP": ("have", "affect"), "VBD": ("had", "affected")}
"""Verbs no tagger mistakes for nouns, by the tag of the form they stand in for."""
CLAUSE_HEADS = {"ROOT", "ccomp", "advcl", "conj", "relcl", "csubj"}
OPENERS = {"DET", "ADJ", "NOUN", "PROPN", "PRON", "ADV", "NUM", "VERB", "SCONJ"}
"""Parts of speech that can begin what a verb governs."""
PLACES = {"within", "against", "for", "by", "after", "from", "between", "up"}
"""Prepositions that can follow any verb of the lists."""
LONGEST = 60
"""Tokens; longer sentences without a verb are lists or tables."""


@cache
def verb_forms() -> dict[str, tuple[str, str]]:
    """Return inflected form → (lemma, tag) of each verb, or first word of a phrasal one, in the relations lexicon."""
    forms: dict[str, tuple[str, str]] = {}
    for lemma in sorted(
        {term.split()[0] for key in (*VERB_LISTS, "common_verb") for term in load_lexicon("relations")[key]} - {"be"}
    ):
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
            fixed = read_better(sentence, nlp)
            if fixed is not None:
                fixes[sentence.start] = fixed
    return splice(doc, fixes) if fixes else doc


def read_better(sentence: "Span", nlp: "Language") -> "list[Word] | None":
    """Return the sentence read again where its first reading missed the verb, else None."""
    first = sentence[0].lower_
    follows = sentence[1] if len(sentence) > 2 else None
    if follows is not None and sentence.root.tag_ not in FINITE:
        if verb_forms().get(first, ("", ""))[1] == "VBZ" and follows.pos_ in OPENERS | {"ADP"}:
            return read_with(sentence, nlp, ("It",), {0: first})
        if first in terms_of("command_noun") and (follows.pos_ in ("ADP", "NUM", "ADV") or follows.lower_ in YOURS):
            return read_with(sentence, nlp, (), {0: "Walk"})
        if sentence[0].tag_ == "VBN" and follows.pos_ == "ADP" and first in PARTICIPLES:
            return read_with(sentence, nlp, ("It", "is"), {0: first})
    mended = next((tree for verb in verbs_missed(sentence) if (tree := read_again(sentence, verb, nlp))), None)
    if mended is None and any(misread_back(token) for token in sentence):
        return words_of_tree(parse(sentence, nlp, (), {}), 0, sentence)
    return mended


def misread_back(token: "Token") -> bool:
    """Say whether the "back" of "back pain" was taken for a verb or particle."""
    if token.lower_ != "back" or token.i + 1 >= len(token.doc):
        return False
    return token.pos_ in ("VERB", "ADV", "ADP") and token.nbor(1).lower_ in ("pain", "ache", "injury", "problems")


FINITE = {"VBZ", "VBP", "VBD", "MD"}
YOURS = {"your", "the", "a", "an", "every", "each", "once", "twice"}
PARTICIPLES = {"found", "made", "used", "known", "linked", "caused", "associated", "taken", "triggered"}


@cache
def terms_of(key: str) -> frozenset[str]:
    """Return one list of the relations lexicon as a set."""
    return frozenset(load_lexicon("relations")[key])


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
    if token.lower_ in ("last", "lasts") and token.pos_ == "ADJ" and token.nbor(1).lemma_ in SECONDS:
        return True
    if head.i == token.i:
        return token.pos_ not in ("VERB", "AUX")
    root = token.sent.root
    if root.pos_ not in ("VERB", "AUX") and root.i < token.i and head.dep_ == "relcl" and head.i < token.i:
        return True
    if head.pos_ not in ("VERB", "AUX") or (head.tag_ in ("VBG", "VBN") and head.dep_ == "ROOT"):
        return not any(child.dep_ in ("aux", "cop", "auxpass") for child in head.children)
    doubtful = head.lower_ not in forms and not any(child.dep_ in ("aux", "auxpass", "neg") for child in head.children)
    inside = token.dep_ in ("nsubj", "xcomp", "ccomp") and token.head.i == head.i
    return doubtful and inside and abs(head.i - token.i) == 1 and token.tag_ != "VBG"


def fits_place(token: "Token", known: tuple[str, str]) -> bool:
    """Say whether a verb could stand here: after a noun phrase, before something it can govern."""
    lemma, tag = known
    before, doc = token.nbor(-1), token.doc
    if token.i + 1 >= len(doc) or (token.pos_ in ("VERB", "AUX") and token.dep_ not in ("xcomp", "amod", "ccomp")):
        return False
    if before.pos_ in ("DET", "ADP", "CCONJ", "PUNCT", "SPACE", "PRON", "PART", "AUX") and not (
        before.tag_ == "PRP" or before.text == ")" or before.dep_ in CLAUSE_HEADS
    ):
        return False
    if before.pos_ == "ADV" and before.i > token.sent.start:
        before = before.nbor(-1)
    if tag == "VBP" and not after_plural(token, before):
        return False
    if tag == "VBD" and token.dep_ != "amod":
        return False
    after = doc[token.i + 1]
    if after.pos_ == "ADP":
        return (lemma, after.lower_) in particles() or after.lower_ in PLACES
    return after.pos_ in OPENERS and after.lower_ not in ("that", "which")


def after_plural(token: "Token", before: "Token") -> bool:
    """Say whether a plural noun stands before a token, at once or as the head of the phrase that does."""
    if before.tag_ in ("NNS", "NNPS", "VBZ") or before.lower_.endswith("s"):
        return True
    heads = (other for other in token.doc[token.sent.start : token.i] if other.tag_ == "NNS")
    return any(other.dep_ in ("ROOT", "nsubj", "nsubjpass") for other in heads)


def read_again(sentence: "Span", verb: "Token", nlp: "Language") -> "list[Word] | None":
    """Parse the sentence with a plain verb in the place of the token; None when that is no better."""
    place = verb.i - sentence.start
    lemma, tag = verb_forms()[verb.lower_]
    for standin in STANDINS[tag]:
        tree = parse(sentence, nlp, (), {place: standin})
        found = tree[place]
        subject = next((child for child in found.lefts if child.dep_ in ("nsubj", "csubj")), None)
        if found.pos_ in ("VERB", "AUX") and found.dep_ in CLAUSE_HEADS and subject is not None:
            words = words_of_tree(tree, 0, sentence)
            words[place] = replace(words[place], tag=tag, pos="VERB", lemma=lemma)
            return words
    return None


def read_with(
    sentence: "Span", nlp: "Language", before: tuple[str, ...], standins: dict[int, str]
) -> "list[Word] | None":
    """Parse the sentence with words before it or other words in it; None unless its first word is then the verb."""
    tree = parse(sentence, nlp, before, standins)
    first = tree[len(before)]
    if first.pos_ != "VERB" or first.dep_ != "ROOT":
        return None
    words = words_of_tree(tree, len(before), sentence)
    if not before:
        words[0] = replace(words[0], tag="VB", lemma=sentence[0].lower_)
    return words


def parse(sentence: "Span", nlp: "Language", before: tuple[str, ...], standins: dict[int, str]) -> "Doc":
    """Parse the words of a sentence after the given ones, with some of them replaced."""
    from spacy.tokens import Doc

    words = [standins.get(place, "knee" if misread_back(token) else token.text) for place, token in enumerate(sentence)]
    spaces = [True] * len(before) + [bool(token.whitespace_) for token in sentence]
    tree = Doc(nlp.vocab, words=[*before, *words], spaces=spaces)
    for _, component in nlp.pipeline:
        tree = component(tree)
    return tree


@dataclass(frozen=True, slots=True)
class Word:
    """What a token of a new tree brings to the old one; `head` counts from the start of the sentence."""

    tag: str
    pos: str
    lemma: str
    head: int
    dep: str


def words_of_tree(tree: "Doc", skipped: int, sentence: "Span") -> list[Word]:
    """Return the tokens of a tree without the first ones; a word that had a stand-in gets its own lemma back."""
    return [
        Word(
            token.tag_,
            token.pos_,
            "back" if old.lower_ == "back" else token.lemma_,
            max(token.head.i - skipped, 0),
            token.dep_,
        )
        for token, old in zip(tree[skipped:], sentence, strict=True)
    ]


def splice(doc: "Doc", fixes: dict[int, list[Word]]) -> "Doc":
    """Return a document with the words of the first and, for the sentences that start at the keys, the new trees."""
    from spacy.tokens import Doc

    words = [Word(token.tag_, token.pos_, token.lemma_, token.head.i, token.dep_) for token in doc]
    for start, tree in fixes.items():
        words[start : start + len(tree)] = [replace(word, head=start + word.head) for word in tree]
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[word.tag for word in words],
        pos=[word.pos for word in words],
        lemmas=[word.lemma for word in words],
        heads=[word.head for word in words],
        deps=[word.dep for word in words],
    )
