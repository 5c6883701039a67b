"""Article → signs of trust: who wrote it, when, on what grounds, who pays, and whether it sends readers to care.

A sign is no finding: it is shown, and the score gives points for it. Every function returns the places where the
sign stands, in reading order, and () when there is none. What to look for follows the JAMA benchmarks
(Silberg 1997, doi:10.1001/jama.1997.03540390074039) and QUEST (Robillard 2018, doi:10.1186/s12911-018-0668-9).
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from audit.checks.passages import Passage, is_denied, passages_without_claims, title_location
from audit.ingest.bylines import is_generic_author
from audit.lexicons import lexicon_pattern
from audit.model import Article, BlockKind, Claim, ElementKind, Location, Span

LEXICON = "transparency"


def shows_author(article: Article) -> tuple[Location, ...]:
    """Return where the named persons stand who wrote the article; stand-ins such as "Editorial Team" do not count."""
    names = [name for name in article.authors if not is_generic_author(name.split(",")[0])]
    return tuple(_locate_text(article, name) for name in names)


def has_credentials(article: Article) -> tuple[Location, ...]:
    """Return where an author or reviewer stands with a qualification ("Jane Roe, MD", "Dr Jane Roe")."""
    credentials = lexicon_pattern("layout", "credentials")
    return tuple(
        _locate_text(article, name)
        for name in (*article.authors, *article.reviewers)
        if re.match(r"(?:dr|prof(?:essor)?)\.?\s", name, re.IGNORECASE)
        or any(credentials.search(piece) for piece in name.split(",")[1:])
    )


def names_reviewer(article: Article) -> tuple[Location, ...]:
    """Return where the medical reviewers stand."""
    return tuple(_locate_text(article, name) for name in article.reviewers)


def shows_date(article: Article) -> tuple[Location, ...]:
    """Return where the date of publication, update or review stands."""
    if article.published is None and article.reviewed is None:
        return ()
    places = [element.span for element in article.page.elements if element.kind is ElementKind.DATE and element.span]
    if not places:
        places = [
            block.span
            for block in article.blocks
            if block.kind in (BlockKind.BYLINE, BlockKind.FURNITURE)
            and re.search(r"(?:19|20)\d\d", block.span.within(article.text))
        ]
    return _locations(article, places[:1]) or (title_location(article),)


def references_of(article: Article) -> tuple[Location, ...]:
    """Return where the article shows its sources: DOI, PMID, journal citation, reference list, link to a public body.

    Whether the reference exists, or supports the text, is not checked.
    """
    places = [
        *_matches(article, "reference_patterns"),
        *_matches(article, "public_hosts"),
        *_reference_items(article),
        *_public_links(article),
    ]
    return _locations(article, _merge(places))


def discloses(article: Article) -> tuple[Location, ...]:
    """Return where the page says who pays for it, or which interest it has."""
    marked = [
        element.span
        for element in article.page.elements
        if element.kind is ElementKind.DISCLOSURE and element.span is not None
    ]
    shown = any(element.kind is ElementKind.DISCLOSURE for element in article.page.elements)
    places = _merge([*marked, *_matches(article, "disclosure")])
    return _locations(article, places) or ((title_location(article),) if shown else ())


def names_publisher(article: Article) -> tuple[Location, ...]:
    """Return where the page names the person or body that publishes it."""
    places = list(_matches(article, "publisher_line"))
    if places:
        return _locations(article, _merge(places))
    keys = {"publisher.name", "publisher", "og:site_name", "article:publisher", "copyright", "sourceorganization.name"}
    named = any(value.strip() for key, value in (*article.page.structured, *article.page.meta) if key.lower() in keys)
    return (title_location(article),) if named else ()


def advises_care(article: Article, claims: Sequence[Claim] = ()) -> tuple[Location, ...]:
    """Return where the reader is told to see a clinician; a denied or discouraging sentence does not count."""
    held = tuple(claims)
    return tuple(
        passage.location
        for passage in passages_without_claims(article)
        if sends_to_care(passage) and not is_denied(held, passage.location)
    )


def sends_to_care(passage: Passage) -> bool:
    """Say whether a passage tells the reader to see a clinician, when or why."""
    if not lexicon_pattern("safety", "care_advice").search(passage.text):
        return False
    return not lexicon_pattern("safety", "discourages_care").search(passage.text)


def _reference_items(article: Article) -> Iterator[Span]:
    """Yield the entries under a heading such as "References"; a heading without entries yields nothing."""
    heading = lexicon_pattern(LEXICON, "reference_headings")
    entry = lexicon_pattern(LEXICON, "reference_entry")
    for block in article.blocks:
        if not block.headings or not heading.fullmatch(block.headings[-1].strip(" :.")):
            continue
        text = block.span.within(article.text)
        if block.kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH) and entry.search(text):
            yield block.span


def _public_links(article: Article) -> Iterator[Span]:
    hosts = lexicon_pattern(LEXICON, "public_hosts")
    for link in article.page.links:
        if link.span is not None and hosts.search(link.url):
            yield link.span


def _matches(article: Article, key: str) -> Iterator[Span]:
    for match in lexicon_pattern(LEXICON, key).finditer(article.text):
        yield _widen(article.text, match.start(), match.end())


def _widen(text: str, start: int, end: int) -> Span:
    """Return the span of the sentence or line around a match."""
    before = [match.end() for match in re.finditer(r"[.!?]\s+(?=[A-Z“\"])|\n", text[max(0, start - 400) : start])]
    left = max(0, start - 400) + (before[-1] if before else 0)
    after = re.search(r"[.!?](?=\s|$)|\n", text[end:])
    right = end + (after.end() if after and after.start() < 400 else 0)
    piece = text[left:right]
    return Span(left + len(piece) - len(piece.lstrip()), left + len(piece.rstrip()))


def _merge(spans: Iterable[Span]) -> list[Span]:
    """Sort spans and drop those that overlap an earlier one."""
    kept: list[Span] = []
    for span in sorted(set(spans)):
        if not kept or not kept[-1].overlaps(span):
            kept.append(span)
    return kept


def _locate_text(article: Article, text: str) -> Location:
    for wanted in (text, text.split(",")[0]):
        start = article.text.find(wanted)
        if wanted and start >= 0:
            span = Span(start, start + len(wanted))
            return Location(article.id, span, span.within(article.text))
    return title_location(article)


def _locations(article: Article, spans: Iterable[Span]) -> tuple[Location, ...]:
    return tuple(Location(article.id, span, span.within(article.text)) for span in spans)
