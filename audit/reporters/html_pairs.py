"""Findings → cards: one quote in its sentence, or two quotes side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit.model import (
    Claim,
    ClaimRelation,
    Finding,
    Holder,
    Level,
    Location,
    RelationKind,
    Rule,
    Status,
    Verdict,
)
from audit.reporters.html_contrast import Piece, contrast
from audit.reporters.html_lookup import Lookup, find_claim, frame_quote, places_of
from audit.reporters.html_words import HOLDERS, VERDICTS, say_confidence, say_slot


@dataclass(frozen=True, slots=True)
class Side:
    """A quote with where it stands and what its context adds."""

    source: str
    source_key: str
    title: str
    article: str
    target: str
    """Anchor of the place in the article's full text."""
    headings: tuple[str, ...]
    before: str
    pieces: tuple[Piece, ...]
    after: str
    standalone: str
    """The claim with its context filled in; empty when the quote already says it all."""
    holder: str
    """Who holds it, when it is not simply stated."""


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
    sides: tuple[Side, ...]
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


def merge_sides(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Group findings of one rule over the same places: a pair reported from both sides is one card."""
    groups: dict[tuple[str, frozenset[Location]], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, frozenset(places_of(finding))), []).append(finding)
    return list(groups.values())


def one_per_card(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that lend a card its anchor: all, but of a pair reported from both sides the first."""
    judged = [finding for finding in findings if finding.verdict is not None]
    twins = {finding.id for group in merge_sides(judged) for finding in group[1:]}
    return [finding for finding in findings if finding.id not in twins]


def make_card(
    lookup: Lookup, group: Sequence[Finding], relations: dict[frozenset[str], ClaimRelation] | None = None
) -> Card:
    """Build the card of one finding, or of the findings of one pair."""
    first = group[0]
    rule = lookup.rule(first.rule)
    places = places_of(first)
    claims = [find_claim(lookup, place) for place in places]
    relation = (relations or {}).get(frozenset(claim.id for claim in claims if claim))
    keys = {lookup.anchor("source", lookup.source_of(place.article).id) for place in places}
    return Card(
        anchor=lookup.anchor("finding", first.id),
        aliases=tuple(lookup.anchor("finding", finding.id) for finding in group[1:]),
        rule=first.rule,
        title=rule.title if rule else first.rule,
        family=first.rule.partition("/")[0],
        level=first.level.value,
        verdict=first.verdict.value if first.verdict else "",
        verdict_words=VERDICTS[first.verdict] if first.verdict else "",
        slot=say_slot(relation.slot if relation else first.rule.partition("/")[2]) if first.verdict else "",
        message=first.message,
        detail=say_detail(first, rule, relation),
        confidence=say_confidence(first.confidence),
        score=first.confidence,
        sources=tuple(sorted(keys)),
        sides=view_sides(lookup, lookup.anchor("finding", first.id), places, claims),
        status="" if first.status is Status.OPEN else first.status.value,
        reason=first.reason,
    )


def say_detail(finding: Finding, rule: Rule | None, relation: ClaimRelation | None) -> str:
    """Return the comparator's reason unless the message or the rule's title says it already."""
    reason = relation.evidence.reason if relation else ""
    return "" if reason in finding.message or (rule and reason == rule.title) else reason


def view_sides(
    lookup: Lookup, anchor: str, places: Sequence[Location], claims: Sequence[Claim | None]
) -> tuple[Side, ...]:
    """Build the sides of a finding; with exactly two, what opposes them is marked."""
    if len(places) != 2:
        pieces: list[tuple[Piece, ...]] = [(Piece(place.quote),) for place in places]
    else:
        texts = [[quantity.text for quantity in claim.frame.quantities] if claim else [] for claim in claims]
        pieces = list(contrast(places[0].quote, places[1].quote, (texts[0], texts[1])))
    return tuple(
        view_side(lookup, place, cuts, claim=claim, target=f"{anchor}-{number}")
        for number, (place, cuts, claim) in enumerate(zip(places, pieces, claims, strict=True))
    )


def view_side(lookup: Lookup, place: Location, pieces: tuple[Piece, ...], *, claim: Claim | None, target: str) -> Side:
    """Build one side: the quote in its sentence, with headings and holder."""
    article = lookup.articles[place.article]
    source = lookup.source_of(place.article)
    before, after = frame_quote(article, place.span)
    standalone = claim.context.standalone if claim else ""
    block = next((block for block in article.blocks if block.span.overlaps(place.span)), None)
    above = claim.context.headings if claim else block.headings if block else ()
    lead = (claim.context.lead_in,) if claim and claim.context.lead_in else ()
    return Side(
        source=source.name or source.id,
        source_key=lookup.anchor("source", source.id),
        title=article.title or article.path,
        article=lookup.anchor("article", article.id),
        target=target,
        headings=(*(text for text in above if text != article.title), *lead),
        before=before,
        pieces=pieces,
        after=after,
        standalone=standalone if "[" in standalone else "",
        holder=HOLDERS[claim.holder] if claim and claim.holder is not Holder.ASSERTED else "",
    )


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
