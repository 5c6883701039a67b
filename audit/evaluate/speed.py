"""Real health documents → words a second, peak memory, growth of time; measured in a process of their own."""

import math
import sys
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from audit.evaluate.figures import ratio
from audit.evaluate.probes import make_plain_article
from audit.evaluate.rows import Row, draw, find_file, find_folder, read_rows
from audit.evaluate.shape import Progress, Tables
from audit.model import Corpus, Source
from audit.pipeline import audit_corpus
from audit.settings import Settings

PART = 4
"""Growth is read off a run on a quarter of the documents and one on all."""


def measure_speed(base: Path, limit: int, progress: Progress) -> Tables:
    """Audit documents as one corpus, a source each, cold: the model is loaded in the measured time."""
    rows = draw(
        read_rows(find_file(find_folder(base, "articles_bulk"), "articles.jsonl.gz")), limit, lambda row: str(row["id"])
    )
    part, _ = run_apart(rows[: max(1, len(rows) // PART)])
    progress("speed", 1, 2)
    whole, memory = run_apart(rows)
    progress("speed", 2, 2)
    words = sum(len(str(row["text"]).split()) for row in rows)
    return (
        (
            "speed",
            {
                "documents": str(len(rows)),
                "words": str(words),
                "seconds": whole,
                "words a second": ratio(words, whole),
                "documents a second": ratio(len(rows), whole),
                "peak memory, MB": memory,
                "growth: time as documents to the power of": math.log(whole / part) / math.log(PART),
            },
        ),
    )


def run_apart(rows: Sequence[Row]) -> tuple[float, float]:
    """Return seconds and peak megabytes of an audit in a fresh process."""
    texts = [(str(row["id"]), str(row["text"])) for row in rows]
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(time_audit, (texts,))


def time_audit(texts: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Audit the texts; return seconds, and the peak memory of this process in megabytes."""
    import resource

    began = perf_counter()
    articles = tuple(make_plain_article(name, text) for name, text in sorted(texts))
    audit_corpus(Corpus(tuple(Source(article.id, article.id) for article in articles), articles), Settings())
    seconds = perf_counter() - began
    unit = 1 if sys.platform == "darwin" else 1024
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
