"""Figures → text."""

import json
from collections.abc import Mapping, Sequence

DIGITS = 6
"""Decimals of a figure in JSON."""


def write_figures(tables: Sequence[tuple[str, Mapping[str, float | str]]]) -> str:
    """Return each table under its name, one figure a line, names in one column."""
    return "\n".join(write_table(name, figures) for name, figures in tables)


def write_table(name: str, figures: Mapping[str, float | str]) -> str:
    """Return one table; fractions with three decimals."""
    width = max((len(key) for key in figures), default=0)
    lines = [
        f"  {key.ljust(width)}  {f'{value:.3f}' if isinstance(value, float) else value}"
        for key, value in figures.items()
    ]
    return "".join(f"{line}\n" for line in (name, *lines))


def write_figures_json(tables: Sequence[tuple[str, Mapping[str, float | str]]]) -> str:
    """Return the tables as one JSON object, table → figure → number or text; a figure without end is a text."""
    return json.dumps({name: write_values(figures) for name, figures in tables}, indent=1, ensure_ascii=False) + "\n"


def write_values(figures: Mapping[str, float | str]) -> dict[str, float | str]:
    """Return the figures rounded."""
    return {
        key: round(value, DIGITS) if isinstance(value, float) and abs(value) != float("inf") else str(value)
        for key, value in figures.items()
    }
