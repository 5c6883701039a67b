"""Packs of reference facts (TOML) → `ReferenceFact`, every problem of every pack reported at once."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from audit.errors import PackError
from audit.model import Certainty, Reference, ReferenceFact, Severity
from audit.reference.patterns import Problems, read_alternatives, read_choice, read_patterns, read_text, reject_unknown
from audit.reference.verify import check_identifier

PACK_KEYS = ("pack", "words", "references", "facts")
HEAD_KEYS = ("title", "topic", "elsewhere")
REFERENCE_KEYS = ("citation", "doi", "pmid", "url")
FACT_KEYS = ("id", "consensus", "certainty", "severity", "reviewed", "references", "textbook", "patterns")


@cache
def list_packs() -> tuple[str, ...]:
    """Return the names of the shipped packs, sorted."""
    folder = resources.files("audit.reference") / "packs"
    return tuple(sorted(item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")))


def load_facts(packs: Sequence[str]) -> tuple[ReferenceFact, ...]:
    """Load the facts of the packs (shipped names, or TOML files), sorted by id; no name means all shipped packs.

    Raises:
        PackError: a pack is missing or malformed; the message lists all problems, each with its pack and fact.
    """
    problems: list[str] = []
    facts: dict[str, ReferenceFact] = {}
    for name in dict.fromkeys(packs or list_packs()):
        label, content = find_pack(name)
        for fact in read_pack(label, content, problems):
            if fact.id in facts:
                problems.append(f"{label}: {fact.id}: another fact has this id")
            facts[fact.id] = fact
    if problems:
        raise PackError("\n".join(problems))
    return tuple(facts[identifier] for identifier in sorted(facts))


def find_pack(name: str) -> tuple[str, str]:
    """Return the label and the text of a pack."""
    if name in list_packs():
        shipped = resources.files("audit.reference") / "packs" / f"{name}.toml"
        return f"{name}.toml", shipped.read_text(encoding="utf-8")
    try:
        return name, Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        shipped_names = ", ".join(list_packs())
        raise PackError(f"{name}: no such pack; give a TOML file or one of: {shipped_names} ({error})") from error


def read_pack(label: str, content: str, problems: list[str]) -> list[ReferenceFact]:
    """Read one pack; problems are appended, and facts with problems are still returned as far as they go."""
    try:
        table = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{label}: not TOML ({error})")
        return []
    notes = Problems(label, problems)
    reject_unknown(table, PACK_KEYS, notes)
    head = table.get("pack", {})
    reject_unknown(head, HEAD_KEYS, notes.at("pack"))
    references = read_references(table.get("references", {}), notes.at("references"))
    words = table.get("words", {})
    entries = table.get("facts", [])
    if not entries:
        notes.add("a pack needs at least one [[facts]]")
    topic = read_text(head, "topic", notes.at("pack"))
    elsewhere = read_alternatives(head, "elsewhere", words, notes.at("pack"))
    facts = [replace(read_fact(entry, references, words, notes), topic=topic, elsewhere=elsewhere) for entry in entries]
    cited = {reference.id for fact in facts for reference in fact.references}
    for identifier in sorted(references.keys() - cited):
        notes.at(f"references: {identifier}").add("no fact cites it")
    return facts


def read_references(tables: dict[str, dict[str, Any]], notes: Problems) -> dict[str, Reference]:
    """Read the references of a pack: a citation and at least one of DOI, PMID and address."""
    references = {}
    for identifier, table in tables.items():
        here = notes.at(identifier)
        reject_unknown(table, REFERENCE_KEYS, here)
        parts = [
            f"{key}:{table[key]}" if key != "url" else str(table[key]) for key in REFERENCE_KEYS[1:] if table.get(key)
        ]
        if not parts:
            here.add("needs a doi, pmid or url")
        for part in parts:
            for problem in check_identifier(part):
                here.add(problem)
        references[identifier] = Reference(identifier, read_text(table, "citation", here), "; ".join(parts))
    return references


def read_fact(
    entry: dict[str, Any], references: dict[str, Reference], words: dict[str, Any], notes: Problems
) -> ReferenceFact:
    """Read one fact, but for what it has from its pack."""
    here = notes.at(str(entry.get("id", "fact without id")))
    reject_unknown(entry, FACT_KEYS, here)
    return ReferenceFact(
        id=read_text(entry, "id", here),
        topic="",
        consensus=read_text(entry, "consensus", here),
        certainty=read_choice(entry, "certainty", Certainty, here) or Certainty.LOW,
        severity=read_choice(entry, "severity", Severity, here) or Severity.LOW,
        references=read_cited(entry, references, here),
        reviewed=read_date(entry, here),
        patterns=read_patterns(entry.get("patterns", []), words, here),
    )


def read_cited(entry: dict[str, Any], references: dict[str, Reference], notes: Problems) -> tuple[Reference, ...]:
    """Return the references a fact cites; only a fact marked `textbook = true` may cite none."""
    cited = entry.get("references", [])
    if not cited and entry.get("textbook") is not True:
        notes.add("needs references, or textbook = true where the fact stands in every textbook")
    for identifier in sorted({name for name in cited if cited.count(name) > 1}):
        notes.add(f"references: {identifier}: cited twice")
    for identifier in cited:
        if identifier not in references:
            notes.add(f"references: {identifier}: not under [references]")
    return tuple(references[identifier] for identifier in dict.fromkeys(cited) if identifier in references)


def read_date(entry: dict[str, Any], notes: Problems) -> date:
    """Return the review date, a TOML date."""
    reviewed = entry.get("reviewed")
    if type(reviewed) is date:
        return reviewed
    notes.add("reviewed: not a date (write reviewed = 2026-11-24)")
    return date.min
