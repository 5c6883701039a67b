"""How sure it is: called proven here, and unproven there."""

from audit.model import Claim, ClaimRelation, Evidence, Relation, RelationKind
from audit.relations.compare.judgement import Background, affirms, is_own, judged
from audit.relations.compare.likeness import SURE, alike_any, is_deictic, is_placeholder, objects_of, say, subjects_of
from audit.relations.compare.links import words_name
from audit.relations.compare.scope import differing_scope, one_sided_scope
from audit.relations.compare.wording import find_wording

ACTING = {Relation.TREATMENT, Relation.PREVENTION, Relation.CAUSE, Relation.HARM, Relation.RISK_FACTOR}


def compare_proof(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "X is proven to help against Y" and "there is not enough evidence that X helps against Y"."""
    if not any(find_wording("unproven", claim.text) for claim in (left, right)):
        return None
    if not (is_own(left) and is_own(right)) or differing_scope(left, right) or one_sided_scope(left, right):
        return None
    for sure, unsure in ((left, right), (right, left)):
        proof = find_wording("proven", sure.text) if calls_proven(sure) else None
        doubt = find_wording("unproven", unsure.text)
        if proof is None or doubt is None or not on_one_effect(sure, unsure):
            continue
        reason = f"of “{say(sure.frame.subject)}” one says “{proof.group(0)}”, the other “{doubt.group(0)}”"
        return judged(left, right, RelationKind.CONTRADICTS, "negation", 0.65, Evidence("proof", reason))
    return None


def calls_proven(claim: Claim) -> bool:
    """Say whether a claim calls an effect proven, and does not take it back."""
    subject = claim.frame.subject
    named = not is_placeholder(subject) and not is_deictic(subject)
    effective = claim.frame.relation in ACTING and affirms(claim) and claim.frame.modality >= 3
    return effective and named and find_wording("unproven", claim.text) is None


def on_one_effect(sure: Claim, unsure: Claim) -> bool:
    """Say whether a claim that doubts names the cause and, where it names one, the effect of the other."""
    acting = subjects_of(sure.frame)
    same = alike_any(acting, subjects_of(unsure.frame)) >= SURE or any(words_name(unsure, one) for one in acting)
    aims = [concept for concept in objects_of(sure.frame) if not is_placeholder(concept)]
    return same and bool(aims) and any(words_name(unsure, aim) for aim in aims)
