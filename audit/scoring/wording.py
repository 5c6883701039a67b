"""Evidence of a source → consistency with itself, and how well its certainty is put."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from audit.model import Certainty, Contribution, Finding
from audit.scoring.draft import Draft, Penalty, draw_full, find_dimension, find_penalties, findings_of, not_assessed
from audit.scoring.evidence import Judged, SourceEvidence, squeeze, squeeze_claim
from audit.scoring.scheme import CERTAINTY, CONSISTENCY, ENOUGH_CLAIMS, MAXIMA, VERDICT_WEIGHT

if TYPE_CHECKING:
    from numpy.random import Generator

    from audit.scoring.draft import Draws, Sampler

WORDING = 5.0
"""Points of certainty calibration for wording, judged by findings; the other half is for hedging, judged by facts."""

CEILING = {Certainty.LOW: 2, Certainty.MODERATE: 3, Certainty.HIGH: 4}
"""Modality up to which a claim that agrees is not surer than the evidence (own choice)."""

LONGEST = 3
"""The largest distance there is: a bare "always" for what is refuted."""

ORDINARY = 25
"""Distinct claims of an ordinary article; a longer one is forgiven more contradictions, by the root of its length."""


def judge_consistency(evidence: SourceEvidence) -> Draft:
    """Draft the consistency of a source with itself: 10 exp(-severity / root of the length).

    Only contradictions inside the source count. One with another source says that one of the two is wrong, not which.
    """
    most, count = MAXIMA[CONSISTENCY], evidence.distinct_claims()
    if count < ENOUGH_CLAIMS:
        return not_assessed(CONSISTENCY)
    length = (max(count, ORDINARY) / ORDINARY) ** 0.5
    penalties = tuple(find_contradictions(evidence, length))
    gains = (Contribution("before any contradiction inside", most, 0),)
    return Draft(CONSISTENCY, gains, penalties, draw_full(most), overlooked=True)


def find_contradictions(evidence: SourceEvidence, length: float) -> Iterator[Penalty]:
    """Yield what the contradictions inside a source take, by rule; each pair of statements counts once."""
    own = {article.id for article in evidence.articles}
    by_rule: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in evidence.findings:
        inside = all(place.article in own for place in finding.related)
        if inside and find_dimension(finding.rule) == CONSISTENCY and evidence.points(finding):
            by_rule[finding.rule].append(finding)
    for rule, found in sorted(by_rule.items()):
        pairs: dict[frozenset[str], float] = {}
        for one in found:
            pair = frozenset(squeeze(place.quote) for place in (one.primary, *one.related))
            weight = evidence.points(one) * VERDICT_WEIGHT[one.verdict] * one.confidence
            pairs[pair] = max(pairs.get(pair, 0.0), weight)
        surest = max(one.confidence for one in found)
        ids = tuple(one.id for one in found)
        if surest:
            yield Penalty(rule, sum(pairs.values()) / length / surest, surest, len(pairs), ids)


def judge_certainty(evidence: SourceEvidence, minimum: int) -> Draft:
    """Draft how well certainty is put: half for wording, half for hedging as the facts' certainty asks.

    Without enough claims on reference facts the second half is missing.
    """
    if evidence.distinct_claims() < ENOUGH_CLAIMS:
        return not_assessed(CERTAINTY)
    distances = list_distances(evidence.judged)
    penalties = find_penalties(evidence, CERTAINTY)
    wording = Contribution("before any finding on wording", WORDING, 0)
    rest = MAXIMA[CERTAINTY] - WORDING
    if len(distances) < minimum:
        return Draft(CERTAINTY, (wording,), penalties, draw_full(WORDING), rest, overlooked=True)
    points = rest * (1 - sum(distances) / len(distances) / LONGEST)
    found = findings_of(evidence, "certainty/overconfident", "certainty/underconfident")
    hedging = Contribution("as sure as the references", round(points, 2), len(distances), found)
    return Draft(CERTAINTY, (wording, hedging), penalties, draw_hedging(distances, rest), overlooked=True)


def list_distances(judged: Sequence[Judged]) -> list[float]:
    """Return for each fact how far the source is from its certainty, 0 to 3: the mean of its distinct claims."""
    found: defaultdict[str, dict[tuple[int, str], float]] = defaultdict(dict)
    for one in judged:
        for claim in one.claims:
            found[one.fact.id][one.sign, squeeze_claim(claim)] = measure_distance(one, claim.frame.modality)
    return [sum(distances.values()) / len(distances) for _, distances in sorted(found.items())]


def measure_distance(judged: Judged, modality: int) -> float:
    """Return the distance of a modality (0 denied, 1 may … 4 always) from what the fact's certainty allows.

    A denial is as sure as a plain statement. What goes against a fact should be hedged at least; what agrees may be
    as sure as the fact, and hedging what is well established costs half a step.
    """
    said = 3 if modality == 0 else modality
    if judged.sign <= 0:
        return float(said - 1)
    if judged.fact.certainty is Certainty.HIGH and said == 1:
        return 0.5
    return float(max(0, said - CEILING[judged.fact.certainty]))


def draw_hedging(distances: Sequence[float], rest: float) -> "Sampler":
    """Return a sampler over which facts were met."""

    def sample(rng: "Generator", draws: int) -> "Draws":
        import numpy as np

        known = np.array(distances)
        picks = rng.multinomial(len(known), np.full(len(known), 1 / len(known)), draws)
        return np.asarray(WORDING + rest * (1 - picks @ known / len(known) / LONGEST), dtype=np.float64)

    return sample
