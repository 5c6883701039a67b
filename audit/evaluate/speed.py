"""Real health documents → words a second, peak memory, growth of time; measured in a process of their own."""

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time

from audit.errors import AuditError
from audit.evaluate.figures import ratio
from audit.evaluate.probes import audit_texts
from audit.evaluate.rows import Row, draw, find_file, find_folder, read_rows
from audit.evaluate.shape import Progress, Tables

PART = 4
"""Growth is read off a run on a quarter of the documents and one on all."""


def measure_speed(base: Path, limit: int, progress: Progress) -> Tables:
    """Audit documents as one corpus, a source each; loading the language model is timed apart."""
    path = find_file(find_folder(base, "articles_bulk"), "articles.jsonl.gz")
    rows = draw(read_rows(path), limit, lambda row: str(row["id"]))
    part = run_apart(rows[: max(1, len(rows) // PART)])
    progress("speed", 1, 2)
    whole = run_apart(rows)
    progress("speed", 2, 2)
    words = sum(len(str(row["text"]).split()) for row in rows)
    figures: dict[str, float | str] = {
        "documents": str(len(rows)),
        "words": str(words),
        "seconds to load": whole.loading,
        "seconds": whole.seconds,
        "seconds of processor": whole.processor,
        "words a second": ratio(words, whole.seconds),
        "words a second of processor": ratio(words, whole.processor),
        "peak memory, MB": whole.megabytes,
        "growth: processor time as documents to the power of": math.log(whole.processor / part.processor)
        / math.log(PART),
    }
    return (("speed", figures),)


@dataclass(frozen=True, slots=True)
class Run:
    """What one audit took."""

    loading: float
    """Seconds for one document of one sentence: the model is loaded."""
    seconds: float
    processor: float
    """Seconds of processor: what else runs on the machine matters less."""
    megabytes: float
    """Peak of the whole process."""


def run_apart(rows: Sequence[Row]) -> Run:
    """Audit in a fresh process, so that its peak memory is its own.

    Raises:
        AuditError: the process was ended from outside, for want of memory say.
    """
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    texts = [(str(row["id"]), str(row["text"])) for row in rows]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(time_audit, texts).result()
        except BrokenProcessPool as error:
            raise AuditError("speed: the process that was measured ended early; try a smaller --limit") from error


def time_audit(texts: Sequence[tuple[str, str]]) -> Run:
    """Audit the texts in this process, after one sentence that loads what is loaded once."""
    import resource

    began = perf_counter()
    audit_texts([("first", "Gout is a disease of the joints.")])
    loaded, busy = perf_counter(), process_time()
    audit_texts(texts)
    finished, done = perf_counter(), process_time()
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    return Run(loaded - began, finished - loaded, done - busy, peak)
