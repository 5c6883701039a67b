"""Two claims → the slot of scope in which they speak of different cases."""

from audit.model import Claim, Phase
from audit.relations.compare.likeness import stem
from audit.relations.compare.wording import find_wording

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
