"""What is said to be an open question, and answered as if it were none."""

import re

from audit.model import Claim, ClaimRelation, Evidence, Relation, RelationKind
from audit.relations.compare.judgement import Background, affirms, is_own, judged
from audit.relations.compare.likeness import (
    SURE,
    alike,
    alike_any,
    meant_objects,
    names,
    placeholders,
    stem,
    subjects_of,
)
from audit.relations.compare.scope import differing_scope
from audit.relations.compare.wording import find_wording


def compare_unknown(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "it is not known whether P" and a plain "P" on the same thing."""
    for doubt, answer in ((left, right), (right, left)):
        found = find_wording("unknown_whether", doubt.text)
        if found is None or not is_own(answer) or answer.frame.modality < 2:
            continue
        if find_wording("unknown_whether", answer.text) or not affirms(answer):
            continue
        if not about_the_same(doubt, answer, background) or differing_scope(doubt, answer):
            continue
        if ALTERNATIVE.search(doubt.text[found.end() :]):
            continue
        if LINKED.search(doubt.text[found.end() :]) and answer.frame.relation not in LINKS:
            continue
        asked = content(doubt.text[found.end() :], doubt) - own_words(answer)
        answered = asked & content(answer.text, answer)
        if not answered or answered != asked or len(asked) > 3:
            continue
        reason = f"one leaves open whether “{doubt.text[found.end() :].strip()}”, the other states it"
        strong = answer.frame.modality >= 3
        kind = RelationKind.CONTRADICTS if strong else RelationKind.TENSION
        return judged(left, right, kind, "negation", 0.7 if strong else 0.55, Evidence("open question", reason))
    return None


LINKED = re.compile(r"\b(?:related|linked|associated|connected|due|caused)\b", re.IGNORECASE)
LINKS = {Relation.CAUSE, Relation.MECHANISM, Relation.RISK_FACTOR, Relation.ASSOCIATION}
"""Who asks for a link is answered by one who states a link."""

ALTERNATIVE = re.compile(r"\bor\b(?!\s+not\b)", re.IGNORECASE)
"""A question which of two holds leaves neither open by itself."""


def about_the_same(doubt: Claim, answer: Claim, background: Background) -> bool:
    """Say whether both claims are about one thing: by a concept they share, or by the topics of their articles."""
    mine = (*subjects_of(doubt.frame), *meant_objects(doubt, background))
    other = (*subjects_of(answer.frame), *meant_objects(answer, background))
    if alike_any(mine, other) >= SURE or any(names(doubt, concept) for concept in subjects_of(answer.frame)):
        return True
    topics = background.topics.get(doubt.article), background.topics.get(answer.article)
    return topics[0] is not None and topics[1] is not None and alike(topics[0], topics[1]) >= SURE


def content(text: str, claim: Claim) -> frozenset[str]:
    """Return the content words of a part of a claim, those that name its topic left out."""
    words = {stem(word.strip(".,;:!?()’'").lower()) for word in text.split()}
    return frozenset((words & {stem(term) for term in claim.frame.terms}) - own_words(claim) - placeholders())


def own_words(claim: Claim) -> set[str]:
    """Return the words of a claim's subject."""
    return {stem(word) for concept in subjects_of(claim.frame) for word in concept.id.split()}
