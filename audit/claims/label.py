"""Clause → label: claim, advice, publisher statement or none, with the reason it is none."""

import re
from functools import cache
from typing import TYPE_CHECKING

from audit.claims.match_advice import match_purpose
from audit.claims.matching import find_core
from audit.claims.predicates import EFFECTS, by_depth, terms
from audit.claims.roles import child_of, is_imperative, is_negated, subject_of
from audit.claims.spot import occurs
from audit.model import Block, BlockKind, Label

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Judgement = tuple[Label, float, str]
"""Label, confidence, and for `Label.NONE` the reason in one or two words."""

PROSE = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.QUOTE, BlockKind.CAPTION}
QUESTION_TAGS = {"WP", "WDT", "WRB", "WP$"}
SHORT = 40
"""Characters in which a statement has at least six letters."""
TELLING = {
    "be",
    "have",
    "suffer",
    "get",
    "feel",
    "start",
    "take",
    "try",
    "use",
    "buy",
    "go",
    "want",
    "love",
    "need",
    "do",
}
"""Verbs by which a person tells of himself, where "I" is the subject."""


def cue(key: str, text: str) -> bool:
    """Say whether a list of the labels lexicon occurs in the text."""
    return occurs("labels", key, text)


def judge(part: "Span", sentence: str, block: Block, head: str) -> Judgement:
    """Label one clause of a sentence that stands in a block."""
    text = part.text.strip()
    silent = no_statement(part, sentence, text)
    if silent:
        return Label.NONE, 0.9, silent
    if cue("searching", sentence):
        return Label.NONE, 0.85, "search-engine text"
    command = command_in(part, head)
    if command is not None and cue("calling", text) and not (cue("advising", text) or forbids(command)):
        return Label.NONE, 0.8, "call to action"
    if cue("publisher", text) or (about_us(part) and not stated(part)):
        return Label.PUBLISHER, 0.8, ""
    if cue("legal", text):
        return Label.NONE, 0.8, "legal text"
    if cue("framing", text) or cue("discourse", text) or (cue("address", sentence) and not cue("anchoring", text)):
        return Label.NONE, 0.8, "framing"
    return judge_statement(part, text, block, head) if command is None else judge_command(command, text, block)


def no_statement(part: "Span", sentence: str, text: str) -> str:
    """Return why a text states nothing by its form alone, or ""."""
    if sentence.rstrip('"”’) ').endswith("?") or asks(part):
        return "question"
    if sum(character.isalpha() for character in text[:SHORT]) < 6:
        return "no words"
    if sentence.rstrip().endswith(":") or cue("unfinished", text):
        return "list lead-in"
    if re.match(r"(?:https?://|www\.)\S+$", text) or re.fullmatch(r"\S+", text):
        return "address"
    if text.isupper() and len(text.split()) < 8:
        return "heading"
    return ""


def asks(part: "Span") -> bool:
    """Say whether the clause is a question, or the title of one, whatever it ends with: "Which pills help most"."""
    root = part.root
    if root.dep_ in ("relcl", "acl", "advcl", "pcomp"):
        return False
    openers = [token for token in part if token.tag_ in QUESTION_TAGS and token.i < root.i]
    return any(
        token.head.i == root.i or (token.dep_ in ("det", "poss", "advmod") and token.head.head.i == root.i)
        for token in openers
        if token.lower_ not in ("when", "while", "where", "whenever", "wherever", "that", "whose")
    )


def about_us(part: "Span") -> bool:
    """Say whether the subject is something of ours that is no part of everybody: "our pharmacy", not "our bones"."""
    if part[0].lower_ == "our" and len(part) > 2 and part[1].pos_ == "NOUN" and part[2].pos_ == "NOUN":
        return not cue("human", part[1].text)
    subject = subject_of(part.root)
    return (
        subject is not None
        and any(child.lower_ == "our" for child in subject.lefts)
        and not cue("human", subject.text)
        and not any(cue("human", child.text) for child in subject.lefts)
    )


def judge_statement(part: "Span", text: str, block: Block, head: str) -> Judgement:
    """Label a clause that is prose: by its mood, then by what it states."""
    root = part.root
    if not finite(part):
        verbs = any(token.pos_ in ("VERB", "AUX") for token in part)
        fragment = bool(head) and (verbs or root.pos_ in ("NOUN", "PROPN", "ADJ")) and len(part) >= 3
        return (Label.CLAIM, 0.65, "") if fragment else (Label.NONE, 0.75, "fragment")
    if cue("advising", text) and root.pos_ in ("VERB", "AUX"):
        return Label.ADVICE, 0.8, ""
    reason = hollow(part, text)
    if reason:
        return Label.NONE, 0.7, reason
    return Label.CLAIM, 0.85 if stated(part) else 0.7, ""


def hollow(part: "Span", text: str) -> str:
    """Return why a statement holds nothing to check, or ""."""
    if cue("praising", text):
        return "praise"
    if cue("wishing", text) and personal(part.root):
        return "wish"
    if cue("opinion", text) and not stated(part):
        return "opinion"
    core, _ = find_core(part)
    subject = subject_of(core)
    if subject is not None and subject.text == "I" and subject.pos_ == "PRON" and core.lemma_ in TELLING:
        return "personal"
    if personal(core) and not stated(part):
        return "personal"
    return "exclamation" if text.endswith("!") and not stated(part) else ""


def personal(verb: "Token") -> bool:
    """Say whether the subject of a verb is the writer or the reader, who is anybody beside "if" and "when"."""
    subject = subject_of(verb)
    if subject is None or subject.pos_ != "PRON":
        return False
    around = (*verb.children, *verb.sent.root.children)
    anybody = any(child.dep_ == "advcl" and child_of(child, "mark", "advmod") is not None for child in around)
    anybody |= verb.lemma_ in SUFFERED and any(child.tag_ == "MD" for child in verb.children)
    return subject.lower_ in ("i", "we") or (subject.lower_ == "you" and not anybody)


SUFFERED = {"have", "feel", "notice", "experience", "develop", "suffer", "lose", "gain", "vomit", "bleed"}
"""Verbs of what befalls anybody: "you may feel dizzy"."""


def command_in(part: "Span", head: str) -> "Token | None":
    """Return the verb of a command that opens the clause or heads it after a fronted phrase, else None."""
    for token in by_depth(part)[:2]:
        near = token.i <= part.start + 4 or (token.i == part.root.i and token.tag_ == "VB")
        if near and is_imperative(token) and not (head and causes(token)):
            return token
    return None


def causes(token: "Token") -> bool:
    """Say whether a verb is one of causing, which nobody is told to do: "Lead to …" after a list head."""
    keys = {token.lemma_.lower(), *(f"{token.lemma_.lower()} {child.lower_}" for child in token.children)}
    return bool(keys & terms("cause"))


def judge_command(command: "Token", text: str, block: Block) -> Judgement:
    """Label an instruction: a call to action, advice whose purpose is a claim, or bare."""
    around = " ".join((*block.headings[-1:], block.lead_in))
    forbidden = forbids(command)
    advising = cue("advising", text) or forbidden
    if cue("requesting", text) or (command.lemma_.lower() in CALLS and not forbidden):
        return Label.NONE, 0.8, "call to action"
    if advising or cue("purpose", text) or cue("seeking_care", text) or match_purpose(command) is not None:
        return Label.ADVICE, 0.8, ""
    if cue("aim_heading", around) and len(text.split()) > 9:
        return Label.ADVICE, 0.6, ""
    return Label.NONE, 0.7, "bare instruction"


def forbids(command: "Token") -> bool:
    """Say whether a command is a prohibition, which implies a harm: "never share needles"."""
    return is_negated(command) and command.lemma_ not in ("forget", "worry", "miss", "hesitate", "let", "wait", "be")


CALLS = {"learn", "discover", "explore", "browse", "click", "subscribe", "download", "share", "watch", "join", "visit"}


def finite(part: "Span") -> bool:
    """Say whether the clause states something: a finite verb, or a clause that was cut from one that has it.

    A bare past form in a few words ("kosher certified") and a modal without subject at the start are none.
    """
    root, tags = part.root, {token.tag_ for token in part}
    if part[0].tag_ == "MD" and part.start == part.sent.start:
        return False
    if tags & {"VBZ", "VBP", "MD"}:
        return True
    if root.pos_ == "VERB" and (root.dep_ in ("conj", "advcl", "relcl") or child_of(root, "nsubj") is not None):
        return True
    return "VBD" in tags and not (len(part) < 6 and subject_of(root) is None)


def stated(part: "Span") -> bool:
    """Say whether a verb or adjective of the clause states a relation that the lexicon knows."""
    return any(token.lemma_.lower() in stating() for token in part)


@cache
def stating() -> frozenset[str]:
    """Return the lemmas that state a relation."""
    return frozenset().union(*(terms(key) for key in STATING))


STATING = (
    *EFFECTS,
    "last",
    "resolve",
    "occur",
    "cause_noun",
    "treatment_noun",
    "symptom_noun",
    "safe_adjective",
    "harm_adjective",
    "effective_adjective",
)
