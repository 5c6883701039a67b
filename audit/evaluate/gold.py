"""Labelled topics → figures of the whole audit."""

from functools import cache
from pathlib import Path

from audit.evaluate.labels import find_topics, load_labels
from audit.evaluate.rules import describe_rules
from audit.evaluate.score import Ground, describe, make_ground
from audit.evaluate.shape import Figures, Progress, Tables, at_topic
from audit.evaluate.stances import describe_stances
from audit.ingest import read_corpus
from audit.pipeline import audit_corpus
from audit.settings import Settings


def measure_gold(base: Path, limit: int, progress: Progress) -> Tables:
    """Audit every labelled topic whole, as `audit run` does, and score the report; `limit` means nothing here."""
    return tuple((f"gold/{topic.name}", describe_topic(topic, progress)) for topic in find_topics(base))


def measure_rules(base: Path, limit: int, progress: Progress) -> Tables:
    """Return for every labelled topic coverage, overlap and conflict of each rule; `limit` means nothing here."""
    return tuple(
        (f"rules/{topic.name}", describe_rules(audit_topic(topic, at_topic(progress, topic.name))))
        for topic in find_topics(base)
    )


def describe_topic(topic: Path, progress: Progress) -> Figures:
    """Return every figure of one topic."""
    ground = audit_topic(topic, at_topic(progress, topic.name))
    return {**describe(ground), **describe_stances(ground)}


@cache
def audit_topic(topic: Path, progress: Progress) -> Ground:
    """Audit the articles of a topic, once in a process, and return the report beside the labels."""
    labels = load_labels(topic)
    report = audit_corpus(read_corpus([str(topic / "articles")]), Settings(), progress)
    return make_ground(report, labels)
