"""A property denied here and given there; a property that one text makes absolute and the other turns round."""

import re

from audit.model import Claim, ClaimRelation, Evidence, Relation, RelationKind
from audit.relations.compare.definition import without_subject
from audit.relations.compare.judgement import Background, affirms, is_own, judged
from audit.relations.compare.likeness import (
    SURE,
    is_deictic,
    is_subject_restricted,
    objects_of,
    placeholders,
    same_object,
    same_subject,
    say,
    stem,
)
from audit.relations.compare.scope import differing_scope, one_sided_scope
from audit.relations.compare.wording import find_opposites, find_wording

KIN = 6
"""Letters that two words of one family share from the start: "inflammation", "inflammatory" (own choice)."""

CONTRASTED = re.compile(r",\s*(?:and\s+)?not\s+(?:an?\s+|the\s+)?(?P<what>[\w -]{3,40}?)\s*(?:[.,;:]|$)", re.IGNORECASE)
""""It is a wear-and-tear disease, not an autoimmune disease"."""


NOT_BUT = re.compile(r"\b(?:is|are) not (?:an?\s+|the\s+)?(?P<what>[\w -]{3,40}?),?\s+but\b", re.IGNORECASE)
""""It is not an allergy but an autoimmune disorder"."""

BY_MEANS = re.compile(r"^(?:through|by|from|with|via|in|on|for)\s", re.IGNORECASE)


def compare_property(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "X is not Y" and "X is Y", also where Y is worded with another word of its family."""
    if not (is_own(left) and is_own(right)) or same_subject(left, right) < SURE:
        return None
    for denial, assertion in ((left, right), (right, left)):
        if not affirms(assertion) or assertion.frame.modality < 2 or assertion.context.antecedents:
            continue
        denied = denied_words(denial)
        if not denied or find_wording("partial_denial", denial.text):
            continue
        given = given_words(assertion) | means_given(denial, assertion) | brought_about(assertion)
        if not all(any(kin_words(word, other) for other in given) for word in denied):
            continue
        if points_or_narrows(left, right) or differing_scope(left, right):
            continue
        slot = "definition" if Relation.DEFINITION in (left.frame.relation, right.frame.relation) else "negation"
        reason = (
            f"one says that “{say(denial.frame.subject)}” is not “{' '.join(sorted(denied))}”, the other that it is"
        )
        return judged(left, right, RelationKind.CONTRADICTS, slot, 0.75, Evidence("property", reason))
    return None


def describes(claim: Claim) -> bool:
    """Say whether a claim says what its subject is, and names that subject itself."""
    copular = claim.frame.relation is Relation.OTHER and claim.frame.predicate.startswith("be ")
    return (copular or claim.frame.relation is Relation.DEFINITION) and not claim.context.antecedents


def points_or_narrows(left: Claim, right: Claim) -> bool:
    """Say whether a subject only points, or only one claim narrows it."""
    if is_deictic(left.frame.subject) or is_deictic(right.frame.subject):
        return True
    return is_subject_restricted(left) != is_subject_restricted(right) or bool(one_sided_scope(left, right))


def denied_words(claim: Claim) -> frozenset[str]:
    """Return the words of the property that a claim denies, or nothing."""
    contrasted = CONTRASTED.search(claim.text) or NOT_BUT.search(claim.text)
    if contrasted is not None and affirms(claim):
        return content(contrasted["what"])
    if affirms(claim) or not describes(claim):
        return frozenset()
    return frozenset(given_words(claim))


def given_words(claim: Claim) -> set[str]:
    """Return the words of the property that the frame gives its subject."""
    frame = claim.frame
    if not describes(claim):
        return set()
    words = {stem(word) for concept in (frame.object, *frame.objects) for word in concept.id.split()}
    words |= content(frame.object.text)
    if frame.predicate.startswith("be "):
        words.add(stem(frame.predicate[3:]))
    return words - placeholders()


FUNCTION_WORDS = {
    "the", "just", "only", "merely", "simply", "really", "because", "about", "through", "from", "with", "via", "for",
}  # fmt: skip


def content(text: str) -> frozenset[str]:
    """Return the words of a phrase that name something."""
    words = {stem(word.lower()) for word in re.findall(r"[A-Za-z-]{3,}", text)}
    return frozenset(words - placeholders() - FUNCTION_WORDS)


def brought_about(claim: Claim) -> set[str]:
    """Return the words of what a claim says its subject causes: "can cause addiction" meets "is not addictive"."""
    if claim.frame.relation is not Relation.CAUSE:
        return set()
    return {stem(word) for concept in objects_of(claim.frame) for word in concept.id.split()} - placeholders()


def means_given(denial: Claim, assertion: Claim) -> set[str]:
    """Return the words of an assertion with the predicate of a denial that ends in "not through X"."""
    contrasted = CONTRASTED.search(denial.text)
    if contrasted is None or BY_MEANS.match(contrasted["what"]) is None:
        return set()
    same = denial.frame.predicate == assertion.frame.predicate != ""
    return {stem(term) for term in assertion.frame.terms} - placeholders() if same else set()


def kin_words(one: str, other: str) -> bool:
    """Say whether two words are the same or of one family."""
    return one == other or (min(len(one), len(other)) >= KIN and one[:KIN] == other[:KIN])


def compare_grade(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose two grades of one property, where one claim says that it always holds."""
    if not (is_own(left) and is_own(right) and affirms(left) and affirms(right)) or same_subject(left, right) < SURE:
        return None
    if not any(find_wording("absolute", claim.text) for claim in (left, right)):
        return None
    if is_deictic(left.frame.subject) or is_subject_restricted(left) != is_subject_restricted(right):
        return None
    opposed = find_opposites("graded", without_subject(left), without_subject(right))
    if opposed is None:
        return None
    reason = (
        f"“{say(left.frame.subject)}”: “{opposed[0]}” in one and “{opposed[1]}” in the other, one without exception"
    )
    return judged(left, right, RelationKind.CONTRADICTS, "quantifier", 0.7, Evidence("grade", reason))


def compare_valence(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "X improves Y" and "X makes Y worse"."""
    if not (is_own(left) and is_own(right) and affirms(left) and affirms(right)):
        return None
    for better, worse in ((left, right), (right, left)):
        helped, harmed = find_wording("improving", better.text), find_wording("worsening", worse.text)
        mixed = find_wording("worsening", better.text) or find_wording("improving", worse.text)
        if helped is None or harmed is None or mixed:
            continue
        if min(better.frame.modality, worse.frame.modality) < 2 or same_subject(left, right) < 1.0:
            continue
        if same_object(left, right) < SURE or points_or_narrows(left, right) or differing_scope(left, right):
            continue
        reason = f"“{say(better.frame.subject)}”: “{helped.group(0)}” in one, “{harmed.group(0)}” in the other"
        return judged(left, right, RelationKind.CONTRADICTS, "direction", 0.7, Evidence("valence", reason))
    return None
