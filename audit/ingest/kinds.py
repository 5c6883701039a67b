"""Runs of a page → what each is: by its element, the region around it, its words, the links beside it."""

from collections.abc import Iterator, Sequence

from audit.ingest.bylines import is_generic_author
from audit.ingest.flow import Context, Run
from audit.ingest.items import read_mark
from audit.ingest.layout import Layout
from audit.ingest.lines import LONGEST_NOTE, cites, classify_line, heads_references
from audit.ingest.roles import LONGEST_HEADING
from audit.model import BlockKind, Span

LINKED = 0.8
"""Share of a run that must be link for the run to be nothing but a link."""
SHORTEST_MENU = 3
"""Links in one run, or runs of nothing but link in a row, that make a menu."""
SHORTEST_SENTENCE = 7
"""Words of a sentence that no menu has."""
LONGEST_ENTRY = 2
"""Words of a linked item that is a menu entry wherever it stands."""
LONGEST_BETWEEN = 4
"""Words of a date, author or number between the links of a list of articles."""

_TEXTUAL = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING)


def choose_kinds(runs: Sequence[Run], layout: Layout) -> list[BlockKind]:
    """Return the kind of each run."""
    kinds = [kind_alone(run, layout) for run in runs]
    words = [len(run.span.within(layout.text).split()) for run in runs]
    links = [
        count <= LONGEST_NOTE and _is_link(run, kind, layout)
        for run, kind, count in zip(runs, kinds, words, strict=True)
    ]
    between = [
        kind not in _TEXTUAL or (kind is not BlockKind.HEADING and count <= LONGEST_BETWEEN)
        for kind, count in zip(kinds, words, strict=True)
    ]
    for places in _stretches(links, between):
        if not _is_led(runs, kinds, places.start, layout):
            _settle_links(kinds, places, links, words)
    return kinds


def kind_alone(run: Run, layout: Layout) -> BlockKind:
    """Return the kind of a run without regard to its neighbours."""
    context, text = run.context, run.span.within(layout.text)
    if context.role in (BlockKind.BUTTON, BlockKind.TITLE):
        return context.role
    said = classify_line(text)
    if context.region and _is_of_region(run, text, layout):
        return said if said is BlockKind.BYLINE and not context.sure else context.region
    if _is_menu_row(run, said, layout):
        return BlockKind.NAVIGATION
    if said and _overrules(said, text, context):
        return said
    return context.role or _kind_unmarked(run.span, text, layout)


def _is_of_region(run: Run, text: str, layout: Layout) -> bool:
    """Say whether a run is a part of the menu, form or footer around it; a sentence in a mere class is not."""
    if run.context.sure:
        return True
    words = len(text.split())
    sentence = words >= SHORTEST_SENTENCE and text[-1] in ".!?" and layout.linked_share(run.span) < LINKED
    return words <= LONGEST_NOTE and not (sentence and run.context.region is BlockKind.NAVIGATION)


def _kind_unmarked(span: Span, text: str, layout: Layout) -> BlockKind:
    """Return the kind of a run that no element marks: a line in bold is a heading."""
    bold = layout.bold.get(span.start) == span.end and len(text.split()) <= LONGEST_HEADING and text[-1] not in ".;:,"
    if bold:
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM if read_mark(text) else BlockKind.PARAGRAPH


def _is_menu_row(run: Run, said: BlockKind | None, layout: Layout) -> bool:
    """Say whether a run is a row of links, or a link that menus have."""
    if run.context.role in (BlockKind.HEADING, BlockKind.CAPTION) or layout.linked_share(run.span) < LINKED:
        return False
    if said is BlockKind.BYLINE and run.context.role is None and is_generic_author(run.span.within(layout.text)):
        return True
    return len(layout.links(run.span)) >= SHORTEST_MENU or said is BlockKind.NAVIGATION


def _overrules(said: BlockKind, text: str, context: Context) -> bool:
    """Say whether the words of a run count for more than its element."""
    if context.role in (None, BlockKind.BYLINE):
        return True
    if context.role is BlockKind.HEADING:
        return said is BlockKind.BYLINE and context.level != 1 and not is_generic_author(text)
    dated = said is BlockKind.BYLINE and not is_generic_author(text)
    return context.role is BlockKind.LIST_ITEM and (dated or said is BlockKind.FURNITURE)


def _is_link(run: Run, kind: BlockKind, layout: Layout) -> bool:
    """Say whether a run of text is nothing but a link, and no reference to a publication."""
    if kind not in _TEXTUAL or run.context.level == 1 or cites(run.span.within(layout.text)):
        return False
    return layout.linked_share(run.span) >= LINKED


def _stretches(links: Sequence[bool], between: Sequence[bool]) -> Iterator[range]:
    """Yield the stretches that begin and end with a link and hold only links and what can stand between them."""
    begin = last = -1
    for place, link in enumerate(links):
        if link:
            begin, last = place if begin < 0 else begin, place
        elif not between[place] and begin >= 0:
            yield range(begin, last + 1)
            begin = -1
    if begin >= 0:
        yield range(begin, last + 1)


def _is_led(runs: Sequence[Run], kinds: Sequence[BlockKind], begin: int, layout: Layout) -> bool:
    """Say whether the text before leads into the links: a colon, or the heading of a list of references."""
    if begin and kinds[begin - 1] in _TEXTUAL and layout.text[: runs[begin - 1].span.end].endswith(":"):
        return True
    for run, kind in zip(reversed(runs[:begin]), reversed(kinds[:begin]), strict=True):
        if kind is BlockKind.HEADING:
            return heads_references(run.span.within(layout.text))
    return False


def _settle_links(kinds: list[BlockKind], places: range, links: Sequence[bool], words: Sequence[int]) -> None:
    """Make runs of nothing but link navigation: many in a row with what stands between, or a line that leads on."""
    several = sum(links[place] for place in places) >= SHORTEST_MENU
    for place in places:
        alone = kinds[place] is BlockKind.PARAGRAPH or words[place] <= LONGEST_ENTRY
        if kinds[place] in _TEXTUAL and (several or (links[place] and alone)):
            kinds[place] = BlockKind.NAVIGATION
