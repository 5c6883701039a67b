"""The shape of figures, and progress that names the data set."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

Figures = Mapping[str, float | str]
"""Name → figure: a share, a number, or a count as text ("3/24")."""
Tables = tuple[tuple[str, Figures], ...]
Progress = Callable[[str, int, int], None]
Task = Callable[[Path, int, Progress], Tables]
"""Base folder, most rows of a data set (0: all), progress → tables."""


@cache
def at_topic(progress: Progress, topic: str) -> Progress:
    """Return the progress with the topic before each stage; the same function for the same two."""
    return lambda stage, done, total: progress(f"{topic}: {stage}", done, total)
