"""Clusters and families → how far independent sources say the same where no reference fact decides."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING

from audit.independence.families import join
from audit.model import Analysis, Contribution, StanceKind
from audit.scoring.draft import Draft, not_assessed
from audit.scoring.evidence import is_own
from audit.scoring.scheme import AGREEMENT, MAXIMA
from audit.scoring.truth import FALSE_VALUES, Vote, one_coin

if TYPE_CHECKING:
    from numpy.random import Generator

    from audit.scoring.draft import Draws, Sampler

SHRINK = 2.0
"""Claims held in common at which agreement gives half of its points (own choice)."""

SAID = "said"
"""The one value an item has: what its cluster says. Silence is no vote."""


def find_agreement(analysis: Analysis) -> dict[str, tuple[float, ...]]:
    """Return for each source the beliefs of its claims that other families make too, surest first.

    A belief is the probability that a claim is right, given the other families that make it and how often each agreed
    with the reference facts. Claims that a fact covers are left out: there the fact counts, not the number of voices.
    A contradiction takes nothing from anyone: it shows that one of two is wrong, not which.
    """
    witness = find_witnesses(analysis)
    article_source = {article.id: article.source for article in analysis.articles}
    source_of = {claim.id: article_source[claim.article] for claim in analysis.claims if is_own(claim)}
    speakers = {
        cluster.id: sorted({source_of[claim] for claim in cluster.claims if claim in source_of})
        for cluster in analysis.clusters
    }
    covered = judge_clusters(analysis, frozenset(source_of))
    trust = estimate_trust(speakers, witness, covered)
    found: defaultdict[str, list[float]] = defaultdict(list)
    for cluster, sources in speakers.items():
        for source in sources if cluster not in covered else ():
            others = sorted({witness[other] for other in sources} - {witness[source]})
            if others:
                found[source].append(believe([trust[other] for other in others]))
    return {source: tuple(sorted(beliefs, reverse=True)) for source, beliefs in sorted(found.items())}


def find_witnesses(analysis: Analysis) -> dict[str, str]:
    """Return the independent witness that each source is part of: sources with articles of one family are one."""
    source_of = {article.id: article.source for article in analysis.articles}
    families = [[source_of[article] for article in family.articles] for family in analysis.families]
    numbers = join(set(source_of.values()), (pair for sources in families for pair in pairwise(sources)))
    return {source: str(number) for source, number in numbers.items()}


def judge_clusters(analysis: Analysis, own: frozenset[str]) -> dict[str, str | None]:
    """Return the clusters that a reference fact covers: `SAID` when it agrees, None when it does not, else ""."""
    stances: defaultdict[str, set[StanceKind]] = defaultdict(set)
    for stance in analysis.stances:
        if stance.claim in own and stance.stance is not StanceKind.OUT_OF_SCOPE:
            stances[stance.claim].add(stance.stance)
    covered: dict[str, str | None] = {}
    for cluster in analysis.clusters:
        kinds = {kind for claim in cluster.claims for kind in stances.get(claim, ())}
        if kinds:
            covered[cluster.id] = {frozenset({StanceKind.SUPPORTS}): SAID, frozenset({StanceKind.REFUTES}): None}.get(
                frozenset(kinds), ""
            )
    return covered


def estimate_trust(
    speakers: Mapping[str, Sequence[str]], witness: Mapping[str, str], covered: Mapping[str, str | None]
) -> Mapping[str, float]:
    """Return the accuracy of each witness from what it says alone or with others, the covered clusters as anchors."""
    votes = [
        Vote(name, cluster, SAID)
        for cluster, sources in speakers.items()
        for name in sorted({witness[source] for source in sources})
        if covered.get(cluster) != ""
    ]
    return one_coin(votes, covered).trust if votes else {}


def believe(trusts: Sequence[float]) -> float:
    """Return the probability that what witnesses of these accuracies agree on is right."""
    odds = prod(trust * FALSE_VALUES / (1 - trust) for trust in trusts)
    return odds / (odds + FALSE_VALUES)


def judge_agreement(beliefs: Sequence[float]) -> Draft:
    """Draft the agreement with other families: 5 a / (2 + a), a the sum of the beliefs above one half.

    What is left to 5 is missing: nobody else spoke. Agreement with witnesses that are mostly wrong counts nothing.
    """
    held = [belief for belief in beliefs if belief > 0.5]
    if not held:
        return not_assessed(AGREEMENT)
    most, total = MAXIMA[AGREEMENT], sum(held)
    points = round(most * total / (SHRINK + total), 2)
    gains = (Contribution("claims that independent families make too", points, len(held)),)
    return Draft(AGREEMENT, gains, (), draw_agreement(held), missing=most - points)


def draw_agreement(beliefs: Sequence[float]) -> "Sampler":
    """Return a sampler over which of the claims are right."""

    def sample(rng: "Generator", draws: int) -> "Draws":
        import numpy as np

        right = (rng.random((draws, len(beliefs))) < np.array(beliefs)).sum(axis=1)
        return np.asarray(MAXIMA[AGREEMENT] * right / (SHRINK + right), dtype=np.float64)

    return sample
