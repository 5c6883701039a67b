"""Judged relations → clusters of claims that say the same."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit.model import CandidatePair, Claim, ClaimCluster, ClaimRelation, RelationKind

JOINING = {RelationKind.EQUIVALENT, RelationKind.ENTAILS, RelationKind.ENTAILED_BY, RelationKind.DRIFT}
"""Kinds under which two claims share their core; a difference in strength or detail stays as the relation."""
PARTING = {RelationKind.CONTRADICTS, RelationKind.TENSION, RelationKind.SCOPE}
"""Kinds under which two claims are never in one cluster by way of others."""
APART = 1.0
"""Distance of a pair that no relation joins."""


JOINED = 0.5
"""Share of the pairs across two groups that must be joined for them to be one cluster."""
NEAR = 0.35
"""Mean nearness across two groups that they need to be one cluster; chosen with `FAR` on the labelled topics."""

Pair = tuple[int, int]
"""Places of two claims in their sequence, smaller first."""


@dataclass(frozen=True, slots=True)
class Bond:
    """What is known of the pairs of claims, by their places."""

    distances: Mapping[Pair, float]
    """1 - confidence of the pairs that a relation joins."""
    nearness: Mapping[Pair, float]
    """Nearness of the pairs compared."""
    apart: Callable[[int, int], bool]
    """Say whether anything speaks against two claims."""


def cluster_claims(
    claims: Sequence[Claim],
    relations: Sequence[ClaimRelation],
    pairs: Iterable[CandidatePair] = (),
    differ: Callable[[Claim, Claim], bool] = lambda left, right: False,
) -> tuple[ClaimCluster, ...]:
    """Partition the claims by complete linkage, then join groups that half of the pairs across hold together.

    In a group that complete linkage makes, every two members were judged to say the same. Two such groups are one
    cluster when half of the pairs across were, when all of them read alike in the mean, and when nothing speaks against
    any of them: no relation of conflict or scope, and not `differ`. Claims that nothing joins are clusters of one.
    Clusters stand in the order of their first member.
    """
    order = {claim.id: index for index, claim in enumerate(claims)}
    by_id = {claim.id: claim for claim in claims}
    distances = measure_distances(relations, order)
    against = {place_pair(relation, order) for relation in relations if relation.kind in PARTING}
    bond = Bond(
        distances,
        {place_pair(pair, order): pair.nearness for pair in pairs},
        lambda left, right: (left, right) in against or differ(claims[left], claims[right]),
    )
    groups = [
        group for component in components(len(claims), distances) for group in merge(split(component, distances), bond)
    ]
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


def place_pair(pair: ClaimRelation | CandidatePair, order: Mapping[str, int]) -> Pair:
    """Return the places of the claims of a relation or a pair, smaller first; -1 for an unknown one."""
    left, right = sorted((order.get(pair.left, -1), order.get(pair.right, -1)))
    return left, right


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


def merge(groups: list[list[int]], bond: Bond) -> list[list[int]]:
    """Join the groups of one component two by two, those of the least mean distance first, as long as any hold."""
    groups = sorted(groups)
    known: dict[tuple[Pair, Pair], float] = {}
    while len(groups) > 1:
        best = (APART, 0, 0)
        for place, one in enumerate(groups):
            for other in range(place + 1, len(groups)):
                key = ((one[0], len(one)), (groups[other][0], len(groups[other])))
                if key not in known:
                    known[key] = measure_groups(one, groups[other], bond)
                best = min(best, (known[key], place, other))
        distance, place, other = best
        if distance >= APART:
            break
        groups[place] = sorted(groups[place] + groups.pop(other))
    return groups


def measure_groups(one: Sequence[int], other: Sequence[int], bond: Bond) -> float:
    """Return the mean distance of the pairs across two groups; `APART` for groups that must not be one cluster."""
    across = [(min(left, right), max(left, right)) for left in one for right in other]
    joined = sum(pair in bond.distances for pair in across)
    if joined < JOINED * len(across) or sum(bond.nearness.get(pair, 0.0) for pair in across) < NEAR * len(across):
        return APART
    if any(bond.apart(*pair) for pair in across if pair not in bond.distances):
        return APART
    return sum(bond.distances.get(pair, APART) for pair in across) / len(across)


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
