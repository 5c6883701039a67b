"""Ids of rules and reference facts → the words an editor reads."""

import re
from collections.abc import Mapping, Sequence

from audit.errors import PackError
from audit.model import ReferenceFact, Report, Rule

LONGEST = 110
"""Characters of a fact's first sentence that are shown in the place of its id."""


def find_facts(report: Report) -> Sequence[ReferenceFact]:
    """Return the reference facts of the packs that the report was made with; none when they are no longer there."""
    from audit.reference import load_facts

    packs = str(dict(report.settings).get("reference", ""))
    try:
        return load_facts(tuple(name.strip() for name in packs.split(",") if name.strip()))
    except (PackError, OSError):
        return ()


def name_rule(identifier: str, rules: Mapping[str, Rule]) -> str:
    """Return a rule's title; for one that is not installed, or an observation, its name in plain words."""
    known = rules.get(identifier)
    if known:
        return known.title
    family, _, name = (
        identifier.rpartition("/") if re.fullmatch(r"[a-z-]+/[a-z-]+", identifier) else ("", "", identifier)
    )
    words = name.replace("-", " ").replace("_", " ").strip() if family else name.strip()
    return words[:1].upper() + words[1:]


def name_facts(text: str, facts: Mapping[str, ReferenceFact]) -> str:
    """Return a text with what a fact says in the place of its id; "ID (known: …)" is said once."""
    for identifier in sorted((name for name in facts if name in text), key=len, reverse=True):
        here = rf"(?<![\w/-]){re.escape(identifier)}(?![\w/-])"
        text = re.sub(rf"{here} \(known: (.*)\)", r"“\1”", text)
        said = shorten(facts[identifier].consensus).replace("\\", r"\\")
        text = re.sub(here, f"“{said}”", text)
    return text


def drop_rules(text: str, rules: Mapping[str, Rule]) -> str:
    """Return a text without ids of rules in parentheses."""
    return re.sub(r" \(([a-z-]+/[a-z-]+)\)", lambda found: "" if found.group(1) in rules else found.group(), text)


def shorten(consensus: str) -> str:
    """Return the first sentence, or as much of it as is shown."""
    first = re.split(r"(?<=[a-z)])[.;:] ", consensus, maxsplit=1)[0].rstrip(".")
    return first if len(first) <= LONGEST else first[:LONGEST].rpartition(" ")[0] + " …"
