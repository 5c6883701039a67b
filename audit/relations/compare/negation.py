"""The same statement affirmed and denied; one cause with opposite effects; one thing with opposite properties."""

from audit.model import Claim, ClaimRelation, Direction, Evidence, Holder, Relation, RelationKind
from audit.relations.compare.judgement import Background, affirms, is_own, judged
from audit.relations.compare.likeness import (
    SURE,
    is_deictic,
    is_placeholder,
    is_restricted,
    is_site,
    is_subject_restricted,
    objects_of,
    plain,
    same_object,
    same_subject,
    say,
    shared_terms,
    subjects_of,
)
from audit.relations.compare.outcome import KINDS_OF_REMEDY, STRENGTH
from audit.relations.compare.scope import differing_scope, one_sided_scope
from audit.relations.compare.wording import find_opposites, find_wording

EFFECTIVE = {
    Relation.CAUSE,
    Relation.MECHANISM,
    Relation.TREATMENT,
    Relation.PREVENTION,
    Relation.RISK_FACTOR,
    Relation.HARM,
}
"""Relations in which the subject acts on the object."""

UPWARDS = {Direction.RAISES, Direction.STARTS}
DOWNWARDS = {Direction.LOWERS, Direction.ENDS}

GROUPS = (
    {Relation.CAUSE, Relation.MECHANISM, Relation.RISK_FACTOR, Relation.ASSOCIATION, Relation.HARM},
    {Relation.TREATMENT, Relation.PREVENTION},
)
"""Relations of which a denial meets an assertion."""


def compare_negation(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose a statement and its denial: same subject, same relation, same object."""
    if affirms(left) == affirms(right) or not (is_own(left) and is_own(right)):
        return None
    if min(left.frame.modality, right.frame.modality) < 2 or not same_statement(left, right):
        return None
    denial, assertion = (right, left) if affirms(left) else (left, right)
    partly = find_wording("partial_denial", denial.text) and not find_wording("for_all", assertion.text)
    if same_subject(left, right) < SURE or partly:
        return None
    if left.article != right.article and any(plain(one).id in KINDS_OF_REMEDY for one in subjects_of(denial.frame)):
        return None
    one_restricted = is_restricted(left) != is_restricted(right)
    one_restricted = one_restricted or is_subject_restricted(left) != is_subject_restricted(right)
    narrowed = "extent" if one_restricted else ""
    slot = differing_scope(left, right) or one_sided_scope(left, right) or narrowed
    if slot:
        reason = f"one speaks of another {slot} than the other"
        return judged(left, right, RelationKind.SCOPE, slot, 0.6, Evidence("negation", reason))
    subject = say(left.frame.subject) or say(right.frame.subject)
    reason = f"one affirms of “{subject}” what the other denies"
    confidence = 0.85 if full_match(left, right) else 0.6
    return judged(left, right, RelationKind.CONTRADICTS, "negation", confidence, Evidence("negation", reason))


def same_statement(left: Claim, right: Claim) -> bool:
    """Say whether two claims relate their subjects to the same thing in the same way."""
    mine, other = left.frame, right.frame
    grouped = any(mine.relation in group and other.relation in group for group in GROUPS)
    bare = mine.relation is other.relation is Relation.HARM and not (mine.object.id or other.object.id)
    if bare:
        return mine.predicate == other.predicate and not any(
            find_wording("hedged_quantity", claim.text) for claim in (left, right)
        )
    if grouped and not (mine.object.id or other.object.id):
        pointing = left.context.antecedents or right.context.antecedents
        return mine.predicate == other.predicate and not pointing and len(shared_terms(left, right)) >= 2
    if grouped:
        return (same_object(left, right) >= SURE or protects_same(left, right)) and not weaker_denial(left, right)
    if mine.relation is not other.relation or mine.predicate != other.predicate:
        return False
    if left.context.antecedents or right.context.antecedents:
        return False
    if mine.object.id or other.object.id:
        return same_object(left, right) >= SURE
    return mine.relation in (Relation.OTHER, Relation.HARM) and mine.predicate not in ("be", "have", "do", "")


def protects_same(left: Claim, right: Claim) -> bool:
    """Say whether both prevent harm to one part of the body: "protects the heart", "protects against heart disease"."""
    if not left.frame.predicate == right.frame.predicate == "prevent":
        return False
    mine, other = (set(plain(claim.frame.object).id.split()) - CLASS_WORDS for claim in (left, right))
    return len(mine) == 1 and mine == other and is_site(next(iter(mine)))


CLASS_WORDS = {"illness", "disease", "problem", "disorder", "condition"}


def weaker_denial(left: Claim, right: Claim) -> bool:
    """Say whether the denial is of more than what the other affirms ("does not cure", "helps")."""
    denial, assertion = (right, left) if affirms(left) else (left, right)
    denied, affirmed = denial.frame.predicate, assertion.frame.predicate
    if denied in STRENGTH and affirmed in STRENGTH:
        return STRENGTH[affirmed] < STRENGTH[denied]
    return "prevent" in (denied, affirmed) and denied != affirmed


def full_match(left: Claim, right: Claim) -> bool:
    """Say whether subject and object are identical, not only one narrower than the other."""
    return same_subject(left, right) == 1.0 and (same_object(left, right) == 1.0 or not objects_of(left.frame))


def compare_effects(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "X raises Y" and "X lowers Y" where neither is hedged away and the scope is the same."""
    mine, other = left.frame, right.frame
    if mine.relation not in EFFECTIVE or other.relation not in EFFECTIVE or not (is_own(left) and is_own(right)):
        return None
    if not (affirms(left) and affirms(right)) or not all(is_firm(claim) for claim in (left, right)):
        return None
    opposed = (mine.direction in UPWARDS and other.direction in DOWNWARDS) or (
        mine.direction in DOWNWARDS and other.direction in UPWARDS
    )
    if not opposed or same_subject(left, right) < 1.0 or same_object(left, right) < 1.0:
        return None
    if find_opposites("opposed_remedies", left.text, right.text):
        return None
    acting = [concept for frame in (mine, other) for concept in subjects_of(frame)]
    if any(is_placeholder(one) or is_deictic(one) or plain(one).id in KINDS_OF_REMEDY for one in acting):
        return None
    slot = differing_scope(left, right) or one_sided_scope(left, right)
    if slot:
        reason = f"one speaks of another {slot} than the other"
        return judged(left, right, RelationKind.SCOPE, slot, 0.6, Evidence("effect", reason))
    reason = f"“{say(mine.subject)}” makes it more or brings it on in one, and less or ends it in the other"
    weak = min(mine.modality, other.modality) < 2
    kind = RelationKind.TENSION if weak else RelationKind.CONTRADICTS
    return judged(left, right, kind, "direction", 0.6 if weak else 0.7, Evidence("effect", reason))


def is_firm(claim: Claim) -> bool:
    """Say whether a claim is more than a possibility: "studies suggest" is a finding, "may" is not."""
    found_by_study = claim.holder is Holder.STUDY and not find_wording("possibly", claim.text)
    return claim.frame.modality >= 2 or found_by_study
