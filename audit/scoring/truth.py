"""Votes of sources on items → how far each value is to be believed, and each source to be trusted.

The score uses `one_coin` on votes counted by family. The other methods are there for comparison: they take agreement
for truth, and copies turn them round (tests show it).
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import bool_, float64, intp
    from numpy.typing import NDArray

ROUNDS = 20
"""Iterations of every method; all have settled by then on the data measured."""

PRIOR_RIGHT, PRIOR_WRONG = 4.0, 2.0
"""Beta prior of a source's accuracy: six pseudo-observations, two thirds right."""

FALSE_VALUES = 2
"""Least number of wrong values an item is taken to have, said or unsaid."""

DAMPENING = 0.3
"""TruthFinder's gamma (Yin, Han and Yu 2008)."""


@dataclass(frozen=True, slots=True, order=True)
class Vote:
    """A source says that an item has a value."""

    source: str
    item: str
    value: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Truths:
    """What a method concludes."""

    beliefs: Mapping[tuple[str, str], float]
    """(item, value) → belief; probabilities from `one_coin`, shares from `majority`, else a rank only."""
    trust: Mapping[str, float]
    """Source → estimated accuracy, or its rank."""

    def choose(self) -> dict[str, str]:
        """Return the most believed value of each item; of equals the first in the alphabet."""
        best: dict[str, tuple[float, str]] = {}
        for (item, value), belief in sorted(self.beliefs.items()):
            if item not in best or round(belief, 12) > best[item][0]:
                best[item] = (round(belief, 12), value)
        return {item: value for item, (_, value) in best.items()}


@dataclass(frozen=True, slots=True)
class Table:
    """Votes as arrays; a candidate is an (item, value) that someone voted for."""

    sources: tuple[str, ...]
    candidates: tuple[tuple[str, str], ...]
    source: "NDArray[intp]"
    candidate: "NDArray[intp]"
    weight: "NDArray[float64]"
    item: "NDArray[intp]"
    """Index of the item of each candidate."""

    def by_candidate(self, amounts: "NDArray[float64]") -> "NDArray[float64]":
        """Add up an amount for each vote by candidate."""
        import numpy as np

        return np.bincount(self.candidate, amounts, len(self.candidates)).astype(np.float64)

    def by_source(self, amounts: "NDArray[float64]") -> "NDArray[float64]":
        """Add up an amount for each vote by source."""
        import numpy as np

        return np.bincount(self.source, amounts, len(self.sources)).astype(np.float64)

    def name(self, beliefs: "NDArray[float64]", trust: "NDArray[float64]") -> Truths:
        """Return beliefs and trust by name."""
        return Truths(
            dict(zip(self.candidates, beliefs.tolist(), strict=True)),
            dict(zip(self.sources, trust.tolist(), strict=True)),
        )


def tabulate(votes: Sequence[Vote]) -> Table:
    """Return the votes as arrays, in sorted order: the order of the votes decides nothing."""
    import numpy as np

    ordered = sorted(votes)
    sources = {name: index for index, name in enumerate(sorted({vote.source for vote in ordered}))}
    candidates = {pair: index for index, pair in enumerate(sorted({(vote.item, vote.value) for vote in ordered}))}
    items = {name: index for index, name in enumerate(sorted({item for item, _ in candidates}))}
    return Table(
        tuple(sources),
        tuple(candidates),
        np.array([sources[vote.source] for vote in ordered], dtype=np.intp),
        np.array([candidates[vote.item, vote.value] for vote in ordered], dtype=np.intp),
        np.array([vote.weight for vote in ordered], dtype=np.float64),
        np.array([items[item] for item, _ in candidates], dtype=np.intp),
    )


def count_families(votes: Sequence[Vote], family_of: Mapping[str, str]) -> tuple[Vote, ...]:
    """Return the votes of families: one for each item, split between values when the family disagrees with itself.

    A source that is in no family is one by itself.
    """
    cast: defaultdict[tuple[str, str], defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for vote in sorted(votes):
        cast[family_of.get(vote.source, vote.source), vote.item][vote.value] += vote.weight
    return tuple(
        Vote(family, item, value, weight / sum(values.values()))
        for (family, item), values in sorted(cast.items())
        for value, weight in sorted(values.items())
    )


def majority(votes: Sequence[Vote]) -> Truths:
    """Believe each value by its share of the votes on its item; trust a source by the mean share of what it says."""
    import numpy as np

    table = tabulate(votes)
    counts = table.by_candidate(table.weight)
    shares = counts / np.bincount(table.item, counts)[table.item]
    return table.name(shares, _mean_belief(table, shares))


def one_coin(votes: Sequence[Vote], anchors: Mapping[str, str | None] | None = None) -> Truths:
    """Estimate one accuracy for each source by expectation maximisation (Dawid and Skene 1979; ACCU, Dong 2009).

    Args:
        votes: with families counted once (`count_families`), else copies are taken for agreement.
        anchors: items whose true value is known; None as the value: all that was said is wrong.
    """
    import numpy as np

    table = tabulate(votes)
    fixed, known = _anchor(table, anchors or {})
    spread = np.bincount(table.item)
    false = np.maximum(spread, FALSE_VALUES + 1)[table.item] - 1
    unsaid = np.maximum(spread, FALSE_VALUES + 1) - spread
    trust = np.full(len(table.sources), PRIOR_RIGHT / (PRIOR_RIGHT + PRIOR_WRONG))
    beliefs = known
    for _ in range(ROUNDS):
        odds = np.log(trust[table.source] * false[table.candidate] / (1 - trust[table.source]))
        scores = table.by_candidate(table.weight * odds)
        top = np.zeros(len(spread))
        np.maximum.at(top, table.item, scores)
        likely = np.exp(scores - top[table.item])
        total = np.bincount(table.item, likely) + unsaid * np.exp(-top)
        beliefs = np.where(fixed, known, likely / total[table.item])
        right = table.by_source(table.weight * beliefs[table.candidate])
        trust = (PRIOR_RIGHT + right) / (PRIOR_RIGHT + PRIOR_WRONG + table.by_source(table.weight))
    return table.name(beliefs, trust)


def _anchor(table: Table, anchors: Mapping[str, str | None]) -> "tuple[NDArray[bool_], NDArray[float64]]":
    import numpy as np

    fixed = np.array([item in anchors for item, _ in table.candidates], dtype=np.bool_)
    known = np.array([float(anchors.get(item) == value) for item, value in table.candidates], dtype=np.float64)
    return fixed, known


def sums(votes: Sequence[Vote]) -> Truths:
    """Hubs and authorities (Kleinberg 1999): a value is believed by the trust behind it, and trust is belief summed."""
    import numpy as np

    table = tabulate(votes)
    trust = np.ones(len(table.sources))
    beliefs = np.ones(len(table.candidates))
    for _ in range(ROUNDS):
        beliefs = table.by_candidate(table.weight * trust[table.source])
        beliefs = beliefs / beliefs.max()
        trust = table.by_source(table.weight * beliefs[table.candidate])
        trust = trust / trust.max()
    return table.name(beliefs, trust)


def average_log(votes: Sequence[Vote]) -> Truths:
    """Average.Log (Pasternack and Roth 2010): trust is mean belief times the logarithm of how much is said."""
    import numpy as np

    table = tabulate(votes)
    said = table.by_source(table.weight)
    trust = np.ones(len(table.sources))
    beliefs = np.ones(len(table.candidates))
    for _ in range(ROUNDS):
        beliefs = table.by_candidate(table.weight * trust[table.source])
        beliefs = beliefs / beliefs.max()
        trust = np.log1p(said) * _mean_belief(table, beliefs)
        trust = trust / trust.max()
    return table.name(beliefs, trust)


def truth_finder(votes: Sequence[Vote]) -> Truths:
    """TruthFinder (Yin, Han and Yu 2008), without implication between values."""
    import numpy as np

    table = tabulate(votes)
    trust = np.full(len(table.sources), 0.9)
    beliefs = np.ones(len(table.candidates))
    for _ in range(ROUNDS):
        weight = -np.log(np.maximum(1 - trust[table.source], 1e-9))
        beliefs = 1 / (1 + np.exp(-DAMPENING * table.by_candidate(table.weight * weight)))
        trust = _mean_belief(table, beliefs)
    return table.name(beliefs, trust)


def _mean_belief(table: Table, beliefs: "NDArray[float64]") -> "NDArray[float64]":
    return table.by_source(table.weight * beliefs[table.candidate]) / table.by_source(table.weight)


METHODS: Mapping[str, Callable[[Sequence[Vote]], Truths]] = {
    "majority": majority,
    "one-coin": one_coin,
    "sums": sums,
    "average-log": average_log,
    "truth-finder": truth_finder,
}
"""Methods by name; only `one-coin` takes anchors."""
