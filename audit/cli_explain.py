"""Rules and the scheme of the score → text, from their own metadata."""

import difflib
import textwrap
import tomllib
from collections.abc import Sequence
from importlib import resources

from audit.checks import list_rules
from audit.errors import SettingsError
from audit.model import Rule
from audit.scoring.draft import find_dimension
from audit.scoring.scheme import BANDS, GATES, MAXIMA, GateRule

WIDTH = 100

SCHEME = (
    "The score of a source runs from 0 to 100. It is the sum of its dimensions, each the sum of its contributions,"
    " and it is capped by gates: single findings that weigh more than any sum. report.json lists every contribution"
    " with the findings behind it, so that the sum can be redone.",
    "The range after a score is an 80 % interval. A band is given only when the whole range lies in one band. A"
    " dimension with too little evidence is not assessed: it adds nothing, widens the range by all its points and is"
    " never replaced by a guess.",
    "Articles that are not independent of each other count as one witness. A contradiction with another source takes"
    " no points: it shows that one of the two is wrong, not which. The weights and their sources are in"
    " docs/scoring.md.",
)
"""What holds for every score; the numbers are the scheme's and the rules' own."""


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
    """Return what a rule means, why it matters, its level and points, what to do about it, and an example of each."""
    examples = load_examples().get(rule.id, {})
    parts = [
        f"{rule.id}: {rule.title}\n",
        wrap("Why", rule.why),
        wrap("Level", rule.level.value),
        wrap("Points", explain_points(rule.points)),
        wrap("Remedy", rule.remedy) if rule.remedy else "",
        wrap("Measured", measured) if (measured := explain_measured(rule.id)) else "",
        wrap("Fires on", examples["flags"]) if "flags" in examples else "",
        wrap("Does not fire on", examples["passes"]) if "passes" in examples else "",
    ]
    return "".join(parts)


def load_examples() -> dict[str, dict[str, str]]:
    """Return an example that fires and one that does not by rule; a rule of a plug-in has none."""
    text = (resources.files("audit") / "data" / "examples.toml").read_text(encoding="utf-8")
    return {rule: {kind: str(shown) for kind, shown in kinds.items()} for rule, kinds in tomllib.loads(text).items()}


def explain_measured(rule: str) -> str:
    """Return the precision and recall of a rule with the labels they rest on; empty when neither was measured."""
    data = tomllib.loads((resources.files("audit") / "data" / "measured.toml").read_text(encoding="utf-8"))
    known = data["rules"].get(rule, {})
    parts = []
    if "precision" in known:
        parts.append(f"precision {known['precision']:.2f} of {known['precision_of']} findings that a label speaks of")
    if "recall" in known:
        parts.append(f"recall {known['recall']:.2f} of {known['recall_of']} labelled problems")
    return f"{', '.join(parts)} ({data['where']})" if parts else ""


def explain_points(points: float) -> str:
    """Return what a penalty weight does."""
    return f"{points:g} (penalty weight in its dimension)" if points else "0 (shown, never scored)"


def wrap(name: str, text: str) -> str:
    """Return a named paragraph, wrapped and indented."""
    line = f"{name}: {text}"
    return textwrap.fill(line, WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False) + "\n"


def write_scheme(rules: Sequence[Rule]) -> str:
    """Return how the score is made: dimensions, gates, bands, and by dimension the rules that take points."""
    lines = [textwrap.fill(paragraph, WIDTH) + "\n" for paragraph in SCHEME]
    lines.append(
        "Dimensions, with their points:\n" + "".join(wrap_line(f"{most:g}", name) for name, most in MAXIMA.items())
    )
    lines.append("Gates, with the most a score can then be:\n" + "".join(map(write_gate, GATES)))
    lines.append("Bands, with their lower border: " + ", ".join(f"{letter} {low:g}" for letter, low in BANDS) + "\n")
    lines.append("Rules that take points, with their penalty weight inside their dimension:\n")
    for dimension in MAXIMA:
        weighed = [
            f"{rule.id} {rule.points:g}" for rule in rules if rule.points and find_dimension(rule.id) == dimension
        ]
        if weighed:
            lines.append(wrap(dimension, ", ".join(weighed)))
    return "\n".join(lines)


def write_gate(gate: GateRule) -> str:
    """Return a gate with its cap and its reason."""
    return wrap_line(f"{gate.cap:g}", f"{gate.name}. {gate.why}")


def wrap_line(number: str, text: str) -> str:
    """Return a line that starts with a number, wrapped and indented."""
    return textwrap.fill(text, WIDTH, initial_indent=f"  {number:>4}  ", subsequent_indent=" " * 8) + "\n"
