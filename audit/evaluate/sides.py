"""A labelled topic → its claims, and which of them stand on the sides of each labelled pair."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from pathlib import Path, PurePosixPath

from audit.claims.read import read_claims
from audit.evaluate.labels import LabelledPair, Labels, Quote, load_labels
from audit.evaluate.score import Place, meets, place_of
from audit.evaluate.shape import Progress
from audit.ingest import read_corpus
from audit.model import Claim
from audit.settings import Settings

Pair = tuple[int, int]
"""Places of two claims in the topic, smaller first."""


@dataclass(frozen=True, slots=True)
class SidedPair:
    """A labelled pair with the places of the claims that stand on either side."""

    verdict: str
    """Of a contradiction; empty for a trap and for two quotes that say the same."""
    left: frozenset[int]
    right: frozenset[int]

    @property
    def complete(self) -> bool:
        """Say whether there is a claim on either side; one sentence on both sides needs no pairing."""
        return bool(self.left and self.right)

    @property
    def pairs(self) -> frozenset[Pair]:
        """Return the pairs of claims that the label speaks of."""
        return frozenset(
            (min(left, right), max(left, right)) for left, right in product(self.left, self.right) if left != right
        )


@dataclass(frozen=True, slots=True)
class SidedTopic:
    """The claims of a topic beside its labels."""

    name: str
    claims: tuple[Claim, ...]
    contradictions: tuple[SidedPair, ...]
    traps: tuple[SidedPair, ...]
    equivalents: tuple[SidedPair, ...]
    """Every two quotes of a group."""

    @property
    def named(self) -> frozenset[Pair]:
        """Return the pairs of claims that some label speaks of."""
        labelled = (*self.contradictions, *self.traps, *self.equivalents)
        return frozenset(pair for item in labelled for pair in item.pairs)


@cache
def side_topic(folder: Path, progress: Progress) -> SidedTopic:
    """Read the claims of a topic, once in a process, and find those that its labels speak of."""
    labels = load_labels(folder)
    corpus = read_corpus([str(folder / "articles")])
    stems = {article.id: PurePosixPath(article.path).stem for article in corpus.articles}
    claims = tuple(claim for reading in read_claims(corpus.articles, Settings(), progress) for claim in reading.claims)
    places = [place_of(labels, stems[claim.article], claim.text) for claim in claims]
    return SidedTopic(
        name=folder.name,
        claims=claims,
        contradictions=tuple(side_pair(labels, places, item) for item in labels.contradictions),
        traps=tuple(side_pair(labels, places, item) for item in labels.traps),
        equivalents=tuple(side_groups(labels, places)),
    )


def side_pair(labels: Labels, places: Sequence[Place], item: LabelledPair) -> SidedPair:
    """Return a labelled pair with its claims."""
    return SidedPair(item.verdict, find_side(labels, places, item.left), find_side(labels, places, item.right))


def side_groups(labels: Labels, places: Sequence[Place]) -> Iterator[SidedPair]:
    """Yield every two quotes of each group with their claims."""
    for group in labels.groups:
        for left, right in combinations(group.members, 2):
            if left != right:
                yield SidedPair("", find_side(labels, places, [left]), find_side(labels, places, [right]))


def find_side(labels: Labels, places: Sequence[Place], quotes: Sequence[Quote]) -> frozenset[int]:
    """Return the places of the claims that stand where the quotes do."""
    wanted = [place_of(labels, quote.source, quote.text) for quote in quotes]
    return frozenset(index for index, place in enumerate(places) if meets(place, wanted))


def count_met(pairs: frozenset[Pair], items: Sequence[SidedPair]) -> Mapping[str, int]:
    """Return how many labelled pairs with a claim on either side there are, and how many of them the pairs hold."""
    complete = [item for item in items if item.complete]
    met = sum(bool(item.left & item.right) or bool(item.pairs & pairs) for item in complete)
    return {"met": met, "of": len(complete)}
