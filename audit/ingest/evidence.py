"""Tree of a page → what it shows beside its prose: links, buttons, forms, labels, disclosures, dates, JSON-LD, meta."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from audit.ingest.decode import clean_text
from audit.ingest.dom import is_button, named
from audit.ingest.flow import Run, squeeze
from audit.ingest.structured import read_structured
from audit.lexicons import lexicon_pattern
from audit.model import Block, BlockKind, ElementKind, Link, PageElement, PageEvidence, Span

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_LABEL, LONGEST_DISCLOSURE = 12, 90
"""Words; longer elements are prose."""
_KEPT_ATTRIBUTES = (
    "class",
    "id",
    "href",
    "rel",
    "action",
    "method",
    "type",
    "name",
    "datetime",
    "itemprop",
    "aria-label",
    "content",
)


def read_evidence(
    root: "HtmlElement", places: "dict[HtmlElement, Span]", text: str, blocks: Sequence[Block], runs: Sequence[Run]
) -> PageEvidence:
    """Collect the evidence of a page; elements in the order of their place, those without a place last."""
    elements = {*_marked_elements(root, places, text), *_marked_blocks(text, blocks, runs)}
    ordered = sorted(elements, key=lambda e: (e.span is None, e.span or Span(0, 1), e.kind, e.text, e.attributes))
    return PageEvidence(
        url=_read_url(root),
        links=tuple(_read_links(root, places, text)),
        elements=tuple(ordered),
        structured=read_structured(root),
        meta=tuple(_read_meta(root)),
    )


def _read_url(root: "HtmlElement") -> str:
    """Return the canonical address of the page."""
    for link in root.iter("link"):
        if link.get("rel", "").lower() == "canonical" and link.get("href"):
            return clean_text(link.get("href", "").strip())
    return next((value for name, value in _read_meta(root) if name == "og:url"), "")


def _read_meta(root: "HtmlElement") -> Iterator[tuple[str, str]]:
    """Yield name and content of the meta elements, names in lower case."""
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop")
        if name and element.get("content"):
            yield (clean_text(name.strip().lower()), clean_text(squeeze(element.get("content", ""))))


def _read_links(root: "HtmlElement", places: "dict[HtmlElement, Span]", text: str) -> Iterator[Link]:
    """Yield the links that lead out of the place they stand in."""
    for element in root.iter("a", "area"):
        url = clean_text(element.get("href", "").strip())
        if not url or url.startswith(("#", "javascript:")):
            continue
        span = places.get(element)
        shown = squeeze(span.within(text)) if span else _shown_instead(element)
        yield Link(url, shown, tuple(element.get("rel", "").lower().split()), read_parameters(url), span)


def _shown_instead(element: "HtmlElement") -> str:
    """Return what a link without text says: its label, title or image text."""
    image = next(element.iter("img"), None)
    texts = (element.get("aria-label"), element.get("title"), image.get("alt") if image is not None else None)
    return clean_text(squeeze(next((text for text in texts if text), "")))


def read_parameters(url: str) -> tuple[tuple[str, str], ...]:
    """Return the query parameters of a URL in their order; none for a URL that cannot be read."""
    try:
        return tuple(
            (clean_text(key), clean_text(value))
            for key, value in parse_qsl(urlsplit(url).query, keep_blank_values=True)
        )
    except ValueError:
        return ()


def _attributes(element: "HtmlElement") -> tuple[tuple[str, str], ...]:
    """Return the attributes that say what an element is for."""
    return tuple((name, clean_text(squeeze(element.get(name, "")))) for name in _KEPT_ATTRIBUTES if element.get(name))


def _marked_elements(root: "HtmlElement", places: "dict[HtmlElement, Span]", text: str) -> Iterator[PageElement]:
    """Yield the elements that tag, class or ARIA label mark: buttons, forms, dates, labels of paid content."""
    label = lexicon_pattern("layout", "labels")
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        span = places.get(element)
        shown = squeeze(span.within(text)) if span and span.end - span.start <= 2000 else ""
        kind = _element_kind(element, shown)
        if kind:
            yield PageElement(kind, shown, span, _attributes(element))
        elif element.get("aria-label") and label.fullmatch(element.get("aria-label", "").strip()):
            yield PageElement(
                ElementKind.LABEL, clean_text(squeeze(element.get("aria-label", ""))), span, _attributes(element)
            )


def _element_kind(element: "HtmlElement", shown: str) -> ElementKind | None:
    """Return what an element is evidence of by its tag or class."""
    if is_button(element):
        return ElementKind.BUTTON
    if element.tag == "form":
        return ElementKind.FORM
    if element.tag == "time" or (element.get("itemprop", "").startswith("date") and element.tag != "meta"):
        return ElementKind.DATE
    if not shown or element.tag in ("body", "html", "a") or len(shown.split()) > LONGEST_DISCLOSURE:
        return None
    if named(element, "label_classes"):
        if len(shown.split()) <= LONGEST_LABEL and "disclos" not in shown.lower():
            return ElementKind.LABEL
        return ElementKind.DISCLOSURE if lexicon_pattern("layout", "disclosures").search(shown) else None
    return None


def _marked_blocks(text: str, blocks: Sequence[Block], runs: Sequence[Run]) -> Iterator[PageElement]:
    """Yield the blocks whose words mark them: bylines, labels, disclosures."""
    label, disclosure = (lexicon_pattern("layout", "labels"), lexicon_pattern("layout", "disclosures"))
    for block, run in zip(blocks, runs, strict=True):
        shown = squeeze(block.span.within(text)) if block.span.end - block.span.start <= 2000 else ""
        words = len(shown.split())
        if block.kind is BlockKind.BYLINE:
            yield PageElement(ElementKind.BYLINE, shown, block.span, _attributes(run.element))
        elif not shown or words > LONGEST_DISCLOSURE or block.kind in (BlockKind.BUTTON, BlockKind.NAVIGATION):
            continue
        elif words <= LONGEST_LABEL and _is_label(shown, label.match(shown.lstrip("[(*— "))):
            yield PageElement(ElementKind.LABEL, shown, block.span, _attributes(run.element))
        elif disclosure.search(shown):
            yield PageElement(ElementKind.DISCLOSURE, shown, block.span, _attributes(run.element))


def _is_label(shown: str, match: object) -> bool:
    """Say whether a short block is a mark of paid content: the term alone, or "Sponsored by …"."""
    import re

    if not isinstance(match, re.Match):
        return False
    return match.group(0).casefold() == shown.strip("[]()*—:.! ").casefold() or " " in match.group(0)
