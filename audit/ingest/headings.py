"""Headings in their order → the heading path of each block."""

Path = tuple[tuple[int, str], ...]
"""Open headings, outermost first, each with its level (1–6)."""


def enter_heading(path: Path, level: int, text: str) -> Path:
    """Open a heading: those of its level and below are closed."""
    return (*close_headings(path, level), (level, text))


def close_headings(path: Path, level: int) -> Path:
    """Return the headings above a level."""
    return tuple((open_level, text) for open_level, text in path if open_level < level)


def name_headings(path: Path) -> tuple[str, ...]:
    """Return the texts of the open headings, outermost first."""
    return tuple(text for _, text in path)
