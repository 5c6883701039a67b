"""Figures → text."""

from collections.abc import Mapping, Sequence


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
