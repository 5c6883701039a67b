"""A claim-nli model, exported or a checkpoint → figures of its card with bootstrap intervals, as JSON.

What an audit's own claims are needed for, and the probes made by program, `audit evaluate nli` measures. The score of
an unordered pair of claims is the probability of contradiction, combined over both directions as `--combine` says.
"""

import argparse
import gzip
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from training import measures, scorers
from training.edits import NEGATION
from training.measures import LABELS, interval

COMBINE = {"max": np.maximum, "min": np.minimum, "mean": lambda one, two: (one + two) / 2}


def read(path: Path) -> list[dict[str, Any]]:
    """Read JSON lines, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def stated(measure: tuple[float, float, float]) -> list[float]:
    """Round a figure and its interval."""
    return [round(one, 4) for one in measure]


class Model:
    """A scorer with its temperature and way to combine directions."""

    def __init__(self, score: scorers.Scorer, temperature: float, combine: str) -> None:
        self.score, self.temperature, self.combine = score, temperature, COMBINE[combine]

    def probabilities(self, texts: scorers.Texts) -> np.ndarray:
        """Return calibrated probabilities."""
        return measures.softmax(self.score(texts), self.temperature)

    def opposed(self, texts: scorers.Texts) -> np.ndarray:
        """Return the contradiction score of unordered pairs."""
        there, back = self.probabilities(texts)[:, 2], self.probabilities([(two, one) for one, two in texts])[:, 2]
        return self.combine(there, back)


def texts_of(rows: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return premise and hypothesis."""
    return [(row["premise"], row["hypothesis"]) for row in rows]


def gold_of(rows: Iterable[dict[str, Any]]) -> np.ndarray:
    """Return label indexes."""
    return np.array([LABELS.index(row["label"]) for row in rows])


def judge_sets(model: Model, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Accuracy, macro-F1, contradiction precision at recall 0.5, and ECE per source."""
    logits, gold = model.score(texts_of(rows)), gold_of(rows)
    sources = np.array([row["source"] for row in rows])
    found = {}
    for source in sorted(set(sources)):
        part, truth = logits[sources == source], gold[sources == source]
        answers, sure = part.argmax(1), measures.softmax(part, model.temperature)
        order = np.argsort(-sure[:, 2])
        hits = np.cumsum(truth[order] == 2)
        half = int(np.searchsorted(hits, max(1, hits[-1] / 2)))
        found[source] = {
            "rows": len(truth),
            "accuracy": stated(interval(lambda at, a=answers, g=truth: measures.accuracy(a[at], g[at]), len(truth))),
            "macro_f1": stated(
                interval(lambda at, a=answers, g=truth: measures.macro_f1(a[at], g[at]), len(truth), 300)
            ),
            "contradiction_f1": round(measures.f1(answers == 2, truth == 2), 4),
            "contradiction_precision_at_recall_half": round(float(hits[half] / (half + 1)), 4),
            "ece_before": round(measures.calibration_error(measures.softmax(part), truth), 4),
            "ece": round(measures.calibration_error(sure, truth), 4),
            "confusion": np.array(
                [[np.sum((truth == g) & (answers == a)) for a in range(3)] for g in range(3)]
            ).tolist(),
        }
    return found


def judge_biases(model: Model, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Answers without a premise, after a negation word, and at full word overlap."""
    texts, gold = texts_of(rows), gold_of(rows)
    answers = model.score(texts).argmax(1)
    alone = model.score([("", two) for _, two in texts]).argmax(1)
    negated = np.array([bool(NEGATION.search(two)) for _, two in texts])
    words = [(set(re.findall(r"\w+", one.lower())), set(re.findall(r"\w+", two.lower()))) for one, two in texts]
    inside = np.array([len(one & two) / max(1, len(two)) >= 0.9 for one, two in words])
    return {
        "hypothesis_only_accuracy": round(measures.accuracy(alone, gold), 4),
        "majority": round(float(np.bincount(gold).max() / len(gold)), 4),
        "contradiction_answers_where_gold_is_other": {
            "with_negation": round(float(np.mean(answers[negated & (gold != 2)] == 2)), 4),
            "without": round(float(np.mean(answers[~negated & (gold != 2)] == 2)), 4),
        },
        "entailment_answers_where_gold_is_other": {
            "overlap_90": round(float(np.mean(answers[inside & (gold != 0)] == 0)), 4),
            "less": round(float(np.mean(answers[~inside & (gold != 0)] == 0)), 4),
        },
    }


def judge_opposed(model: Model, rows: Sequence[dict[str, Any]], texts: scorers.Texts) -> dict[str, Any]:
    """AUROC of opposed against same-side claims."""
    truth = np.array([row["label"] == "opposed" for row in rows])
    scores = model.opposed(texts)
    return {"rows": len(rows), "auroc": stated(interval(lambda at: measures.auroc(scores[at], truth[at]), len(truth)))}


def evaluate(model: Model, options: argparse.Namespace) -> dict[str, Any]:
    """Return every figure that the options ask for."""
    found: dict[str, Any] = {"combine": options.combine, "temperature": model.temperature}
    rows = read(options.data / "nli" / "nli_dev.jsonl.gz")
    if "nli" in options.only:
        found["nli_dev"] = judge_sets(model, rows)
        found["biases"] = judge_biases(model, [row for row in rows if row["source"] != "anli_dev"])
    if "health" in options.only:
        found["health_nli"] = judge_sets(model, read(options.data / "health_nli" / "health_nli.jsonl"))
    if "contrast" in options.only and options.contrast:
        found["contrast_check"] = judge_sets(model, read(options.contrast))
    if "opposed" in options.only:
        folder = options.data / "contradiction_claims"
        mancon, views = read(folder / "mancon_pairs.jsonl"), read(folder / "perspectrum_opposition.jsonl")
        found["mancon"] = judge_opposed(model, mancon, [(row["claim1"], row["claim2"]) for row in mancon])
        found["perspectrum"] = judge_opposed(model, views, [(row["text1"], row["text2"]) for row in views])
        found["perspectrum_health"] = judge_opposed(
            model,
            [row for row in views if row["health"]],
            [(row["text1"], row["text2"]) for row in views if row["health"]],
        )
    return found


def main() -> None:
    """Read the command line, measure, print JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="exported folder (with model.toml) or checkpoint")
    parser.add_argument("--data", type=Path, required=True, help="folder of the development data")
    parser.add_argument("--contrast", type=Path, help="contrast_check.jsonl")
    parser.add_argument("--combine", choices=sorted(COMBINE), default="mean")
    parser.add_argument("--temperature", type=float, default=1.0, help="of a checkpoint")
    parser.add_argument("--only", nargs="+", default=["nli", "health", "contrast", "opposed"])
    parser.add_argument("--file", default="", help="another file of the exported folder")
    options = parser.parse_args()
    card = options.model / "model.toml"
    score = scorers.onnx_scorer(options.model, options.file) if card.exists() else scorers.torch_scorer(options.model)
    temperature = options.temperature
    if card.exists():
        import tomllib

        temperature = tomllib.loads(card.read_text(encoding="utf-8"))["temperature"]
    print(json.dumps(evaluate(Model(score, temperature, options.combine), options), indent=1))


if __name__ == "__main__":
    main()
