"""JSON-LD of a page → flat pairs, and the people and dates it names."""

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from audit.ingest.dates import read_date
from audit.ingest.decode import clean_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DEEPEST = 12
"""Levels of nesting that are read; schema.org articles use four or five."""
ARTICLE_TYPES = (
    "article",
    "newsarticle",
    "blogposting",
    "medicalwebpage",
    "webpage",
    "report",
    "scholarlyarticle",
    "techarticle",
    "howto",
    "faqpage",
)


def read_structured(root: "HtmlElement") -> tuple[tuple[str, str], ...]:
    """Return the JSON-LD as (dotted key, text) in document order; what does not parse is ("invalid", "json-ld")."""
    pairs: list[tuple[str, str]] = []
    for value in _load_scripts(root):
        pairs.extend([("invalid", "json-ld")] if value is None else _flatten("", value, DEEPEST))
    return tuple(pairs)


def read_nodes(root: "HtmlElement") -> list[dict[str, object]]:
    """Return the top-level objects of the JSON-LD, articles before others."""
    nodes = [node for value in _load_scripts(root) for node in _open_graph(value)]
    return sorted(nodes, key=lambda node: not any(kind in ARTICLE_TYPES for kind in _types(node)))


def node_people(node: dict[str, object], key: str) -> tuple[str, ...]:
    """Return the persons that a property names; organisations are left out."""
    found = node.get(key)
    people: list[str] = []
    for item in found if isinstance(found, list) else [found]:
        if isinstance(item, dict):
            if any("organization" in kind for kind in _types(item)):
                continue
            item = item.get("name")
        people.extend(
            str(name) for name in (item if isinstance(item, list) else [item]) if isinstance(name, str) and name.strip()
        )
    return tuple(clean_text(" ".join(name.split())) for name in people)


def node_date(node: dict[str, object], key: str) -> date | None:
    """Return the date of a property."""
    value = node.get(key)
    return read_date(value) if isinstance(value, str) else None


def _load_scripts(root: "HtmlElement") -> Iterator[object]:
    """Yield the parsed JSON-LD scripts; None for one that does not parse."""
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", "").lower():
            continue
        try:
            value: object = json.loads((script.text or "").strip(), strict=False)
        except (ValueError, RecursionError):
            value = None
        yield value


def _open_graph(value: object) -> Iterator[dict[str, object]]:
    """Yield the objects of a script: the object itself, those of a list, those of `@graph`."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            graph = item.get("@graph")
            yield from ((node for node in graph if isinstance(node, dict)) if isinstance(graph, list) else iter([item]))


def _types(node: dict[str, object]) -> list[str]:
    """Return the types of an object in lower case."""
    kinds = node.get("@type")
    return [str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _flatten(key: str, value: object, levels: int) -> Iterator[tuple[str, str]]:
    """Yield (dotted key, text) of every leaf; lists and `@graph` add no level."""
    if levels == 0 or value is None:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            inner_key = key if name == "@graph" else f"{key}.{name}".removeprefix(".")
            yield from _flatten(inner_key, inner, levels - 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _flatten(key, inner, levels - 1)
    else:
        yield (clean_text(key), clean_text(str(value).lower() if isinstance(value, bool) else str(value)))
