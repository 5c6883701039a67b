"""Structured data, meta elements, marked elements and byline blocks → who wrote and reviewed a page, and when."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from audit.ingest.bylines import (
    Byline,
    cue_pattern,
    is_generic_author,
    is_person,
    read_biography,
    read_bylines,
    read_names,
    strip_full_stop,
)
from audit.ingest.dates import first_date, read_date
from audit.ingest.flow import squeeze
from audit.ingest.structured import node_date, node_people, read_nodes
from audit.model import ElementKind, PageEvidence

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PUBLISHED_META = (
    "article:published_time",
    "datepublished",
    "citation_publication_date",
    "dc.date",
    "dc.date.issued",
    "date",
    "pubdate",
    "publish-date",
)
REVIEWED_META = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastreviewed",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
)
AUTHOR_META = ("author", "article:author", "citation_author", "dc.creator", "parsely-author", "sailthru.author")
LONGEST_NAME = 12
"""Words of an element that holds only a name."""


def read_people(root: "HtmlElement", evidence: PageEvidence, lines: list[str]) -> Byline:
    """Return the byline of a page: structured data first, then meta, then what the page shows."""
    shown = read_bylines([*lines, *(f"By {name}" for name in map(read_biography, lines) if name), *_hints(root)])
    nodes = read_nodes(root)
    authors = [name for node in nodes for name in node_people(node, "author")] or _meta(evidence, AUTHOR_META)
    reviewers = [name for node in nodes for name in node_people(node, "reviewedBy")]
    published = [found for node in nodes if (found := node_date(node, "datePublished"))] or _meta_dates(
        evidence, PUBLISHED_META
    )
    reviewed = [found for node in nodes for key in ("dateModified", "lastReviewed") if (found := node_date(node, key))]
    reviewed += _meta_dates(evidence, REVIEWED_META)
    timed = _timed(evidence)
    return Byline(
        authors=_merge(authors, shown.authors),
        reviewers=_merge(reviewers, shown.reviewers),
        published=next(iter(published), None)
        or shown.published
        or next((day for late, day in timed if not late), None),
        reviewed=max(
            [*reviewed, *([shown.reviewed] if shown.reviewed else []), *(day for late, day in timed if late)],
            default=None,
        ),
    )


def _hints(root: "HtmlElement") -> list[str]:
    """Return a byline for each element whose rel, itemprop or class says that it holds a name."""
    hints = []
    for element in root.iter("a", "span", "p", "div", "strong", "cite", "li"):
        names = (
            f"{element.get('rel', '')} {element.get('itemprop', '')} {element.get('class', '')}".lower()
            .replace("_", "-")
            .split()
        )
        cue = "Reviewed by" if any("review" in name for name in names) else "By"
        if any(
            name in ("author", "byline", "author-name", "reviewer", "reviewedby", "reviewed-by", "byline-name", "fn")
            for name in names
        ):
            text = squeeze("".join(element.itertext()))
            if cue_pattern().match(text):
                hints.append(text)
            elif len(text.split()) <= LONGEST_NAME and read_names(text):
                hints.append(f"{cue} {text}")
    return hints


def _meta(evidence: PageEvidence, keys: Iterable[str]) -> list[str]:
    """Return the values of the first meta key that names somebody."""
    for key in keys:
        found = [value for name, value in evidence.meta if name == key and "://" not in value]
        if found:
            return found
    return []


def _meta_dates(evidence: PageEvidence, keys: Iterable[str]) -> list[date]:
    """Return the dates under the meta keys."""
    return [found for key in keys for name, value in evidence.meta if name == key and (found := read_date(value))]


def _timed(evidence: PageEvidence) -> list[tuple[bool, date]]:
    """Return the dates of `time` elements, each with whether it is an update or a review."""
    dates = []
    for element in evidence.elements:
        if element.kind is ElementKind.DATE:
            attributes = dict(element.attributes)
            found = read_date(attributes.get("datetime") or attributes.get("content") or "") or first_date(element.text)
            hint = f"{attributes.get('itemprop', '')} {attributes.get('class', '')}".lower()
            if found:
                dates.append((any(word in hint for word in ("modif", "updat", "review")), found))
    return dates


def _merge(declared: Iterable[str], shown: tuple[str, ...]) -> tuple[str, ...]:
    """Return the declared names, with the credentials that the page shows; where none is declared, the shown names."""
    kept = [name for name in dict.fromkeys(map(strip_full_stop, declared)) if _is_name(name)]
    full = [next((other for other in shown if other.startswith(f"{name},")), name) for name in kept]
    return tuple(dict.fromkeys(full)) or shown


def _is_name(text: str) -> bool:
    """Say whether a declared author is a person and no stand-in."""
    first = text.split(",")[0]
    return is_person(first) and not is_generic_author(first)
