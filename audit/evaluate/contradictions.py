"""Pairs of sentences that oppose each other or do not → figures of the relation stage, beside likeness alone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.claims.read import read_claims
from audit.evaluate.baseline import word_similarities
from audit.evaluate.figures import average_precision, describe_decisions, mean, ratio
from audit.evaluate.judged import measure_judged
from audit.evaluate.probes import audit_texts, make_article
from audit.evaluate.rows import MissingDataError, Row, draw, find_file, find_folder, read_rows
from audit.evaluate.shape import Figures, Progress, Tables
from audit.model import Claim, RelationKind
from audit.relations import relate
from audit.settings import Settings

TENSION_WEIGHT = 0.5
"""A tension ranks below every contradiction of the same confidence (own choice)."""


@dataclass(frozen=True, slots=True)
class PairSet:
    """Where a set keeps its pairs."""

    file: str
    left: str
    right: str
    group: str


SETS: Mapping[str, PairSet] = {
    "mancon_pairs": PairSet("mancon_pairs.jsonl", "claim1", "claim2", "question_id"),
    "perspectrum_opposition": PairSet("perspectrum_opposition.jsonl", "text1", "text2", "claim_id"),
}


def measure_contradictions(base: Path, limit: int, progress: Progress) -> Tables:
    """Measure the relation stage on each pair as two articles of one sentence, without the question they answer.

    Beside it stands what a whole audit shows on documents of as many topics, where next to nothing is opposed.
    """
    folder = find_folder(base, "contradiction_claims")
    tables = []
    for name, shape in SETS.items():
        rows = draw(read_rows(find_file(folder, shape.file)), limit, lambda row: str(row["id"]))
        tables.append((f"contradictions/{name}", describe_set(rows, shape, progress)))
    return (*tables, *describe_mixed(base, limit, progress), *describe_judged(base, progress))


def describe_judged(base: Path, progress: Progress) -> Tables:
    """Return how often a reader calls real what an audit tells; nothing where the base lacks the documents."""
    try:
        return measure_judged(base, progress)
    except MissingDataError:
        return ()


def describe_mixed(base: Path, limit: int, progress: Progress) -> Tables:
    """Return how often an audit of public documents shows a contradiction; nothing where the base has none."""
    try:
        path = find_file(find_folder(base, "articles_bulk"), "articles.jsonl.gz")
    except MissingDataError:
        return ()
    rows = draw(read_rows(path), limit, lambda row: str(row["id"]))
    report = audit_texts([(str(row["id"]), str(row["text"])) for row in rows], progress)
    shown = [finding for finding in report.findings if finding.rule.startswith("contradiction/")]
    figures: dict[str, float | str] = {
        "documents": str(len(rows)),
        "claims": str(len(report.claims)),
        "contradictions and tensions shown": str(len(shown)),
        "a hundred documents": ratio(100 * len(shown), len(rows)),
    }
    return (("contradictions/public documents, mixed", figures),)


def describe_set(rows: Sequence[Row], shape: PairSet, progress: Progress) -> Figures:
    """Return the figures of one set; averages are over groups, decisions over all pairs."""
    gold = [row["label"] == "opposed" for row in rows]
    groups = [str(row[shape.group]) for row in rows]
    pairs = [(str(row[shape.left]), str(row[shape.right])) for row in rows]
    judged = judge_pairs(pairs, progress)
    scores = [score for score, _ in judged]
    decisions = [decided for _, decided in judged]
    flagged = describe_decisions(gold, decisions)
    same = [decided for decided, opposed in zip(decisions, gold, strict=True) if not opposed]
    return {
        "pairs": str(len(rows)),
        "opposed": ratio(sum(gold), len(gold)),
        **flagged,
        "false alarms on the same side": mean(same),
        "average precision, mean of groups": average_by_group(gold, scores, groups),
        "likeness of words: average precision": average_by_group(gold, word_similarities(pairs), groups),
        "unlikeness of words: average precision": average_by_group(
            gold, [-value for value in word_similarities(pairs)], groups
        ),
    }


def average_by_group(gold: Sequence[bool], scores: Sequence[float], groups: Sequence[str]) -> float:
    """Return the mean average precision over the groups that have both kinds."""
    members: dict[str, list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        members[group].append(index)
    mixed = [places for places in members.values() if 0 < sum(gold[index] for index in places) < len(places)]
    return mean(
        average_precision([gold[index] for index in places], [scores[index] for index in places]) for places in mixed
    )


def judge_pairs(pairs: Sequence[tuple[str, str]], progress: Progress) -> list[tuple[float, bool]]:
    """Return for each pair how surely its sentences oppose each other, and whether they are said to contradict."""
    texts = sorted({text for pair in pairs for text in pair})
    articles = [make_article(f"s{index:05}", [text]) for index, text in enumerate(texts)]
    readings = read_claims(articles, Settings(), progress)
    claims = {text: reading.claims for text, reading in zip(texts, readings, strict=True)}
    judged = []
    for done, (left, right) in enumerate(pairs, start=1):
        judged.append(judge_pair(claims[left], claims[right]))
        progress("relations", done, len(pairs))
    return judged


def judge_pair(left: Sequence[Claim], right: Sequence[Claim]) -> tuple[float, bool]:
    """Judge the claims of two sentences; what one sentence says against itself does not count."""
    sides = {claim.id: 0 for claim in left} | {claim.id: 1 for claim in right}
    score, decided = 0.0, False
    if not left or not right:
        return score, decided
    for relation in relate((*left, *right), Settings().relations).relations:
        if sides[relation.left] != sides[relation.right]:
            if relation.kind is RelationKind.CONTRADICTS:
                score, decided = max(score, relation.confidence), True
            elif relation.kind is RelationKind.TENSION:
                score = max(score, relation.confidence * TENSION_WEIGHT)
    return score, decided
