"""Two claims said to conflict → whether they speak of different cases after all, or of things too wide to be one.

The comparators read the slots of the frame; what is read here holds for all of them: the kind of an illness
("acquired", "chronic", "type 2"), a phrase that opens the clause ("In children, …"), a share of the cases ("in some
cases"), and the topics of two articles.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from audit.lexicons import lexicon_pattern, load_lexicon
from audit.model import Claim, ClaimRelation, Concept, Quantifier, RelationKind
from audit.relations.compare.judgement import Background, same_article
from audit.relations.compare.kinds import differing_kinds, narrowed_kind
from audit.relations.compare.likeness import (
    SURE,
    alike,
    is_placeholder,
    names,
    objects_of,
    on_one_topic,
    plain,
    stem,
    subjects_of,
)
from audit.relations.compare.scope import differing_openings, differing_scope, one_sided_scope
from audit.relations.compare.wording import find_wording

CONFLICTS = {RelationKind.CONTRADICTS, RelationKind.TENSION}

ANY_KIND = {
    "safety", "side effects", "only", "outcome", "strength of effect", "opposed acts", "threshold", "term", "link",
    "quantity", "needed", "loop", "start and end", "heredity", "recovery",
}  # fmt: skip
"""Comparators for which it does not matter that only one claim is confined to a kind: one case refutes an absolute
claim, or what conflicts is not the thing itself."""

ACTING = {"effect", "negation", "outcome", "link", "valence", "term"}
"""Comparators of what a thing does, where too little of it is another thing."""


def beside_the_point(relation: ClaimRelation, left: Claim, right: Claim, background: Background) -> ClaimRelation:
    """Return the relation as it is, or as one of scope where the claims speak of different cases or things."""
    if relation.kind not in CONFLICTS:
        return relation
    slot = differing_case(relation, left, right) or differing_topic(left, right, background)
    if not slot:
        return relation
    evidence = replace(relation.evidence, reason=f"one speaks of another {slot} than the other")
    return replace(relation, kind=RelationKind.SCOPE, slot=slot, evidence=evidence)


def differing_case(relation: ClaimRelation, left: Claim, right: Claim) -> str:
    """Return in which way the claims of a conflict speak of different cases, or ""."""
    comparator = relation.evidence.comparator
    confined = comparator != "quantifier"  # shares and kinds are what it compares
    slots = (
        ("condition", any(CONDITION.fullmatch(claim.text.strip()) for claim in (left, right))),
        ("kind", differing_kinds(left, right)),
        ("amount", comparator in ACTING and is_lack(left) != is_lack(right)),
        ("case", comparator != "term" and differing_openings(left, right)),
        ("share of cases", confined and differing_shares(comparator, left, right)),
        ("kind", confined and comparator not in ANY_KIND and narrowed_alone(left, right)),
    )
    return next((slot for slot, differs in slots if differs), "")


def differing_shares(comparator: str, left: Claim, right: Claim) -> bool:
    """Say whether both claims are of a share of the cases; of causes in one article, one is enough."""
    partial = is_partial(left), is_partial(right)
    return all(partial) or (any(partial) and comparator == "cause" and same_article(left, right))


def narrowed_alone(left: Claim, right: Claim) -> bool:
    """Say whether only one claim is confined to a kind, and neither is made of all cases."""
    return narrowed_kind(left, right) and not (is_absolute(left) or is_absolute(right))


CONDITION = re.compile(r"(?:if|unless|whether|in case|provided)\b[^,;:]*", re.IGNORECASE)
"""A clause of condition by itself, which states nothing."""

LACK = re.compile(
    r"\W*(?:not (?:getting |having )?enough|too (?:little|few)|insufficient|inadequate|poor|missing|without|"
    r"(?:a |the )?(?:lack|shortage|deficiency|loss|absence) of|low(?:er)? (?:levels?|counts?|amounts?) of)\b",
    re.IGNORECASE,
)
"""Too little of a thing does the opposite of the thing."""


def is_lack(claim: Claim) -> bool:
    """Say whether a claim is about too little of its subject."""
    return any(LACK.match(concept.text) for concept in subjects_of(claim.frame))


def is_one_case(left: Claim, right: Claim) -> bool:
    """Say whether two claims of one statement speak of the same cases, so that a change of strength means something."""
    scoped = differing_scope(left, right) or one_sided_scope(left, right)
    kinds = differing_kinds(left, right) or narrowed_kind(left, right) or differing_openings(left, right)
    return not scoped and not kinds


def is_absolute(claim: Claim) -> bool:
    """Say whether a claim is made of all cases, so that one kind refutes it."""
    return claim.frame.quantifier is Quantifier.ALWAYS or find_wording("absolute", claim.text) is not None


def is_partial(claim: Claim) -> bool:
    """Say whether a claim is made of a share of the cases only."""
    return lexicon_pattern("kinds", "share").search(claim.text) is not None


# --- topics ---------------------------------------------------------------------------------------------------------


def differing_topic(left: Claim, right: Claim, background: Background) -> str:
    """Return "topic" where two articles speak of different things and the claims share nothing that is one thing."""
    if same_article(left, right) or on_one_topic(left, right, background):
        return ""
    illnesses = background.illnesses.get(left.article), background.illnesses.get(right.article)
    if illnesses[0] is not None and illnesses[1] is not None and alike(illnesses[0], illnesses[1]) >= SURE:
        return ""
    mine, other = (background.vocabulary.get(claim.article, ()) for claim in (left, right))
    if not mine or not other:
        return ""
    main = split_words(mine[:MAIN_WORDS]) & split_words(other[:MAIN_WORDS])
    near = main or len(split_words(mine) & split_words(other)) >= MAIN_WORDS
    return "" if near or shares_specific(left, right) else "topic"


def split_words(phrases: Sequence[str]) -> set[str]:
    """Return the words of phrases: "leg cramp" is about cramps."""
    return {word for phrase in phrases for word in phrase.split()}


MAIN_WORDS = 2
"""Words of two articles that make them speak of one thing: one of the two commonest, or two of all that are kept."""


def shares_specific(left: Claim, right: Claim) -> bool:
    """Say whether two claims share a concept that is the same thing wherever it is named."""
    mine, other = (tuple(filter(is_specific, named(claim))) for claim in (left, right))
    if any(alike(one, two) >= SURE for one in mine for two in other):
        return True
    return any(names(right, concept) for concept in mine) or any(names(left, concept) for concept in other)


def named(claim: Claim) -> tuple[Concept, ...]:
    """Return the concepts of a claim's subject and object."""
    return (*subjects_of(claim.frame), *objects_of(claim.frame))


def is_specific(concept: Concept) -> bool:
    """Say whether a concept is more than a complaint or a class that belongs to many illnesses."""
    words = set(plain(concept).id.split())
    return not is_placeholder(concept) and not words <= wide_words()


@cache
def wide_words() -> frozenset[str]:
    """Return the words for complaints, classes and findings that many illnesses have."""
    return frozenset(stem(word) for word in load_lexicon("kinds")["wide"])
