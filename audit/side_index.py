"""Report and two groups of its articles → its claims, places and relations by the side they stand on."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from audit.model import Claim, ClaimRelation, Location, RelationKind, Report

Key = frozenset[str]
"""The ids of two claims."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of one side; `claim` is None where no claim was found in it."""

    place: Location
    claim: Claim | None


class SideIndex:
    """Claims by id and by place, relations by pair, and on which side each article stands."""

    def __init__(self, report: Report, left: Collection[str], right: Collection[str]) -> None:
        self.claims = {claim.id: claim for claim in report.claims}
        self.at = {(claim.article, claim.span): claim for claim in reversed(report.claims)}
        self.relations: dict[Key, ClaimRelation] = {}
        for relation in sorted(report.relations, key=lambda relation: relation.confidence):
            self.relations[frozenset((relation.left, relation.right))] = relation
        self._sides = dict.fromkeys(left, "left") | dict.fromkeys(right, "right")

    def side(self, article: str) -> str:
        """Return the side of an article, empty for one of neither."""
        return self._sides.get(article, "")

    def quote(self, place: Location) -> Quote:
        """Return a place with its claim."""
        return Quote(place, self.at.get((place.article, place.span)))

    def split(self, places: Iterable[Location]) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
        """Return the quotes of the left side and those of the right one."""
        quotes = [self.quote(place) for place in places]
        left, right = (
            tuple(quote for quote in quotes if self.side(quote.place.article) == name) for name in ("left", "right")
        )
        return left, right

    def split_pair(self, relation: ClaimRelation) -> tuple[Quote, Quote] | None:
        """Return the quotes of a pair that lies across the sides, the left one first."""
        pair = [self.claims[relation.left], self.claims[relation.right]]
        sides = [self.side(claim.article) for claim in pair]
        if sorted(sides) != ["left", "right"]:
            return None
        first, second = pair if sides[0] == "left" else pair[::-1]
        return Quote(locate(first), first), Quote(locate(second), second)

    def surest(
        self, left: Sequence[Quote], right: Sequence[Quote], kinds: Collection[RelationKind]
    ) -> ClaimRelation | None:
        """Return the surest relation of these kinds between a claim on the left and one on the right."""
        keys = [key for key in pair_up(left, right) if key in self.relations]
        found = [self.relations[key] for key in keys if self.relations[key].kind in kinds]
        return min(found, key=lambda relation: (-relation.confidence, relation.left, relation.right), default=None)


def locate(claim: Claim) -> Location:
    """Return the place of a claim."""
    return Location(claim.article, claim.span, claim.text)


def pair_up(left: Sequence[Quote], right: Sequence[Quote]) -> list[Key]:
    """Return every pair of a claim on the left with one on the right."""
    return [frozenset((one.claim.id, two.claim.id)) for one in left for two in right if one.claim and two.claim]
