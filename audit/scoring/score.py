"""Analysis and findings → scores and ranking."""

from collections.abc import Sequence

from audit.model import Analysis, Finding, Scores
from audit.settings import ScoreSettings


def score_sources(analysis: Analysis, findings: Sequence[Finding], settings: ScoreSettings) -> Scores:
    """Score every source."""
    return Scores((), ())
