"""Findings → cards: one quote in its sentence, or two quotes side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit.model import ClaimRelation, Finding, Level, Location, RelationKind, Rule, Status, Verdict
from audit.reporters.html_contrast import Piece
from audit.reporters.html_lookup import Lookup, find_fact, merge_sides, places_of
from audit.reporters.html_sides import Relations, Side, view_side, view_sides
from audit.reporters.html_words import VERDICTS, say_confidence, say_message, say_slot


@dataclass(frozen=True, slots=True)
class Card:
    """One finding, or the two findings that report the two sides of one pair."""

    anchor: str
    aliases: tuple[str, ...]
    rule: str
    title: str
    family: str
    level: str
    verdict: str
    verdict_words: str
    slot: str
    message: str
    detail: str
    """The comparator's own reason, when the message does not already say it."""
    confidence: str
    score: float
    sources: tuple[str, ...]
    """Keys of the sources, for the filter."""
    left: tuple[Side, ...]
    right: tuple[Side, ...]
    """What stands against the left; empty for a finding on one place."""
    tie: str
    """What its claims are tied by in the articles' text; empty for a finding on one place."""
    matches: tuple[str, ...]
    """Pairs of keys of sources that stand against each other, "a~b", for the matrix."""
    remedy: str
    fact: str
    """Anchor of the reference fact that the message states; empty when it states none."""
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class Considered:
    """A judged pair that was not counted."""

    slot: str
    kind: str
    reason: str
    confidence: str
    left: Side
    right: Side
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairsView:
    """Everything on pairs of claims."""

    cards: tuple[Card, ...]
    """Contradictions, then tensions; most serious and surest first."""
    drifts: tuple[Card, ...]
    considered: tuple[Considered, ...]
    scopes: tuple[Considered, ...]
    hidden: int
    """Considered pairs beyond those shown."""


SHOWN = 120
"""Most considered pairs shown; the rest are in report.json."""


def view_pairs(lookup: Lookup) -> PairsView:
    """Build the cards of contradictions, tensions and drifts, and the list of what was not counted."""
    relations = {frozenset((relation.left, relation.right)): relation for relation in lookup.report.relations}
    judged = [finding for finding in lookup.report.findings if finding.verdict is not None]
    cards = [make_card(lookup, group, relations) for group in merge_sides(judged)]
    order = [verdict.value for verdict in Verdict]
    levels = [level.value for level in Level]
    cards.sort(key=lambda card: (order.index(card.verdict), levels.index(card.level), -card.score, card.anchor))
    scopes = [relation for relation in lookup.report.relations if relation.kind is RelationKind.SCOPE]
    considered = lookup.report.coverage.considered
    return PairsView(
        cards=tuple(card for card in cards if card.verdict != Verdict.DRIFT),
        drifts=tuple(card for card in cards if card.verdict == Verdict.DRIFT),
        considered=tuple(view_considered(lookup, relation) for relation in considered[:SHOWN]),
        scopes=tuple(view_considered(lookup, relation) for relation in scopes[:SHOWN]),
        hidden=max(0, len(considered) - SHOWN) + max(0, len(scopes) - SHOWN),
    )


def make_card(lookup: Lookup, group: Sequence[Finding], relations: Relations | None = None) -> Card:
    """Build the card of one finding, or of the findings of one pair."""
    first = group[0]
    rule = lookup.rule(first.rule)
    known = relations or {}
    left, right = view_sides(lookup, first, known)
    relation = find_relation(lookup, first, known)
    return Card(
        anchor=lookup.anchor("finding", first.id),
        aliases=tuple(lookup.anchor("finding", finding.id) for finding in group[1:]),
        rule=first.rule,
        title=lookup.title(first.rule),
        family=first.rule.partition("/")[0],
        level=first.level.value,
        verdict=first.verdict.value if first.verdict else "",
        verdict_words=VERDICTS[first.verdict] if first.verdict else "",
        slot=say_slot(relation.slot if relation else first.rule.partition("/")[2]) if first.verdict else "",
        message=say_message(lookup.message(first), lookup.title(first.rule), first.primary.quote),
        detail=say_detail(first, rule, relation),
        confidence=say_confidence(first.confidence),
        score=first.confidence,
        sources=tuple(sorted({side.source_key for side in (*left, *right)})),
        left=left,
        right=right,
        tie="".join(lookup.ties.get(("finding", first.id), ())),
        matches=match_sources(left, right),
        remedy=rule.remedy if rule else "",
        fact=lookup.anchors.get(("fact", find_fact(lookup, first)), ""),
        status="" if first.status is Status.OPEN else first.status.value,
        reason=first.reason,
    )


def find_relation(lookup: Lookup, finding: Finding, relations: Relations) -> ClaimRelation | None:
    """Return the judged pair of a finding on exactly two claims."""
    claims = [lookup.claim_at.get((place.article, place.span.start, place.span.end)) for place in places_of(finding)]
    return relations.get(frozenset(claim.id for claim in claims if claim)) if len(claims) == 2 else None


def match_sources(left: Sequence[Side], right: Sequence[Side]) -> tuple[str, ...]:
    """Return every pair of sources that stand against each other, each pair once, its keys in order."""
    pairs = {tuple(sorted((one.source_key, other.source_key))) for one in left for other in right}
    return tuple(sorted("~".join(pair) for pair in pairs))


def say_detail(finding: Finding, rule: Rule | None, relation: ClaimRelation | None) -> str:
    """Return the comparator's reason unless the message or the rule's title says it already."""
    reason = relation.evidence.reason if relation else ""
    return "" if reason in finding.message or (rule and reason == rule.title) else reason


def view_considered(lookup: Lookup, relation: ClaimRelation) -> Considered:
    """Build the two quotes of a relation that was listed, not counted."""
    left, right = lookup.claims[relation.left], lookup.claims[relation.right]
    sides = [
        view_side(
            lookup,
            Location(claim.article, claim.span, claim.text),
            (Piece(claim.text),),
            claim=claim,
            target=lookup.anchor("claim", claim.id),
        )
        for claim in (left, right)
    ]
    return Considered(
        slot=say_slot(relation.slot),
        kind=relation.kind.value.replace("_", " "),
        reason=relation.evidence.reason,
        confidence=say_confidence(relation.confidence),
        left=sides[0],
        right=sides[1],
        sources=tuple(sorted({side.source_key for side in sides})),
    )
