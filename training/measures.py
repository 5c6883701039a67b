"""Answers and gold → figures with intervals. Arrays hold one row a pair; labels are indexes of `LABELS`."""

from collections.abc import Callable

import numpy as np

LABELS = ("entailment", "neutral", "contradiction")
SEED = 20261122


def softmax(logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """Return probabilities of rows."""
    scaled = logits / temperature
    scaled = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return scaled / scaled.sum(axis=1, keepdims=True)


def interval(measure: Callable[[np.ndarray], float], count: int, rounds: int = 1000) -> tuple[float, float, float]:
    """Return a figure and its 95 % bootstrap interval; `measure` takes the drawn row numbers."""
    rng = np.random.default_rng(SEED)
    drawn = [measure(rng.integers(0, count, count)) for _ in range(rounds)]
    low, high = np.nanpercentile(drawn, (2.5, 97.5))
    return measure(np.arange(count)), float(low), float(high)


def accuracy(answers: np.ndarray, gold: np.ndarray) -> float:
    """Return the share of right answers."""
    return float(np.mean(answers == gold))


def macro_f1(answers: np.ndarray, gold: np.ndarray, labels: tuple[int, ...] = (0, 1, 2)) -> float:
    """Return the mean F1 of the labels."""
    return float(np.mean([f1(answers == label, gold == label) for label in labels]))


def f1(answers: np.ndarray, gold: np.ndarray) -> float:
    """Return F1 of two truth arrays."""
    return float(2 * np.sum(answers & gold) / max(1, np.sum(answers) + np.sum(gold)))


def auroc(scores: np.ndarray, positive: np.ndarray) -> float:
    """Return the area under the curve, ties counted half."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    ones, zeros = int(positive.sum()), int((~positive).sum())
    if not ones or not zeros:
        return float("nan")
    return float((ranks[positive].sum() - ones * (ones + 1) / 2) / (ones * zeros))


def calibration_error(probabilities: np.ndarray, gold: np.ndarray, bins: int = 15) -> float:
    """Return the expected calibration error of the top label, bins of equal width."""
    sure, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == gold
    at = np.minimum((sure * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(right[at == one].mean() - sure[at == one].mean()) * np.mean(at == one)
            for one in range(bins)
            if np.any(at == one)
        )
    )


def nll(logits: np.ndarray, gold: np.ndarray, temperature: float) -> float:
    """Return the mean negative log-likelihood."""
    return float(-np.mean(np.log(softmax(logits, temperature)[np.arange(len(gold)), gold] + 1e-12)))


def best_temperature(logits: np.ndarray, gold: np.ndarray) -> float:
    """Return the temperature of least loss, to 0.01, searched from 0.5 to 3."""
    grid = np.arange(0.5, 3.0, 0.01)
    return float(round(grid[int(np.argmin([nll(logits, gold, one) for one in grid]))], 2))
