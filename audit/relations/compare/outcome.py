"""What a remedy does to a disease: denied here and affirmed there, or total here and partial there."""

import re

from audit.model import Claim, ClaimRelation, Concept, Evidence, Holder, Relation, RelationKind
from audit.relations.compare.judgement import Background, affirms, is_own, judged, same_article
from audit.relations.compare.likeness import (
    REMEDIES,
    SURE,
    alike,
    alike_any,
    is_deictic,
    is_placeholder,
    is_restricted,
    meant_objects,
    names,
    plain,
    same_object,
    same_subject,
    say,
    subjects_of,
)
from audit.relations.compare.scope import differing_scope, one_sided_scope
from audit.relations.compare.wording import find_wording

KINDS_OF_REMEDY = REMEDIES | {"pill", "tablet", "diet", "food", "herb", "exercise", "cream", "vitamin"}
"""Nouns of which "no X" denies remedies of every kind: a shop's own product is one of them."""

OUTCOMES = {Relation.TREATMENT, Relation.PREVENTION, Relation.PROGNOSIS}
ANY_TREATMENT = "any treatment"
STRENGTH = {"treat": 0, "lower": 0, "slow": 1, "stop": 2, "reverse": 3, "cure": 3}
"""Outcomes from weak to strong; who denies one denies all stronger ones. A disease reversed is a disease cured."""


def compare_outcome(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "nothing can P the disease" and "X does P (or more than P)"; and the same for one remedy."""
    if left.frame.relation not in OUTCOMES or right.frame.relation not in OUTCOMES:
        return None
    if affirms(left) == affirms(right) or not (is_own(left) and is_own(right)):
        return None
    denial, promise = (right, left) if affirms(left) else (left, right)
    if not denies(denial, promise) or same_object(denial, promise, background) < SURE:
        return None
    universal = is_universal(denial)
    if not universal and (same_subject(denial, promise) < SURE or not is_named(denial)):
        return None
    if excused(denial, promise):
        return None
    narrowed = "extent" if is_restricted(denial) != is_restricted(promise) else ""
    slot = differing_scope(denial, promise) or one_sided_scope(denial, promise) or narrowed
    if slot:
        reason = f"one speaks of another {slot} than the other"
        return judged(left, right, RelationKind.SCOPE, slot, 0.6, Evidence("outcome", reason))
    confidence = 0.85 if promise.frame.modality > 1 else 0.7
    denied, promised = OUTCOME_WORDS[denial.frame.predicate], OUTCOME_WORDS[promise.frame.predicate]
    what = "anything" if universal else f"“{say(denial.frame.subject)}”"
    reason = f"one denies that {what} {denied} “{say(denial.frame.object)}”, the other says that it {promised} it"
    return judged(left, right, RelationKind.CONTRADICTS, "negation", confidence, Evidence("outcome", reason))


def is_named(denial: Claim) -> bool:
    """Say whether a denial names its remedy, not only its class, and what it is meant against."""
    classes = {plain(concept).id for concept in subjects_of(denial.frame)} <= KINDS_OF_REMEDY
    return bool(denial.frame.object.id) and not classes


OUTCOME_WORDS = {
    "treat": "helps with",
    "lower": "eases",
    "slow": "slows",
    "stop": "stops",
    "reverse": "reverses",
    "cure": "cures",
    "prevent": "prevents",
}


def is_universal(denial: Claim) -> bool:
    """Say whether a denial is of every remedy: "nothing", "no treatment", "there is no cure"."""
    subject = denial.frame.subject
    kind_of_remedy = subject.head in KINDS_OF_REMEDY and OPENS_WITH_NO.match(denial.text) is not None
    if subject.id == ANY_TREATMENT or kind_of_remedy:
        return True
    return not subject.id and find_wording("cannot_be", denial.text) is not None


PURPOSE = re.compile(
    r"\W*(?:(?:and|or|even|ultimately|eventually|finally|one day|perhaps|possibly|hopefully|to)\W+)*"
    r"(?:cure|treat|prevent|stop|reverse|slow|heal|halt|delay|ease|relieve)\b",
    re.IGNORECASE,
)
"""A bare verb without a subject: an aim or an order, which promises nothing."""

PARTIAL = re.compile(r"\W*(?:many|some|most|several|certain|a few|other)\b", re.IGNORECASE)
"""What is denied of many is not denied of all."""

OPENS_WITH_NO = re.compile(
    r"(?:(?:also|and|but|yet|so|now|even|though|although|while|whereas|since|because|as|currently|unfortunately|sadly|"
    r"at present|today)\W+)*no\s",
    re.IGNORECASE,
)
"""A claim that opens with "no", words that only join it to the text aside."""

FULL = {"cure", "reverse", "stop"}


def denies(denial: Claim, promise: Claim) -> bool:
    """Say whether denying the one outcome denies the other."""
    denied, promised = denial.frame.predicate, promise.frame.predicate
    if denied == promised == "prevent":
        return True
    if denied not in STRENGTH or promised not in STRENGTH:
        return False
    return STRENGTH[promised] >= STRENGTH[denied]


def excused(denial: Claim, promise: Claim) -> bool:
    """Say whether both can stand: one eases what the other makes rarer, or "could help" and "is not known to help"."""
    if denial.frame.predicate != "prevent" and find_wording("preventing", promise.text):
        return True
    if any(find_wording(key, denial.text) for key in ("partial_denial", "outdone", "individual")):
        return True
    if find_wording("seeking", promise.text) or PURPOSE.match(promise.text):
        return True
    if PARTIAL.match(denial.text):
        return True
    if find_wording("lasting_only", denial.text) and promise.frame.predicate not in FULL:
        return True
    weak = promise.frame.modality <= 1
    if weak and STRENGTH.get(promise.frame.predicate, 0) == 0:
        return True
    epistemic = find_wording("epistemic_denial", denial.text) is not None
    return weak and epistemic


def compare_doom(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "it always ends in death" and "this cures or reverses it"."""
    if not (is_own(left) and is_own(right) and affirms(left) and affirms(right)):
        return None
    for doom, promise in ((left, right), (right, left)):
        if promise.frame.predicate not in ("cure", "reverse") or promise.frame.relation not in OUTCOMES:
            continue
        found = find_wording("doom", doom.text)
        if found is None or promise.frame.modality < 2:
            continue
        named = meant_objects(promise, background)
        doomed = [concept for concept in subjects_of(doom.frame) if not named and names(promise, concept)]
        if not doomed and not any(names_topic(doom, concept, background) for concept in named):
            continue
        reason = f"one says “{found.group(0)}”, the other promises a cure"
        return judged(left, right, RelationKind.CONTRADICTS, "negation", 0.75, Evidence("outcome", reason))
    return None


def names_topic(claim: Claim, concept: Concept, background: Background) -> bool:
    """Say whether a claim is about a concept: by its subject or object, or because its article is."""
    own = (*subjects_of(claim.frame), *meant_objects(claim, background))
    topic = background.topics.get(claim.article)
    return alike_any(own, (concept,)) >= SURE or (topic is not None and alike(topic, concept) >= SURE)


def compare_strength(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose, inside one article, "will end it for good" and "can make it rarer" said of the same trouble."""
    if not same_article(left, right) or not (is_own(left) and is_own(right)):
        return None
    for total, partial in ((left, right), (right, left)):
        if not promises_all(total) or not promises_some(partial):
            continue
        likeness = same_object(total, partial, background)
        if likeness < SURE and not both_point(total, partial) and not one_is_wider(total, partial):
            continue
        reason = "the article promises to end it for good here, and only to make it rarer or milder there"
        confidence = 0.75 if likeness >= SURE else 0.65
        return judged(
            left, right, RelationKind.CONTRADICTS, "quantifier", confidence, Evidence("strength of effect", reason)
        )
    return None


def promises_all(claim: Claim) -> bool:
    """Say whether a claim promises a complete and lasting result."""
    frame = claim.frame
    strong = frame.predicate in ("cure", "stop", "reverse") and affirms(claim) and frame.modality >= 4
    total = frame.predicate == "reverse" or find_wording("total_outcome", claim.text)
    doubtful = find_wording("hedged_quantity", claim.text) or find_wording("aiming", claim.text)
    return strong and bool(total) and not doubtful


def promises_some(claim: Claim) -> bool:
    """Say whether a claim promises no more than a reduction."""
    frame = claim.frame
    weak = frame.predicate in ("lower", "slow", "prevent") and affirms(claim) and claim.holder is Holder.ASSERTED
    partial = frame.predicate == "slow" or find_wording("partial_outcome", claim.text)
    return weak and bool(partial) and not find_wording("total_outcome", claim.text)


def one_is_wider(left: Claim, right: Claim) -> bool:
    """Say whether, of two objects with one head, one is the bare head: "back pain" and "the pain"."""
    mine, other = plain(left.frame.object), plain(right.frame.object)
    return bool(mine.id) and mine.head == other.head and mine.head in (mine.id, other.id)


def both_point(left: Claim, right: Claim) -> bool:
    """Say whether one of the objects only points back to what the text around is about ("these episodes")."""
    return (
        any(is_placeholder(claim.frame.object) and is_deictic(claim.frame.object) for claim in (left, right))
        and bool(left.frame.object.id)
        and bool(right.frame.object.id)
        and abs(left.context.block - right.context.block) <= 3
    )
