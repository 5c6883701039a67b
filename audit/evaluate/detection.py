"""Sentences → what the reading knows of them as features, and a small model on them that only an evaluation trains."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from audit.claims.nlp import load_parser
from audit.claims.read import read_claims
from audit.evaluate.baseline import FOLDS
from audit.evaluate.probes import make_article
from audit.evaluate.rows import SEED
from audit.evaluate.shape import Progress
from audit.model import Article, Claim, Frame
from audit.settings import Settings

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSONS = {"i", "we", "you", "he", "she", "they", "it"}
WEIGHT = 0.5
"""Weight of a feature beside the weights of words; a feature's largest value is 1."""
PLACES = 5
"""Parts into which a document is cut to tell where a sentence stands."""


def describe_sentences(texts: Sequence[str], groups: Sequence[str], progress: Progress) -> list[dict[str, float]]:
    """Return the features of each sentence: its claims, its grammar, and its place in a document of several."""
    documents: dict[str, list[int]] = {}
    for index, group in enumerate(groups):
        documents.setdefault(group, []).append(index)
    articles = [make_article(name, [texts[index] for index in inside]) for name, inside in documents.items()]
    features: list[dict[str, float]] = [defaultdict(float) for _ in texts]
    add_claims(features, articles, list(documents.values()), progress)
    for inside in documents.values():
        for rank, index in enumerate(inside):
            if len(inside) > 2:
                features[index][f"place {rank * PLACES // len(inside)}"] = 1
    add_grammar(features, texts)
    return features


def add_claims(
    features: Sequence[dict[str, float]], articles: Sequence[Article], places: Sequence[list[int]], progress: Progress
) -> None:
    """Count what the reading says of the claims of each sentence."""
    for inside, reading in zip(places, read_claims(articles, Settings(), progress), strict=True):
        for claim in reading.claims:
            for name in name_claim(claim):
                features[inside[claim.context.block]][name] += 1


def name_claim(claim: Claim) -> list[str]:
    """Return what a claim counts as."""
    frame = claim.frame
    return [
        "claim",
        f"label {claim.label}",
        f"holder {claim.holder}",
        f"sure {claim.confidence}",
        *name_frame(frame),
        *(f"quantity {quantity.kind}" for quantity in frame.quantities),
        *("unresolved" for _ in claim.context.unresolved),
    ]


def name_frame(frame: Frame) -> list[str]:
    """Return what a frame counts as."""
    held = {
        "condition": frame.condition,
        "population": frame.population,
        "comparison": frame.comparison,
        "exclusive": frame.exclusive,
        "subject": frame.subject.id,
        "object": frame.object.id,
        "denied": not frame.polarity,
    }
    return [
        f"relation {frame.relation}",
        f"predicate {frame.predicate}",
        f"modality {frame.modality}",
        f"quantifier {frame.quantifier}",
        f"direction {frame.direction}",
        f"phase {frame.phase}",
        *(name for name, value in held.items() if value),
    ]


def add_grammar(features: Sequence[dict[str, float]], texts: Sequence[str]) -> None:
    """Add shares of parts of speech and roles, and count tags (tense), persons, numbers, roots and subjects."""
    for counted, doc in zip(features, load_parser().pipe(texts, batch_size=64), strict=True):
        counted["length"] = math.log1p(len(doc))
        for token in doc:
            counted[f"pos {token.pos_}"] += 1 / len(doc)
            counted[f"role {token.dep_}"] += 1 / len(doc)
            for name in name_token(token):
                counted[name] += 1


def name_token(token: "Token") -> Iterator[str]:
    """Yield what a token counts as beside its part of speech and role."""
    yield f"tag {token.tag_}"
    if token.dep_ == "ROOT":
        yield from (f"root {token.lemma_.lower()}", f"root tag {token.tag_}")
    elif token.dep_ in ("nsubj", "nsubjpass"):
        yield from (f"subject {token.lemma_.lower()}", f"subject pos {token.pos_}")
    if token.lower_ in PERSONS:
        yield f"person {token.lower_}"
    if token.like_num:
        yield "number"


def predict_with(
    texts: Sequence[str], features: Sequence[dict[str, float]] | None, gold: Sequence[bool], groups: Sequence[str]
) -> list[float] | None:
    """Return the probability of each text by logistic regression on words, characters and, if given, features.

    Words are pairs and singles, characters runs of 2 to 5 inside words, both by TF-IDF. Never trained on a text's own
    group: cross-validated over groups in 5 folds, fewer where there are fewer groups; None where a fold would lack a
    class. The models are thrown away.
    """
    from sklearn.model_selection import GroupKFold

    folds = min(FOLDS, len(set(groups)))
    if folds < 2 or not 0 < sum(gold) < len(gold):
        return None
    scores = [0.0] * len(texts)
    for train, test in GroupKFold(folds).split(texts, groups=groups):
        if len({gold[index] for index in train}) < 2:
            return None
        found = fit_and_predict(texts, features, gold, ([int(one) for one in train], [int(one) for one in test]))
        for index, score in zip(test, found, strict=True):
            scores[index] = score
    return scores


def fit_and_predict(
    texts: Sequence[str],
    features: Sequence[dict[str, float]] | None,
    gold: Sequence[bool],
    fold: tuple[list[int], list[int]],
) -> list[float]:
    """Train on the first places of a fold, and return the probabilities of the others."""
    from scipy.sparse import hstack
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import MaxAbsScaler

    train, test = fold
    kinds = (
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
    )
    seen = [kind.fit_transform([texts[index] for index in train]) for kind in kinds]
    asked = [kind.transform([texts[index] for index in test]) for kind in kinds]
    if features is not None:
        names, scale = DictVectorizer(), MaxAbsScaler()
        seen.append(WEIGHT * scale.fit_transform(names.fit_transform([features[index] for index in train])))
        asked.append(WEIGHT * scale.transform(names.transform([features[index] for index in test])))
    model = LogisticRegression(class_weight="balanced", max_iter=2000, random_state=SEED)
    model.fit(hstack(seen).tocsr(), [gold[index] for index in train])
    return [float(row[1]) for row in model.predict_proba(hstack(asked).tocsr())]
