"""Analysis and findings → scores and ranking."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, floor
from typing import TYPE_CHECKING

from audit.model import Analysis, Dimension, Finding, RankedPair, Scores, SourceScore
from audit.scoring.agreement import find_agreement, judge_agreement
from audit.scoring.draft import Draft
from audit.scoring.evidence import SourceEvidence, gather_evidence
from audit.scoring.gates import Cap, find_caps
from audit.scoring.hints import find_hints
from audit.scoring.interval import (
    draw_cap,
    draw_dimensions,
    draw_weights,
    find_interval,
    make_generator,
    prefer,
)
from audit.scoring.reference import judge_reference
from audit.scoring.scheme import LEAST_CLAIMS, MAXIMA, find_band
from audit.scoring.signs import judge_commercial, judge_safety, judge_transparency
from audit.scoring.wording import judge_certainty, judge_consistency
from audit.settings import ScoreSettings

if TYPE_CHECKING:
    from numpy import float64
    from numpy.random import Generator
    from numpy.typing import NDArray

    from audit.scoring.draft import Draws


@dataclass(frozen=True, slots=True)
class Scored:
    """A score and the draws behind it; None when the source could not be assessed."""

    score: SourceScore
    draws: "Draws | None"


def score_sources(analysis: Analysis, findings: Sequence[Finding], settings: ScoreSettings) -> Scores:
    """Score every source that has an article, and say how surely each is better than each other.

    A score is the sum of its dimensions less what the gates cap (`docs/scoring.md`). Nothing but the source's own
    articles, findings and stances counts, save for the few points of independent agreement.
    """
    weights = draw_weights(settings)
    agreed = find_agreement(analysis)
    scored = [
        score_source(evidence, agreed.get(evidence.source, ()), settings, weights)
        for evidence in gather_evidence(analysis, findings)
    ]
    ranking = tuple(
        RankedPair(left.score.source, right.score.source, round(prefer(left.draws, right.draws), 3))
        for left, right in combinations(scored, 2)
        if left.draws is not None and right.draws is not None
    )
    return Scores(tuple(one.score for one in scored), ranking)


def score_source(
    evidence: SourceEvidence, beliefs: Sequence[float], settings: ScoreSettings, weights: "NDArray[float64]"
) -> Scored:
    """Score one source."""
    drafts = draft_dimensions(evidence, beliefs, settings)
    caps = find_caps(evidence)
    rng = make_generator(settings.seed, evidence.source)
    points = draw_dimensions(drafts, rng, settings.draws)
    dimensions = tuple(finish(draft, points[:, column]) for column, draft in enumerate(drafts))
    gates = tuple(cap.gate for cap in caps)
    if evidence.distinct_claims() < LEAST_CLAIMS:
        return Scored(SourceScore(evidence.source, None, 0.0, 100.0, "", dimensions, gates, assessed=False), None)
    low, high, draws = draw_totals(drafts, caps, points, weights, rng)
    before = sum(dimension.value for dimension in dimensions)
    value = round(min([before, *(gate.cap for gate in gates)]), 2)
    low, high = round_down(min(low, value)), round_up(max(high, value))
    return Scored(
        SourceScore(
            source=evidence.source,
            value=value,
            low=low,
            high=high,
            band=find_band(low, high),
            dimensions=dimensions,
            gates=gates,
            assessed=True,
            would_change=find_hints(evidence, drafts, caps),
        ),
        draws,
    )


def draft_dimensions(evidence: SourceEvidence, beliefs: Sequence[float], settings: ScoreSettings) -> tuple[Draft, ...]:
    """Return the drafts of the seven dimensions, in the order of `MAXIMA`."""
    drafts = (
        judge_reference(evidence, settings.minimum_facts),
        judge_transparency(evidence),
        judge_commercial(evidence),
        judge_consistency(evidence),
        judge_certainty(evidence, settings.minimum_facts),
        judge_agreement(beliefs),
        judge_safety(evidence),
    )
    return tuple(sorted(drafts, key=lambda draft: list(MAXIMA).index(draft.name)))


def draw_totals(
    drafts: Sequence[Draft], caps: Sequence[Cap], points: "Draws", weights: "NDArray[float64]", rng: "Generator"
) -> tuple[float, float, "Draws"]:
    """Return the ends of the interval, and draws of the total in which what is missing lies anywhere in its range."""
    import numpy as np

    known = (points * weights).sum(axis=1)
    missing = weights * np.array([draft.missing for draft in drafts])
    cap = draw_cap(caps, rng, len(known))
    low, high = find_interval(np.minimum(known, cap), np.minimum(known + missing.sum(axis=1), cap))
    anywhere = known + (missing * rng.random(missing.shape)).sum(axis=1)
    return low, high, np.minimum(anywhere, cap)


def finish(draft: Draft, points: "Draws") -> Dimension:
    """Return the dimension: its contributions, their sum, and the 80 % interval of its points."""
    contributions = draft.list_contributions()
    value = round(sum(contribution.points for contribution in contributions), 2)
    low, high = find_interval(points, points + draft.missing)
    most = MAXIMA[draft.name]
    return Dimension(
        name=draft.name,
        value=value,
        max=most,
        low=round_down(min(low, value)),
        high=round_up(min(max(high, value), most)),
        assessed=draft.assessed,
        contributions=contributions,
    )


def round_down(points: float) -> float:
    """Return the points with one decimal, never more than they are."""
    return floor(points * 10 + 1e-6) / 10


def round_up(points: float) -> float:
    """Return the points with one decimal, never less than they are."""
    return ceil(points * 10 - 1e-6) / 10
