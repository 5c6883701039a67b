"""Claims of one article → contrasts that fail: A is set against B by a property that A is given elsewhere."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit.model import Claim, ClaimRelation, Concept, Evidence, Relation, RelationKind
from audit.relations.compare.judgement import affirms, is_own, judged, place_of
from audit.relations.compare.likeness import (
    SURE,
    alike,
    alike_any,
    is_placeholder,
    objects_of,
    plain,
    stem,
    subjects_of,
)

CONFIDENCE = 0.6
"""A failed contrast is a tension: each sentence may hold, but the contrast that the article builds on does not."""

SET_APART = re.compile(
    r"(?P<one>\w+)\s+(?:vs\.?|versus)\s+(?:\w+\s+)?(?P<other>\w+)"
    r"|difference\w*\s+between\s+(?:\w+\s+)?(?P<first>\w+)\s+and\s+(?:\w+\s+)?(?P<second>\w+)",
    re.IGNORECASE,
)
"""A heading that sets two things apart."""

CONTRASTED = {Relation.CAUSE, Relation.SITE, Relation.DURATION}


def find_failed_contrasts(claims: Sequence[Claim]) -> Iterator[ClaimRelation]:
    """Yield a tension for each claim that gives one side of a contrast what distinguishes the other side.

    A contrast is two claims of one block, one after the other, with the same relation, different things and nothing
    shared between what is said of them ("A comes from X. B comes from Y.").
    """
    by_article: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=place_of):
        if is_own(claim) and affirms(claim) and claim.frame.relation in CONTRASTED:
            by_article[claim.article].append(claim)
    set_apart = {article: contrasted_terms(claims, article) for article in by_article}
    for article, own in sorted(by_article.items()):
        for one, other in contrasts(own, set_apart[article]):
            yield from failures(one, other, own)
            yield from failures(other, one, own)


def contrasted_terms(claims: Sequence[Claim], article: str) -> set[frozenset[str]]:
    """Return the pairs of heads that an article sets apart: "A differs from B", or a heading "A vs B"."""
    found = set()
    for claim in claims:
        if claim.article != article:
            continue
        comparison = claim.frame.comparison
        if comparison is not None and claim.frame.predicate == "differ":
            found.add(frozenset({plain(claim.frame.subject).head, plain(comparison.comparator).head}))
        for heading in claim.context.headings:
            match = SET_APART.search(heading)
            if match:
                one, other = match["one"] or match["first"], match["other"] or match["second"]
                found.add(frozenset({stem(one.lower()), stem(other.lower())}))
    return found


def contrasts(claims: Sequence[Claim], set_apart: set[frozenset[str]]) -> Iterator[tuple[Claim, Claim]]:
    """Yield the pairs of neighbouring claims on two things that the article sets apart."""
    for one, other in pairwise(claims):
        close = other.context.block - one.context.block == 0 and other.span.start - one.span.end < 40
        if not close or one.frame.relation is not other.frame.relation:
            continue
        things = topics(one), topics(other)
        if not things[0] or not things[1] or frozenset(plain(thing[0]).head for thing in things) not in set_apart:
            continue
        placed = (values(one) or anywhere(one)) and (values(other) or anywhere(other))
        if placed and not (anywhere(one) and anywhere(other)) and not shares_value(one, other):
            yield one, other


def anywhere(claim: Claim) -> bool:
    """Say whether a claim places its subject in any part of the body."""
    return claim.frame.relation is Relation.SITE and any(part.startswith("any ") for part in claim.frame.site)


def failures(one: Claim, other: Claim, claims: Sequence[Claim]) -> Iterator[ClaimRelation]:
    """Yield a relation between one side of a contrast and each claim that gives it a value of the other side."""
    for claim in claims:
        if claim in (one, other) or claim.frame.relation is not one.frame.relation:
            continue
        if alike_any(topics(claim), topics(one)) < SURE or alike_any(topics(claim), topics(other)) >= SURE:
            continue
        shared = [name for value in values(other) for name in values(claim) if same_value(value, name)]
        if shared:
            thing = topics(one)[0].text
            reason = (
                f"“{text_of(shared[0])}” is said to set “{topics(other)[0].text}” apart from “{thing}” in one place, "
                f"and is said of “{thing}” in the other"
            )
            slot = {Relation.CAUSE: "cause", Relation.SITE: "site"}.get(one.frame.relation, "duration")
            yield judged(one, claim, RelationKind.TENSION, slot, CONFIDENCE, Evidence("contrast", reason))


def topics(claim: Claim) -> tuple[Concept, ...]:
    """Return what the claim is about: the effect of a cause, else the subject."""
    found = objects_of(claim.frame)[:1] if claim.frame.relation is Relation.CAUSE else subjects_of(claim.frame)[:1]
    return tuple(concept for concept in found if not is_placeholder(concept))


def values(claim: Claim) -> tuple[Concept | str, ...]:
    """Return what the claim gives its topic: causes, or body parts."""
    frame = claim.frame
    if frame.relation is Relation.CAUSE:
        return tuple(
            concept for concept in (*subjects_of(frame), *objects_of(frame)[1:]) if not is_placeholder(concept)
        )
    return tuple(part for part in frame.site if not part.startswith("any "))


def shares_value(one: Claim, other: Claim) -> bool:
    """Say whether two claims have a value in common."""
    return any(same_value(mine, yours) for mine in values(one) for yours in values(other))


def same_value(one: Concept | str, other: Concept | str) -> bool:
    """Say whether two values are the same cause or body part."""
    if isinstance(one, Concept) and isinstance(other, Concept):
        return alike(one, other) >= SURE
    return one == other


def text_of(value: Concept | str) -> str:
    """Return a value as an editor reads it."""
    return value.text if isinstance(value, Concept) else value
