"""The patterns of a fact: TOML tables → `FactPattern`, with named word families filled in."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from audit.lexicons import load_lexicon
from audit.model import FactPattern, QuantityKind, QuantityRange, Relation, StanceKind

PATTERN_KEYS = (
    "stance", "relations", "subject", "object", "polarity", "minimum_modality", "unless", "link", "needs", "topic",
    "out_of_scope", "hedged", "quantity",
)  # fmt: skip
QUANTITY_KEYS = ("kind", "above", "below")
FAMILY = re.compile(r"\{([a-z_]+)\}")

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Problems:
    """Where we are in a pack, and the list that problems are added to."""

    where: str
    found: list[str]

    def at(self, place: str) -> "Problems":
        """Return the same list, one level deeper."""
        return Problems(f"{self.where}: {place}", self.found)

    def add(self, problem: str) -> None:
        """Add a problem with its place."""
        self.found.append(f"{self.where}: {problem}")


def reject_unknown(table: dict[str, Any], known: tuple[str, ...], notes: Problems) -> None:
    """Add a problem for every key that is not known, with the nearest one that is."""
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            notes.add(f"{key}: unknown key" + (f" (did you mean {near[0]}?)" if near else ""))


def read_text(table: dict[str, Any], key: str, notes: Problems) -> str:
    """Return a text that must not be empty."""
    value = table.get(key)
    if isinstance(value, str) and value.strip():
        return value.strip()
    notes.add(f"{key}: missing or not a text")
    return ""


def read_choice(table: dict[str, Any], key: str, choices: type[Choice], notes: Problems) -> Choice | None:
    """Return a member of the enum by its value."""
    value = table.get(key)
    try:
        return choices(str(value))
    except ValueError:
        notes.add(f"{key}: {value!r} is none of {', '.join(choices)}")
        return None


@cache
def list_links() -> tuple[str, ...]:
    """Return the families of linking words a pattern may name."""
    return tuple(sorted({key.rsplit("_", 1)[0] for key in load_lexicon("links")}))


def read_patterns(tables: list[dict[str, Any]], words: dict[str, Any], notes: Problems) -> tuple[FactPattern, ...]:
    """Read the patterns of a fact, in their order: the first that matches a claim decides."""
    if not tables:
        notes.add("needs at least one [[facts.patterns]]")
    patterns = [read_pattern(table, words, notes.at(f"pattern {index}")) for index, table in enumerate(tables, start=1)]
    for index, pattern in enumerate(patterns):
        if pattern in patterns[:index]:
            notes.add(f"pattern {index + 1}: the same pattern twice")
    return tuple(patterns)


def read_pattern(table: dict[str, Any], words: dict[str, Any], notes: Problems) -> FactPattern:
    """Read one pattern."""
    reject_unknown(table, PATTERN_KEYS, notes)
    link = table.get("link", "")
    if link and link not in list_links():
        notes.add(f"link: {link!r} is none of {', '.join(list_links())}")
    polarity, modality = table.get("polarity"), table.get("minimum_modality", 0)
    if polarity not in (None, True, False):
        notes.add("polarity: not true or false")
    if modality not in range(5):
        notes.add("minimum_modality: not a whole number from 0 to 4")
    return FactPattern(
        stance=read_choice(table, "stance", StanceKind, notes) or StanceKind.OUT_OF_SCOPE,
        relations=read_relations(table, notes),
        subject=read_alternatives(table, "subject", words, notes, needed=True),
        object=read_alternatives(table, "object", words, notes, needed="quantity" not in table),
        polarity=polarity,
        minimum_modality=modality,
        unless=read_alternatives(table, "unless", words, notes),
        link=link,
        needs=read_alternatives(table, "needs", words, notes),
        topic=read_alternatives(table, "topic", words, notes),
        out_of_scope=read_alternatives(table, "out_of_scope", words, notes),
        hedged=read_choice(table, "hedged", StanceKind, notes) if "hedged" in table else None,
        quantity=read_quantity(table["quantity"], notes.at("quantity")) if "quantity" in table else None,
    )


def read_relations(table: dict[str, Any], notes: Problems) -> tuple[Relation, ...]:
    """Return the relations of frames that the pattern accepts."""
    found = (read_choice({"relations": name}, "relations", Relation, notes) for name in table.get("relations", []))
    return tuple(relation for relation in found if relation is not None)


def read_quantity(table: dict[str, Any], notes: Problems) -> QuantityRange:
    """Return the range of quantities a pattern is about."""
    reject_unknown(table, QUANTITY_KEYS, notes)
    above, below = table.get("above"), table.get("below")
    if above is None and below is None:
        notes.add("needs above or below")
    kind = read_choice(table, "kind", QuantityKind, notes) or QuantityKind.OTHER
    return QuantityRange(kind, above=above, below=below)


def read_alternatives(
    table: dict[str, Any], key: str, words: dict[str, Any], notes: Problems, *, needed: bool = False
) -> tuple[str, ...]:
    """Return regular expressions with their `{families}` filled in."""
    terms = table.get(key, [])
    if not isinstance(terms, list) or (needed and not terms):
        notes.add(f"{key}: missing, or not a list of regular expressions")
        return ()
    return tuple(fill_families(terms, words, notes.at(key)))


def fill_families(terms: Iterable[Any], words: dict[str, Any], notes: Problems) -> list[str]:
    """Replace each `{family}` by its alternatives; a family may use families."""
    filled = []
    for term in terms:
        expression = expand(str(term), words, notes, depth=0)
        try:
            re.compile(expression)
        except re.error as error:
            notes.add(f"{term}: not a regular expression ({error})")
            continue
        filled.append(expression)
    return filled


def expand(term: str, words: dict[str, Any], notes: Problems, *, depth: int) -> str:
    """Fill one term, at most five families deep."""

    def fill(match: re.Match[str]) -> str:
        family = words.get(match.group(1))
        if not isinstance(family, list) or depth > 4:
            notes.add(f"{{{match.group(1)}}}: no such family under [words]")
            return "(?!)"
        return "(?:" + "|".join(expand(str(inner), words, notes, depth=depth + 1) for inner in family) + ")"

    return FAMILY.sub(fill, term)
