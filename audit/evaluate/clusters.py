"""Groups of sentences and labelled topics → how well the clusters agree with them."""

from pathlib import Path

from audit.evaluate.equivalence import CLUSTERED, TOPIC_ROWS, describe_topics, name_row
from audit.evaluate.gold import audit_topic
from audit.evaluate.labels import find_topics
from audit.evaluate.rows import MissingDataError, draw, find_file, find_folder, read_rows
from audit.evaluate.score import describe
from audit.evaluate.shape import Figures, Progress, Tables, at_topic


def measure_clusters(base: Path, limit: int, progress: Progress) -> Tables:
    """Measure the clusters: B-cubed on groups of sentences, and pairwise on every labelled topic that is there.

    Raises:
        MissingDataError: neither is there.
    """
    tables: list[tuple[str, Figures]] = []
    missing: list[MissingDataError] = []
    for measure in (measure_groups, measure_topics):
        try:
            tables += measure(base, limit, progress)
        except MissingDataError as error:
            missing.append(error)
    if not tables:
        raise missing[0]
    return tuple(tables)


def measure_groups(base: Path, limit: int, progress: Progress) -> Tables:
    """Measure the clusters of sentences, each an article of its own, against the groups that readers made."""
    path = find_file(find_folder(base, "equivalence"), f"{CLUSTERED}.jsonl")
    topics = draw(read_rows(path), -(-limit // TOPIC_ROWS), name_row)
    return ((f"clusters/{CLUSTERED}", describe_topics(topics, progress)),)


def measure_topics(base: Path, limit: int, progress: Progress) -> Tables:
    """Measure the pairs that the clusters of a whole audit bring together against the labelled equivalents."""
    return tuple((f"clusters/{topic.name}", describe_pairs(topic, progress)) for topic in find_topics(base))


def describe_pairs(topic: Path, progress: Progress) -> Figures:
    """Return the figures of a topic that are about equivalents."""
    figures = describe(audit_topic(topic, at_topic(progress, topic.name)))
    return {name.removeprefix("equivalents: "): value for name, value in figures.items() if "equivalents: " in name}
