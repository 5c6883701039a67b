"""Places of a finding → two columns of quotes in their sentences, with the words that oppose each other marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audit.model import Claim, ClaimRelation, Finding, Holder, Location, RelationKind
from audit.reporters.html_contrast import Piece, contrast, point_out
from audit.reporters.html_lookup import Lookup, find_claim, frame_quote, places_of
from audit.reporters.html_words import HOLDERS

OPPOSED = (RelationKind.CONTRADICTS, RelationKind.TENSION, RelationKind.DRIFT)

Relations = Mapping[frozenset[str], ClaimRelation]
"""Judged pairs by the ids of their claims."""


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


def view_sides(lookup: Lookup, finding: Finding, relations: Relations) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    """Build what stands on the left with the primary place, and on the right against it; the right is empty for one."""
    places = places_of(finding)
    claims = [find_claim(lookup, place) for place in places]
    anchor = lookup.anchor("finding", finding.id)
    if finding.verdict is None or len(places) < 2:
        columns, pieces = [0] * len(places), [point_out(place.quote, finding.message) for place in places]
    else:
        columns = split_columns(claims, relations)
        pieces = mark_columns(places, claims, columns)
    sides = [
        view_side(lookup, place, cuts, claim=claim, target=f"{anchor}-{number}")
        for number, (place, cuts, claim) in enumerate(zip(places, pieces, claims, strict=True))
    ]
    left, right = ([side for side, column in zip(sides, columns, strict=True) if column == at] for at in (0, 1))
    return tuple(left), tuple(right)


def split_columns(claims: Sequence[Claim | None], relations: Relations) -> list[int]:
    """Return the column of each claim: 0 with the first, 1 against it, as the judged pairs have it; else 1."""
    columns: dict[int, int] = {0: 0}
    waiting = [0]
    while waiting:
        here = waiting.pop()
        for number, claim in enumerate(claims):
            known = claims[here]
            if number in columns or claim is None or known is None:
                continue
            relation = relations.get(frozenset((claim.id, known.id)))
            if relation and relation.kind in OPPOSED:
                columns[number] = 1 - columns[here]
                waiting.append(number)
    return [columns.get(number, 1) for number in range(len(claims))]


def mark_columns(
    places: Sequence[Location], claims: Sequence[Claim | None], columns: Sequence[int]
) -> list[tuple[Piece, ...]]:
    """Mark each quote against the first of the other column."""
    amounts = [[quantity.text for quantity in claim.frame.quantities] if claim else [] for claim in claims]
    first = {column: columns.index(column) for column in set(columns)}
    pieces = []
    for number, (place, column) in enumerate(zip(places, columns, strict=True)):
        other = first.get(1 - column, number)
        pieces.append(contrast(place.quote, places[other].quote, (amounts[number], amounts[other]))[0])
    return pieces


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
