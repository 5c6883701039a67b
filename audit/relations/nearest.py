"""Vectors → the nearest rows of each row, and how alike two rows are."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from audit.relations.encode import Vectors

SEARCHED = 200
"""Features that more claims than this share are left out of the search, so that its cost is linear; 100 lost recall."""
BATCH = 512
"""Rows of one product of vectors: bounds the memory of the search."""

Pair = tuple[int, int]
"""Places of two claims in their sequence, smaller first."""


def search(vectors: "Vectors", count: int) -> list[Pair]:
    """Return the pairs of each row with its `count` nearest rows, sorted; equally near rows by place."""
    from scipy.sparse import issparse

    return search_sparse(vectors, count) if issparse(vectors) else search_dense(vectors, count)


def search_dense(matrix: "NDArray[float64]", count: int) -> list[Pair]:
    """Return the nearest pairs by every feature: the cost grows with the square of the rows, the memory does not."""
    from numpy import flatnonzero, partition

    found: set[Pair] = set()
    for start in range(0, len(matrix), BATCH):
        for offset, scores in enumerate(matrix[start : start + BATCH] @ matrix.T):
            row = start + offset
            least = partition(scores, -count - 1)[-count - 1] if len(scores) > count + 1 else scores.min()
            places = flatnonzero(scores >= least)
            found.update((min(row, other), max(row, other)) for other in nearest(places, scores[places], row, count))
    return sorted(found)


def search_sparse(matrix: "csr_matrix", count: int) -> list[Pair]:
    """Return the nearest pairs by the features that not too many rows share."""
    from numpy import diff

    rare = matrix[:, diff(matrix.tocsc().indptr) <= SEARCHED]
    target = rare.T.tocsr()
    found: set[Pair] = set()
    for start in range(0, rare.shape[0], BATCH):
        product = (rare[start : start + BATCH] @ target).tocsr()
        for offset in range(product.shape[0]):
            begin, end = product.indptr[offset], product.indptr[offset + 1]
            row = start + offset
            found.update(
                (min(row, other), max(row, other))
                for other in nearest(product.indices[begin:end], product.data[begin:end], row, count)
            )
    return sorted(found)


def nearest(places: "NDArray[int64]", scores: "NDArray[float64]", row: int, count: int) -> list[int]:
    """Return the places of the `count` highest scores but the row's own."""
    from numpy import lexsort
    from numpy import round as rounded

    order = lexsort((places, -rounded(scores, 6)))[: count + 1]
    return [int(places[index]) for index in order if places[index] != row][:count]


def measure(matrix: "Vectors", pairs: Sequence[Pair]) -> dict[Pair, float]:
    """Return the similarity of each pair, rounded to six places."""
    from numpy import ndarray

    similarities: dict[Pair, float] = {}
    for start in range(0, len(pairs), 16 * BATCH):
        some = pairs[start : start + 16 * BATCH]
        ones, others = [left for left, _ in some], [right for _, right in some]
        if isinstance(matrix, ndarray):
            products = (matrix[ones] * matrix[others]).sum(axis=1)
        else:
            products = matrix[ones].multiply(matrix[others]).sum(axis=1)
        similarities.update(zip(some, (round(float(value), 6) for value in products.flat), strict=True))
    return similarities
