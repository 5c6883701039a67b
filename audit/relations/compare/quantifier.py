"""How many, how often, how safe: "always" against "mainly", "only" against another, "harmless" against grave harm."""

import re

from audit.model import (
    Claim,
    ClaimRelation,
    Concept,
    Direction,
    Evidence,
    Quantifier,
    QuantityKind,
    Relation,
    RelationKind,
)
from audit.relations.compare.judgement import Background, affirms, is_own, judged, same_article
from audit.relations.compare.likeness import (
    SURE,
    alike,
    alike_any,
    is_deictic,
    is_placeholder,
    is_site,
    names,
    objects_of,
    plain,
    same_subject,
    say,
    shared_terms,
    stem,
    subjects_of,
)
from audit.relations.compare.scope import differing_scope
from audit.relations.compare.wording import find_wording

LEVEL = {
    Quantifier.NO: 0,
    Quantifier.RARELY: 1,
    Quantifier.SOMETIMES: 2,
    Quantifier.OFTEN: 3,
    Quantifier.GENERIC: 4,
    Quantifier.USUALLY: 4,
    Quantifier.ALWAYS: 6,
}
"""Order of quantifiers; a bare plural is read as "usually"; "always" stands apart, since one exception refutes it."""


def compare_quantifier(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Tell one statement made with quantifiers or modalities two or more levels apart."""
    mine, other = left.frame, right.frame
    if not (is_own(left) and is_own(right)) or affirms(left) != affirms(right) or not affirms(left):
        return None
    if mine.relation is not other.relation or same_subject(left, right) < SURE:
        return None
    if not says_the_same(left, right) or differing_scope(left, right):
        return None
    quantifiers = sorted((LEVEL[mine.quantifier], LEVEL[other.quantifier]))
    explicit = Quantifier.GENERIC not in (mine.quantifier, other.quantifier) and not points(left, right)
    absolute = any(find_wording("absolute", claim.text) for claim in (left, right))
    distance = quantifiers[1] - quantifiers[0]
    if not explicit or not absolute or distance < 2:
        return None
    reason = f"“{mine.quantifier.value}” in one, “{other.quantifier.value}” in the other"
    numbers = (("levels apart", float(distance)),)
    within = same_article(left, right)
    kind = RelationKind.DRIFT if distance < 3 else RelationKind.CONTRADICTS if within else RelationKind.TENSION
    return judged(left, right, kind, "quantifier", 0.65, Evidence("quantifier", reason, numbers))


def points(left: Claim, right: Claim) -> bool:
    """Say whether one of the subjects only points."""
    return is_deictic(left.frame.subject) or is_deictic(right.frame.subject)


def says_the_same(left: Claim, right: Claim) -> bool:
    """Say whether two claims with one subject and relation also share predicate and object."""
    mine, other = left.frame, right.frame
    if mine.object.id and other.object.id:
        return alike_any(objects_of(mine), objects_of(other)) >= SURE
    return mine.predicate == other.predicate and len(shared_terms(left, right)) >= 2


def compare_only(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "only X does it" and "Y does it too"; "only the old get it" and "people of 30 get it"."""
    if not (is_own(left) and is_own(right) and affirms(left) and affirms(right)):
        return None
    for restricted, free in ((left, right), (right, left)):
        only = find_wording("only", restricted.text)
        if only is None or find_wording("only", free.text):
            continue
        if NUMBERED.match(restricted.text, only.end()):
            continue
        if re.search(r"\bnot\s+$", restricted.text[: only.start()]) or restricted.frame.modality < 2:
            continue
        reason = only_refuted(restricted, free, restricted.text[only.start() :])
        by_people = "others" in reason
        if reason and differing_scope(left, right) in ("", "population" if by_people else ""):
            return judged(left, right, RelationKind.CONTRADICTS, "quantifier", 0.7, Evidence("only", reason))
    return None


def only_refuted(restricted: Claim, free: Claim, focus: str) -> str:
    """Return how a claim breaks the restriction that another sets, or ""."""
    single = ONLY_ONE.match(focus)
    if single:
        verb = stem(single["verb"].lower())
        words = {stem(word.strip(".,;:()").lower()) for word in free.text.split()}
        common = shared_terms(restricted, free)
        another = not alike_any(subjects_of(restricted.frame), subjects_of(free.frame)) and bool(free.frame.subject.id)
        same = verb in words and len(common) >= (1 if same_article(restricted, free) else 2)
        return "one names the only one, the other names another" if same and another else ""
    if others_named(restricted, free, focus):
        return "one says that only they get it, the other names others"
    if not find_wording("old_age", focus) or not about_one(restricted, free):
        return ""
    old = find_wording("old_age", free.text)
    if old and find_wording("hedged_quantity", free.text):
        return "one says that only old people get it, the other that it is mostly they"
    ages = [quantity for quantity in free.frame.quantities if quantity.kind is QuantityKind.AGE]
    young = any(age.low < 60 and age.high <= 65 for age in ages)
    return "one says that only old people get it, the other names younger ones" if young else ""


ONLY_ONE = re.compile(
    r"only\s+(?:\w+\s+){0,2}(?:medications?|medicines?|drugs?|treatments?|therap(?:y|ies)|cures?|vaccines?|tests?|"
    r"supplements?|foods?|remed(?:y|ies))\s+(?:(?:that|which|to|is|are|was|has|have|been|currently|can|may|could|will|be|used)\s+)*(?P<verb>(?!for\b|of\b|in\b|on\b|and\b|or\b|with\b|against\b)\w+)",
    re.IGNORECASE,
)
""""The only drug approved for …": the verb says what no other is or does."""


NUMBERED = re.compile(r"\s+(?:an?\s+)?(?:few|small|handful|tiny|minority|about|around|some|\d)", re.IGNORECASE)
"""Words after "only" that make it a number, not a restriction."""

NEGATED = re.compile(r"\b(?:no|not|never|nor|neither|without)\b|n[’']t\b", re.IGNORECASE)

PEOPLE = (
    (("men", "man", "boys", "males"), ("women", "woman", "girls", "females")),
    (("adults", "adult"), ("children", "child", "kids")),
)
"""Populations that exclude each other."""


def others_named(restricted: Claim, free: Claim, focus: str) -> bool:
    """Say whether one says "only men", or "only adults", of what the other says of women, or of children."""
    named = (*objects_of(restricted.frame), *subjects_of(restricted.frame))
    other = (*objects_of(free.frame), *subjects_of(free.frame))
    if alike_any(named, other) < SURE or free.frame.quantifier is Quantifier.NO or NEGATED.search(free.text):
        return False
    start = set(re.findall(r"[a-z]+", " ".join(focus.lower().split()[1:6])))
    words = set(re.findall(r"[a-z]+", free.text.lower()))
    for pair in PEOPLE:
        for these, those in (pair, pair[::-1]):
            if start & set(these) and words & set(those) and not words & set(these):
                return True
    return False


def about_one(restricted: Claim, free: Claim) -> bool:
    """Say whether the subject of the free claim is the subject of the restricted one, or named in it."""
    if same_subject(restricted, free) >= SURE:
        return True
    return any(names(restricted, concept) or same_named(restricted, concept) for concept in subjects_of(free.frame))


def same_named(claim: Claim, concept: Concept) -> bool:
    """Say whether the head of a concept is a word of a claim."""
    return not is_placeholder(concept) and plain(concept).head in {stem(term) for term in claim.frame.terms}


def compare_safety(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "harmless", said without reserve, and grave harm by the same thing, or "often harmless"."""
    for safe, other in ((left, right), (right, left)):
        if not says_harmless(safe) or not is_own(safe) or not is_own(other):
            continue
        topic = safe.frame.subject
        if not speaks_of(other, safe) or differing_scope(safe, other):
            continue
        if says_grave(other):
            reason = f"one calls “{say(topic)}” harmless without reserve, the other names serious harm"
            kind = RelationKind.CONTRADICTS if same_article(left, right) else RelationKind.TENSION
            return judged(left, right, kind, "quantifier", 0.7, Evidence("safety", reason))
        if hedged_harmless(other):
            reason = f"“{say(topic)}” is harmless in one, and only often or mostly harmless in the other"
            return judged(left, right, RelationKind.TENSION, "quantifier", 0.7, Evidence("safety", reason))
    return None


def says_harmless(claim: Claim) -> bool:
    """Say whether a claim calls its subject harmless without any reserve."""
    found = find_wording("harmless", claim.text)
    if found is None or claim.frame.modality < 3 or not claim.frame.subject.id:
        return False
    around = claim.text[max(0, found.start() - 40) : found.end()]
    if RANGED.search(around):
        return False
    doubted = re.search(
        r"\b(?:not|n[’']t|never|no longer|if|whether|unless)\b", claim.text[max(0, found.start() - 25) : found.start()]
    )
    return not doubted and not find_wording("hedged_quantity", around)


RANGED = re.compile(r"\b(?:rang(?:es?|ing)|from|varies|vary|more|less|spectrum)\b", re.IGNORECASE)
"""Words that make "benign" one end of a range."""


def hedged_harmless(claim: Claim) -> bool:
    """Say whether a claim calls its subject harmless in many cases only."""
    found = find_wording("harmless", claim.text)
    return found is not None and bool(
        find_wording("hedged_quantity", claim.text[max(0, found.start() - 40) : found.end()])
    )


def says_grave(claim: Claim) -> bool:
    """Say whether a claim names grave harm and affirms it."""
    found = find_wording("grave", claim.text)
    if not affirms(claim):
        return False
    if found is None:
        return (
            claim.frame.relation is Relation.HARM and claim.frame.direction is Direction.RAISES and names_organ(claim)
        )
    before = claim.text[max(0, found.start() - 30) : found.start()]
    return not re.search(r"\b(?:no|not|never|without|prevents?|n[’']t|had|history of)\b", before, re.IGNORECASE)


def names_organ(claim: Claim) -> bool:
    """Say whether what a claim says is harmed is a part of the body."""
    return any(is_site(stem(word)) for word in claim.frame.object.id.split())


def speaks_of(claim: Claim, safe: Claim) -> bool:
    """Say whether a claim is about the thing called harmless: as its subject or cause, or by its name."""
    frame = claim.frame
    if alike_any(subjects_of(frame), subjects_of(safe.frame)) >= SURE:
        return True
    if frame.direction is Direction.NONE and alike_any(objects_of(frame), subjects_of(safe.frame)) >= SURE:
        return True
    named = any(alike(subject, safe.frame.subject) for subject in subjects_of(frame))
    heads = {stem(concept.head) for concept in subjects_of(safe.frame)}
    open_subject = frame.relation is not Relation.CAUSE or not frame.subject.id
    return named or (open_subject and bool(heads & {stem(term) for term in frame.terms}))
