"""Development data → figures of cosine, TF-IDF, the untrained model and the hypothesis alone, as JSON.

Opposed claims are scored by the negative cosine (unlike means opposed) and by the positive one; the better is stated.
For three labels a logistic regression of the cosine answers, five folds, classes weighed alike.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from training import measures, scorers
from training.evaluate_nli import gold_of, read, texts_of


def by_cosine(cosine: np.ndarray, gold: np.ndarray) -> np.ndarray:
    """Return labels that follow from the cosine alone."""
    columns = np.column_stack([cosine, cosine**2])
    return np.asarray(cross_val_predict(LogisticRegression(class_weight="balanced"), columns, gold, cv=5))


def opposed(score: np.ndarray, truth: np.ndarray) -> list[float]:
    """Return the AUROC of a score or of its negative, whichever is better, with its interval."""
    sign = 1 if measures.auroc(score, truth) >= 0.5 else -1
    return [round(x, 4) for x in measures.interval(lambda at: measures.auroc(sign * score[at], truth[at]), len(truth))]


def hypothesis_only(train: list[dict[str, Any]], check: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the accuracy of words of the hypothesis, per kind of contrast pair, with the majority."""
    found = {}
    for source in sorted({row["source"] for row in check}):
        left, right = ([row for row in rows if row["source"] == source] for rows in (train, check))
        words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        model = LogisticRegression(max_iter=300, C=2).fit(
            words.fit_transform(r["hypothesis"] for r in left), gold_of(left)
        )
        answers = model.predict(words.transform(r["hypothesis"] for r in right))
        most = max(Counter(row["label"] for row in right).values()) / len(right)
        found[source] = {"accuracy": round(measures.accuracy(answers, gold_of(right)), 4), "majority": round(most, 4)}
    return found


def main() -> None:
    """Read the command line, measure, print JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="the untrained MiniLM")
    parser.add_argument("--contrast", type=Path, nargs=2, help="training and check pairs of our own")
    options = parser.parse_args()
    health = [row for row in read(options.data / "health_nli" / "health_nli.jsonl") if row["source"] == "healthver"]
    folder = options.data / "contradiction_claims"
    sets = {
        "mancon": [(row["claim1"], row["claim2"], row["label"]) for row in read(folder / "mancon_pairs.jsonl")],
        "perspectrum": [
            (row["text1"], row["text2"], row["label"]) for row in read(folder / "perspectrum_opposition.jsonl")
        ],
    }
    untrained = scorers.torch_scorer(options.base)
    found: dict[str, Any] = {}
    for name, cosine in (
        ("cosine", lambda texts: scorers.cosines(options.base, texts)),
        ("tfidf", scorers.tfidf_cosines),
    ):
        answers = by_cosine(cosine(texts_of(health)), gold_of(health))
        found[name] = {"healthver_macro_f1": round(measures.macro_f1(answers, gold_of(health)), 4)}
        for key, rows in sets.items():
            truth = np.array([label == "opposed" for _, _, label in rows])
            found[name][key] = opposed(cosine([(one, two) for one, two, _ in rows]), truth)
    answers = untrained(texts_of(health)).argmax(1)
    found["untrained"] = {"healthver_macro_f1": round(measures.macro_f1(answers, gold_of(health)), 4)}
    for key, rows in sets.items():
        score = measures.softmax(untrained([(one, two) for one, two, _ in rows]))[:, 2]
        found["untrained"][key] = opposed(score, np.array([label == "opposed" for _, _, label in rows]))
    if options.contrast:
        train, check = (read(path) for path in options.contrast)
        found["hypothesis_only"] = hypothesis_only(train, check)
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
