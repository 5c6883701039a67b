"""Flow of a page → its text with the places of its elements, links and words in bold."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.ingest.flow import Flow
from audit.model import Span

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_SEARCHED = 2000
"""Characters; a longer run holds too little link to be a menu and is not searched."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the blocks of a page are made from."""

    text: str
    bold: dict[int, int]
    """Start and end of the words in bold."""
    linked: dict[int, int]
    """Start and end of the links."""
    places: "dict[HtmlElement, Span]"
    """Where the visible text of each element stands."""

    def links(self, span: Span) -> list[int]:
        """Return the lengths of the links in a run."""
        if span.end - span.start > LONGEST_SEARCHED:
            return []
        return [self.linked[start] - start for start in range(span.start, span.end) if start in self.linked]

    def linked_share(self, span: Span) -> float:
        """Return the share of a run that is link."""
        return sum(self.links(span)) / (span.end - span.start)


def make_layout(flow: Flow) -> Layout:
    """Join the text of a flow and trim the place of every element to what it shows."""
    text = "".join(flow.parts)
    places: dict[HtmlElement, Span] = {}
    bold: dict[int, int] = {}
    linked: dict[int, int] = {}
    for element, (start, end) in flow.places.items():
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            places[element] = Span(start, end)
            if element.tag in ("strong", "b"):
                bold[start] = max(end, bold.get(start, 0))
            elif element.tag == "a":
                linked[start] = end
    return Layout(text, bold, linked, places)
