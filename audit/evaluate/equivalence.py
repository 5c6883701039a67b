"""Pairs and clusters of sentences that say the same → figures of the encoder and of the clusters."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from audit.claims.read import read_claims
from audit.evaluate.baseline import word_similarities
from audit.evaluate.figures import average_precision, b_cubed, best_f1, mean, spearman
from audit.evaluate.probes import make_article
from audit.evaluate.rows import Row, draw, find_file, find_folder, read_rows
from audit.evaluate.shape import Figures, Progress, Tables
from audit.relations import relate
from audit.relations.encode import ENCODERS, likeness
from audit.settings import Settings

PAIRED: Mapping[str, tuple[str, str]] = {
    "mrpc": ("text1", "text2"),
    "medical_question_pairs": ("text1", "text2"),
    "argkp": ("argument", "key_point"),
}
"""Set with a label a pair → its two fields."""
SCORED = ("stsb", "sick_relatedness")
"""Sets with a degree of likeness a pair."""
CLUSTERED = "perspectrum_clusters"
TOPIC_ROWS = 15
"""Rows of the limit that one topic of clusters stands for (they have 15 sentences on average)."""


def measure_equivalence(base: Path, limit: int, progress: Progress) -> Tables:
    """Measure the encoders on pairs, and the clusters of the relation stage on groups of sentences."""
    folder = find_folder(base, "equivalence")
    tables = []
    for name in (*PAIRED, *SCORED):
        rows = draw(read_rows(find_file(folder, f"{name}.jsonl")), limit, name_row)
        left, right = PAIRED.get(name, ("text1", "text2"))
        pairs = [(str(row[left]), str(row[right])) for row in rows]
        wanted = [float(row["score" if name in SCORED else "label"]) for row in rows]
        tables.append((f"equivalence/{name}", describe_pairs(pairs, wanted, scored=name in SCORED)))
        progress("equivalence", len(tables), len(PAIRED) + len(SCORED) + 1)
    topics = draw(read_rows(find_file(folder, f"{CLUSTERED}.jsonl")), -(-limit // TOPIC_ROWS), name_row)
    return (*tables, (f"equivalence/{CLUSTERED}", describe_topics(topics, progress)))


def name_row(row: Row) -> str:
    """Return the id of a row."""
    return str(row["id"])


def describe_pairs(pairs: Sequence[tuple[str, str]], wanted: Sequence[float], *, scored: bool) -> Figures:
    """Return for each encoder, and for plain words, Spearman with the scores, or average precision and the best F1."""
    likeness = {name: compare_texts(pairs, name) for name in ENCODERS} | {"words": word_similarities(pairs)}
    figures: dict[str, float | str] = {"pairs": str(len(pairs))}
    for name, values in likeness.items():
        if scored:
            figures[f"{name}: spearman"] = spearman(values, wanted)
        else:
            gold = [value == 1 for value in wanted]
            figures[f"{name}: average precision"] = average_precision(gold, values)
            figures[f"{name}: f1 at the best threshold"], figures[f"{name}: that threshold"] = best_f1(gold, values)
    return figures


def compare_texts(pairs: Sequence[tuple[str, str]], encoder: str) -> list[float]:
    """Return the similarity of each pair; the encoder sees all texts at once, as in an audit."""
    vectors = ENCODERS[encoder]([text for pair in pairs for text in pair], Settings().models)
    return [likeness(vectors, 2 * place, 2 * place + 1) for place in range(len(pairs))]


def describe_topics(topics: Sequence[Row], progress: Progress) -> Figures:
    """Return B-cubed over the sentences of each topic, averaged; beside it every sentence by itself."""
    scores, alone = [], []
    for done, topic in enumerate(topics, start=1):
        members = [(text, place) for place, cluster in enumerate(topic["clusters"]) for text in cluster["members"]]
        gold = {index: place for index, (_, place) in enumerate(members)}
        scores.append(b_cubed(gold, cluster_texts([text for text, _ in members])))
        alone.append(b_cubed(gold, {index: index for index in gold}))
        progress("equivalence: clusters", done, len(topics))
    return {
        "topics": str(len(topics)),
        "b-cubed: precision": mean(precision for precision, _, _ in scores),
        "b-cubed: recall": mean(recall for _, recall, _ in scores),
        "b-cubed: f1": mean(f1 for _, _, f1 in scores),
        "every sentence alone: b-cubed f1": mean(f1 for _, _, f1 in alone),
    }


def cluster_texts(texts: Sequence[str]) -> dict[int, str]:
    """Return the cluster of each text, each an article of its own; a text without a claim is alone."""
    articles = [make_article(f"t{index:04}", [text]) for index, text in enumerate(texts)]
    claims = [claim for reading in read_claims(articles, Settings()) for claim in reading.claims]
    cluster_of = {
        claim: cluster.id for cluster in relate(claims, Settings().relations).clusters for claim in cluster.claims
    }
    found = {index: f"alone {index}" for index in range(len(texts))}
    for claim in reversed(claims):
        found[int(claim.article[1:])] = cluster_of.get(claim.id, claim.id)
    return found
