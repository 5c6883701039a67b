"""The evaluation tasks by name."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from audit.errors import AuditError, ModelError
from audit.evaluate.claims import measure_claims
from audit.evaluate.clusters import measure_clusters
from audit.evaluate.commercial import measure_commercial
from audit.evaluate.contradictions import measure_contradictions
from audit.evaluate.equivalence import measure_equivalence
from audit.evaluate.extraction import measure_extraction
from audit.evaluate.gold import measure_gold, measure_rules
from audit.evaluate.nli import measure_nli
from audit.evaluate.reliability import measure_reliability
from audit.evaluate.rows import MissingDataError
from audit.evaluate.shape import Figures, Progress, Tables, Task
from audit.evaluate.speed import measure_speed
from audit.evaluate.vectors import measure_vectors


@dataclass(frozen=True, slots=True)
class Measure:
    """A task, and how many rows of each data set it takes when none is said: together they take minutes."""

    run: Task
    limit: int = 0


TASKS: Mapping[str, Measure] = {
    "gold": Measure(measure_gold),
    "rules": Measure(measure_rules),
    "claims": Measure(measure_claims, 600),
    "equivalence": Measure(measure_equivalence, 600),
    "clusters": Measure(measure_clusters, 600),
    "vectors": Measure(measure_vectors, 600),
    "contradictions": Measure(measure_contradictions, 300),
    "nli": Measure(measure_nli, 300),
    "commercial": Measure(measure_commercial, 300),
    "extraction": Measure(measure_extraction, 0),
    "reliability": Measure(measure_reliability, 48),
    "speed": Measure(measure_speed, 120),
}
"""Every task, in the order in which all of them are run."""


def silent(stage: str, done: int, total: int) -> None:
    """Report no progress."""


def evaluate(task: str | None, data: Path, *, limit: int | None = None, progress: Progress = silent) -> Tables:
    """Measure one task, or all: tables of figures by name.

    Args:
        task: name of a task; None for all. Of all tasks, those whose data or model is not there say so in their table.
        data: the folder that holds `gold/` and `data/`, or a part of it.
        limit: most rows of each data set, drawn by a fixed seed; 0 for all; None for what each task takes by itself.
        progress: called with the stage, how many of its items are done, and how many there are.

    Raises:
        AuditError: the task is unknown.
        MissingDataError: the data of the task, or of every task, is not there.
        ModelError: the trained model of the task is not there.
    """
    if task is not None:
        return run_task(task, data, limit, progress)
    tables: list[tuple[str, Figures]] = []
    missing: list[AuditError] = []
    for name in TASKS:
        try:
            tables.extend(run_task(name, data, limit, progress))
        except (MissingDataError, ModelError) as error:
            missing.append(error)
            tables.append((name, {"not measured": str(error)}))
    if len(missing) == len(TASKS):
        raise missing[0]
    return tuple(tables)


def run_task(name: str, data: Path, limit: int | None, progress: Progress) -> Tables:
    """Measure one task."""
    if name not in TASKS:
        nearest = difflib.get_close_matches(name, TASKS, n=1)
        hint = f"did you mean {nearest[0]}?" if nearest else f"there are {', '.join(TASKS)}"
        raise AuditError(f"{name}: no such task; {hint}")
    measure = TASKS[name]
    return measure.run(data, measure.limit if limit is None else limit, progress)
