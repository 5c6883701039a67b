"""Answers with an inserted advertisement, and headlines → figures of the commercial checks."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from audit.evaluate.figures import average_precision, describe_decisions, mean, ratio
from audit.evaluate.probes import find_signals, make_article, make_plain_article
from audit.evaluate.rows import Row, draw, draw_groups, find_file, find_folder, read_rows
from audit.evaluate.shape import Figures, Progress, Tables
from audit.model import Finding, Span
from audit.settings import Settings

HEALTH = "healthcare"
SELLING = ("commercial/",)
LOUD = ("commercial/", "certainty/", "residue/")
"""Families of rules that may answer to a sensational headline."""


def measure_commercial(base: Path, limit: int, progress: Progress) -> Tables:
    """Measure on answers of chat search (half of the sample on health), and on headlines."""
    folder = find_folder(base, "commercial")
    answers = read_rows(find_file(folder, "native_ads.jsonl.gz"))
    health = draw_groups([row for row in answers if row["topic"] == HEALTH], limit // 2, name_query)
    others = draw_groups([row for row in answers if row["topic"] != HEALTH], limit // 2, name_query)
    found = find_by_row([*health, *others])
    progress("commercial", 1, 2)
    headlines = draw(read_rows(find_file(folder, "clickbait.jsonl")), limit, lambda row: str(row["text"]))
    tables = (
        ("commercial/native_ads", describe_answers([*health, *others], found)),
        ("commercial/native_ads, healthcare", describe_answers(health, found)),
        ("commercial/clickbait", describe_headlines(headlines)),
    )
    progress("commercial", 2, 2)
    return tables


def name_query(row: Row) -> str:
    """Return the query that an answer answers."""
    return str(row["query"])


def find_by_row(rows: Sequence[Row]) -> dict[str, list[Finding]]:
    """Return id → what the commercial rules find in the answer."""
    articles = [make_plain_article(str(row["id"]), str(row["text"])) for row in rows]
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in find_signals(articles, Settings()):
        if finding.rule.startswith(SELLING):
            found[finding.primary.article].append(finding)
    return found


def describe_answers(rows: Sequence[Row], found: dict[str, list[Finding]]) -> Figures:
    """Return figures over sentences, over answers, and over the characters of the advertisement."""
    gold: list[bool] = []
    scores: list[float] = []
    for row in rows:
        for start, end, label in row["sentences"]:
            if start < end:
                gold.append(label == 1)
                scores.append(score_place(found.get(str(row["id"]), []), Span(start, end)))
    answers = [row["label"] == 1 for row in rows]
    surest = [max((one.confidence for one in found.get(str(row["id"]), [])), default=0.0) for row in rows]
    return {
        "answers": str(len(rows)),
        "sentences": str(len(gold)),
        **{
            f"sentences: {name}": value for name, value in describe_decisions(gold, [one > 0 for one in scores]).items()
        },
        "sentences: average precision": average_precision(gold, scores),
        "sentences: share with an advertisement": ratio(sum(gold), len(gold)),
        "answers: average precision": average_precision(answers, surest),
        "answers: false alarms": mean(one > 0 for one, ad in zip(surest, answers, strict=True) if not ad),
        "characters: f1": overlap_characters(rows, found),
    }


def score_place(findings: Sequence[Finding], place: Span) -> float:
    """Return the confidence of the surest finding that touches the place, 0 without one."""
    return max((finding.confidence for finding in findings if finding.primary.span.overlaps(place)), default=0.0)


def overlap_characters(rows: Sequence[Row], found: dict[str, list[Finding]]) -> float:
    """Return the F1 of the characters of findings and of advertisement sentences, over all answers."""
    shared = labelled = marked = 0
    for row in rows:
        start, end = row["ad_sentence_span"] or (0, 0)
        advert = set(range(start, end))
        spans = (finding.primary.span for finding in found.get(str(row["id"]), []))
        ours = {place for span in spans for place in range(span.start, span.end)}
        shared, labelled, marked = shared + len(advert & ours), labelled + len(advert), marked + len(ours)
    return ratio(2 * shared, labelled + marked)


def describe_headlines(rows: Sequence[Row]) -> Figures:
    """Return how many sensational headlines, and how many of plain news, any loud rule answers to."""
    articles = [make_article(f"h{index:05}", [str(row["text"])]) for index, row in enumerate(rows)]
    flagged = {
        finding.primary.article for finding in find_signals(articles, Settings()) if finding.rule.startswith(LOUD)
    }
    gold = [row["label"] == "clickbait" for row in rows]
    decisions = [article.id in flagged for article in articles]
    return {
        "headlines": str(len(rows)),
        **describe_decisions(gold, decisions),
        "false alarms on news": mean(one for one, bait in zip(decisions, gold, strict=True) if not bait),
    }
