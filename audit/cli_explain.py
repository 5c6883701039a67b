"""Rules and the scheme of the score → text, from their own metadata."""

import difflib
import textwrap
from collections.abc import Sequence

from audit.checks import list_rules
from audit.errors import SettingsError
from audit.model import Rule

WIDTH = 100


def write_explanation(topic: str | None) -> str:
    """Return the explanation of a rule, of the rules of a family, of the score, or the list of rules.

    Raises:
        SettingsError: it is none of these.
    """
    rules = list_rules()
    families = {rule.family for rule in rules}
    if topic is None:
        return write_list(rules) + "\naudit explain RULE explains one; audit explain score explains the score.\n"
    if topic.lower() == "score":
        return write_scheme(rules)
    wanted = topic.lower().strip("/")
    if wanted in families:
        return "\n".join(write_rule(rule) for rule in rules if rule.family == wanted)
    for rule in rules:
        if rule.id == wanted:
            return write_rule(rule)
    known = ["score", *sorted(families), *(rule.id for rule in rules)]
    nearest = difflib.get_close_matches(wanted, [*known, *(rule.id.split("/")[1] for rule in rules)], n=1, cutoff=0.4)
    full = next((name for name in known if nearest and name.endswith(nearest[0])), "")
    raise SettingsError(
        f"{topic}: no such rule; " + (f"did you mean {full}? " if full else "") + "audit explain lists them"
    )


def write_list(rules: Sequence[Rule]) -> str:
    """Return one line a rule: level, id, title."""
    width = max((len(rule.id) for rule in rules), default=0)
    return "".join(f"{rule.level.value:<8} {rule.id:<{width}}  {rule.title}\n" for rule in rules)


def write_rule(rule: Rule) -> str:
    """Return what a rule means, why it matters, its level and points, and what to do about it."""
    parts = [
        f"{rule.id}: {rule.title}\n",
        wrap("Why", rule.why),
        wrap("Level", rule.level.value),
        wrap("Points", explain_points(rule.points)),
        wrap("Remedy", rule.remedy) if rule.remedy else "",
    ]
    return "".join(parts)


def explain_points(points: float) -> str:
    """Return what a penalty weight does."""
    return f"{points:g} (penalty weight in its dimension)" if points else "0 (shown, never scored)"


def wrap(name: str, text: str) -> str:
    """Return a named paragraph, wrapped and indented."""
    return textwrap.fill(f"{name}: {text}", WIDTH, initial_indent="  ", subsequent_indent="    ") + "\n"


def write_scheme(rules: Sequence[Rule]) -> str:
    """Return how the score is made."""
    raise NotImplementedError
