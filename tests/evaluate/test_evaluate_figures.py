import math
import random

import pytest

from audit.evaluate.figures import (
    area_under_curve,
    average_precision,
    b_cubed,
    best_f1,
    describe_decisions,
    spearman,
)


def test_decisions_are_counted_by_hand():
    figures = describe_decisions([True, True, True, False], [True, False, False, True])
    assert figures == {"precision": 0.5, "recall": 1 / 3, "f1": 0.4}


def test_nothing_found_is_zero_and_no_error():
    assert describe_decisions([True], [False]) == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


@pytest.mark.parametrize("seed", range(5))
def test_ranking_figures_agree_with_scikit_learn(seed):
    from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score

    draw = random.Random(seed)  # noqa: S311 -- a sample, no secret
    gold = [draw.random() < 0.3 for _ in range(200)]
    scores = [round(draw.random() + 0.3 * positive, 1) for positive in gold]
    assert average_precision(gold, scores) == pytest.approx(average_precision_score(gold, scores))
    positive = [(score, 1.0) for score, wanted in zip(scores, gold, strict=True) if wanted]
    negative = [(score, 1.0) for score, wanted in zip(scores, gold, strict=True) if not wanted]
    assert area_under_curve(positive, negative) == pytest.approx(roc_auc_score(gold, scores))
    precision, recall, _ = precision_recall_curve(gold, scores)
    best = max(2 * p * r / (p + r) for p, r in zip(precision, recall, strict=True) if p + r)
    assert best_f1(gold, scores)[0] == pytest.approx(best)


def test_the_order_of_ties_means_nothing():
    assert average_precision([True, False], [0.5, 0.5]) == average_precision([False, True], [0.5, 0.5]) == 0.5


def test_no_positive_has_no_best_threshold():
    assert best_f1([False, False], [0.1, 0.2]) == (0.0, math.inf)


def test_rank_correlation_agrees_with_scipy_with_ties():
    from scipy.stats import spearmanr

    left, right = [1, 2, 2, 4, 5, 5], [2, 1, 3, 3, 9, 8]
    assert spearman(left, right) == pytest.approx(spearmanr(left, right).statistic)


def test_weights_let_a_crowded_site_count_as_one():
    positive = [(9.0, 1.0), (1.0, 0.5), (1.0, 0.5)]
    assert area_under_curve(positive, [(5.0, 1.0)]) == 0.5


def test_b_cubed_of_one_cluster_and_of_single_items():
    gold = {1: "a", 2: "a", 3: "b", 4: "b"}
    assert b_cubed(gold, dict.fromkeys(gold, "all")) == (0.5, 1.0, pytest.approx(2 / 3))
    assert b_cubed(gold, {item: item for item in gold}) == (1.0, 0.5, pytest.approx(2 / 3))
    assert b_cubed(gold, gold) == (1.0, 1.0, 1.0)
