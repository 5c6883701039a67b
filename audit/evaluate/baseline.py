"""Texts → what plain words can tell: the figures that ours stand beside."""

from collections.abc import Sequence

from audit.evaluate.rows import SEED

FOLDS = 5


def predict_by_words(texts: Sequence[str], gold: Sequence[bool], groups: Sequence[str]) -> list[float] | None:
    """Return the probability of each text by TF-IDF and logistic regression, never trained on a text's own group.

    Cross-validated over groups in 5 folds, fewer where there are fewer groups; None where a fold would lack a class.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold
    from sklearn.pipeline import make_pipeline

    folds = min(FOLDS, len(set(groups)))
    if folds < 2 or not 0 < sum(gold) < len(gold):
        return None
    scores = [0.0] * len(texts)
    for train, test in GroupKFold(folds).split(texts, groups=groups):
        if len({gold[index] for index in train}) < 2:
            return None
        model = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
            LogisticRegression(class_weight="balanced", max_iter=1000, random_state=SEED),
        )
        model.fit([texts[index] for index in train], [gold[index] for index in train])
        for index, row in zip(test, model.predict_proba([texts[index] for index in test]), strict=True):
            scores[index] = float(row[1])
    return scores


def word_similarities(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Return the cosine of each pair by TF-IDF of its words over all texts of the pairs."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not pairs:
        return []
    vectors = TfidfVectorizer(sublinear_tf=True).fit_transform([text for pair in pairs for text in pair])
    return [round(float((vectors[2 * index] @ vectors[2 * index + 1].T).sum()), 6) for index in range(len(pairs))]


def predict_by_feature(values: Sequence[float], gold: Sequence[str], groups: Sequence[str]) -> list[str] | None:
    """Return the label that one number tells of each row by logistic regression, cross-validated over groups.

    None where a fold would lack a label.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold

    folds = min(FOLDS, len(set(groups)))
    if folds < 2:
        return None
    found = [""] * len(values)
    for train, test in GroupKFold(folds).split(values, groups=groups):
        if len({gold[index] for index in train}) < len(set(gold)):
            return None
        model = LogisticRegression(class_weight="balanced", max_iter=1000)
        model.fit([[values[index]] for index in train], [gold[index] for index in train])
        for index, label in zip(test, model.predict([[values[index]] for index in test]), strict=True):
            found[index] = str(label)
    return found
