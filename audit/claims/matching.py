"""Clause → the predicate that states it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from audit.claims.apposition import defines
from audit.claims.match_advice import match_command, match_obligation, match_purpose
from audit.claims.match_copulas import match_cause_unknown, match_copula, match_has, match_there_is
from audit.claims.match_effects import (
    RESEARCH,
    match_caused,
    match_effect,
    match_explain,
    match_give,
    match_include,
    match_make,
    match_test,
)
from audit.claims.match_events import match_any, match_lasting, match_occurrence, match_run_course
from audit.claims.predicates import Predicate, by_depth, terms
from audit.claims.roles import child_of, is_negated, prepositional, subject_of
from audit.claims.synonyms import NAMING
from audit.model import Direction, Relation

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

MATCHERS: tuple[Callable[["Token"], Predicate | None], ...] = (
    match_purpose,
    match_command,
    match_there_is,
    match_has,
    match_run_course,
    match_cause_unknown,
    match_make,
    match_give,
    match_test,
    match_explain,
    match_include,
    match_caused,
    match_copula,
    match_effect,
    match_occurrence,
    match_obligation,
)
FALLBACKS: tuple[Callable[["Token"], Predicate | None], ...] = (match_lasting, match_any)
DOUBTS = {"evidence", "proof", "indication", "sign", "suggestion", "reason"}
"""Nouns whose denial denies the clause they carry: "there is no evidence that"."""
DOUBTFUL = {"unlikely", "doubtful"}


def find_predicate(span: "Span") -> Predicate | None:
    """Return the predicate of the claim: the one nearest the root of what is stated, reports seen through."""
    apposed = next((child for child in span.root.children if child.dep_ == "appos"), None)
    if apposed is not None and apposed.right_edge.i == span.end - 1 and defines(apposed):
        return Predicate(span.root, Relation.DEFINITION, "be", Direction.NONE, span.root, apposed)
    core, denied = find_core(span)
    if sponsors(core):
        return match_any(core)
    ordered = by_depth(span)
    inside = {token.i for token in ordered} if core.i == span.root.i else {token.i for token in core.subtree}
    ordered.sort(key=lambda token: token.i not in inside)
    apart = [conditional(token, span) or names_beside(token) for token in ordered]
    for wanted in (False, True):
        tokens = [token for token, below in zip(ordered, apart, strict=True) if below is wanted]
        found = first_match(tokens)
        if found is not None:
            turned = denied and found.anchor.i in inside
            return replace(found, negated=found.negated != turned) if turned else found
    return None


def first_match(tokens: "list[Token]") -> Predicate | None:
    """Return what the first of the tokens states that states something, verbs without a known relation last."""
    for matchers in (MATCHERS, FALLBACKS):
        for token in tokens:
            for match in matchers:
                found = match(token)
                if found is not None:
                    return found
    return None


def sponsors(verb: "Token") -> bool:
    """Say whether a clause tells of research itself, whose aims are no findings: "funds research on", "aimed at"."""
    studied = child_of(verb, "dobj")
    subject = subject_of(verb)
    funded = verb.lemma_ in ("support", "conduct", "fund", "sponsor") and studied is not None
    aimed = verb.lemma_ == "aim" or (verb.lemma_ == "be" and subject is not None and subject.lemma_ in ("goal", "aim"))
    about = (
        studied if funded else (prepositional(subject, ("of",)) or subject) if aimed and subject is not None else None
    )
    return about is not None and about.lemma_.lower() in RESEARCH


def names_beside(token: "Token") -> bool:
    """Say whether a bare participle only gives a second name beside the statement: "X, also called Y, affects Z"."""
    bare = token.tag_ == "VBN" and not any(child.dep_ in ("aux", "auxpass") for child in token.children)
    stated = any(child.dep_ == "conj" and child.tag_ in ("VBZ", "VBP", "VBD", "MD") for child in token.children)
    return bare and stated and token.lemma_ in NAMING


CONDITIONS = {"if", "when", "unless", "once", "until", "whenever", "before", "after"}


def conditional(token: "Token", span: "Span") -> bool:
    """Say whether a token stands in a clause of condition or time below the head of the span."""
    root, current = span.root, token
    while current.i != root.i and current.head.i != current.i:
        if current.dep_ == "advcl" and any(
            child.dep_ in ("mark", "advmod") and child.lower_ in CONDITIONS for child in current.children
        ):
            return True
        current = current.head
    return False


def find_core(span: "Span") -> tuple["Token", bool]:
    """Return the head of what is stated, below "a trial found that", "it is a myth that", and whether it is denied."""
    known: dict[tuple[int, int], tuple[int, bool]] = span.doc.user_data.setdefault("cores", {})
    found = known.get((span.start, span.end))
    if found is None:
        token, denied = search_core(span)
        found = known[span.start, span.end] = (token.i, denied)
    return span.doc[found[0]], found[1]


def search_core(span: "Span") -> tuple["Token", bool]:
    """Go down through what carries a clause, at most four steps."""
    token, denied = span.root, False
    for _ in range(4):
        inner = carried(token)
        if inner is None or not span.start <= inner.i < span.end:
            break
        denied = denied != denies(token)
        token = inner
    return token, denied


def carried(token: "Token") -> "Token | None":
    """Return the clause that a reporting verb, a carrier noun ("myth", "evidence") or adjective ("true") carries."""
    if token.lemma_.lower() in terms("reporting"):
        return stated_clause(token)
    if token.lemma_ == "be":
        complement = complement_of(token)
        found = carried_by_word(complement) if complement is not None else None
        if found is not None:
            return found
        fitting = complement is not None and complement.lemma_.lower() in terms("carrier")
        return (stated_clause(token) or believed(token)) if fitting else None
    subject = subject_of(token) if token.pos_ == "VERB" else None
    return carried_by_word(subject) if subject is not None else None


def believed(token: "Token") -> "Token | None":
    """Return the clause under "it is a mistake to believe"."""
    holders = (token, *(child for child in token.children if child.dep_ in ("attr", "acomp")))
    verbs = (child for holder in holders for child in holder.children if child.tag_ == "VB")
    return next((stated_clause(verb) for verb in verbs if verb.lemma_.lower() in terms("reporting")), None)


def complement_of(token: "Token") -> "Token | None":
    """Return what a copula says, else the noun it is said of."""
    complement = child_of(token, "attr", "acomp")
    carrier = complement is not None and complement.lemma_.lower() in terms("carrier")
    return complement if carrier and complement is not None else child_of(token, "nsubj") or complement


def carried_by_word(word: "Token") -> "Token | None":
    """Return the clause under a carrier word, or under "truth in the claim"."""
    if word.lemma_.lower() not in terms("carrier"):
        return None
    own = stated_clause(word)
    if own is not None:
        return own
    for preposition in (child for child in word.children if child.dep_ == "prep"):
        noun = child_of(preposition, "pobj")
        if noun is not None and noun.lemma_.lower() in terms("carrier"):
            return stated_clause(noun)
    return None


def stated_clause(token: "Token") -> "Token | None":
    """Return the that-clause of a verb, noun or adjective; questions ("whether", "why") state nothing."""
    for child in token.children:
        if child.dep_ not in ("ccomp", "acl", "relcl", "csubj") or child.pos_ not in ("VERB", "AUX"):
            continue
        marks = {inner.lower_ for inner in child.children if inner.dep_ in ("mark", "advmod", "nsubj", "dobj")}
        if marks & {"if", "whether", "why", "how", "what", "who", "which"}:
            continue
        openers = ("mark", "dobj") if child.dep_ == "acl" else ("mark",)
        opened = any(inner.lower_ == "that" and inner.dep_ in openers for inner in child.children)
        if opened or (child.dep_ == "ccomp" and child_of(child, "nsubj", "nsubjpass", "csubj") is not None):
            return child
    return None


def denies(token: "Token") -> bool:
    """Say whether the carrier denies what it carries; a myth is left to the holder, not to the polarity."""
    if token.lemma_ == "be":
        complement = complement_of(token)
        if complement is None:
            return False
        negated = is_negated(token) or is_negated(complement) or any(c.lower_ == "little" for c in complement.children)
        return negated if complement.lemma_.lower() in DOUBTS else complement.lower_ in DOUBTFUL and not negated
    if token.lemma_ in ("know", "realise", "realize"):
        return False
    subject = subject_of(token)
    return is_negated(token) != (subject is not None and is_negated(subject))
