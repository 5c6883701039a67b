"""HTML → text, blocks and page evidence. Evidence is read from the whole tree; nothing that is visible is dropped."""

import re
from typing import TYPE_CHECKING

from audit.errors import CorpusError
from audit.ingest.bylines import Byline
from audit.ingest.dom import parse_page
from audit.ingest.evidence import read_evidence
from audit.ingest.flow import Run, lay_out, squeeze
from audit.ingest.headings import Path, close_headings, enter_heading, name_headings
from audit.ingest.items import add_lead_ins, read_mark, split_head
from audit.ingest.kinds import choose_kinds
from audit.ingest.layout import Layout, make_layout
from audit.ingest.people import read_people
from audit.ingest.reading import Reading
from audit.model import Block, BlockKind, Span

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PSEUDO_LEVEL = 5
"""Level of a line in bold that stands alone: below every heading that pages use in their text."""
LONGEST_BOLD_HEAD = 10
"""Words of the bold words that open an item."""

_SEPARATOR = re.compile(r"\s*[:–—.-]+\s*|\s+")
_SITE = re.compile(r"\s*\|\s*|\s+[»·•]\s+|\s+[-–—]{1,2}\s+|\s*::\s*")


def read_html(markup: str, title: str = "") -> Reading:
    """Read a page. A given title (front matter) stands before the title of the page.

    Raises:
        CorpusError: the page has no visible text.
    """
    root = parse_page(markup)
    body = next(root.iter("body"), root)
    page_title = squeeze(title or next((head.text_content() for head in root.iter("title")), ""))
    heading = _first_heading(body)
    flow = lay_out(body, page_title if _adds(page_title, heading) else "")
    if not any(run.context.role is not BlockKind.TITLE for run in flow.runs):
        raise CorpusError("no visible text in the page")
    layout = make_layout(flow)
    name = title or _choose_title(page_title, heading)
    blocks = _make_blocks(flow.runs, layout, name)
    evidence = read_evidence(root, layout.places, layout.text, blocks, flow.runs)
    lines = [block.span.within(layout.text) for block in blocks if block.kind is BlockKind.BYLINE]
    byline: Byline = read_people(root, evidence, lines)
    declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return Reading(name, layout.text, tuple(blocks), byline, evidence, declared.strip())


def _first_heading(body: "HtmlElement") -> str:
    """Return the first h1 that says something."""
    return next((text for text in (squeeze("".join(h.itertext())) for h in body.iter("h1")) if text), "")


def _adds(title: str, heading: str) -> bool:
    """Say whether the title of the page says something that its first heading does not."""
    if not title or not heading:
        return bool(title)
    segments = [squeeze(segment).casefold() for segment in _SITE.split(title)]
    short = title.casefold().startswith(heading.casefold()) and len(title.split()) - len(heading.split()) <= 3
    return heading.casefold() not in segments and not (short and len(heading.split()) >= 3)


def _choose_title(page_title: str, heading: str) -> str:
    """Return the heading where it fits the title of the page, else that title without the name of the site."""
    segments = _SITE.split(page_title)
    first = segments[0] if len(segments[0].split()) >= 3 else page_title
    common = set(heading.casefold().split()) & set(first.casefold().split())
    return heading if heading and (not page_title or len(common) * 2 >= len(heading.split())) else first


def _make_blocks(runs: list[Run], layout: Layout, title: str) -> list[Block]:
    """Turn runs into blocks with their heading paths."""
    blocks: list[Block] = []
    path: Path = ()
    for run, kind in zip(runs, choose_kinds(runs, layout), strict=True):
        if (
            kind is BlockKind.HEADING
            and squeeze(run.span.within(layout.text)) == title
            and not any(b.kind is BlockKind.TITLE for b in blocks)
        ):
            kind = BlockKind.TITLE
        level = _heading_level(run, kind)
        above = close_headings(path, level) if level else path
        blocks.append(_make_block(run, kind, layout, (*name_headings(above), *run.context.above), level))
        if level:
            path = enter_heading(path, level, squeeze(run.span.within(layout.text)))
    return add_lead_ins(layout.text, blocks)


def _heading_level(run: Run, kind: BlockKind) -> int:
    """Return the level of a heading that heads all that follows it, else 0."""
    if kind is BlockKind.TITLE:
        return 1
    if kind is not BlockKind.HEADING or (run.context.role is BlockKind.HEADING and not run.context.level):
        return 0
    return run.context.level or PSEUDO_LEVEL


def _make_block(run: Run, kind: BlockKind, layout: Layout, headings: tuple[str, ...], level: int) -> Block:
    """Build a block; for an item or cell find its head and body."""
    span, context = run.span, run.context
    if kind is BlockKind.TABLE_CELL or (kind is BlockKind.LIST_ITEM and context.head is not None):
        head = layout.places.get(context.head) if context.head is not None else None
        return Block(kind, span, headings, head=head, body=span if head else None, depth=max(context.depth, 0))
    if kind is not BlockKind.LIST_ITEM:
        return Block(kind, span, headings, depth=level)
    text = span.within(layout.text)
    mark = read_mark(text) if context.role is None else None
    start = span.start + (mark.length if mark else 0)
    parts = _bold_head(Span(start, span.end), layout) or split_head(layout.text[start : span.end], start)
    depth = max(context.depth, 0)
    if parts:
        return Block(kind, span, headings, head=parts[0], body=parts[1], depth=depth)
    return Block(kind, span, headings, body=Span(start, span.end) if mark else None, depth=depth)


def _bold_head(span: Span, layout: Layout) -> tuple[Span, Span] | None:
    """Return head and body of an item that opens with words in bold and a dash, colon, full stop or line break."""
    end = layout.bold.get(span.start, 0)
    if not span.start < end < span.end:
        return None
    head = layout.text[span.start : end].rstrip(" :–—.-")
    rest = _SEPARATOR.match(layout.text, span.start + len(head), span.end)
    capital = rest is not None and layout.text[rest.end() : rest.end() + 1].isupper()
    parted = rest is not None and (capital or rest.group(0) != " ")
    if not head or not rest or not parted or rest.end() >= span.end or len(head.split()) > LONGEST_BOLD_HEAD:
        return None
    return Span(span.start, span.start + len(head)), Span(rest.end(), span.end)
