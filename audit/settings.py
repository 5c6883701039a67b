"""Settings of an audit: one place for every default."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RelationSettings:
    """How claims are paired and judged."""

    neighbours: int = 12
    """Nearest claims by vector that are compared with each claim."""
    threshold: float = 0.5
    """Relations below this confidence are listed as considered, never counted."""


@dataclass(frozen=True, slots=True)
class ScoreSettings:
    """Prior and minimum evidence of the score (`docs/scoring.md`)."""

    minimum_facts: int = 4
    """Distinct fact-covered claim clusters (times extraction reliability) for reference agreement to be assessed."""
    draws: int = 2000
    seed: int = 20261122


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Unknown keys in a settings file are errors."""

    model: str = ""
    """spaCy model package or folder; empty: the first installed of the known English models."""
    reference: tuple[str, ...] = ()
    """Packs of reference facts: shipped names or TOML files; empty: all shipped packs."""
    fail_on: str = "error"
    """Lowest level that makes the exit code 1: error, warning, note, never."""
    min_score: float = 0.0
    disabled: tuple[str, ...] = ()
    """Rule ids or families that do not run."""
    relations: RelationSettings = RelationSettings()
    scoring: ScoreSettings = ScoreSettings()
