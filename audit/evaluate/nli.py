"""Labelled pairs of premise and hypothesis → figures of the model that judges them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from audit.evaluate.baseline import predict_by_feature, word_similarities
from audit.evaluate.contradictions import SETS, average_by_group
from audit.evaluate.figures import (
    area_under_curve,
    average_precision,
    calibration_error,
    interval,
    macro_f1,
    mean,
    precision_at_recall,
    ratio,
)
from audit.evaluate.nli_probes import describe_probes
from audit.evaluate.nli_topics import describe_background
from audit.evaluate.rows import Row, draw, find_file, find_folder, read_rows
from audit.evaluate.shape import Figures, Progress, Tables
from audit.evaluate.vectors import compare
from audit.models import judge_pairs
from audit.models.session import load_model
from audit.settings import ModelSettings, load_settings

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

LABELS = ("entailment", "neutral", "contradiction")
"""In the order of the columns of probabilities."""
TWO_WAY = ("nli4ct", "scifact")
"""Sets of health_nli without a neutral label: of the two others the likelier one is the answer."""
CHUNK = 64
"""Pairs between two reports of progress."""


def measure_nli(base: Path, limit: int, progress: Progress) -> Tables:
    """Measure the cross-encoder that the settings of the current folder name.

    Raises:
        ModelError: there is none.
    """
    models = load_settings(Path.cwd()).models
    load_model("nli", models.nli)
    general = read_rows(find_file(find_folder(base, "nli"), "nli_dev.jsonl.gz"))
    health = read_rows(find_file(find_folder(base, "health_nli"), "health_nli.jsonl"))
    return (
        *describe_general(by_source(general, limit), models, progress),
        *describe_health(by_source(health, limit), models, progress),
        *describe_sides(find_folder(base, "contradiction_claims"), limit, models, progress),
        ("nli/probes", describe_probes(models)),
        *describe_background(base, limit, models, progress),
    )


def by_source(rows: Sequence[Row], limit: int) -> Mapping[str, list[Row]]:
    """Return the rows of each source, at most `limit` of each."""
    sources: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        sources[row["source"]].append(row)
    return {
        name: draw(sources[name], limit, lambda row: f"{row['premise']}\n{row['hypothesis']}")
        for name in sorted(sources)
    }


def judge(
    pairs: Sequence[tuple[str, str]], models: ModelSettings, progress: Progress, stage: str
) -> "NDArray[float64]":
    """Return the probabilities of pairs."""
    from numpy import concatenate

    parts = [judge_pairs([], models)]
    for start in range(0, len(pairs), CHUNK):
        parts.append(judge_pairs(pairs[start : start + CHUNK], models))
        progress(stage, min(start + CHUNK, len(pairs)), len(pairs))
    return concatenate(parts)


def describe_general(sources: Mapping[str, list[Row]], models: ModelSettings, progress: Progress) -> Tables:
    """Return accuracy and confusion of each set of three-way inference, then calibration over all of them."""
    tables: list[tuple[str, Figures]] = []
    everything: list[tuple[list[str], NDArray[float64]]] = []
    for name, rows in sources.items():
        started = perf_counter()
        probabilities = judge(read_pairs(rows), models, progress, f"nli: {name}")
        rate = ratio(len(rows), perf_counter() - started)
        alone = judge([("", str(row["hypothesis"])) for row in rows], models, progress, f"nli: {name}, no premise")
        gold = [str(row["label"]) for row in rows]
        figures = {
            **describe_answers(gold, pick(probabilities)),
            "without the premise: accuracy": accuracy(gold, pick(alone)),
            "contradiction: precision at recall 0.5": precision_at_recall(
                [label == "contradiction" for label in gold], list(probabilities[:, 2]), 0.5
            ),
            "pairs a second": f"{rate:.0f}",
        }
        tables.append((f"nli/{name}", figures))
        everything.append((gold, probabilities))
    return (*tables, ("nli/all general sets", describe_calibration(everything, models)))


def read_pairs(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Return premise and hypothesis of each row."""
    return [(str(row["premise"]), str(row["hypothesis"])) for row in rows]


def pick(probabilities: "NDArray[float64]", *, two_way: bool = False) -> list[str]:
    """Return the likeliest label of each row."""
    columns = (0, 2) if two_way else (0, 1, 2)
    return [LABELS[max(columns, key=lambda column: float(row[column]))] for row in probabilities]


def accuracy(gold: Sequence[str], found: Sequence[str]) -> float:
    """Return the share of right labels."""
    return mean(float(one == other) for one, other in zip(gold, found, strict=True))


def describe_answers(gold: Sequence[str], found: Sequence[str]) -> Figures:
    """Return accuracy with its interval, macro-F1 and the confusion."""
    counts = Counter(zip(gold, found, strict=True))
    return {
        "pairs": str(len(gold)),
        "accuracy": accuracy(gold, found),
        "accuracy, 95 % interval": interval(accuracy, gold, found),
        "macro-f1": macro_f1(gold, found),
        **{
            f"labelled {label}: said {', '.join(LABELS)}": ", ".join(str(counts[label, said]) for said in LABELS)
            for label in LABELS
            if label in gold
        },
    }


def describe_calibration(judged: "Sequence[tuple[list[str], NDArray[float64]]]", models: ModelSettings) -> Figures:
    """Return the figures over all sets, each set weighing the same in the means."""
    from numpy import concatenate

    gold = [label for labels, _ in judged for label in labels]
    probabilities = concatenate([part for _, part in judged])
    temperature = load_model("nli", models.nli).folder.temperature
    powers = probabilities**temperature
    return {
        "pairs": str(len(gold)),
        "accuracy, mean of sets": mean(accuracy(labels, pick(part)) for labels, part in judged),
        "macro-f1, mean of sets": mean(macro_f1(labels, pick(part)) for labels, part in judged),
        "calibration error before calibration": describe_confidence(gold, powers / powers.sum(axis=1, keepdims=True)),
        "calibration error": describe_confidence(gold, probabilities),
    }


def describe_confidence(gold: Sequence[str], probabilities: "NDArray[float64]") -> float:
    """Return the expected calibration error of the likeliest label."""
    right = [one == other for one, other in zip(gold, pick(probabilities), strict=True)]
    return calibration_error(right, [float(value) for value in probabilities.max(axis=1)])


def describe_health(sources: Mapping[str, list[Row]], models: ModelSettings, progress: Progress) -> Tables:
    """Return macro-F1 of claims against evidence, beside what a likeness alone can tell (cross-validated by group)."""
    tables: list[tuple[str, Figures]] = []
    for name, rows in sources.items():
        pairs, gold = read_pairs(rows), [str(row["label"]) for row in rows]
        groups = [str(row.get("group") or row["hypothesis"]) for row in rows]
        found = pick(judge(pairs, models, progress, f"nli: {name}"), two_way=name in TWO_WAY)
        alike = {"cosine of claim vectors": compare(pairs, "onnx", models), "cosine of words": word_similarities(pairs)}
        figures = {
            **describe_answers(gold, found),
            "macro-f1, 95 % interval": interval(macro_f1, gold, found),
            "contradiction: f1": macro_f1_of("contradiction", gold, found),
            **{f"{what}: macro-f1": describe_feature(values, gold, groups) for what, values in alike.items()},
        }
        tables.append((f"nli/{name}, health", figures))
    return tuple(tables)


def macro_f1_of(label: str, gold: Sequence[str], found: Sequence[str]) -> float:
    """Return the F1 of one label."""
    hits = sum(one == other == label for one, other in zip(gold, found, strict=True))
    return ratio(2 * hits, gold.count(label) + found.count(label))


def describe_feature(values: Sequence[float], gold: Sequence[str], groups: Sequence[str]) -> float | str:
    """Return the macro-F1 of what one number tells of the labels."""
    found = predict_by_feature(values, gold, groups)
    return "too few groups" if found is None else macro_f1(gold, found)


def describe_sides(folder: Path, limit: int, models: ModelSettings, progress: Progress) -> Tables:
    """Return how well P(contradiction), mean of both directions, tells opposed claims from those of one side."""
    tables: list[tuple[str, Figures]] = []
    for name, shape in SETS.items():
        rows = draw(read_rows(find_file(folder, shape.file)), limit, lambda row: str(row["id"]))
        pairs = [(str(row[shape.left]), str(row[shape.right])) for row in rows]
        gold, groups = [row["label"] == "opposed" for row in rows], [str(row[shape.group]) for row in rows]
        scores = oppose(pairs, models, progress, f"nli: {name}")
        figures: dict[str, float | str] = {
            "pairs": str(len(rows)),
            "opposed": ratio(sum(gold), len(gold)),
            "opposed against same side: auc": rank_area(gold, scores),
            "opposed against same side: auc, 95 % interval": interval(rank_area, gold, scores),
            "average precision": average_precision(gold, scores),
            "average precision, mean of groups": average_by_group(gold, scores, groups),
        }
        for what, values in (("claim vectors", compare(pairs, "onnx", models)), ("words", word_similarities(pairs))):
            figures[f"unlikeness of {what}: auc"] = rank_area(gold, [-value for value in values])
        tables.append((f"nli/{name}", figures))
    return tuple(tables)


def oppose(pairs: Sequence[tuple[str, str]], models: ModelSettings, progress: Progress, stage: str) -> list[float]:
    """Return P(contradiction) of each pair, the mean of its two directions."""
    both = judge([*pairs, *((right, left) for left, right in pairs)], models, progress, stage)[:, 2]
    return [float(both[place] + both[place + len(pairs)]) / 2 for place in range(len(pairs))]


def rank_area(gold: Sequence[bool], scores: Sequence[float]) -> float:
    """Return the area under the ROC curve."""
    positive = [(score, 1.0) for score, wanted in zip(scores, gold, strict=True) if wanted]
    negative = [(score, 1.0) for score, wanted in zip(scores, gold, strict=True) if not wanted]
    return area_under_curve(positive, negative)
