"""Kinds of one thing: on an axis of its names ("acute", "chronic"), or by a letter, a number or a "non"."""

import re
from functools import cache, lru_cache

from audit.lexicons import compile_terms, load_lexicon
from audit.model import Claim, Relation
from audit.relations.compare.likeness import objects_of, subjects_of
from audit.relations.compare.scope import opening_of
from audit.relations.compare.wording import REMEMBERED
from audit.relations.gist import Gist, gist_of

CAUSAL = {Relation.CAUSE, Relation.MECHANISM, Relation.RISK_FACTOR}
"""Relations whose object is the illness that is spoken of, and whose subject may be anything."""
REMEDIAL = {Relation.TREATMENT, Relation.PREVENTION}
"""Relations whose object is the illness, and whose subject is a remedy of some kind."""


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
    return any(not on_axis(mine, axis) & on_axis(other, axis) for axis in shared) or lettered_apart(
        gist_of(left), gist_of(right)
    )


def lettered_apart(mine: Gist, other: Gist) -> bool:
    """Say whether two claims name one thing in two kinds told apart by a letter or a number: hepatitis B and C."""
    kinds = dict(other.variants)
    return any(noun in kinds and not kinds[noun] & kind for noun, kind in mine.variants)


def narrowed_kind(left: Claim, right: Claim) -> bool:
    """Say whether only one of the claims is confined to a kind of the thing."""
    mine, other = kinds_of(left), kinds_of(right)
    if {axis for axis, _ in mine} != {axis for axis, _ in other}:
        return True
    here, there = gist_of(left), gist_of(right)
    lettered = dict(here.variants).keys() ^ dict(there.variants).keys()
    return bool(lettered & here.words & there.words)


def on_axis(kinds: frozenset[tuple[int, int]], axis: int) -> set[int]:
    """Return the values that stand on one axis."""
    return {place for index, place in kinds if index == axis}
