"""Two claims → the slot of scope in which they speak of different cases."""

import re
from functools import lru_cache

from audit.lexicons import lexicon_pattern
from audit.model import Claim, Phase
from audit.relations.compare.likeness import stem
from audit.relations.compare.wording import REMEMBERED, find_wording
from audit.relations.words import function_words

PHASES = {Phase.BEFORE, Phase.DURING, Phase.AFTER, Phase.LATER, Phase.LONG_TERM}


def differing_scope(left: Claim, right: Claim) -> str:
    """Return the first slot of scope that both claims fill and fill differently, or ""."""
    mine, other = left.frame, right.frame
    if disjoint(mine.population, other.population):
        return "population"
    if mine.phase in PHASES and other.phase in PHASES and mine.phase is not other.phase:
        return "phase"
    if disjoint(specific_sites(left), specific_sites(right)):
        return "site"
    if restricts(mine.condition) and restricts(other.condition) and not shares_words(mine.condition, other.condition):
        return "condition"
    return ""


def one_sided_scope(left: Claim, right: Claim) -> str:
    """Return the slot that only one of the claims restricts, or ""."""
    mine, other = left.frame, right.frame
    if bool(people(left)) != bool(people(right)):
        return "population"
    if restricts(mine.condition) != restricts(other.condition):
        return "condition"
    return ""


def people(claim: Claim) -> set[str]:
    """Return the populations of a claim; "chronic" and its like describe the illness."""
    return set(claim.frame.population) - {"chronic", "acute", "mild", "moderate", "severe"}


def disjoint(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Say whether both are given and share nothing."""
    return bool(left and right) and not {stem(word) for word in left} & {stem(word) for word in right}


def specific_sites(claim: Claim) -> tuple[str, ...]:
    """Return the body parts of a claim; a claim on any part has none."""
    return tuple(site for site in claim.frame.site if not site.startswith(("any ", "whole ")))


def restricts(condition: str) -> bool:
    """Say whether a condition narrows the claim; "when it strikes" does not."""
    return len(condition.split()) > 2 and not find_wording("empty_condition", condition)


def shares_words(left: str, right: str) -> bool:
    """Say whether two conditions share a word of more than three letters that is not a function word."""
    mine, other = ({stem(word.lower()) for word in text.split() if len(word) > 3} for text in (left, right))
    return bool((mine & other) - {"when", "that", "have", "your", "with", "from", "this", "they", "them", "then"})


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
    return frozenset(stem(word) for word in words if word not in function_words())
