"""A clause's words → strength, quantity, exclusivity, phase, population, site and condition."""

import re
from typing import TYPE_CHECKING

from audit.claims.predicates import Predicate
from audit.claims.spot import occurs, small_pattern, spotted
from audit.model import Phase, Quantifier

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

QUANTIFIERS = (
    ("never", Quantifier.NO),
    ("rarely", Quantifier.RARELY),
    ("usually", Quantifier.USUALLY),
    ("always", Quantifier.ALWAYS),
    ("often", Quantifier.OFTEN),
    ("sometimes", Quantifier.SOMETIMES),
)
PHASES = (("long_term", Phase.LONG_TERM), ("after", Phase.AFTER), ("before", Phase.BEFORE), ("during", Phase.DURING))
QUANTIFYING = {"advmod", "det", "amod", "predet", "neg", "nummod", "acomp"}
_NOT_ONLY = re.compile(r"\bnot\s+(?:only|just|merely|simply|always)\b", re.IGNORECASE)
NOT_ALL = re.compile(r"\bnot\s+(?:always|all|every(?:one|body)?|each)\b(?!\s+(?:that|at))")
"""Denials of "all": they hold of some."""
_ALMOST_ALL = re.compile(r"\b(?:almost|nearly|virtually)\s+(?:always|all|every)\b")
_FOR_GOOD = re.compile(r"\b(?:for good|once and for all)\b")


def cue(key: str, text: str) -> bool:
    """Say whether a list of the cues lexicon occurs in the text."""
    return occurs("cues", key, text)


def modality_of(text: str) -> int:
    """Return 1 may · 2 can, often · 3 bare present · 4 will, always, proven."""
    if cue("weak", text):
        return 1
    if cue("strong", text):
        return 4
    return 2 if cue("medium", text) else 3


def exclusive_in(text: str) -> bool | None:
    """Return True for "the only cause", False for "one of the causes", None where the words leave it open."""
    plain = _NOT_ONLY.sub(" ", text) if "not" in text.lower() else text
    if cue("inclusive", plain) or plain != text:
        return False
    return True if cue("exclusive", plain) else None


def phase_of(text: str) -> Phase:
    """Return when, relative to the event, the claim holds."""
    return next((phase for key, phase in PHASES if cue(key, text)), Phase.ANY)


def found(key: str, text: str) -> tuple[str, ...]:
    """Return the cues of a list that occur in the text, lower-case, sorted."""
    return spotted("cues", key, text)


def near_text(core: "Span", predicate: Predicate | None) -> str:
    """Return the words that can quantify the claim: adverbs of its verb and modifiers of its arguments."""
    if predicate is None:
        return core.text
    holders = {predicate.anchor.i}
    holders |= {token.i for token in (predicate.subject, predicate.object) if token is not None}
    holders |= {ancestor.i for ancestor in predicate.anchor.ancestors if core.start <= ancestor.i < core.end}
    return " ".join(token.text for token in core if quantifies(token, holders))


def quantifies(token: "Token", holders: set[int]) -> bool:
    """Say whether a token can quantify what one of the holders says."""
    if token.lower_ in ("most", "least") and token.dep_ == "advmod" and token.head.pos_ == "ADJ":
        return False
    if token.head.i in holders and token.dep_ in QUANTIFYING:
        return True
    if token.i in holders and token.dep_ in ("nsubj", "nsubjpass", "amod"):
        return True
    return token.dep_ == "advmod" and token.head.head.i in holders


def quantifier_of(near: str, text: str) -> Quantifier:
    """Return the quantifier that stands near the predicate, else GENERIC; "almost always" is USUALLY."""
    small, near = text.lower(), near.lower()
    if _FOR_GOOD.search(small):
        return Quantifier.ALWAYS
    if _ALMOST_ALL.search(small):
        return Quantifier.USUALLY
    if NOT_ALL.search(small):
        return Quantifier.SOMETIMES
    plain = _NOT_ONLY.sub(" ", near) if "not" in near else near
    return next((value for key, value in QUANTIFIERS if cue(key, plain)), Quantifier.GENERIC)


def condition_of(core: "Span") -> str:
    """Return the text of the first conditional clause or phrase, or ""."""
    for token in core:
        if (
            token.dep_ in ("mark", "advmod")
            and small_pattern("cues", "condition").fullmatch(token.lower_)
            and token.head.dep_ == "advcl"
        ):
            clause = sorted(token.head.subtree, key=lambda inner: inner.i)
            return " ".join(inner.text for inner in clause if inner.i >= token.i).strip()
    return ""
