"""A claim-nli model → every figure of its card, as JSON.

The score of an unordered pair of claims is the probability of contradiction, combined over both directions as
`--combine` says. Background pairs are pairs of claims of one topic whose untrained MiniLM cosine is at least 0.5 and
that no labelled item names. An item of the labelled topics is scored by its best pair of claims: every claim that
shares half of the shorter text with a quote of the first side, with every such claim of the second side; a quote
without a claim stands for itself.
"""

import argparse
import gzip
import itertools
import json
import random
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from training import measures, scorers
from training.edits import NEGATION
from training.families import draw, load_words, render
from training.measures import LABELS, interval

NEAR = 0.5
BACKGROUND = 0.05
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


def probes() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return 200 pairs "X prevents Y" / "X does not prevent Y" and 200 pairs with cause and effect swapped."""
    rng, words = random.Random(measures.SEED), load_words()
    denied, swapped = [], []
    for _ in range(200):
        fills = draw(rng, words)
        forms = [
            render(form, fills)
            for form in ("{remedy} [prevents|prevent] {condition}.", "{remedy} [does|do] not prevent {condition}.")
        ]
        denied.append((forms[0][0].upper() + forms[0][1:], forms[1][0].upper() + forms[1][1:]))
        forms = [
            render(form, fills)
            for form in ("{factor} [causes|cause] {condition}.", "{condition} [causes|cause] {factor}.")
        ]
        swapped.append((forms[0][0].upper() + forms[0][1:], forms[1][0].upper() + forms[1][1:]))
    return denied, swapped


def judge_probes(model: Model) -> dict[str, Any]:
    """How often a denial is entailed and a reversed cause is equivalent, in either direction, above 0.5."""
    denied, swapped = probes()
    back = [(two, one) for one, two in denied]
    there, here = model.probabilities(denied), model.probabilities(back)
    one, two = model.probabilities(swapped), model.probabilities([(b, a) for a, b in swapped])
    return {
        "pairs": len(denied),
        "denial_entailed": int(np.sum((there[:, 0] > 0.5) | (here[:, 0] > 0.5))),
        "denial_highest_entailment": round(float(max(there[:, 0].max(), here[:, 0].max())), 4),
        "denial_contradicted_both_ways": int(np.sum((there[:, 2] > 0.5) & (here[:, 2] > 0.5))),
        "reversed_equivalent": int(np.sum((one[:, 0] > 0.5) & (two[:, 0] > 0.5))),
        "reversed_entailed_one_way": int(np.sum((one[:, 0] > 0.5) | (two[:, 0] > 0.5))),
    }


def same_place(one: str, two: str) -> bool:
    """Whether the shorter text shares half of its characters with the other, as one run."""
    one, two = (re.sub(r"\s+", " ", text).strip().lower() for text in (one, two))
    shorter, longer = sorted((one, two), key=len)
    if shorter in longer:
        return True
    need = max(12, len(shorter) // 2)
    return any(shorter[at : at + need] in longer for at in range(0, len(shorter) - need + 1, 3))


def sides(side: Any) -> list[tuple[str, str]]:
    """Return (source, quote) of one side of an item."""
    return [tuple(one) for one in ([side] if side and isinstance(side[0], str) else side)]


class Topic:
    """Claims and labelled items of one topic."""

    def __init__(self, folder: Path, claims: Path, unit: str) -> None:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        self.claims: dict[str, list[tuple[str, str]]] = {}
        for path in sorted((claims / folder.name).glob("*.json")):
            found = json.loads(path.read_text(encoding="utf-8"))
            kept = [one for one in found if one["label"] in ("claim", "advice")]
            self.claims[path.stem] = [
                (one["text"], one["context"]["standalone"] if unit == "standalone" else one["text"]) for one in kept
            ]
        self.plain = [self.pairs(item) for item in gold["contradictions"] if item["verdict"].strip() == "real"]
        self.traps = [self.pairs(item) for item in gold["traps"]]
        self.named = {
            frozenset(pair) for item in (*gold["contradictions"], *gold["traps"]) for pair in self.pairs(item)
        }

    def units(self, side: Any) -> list[str]:
        """Return the claims of the quotes of one side."""
        found: list[str] = []
        for source, quote in sides(side):
            hits = [unit for text, unit in self.claims.get(source, ()) if same_place(text, quote)]
            found += hits or [quote]
        return list(dict.fromkeys(found))

    def pairs(self, item: dict[str, Any]) -> list[tuple[str, str]]:
        """Return the pairs of claims of an item."""
        return [
            (one, two) for one, two in itertools.product(self.units(item["a"]), self.units(item["b"])) if one != two
        ]

    def everything(self) -> list[tuple[str, str]]:
        """Return all other pairs of claims."""
        units = sorted({unit for claims in self.claims.values() for _, unit in claims})
        return [pair for pair in itertools.combinations(units, 2) if frozenset(pair) not in self.named]


def judge_topic(model: Model, topic: Topic, near: list[tuple[str, str]]) -> dict[str, Any]:
    """Share of plain contradictions and traps above the score that 5 % of the background reaches."""
    background = model.opposed(near)
    threshold = float(np.quantile(background, 1 - BACKGROUND))
    best = {
        name: np.array([model.opposed(pairs).max() if pairs else 0.0 for pairs in items])
        for name, items in (("plain", topic.plain), ("traps", topic.traps))
    }
    found: dict[str, Any] = {"background_pairs": len(near), "threshold": round(threshold, 4)}
    for name, scores in best.items():
        hit = scores > threshold
        found[name] = {
            "items": len(hit),
            "flagged": int(hit.sum()),
            "share": stated(interval(lambda at, h=hit: float(h[at].mean()), len(hit))),
        }
    truth = np.array([True] * len(best["plain"]) + [False] * len(best["traps"]))
    found["plain_against_traps_auroc"] = round(measures.auroc(np.concatenate([best["plain"], best["traps"]]), truth), 4)
    both = np.concatenate([best["plain"], background])
    found["plain_against_background_auroc"] = round(measures.auroc(both, np.arange(len(both)) < len(best["plain"])), 4)
    return found


def nearest(base: Path, pairs: list[tuple[str, str]], cache: Path | None) -> list[tuple[str, str]]:
    """Keep the pairs whose cosine is at least 0.5."""
    if cache and cache.exists():
        return [tuple(one) for one in json.loads(cache.read_text(encoding="utf-8"))]
    kept = [pair for pair, cosine in zip(pairs, scorers.cosines(base, pairs), strict=True) if cosine >= NEAR]
    if cache:
        cache.write_text(json.dumps(kept), encoding="utf-8")
    return kept


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
    if "probes" in options.only:
        found["probes"] = judge_probes(model)
    for folder in options.topics if "topics" in options.only else ():
        topic = Topic(folder, options.claims, options.unit)
        cache = options.claims / f"near_{folder.name}_{options.unit}.json"
        found[f"topic {folder.name}"] = judge_topic(model, topic, nearest(options.base, topic.everything(), cache))
    return found


def main() -> None:
    """Read the command line, measure, print JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="exported folder (with model.toml) or checkpoint")
    parser.add_argument("--data", type=Path, required=True, help="folder of the development data")
    parser.add_argument("--contrast", type=Path, help="contrast_check.jsonl")
    parser.add_argument("--topics", type=Path, nargs="*", default=[], help="folders with gold.json")
    parser.add_argument("--claims", type=Path, help="folder TOPIC/ARTICLE.json, as `audit claims --json` prints them")
    parser.add_argument("--base", type=Path, help="the untrained MiniLM, for cosines")
    parser.add_argument("--unit", choices=("text", "standalone"), default="text")
    parser.add_argument("--combine", choices=sorted(COMBINE), default="mean")
    parser.add_argument("--temperature", type=float, default=1.0, help="of a checkpoint")
    parser.add_argument("--only", nargs="+", default=["nli", "health", "contrast", "opposed", "probes", "topics"])
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
