"""Labelled sentences → how well claims are told from the rest, beside a linear model on words."""

import re
from collections.abc import Sequence
from pathlib import Path

from audit.claims.read import read_claims
from audit.evaluate.detection import describe_sentences, predict_with
from audit.evaluate.figures import average_precision, describe_decisions, mean, ratio
from audit.evaluate.labels import find_topics, load_labels
from audit.evaluate.pace import describe_pace
from audit.evaluate.probes import is_taken, make_article
from audit.evaluate.rows import MissingDataError, Row, draw, draw_groups, find_file, find_folder, read_rows
from audit.evaluate.score import Place, describe_taken, place_of
from audit.evaluate.shape import Figures, Progress, Tables
from audit.evaluate.slots import measure_slots
from audit.ingest import read_corpus
from audit.settings import Settings

SETS = ("claimbuster", "policlaim", "scientific_claim")
STATEMENT_MATCH = 0.6
"""Least F1 of words between a statement and a claim that covers it; fixed before anything was measured."""
WORD = re.compile(r"\w+")


def measure_claims(base: Path, limit: int, progress: Progress) -> Tables:
    """Measure claim detection on the labelled topics, on three sets of sentences, and on physicians' answers."""
    folder = find_folder(base, "claim_detection")
    tables = [*measure_topics(base, progress)]
    for name in SETS:
        rows = draw_groups(read_rows(find_file(folder, f"{name}.jsonl")), limit, name_document)
        tables.append((f"claims/{name}", describe_rows(rows, progress)))
    tables += measure_pages(base, progress)
    answers = draw(read_rows(find_file(folder, "kqa_statements.jsonl")), limit, lambda row: str(row["id"]))
    return (*tables, ("claims/kqa_statements", describe_answers(answers, progress)))


def measure_pages(base: Path, progress: Progress) -> Tables:
    """Measure slots and speed on public pages; nothing where the base has none."""
    try:
        return (*measure_slots(base, progress), ("claims/speed", describe_pace(base)))
    except MissingDataError:
        return ()


def measure_topics(base: Path, progress: Progress) -> Tables:
    """Measure claims and non-claims of the labelled topics; nothing where the base has none."""
    try:
        topics = find_topics(base)
    except MissingDataError:
        return ()
    return tuple((f"claims/{topic.name}", describe_topic(topic, progress)) for topic in topics)


def describe_topic(topic: Path, progress: Progress) -> Figures:
    """Return the figures of claims of one topic, from the reading alone."""
    labels = load_labels(topic)
    articles = read_corpus([str(topic / "articles")]).articles
    taken: list[Place] = []
    for article, reading in zip(articles, read_claims(articles, Settings(), progress), strict=True):
        stem = Path(article.path).stem
        taken.extend(place_of(labels, stem, claim.text) for claim in reading.claims if is_taken(claim))
    return describe_taken(labels, taken)


def name_document(row: Row) -> str:
    """Return the document of a row; a row without one stands alone."""
    return str(row.get("doc") or row["id"])


def describe_rows(rows: Sequence[Row], progress: Progress) -> Figures:
    """Return the figures of the rules, of a model on features and words, and of the same model on words alone."""
    gold = [row["label"] == 1 for row in rows]
    scores = score_rows(rows, progress)
    figures: dict[str, float | str] = {"rows": str(len(rows)), "positive": ratio(sum(gold), len(gold))}
    figures |= describe_decisions(gold, [score > 0 for score in scores])
    figures["average precision"] = average_precision(gold, scores)
    texts, groups = [str(row["text"]) for row in rows], [name_document(row) for row in rows]
    features = describe_sentences(texts, groups, progress)
    for name, given in (("features, words and linear model", features), ("words and linear model", None)):
        guessed = predict_with(texts, given, gold, groups)
        if guessed is None:
            return {**figures, name: "too few rows"}
        figures[f"{name}: f1"] = describe_decisions(gold, [score >= 0.5 for score in guessed])["f1"]
        figures[f"{name}: average precision"] = average_precision(gold, guessed)
    return figures


def score_rows(rows: Sequence[Row], progress: Progress) -> list[float]:
    """Return the confidence of the surest claim in each row, 0 without one; rows of a document are read together."""
    documents: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        documents.setdefault(name_document(row), []).append(index)
    articles = [
        make_article(name, [str(rows[index]["text"]) for index in places]) for name, places in documents.items()
    ]
    scores = [0.0] * len(rows)
    for places, reading in zip(documents.values(), read_claims(articles, Settings(), progress), strict=True):
        for claim in reading.claims:
            if is_taken(claim):
                index = places[claim.context.block]
                scores[index] = max(scores[index], claim.confidence)
    return scores


def describe_answers(rows: Sequence[Row], progress: Progress) -> Figures:
    """Return the share of needed statements that some claim of the answer covers, and claims per statement."""
    articles = [make_article(str(row["id"]), str(row["text"]).split("\n")) for row in rows]
    covered: list[bool] = []
    statements = claims = 0
    for row, reading in zip(rows, read_claims(articles, Settings(), progress), strict=True):
        texts = [claim.text for claim in reading.claims if is_taken(claim)]
        covered += [any(word_f1(need, text) >= STATEMENT_MATCH for text in texts) for need in row["must_have"]]
        statements += len(row["must_have"]) + len(row["nice_to_have"])
        claims += len(texts)
    return {
        "answers": str(len(rows)),
        "must-have covered": mean(covered),
        "claims per statement": ratio(claims, statements),
    }


def word_f1(left: str, right: str) -> float:
    """Return the F1 of the words that two texts share, as sets, case aside."""
    one, other = set(WORD.findall(left.lower())), set(WORD.findall(right.lower()))
    return ratio(2 * len(one & other), len(one) + len(other))
