"""Parsed block → sentences → clauses that state something of their own. Spans count in the block's document."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from audit.claims.predicates import EFFECTS, terms
from audit.claims.roles import child_of, leans_on_object

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

ABBREVIATIONS = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|dr|prof|mr|mrs|ms|st|no|fig|al|ca|mg|ml|oz|inc|ltd|jr|sr|u\.s|u\.k)|\b[A-Z])\.$",
    re.IGNORECASE,
)
ENDERS = ".!?"
CLOSERS = "\"”’')]»"
CONTRASTS = {"while", "whereas", "although", "though", "but"}
GROUNDS = {"since", "because", "as"}
"""Conjunctions whose clause, in front and with "no", states what the page takes as known: "As there is no cure, …"."""
DASHES = {"-", "–", "—"}


def sentences(doc: "Doc") -> Iterator["Span"]:
    """Yield the sentences: the parser's, cut after every full stop, joined where it cut a phrase."""
    starts = sorted(
        {0, *(sent.start for sent in doc.sents), *(place for place in places(doc) if starts_sentence(doc, doc[place]))}
    )
    kept = [start for start in starts if start == 0 or not continues(doc, start)]
    for start, end in zip(kept, [*kept[1:], len(doc)], strict=True):
        trimmed = trim(doc, start, end)
        if trimmed is not None:
            yield trimmed


def places(doc: "Doc") -> Iterator[int]:
    """Yield the tokens after an end mark, a closing quote or white space, where alone a sentence can begin."""
    last = ""
    for place, token in enumerate(doc):
        if last in ENDERS or last in CLOSERS or "\n" in last or last.isspace():
            yield place
        last = token.text


def trim(doc: "Doc", start: int, end: int) -> "Span | None":
    """Return the tokens without white space at the edges, or None."""
    while start < end and doc[start].is_space:
        start += 1
    while end > start and doc[end - 1].is_space:
        end -= 1
    return doc[start:end] if start < end else None


def starts_sentence(doc: "Doc", token: "Token") -> bool:
    """Say whether a sentence begins here whatever the parser thinks: after a full stop, or a line that ended one."""
    if token.is_space or token.is_punct:
        return False
    before = token.i - 1
    while before > 0 and (doc[before].is_space or doc[before].text in CLOSERS):
        before -= 1
    text = doc[before].text
    if text in (".", "!", "?"):
        word = doc[before - 1].text + text if before else text
        return not ABBREVIATIONS.search(word)
    return "\n" in doc[token.i - 1].text and (text[-1:] in ".!?:" or token.text[:1].isupper())


def continues(doc: "Doc", start: int) -> bool:
    """Say whether the parser began a sentence inside a phrase: no end mark before it and no capital after it."""
    before = start - 1
    while before > 0 and doc[before].is_space:
        before -= 1
    text = doc[before].text
    if text[-1:] in ".!?:;" or text in CLOSERS:
        return bool(ABBREVIATIONS.search(text)) and not doc[start].text[:1].isupper()
    return "\n" not in doc[start - 1].text and not doc[start].text[:1].isupper()


def clauses(sentence: "Span") -> list["Span"]:
    """Cut a sentence where a part of it can be checked by itself; a single clause comes back whole."""
    dashes = list(cuts_at_dash(sentence))
    found = {cut for token in sentence for cut in cuts_at(token, sentence)} | set(dashes)
    cuts = sorted(cut for cut in found - {sentence.start} if not after_fronted(cut, dashes, sentence))
    edges = [sentence.start, *cuts, sentence.end]
    parts = [trim_punctuation(sentence.doc, start, end) for start, end in pairwise(edges)]
    if len(parts) > 1 and all(part is not None and states(part) for part in parts):
        return [part for part in parts if part is not None]
    return [sentence]


def cuts_at(token: "Token", sentence: "Span") -> Iterator[int]:
    """Yield the token indices at which the clause headed by the token begins and, when it opens the sentence, ends."""
    if token.pos_ not in ("VERB", "AUX") or not independent(token, sentence):
        return
    inside = [inner.i for inner in token.subtree if sentence.start <= inner.i < sentence.end]
    left, right = min(inside), max(inside) + 1
    if token.dep_ == "conj":
        before = sentence.doc[left - 1] if left > sentence.start else None
        left = left - 1 if before is not None and before.dep_ == "cc" else left
    if left > sentence.start and right >= sentence.end - 2:
        yield left
    elif opens(left, sentence) and right < sentence.end - 3:
        yield right


def opens(left: int, sentence: "Span") -> bool:
    """Say whether only words that introduce stand before a clause: "Also, even though …"."""
    before = sentence.doc[sentence.start : left]
    return left <= sentence.start + 1 or all(word.pos_ in ("ADV", "PUNCT", "CCONJ", "SCONJ") for word in before)


def cuts_at_dash(sentence: "Span") -> Iterator[int]:
    """Yield the only spaced dash of a sentence where a whole statement stands on either side of it."""
    dashes = [token for token in sentence if token.text in DASHES and token.i > sentence.start and is_apart(token)]
    if len(dashes) == 1:
        dash = dashes[0]
        sides = (sentence.doc[sentence.start : dash.i], sentence.doc[dash.i + 1 : sentence.end])
        if all(has_statement(side) for side in sides):
            yield dash.i


def after_fronted(cut: int, dashes: list[int], sentence: "Span") -> bool:
    """Say whether a cut leaves a phrase without a verb behind a dash: "- in winter, they …" is one clause."""
    before = [dash for dash in dashes if dash < cut]
    return bool(before) and not any(token.pos_ in ("VERB", "AUX") for token in sentence.doc[before[-1] : cut])


def is_apart(dash: "Token") -> bool:
    """Say whether a dash joins clauses, not the parts of a word or of a range."""
    return dash.text == "—" or (bool(dash.whitespace_) and bool(dash.doc[dash.i - 1].whitespace_))


def has_statement(side: "Span") -> bool:
    """Say whether a part of a sentence has a finite verb with its subject before it."""
    for token in side:
        if token.tag_ in ("VBZ", "VBP", "VBD", "MD"):
            verb = token.head if token.dep_ in ("aux", "auxpass") else token
            subject = child_of(verb, "nsubj", "nsubjpass", "expl")
            if verb.dep_ != "relcl" and subject is not None and side.start <= subject.i < token.i:
                return True
    return False


def independent(token: "Token", sentence: "Span") -> bool:
    """Say whether the clause of a verb can be checked without the clause it hangs on."""
    own = child_of(token, "nsubj", "nsubjpass", "expl") is not None
    if token.dep_ == "conj" and leans_on_object(token):
        return known(token) and known(token.head.head)
    if token.dep_ == "conj" and token.head.dep_ in ("relcl", "acl"):
        return own  # "no treatment that can stop or reverse it" is one statement
    if token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX"):
        return own or (known(token) and (known(token.head) or takes_up(token)))
    if token.dep_ == "ccomp" and token.head.i == sentence.root.i and token.i < token.head.i:
        return own and any(child.text in (",", ";") for child in token.head.children)
    if token.dep_ == "advcl":
        if own and grants(token, sentence):
            return True
        after_comma = token.left_edge.i > sentence.start and token.doc[token.left_edge.i - 1].text in (",", "-", "–")
        return token.tag_ == "VBG" and after_comma and known(token)
    if token.dep_ == "relcl":
        pronoun = next((child for child in token.children if child.lower_ == "which"), None)
        return pronoun is not None and known(token) and token.doc[token.left_edge.i - 1].text == ","
    return False


def grants(token: "Token", sentence: "Span") -> bool:
    """Say whether an adverbial clause states something of its own: "although it helps", "as there is no cure, …"."""
    mark = child_of(token, "mark")
    if mark is None or mark.lower_ not in GROUNDS:
        return mark is not None and mark.lower_ in CONTRASTS
    return opens(token.left_edge.i, sentence) and any(word.lower_ == "no" for word in token.subtree)


def takes_up(verb: "Token") -> bool:
    """Say whether a verb with its own modal goes with the modal verb above: "may help it last and may slow it"."""
    above = verb.head.head
    modal = all(any(child.tag_ == "MD" for child in one.children) for one in (verb, above))
    return verb.head.dep_ in ("ccomp", "xcomp") and modal and known(above)


def known(verb: "Token") -> bool:
    """Say whether the verb states a relation that the lexicon knows, or does much to that end."""
    if verb.lemma_ == "do":
        inner = (child for holder in (verb, *verb.children) for child in holder.children)
        return any(child.dep_ in ("advcl", "xcomp", "acl", "relcl") and known(child) for child in inner)
    return any(verb.lemma_.lower() in terms(key) for key in (*EFFECTS, "last", "occur")) or verb.lemma_ in (
        "lead",
        "result",
        "stem",
        "be",
    )


def states(part: "Span") -> bool:
    """Say whether a part has a verb and at least three words, two where the verb has an object and is known."""
    words = sum(token.is_alpha for token in part)
    verbs = [token for token in part if token.pos_ in ("VERB", "AUX")]
    if words >= 3 or not verbs:
        return words >= 3 and bool(verbs)
    return words == 2 and child_of(verbs[0], "dobj") is not None and known(verbs[0])


def trim_punctuation(doc: "Doc", start: int, end: int) -> "Span | None":
    """Return the tokens without commas, dashes and conjunctions at the edges."""
    while start < end and (
        doc[start].is_space or doc[start].text in (",", ";", "-", "–", "—") or doc[start].dep_ == "cc"
    ):
        start += 1
    while end > start and (
        doc[end - 1].is_space or doc[end - 1].text in (",", ";", "-", "–", "—") or doc[end - 1].dep_ == "cc"
    ):
        end -= 1
    return doc[start:end] if start < end else None
