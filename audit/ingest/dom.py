"""Markup → tree, and what an element says of its content by tag, class and size."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.errors import CorpusError
from audit.ingest.lines import cites, heads_references
from audit.lexicons import lexicon_pattern
from audit.model import BlockKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# fmt: off
DROPPED = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "iframe", "head", "object", "embed", "canvas", "audio",
    "video", "map", "datalist",
})
BREAKING = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre",
    "search", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "button",
    "textarea",
})
# fmt: on
MENU_SHARE, MENU_LINKS, LONGEST_LINK = 0.8, 3, 70
"""A box is a menu when so much of its text is links, so many of them, of so few characters on average."""
LONGEST_CELL = 400
"""Characters; a longer cell is a column of the page."""
LARGEST_REGION = 0.4
"""Share of the page's text above which no class name makes an element a menu or form: templates misname wrappers."""
SMALLEST_MAIN = 0.4
"""Share of the page's unlinked text that an element declared as the main one must hold to be believed."""

_REGIONS = {
    "footer": (BlockKind.FURNITURE, True),
    "select": (BlockKind.NAVIGATION, True),
    "form": (BlockKind.FURNITURE, False),
}
_NAME_ATTRIBUTES = ("class", "id", "role", "itemprop", "rel")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Size:
    """How much visible text an element holds."""

    characters: int = 0
    linked: int = 0
    """Characters inside links."""
    links: int = 0
    tables: int = 0
    headings: int = 0
    """First-level headings."""


@dataclass(frozen=True, slots=True)
class Page:
    """A body with what is measured of it."""

    sizes: "dict[HtmlElement, Size]"
    total: int
    """Characters of visible text."""
    main: "HtmlElement | None"
    """The element that the markup declares to hold the article."""
    around: "frozenset[HtmlElement]"
    """The elements that hold the main one."""

    def size(self, element: "HtmlElement") -> Size:
        """Return the size of an element."""
        return self.sizes.get(element, Size())

    def outside(self, element: "HtmlElement") -> bool:
        """Say whether an element stands beside the main one, or beside one that holds it."""
        return element.getparent() in self.around and element not in self.around and element is not self.main


def parse_page(markup: str) -> "HtmlElement":
    """Parse a page.

    Raises:
        CorpusError: there is nothing in it, or the parser gave up on its nesting (2,048 levels in libxml2).
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_DECLARATION.sub("", markup).replace("\0", "").encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise CorpusError("no visible text in the page") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise CorpusError("elements nested too deeply, the text in them would be lost; save the page as .txt")
    return root


def is_dropped(element: "HtmlElement") -> bool:
    """Say whether an element shows no text of the page."""
    return (
        not isinstance(element.tag, str)
        or element.tag in DROPPED
        or (element.tag == "input" and element.get("type") == "hidden")
    )


def measure_page(body: "HtmlElement") -> Page:
    """Measure a page."""
    sizes = measure_sizes(body)
    main = find_main(body, sizes)
    around = frozenset(() if main is None else main.iterancestors())
    return Page(sizes, sizes.get(body, Size()).characters, main, around)


def find_main(body: "HtmlElement", sizes: "dict[HtmlElement, Size]") -> "HtmlElement | None":
    """Return the innermost `main` or `article` that holds the first-level headings and enough of the unlinked text."""
    whole = sizes.get(body, Size())
    found = None
    for element in body.iter("main", "article", "div", "section"):
        if element.tag not in ("main", "article") and element.get("role") != "main":
            continue
        size = sizes.get(element, Size())
        holds = size.characters - size.linked >= SMALLEST_MAIN * (whole.characters - whole.linked)
        if holds and size.headings == whole.headings:
            found = element
    return found


def measure_sizes(body: "HtmlElement") -> dict["HtmlElement", Size]:
    """Return the size of every visible element, in one pass."""
    from lxml import etree

    sizes: dict[HtmlElement, Size] = {}
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if is_dropped(element):
                walker.skip_subtree()
        elif not is_dropped(element):
            sizes[element] = _measure(element, sizes)
    return sizes


def _measure(element: "HtmlElement", sizes: dict["HtmlElement", Size]) -> Size:
    """Return the size of an element whose children are measured."""
    characters = len((element.text or "").strip())
    linked = links = tables = headings = 0
    for child in element:
        size = sizes.get(child, Size())
        characters += size.characters + len((child.tail or "").strip())
        linked, links = linked + size.linked, links + size.links
        tables, headings = tables + size.tables, headings + size.headings
    if element.tag == "a" and element.get("href"):
        linked, links = characters, 1
    return Size(characters, linked, links, tables + (element.tag == "table"), headings + (element.tag == "h1"))


def named(element: "HtmlElement", key: str) -> bool:
    """Say whether a class, id, role, itemprop or rel of the element is in a list of the layout lexicon.

    Compound names count by their first and last part: "site-footer", "comments_area".
    """
    names = " ".join(element.get(attribute, "") for attribute in _NAME_ATTRIBUTES)
    if not names.strip():
        return False
    pattern = lexicon_pattern("layout", key)
    return any(
        pattern.fullmatch(part)
        for name in names.split()[:24]
        for parts in [re.split(r"[-_]+", name.strip("-_"))]
        for part in {name, parts[0], parts[-1]}
        if part
    )


def region_of(element: "HtmlElement", page: Page) -> tuple[BlockKind | None, bool]:
    """Return NAVIGATION or FURNITURE for menus, forms and footers, and whether the markup is sure of it."""
    if element.tag == "nav":
        return BlockKind.NAVIGATION, True
    size = page.size(element)
    wrapper = element.tag in ("html", "body", "main", "article") or size.headings > 0
    if wrapper or size.characters > LARGEST_REGION * page.total:
        return None, False
    if element.tag in _REGIONS:
        return _REGIONS[element.tag]
    if element.tag not in BREAKING:
        return None, False
    if is_menu(element, size) or named(element, "navigation_classes"):
        return BlockKind.NAVIGATION, False
    if named(element, "furniture_classes"):
        return BlockKind.FURNITURE, False
    return (BlockKind.NAVIGATION if page.outside(element) else None), False


def is_menu(element: "HtmlElement", size: Size) -> bool:
    """Say whether nearly all of an element is short links and nothing leads into it."""
    if size.links < MENU_LINKS or size.linked < MENU_SHARE * size.characters or size.linked > LONGEST_LINK * size.links:
        return False
    before = element.getprevious()
    opening = "" if before is None else "".join(before.itertext())[-200:].strip()
    return not opening.endswith(":") and not heads_references(opening) and not cites("".join(element.itertext())[:2000])


def is_button(element: "HtmlElement") -> bool:
    """Say whether an element is drawn as a button."""
    if element.tag == "button" or (
        element.tag == "input" and element.get("type", "").lower() in ("submit", "button", "reset")
    ):
        return True
    return element.tag == "a" and (element.get("role") == "button" or named(element, "button_classes"))


def is_data_table(table: "HtmlElement", page: Page) -> bool:
    """Say whether a table holds data and is no frame for the page: rows and columns of short cells."""
    if page.size(table).tables != 1:
        return False
    rows = list(table.iter("tr"))
    cells = [cell for row in rows for cell in row if cell.tag in ("td", "th")]
    if len(rows) < 2 or not cells or max(len(row) for row in rows) < 2:
        return False
    if any(True for _ in table.iter("h1", "h2", "h3", "h4", "h5", "h6", "form", "ul", "ol", "input")):
        return False
    longest = max(page.size(cell).characters for cell in cells)
    parted = any(sum(1 for _ in cell.iter("p", "br", "div")) > 1 for cell in cells)
    size = page.size(table)
    return longest <= LONGEST_CELL and not parted and size.linked <= 0.5 * max(1, size.characters)
