"""Pairs of texts and labelled topics → how well vectors tell what speaks of the same."""

from collections.abc import Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from time import perf_counter

from audit.evaluate.baseline import word_similarities
from audit.evaluate.equivalence import CLUSTERED, PAIRED, SCORED, TOPIC_ROWS, name_row
from audit.evaluate.figures import average_precision, interval, ratio, spearman
from audit.evaluate.labels import find_topics
from audit.evaluate.rows import Row, draw, find_file, find_folder, read_rows
from audit.evaluate.shape import Figures, Progress, Tables, at_topic
from audit.evaluate.sides import SidedTopic, count_met, side_topic
from audit.relations.encode import ENCODERS, likeness
from audit.relations.nearest import search
from audit.relations.pair import encode_frames, read_texts
from audit.relations.relate import find_pairs
from audit.settings import ModelSettings, RelationSettings, Settings, load_settings

NEIGHBOURS = 20
"""Nearest claims of each claim that are looked at."""


def measure_vectors(base: Path, limit: int, progress: Progress) -> Tables:
    """Measure the vectors that the settings of the current folder name, beside n-grams and plain words.

    Raises:
        ModelError: the model is missing or damaged.
    """
    return measure_encoder(base, limit, load_settings(Path.cwd()), progress)


def measure_encoder(base: Path, limit: int, settings: Settings, progress: Progress) -> Tables:
    """Return the likeness of labelled pairs, then what each search finds on the labelled topics."""
    folder = find_folder(base, "equivalence")
    tables = []
    for name in (*SCORED, *PAIRED):
        rows = draw(read_rows(find_file(folder, f"{name}.jsonl")), limit, name_row)
        left, right = PAIRED.get(name, ("text1", "text2"))
        pairs = [(str(row[left]), str(row[right])) for row in rows]
        wanted = [float(row["score" if name in SCORED else "label"]) for row in rows]
        tables.append((f"vectors/{name}", describe_likeness(pairs, wanted, settings.models, scored=name in SCORED)))
        progress("vectors", len(tables), len(PAIRED) + len(SCORED) + 1)
    topics = draw(read_rows(find_file(folder, f"{CLUSTERED}.jsonl")), -(-limit // TOPIC_ROWS), name_row)
    pairs, wanted = pair_members(topics)
    tables.append((f"vectors/{CLUSTERED}", describe_likeness(pairs, wanted, settings.models, scored=False)))
    progress("vectors", len(tables), len(tables))
    for topic in find_topics(base):
        sided = side_topic(topic, at_topic(progress, topic.name))
        tables.append((f"vectors/{topic.name}", describe_recall(sided, settings)))
    return tuple(tables)


def pair_members(topics: Sequence[Row]) -> tuple[list[tuple[str, str]], list[float]]:
    """Return every two sentences of each topic, with 1 where they stand in one cluster."""
    pairs, wanted = [], []
    for topic in topics:
        members = [(text, place) for place, cluster in enumerate(topic["clusters"]) for text in cluster["members"]]
        for (left, mine), (right, other) in combinations(members, 2):
            pairs.append((left, right))
            wanted.append(float(mine == other))
    return pairs, wanted


def describe_likeness(
    pairs: Sequence[tuple[str, str]], wanted: Sequence[float], models: ModelSettings, *, scored: bool
) -> Figures:
    """Return Spearman with the scores, or average precision of the labels, of each encoder and of plain words."""
    name = "spearman" if scored else "average precision"
    relate = partial(relate_values, scored=scored)
    started = perf_counter()
    near = compare(pairs, "onnx", models)
    seconds = perf_counter() - started
    beside = {encoder: compare(pairs, encoder, models) for encoder in ENCODERS if encoder != "onnx"}
    beside["words"] = word_similarities(pairs)
    return {
        "pairs": str(len(pairs)),
        f"onnx: {name}": relate(wanted, near),
        f"onnx: {name}, 95 % interval": interval(relate, wanted, near),
        **{f"{encoder}: {name}": relate(wanted, values) for encoder, values in beside.items()},
        "onnx: texts a second": f"{ratio(len({text for pair in pairs for text in pair}), seconds):.0f}",
    }


def relate_values(wanted: Sequence[float], values: Sequence[float], *, scored: bool) -> float:
    """Return Spearman, or the average precision of the labels."""
    return spearman(values, wanted) if scored else average_precision([value == 1 for value in wanted], values)


def compare(pairs: Sequence[tuple[str, str]], encoder: str, models: ModelSettings) -> list[float]:
    """Return the similarity of each pair; every text is encoded once, all at once as in an audit."""
    places = {text: place for place, text in enumerate(dict.fromkeys(text for pair in pairs for text in pair))}
    vectors = ENCODERS[encoder](list(places), models)
    return [likeness(vectors, places[left], places[right]) for left, right in pairs]


def describe_recall(topic: SidedTopic, settings: Settings) -> Figures:
    """Return how many labelled contradictions and equivalents each search brings together.

    A labelled pair is met when a claim of one side is among the nearest of a claim of the other, from either side.
    Pairs without a claim on both sides are left out here: no search can meet them.
    """
    texts = read_texts(topic.claims)
    found = {name: search(ENCODERS[name](texts, settings.models), NEIGHBOURS) for name in ENCODERS}
    found["frames"] = search(encode_frames(topic.claims), NEIGHBOURS)
    order = {claim.id: place for place, claim in enumerate(topic.claims)}
    for name, encoders in (("candidates without the model", ("ngrams",)), ("candidates", settings.relations.encoders)):
        chosen = find_pairs(topic.claims, RelationSettings(NEIGHBOURS, encoders=encoders), settings.models)
        found[name] = [(order[pair.left], order[pair.right]) for pair in chosen]
    figures: dict[str, float | str] = {"claims": str(len(topic.claims))}
    for name, pairs in found.items():
        for what, items in (("contradictions", topic.contradictions), ("equivalents", topic.equivalents)):
            met = count_met(frozenset(pairs), items)
            figures[f"{name}: {what} met"] = ratio(met["met"], met["of"])
        figures[f"{name}: pairs a claim"] = ratio(len(pairs), len(topic.claims))
    for what, items in (("contradictions", topic.contradictions), ("equivalents", topic.equivalents)):
        figures[f"{what} with a claim on both sides"] = f"{sum(item.complete for item in items)}/{len(items)}"
    return figures
