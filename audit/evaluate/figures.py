"""Judged items → the figures of retrieval, classification and clustering."""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import groupby

DRAWS = 200
"""Draws behind an interval."""
BINS = 15
"""Bins of confidence, equally wide."""


def ratio(part: float, whole: float) -> float:
    """Return part / whole, 0 where there is nothing to divide by."""
    return part / whole if whole else 0.0


def f1_score(true_positive: int, false_positive: int, false_negative: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return ratio(2 * true_positive, 2 * true_positive + false_positive + false_negative)


def count_hits(gold: Sequence[bool], found: Sequence[bool]) -> tuple[int, int, int]:
    """Return true positives, false positives and false negatives."""
    pairs = list(zip(gold, found, strict=True))
    return (
        sum(wanted and got for wanted, got in pairs),
        sum(got and not wanted for wanted, got in pairs),
        sum(wanted and not got for wanted, got in pairs),
    )


def describe_decisions(gold: Sequence[bool], found: Sequence[bool]) -> dict[str, float]:
    """Return precision, recall and F1 of decisions."""
    hit, wrong, missed = count_hits(gold, found)
    return {
        "precision": ratio(hit, hit + wrong),
        "recall": ratio(hit, hit + missed),
        "f1": f1_score(hit, wrong, missed),
    }


def average_precision(gold: Sequence[bool], scores: Sequence[float]) -> float:
    """Return the mean precision over the ranks of the positives; ties are one step, so their order means nothing."""
    total = sum(gold)
    ranked = sorted(zip(scores, gold, strict=True), key=lambda pair: -pair[0])
    seen = hits = 0
    area = 0.0
    for _, tied in groupby(ranked, key=lambda pair: pair[0]):
        wanted = [positive for _, positive in tied]
        seen += len(wanted)
        hits += sum(wanted)
        area += ratio(sum(wanted), total) * ratio(hits, seen)
    return area


def best_f1(gold: Sequence[bool], scores: Sequence[float]) -> tuple[float, float]:
    """Return the highest F1 over all thresholds on these rows, and its threshold (score >= threshold)."""
    total = sum(gold)
    ranked = sorted(zip(scores, gold, strict=True), key=lambda pair: -pair[0])
    best = (0.0, math.inf)
    seen = hits = 0
    for score, tied in groupby(ranked, key=lambda pair: pair[0]):
        wanted = [positive for _, positive in tied]
        seen += len(wanted)
        hits += sum(wanted)
        best = max(best, (ratio(2 * hits, seen + total), score), key=lambda pair: pair[0])
    return best


def area_under_curve(positive: Sequence[tuple[float, float]], negative: Sequence[tuple[float, float]]) -> float:
    """Return the share of (positive, negative) pairs in right order, ties half; items are (score, weight)."""
    won = total = 0.0
    for score, weight in positive:
        for other, mass in negative:
            total += weight * mass
            won += weight * mass * (1.0 if score > other else 0.5 if score == other else 0.0)
    return ratio(won, total)


def spearman(left: Sequence[float], right: Sequence[float]) -> float:
    """Return the rank correlation, ties at their mean rank."""
    return pearson(mean_ranks(left), mean_ranks(right))


def mean_ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value from 1, equal values at their mean rank."""
    ranks = [0.0] * len(values)
    order = sorted(range(len(values)), key=lambda index: values[index])
    start = 0
    for _, tied in groupby(order, key=lambda index: values[index]):
        members = list(tied)
        for index in members:
            ranks[index] = start + (len(members) + 1) / 2
        start += len(members)
    return ranks


def pearson(left: Sequence[float], right: Sequence[float]) -> float:
    """Return the linear correlation, 0 where one side does not vary."""
    middle, centre = ratio(sum(left), len(left)), ratio(sum(right), len(right))
    shared = sum((x - middle) * (y - centre) for x, y in zip(left, right, strict=True))
    spread = math.sqrt(sum((x - middle) ** 2 for x in left) * sum((y - centre) ** 2 for y in right))
    return ratio(shared, spread)


def b_cubed(gold: Mapping[int, Hashable], found: Mapping[int, Hashable]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 (Bagga and Baldwin 1998) of item → cluster, over the items of `gold`."""
    wanted, got = gather(gold), gather({item: found[item] for item in gold})
    precision = recall = 0.0
    for item in gold:
        shared = len(wanted[gold[item]] & got[found[item]])
        precision += shared / len(got[found[item]])
        recall += shared / len(wanted[gold[item]])
    precision, recall = ratio(precision, len(gold)), ratio(recall, len(gold))
    return precision, recall, ratio(2 * precision * recall, precision + recall)


def gather(clusters: Mapping[int, Hashable]) -> dict[Hashable, set[int]]:
    """Return cluster → items."""
    members: dict[Hashable, set[int]] = defaultdict(set)
    for item, cluster in clusters.items():
        members[cluster].add(item)
    return members


def mean(values: Iterable[float]) -> float:
    """Return the mean, 0 of nothing."""
    listed = list(values)
    return ratio(sum(listed), len(listed))


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """Return the mean F1 over the labels that stand in `gold`."""
    scores = []
    for label in sorted(set(gold)):
        hits = count_hits([one == label for one in gold], [one == label for one in found])
        scores.append(f1_score(*hits))
    return mean(scores)


def calibration_error(right: Sequence[bool], confidences: Sequence[float]) -> float:
    """Return the expected calibration error: how far confidence and share of right answers lie apart, by bins."""
    bins: dict[int, list[int]] = defaultdict(list)
    for place, confidence in enumerate(confidences):
        bins[min(BINS - 1, int(confidence * BINS))].append(place)
    gaps = (abs(sum(right[place] - confidences[place] for place in places)) for places in bins.values())
    return ratio(sum(gaps), len(right))


def precision_at_recall(gold: Sequence[bool], scores: Sequence[float], recall: float) -> float:
    """Return the best precision of a threshold that finds at least this share of the positives."""
    best, seen, hits = 0.0, 0, 0
    for _, tied in groupby(sorted(zip(scores, gold, strict=True), key=lambda pair: -pair[0]), key=lambda pair: pair[0]):
        wanted = [positive for _, positive in tied]
        seen, hits = seen + len(wanted), hits + sum(wanted)
        if hits >= recall * sum(gold):
            best = max(best, ratio(hits, seen))
    return best


def interval(measure: Callable[..., float], *columns: Sequence[object]) -> str:
    """Return the 95 % interval of a figure of these columns: rows are drawn anew with replacement, by a fixed seed."""
    size = len(columns[0])
    generator = random.Random(DRAWS)  # noqa: S311 -- no secret
    values = []
    for _ in range(DRAWS if size else 0):
        rows = generator.choices(range(size), k=size)
        values.append(measure(*([column[row] for row in rows] for column in columns)))
    values.sort()
    return f"{values[int(0.025 * DRAWS)]:.3f}–{values[int(0.975 * DRAWS) - 1]:.3f}" if values else ""
