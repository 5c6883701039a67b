"""A comparator's own confidence and what a reader found of it → a confidence that means how often it is right.

Beta-binomial shrinkage: the comparator's confidence counts like `PRIOR_WEIGHT` judged pairs of that share of real ones,
the judged pairs (`audit/data/judged_pairs.toml`) count as themselves: (real + w · c) / (judged + w). (Gelman et al.,
Bayesian Data Analysis, 3rd edition, section 2.4.)
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from audit.lexicons import load_lexicon
from audit.model import ClaimRelation, RelationKind

PRIOR_WEIGHT = 10.0
"""Judged pairs that a comparator's own confidence weighs as much as (own choice)."""

CONFLICTS = {RelationKind.CONTRADICTS, RelationKind.TENSION}


def calibrate(relation: ClaimRelation) -> ClaimRelation:
    """Return a conflict with its confidence moved to the share of real ones among its comparator's judged pairs."""
    if relation.kind not in CONFLICTS:
        return relation
    return replace(relation, confidence=moved(relation))


def told_confidence(relation: ClaimRelation) -> float:
    """Return how sure an audit is of what it tells: a drift joins its claims as surely as ever, but is moved here."""
    return moved(relation) if relation.kind is RelationKind.DRIFT else relation.confidence


def moved(relation: ClaimRelation) -> float:
    """Return the confidence of a relation, moved by the judged pairs of its comparator."""
    real, judged = counts().get(evidence_name(relation), (0.0, 0))
    return round((real + PRIOR_WEIGHT * relation.confidence) / (judged + PRIOR_WEIGHT), 3)


def evidence_name(relation: ClaimRelation) -> str:
    """Return the comparator of a relation as the list of judged pairs writes it."""
    return relation.evidence.comparator.replace(" ", "_")


@cache
def counts() -> Mapping[str, tuple[float, int]]:
    """Return comparator → (real, judged) of the judged pairs; the pairs of one first claim count as one together.

    A claim that forty others contradict is one observation of its comparator, not forty.
    """
    seen: defaultdict[str, defaultdict[tuple[str, str, str], list[bool]]] = defaultdict(lambda: defaultdict(list))
    for line in load_lexicon("judged_pairs")["pairs"]:
        corpus, comparator, verdict, left, here, *_ = line.split()
        seen[comparator][corpus, left, here].append(verdict == "real")
    return {
        name: (sum(sum(verdicts) / len(verdicts) for verdicts in groups.values()), len(groups))
        for name, groups in sorted(seen.items())
    }
