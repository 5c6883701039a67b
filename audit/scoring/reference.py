"""Evidence of a source → agreement with the reference facts."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from audit.model import Contribution
from audit.scoring.draft import Draft, not_assessed
from audit.scoring.evidence import Judged, SourceEvidence, squeeze_claim
from audit.scoring.scheme import MAXIMA, PERTURBATION, PRIOR, REFERENCE

if TYPE_CHECKING:
    from numpy.random import Generator

    from audit.scoring.draft import Draws, Sampler

VERBS = {1: "agrees with", -1: "goes against", 0: "is cautious about"}


def judge_reference(evidence: SourceEvidence, minimum: int) -> Draft:
    """Draft the agreement with the reference facts: the mean of a Beta posterior, shown as what each fact adds.

    The sum is 35 (2 + W+) / (4 + W), and so 17.5 before any fact and ±35 w / (2 (4 + W)) for each.
    """
    judged = evidence.judged
    if count_statements(judged) < minimum:
        return not_assessed(REFERENCE)
    most = MAXIMA[REFERENCE]
    share = most / (2 * (2 * PRIOR + sum(one.weight for one in judged if one.sign)))
    gains = (
        Contribution(
            f"{VERBS[one.sign]} {one.fact.id}",
            round(share * one.weight * one.sign, 2) + 0.0,
            len({squeeze_claim(claim) for claim in one.claims}),
            one.findings,
        )
        for one in judged
    )
    wrong = [one for one in judged if one.sign < 0]
    return Draft(
        REFERENCE,
        (Contribution("before any fact", most / 2, 0), *gains),
        (),
        draw_accuracy(judged),
        changes=tuple((2 * share * one.weight, advise(one)) for one in wrong),
    )


def count_statements(judged: Sequence[Judged]) -> float:
    """Return how many distinct claim clusters speak to a fact, each times the confidence of its surest reading."""
    return sum(confidence for one in judged for _, confidence in one.statements)


def advise(judged: Judged) -> str:
    """Return what to correct, with the first sentence of what is known."""
    known = re.split(r"(?<=[.;:])\s", judged.fact.consensus, maxsplit=1)[0].rstrip(".;:")
    return f"Correct what goes against {judged.fact.id} (known: {known})"


def draw_accuracy(judged: Sequence[Judged]) -> "Sampler":
    """Return a sampler over which facts were met, which readings are right, their weights, and the posterior."""
    count = len(judged)

    def sample(rng: "Generator", draws: int) -> "Draws":
        import numpy as np

        picks = rng.multinomial(count, np.full(count, 1 / count), draws)
        right = rng.random((draws, count)) < np.array([one.reliability for one in judged])
        full = np.array([one.full_weight for one in judged])
        weights = picks * right * full * rng.uniform(1 - PERTURBATION, 1 + PERTURBATION, (draws, count))
        signs = np.array([one.sign for one in judged])
        accuracy = rng.beta(PRIOR + weights @ (signs > 0), PRIOR + weights @ (signs < 0))
        return np.asarray(MAXIMA[REFERENCE] * accuracy, dtype=np.float64)

    return sample
