"""An effect or a link that one claim denies as a whole, and another states: placebo, no link, no side effects."""

from audit.model import Claim, ClaimRelation, Concept, Direction, Evidence, Relation, RelationKind
from audit.relations.compare.judgement import Background, affirms, is_own, judged
from audit.relations.compare.likeness import (
    SURE,
    alike_any,
    is_placeholder,
    names,
    objects_of,
    same_subject,
    say,
    stem,
    subjects_of,
)
from audit.relations.compare.scope import differing_scope, one_sided_scope
from audit.relations.compare.wording import find_wording

LINKING = {Relation.CAUSE, Relation.RISK_FACTOR, Relation.ASSOCIATION, Relation.HARM, Relation.MECHANISM}
HELPING = {Relation.TREATMENT, Relation.PREVENTION}


def compare_links(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "no link between X and Y" and "X causes Y"; "no better than placebo" and "helps"."""
    for denial, assertion in ((left, right), (right, left)):
        if not is_own(assertion) or not affirms(assertion) or assertion.frame.modality < 2 or not is_own(denial):
            continue
        reason = link_denied(denial, assertion) or effect_denied(denial, assertion)
        if reason and (is_total(denial) or not (differing_scope(left, right) or one_sided_scope(left, right))):
            return judged(left, right, RelationKind.CONTRADICTS, "negation", 0.75, Evidence("link", reason))
    return None


def link_denied(denial: Claim, assertion: Claim) -> str:
    """Return how a denial of any link meets a claim that states one, or ""."""
    frame = assertion.frame
    if frame.relation not in LINKING or frame.direction is Direction.LOWERS or not find_wording("no_link", denial.text):
        return ""
    if find_wording("no_link", assertion.text) or not (speaks_of(denial, subjects_of(frame), objects_of(frame))):
        return ""
    return f"one finds no link between “{say(frame.subject)}” and “{say(frame.object)}”, the other states one"


def effect_denied(denial: Claim, assertion: Claim) -> str:
    """Return how "no better than placebo" meets a claim that the same thing helps, or ""."""
    frame = assertion.frame
    found = find_wording("placebo", denial.text) or find_wording("no_effect", denial.text)
    if found is None or find_wording("no_effect", assertion.text):
        return ""
    if frame.relation not in HELPING and not (frame.relation in LINKING and find_wording("no_effect", denial.text)):
        return ""
    after = denial.text[found.end() :].lower()
    if denial.frame.subject.id and denial.frame.subject.text.lower() in after:
        return ""
    same = alike_any(subjects_of(denial.frame), subjects_of(frame)) >= SURE
    if frame.relation in HELPING:
        named = any(words_name(denial, one) and one.text.lower() not in after for one in subjects_of(frame))
        same = same or named or continues(denial, assertion)
    aimed = not frame.object.id or any(names(denial, one) or worded(denial, one) for one in objects_of(frame))
    aimed = aimed or (is_total(denial) and (continues(denial, assertion) or is_bare(denial, assertion)))
    if not same or not aimed:
        return ""
    what = "that it helps" if frame.relation in HELPING else "that it has one"
    return f"one says of “{say(frame.subject)}” “{found.group(0)}”, the other says {what}"


def is_total(denial: Claim) -> bool:
    """Say whether a claim denies every effect, at whatever stage: "no more than a placebo"."""
    return (
        find_wording("placebo", denial.text) is not None and not denial.frame.population and not denial.frame.condition
    )


def worded(claim: Claim, concept: Concept) -> bool:
    """Say whether a concept stands in a claim as worded, its measure aside: "cholesterol levels", "cholesterol"."""
    words = [word for word in concept.text.lower().split() if word not in ("level", "levels")]
    return bool(words) and not is_placeholder(concept) and " ".join(words) in claim.text.lower()


def is_bare(denial: Claim, assertion: Claim) -> bool:
    """Say whether a denial leaves open what for, in the article that says what for elsewhere."""
    named = [
        concept for concept in objects_of(denial.frame) if not is_placeholder(concept) and concept.head != "placebo"
    ]
    return denial.article == assertion.article and not named


def continues(denial: Claim, assertion: Claim) -> bool:
    """Say whether a claim without a subject speaks of what the next sentence names with "the"."""
    near = 0 <= assertion.context.sentence.start - denial.context.sentence.end <= NEXT
    definite = assertion.frame.subject.text.lower().startswith("the ")
    return same_block(denial, assertion) and near and definite and not denial.frame.subject.id


NEXT = 3
"""Characters between two sentences of which the second follows the first."""


def same_block(one: Claim, other: Claim) -> bool:
    """Say whether two claims stand in one paragraph."""
    return one.article == other.article and one.context.block == other.context.block


def speaks_of(claim: Claim, subjects: tuple[Concept, ...], objects: tuple[Concept, ...]) -> bool:
    """Say whether the words of a claim name one of the subjects and one of the objects."""
    return any(words_name(claim, one) for one in subjects) and any(words_name(claim, one) for one in objects)


def words_name(claim: Claim, concept: Concept) -> bool:
    """Say whether every word of a concept stands in a claim."""
    if is_placeholder(concept):
        return False
    return {stem(word) for word in concept.id.split()} <= {stem(term) for term in claim.frame.terms}


def compare_side_effects(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "has no side effects" and the side effects of the same thing."""
    for safe, other in ((left, right), (right, left)):
        if not find_wording("no_side_effects", safe.text) or not is_own(safe) or not is_own(other):
            continue
        if find_wording("no_side_effects", other.text) or not affirms(other) or safe.frame.modality < 3:
            continue
        found = find_wording("side_effects", other.text)
        harmful = other.frame.relation in LINKING or "side effect" in other.text.lower()
        if found is None or not harmful or same_subject(safe, other) < SURE or is_placeholder(safe.frame.subject):
            continue
        if differing_scope(left, right):
            continue
        reason = f"one says that “{say(safe.frame.subject)}” has no side effects, the other names “{found.group(0)}”"
        return judged(left, right, RelationKind.CONTRADICTS, "quantifier", 0.75, Evidence("side effects", reason))
    return None
