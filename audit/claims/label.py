"""Clause → label: claim, advice, publisher statement or none, with the reason it is none."""

import re
from typing import TYPE_CHECKING

from audit.claims.predicates import EFFECTS, by_depth, terms
from audit.claims.roles import is_imperative, subject_of
from audit.lexicons import lexicon_pattern
from audit.model import Block, BlockKind, Label

if TYPE_CHECKING:
    from spacy.tokens import Span

Judgement = tuple[Label, float, str]
"""Label, confidence, and for `Label.NONE` the reason in one or two words."""

PROSE = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.QUOTE, BlockKind.CAPTION}


def cue(key: str, text: str) -> bool:
    """Say whether a list of the labels lexicon occurs in the text."""
    return lexicon_pattern("labels", key).search(text) is not None


def judge(part: "Span", sentence: str, block: Block, head: str) -> Judgement:
    """Label one clause of a sentence that stands in a block."""
    text = part.text.strip()
    silent = no_statement(part, sentence, text)
    if silent:
        return Label.NONE, 0.9, silent
    if cue("searching", sentence):
        return Label.NONE, 0.85, "search-engine text"
    if cue("publisher", text):
        return Label.PUBLISHER, 0.8, ""
    if cue("legal", text):
        return Label.NONE, 0.8, "legal text"
    if cue("framing", text) or (cue("address", text) and not cue("anchoring", text)):
        return Label.NONE, 0.8, "framing"
    return judge_statement(part, text, block, head)


def no_statement(part: "Span", sentence: str, text: str) -> str:
    """Return why a text states nothing by its form alone, or ""."""
    if sentence.rstrip('"”’) ').endswith("?"):
        return "question"
    if sum(character.isalpha() for character in text) < 6:
        return "no words"
    if sentence.rstrip().endswith(":"):
        return "list lead-in"
    if re.match(r"(?:https?://|www\.)\S+$", text) or re.fullmatch(r"\S+", text):
        return "address"
    if text.isupper() and len(text.split()) < 8:
        return "heading"
    return ""


def judge_statement(part: "Span", text: str, block: Block, head: str) -> Judgement:
    """Label a clause that is prose: by its mood, then by what it states."""
    root = part.root
    if any(is_imperative(token) for token in by_depth(part)[:2] if token.i <= part.start + 4):
        return judge_command(text, block)
    verbs = [token for token in part if token.pos_ in ("VERB", "AUX")]
    if not verbs or not finite(part):
        fragment = bool(head) and (bool(verbs) or root.pos_ in ("NOUN", "PROPN", "ADJ", "VERB")) and len(part) >= 3
        return (Label.CLAIM, 0.65, "") if fragment else (Label.NONE, 0.75, "fragment")
    if cue("advising", text) and root.pos_ in ("VERB", "AUX"):
        return Label.ADVICE, 0.8, ""
    if cue("opinion", text) and not stated(part):
        return Label.NONE, 0.7, "opinion"
    subject = subject_of(root)
    personal = subject is not None and subject.lower_ in ("i", "we", "you")
    if personal and not stated(part):
        return Label.NONE, 0.7, "personal"
    if text.endswith("!") and not stated(part):
        return Label.NONE, 0.7, "exclamation"
    return Label.CLAIM, 0.85 if stated(part) else 0.7, ""


def judge_command(text: str, block: Block) -> Judgement:
    """Label an instruction: a call to action, advice whose purpose is a claim, or bare."""
    around = " ".join((*block.headings[-1:], block.lead_in))
    if cue("calling", text) and not cue("advising", text):
        return Label.NONE, 0.8, "call to action"
    if cue("purpose", text) or cue("seeking_care", text) or cue("advising", text):
        return Label.ADVICE, 0.8, ""
    if cue("aim_heading", around) and len(text.split()) > 9:
        return Label.ADVICE, 0.6, ""
    return Label.NONE, 0.7, "bare instruction"


def finite(part: "Span") -> bool:
    """Say whether the clause has a finite verb of its own."""
    return any(token.tag_ in ("VBZ", "VBP", "VBD", "MD") for token in part)


def stated(part: "Span") -> bool:
    """Say whether a verb or adjective of the clause states a relation that the lexicon knows."""
    lemmas = {token.lemma_.lower() for token in part}
    keys = (
        *EFFECTS,
        "last",
        "occur",
        "cause_noun",
        "treatment_noun",
        "symptom_noun",
        "safe_adjective",
        "harm_adjective",
        "effective_adjective",
    )
    return any(lemmas & terms(key) for key in keys)
