"""Judged relations → clusters of claims that say the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from audit.model import Claim, ClaimCluster, ClaimRelation, RelationKind

JOINING = {RelationKind.EQUIVALENT, RelationKind.ENTAILS, RelationKind.ENTAILED_BY, RelationKind.DRIFT}
"""Kinds under which two claims share their core; a difference in strength or detail stays as the relation."""
APART = 1.0
"""Distance of a pair that no relation joins."""


def cluster_claims(claims: Sequence[Claim], relations: Sequence[ClaimRelation]) -> tuple[ClaimCluster, ...]:
    """Partition the claims by complete linkage: every two members of a cluster were judged to say the same.

    Claims that nothing joins are clusters of one. Clusters stand in the order of their first member.
    """
    order = {claim.id: index for index, claim in enumerate(claims)}
    by_id = {claim.id: claim for claim in claims}
    distances = measure_distances(relations, order)
    groups = [group for component in components(len(claims), distances) for group in split(component, distances)]
    clusters = []
    for group in sorted(groups):
        members = tuple(claims[index].id for index in group)
        clusters.append(ClaimCluster(members[0], members, representative([by_id[name] for name in members])))
    return tuple(clusters)


def measure_distances(relations: Iterable[ClaimRelation], order: Mapping[str, int]) -> dict[tuple[int, int], float]:
    """Return 1 - confidence for each joined pair of indices, smaller first; of two judgements the surer counts."""
    distances: dict[tuple[int, int], float] = {}
    for relation in relations:
        if relation.kind in JOINING and relation.left in order and relation.right in order:
            left, right = sorted((order[relation.left], order[relation.right]))
            if left != right:
                distance = round(1.0 - relation.confidence, 6)
                distances[left, right] = min(distance, distances.get((left, right), APART))
    return distances


def components(size: int, edges: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """Yield the connected components of an undirected graph as sorted lists."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    pairs = sorted(edges)
    rows, columns = [left for left, _ in pairs], [right for _, right in pairs]
    graph = coo_matrix(([1] * len(pairs), (rows, columns)), shape=(size, size))
    members: dict[int, list[int]] = defaultdict(list)
    for index, label in enumerate(connected_components(graph, directed=False)[1] if size else ()):
        members[int(label)].append(index)
    yield from members.values()


def split(component: Sequence[int], distances: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Cut a connected component into groups in which every pair is joined (complete linkage)."""
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(component) < 3:
        return [list(component)]
    condensed = [
        distances.get((left, right), APART)
        for position, left in enumerate(component)
        for right in component[position + 1 :]
    ]
    labels = fcluster(linkage(condensed, method="complete"), t=APART - 1e-9, criterion="distance")
    groups: dict[int, list[int]] = defaultdict(list)
    for index, label in zip(component, labels, strict=True):
        groups[int(label)].append(index)
    return list(groups.values())


def representative(members: Sequence[Claim]) -> str:
    """Return the id of the most specific hedged member: the one an editor can hold every member to.

    Hedged (modality 1 or 2) comes before bare and bare before absolute; then the number of filled slots, then the
    number of content terms, then place.
    """

    def rank(place: int) -> tuple[bool, int, int, int]:
        frame = members[place].frame
        slots = (frame.subject.id, frame.object.id, frame.quantities, frame.population, frame.site, frame.condition)
        return (frame.modality >= 4, -sum(map(bool, slots)), -len(frame.terms), place)

    return members[min(range(len(members)), key=rank)].id
