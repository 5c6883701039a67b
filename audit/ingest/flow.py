"""Tree of a page → its text in runs, with the place of every element."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from audit.ingest.dom import BREAKING, Page, is_button, is_data_table, is_dropped, measure_page, named, region_of
from audit.model import BlockKind, Span

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHORT_LINE = 60
"""Characters; a shorter line before a `<br>` is a line of its own when the next one begins with a capital."""
LONGEST_BYLINE = 300
"""Characters; a longer element of class "author" is a wrapper."""

_SPACE = re.compile(r"\s+")
_STRUCTURE = {
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "blockquote": BlockKind.QUOTE,
    "li": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "dt": BlockKind.HEADING,
    "summary": BlockKind.HEADING,
    **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
}


@dataclass(frozen=True, slots=True)
class Context:
    """What encloses a run of text."""

    region: BlockKind | None = None
    sure: bool = False
    """Whether the tag itself, not a class name, gave the region."""
    role: BlockKind | None = None
    level: int = 0
    """Of a heading; 0 for a `dt` or `summary`, which head only what stands with them."""
    depth: int = -1
    """Nesting of lists; -1 outside."""
    data: bool = False
    """Inside a table of data."""
    preformatted: bool = False
    head: "HtmlElement | None" = None
    """The `dt` of a `dd`, or the `th` of a row."""
    above: tuple[str, ...] = ()
    """Texts that head this place only: column header, `dt`, `summary`."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text between two block borders."""

    span: Span
    context: Context
    element: "HtmlElement"
    """The innermost block element, or the button."""


@dataclass(slots=True)
class Flow:
    """The text written so far. Mutable, and only alive inside one reading."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    begin: int = -1
    line: int = 0
    """Where the last line of the open run begins."""
    blank: bool = False
    breaks: int = 0
    last: str = ""
    runs: list[Run] = field(default_factory=list)
    places: "dict[HtmlElement, tuple[int, int]]" = field(default_factory=dict)
    """Start and end of every visible element, with the white space at its edges."""


def lay_out(body: "HtmlElement", title: str) -> Flow:
    """Write the title, when there is one to add, and the visible text of the body."""
    flow = Flow()
    if title:
        write(flow, title, body, Context(role=BlockKind.TITLE))
        end_run(flow, body, Context(role=BlockKind.TITLE))
    page = measure_page(body)
    stack: list[tuple[HtmlElement, Context]] = []
    for opens, element in walk(body):
        owner, context = stack[-1] if stack else (body, Context())
        if opens:
            inner = enter(element, context, page)
            if starts_run(element, inner, context):
                end_run(flow, owner, context)
                owner = element
            flow.places[element] = (flow.length, flow.length)
            stack.append((owner, inner))
            write_opening(flow, element, owner, inner)
            continue
        owner, inner = stack.pop()
        outer, context = stack[-1] if stack else (body, Context())
        if owner is not outer or starts_run(element, inner, context):
            end_run(flow, owner, inner)
        flow.places[element] = (flow.places[element][0], flow.length)
        if element is not body and element.tail:
            write(flow, element.tail, outer, context)
    return flow


def walk(body: "HtmlElement") -> Iterator[tuple[bool, "HtmlElement"]]:
    """Yield True with each visible element as it opens and False as it closes, without recursion: pages nest deeply."""
    from lxml import etree

    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        if is_dropped(element):
            if event == "start":
                walker.skip_subtree()
                yield True, element
            else:
                yield False, element
        else:
            yield event == "start", element


def starts_run(element: "HtmlElement", inner: Context, outer: Context) -> bool:
    """Say whether an element's text stands apart from the text around it."""
    return (element.tag in BREAKING and not is_dropped(element)) or (
        inner.role is BlockKind.BUTTON and outer.role is not BlockKind.BUTTON
    )


def enter(element: "HtmlElement", context: Context, page: Page) -> Context:
    """Return the context inside an element."""
    tag = element.tag
    if is_dropped(element):
        return context
    if is_button(element):
        return replace(context, role=BlockKind.BUTTON)
    context = _enter_region(element, context, page)
    if tag in ("ul", "ol", "menu", "dir"):
        role = None if context.role is BlockKind.LIST_ITEM else context.role
        return replace(context, depth=context.depth + 1, role=role)
    if tag == "table":
        role = BlockKind.QUOTE if context.role is BlockKind.QUOTE else None
        return replace(context, data=is_data_table(element, page), role=role)
    if tag in ("td", "th") and context.data:
        return _enter_cell(element, context)
    if tag in _STRUCTURE:
        return _enter_structure(element, context)
    if tag == "pre":
        return replace(context, preformatted=True)
    return replace(context, role=BlockKind.BYLINE) if _holds_byline(element, context, page) else context


def _enter_region(element: "HtmlElement", context: Context, page: Page) -> Context:
    """Return the context with the region that an element opens; one that is sure counts inside one that is not."""
    if context.sure:
        return context
    region, sure = region_of(element, page)
    return replace(context, region=region, sure=sure) if sure or not context.region else context


def _holds_byline(element: "HtmlElement", context: Context, page: Page) -> bool:
    """Say whether an element is named as the byline and as short as one."""
    if context.role is not None or element.tag not in BREAKING or element.tag == "body":
        return False
    return page.size(element).characters <= LONGEST_BYLINE and named(element, "byline_classes")


def _enter_structure(element: "HtmlElement", context: Context) -> Context:
    """Return the context inside a heading, item, caption or quote."""
    role, tag = _STRUCTURE[element.tag], element.tag
    if tag == "dd":
        term = next(element.itersiblings("dt", preceding=True), None)
        above = (squeeze("".join(term.itertext())),) if term is not None else ()
        return replace(context, role=role, depth=max(context.depth, 0), head=term, above=above)
    if tag == "li":
        return replace(context, role=role, depth=max(context.depth, 0), head=None)
    level = int(tag[1]) if tag[0] == "h" else 0
    return replace(context, role=role, level=level, head=None)


def _enter_cell(cell: "HtmlElement", context: Context) -> Context:
    """Return the context inside a cell of data, with the headers of its row and column."""
    row = cell.getparent()
    cells = [other for other in row if other.tag in ("td", "th")] if row is not None else [cell]
    place = cells.index(cell)
    head = cells[0] if cell.tag == "td" and cells[0].tag == "th" else None
    table = next(cell.iterancestors("table"))
    first = next(table.iter("tr"))
    headers = [other for other in first if other.tag in ("td", "th")]
    titled = cell.tag == "td" and first is not row and place < len(headers) and headers[place].tag == "th"
    above = (squeeze("".join(headers[place].itertext())),) if titled else ()
    return replace(context, role=BlockKind.TABLE_CELL, head=head, above=tuple(text for text in above if text))


def write_opening(flow: Flow, element: "HtmlElement", owner: "HtmlElement", context: Context) -> None:
    """Write what an element shows before its children: its text, a line break, the label of an input."""
    if is_dropped(element):
        return
    if element.tag == "br":
        flow.breaks += flow.begin >= 0
    elif element.tag == "input" and is_button(element):
        write(flow, element.get("value", ""), owner, context)
    elif element.text:
        write(flow, element.text, owner, context)


def write(flow: Flow, text: str, owner: "HtmlElement", context: Context) -> None:
    """Append text to the open run, white space as single blanks; open a run if there is none."""
    if context.preformatted and "\n" in text.strip():
        for line in text.split("\n"):
            write(flow, line, owner, replace(context, preformatted=False))
            flow.breaks += flow.begin >= 0
        return
    squeezed = _SPACE.sub(" ", text.replace("\0", ""))
    core = squeezed.strip(" ")
    if not core:
        flow.blank = flow.blank or bool(squeezed)
        return
    if flow.begin >= 0 and flow.breaks and parts_here(flow, core, context):
        end_run(flow, owner, context)
    if flow.begin < 0:
        joint = "\n" if flow.length else ""
        flow.begin = flow.line = flow.length + len(joint)
    elif flow.breaks:
        joint, flow.line = "\n", flow.length + 1
    else:
        joint = " " if flow.blank or squeezed[0] == " " else ""
    flow.parts.append(joint + core)
    flow.length += len(joint) + len(core)
    flow.last, flow.blank, flow.breaks = core[-1], squeezed[-1] == " ", 0


def parts_here(flow: Flow, core: str, context: Context) -> bool:
    """Say whether the line breaks before a text part two blocks, or only two lines of one."""
    if context.role is BlockKind.HEADING:
        return False
    if flow.breaks >= 2 or flow.last in ".!?:;":
        return True
    return not core[0].islower() and flow.length - flow.line < SHORT_LINE


def end_run(flow: Flow, owner: "HtmlElement", context: Context) -> None:
    """Close the open run."""
    if flow.begin >= 0:
        flow.runs.append(Run(Span(flow.begin, flow.length), context, owner))
    flow.begin, flow.blank, flow.breaks = -1, False, 0


def squeeze(text: str) -> str:
    """Return the text with runs of white space as one blank, without edges."""
    return " ".join(text.split())
