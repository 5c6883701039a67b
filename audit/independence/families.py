"""Articles, claims and clusters → families."""

from collections.abc import Sequence

from audit.model import Article, Claim, ClaimCluster, Family


def find_families(
    articles: Sequence[Article], claims: Sequence[Claim], clusters: Sequence[ClaimCluster]
) -> tuple[Family, ...]:
    """Partition the articles into families."""
    return tuple(Family((article.id,)) for article in articles)


def assign_families(
    clusters: Sequence[ClaimCluster], claims: Sequence[Claim], families: Sequence[Family]
) -> tuple[ClaimCluster, ...]:
    """Return the clusters with the families in them."""
    return tuple(clusters)
