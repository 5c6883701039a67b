"""Report and two groups of its articles → where they conflict, what both say, what only one of them says.

Nothing is judged here: relations, clusters, findings and families are those of the report. Which group is called left
does not matter: with the groups exchanged the result is the same, its sides exchanged.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from audit.model import (
    Article,
    Claim,
    ClaimRelation,
    Family,
    Finding,
    Holder,
    Location,
    RelationKind,
    Report,
    Status,
    Verdict,
)
from audit.relations.cluster import JOINING
from audit.relations.compare.equivalence import compare_strength
from audit.side_index import Quote, SideIndex, locate, pair_up

OPPOSED = (RelationKind.CONTRADICTS, RelationKind.TENSION, RelationKind.DRIFT)

ASIDE = (Holder.DENIED, Holder.REPORTED)
"""Holders of what a page corrects, or passes on without saying it."""


class Why(StrEnum):
    """Why a pair was considered and not counted."""

    UNSURE = "unsure"
    """Below the threshold of confidence."""
    SCOPE = "scope"
    """The two speak of other people, doses, times or places."""
    UNTOLD = "untold"
    """A difference that no rule tells between the two: each has it inside itself, or its rule does not apply."""
    LOOSE = "loose"
    """The two are alike, but not each like all others that say it."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A finding with a passage on either side."""

    finding: Finding
    slot: str
    reason: str
    left: tuple[Quote, ...]
    right: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Considered:
    """A pair that looked opposed, or alike, and is not counted."""

    relation: ClaimRelation
    kind: RelationKind
    """That of the relation, read from the left side to the right one: of the kinds only "entails" has a direction."""
    why: Why
    left: Quote
    right: Quote


@dataclass(frozen=True, slots=True)
class Shared:
    """A cluster with claims of both sides."""

    representative: Claim
    left: tuple[Quote, ...]
    right: tuple[Quote, ...]
    relation: ClaimRelation | None
    """The surest pair across; None when the two sides are joined by other members only."""
    stronger: str = ""
    """"left" or "right": which says it more strongly, or without a restriction; empty when neither does."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its articles and claims."""

    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    only: tuple[Claim, ...]
    """Claims that are in no conflict and that the other side does not make."""
    inside: int
    """Open contradictions and tensions inside the side itself."""


@dataclass(frozen=True, slots=True)
class Signal:
    """How often a rule that looks at one passage found something, on either side."""

    rule: str
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What lies between two groups of articles; every list is in an order that does not depend on the sides."""

    left: Side
    right: Side
    conflicts: tuple[Conflict, ...]
    """Contradictions, tensions, then drift; surest first."""
    considered: tuple[Considered, ...]
    shared: tuple[Shared, ...]
    """What both say, or both correct or pass on."""
    answered: tuple[Shared, ...]
    """What one side says, and the other only corrects, or passes on as a belief."""
    signals: tuple[Signal, ...]
    dependence: tuple[Family, ...]
    """Families with articles on both sides."""

    def count(self, *verdicts: Verdict) -> int:
        """Count the open conflicts with one of the verdicts."""
        return sum(
            conflict.finding.verdict in verdicts and conflict.finding.status is Status.OPEN
            for conflict in self.conflicts
        )


def compare_sides(report: Report, left: Collection[str], right: Collection[str]) -> Comparison:
    """Compare two groups of articles of a report, given by their ids."""
    index = SideIndex(report, left, right)
    conflicts = find_conflicts(report, index)
    rows = find_shared(report, index)
    told = [quote for entry in conflicts for quote in (*entry.left, *entry.right)]
    said = [quote for entry in rows for quote in (*entry.left, *entry.right)]
    used = {quote.claim.id for quote in (*told, *said) if quote.claim}
    return Comparison(
        left=view_side(report, left, used),
        right=view_side(report, right, used),
        conflicts=conflicts,
        considered=find_considered(report, index, conflicts),
        shared=tuple(row for row in rows if is_voiced(row.left) == is_voiced(row.right)),
        answered=tuple(row for row in rows if is_voiced(row.left) != is_voiced(row.right)),
        signals=count_signals(report, left, right),
        dependence=tuple(
            family for family in report.families if {*left} & {*family.articles} and {*right} & {*family.articles}
        ),
    )


def find_conflicts(report: Report, index: SideIndex) -> tuple[Conflict, ...]:
    """Return the findings that set a passage of one side against one of the other, each disagreement once."""
    found: dict[tuple[str, frozenset[Location]], Conflict] = {}
    for finding in report.findings:
        if finding.verdict is None or not index.side(finding.primary.article):
            continue
        across = [
            place for place in finding.related if index.side(place.article) != index.side(finding.primary.article)
        ]
        left, right = index.split([finding.primary, *across])
        if left and right:
            relation = index.surest(left, right, OPPOSED)
            slot = relation.slot if relation else finding.rule.partition("/")[2]
            reason = relation.evidence.reason if relation else finding.message
            key = finding.rule, frozenset((finding.primary, *across))
            found.setdefault(key, Conflict(finding, slot, reason, left, right))
    return tuple(sorted(found.values(), key=rank_conflict))


def rank_conflict(conflict: Conflict) -> tuple[int, float, list[tuple[str, int, int]], str]:
    """Return the order: by verdict, surest first, then by place whichever side it stands on."""
    finding = conflict.finding
    verdict = list(Verdict).index(finding.verdict) if finding.verdict else len(Verdict)
    places = sorted(order_place(quote.place) for quote in (*conflict.left, *conflict.right))
    return verdict, -finding.confidence, places, finding.rule


def order_place(place: Location) -> tuple[str, int, int]:
    """Return the order of a place."""
    return place.article, place.span.start, place.span.end


def find_considered(report: Report, index: SideIndex, conflicts: Sequence[Conflict]) -> tuple[Considered, ...]:
    """Return the pairs across that looked opposed, or alike, and are counted nowhere; surest first."""
    told = {key for conflict in conflicts for key in pair_up(conflict.left, conflict.right)}
    together = {claim: cluster.id for cluster in report.clusters for claim in cluster.claims}
    found = []
    for relation in (*report.coverage.considered, *report.relations):
        counted = frozenset((relation.left, relation.right)) in told or relation.kind is RelationKind.UNRELATED
        joined = relation.kind in JOINING and together.get(relation.left, "") == together.get(relation.right)
        pair = None if counted or joined else index.split_pair(relation)
        if pair:
            kind = relation.kind if pair[0].claim == index.claims[relation.left] else turn(relation.kind)
            found.append(Considered(relation, kind, find_why(relation, report), *pair))
    return tuple(
        sorted(found, key=lambda entry: (-entry.relation.confidence, entry.relation.left, entry.relation.right))
    )


def turn(kind: RelationKind) -> RelationKind:
    """Return a kind as read from the other side."""
    turned = {RelationKind.ENTAILS: RelationKind.ENTAILED_BY, RelationKind.ENTAILED_BY: RelationKind.ENTAILS}
    return turned.get(kind, kind)


def find_why(relation: ClaimRelation, report: Report) -> Why:
    """Return why a pair is not counted."""
    if relation in report.coverage.considered:
        return Why.UNSURE
    if relation.kind is RelationKind.SCOPE:
        return Why.SCOPE
    return Why.LOOSE if relation.kind in JOINING else Why.UNTOLD


def is_voiced(quotes: Sequence[Quote]) -> bool:
    """Say whether a side stands behind at least one of the quotes: what a page denies is never booked as its claim."""
    return any(quote.claim and quote.claim.holder not in ASIDE for quote in quotes)


def find_shared(report: Report, index: SideIndex) -> tuple[Shared, ...]:
    """Return the clusters with claims of both sides, in their order."""
    rows = []
    for cluster in report.clusters:
        left, right = index.split(locate(index.claims[claim]) for claim in cluster.claims)
        if left and right:
            rows.append(join_sides(index, index.claims[cluster.representative], left, right))
    return tuple(rows)


def join_sides(index: SideIndex, representative: Claim, left: tuple[Quote, ...], right: tuple[Quote, ...]) -> Shared:
    """Build a row of what both say, with the difference that the surest pair across has."""
    relation = index.surest(left, right, JOINING)
    sign = weigh(relation, index) if relation else 0
    if relation and index.side(index.claims[relation.left].article) == "right":
        sign = -sign
    return Shared(representative, left, right, relation, {1: "left", 0: "", -1: "right"}[sign])


def weigh(relation: ClaimRelation, index: SideIndex) -> int:
    """Return +1 when the left claim of a pair says more than the right one, -1 when it says less, 0 for neither."""
    if relation.kind is RelationKind.DRIFT:
        return compare_strength(index.claims[relation.left].frame, index.claims[relation.right].frame)
    return {RelationKind.ENTAILS: 1, RelationKind.ENTAILED_BY: -1}.get(relation.kind, 0)


def view_side(report: Report, articles: Collection[str], used: Collection[str]) -> Side:
    """Build one side; `used` are the claims that are in a conflict or said by both."""
    claims = tuple(claim for claim in report.claims if claim.article in articles)
    return Side(
        articles=tuple(article for article in report.articles if article.id in articles),
        claims=claims,
        only=tuple(claim for claim in claims if claim.id not in used),
        inside=len(set(find_inside(report, articles))),
    )


def find_inside(report: Report, articles: Collection[str]) -> Iterator[tuple[str, frozenset[Location]]]:
    """Yield rule and places of the open contradictions and tensions that lie within the articles."""
    for finding in report.findings:
        places = frozenset((finding.primary, *finding.related))
        counted = finding.verdict in (Verdict.CONTRADICTION, Verdict.TENSION) and finding.status is Status.OPEN
        if counted and all(place.article in articles for place in places):
            yield finding.rule, places


def count_signals(report: Report, left: Collection[str], right: Collection[str]) -> tuple[Signal, ...]:
    """Count the open findings on one passage by rule, on either side; that two articles depend is no signal of one."""
    rules = [
        (finding.rule, finding.primary.article)
        for finding in report.findings
        if finding.verdict is None and finding.status is Status.OPEN and not finding.rule.startswith("independence/")
    ]
    return tuple(
        Signal(
            rule,
            sum(name == rule and article in left for name, article in rules),
            sum(name == rule and article in right for name, article in rules),
        )
        for rule in sorted({name for name, article in rules if article in left or article in right})
    )
