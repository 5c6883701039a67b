"""Real health documents → words a second of reading claims, beside the bare parse of the same text."""

from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from time import process_time

from audit.claims.nlp import load_parser
from audit.claims.read import BATCH, pieces, read_claims
from audit.evaluate.figures import ratio
from audit.evaluate.probes import make_plain_article
from audit.evaluate.rows import draw, find_file, find_folder, read_rows
from audit.evaluate.shape import Figures
from audit.settings import Settings

DOCUMENTS = 100
ROUNDS = 5
"""Each side is timed five times in turn; other work on the machine only ever makes a round slower."""


def describe_pace(base: Path) -> Figures:
    """Return words a second of processor time, best of five rounds, both sides warmed up, one stream of pieces."""
    path = find_file(find_folder(base, "articles_bulk"), "articles.jsonl.gz")
    rows = draw(read_rows(path), DOCUMENTS, lambda row: str(row["id"]))
    articles = [make_plain_article(str(row["id"]), str(row["text"])) for row in rows]
    texts = [text for article in articles for _, _, text in pieces(article)]
    nlp = load_parser()
    sides: tuple[Callable[[], Iterable[object]], ...] = (
        lambda: nlp.pipe(texts, batch_size=BATCH),
        lambda: read_claims(articles, Settings()),
    )
    rounds = [tuple(time_of(side) for side in sides) for _ in range(ROUNDS + 1)][1:]
    bare, whole = (min(times) for times in zip(*rounds, strict=True))
    words = sum(len(text.split()) for text in texts)
    return {
        "documents": str(len(rows)),
        "words": str(words),
        "words a second, bare parse": ratio(words, bare),
        "words a second, claims read": ratio(words, whole),
        "share of the bare parse, best rounds": ratio(bare, whole),
        "share of the bare parse, median round": median(ratio(one, other) for one, other in rounds),
    }


def time_of(side: Callable[[], Iterable[object]]) -> float:
    """Return the seconds of processor that it takes to use a stream up."""
    began = process_time()
    for _ in side():
        pass
    return process_time() - began
