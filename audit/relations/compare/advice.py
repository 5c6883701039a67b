"""What to do: the same act advised here and warned off there."""

import re

from audit.claims.concepts import words_of
from audit.claims.predicates import terms
from audit.model import Claim, ClaimRelation, Concept, Evidence, Label, Relation, RelationKind
from audit.relations.compare.judgement import Background, affirms, is_own, judged
from audit.relations.compare.likeness import (
    SURE,
    alike_any,
    is_deictic,
    objects_of,
    placeholders,
    shared_terms,
    stem,
    subjects_of,
)
from audit.relations.compare.scope import differing_scope, one_sided_scope
from audit.relations.compare.wording import find_wording

ADVICE = {Relation.ADVICE_DO, Relation.ADVICE_DONT}
DEGREE = re.compile(
    r"\b(?:too (?:much|many|long|hard|often)|exces\w+|vigorous\w*|strenuous\w*|intens\w+|heavy|gentle|gently|light|"
    r"moderate\w*|large amounts?|high doses?|before|prior to|until|unless|instead of|on an empty stomach)\b",
    re.IGNORECASE,
)
"""Words of degree, time and condition by which two pieces of advice can both hold."""


ADVISING = re.compile(
    r"\b(?:it[’']?s? (?:is )?(?:\w+ )?(?:best|advisable|important|recommended|good|wise|vital|essential)|make sure|"
    r"be sure|try|should|must|ought|need|remember|aim)(?: to| you)?\b",
    re.IGNORECASE,
)
"""Words that introduce the act advised."""

PURPOSE = re.compile(r"\b(?:help\w*|to|can|could|will|may|might|in order to)\s+(?:\w+\s+)?$", re.IGNORECASE)
"""Words before "avoid" that make it what an act is good for: "to avoid hair loss"."""

DEGREES = {"high", "low", "amount", "food", "diet", "day", "time"}
"""Words too wide to say which act is meant."""


def compare_advice(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "do it" and "do not do it" where act, object and phase are the same and neither is a matter of degree."""
    if not (is_own(left) and is_own(right)) or not (is_advice(left) or is_advice(right)):
        return None
    stands = {stance(left), stance(right)}
    if stands != {True, False}:
        return None
    if left.article != right.article and any(is_deictic(claim.frame.subject) for claim in (left, right)):
        return None
    common = acts(left) & acts(right)
    if not common or not overlapping(left, right) or not same_verb(left, right):
        return None
    slot = differing_scope(left, right) or one_sided_scope(left, right)
    if not slot and any(DEGREE.search(claim.text) for claim in (left, right)):
        slot = "degree"
    act = " ".join(sorted(common))
    if slot:
        reason = f"“{act}” is advised in one and advised against in the other, but for another {slot}"
        return judged(left, right, RelationKind.SCOPE, slot, 0.6, Evidence("advice", reason))
    reason = f"“{act}” is advised in one and advised against in the other"
    return judged(left, right, RelationKind.CONTRADICTS, "advice", 0.7, Evidence("advice", reason))


FORBIDDEN = re.compile(r"(?:(?<=not)|(?<=[’']t)|(?<=never))\s+(?:ever\s+)?(?P<verb>[a-z]+)", re.IGNORECASE)
"""The verb after "do not", "don't" or "never": what one is told not to do."""

CONSUMING = {
    "eat",
    "drink",
    "take",
    "use",
    "consume",
    "have",
    "try",
    "get",
    "give",
    "apply",
    "put",
    "start",
    "do",
    "be",
}
"""Verbs that say no more than that one has to do with the thing: "drink coffee", "have coffee"."""

FOUGHT = re.compile(
    r"\b(?:stop|prevent|treat|cure|reduce|lower|fight|ease|relieve|beat|end|heal|halt|survive|manage)\w*\s+"
    r"(?:(?:a|an|the|your|any|this|further|another)\s+)?(?P<what>[\w-]+)",
    re.IGNORECASE,
)
"""An illness that an act is meant against is not the act."""


def same_verb(left: Claim, right: Claim) -> bool:
    """Say whether what one tells to do is what the other tells not to do: the verb too, where it says something."""
    for against, other in ((left, right), (right, left)):
        warning = find_wording("act_dont", against.text)
        if stance(against) is not False or warning is None:
            continue
        forbidden = FORBIDDEN.match(against.text, warning.end())
        verb = stem(forbidden["verb"].lower()) if forbidden else ""
        words = {stem(word) for word in re.findall(r"[a-z-]{2,}", other.text.lower())}
        if verb and verb not in CONSUMING and verb not in words:
            return False
    fought = {stem(found["what"].lower()) for claim in (left, right) for found in FOUGHT.finditer(claim.text)}
    return not (acts(left) & acts(right)) <= fought


def is_advice(claim: Claim) -> bool:
    """Say whether a claim tells the reader what to do."""
    return claim.label is Label.ADVICE or claim.frame.relation in ADVICE


def stance(claim: Claim) -> bool | None:
    """Return True for advice to do, False for advice against, None where it is open."""
    against = find_wording("act_dont", claim.text)
    if against and NEEDLESS.match(claim.text, against.start()):
        return None
    if against and PURPOSE.search(claim.text[: against.start()]):
        return None
    if claim.frame.relation is Relation.ADVICE_DONT or (against and claim.label is Label.ADVICE):
        return False if against and against.start() < 60 else None
    if against:
        return None
    if claim.frame.relation is Relation.ADVICE_DO:
        return True
    if claim.frame.relation is Relation.HARM and not claim.frame.object.id:
        return False if affirms(claim) else None
    if claim.label is Label.ADVICE or claim.frame.relation in (Relation.TREATMENT, Relation.PREVENTION):
        return True if affirms(claim) else None
    return None


NEEDLESS = re.compile(r"(?:do|does|did)(?: not|n[’']t) (?:have|need|want) to\b", re.IGNORECASE)
"""What need not be done may be done."""


def acts(claim: Claim) -> frozenset[str]:
    """Return the words that name the act or its object: those of the verb phrase after the advising words."""
    advising = find_wording("act_dont", claim.text) or ADVISING.search(claim.text)
    text = claim.text[advising.end() :] if advising else claim.text
    words = {
        stem(word.lower()) for word in re.findall(r"[A-Za-z-]{3,}", re.split(r"[,;:.]| to | for | because ", text)[0])
    }
    acting = claim.frame.relation in (Relation.TREATMENT, Relation.PREVENTION, Relation.HARM)
    meant = subjects_of(claim.frame) if acting else named(claim)
    concepts = {stem(word) for concept in meant for word in concept.id.split()}
    if acting and not claim.context.antecedents:
        words |= concepts
    if claim.frame.relation in ADVICE and claim.frame.subject.id:
        words |= {stem(word) for concept in subjects_of(claim.frame) for word in concept.id.split()}
    ignored = placeholders() | words_of("vague") | DEGREES | terms("treat") | terms("prevent") | terms("lower")
    return frozenset(word for word in words & concepts if word not in ignored)


def named(claim: Claim) -> tuple[Concept, ...]:
    """Return the concepts of a claim's subject and object."""
    return (*subjects_of(claim.frame), *objects_of(claim.frame))


def overlapping(left: Claim, right: Claim) -> bool:
    """Say whether the shared words make up most of one of the two acts."""
    mine, other = acts(left), acts(right)
    common = mine & other
    enough = len(common) / min(len(mine), len(other)) >= 0.6
    return enough and (
        len(common) >= 2 or alike_any(named(left), named(right)) >= SURE or len(shared_terms(left, right)) >= 2
    )
