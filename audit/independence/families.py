"""Articles, claims and clusters → families."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from audit.independence.order import Alignment, align_articles
from audit.independence.shingles import (
    CONTAINMENT,
    LEAST_SHARED,
    find_copies,
    index_grams,
    measure_containment,
    pair_by_grams,
    shingle,
)
from audit.model import Article, Claim, ClaimCluster, Family

Pair = tuple[str, str]
Evidence = dict[str, float]


def find_families(
    articles: Sequence[Article], claims: Sequence[Claim], clusters: Sequence[ClaimCluster]
) -> tuple[Family, ...]:
    """Partition the articles into families, sorted.

    Two articles are tied when the shorter has more than 6 % of its 3-grams from the other, or when both make at
    least six of the same points in the same order, three of them found nowhere else. Which one copied is left open.
    The evidence of a family is that of its weakest tie, so it holds for every tie in it.
    """
    shingles = shingle(articles)
    index = index_grams(shingles)
    pairs = pair_by_grams(index)
    alike = dict(find_copies(shingles, pairs))
    copies = join(shingles, alike)
    spread = {gram: len({copies[article] for article in holders}) for gram, holders in index.items()}
    measured = {pair: measure_containment(shingles[pair[0]], shingles[pair[1]], spread) for pair in pairs} | alike
    ties = dict(find_ties(measured, align_articles(claims, clusters, copies)))
    group = join(shingles, ties)
    members: defaultdict[int, list[str]] = defaultdict(list)
    for article in sorted(group):
        members[group[article]].append(article)
    evidence: defaultdict[int, list[Evidence]] = defaultdict(list)
    for (left, _), measures in sorted(ties.items()):
        evidence[group[left]].append(measures)
    families = (Family(tuple(ids), describe(evidence[number])) for number, ids in members.items())
    return tuple(sorted(families, key=lambda family: family.articles))


def find_ties(
    measured: Mapping[Pair, tuple[float, float]], alignments: Mapping[Pair, Alignment]
) -> Iterator[tuple[Pair, Evidence]]:
    """Yield the tied pairs with the measures that tie them."""
    for pair in sorted({*measured, *alignments}):
        containment, shared = measured.get(pair, (0.0, 0.0))
        alignment = alignments.get(pair)
        copied = containment > CONTAINMENT and shared >= LEAST_SHARED
        if copied or (alignment and alignment.ties):
            yield pair, weigh(containment, shared, alignment)


def weigh(containment: float, shared: float, alignment: Alignment | None) -> Evidence:
    """Return the measures of a tie by name, rounded; those on claims only where enough claims are shared."""
    measures = {"three_gram_containment": round(containment, 3), "shared_three_grams": round(shared, 1)}
    if alignment:
        measures["aligned_claims"] = alignment.aligned
        measures["order_agreement"] = round(alignment.agreement, 2)
        measures["rare_shared_claims"] = alignment.rare
    return measures


def describe(ties: Sequence[Evidence]) -> tuple[tuple[str, float], ...]:
    """Return the measures of the weakest tie."""
    if not ties:
        return ()
    weakest = min(ties, key=lambda tie: (tie["three_gram_containment"], sorted(tie.items())))
    return tuple(weakest.items())


def join(names: Iterable[str], pairs: Iterable[Pair]) -> dict[str, int]:
    """Return a number for each name, the same for names that a chain of pairs connects."""
    ordered = sorted(names)
    root = {name: name for name in ordered}

    def find(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for left, right in pairs:
        low, high = sorted((find(left), find(right)))
        root[high] = low
    numbers: dict[str, int] = {}
    return {name: numbers.setdefault(find(name), len(numbers)) for name in ordered}


def assign_families(
    clusters: Sequence[ClaimCluster], claims: Sequence[Claim], families: Sequence[Family]
) -> tuple[ClaimCluster, ...]:
    """Return the clusters with the families in them: of each family, the articles that make the claim."""
    article_of = {claim.id: claim.article for claim in claims}
    family_of = {article: family.articles[0] for family in families for article in family.articles}
    filled = []
    for cluster in clusters:
        articles = sorted({article_of[claim] for claim in cluster.claims if claim in article_of})
        members: defaultdict[str, list[str]] = defaultdict(list)
        for article in articles:
            members[family_of.get(article, article)].append(article)
        filled.append(replace(cluster, families=tuple(sorted(tuple(ids) for ids in members.values()))))
    return tuple(filled)
