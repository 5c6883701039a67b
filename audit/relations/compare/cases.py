"""Two claims said to conflict → whether they speak of different cases after all, or of things too wide to be one.

The comparators read the slots of the frame; what is read here holds for all of them: the kind of an illness
("acquired", "chronic", "type 2"), a phrase that opens the clause ("In children, …"), a share of the cases ("in some
cases"), and the topics of two articles.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from audit.lexicons import compile_terms, lexicon_pattern, load_lexicon
from audit.model import Claim, ClaimRelation, Concept, Quantifier, Relation, RelationKind
from audit.relations.compare.judgement import Background, same_article
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
from audit.relations.compare.scope import differing_scope, one_sided_scope
from audit.relations.compare.wording import REMEMBERED, find_wording
from audit.relations.gist import gist_of

CONFLICTS = {RelationKind.CONTRADICTS, RelationKind.TENSION}

ANY_KIND = {
    "safety", "side effects", "only", "outcome", "strength of effect", "opposed acts", "threshold", "term", "link",
    "quantity", "needed", "loop", "start and end", "heredity", "recovery",
}  # fmt: skip
"""Comparators for which it does not matter that only one claim is confined to a kind: one case refutes an absolute
claim, or what conflicts is not the thing itself."""

CAUSAL = {Relation.CAUSE, Relation.MECHANISM, Relation.RISK_FACTOR}
"""Relations whose object is the illness that is spoken of, and whose subject may be anything."""
REMEDIAL = {Relation.TREATMENT, Relation.PREVENTION}
"""Relations whose object is the illness, and whose subject is a remedy of some kind."""


ACTING = {"effect", "negation", "outcome", "link", "valence", "term"}
"""Comparators of what a thing does, where too little of it is another thing."""


def beside_the_point(relation: ClaimRelation, left: Claim, right: Claim, background: Background) -> ClaimRelation:
    """Return the relation as it is, or as one of scope where the claims speak of different cases or things."""
    if relation.kind not in CONFLICTS:
        return relation
    slot = differing_case(relation, left, right) or differing_topic(left, right, background)
    slot = slot or ("condition" if any(CONDITION.fullmatch(claim.text.strip()) for claim in (left, right)) else "")
    if not slot:
        return relation
    evidence = replace(relation.evidence, reason=f"one speaks of another {slot} than the other")
    return replace(relation, kind=RelationKind.SCOPE, slot=slot, evidence=evidence)


def differing_case(relation: ClaimRelation, left: Claim, right: Claim) -> str:
    """Return in which way the claims of a conflict speak of different cases, or ""."""
    comparator = relation.evidence.comparator
    if differing_kinds(left, right):
        return "kind"
    if comparator in ACTING and is_lack(left) != is_lack(right):
        return "amount"
    if differing_openings(left, right) and comparator != "term":
        return "case"
    if comparator == "quantifier":
        return ""
    if is_partial(left) and is_partial(right):
        return "share of cases"
    if comparator == "cause" and same_article(left, right) and (is_partial(left) or is_partial(right)):
        return "share of cases"
    if comparator in ANY_KIND or any(is_absolute(claim) for claim in (left, right)):
        return ""
    return "kind" if narrowed_kind(left, right) else ""


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


# --- kinds ----------------------------------------------------------------------------------------------------------


@cache
def axes() -> tuple[tuple[re.Pattern[str], ...], ...]:
    """Return the axes along which kinds are told apart, each with a pattern for every value."""
    return tuple(
        tuple(compile_terms([value]) for value in axis.split(" :: ")) for axis in load_lexicon("kinds")["axes"]
    )


@lru_cache(maxsize=REMEMBERED)
def values_in(text: str) -> frozenset[tuple[int, int]]:
    """Return the values of all axes that a text names, as (axis, value)."""
    return frozenset(
        (index, place)
        for index, axis in enumerate(axes())
        for place, pattern in enumerate(axis)
        if pattern.search(text)
    )


def kinds_of(claim: Claim) -> frozenset[tuple[int, int]]:
    """Return the kinds that a claim confines itself to: by its subject, its illness, its condition or its opening."""
    frame = claim.frame
    named = () if frame.relation in CAUSAL else subjects_of(frame)
    named += objects_of(frame) if frame.relation in CAUSAL | REMEDIAL else ()
    spoken = [f"{concept.text} . {concept.id}" for concept in named]
    return values_in(" . ".join((*spoken, opening_of(claim.text), frame.condition)))


def differing_kinds(left: Claim, right: Claim) -> bool:
    """Say whether both claims name a kind on one axis, and not the same, or different members of a lettered family."""
    mine, other = kinds_of(left), kinds_of(right)
    shared = {axis for axis, _ in mine} & {axis for axis, _ in other}
    if any(not on_axis(mine, axis) & on_axis(other, axis) for axis in shared):
        return True
    here, there = variants_of(left), variants_of(right)
    return any(not here[noun] & there[noun] for noun in here.keys() & there.keys())


def narrowed_kind(left: Claim, right: Claim) -> bool:
    """Say whether only one of the claims is confined to a kind of the thing."""
    mine, other = kinds_of(left), kinds_of(right)
    if {axis for axis, _ in mine} != {axis for axis, _ in other}:
        return True
    lettered = variants_of(left).keys() ^ variants_of(right).keys()
    return bool(lettered & gist_of(left).words & gist_of(right).words)


def variants_of(claim: Claim) -> dict[str, frozenset[str]]:
    """Return the things a claim names by a letter or number of their kind: hepatitis → {"A", "B"}."""
    things = {word for members in (*gist_of(claim).subjects, *gist_of(claim).objects) for word in members}
    return {noun: kinds for noun, kinds in gist_of(claim).variants if noun in things or all(map(str.isalpha, kinds))}


def on_axis(kinds: frozenset[tuple[int, int]], axis: int) -> set[int]:
    """Return the values that stand on one axis."""
    return {place for index, place in kinds if index == axis}


# --- cases ----------------------------------------------------------------------------------------------------------

OPENING = re.compile(
    r"^\W*(?:(?:and|but|however|while|although|so|yet)\W+)?"
    r"(?:in|for|among|with|during|after|within|under|at|before|without)\s+(?P<what>[^,;:.]{3,70}),",
    re.IGNORECASE,
)
"""A phrase that opens a clause and says for which cases it holds."""


@lru_cache(maxsize=REMEMBERED)
def opening_of(text: str) -> str:
    """Return the phrase of place, time or people that opens a claim, or "" where it only connects."""
    found = OPENING.match(text)
    if found is None or lexicon_pattern("kinds", "connecting").fullmatch(found["what"].strip()):
        return ""
    return found["what"].strip()


def differing_openings(left: Claim, right: Claim) -> bool:
    """Say whether both claims open with a phrase of scope, and the phrases share no word."""
    mine, other = (opening_words(claim) for claim in (left, right))
    return bool(mine and other) and not mine & other


def opening_words(claim: Claim) -> frozenset[str]:
    """Return the words of the opening phrase that name something."""
    words = re.findall(r"[a-z][a-z-]{2,}", opening_of(claim.text).lower())
    return frozenset(stem(word) for word in words) - FUNCTION


FUNCTION = {
    "the",
    "and",
    "most",
    "some",
    "many",
    "few",
    "all",
    "this",
    "these",
    "those",
    "your",
    "their",
    "its",
    "case",
}


def is_partial(claim: Claim) -> bool:
    """Say whether a claim is made of a share of the cases only."""
    found = lexicon_pattern("kinds", "share").search(claim.text)
    return found is not None and not lexicon_pattern("kinds", "share").search(claim.text[: found.start()])


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
