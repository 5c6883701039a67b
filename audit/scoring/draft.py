"""A dimension before it is summed: its gains, its penalties, and how both vary."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from audit.model import Contribution, Finding
from audit.scoring.evidence import SourceEvidence
from audit.scoring.scheme import (
    COMMERCIAL,
    DIMENSION_OF,
    INTEREST_RULES,
    MAXIMA,
    MISSED,
    MISSED_WEIGHT,
    PERTURBATION,
    SHOWN_RULES,
    TRANSPARENCY,
    UNSCORED,
)

if TYPE_CHECKING:
    from numpy import float64
    from numpy.random import Generator
    from numpy.typing import NDArray

    Draws = NDArray[float64]
    Sampler = Callable[[Generator, int], Draws]


@dataclass(frozen=True, slots=True)
class Penalty:
    """What the findings of one rule take: the gains are multiplied by exp(-weight) for all penalties together."""

    rule: str
    weight: float
    """Penalty weight if the findings are right."""
    confidence: float
    """Of the surest finding; the value counts weight times confidence, a draw counts it or not."""
    count: int
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A dimension of one source."""

    name: str
    gains: tuple[Contribution, ...]
    penalties: tuple[Penalty, ...]
    sample: "Sampler"
    """Draws of the gains together, before the penalties."""
    missing: float = 0.0
    """Points that cannot be assessed: they widen the interval and add nothing."""
    overlooked: bool = False
    """Whether its detectors may have missed a signal."""
    changes: tuple[tuple[float, str], ...] = ()
    """(points it would give, what to do) for what is missing or wrong."""

    @property
    def assessed(self) -> bool:
        """Whether anything of it could be assessed."""
        return self.missing < MAXIMA[self.name]

    @property
    def gained(self) -> float:
        """The gains together."""
        return sum(gain.points for gain in self.gains)

    def list_contributions(self) -> tuple[Contribution, ...]:
        """Return gains, then losses; each loss is its share of what the penalties take together."""
        return (*self.gains, *self.list_losses())

    def list_losses(self) -> Iterator[Contribution]:
        """Yield what each penalty takes; rounded so that they sum to what all take together."""
        total = sum(penalty.weight * penalty.confidence for penalty in self.penalties)
        taken = self.gained * (1 - exp(-total))
        before = 0.0
        for penalty in self.penalties if total else ():
            after = before + taken * penalty.weight * penalty.confidence / total
            points = round(round(before, 2) - round(after, 2), 2)
            before = after
            yield Contribution(penalty.rule, points, penalty.count, penalty.findings)


def find_penalties(evidence: SourceEvidence, name: str) -> tuple[Penalty, ...]:
    """Return what findings take from a dimension, one for each rule, however often it fires, sorted by rule.

    The weight is the rule's points times the share of the source's articles in which it fires.
    """
    by_rule: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in evidence.findings:
        if find_dimension(finding.rule) == name and evidence.points(finding):
            by_rule[finding.rule].append(finding)
    return tuple(
        Penalty(
            rule,
            evidence.points(found[0]) * len({one.primary.article for one in found}) / len(evidence.articles),
            max(one.confidence for one in found),
            len(found),
            tuple(one.id for one in found),
        )
        for rule, found in sorted(by_rule.items())
    )


def find_dimension(rule: str) -> str:
    """Return the dimension whose points a rule's findings take; "" when they take none."""
    family = rule.split("/", 1)[0]
    if rule in SHOWN_RULES or family in UNSCORED:
        return ""
    return COMMERCIAL if rule in INTEREST_RULES else DIMENSION_OF.get(family, TRANSPARENCY)


def findings_of(evidence: SourceEvidence, *rules: str) -> tuple[str, ...]:
    """Return the ids of the findings of rules."""
    return tuple(finding.id for finding in evidence.findings if finding.rule in rules)


def draw_points(draft: Draft, rng: "Generator", draws: int) -> "Draws":
    """Return draws of a dimension's points, between 0 and its maximum; what is missing counts 0."""
    import numpy as np

    gains = draft.sample(rng, draws)
    exponent = np.zeros(draws)
    for penalty in draft.penalties:
        kept = rng.random(draws) < penalty.confidence
        exponent += kept * penalty.weight * rng.uniform(1 - PERTURBATION, 1 + PERTURBATION, draws)
    if draft.overlooked:
        exponent += (rng.random(draws) < MISSED) * MISSED_WEIGHT
    return np.clip(gains * np.exp(-exponent), 0.0, MAXIMA[draft.name])


def draw_full(points: float) -> "Sampler":
    """Return a sampler that always draws the same points."""

    def sample(rng: "Generator", draws: int) -> "Draws":
        import numpy as np

        return np.full(draws, points)

    return sample


def not_assessed(name: str) -> Draft:
    """Return the draft of a dimension with too little evidence."""
    return Draft(name, (), (), draw_full(0.0), missing=MAXIMA[name])
