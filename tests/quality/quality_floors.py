"""floors.toml ↔ floors and ceilings of figures, and how they may move."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

FILE = Path(__file__).with_name("floors.toml")
AT_LEAST = (
    "must flag: found", "contradictions: recall, plain", "contradictions: recall, real", "equivalents: precision",
    "equivalents: recall", "claims: recall", "claims: f1", "signals: recall, high", "signals: recall, medium",
    "signals: recall, low", "families: exact", "orderings: kept", "stances: refutes, precision",
    "stances: refutes, recall", "candidates: contradictions met", "candidates: equivalents met",
    "onnx: contradictions met", "onnx: equivalents met", "nli: plain contradictions above the threshold",
)  # fmt: skip
AT_MOST = (
    "contradictions: traps hit", "claims: non-claims taken", "signals: non-signals hit",
    "nli: traps above the threshold",
)  # fmt: skip
MODELS = Path(__file__).with_name("model_floors.toml")
MODELS_AT_LEAST = (
    "nli/snli_test: accuracy", "nli/mnli_val: accuracy", "nli/cad_test: accuracy", "nli/healthver, health: macro-f1",
    "nli/mancon_pairs: opposed against same side: auc", "nli/perspectrum_opposition: opposed against same side: auc",
    "nli/probes: rewordings judged entailment above 0.5",
)  # fmt: skip
MODELS_AT_MOST = (
    "nli/all general sets: calibration error", "nli/probes: denials judged entailment above 0.5, in either order",
)  # fmt: skip
HEAD = """\
# Floors and ceilings of the figures on labelled topics, for exactly the articles and labels of the digest.
# Written by `pytest tests/quality --update-floors`, which raises floors and lowers ceilings and never the reverse;
# see docs/evaluate.md.
"""


@dataclass(frozen=True, slots=True)
class Pinned:
    digest: str
    must_flag: tuple[str, ...]
    at_least: Mapping[str, float]
    at_most: Mapping[str, float]


def number(value: float | str) -> float:
    """Return a figure as a number, rounded down to three decimals: "3/24" is 3, "yes" is 1, "no" is 0."""
    if isinstance(value, str):
        return {"yes": 1.0, "no": 0.0}.get(value) if value in ("yes", "no") else float(value.split("/")[0])
    return math.floor(value * 1000 + 1e-9) / 1000


def read_floors(path: Path) -> dict[str, Pinned]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        topic: Pinned(entry["digest"], tuple(entry["must_flag"]), entry["at_least"], entry["at_most"])
        for topic, entry in table.items()
    }


def find_worse(pinned: Pinned, figures: Mapping[str, float | str]) -> list[str]:
    """Return the figures below their floor or above their ceiling, in words."""
    low = [(name, "floor", bound) for name, bound in pinned.at_least.items() if number(figures[name]) < bound]
    high = [(name, "ceiling", bound) for name, bound in pinned.at_most.items() if number(figures[name]) > bound]
    return [f"{name}: {figures[name]}, {kind} {bound}" for name, kind, bound in (*low, *high)]


def tighten(
    pinned: Pinned, figures: Mapping[str, float | str], digest: str, least_of=AT_LEAST, most_of=AT_MOST
) -> Pinned:
    """Return the bounds moved to the figures. On the same articles none gets easier; on others all are set anew."""
    same = pinned.digest == digest
    least = {name: number(figures[name]) for name in least_of if name in figures}
    most = {name: number(figures[name]) for name in most_of if name in figures}
    if same:
        least = {name: max(value, pinned.at_least.get(name, value)) for name, value in least.items()}
        most = {name: min(value, pinned.at_most.get(name, value)) for name, value in most.items()}
    return replace(pinned, digest=digest, at_least=least, at_most=most)


def write_floors(floors: Mapping[str, Pinned]) -> str:
    parts = [HEAD]
    for topic, pinned in sorted(floors.items()):
        named = ", ".join(f'"{name}"' for name in pinned.must_flag)
        parts.append(f'[{topic}]\ndigest = "{pinned.digest}"\nmust_flag = [{named}]\n')
        for key, bounds in (("at_least", pinned.at_least), ("at_most", pinned.at_most)):
            lines = "".join(f'"{name}" = {value:g}\n' for name, value in bounds.items())
            parts.append(f"[{topic}.{key}]\n{lines}")
    return "\n".join(parts)
