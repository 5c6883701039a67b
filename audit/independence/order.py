"""Claims and clusters → pairs of articles that make the same points in the same order."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from audit.independence.shingles import pair_up
from audit.model import Claim, ClaimCluster

LEAST_ALIGNED = 6
"""Shared clusters from which an order means something."""

LEAST_AGREEMENT = 0.8
"""Kendall tau of the order; measured 0.96 for a paraphrase, at most 0.53 for independent health pages."""

LEAST_RARE = 3
"""Shared clusters that no third group of articles has."""

LEAST_ARTICLES = 4
"""In fewer groups of articles nothing is rare: every shared claim is in these two only (own choice)."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The claims that two articles share."""

    aligned: int
    rare: int
    agreement: float
    """Kendall tau of their order, -1 to 1."""

    @property
    def ties(self) -> bool:
        """Whether this is more than two articles on one topic have in common."""
        return self.aligned >= LEAST_ALIGNED and self.agreement > LEAST_AGREEMENT and self.rare >= LEAST_RARE


def align_articles(
    claims: Sequence[Claim], clusters: Sequence[ClaimCluster], group: Mapping[str, int]
) -> dict[tuple[str, str], Alignment]:
    """Return the alignment of pairs that share enough claims; `group` numbers the copies of one text alike."""
    if len(set(group.values())) < LEAST_ARTICLES:
        return {}
    places = _place_clusters(claims, clusters)
    shared: Counter[tuple[str, str]] = Counter()
    for firsts in places.values():
        shared.update(pair_up(sorted(firsts)))
    spread = {cluster: len({group[article] for article in firsts}) for cluster, firsts in places.items()}
    by_article: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for cluster, firsts in places.items():
        for article, start in firsts.items():
            by_article[article][cluster] = start
    return {
        (left, right): _align(by_article[left], by_article[right], spread)
        for (left, right), count in shared.items()
        if count >= LEAST_ALIGNED
    }


def _place_clusters(claims: Sequence[Claim], clusters: Sequence[ClaimCluster]) -> dict[str, dict[str, int]]:
    """Return for each cluster where it first stands in each article."""
    known = {claim.id: claim for claim in claims}
    places: dict[str, dict[str, int]] = {}
    for cluster in clusters:
        firsts: dict[str, int] = {}
        for claim in (known[name] for name in cluster.claims if name in known):
            firsts[claim.article] = min(firsts.get(claim.article, claim.span.start), claim.span.start)
        if len(firsts) > 1:
            places[cluster.id] = firsts
    return places


def _align(left: Mapping[str, int], right: Mapping[str, int], spread: Mapping[str, int]) -> Alignment:
    both = sorted(left.keys() & right.keys())
    rare = sum(spread[cluster] <= 2 for cluster in both)
    return Alignment(len(both), rare, kendall_tau([left[key] for key in both], [right[key] for key in both]))


def kendall_tau(left: Sequence[int], right: Sequence[int]) -> float:
    """Return Kendall's tau-a of two equally long lists of places: 1 same order, -1 reversed, 0 for fewer than two."""
    pairs = list(combinations(range(len(left)), 2))
    if not pairs:
        return 0.0
    sign = sum(_sign(left[a] - left[b]) * _sign(right[a] - right[b]) for a, b in pairs)
    return sign / len(pairs)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
