"""Vectors → the nearest rows of each row."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from audit.relations import nearest
from audit.relations.nearest import measure, search


def rank_by_hand(matrix, count):
    """Sort every row in full."""
    found = set()
    scores = matrix @ matrix.T
    for row in range(len(matrix)):
        others = sorted(
            (other for other in range(len(matrix)) if other != row), key=lambda other: (-scores[row, other], other)
        )
        found.update((min(row, other), max(row, other)) for other in others[:count])
    return sorted(found)


@given(st.lists(st.lists(st.integers(-3, 3), min_size=4, max_size=4), min_size=1, max_size=12), st.integers(1, 5))
def test_dense_rows_meet_those_that_a_full_sort_puts_first_equals_by_place(rows, count):
    matrix = np.array(rows, dtype=float)
    assert search(matrix, count) == rank_by_hand(matrix, count)


def test_batches_change_nothing(monkeypatch):
    matrix = np.random.default_rng(5).integers(-9, 9, (50, 6)).astype(float)
    whole = search(matrix, 3)
    monkeypatch.setattr(nearest, "BATCH", 7)
    assert search(matrix, 3) == whole


def test_sparse_and_dense_rows_agree_where_no_feature_is_left_out():
    matrix = np.array([[1.0, 0, 0], [0.8, 0.6, 0], [0, 1.0, 0], [0, 0.6, 0.8]])
    assert search(csr_matrix(matrix), 1) == search(matrix, 1) == [(0, 1), (1, 2), (2, 3)]


def test_a_feature_that_many_rows_share_is_searched_in_dense_rows_only(monkeypatch):
    monkeypatch.setattr(nearest, "SEARCHED", 2)
    matrix = np.array([[1.0, 0], [1.0, 0], [1.0, 0], [0, 1.0]])
    assert search(csr_matrix(matrix), 1) == []
    assert (0, 1) in search(matrix, 1)


def test_likeness_is_measured_row_by_row():
    matrix = csr_matrix(np.array([[1.0, 0], [0.6, 0.8]]))
    assert measure(matrix, [(0, 1)]) == {(0, 1): pytest.approx(0.6)}
