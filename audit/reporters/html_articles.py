"""Article → its full text, cut at every boundary of a claim or a finding, with notes beside the blocks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from audit.comparison import ASIDE
from audit.model import Article, Block, BlockKind, Claim, Level, Span, Status
from audit.relations.gist import GROUPS
from audit.reporters.html_lookup import Lookup, one_per_card, places_of, web_address
from audit.reporters.html_words import DIMMED, say_claim, say_message, worst_level


@dataclass(frozen=True, slots=True)
class Note:
    """A finding's location in an article, with its number there."""

    number: int
    span: Span
    target: str
    """Anchor of this place."""
    finding: str
    """Anchor of the finding's card."""
    rule: str
    title: str
    message: str
    level: Level
    verdict: str
    open: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that the same claims and findings cover."""

    text: str
    label: str
    """Label of the innermost claim; empty outside claims."""
    subject_matter: str
    """Group of its relation, as relations are compared: cause, treatment, nature, course; empty outside claims."""
    title: str
    level: str
    """Most serious level of the findings; empty outside findings."""
    anchors: tuple[str, ...]
    """Anchors of what starts here."""
    closes: tuple[Note, ...]
    """Notes whose text ends here: their numbers follow."""
    notes: tuple[int, ...]
    ties: tuple[str, ...]
    """What its claims have in common with others; conflicts first."""
    aside: bool
    """Whether the innermost claim is one that the article corrects, or passes on as a belief."""


@dataclass(frozen=True, slots=True)
class Row:
    """A block with the notes on what starts in it."""

    kind: str
    heading: int
    """Heading level on the page, 0 for other blocks."""
    dimmed: bool
    segments: tuple[Segment, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Rows in a row: the items of one list, or a single block."""

    is_list: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article in full."""

    anchor: str
    title: str
    source: str
    source_key: str
    path: str
    url: str
    address: str
    language: str
    facts: tuple[tuple[str, str], ...]
    """(what, value): authors, dates …; "not shown" where the page is silent."""
    claims: int
    levels: tuple[tuple[str, int], ...]
    runs: tuple[Run, ...]
    loose: tuple[Note, ...]
    """Notes on places outside every block."""
    strays: tuple[str, ...]
    """Anchors of claims outside every block, so that links to them still lead here."""


def view_articles(lookup: Lookup, order: Sequence[str]) -> tuple[ArticleView, ...]:
    """Build every article, in the order of its source in the overview."""
    claims: dict[str, list[Claim]] = {}
    for claim in lookup.report.claims:
        claims.setdefault(claim.article, []).append(claim)
    notes = number_notes(lookup)
    places = {identifier: place for place, identifier in enumerate(order)}
    articles = sorted(lookup.report.articles, key=lambda article: (places[article.source], article.id))
    return tuple(
        view_article(lookup, article, claims.get(article.id, []), notes.get(article.id, [])) for article in articles
    )


def number_notes(lookup: Lookup) -> dict[str, list[Note]]:
    """Number the locations of all findings, article by article, in reading order."""
    found: dict[str, list[Note]] = {}
    for finding in one_per_card(lookup.report.findings):
        title = lookup.title(finding.rule)
        anchor = lookup.anchor("finding", finding.id)
        for part, place in enumerate(places_of(finding)):
            note = Note(
                number=0,
                span=place.span,
                target=f"{anchor}-{part}",
                finding=anchor,
                rule=finding.rule,
                title=title,
                message=say_message(lookup.message(finding), title, finding.primary.quote),
                level=finding.level,
                verdict=finding.verdict.value if finding.verdict else "",
                open=finding.status is Status.OPEN,
            )
            found.setdefault(place.article, []).append(note)
    return {
        article: [
            replace(note, number=number)
            for number, note in enumerate(sorted(places, key=lambda note: (note.span, note.target)), start=1)
        ]
        for article, places in found.items()
    }


def view_article(lookup: Lookup, article: Article, claims: Sequence[Claim], notes: Sequence[Note]) -> ArticleView:
    """Build one article."""
    source = lookup.sources[article.source]
    blocks = article.blocks or ((Block(BlockKind.PARAGRAPH, Span(0, len(article.text))),) if article.text else ())
    rows = list(view_blocks(lookup, article, blocks, claims=claims, notes=notes))
    placed = {note.target for row in rows for note in row.notes}
    placed |= {anchor for row in rows for segment in row.segments for anchor in segment.anchors}
    anchors = [lookup.anchor("claim", claim.id) for claim in claims]
    levels = [note.level for note in notes if note.open]
    return ArticleView(
        anchor=lookup.anchor("article", article.id),
        title=article.title or article.path,
        source=source.name or source.id,
        source_key=lookup.anchor("source", source.id),
        path=article.path,
        url=article.page.url,
        address=web_address(article.page.url),
        language=article.language,
        facts=describe_article(article),
        claims=len(claims),
        levels=tuple((level.value, levels.count(level)) for level in Level),
        runs=tuple(group_lists(rows)),
        loose=tuple(note for note in notes if note.target not in placed),
        strays=tuple(anchor for anchor in anchors if anchor not in placed),
    )


def describe_article(article: Article) -> tuple[tuple[str, str], ...]:
    """Return what an editor asks first of an article."""
    return (
        ("Author", "; ".join(article.authors) or "not shown"),
        ("Reviewer", "; ".join(article.reviewers) or "not shown"),
        ("Published", article.published.isoformat() if article.published else "not shown"),
        ("Updated", article.reviewed.isoformat() if article.reviewed else "not shown"),
        ("Words", f"{article.words:,}".replace(",", "\u202f")),
    )


def view_blocks(
    lookup: Lookup, article: Article, blocks: Sequence[Block], *, claims: Sequence[Claim], notes: Sequence[Note]
) -> Iterable[Row]:
    """Build the rows; heading levels follow h3 of the article and never skip one."""
    level = 3
    for block, inside, marked in share_out(blocks, claims, notes):
        heading = 0
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            level = heading = min(6, level + 1, max(4, 3 + (block.depth or 1)))
        yield Row(
            kind=block.kind.value,
            heading=heading,
            dimmed=block.kind in DIMMED,
            segments=cut_block(lookup, article.text, block.span, claims=inside, notes=marked),
            notes=tuple(note for note in marked if note.span.start >= block.span.start),
        )


def share_out(
    blocks: Sequence[Block], claims: Sequence[Claim], notes: Sequence[Note]
) -> Iterable[tuple[Block, list[Claim], list[Note]]]:
    """Yield every block with the claims and notes that overlap it, in one pass over all three."""
    waiting_claims = sorted(claims, key=lambda claim: claim.span, reverse=True)
    waiting_notes = sorted(notes, key=lambda note: (note.span, note.number), reverse=True)
    inside: list[Claim] = []
    marked: list[Note] = []
    for block in blocks:
        while waiting_claims and waiting_claims[-1].span.start < block.span.end:
            inside.append(waiting_claims.pop())
        while waiting_notes and waiting_notes[-1].span.start < block.span.end:
            marked.append(waiting_notes.pop())
        inside = [claim for claim in inside if claim.span.end > block.span.start]
        marked = [note for note in marked if note.span.end > block.span.start]
        yield block, inside, marked


def cut_block(
    lookup: Lookup, text: str, span: Span, *, claims: Sequence[Claim], notes: Sequence[Note]
) -> tuple[Segment, ...]:
    """Cut a block at every boundary. The segments joined are the block's text."""
    edges = {span.start, span.end}
    for stretch in (*(claim.span for claim in claims), *(note.span for note in notes)):
        edges |= {min(max(edge, span.start), span.end) for edge in (stretch.start, stretch.end)}
    points = sorted(edges)
    return tuple(
        make_segment(
            lookup,
            text,
            Span(start, end),
            claims=[claim for claim in claims if claim.span.start <= start and claim.span.end >= end],
            notes=[note for note in notes if note.span.start <= start and note.span.end >= end],
        )
        for start, end in pairwise(points)
    )


def make_segment(lookup: Lookup, text: str, span: Span, *, claims: Sequence[Claim], notes: Sequence[Note]) -> Segment:
    """Build one segment; an anchor stands where its place starts."""
    inner = min(claims, key=lambda claim: (claim.span.end - claim.span.start, claim.id), default=None)
    starting = [lookup.anchor("claim", claim.id) for claim in claims if claim.span.start == span.start]
    return Segment(
        text=span.within(text),
        label=inner.label.value if inner else "",
        subject_matter=GROUPS[inner.frame.relation] if inner else "",
        title=" · ".join(say_claim(claim) for claim in claims),
        level=worst_level([note.level for note in notes if note.open] or [note.level for note in notes]),
        anchors=(*starting, *(note.target for note in notes if note.span.start == span.start)),
        closes=tuple(note for note in notes if note.span.end == span.end),
        notes=tuple(note.number for note in notes),
        ties=list_ties(lookup, claims),
        aside=inner is not None and inner.holder in ASIDE,
    )


def list_ties(lookup: Lookup, claims: Sequence[Claim]) -> tuple[str, ...]:
    """Return the ties of the claims, each once, conflicts first."""
    ties = {tie for claim in claims for tie in lookup.ties.get(("claim", claim.id), ())}
    return tuple(sorted(ties, key=lambda tie: (tie[0] != "p", int(tie[1:]))))


def group_lists(rows: Sequence[Row]) -> Iterable[Run]:
    """Join neighbouring list items into lists."""
    run: list[Row] = []
    for row in rows:
        if run and (row.kind != BlockKind.LIST_ITEM or run[-1].kind != BlockKind.LIST_ITEM):
            yield Run(run[0].kind == BlockKind.LIST_ITEM, tuple(run))
            run = []
        run.append(row)
    if run:
        yield Run(run[0].kind == BlockKind.LIST_ITEM, tuple(run))
