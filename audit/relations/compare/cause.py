"""Two causes of one effect, of which at least one excludes the others; a cause named here and unknown there."""

import re

from audit.model import Claim, ClaimRelation, Concept, Evidence, Relation, RelationKind
from audit.relations.compare.judgement import Background, affirms, is_own, judged, same_article
from audit.relations.compare.likeness import (
    SURE,
    akin,
    alike_any,
    is_placeholder,
    objects_of,
    plain,
    same_object,
    say,
    shared_terms,
    stem,
    subjects_of,
)
from audit.relations.compare.scope import differing_scope, one_sided_scope
from audit.relations.compare.wording import find_wording

CAUSES = {Relation.CAUSE, Relation.MECHANISM}
UNKNOWN = "cause unknown"


def compare_cause(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose an exclusive cause and another cause of the same effect (domain notes 4.3)."""
    unknown = [claim for claim in (left, right) if says_unknown(claim)]
    named = all(brings_about(claim) for claim in (left, right) if claim not in unknown)
    if not named or not (is_own(left) and is_own(right)):
        return None
    if same_object(left, right) < SURE or differing_scope(left, right) or one_sided_scope(left, right) == "population":
        return None
    if unknown:
        return compare_with_unknown(left, right, unknown)
    if not (affirms(left) and affirms(right)):
        return None
    if akin(named_causes(left), named_causes(right), background) or shares_cause(left, right):
        return None
    if not named_causes(left) or not named_causes(right):
        return None
    return weigh_causes(left, right)


def compare_with_unknown(left: Claim, right: Claim, unknown: list[Claim]) -> ClaimRelation | None:
    """Oppose "the cause is not known" and a claim that names the cause as the only one."""
    other = right if unknown[0] is left else left
    if len(unknown) > 1 or not affirms(other) or other.frame.modality < 3 or not other.frame.exclusive:
        return None
    reason = "one names the cause, the other says that it is not known"
    return judged(left, right, RelationKind.CONTRADICTS, "cause", 0.75, Evidence("cause", reason))


def brings_about(claim: Claim) -> bool:
    """Say whether a claim names what brings its object about, not only what makes it worse or likelier."""
    return claim.frame.relation in CAUSES and claim.frame.predicate != "raise"


def says_unknown(claim: Claim) -> bool:
    """Say whether a claim says that the cause is not known."""
    if UNKNOWN_HOW.search(claim.text):
        return False
    if claim.frame.predicate == UNKNOWN:
        return True
    return find_wording("cause_unknown", claim.text) is not None


UNKNOWN_HOW = re.compile(
    r"\b(?:unknown|unclear|known|clear|understood|understand|know|sure) (?:exactly )?how\b", re.IGNORECASE
)
"""By which steps a known cause acts is another question."""


def weigh_causes(left: Claim, right: Claim) -> ClaimRelation | None:
    """Judge two different causes by how far each excludes the other."""
    ranks = sorted((exclusiveness(left), exclusiveness(right)))
    reason = (
        f"one gives “{name_causes(left)}” as the cause, the other “{name_causes(right)}”, and at least one leaves no "
        "room for another"
    )
    if ranks[1] == 2 and (ranks[0] >= 1 or lists_causes(left) or lists_causes(right)):
        confidence = 0.8 if ranks[0] == 2 else 0.75
        return judged(left, right, RelationKind.CONTRADICTS, "cause", confidence, Evidence("cause", reason))
    if ranks[1] == 2 and min(left.frame.modality, right.frame.modality) >= 2:
        return judged(left, right, RelationKind.TENSION, "cause", 0.6, Evidence("cause", reason))
    if ranks == [1, 1] and same_article(left, right):
        return judged(left, right, RelationKind.TENSION, "cause", 0.45, Evidence("cause", reason))
    return None


def exclusiveness(claim: Claim) -> int:
    """Return 2 for "the reason is", 1 for "is due to", 0 for a cause among others."""
    if lists_causes(claim) or claim.frame.modality < 3:
        return 0
    if find_wording("strong_exclusive", claim.text):
        return 2
    return 1 if claim.frame.exclusive else 0


def lists_causes(claim: Claim) -> bool:
    """Say whether the claim offers its cause as one of several."""
    return len(claim.frame.subjects) > 2 or find_wording("listing", claim.text) is not None


def named_causes(claim: Claim) -> tuple[Concept, ...]:
    """Return the causes that a claim names, without placeholders."""
    return tuple(concept for concept in subjects_of(claim.frame) if not is_placeholder(concept))


def shares_cause(left: Claim, right: Claim) -> bool:
    """Say whether a word of one cause occurs in the other, so that one may only be said more fully."""
    mine, other = (
        {stem(word) for cause in named_causes(claim) for word in cause.id.split()} for claim in (left, right)
    )
    words = {stem(word.lower()) for claim in (left, right) for word in re.findall(r"[A-Za-z-]{4,}", claim.text)}
    return bool(mine & other) or not (mine | other) & words


def name_causes(claim: Claim) -> str:
    """Return the causes as the claim words them."""
    return ", ".join(say(cause) for cause in named_causes(claim)[:4])


CIRCLE = re.compile(
    r"\b(?:cycle|circle|circular|in turn|feedback|both ways|vicious|spiral|"
    r"(?:increas|ris|grow|decreas|fall|drop)\w* with)\b",
    re.IGNORECASE,
)
"""Words of a circle, or of two things that rise together."""


def compare_direction(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "X causes Y" and "Y causes X", unless one speaks of a circle."""
    mine, other = left.frame, right.frame
    if mine.relation not in CAUSES or other.relation not in CAUSES or not (affirms(left) and affirms(right)):
        return None
    if not (is_own(left) and is_own(right)) or UNKNOWN in (mine.predicate, other.predicate):
        return None
    if any(CIRCLE.search(claim.text) for claim in (left, right)):
        return None
    forward = akin(subjects_of(mine), objects_of(other), background)
    backward = akin(objects_of(mine), subjects_of(other), background)
    if min(forward, backward) == 0 or alike_any(subjects_of(mine), objects_of(mine)):
        return None
    if max(forward, backward) < 1.0 or min(mine.modality, other.modality) < 2:
        return None
    reason = f"in one “{say(mine.subject)}” brings on “{say(mine.object)}”, in the other it is the other way round"
    confidence = 0.8 if min(forward, backward) >= SURE else 0.65
    return judged(left, right, RelationKind.CONTRADICTS, "direction", confidence, Evidence("direction", reason))


def compare_endings(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose two explanations of how one episode ends."""
    mine, other = ending_cause(left), ending_cause(right)
    if not mine or not other or not (is_own(left) and is_own(right)) or differing_scope(left, right):
        return None
    if mine & other or not (same_article(left, right) or shared_terms(left, right)):
        return None
    if not related_subjects(left, right):
        return None
    reason = "each gives another reason why it ends"
    confidence = 0.7 if same_article(left, right) else 0.55
    return judged(left, right, RelationKind.CONTRADICTS, "cause", confidence, Evidence("ending", reason))


def ending_cause(claim: Claim) -> frozenset[str]:
    """Return the words of what a claim says ends its subject, or nothing."""
    words = re.findall(r"[a-z]{4,}", ending_tail(claim).lower())
    return frozenset(stem(word) for word in words if word not in ("that", "point", "because", "into", "from", "with"))


def ending_tail(claim: Claim) -> str:
    """Return the words after "ends because", "stops once" in a claim, or ""."""
    ending = find_wording("ending", claim.text)
    if ending is None or not affirms(claim) or claim.frame.modality < 2 or find_wording("individual", claim.text):
        return ""
    tail = claim.text[ending.end() :]
    cause = find_wording("ending_cause", tail)
    return tail[cause.end() :] if cause is not None and cause.start() <= 40 else ""


def related_subjects(left: Claim, right: Claim) -> bool:
    """Say whether the two subjects are the same, or share a word ("leg cramp", "leg muscle") in one article."""
    if alike_any(subjects_of(left.frame), subjects_of(right.frame)) >= SURE:
        return True
    mine, other = (
        {stem(word.lower()) for word in re.findall(r"[A-Za-z-]{3,}", claim.frame.subject.text)}
        for claim in (left, right)
    )
    return same_article(left, right) and bool((mine & other) - {"the", "your", "our", "their", "this", "that"})


def compare_many_causes(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "X is due to Y" and "X has many causes", in two articles."""
    if same_article(left, right) or not (is_own(left) and is_own(right) and affirms(left) and affirms(right)):
        return None
    for one, many in ((left, right), (right, left)):
        if not brings_about(one) or exclusiveness(one) == 0 or not named_causes(one):
            continue
        found = find_wording("many_causes", many.text)
        if found is None or find_wording("hedged_quantity", one.text) or not has_causes(many, one, found.group(0)):
            continue
        if differing_scope(left, right) or one_sided_scope(left, right) or shares_cause(one, many):
            continue
        strong = exclusiveness(one) == 2
        reason = f"one gives “{name_causes(one)}” as the cause, the other says that there are several"
        kind = RelationKind.CONTRADICTS if strong else RelationKind.TENSION
        return judged(left, right, kind, "cause", 0.7 if strong else 0.6, Evidence("many causes", reason))
    return None


def has_causes(many: Claim, one: Claim, found: str) -> bool:
    """Say whether what one claim explains is the whole of what another says to have many causes."""
    effects = [concept for concept in objects_of(one.frame) if not is_placeholder(concept) and is_whole(one, concept)]
    own = {plain(concept).id for concept in (*subjects_of(many.frame), *objects_of(many.frame))}
    after = many.text[many.text.find(found) + len(found) :][:BEHIND].lower()
    named = any(plain(concept).id in own or concept.text.lower() in after for concept in effects)
    return named and not find_wording("many_causes", one.text)


BEHIND = 40
"""Characters after "many causes" in which the thing that has them stands."""


def is_whole(claim: Claim, concept: Concept) -> bool:
    """Say whether a claim speaks of the whole of a thing: "deafness", not "deafness at birth"."""
    text = concept.text.strip()
    start = claim.text.find(text) if text else -1
    tail = claim.text[start + len(text) :].split() if start >= 0 else []
    return not {*text.lower().split(), *(word.lower() for word in tail[:1])} & NARROWING


NARROWING = {"at", "in", "with", "after", "during", "among", "of", "from", "on", "that"}
"""Words that narrow what stands before them."""
