"""Labelled topics → how far P(contradiction) tells labelled contradictions from traps and from any other pair."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from audit.evaluate.figures import mean, ratio
from audit.evaluate.labels import find_topics
from audit.evaluate.rows import draw
from audit.evaluate.shape import Figures, Progress, Tables, at_topic
from audit.evaluate.sides import Pair, SidedPair, SidedTopic, side_topic
from audit.models import judge_pairs
from audit.relations.encode import ENCODERS
from audit.relations.pair import read_texts
from audit.settings import ModelSettings

CLOSE = 0.5
"""Cosine of claim vectors from which two claims that no label speaks of are background."""
FLAGGED = 0.05
"""Share of the background that the threshold flags."""
JOINS: Mapping[str, Callable[[float, float], float]] = {"mean": lambda one, other: (one + other) / 2, "lesser": min}
"""How P(contradiction) of the two orders of a pair becomes its score."""
CHUNK = 64
"""Pairs between two reports of progress."""


def describe_background(base: Path, limit: int, models: ModelSettings, progress: Progress) -> Tables:
    """Return the figures of each topic, at most `limit` background pairs of each."""
    return tuple(
        (
            f"nli/{topic.name}",
            describe_topic(side_topic(topic, at_topic(progress, topic.name)), limit, models, progress),
        )
        for topic in find_topics(base)
    )


def describe_topic(topic: SidedTopic, limit: int, models: ModelSettings, progress: Progress) -> Figures:
    """Return the threshold that flags 5 % of the background, and what it flags of contradictions and traps.

    The score of two claims is the mean, or the lesser, of both orders; of a labelled pair, its highest.
    """
    background = draw(list(find_background(topic, models)), limit, str)
    labelled = [item for item in (*topic.contradictions, *topic.traps) if item.complete]
    wanted = sorted({*background, *(pair for item in labelled for pair in item.pairs)})
    both = score_pairs(topic, wanted, models, progress)
    real = [item for item in topic.contradictions if item.verdict == "real"]
    plain = [item for item in real if item.complete]
    traps = [item for item in topic.traps if item.complete]
    figures: dict[str, float | str] = {
        "background pairs": str(len(background)),
        "plain contradictions with claims": f"{len(plain)}/{len(real)}",
        "traps with claims": f"{len(traps)}/{len(topic.traps)}",
    }
    for name, join in JOINS.items():
        scores = {pair: join(*orders) for pair, orders in both.items()}
        ranked = sorted((scores[pair] for pair in background), reverse=True)
        threshold = ranked[int(FLAGGED * len(ranked))] if ranked else 1.0
        figures |= {
            f"{name}: threshold that flags 5 % of them": threshold,
            f"{name}: plain contradictions above it": share_above(plain, scores, threshold),
            f"{name}: traps above it": share_above(traps, scores, threshold),
            f"{name}: background above 0.5": mean(score > 0.5 for score in ranked),
            f"{name}: plain contradictions above 0.5": share_above(plain, scores, 0.5),
            f"{name}: traps above 0.5": share_above(traps, scores, 0.5),
        }
    return figures


def find_background(topic: SidedTopic, models: ModelSettings) -> Iterator[Pair]:
    """Yield the pairs of claims of different sentences that are near and that no label speaks of."""
    from numpy import argwhere, triu

    vectors = ENCODERS["onnx"](read_texts(topic.claims), models)
    named = topic.named
    for left, right in argwhere(triu(vectors @ vectors.T, k=1) >= CLOSE):
        pair = (int(left), int(right))
        one, other = topic.claims[pair[0]], topic.claims[pair[1]]
        if pair not in named and (one.article, one.span) != (other.article, other.span) and one.text != other.text:
            yield pair


def score_pairs(
    topic: SidedTopic, pairs: Sequence[Pair], models: ModelSettings, progress: Progress
) -> dict[Pair, tuple[float, float]]:
    """Return P(contradiction) of each pair of claims, in both orders."""
    texts = read_texts(topic.claims)
    scores: dict[Pair, tuple[float, float]] = {}
    for start in range(0, len(pairs), CHUNK):
        some = pairs[start : start + CHUNK]
        ahead = judge_pairs([(texts[left], texts[right]) for left, right in some], models)[:, 2]
        back = judge_pairs([(texts[right], texts[left]) for left, right in some], models)[:, 2]
        scores.update(
            zip(some, ((float(one), float(other)) for one, other in zip(ahead, back, strict=True)), strict=True)
        )
        progress(f"{topic.name}: nli", start + len(some), len(pairs))
    return scores


def share_above(items: Sequence[SidedPair], scores: dict[Pair, float], threshold: float) -> float:
    """Return the share of labelled pairs of which some two claims score above the threshold."""
    return ratio(sum(any(scores[pair] > threshold for pair in item.pairs) for item in items), len(items))
