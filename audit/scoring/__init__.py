"""Analysis and findings → scores of the sources."""

from audit.scoring.score import score_sources

__all__ = ["score_sources"]
