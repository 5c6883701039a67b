"""Drafts and gates → draws of the total, intervals and the probability that one source is better than another."""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from audit.scoring.draft import Draft, draw_points
from audit.scoring.gates import Cap
from audit.scoring.scheme import MAXIMA, PERTURBATION, TAIL
from audit.settings import ScoreSettings

if TYPE_CHECKING:
    from numpy import float64
    from numpy.random import Generator
    from numpy.typing import NDArray

    from audit.scoring.draft import Draws


def make_generator(seed: int, name: str) -> "Generator":
    """Return the random numbers of one name: the same whatever other sources are audited, and in which order."""
    import numpy as np

    digest = hashlib.sha256(name.encode()).digest()
    return np.random.default_rng([seed, int.from_bytes(digest[:8], "big")])


def draw_weights(settings: ScoreSettings) -> "NDArray[float64]":
    """Return for each draw what a point of each dimension is worth: weights changed, 100 in all as before.

    The same for every source: the scheme is one, only its weights are not known exactly.
    """
    import numpy as np

    rng = make_generator(settings.seed, "weights")
    most = np.array(list(MAXIMA.values()))
    factors = rng.uniform(1 - PERTURBATION, 1 + PERTURBATION, (settings.draws, len(most)))
    return np.asarray(factors * most.sum() / (factors @ most)[:, None], dtype=np.float64)


def draw_dimensions(drafts: Sequence[Draft], rng: "Generator", draws: int) -> "Draws":
    """Return draws of every dimension's points, a column each."""
    import numpy as np

    return np.column_stack([draw_points(draft, rng, draws) for draft in drafts])


def draw_cap(caps: Sequence[Cap], rng: "Generator", draws: int) -> "Draws":
    """Return for each draw the lowest cap that holds in it: a gate holds with the confidence of its finding."""
    import numpy as np

    lowest = np.full(draws, 100.0)
    for cap in caps:
        holds = rng.random(draws) < cap.confidence
        lowest = np.where(holds, np.minimum(lowest, cap.gate.cap), lowest)
    return lowest


def find_interval(low: "Draws", high: "Draws") -> tuple[float, float]:
    """Return the 80 % interval: the low end from draws where what is missing counts nothing, the high end from full."""
    import numpy as np

    return float(np.quantile(low, TAIL)), float(np.quantile(high, 1 - TAIL))


def prefer(left: "Draws", right: "Draws") -> float:
    """Return the share of draws in which the left source is better; equal ones count half."""
    import numpy as np

    return float(np.mean(left > right) + np.mean(left == right) / 2)
