"""Rules and their cases → docs/rules.md and audit/data/examples.toml: run it after a rule or a case has changed."""

import json
import re
import tomllib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from audit.checks import list_rules
from audit.cli_explain import explain_measured
from audit.model import Rule

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "rules.md"
EXAMPLES = ROOT / "audit" / "data" / "examples.toml"
CASES = ROOT / "tests" / "cases"
LONGEST = 300
"""Characters of an example; longer ones are cut at a word."""

HEAD = """# The rules

Generated from the rules' own metadata and their cases by `docs/generate_rules.py`; do not edit by hand.

An id is FAMILY/NAME. It is also the key in `disabled`, and what `audit explain` takes. *Level* says how grave a finding
is; how sure it is stands beside each finding. *Points* are the penalty weight inside the dimension of the score that
the family belongs to (`docs/scoring.md`): 0.15 low, 0.35 medium, 0.7 high, 0 shown and never scored. The examples are
the first of the cases under `tests/cases`; the articles are invented.

*Measured*: figures on labelled articles with which the rules were developed (`bench/measure_rules.py`): upper bounds,
and none where there are fewer than three labels. Findings that no label speaks of are not counted, for labels are never
complete; contradictions count as found whichever rule of the family found them.

"""

FAMILIES = {
    "certainty": "How sure the text is, against what supports it.",
    "commercial": "What is sold, promised and pressed, and who pays.",
    "consensus": "Claims against the reference facts.",
    "contradiction": "Claims against each other, inside one article and across articles.",
    "independence": "Articles that are not independent witnesses.",
    "residue": "What a template, a text generator or a search-engine brief left behind.",
    "safety": "What may harm a reader.",
    "transparency": "Who wrote it, when, on what grounds, with which interest.",
}


def write_page() -> str:
    """Return the page: a table of all rules, then a section a rule, by family."""
    rules = list_rules()
    examples = read_examples()
    rows = [
        f"| [`{rule.id}`](#{anchor(rule.id)}) | {rule.level.value} | {rule.points:g} | {rule.title} |" for rule in rules
    ]
    parts = [HEAD, "| rule | level | points | what it finds |\n| --- | --- | --- | --- |\n", "\n".join(rows), "\n"]
    for family, members in groupby(rules, key=lambda rule: rule.family):
        parts.append(f"\n## {family.capitalize()}\n\n{FAMILIES[family]}\n")
        parts.extend(write_rule(rule, examples.get(rule.id, {})) for rule in members)
    return "".join(parts)


def write_rule(rule: Rule, examples: dict[str, str]) -> str:
    """Return the section of a rule."""
    points = f"{rule.points:g}" if rule.points else "0, shown and never scored"
    lines = [f"\n### {rule.id}\n", f"{rule.title}.\n", f"- Level: {rule.level.value}", f"- Points: {points}"]
    lines.append(f"- Why: {rule.why}")
    if rule.remedy:
        lines.append(f"- Remedy: {rule.remedy}")
    if measured := explain_measured(rule.id):
        lines.append(f"- Measured: {measured}")
    for kind, name in (("flags", "Flagged"), ("passes", "Passed")):
        if kind in examples:
            lines.append(f"- {name}: {examples[kind]}")
    return "\n".join(lines) + "\n"


def read_examples() -> dict[str, dict[str, str]]:
    """Return the first case of each kind by rule."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((CASES / "checks").glob("*.toml")):
        for rule, kinds in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found[rule] = {kind: show(texts[0]) for kind, texts in kinds.items()}
    for rule, kind, text in read_pairs():
        found.setdefault(rule, {}).setdefault(kind, text)
    return found


def write_examples() -> str:
    """Return the examples that `audit explain` shows, a table a rule."""
    lines = [
        "# The first case of each kind by rule, for `audit explain`; made by docs/generate_rules.py from tests/cases."
    ]
    for rule, kinds in sorted(read_examples().items()):
        lines.append(f"\n[{json.dumps(rule)}]")
        lines += [
            f"{kind} = {json.dumps(text.replace('`', ''), ensure_ascii=False)}" for kind, text in sorted(kinds.items())
        ]
    return "\n".join(lines) + "\n"


def read_pairs() -> Iterator[tuple[str, str, str]]:
    """Yield rule, kind and text of the pairs of claims that contradict each other, or do not."""
    pairs = tomllib.loads((CASES / "relations" / "contradictions.toml").read_text(encoding="utf-8"))
    for kind in ("flags", "passes"):
        for case in pairs[kind]:
            text = f"{show(case['left'])} ↔ {show(case['right'])}"
            yield f"contradiction/{case['slot']}", kind, text


def show(text: str) -> str:
    """Return an example as one line of code, cut when it is long."""
    line = re.sub(r"\s*\n\s*", " ⏎ ", text.strip()).replace("`", "'")
    if len(line) > LONGEST:
        line = line[:LONGEST].rsplit(" ", 1)[0] + " …"
    return f"`{line}`"


def anchor(identifier: str) -> str:
    """Return the anchor that renderers give a heading."""
    return re.sub(r"[^\w-]", "", identifier.lower())


if __name__ == "__main__":
    PAGE.write_text(write_page(), encoding="utf-8")
    EXAMPLES.write_text(write_examples(), encoding="utf-8")
