"""Vocabulary → pairs of statements that turn on a duration, a dose, a share, an age, or on a definition's parts.

Two statements of one quantity contradict when their ranges lie apart by a factor of two, or when they are nested and
the upper bounds differ by a factor of three; statements of different quantities are neutral.
"""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from training.families import CONTRADICTION, ENTAILMENT, HERE, NEUTRAL, Fills, Pair, Words, draw, finish, render

UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629800, "year": 31557600}
NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 8: "eight", 10: "ten", 12: "twelve"}
TABLES = tomllib.loads((HERE / "quantities.toml").read_text(encoding="utf-8"))
DURATIONS: dict[str, list[str]] = TABLES["durations"]
COUNTS: dict[str, list[str]] = TABLES["counts"]
SIZES: dict[str, list[int]] = TABLES["sizes"]
GENERA = (
    "inflammation",
    "infection",
    "narrowing",
    "swelling",
    "wearing down",
    "hardening",
    "irritation",
    "numbness",
    "bleeding",
    "weakness",
)
PACES = (
    ("sudden", "gradual"),
    ("painful", "painless"),
    ("short-lived", "long-lasting"),
    ("harmless", "dangerous"),
    ("rare", "very common"),
)


@dataclass(frozen=True)
class Range:
    """A quantity from `low` to `high`, both included, and its words."""

    low: float
    high: float
    text: str


def judge(first: Range, second: Range) -> str | None:
    """Return the label of two statements of one quantity, None where it is unclear."""
    if (first.low, first.high) == (second.low, second.high):
        return ENTAILMENT
    if first.high * 2 <= second.low or second.high * 2 <= first.low:
        return CONTRADICTION
    if max(first.high, second.high) >= 3 * min(first.high, second.high):
        return CONTRADICTION
    if second.low <= first.low and first.high <= second.high:
        return ENTAILMENT
    return NEUTRAL if second.low < first.high and first.low < second.high else None


def duration(rng: random.Random) -> Range:
    """Draw a duration in seconds."""
    unit, size = rng.choice(list(UNITS.items()))
    if rng.random() < 0.3:
        low, high, word = rng.choice(((2, 5, "a few"), (3, 9, "several"), (2, 9, "some")))
        return Range(low * size, high * size, f"{word} {unit}s")
    low = rng.choice(list(NUMBERS))
    name = NUMBERS[low] if rng.random() < 0.5 else str(low)
    if rng.random() < 0.4:
        high = low * 2
        text = rng.choice((f"{low} to {high} {unit}s", f"between {low} and {high} {unit}s", f"{low}-{high} {unit}s"))
        return Range(low * size, high * size, text)
    return Range(low * size, low * size, f"{rng.choice(('about ', 'around ', ''))}{name} {unit}s")


def reworded(rng: random.Random, one: Range) -> Range:
    """Say the same duration in another way."""
    text = one.text
    for number, name in NUMBERS.items():
        if f"{number} " in text and rng.random() < 0.7:
            text = text.replace(f"{number} ", f"{name} ")
            break
    if one.low == one.high and not text.startswith(("about", "around")):
        text = f"about {text}"
    return Range(one.low, one.high, text)


def count(rng: random.Random, kind: str) -> Range:
    """Draw a number of one kind."""
    size = rng.choice(SIZES[kind])
    return Range(size, size, rng.choice(("about ", "roughly ", "", "")) + str(size))


def quantity_pair(rng: random.Random, words: Words) -> Pair | None:
    """Pair two statements with a quantity."""
    fills = draw(rng, words)
    table = DURATIONS if rng.random() < 0.6 else COUNTS
    kind = rng.choice(list(table))
    first = duration(rng) if table is DURATIONS else count(rng, kind)
    second = reworded(rng, first) if rng.random() < 0.38 else duration(rng) if table is DURATIONS else count(rng, kind)
    label, other, where = judge(first, second), kind, dict(fills)
    if rng.random() < 0.35:
        label = NEUTRAL
        if rng.random() < 0.5:
            other = rng.choice([one for one in table if one != kind])
            second = duration(rng) if table is DURATIONS else count(rng, other)
        else:
            where |= {slot: fills[f"{slot}2"] for slot in ("condition", "remedy", "nutrient")}
    if label is None:
        return None
    one = render(rng.choice(table[kind]), {**fills, "q": first.text})
    two = render(rng.choice(table[other]), {**where, "q": second.text})
    return Pair(finish(rng, one), finish(rng, two), label, "quantity")


def definition(rng: random.Random, parts: dict[str, str], fills: Fills) -> str:
    """Write a definition from the parts that are given."""
    pace = f"{parts['pace']} " if "pace" in parts else ""
    article = "an" if (pace or parts["genus"])[0] in "aeiou" else "a"
    form = f"{{condition}} [is|are] {article} {pace}{parts['genus']} of {parts['body']}"
    text = render(form, fills)
    tail = []
    if "lasts" in parts:
        tail.append(
            rng.choice(
                (f"lasting {parts['lasts']}", f"which lasts {parts['lasts']}", f"that goes on for {parts['lasts']}")
            )
        )
    if "factor" in parts:
        tail.append(
            rng.choice(
                (f"caused by {parts['factor']}", f"due to {parts['factor']}", f"resulting from {parts['factor']}")
            )
        )
    rng.shuffle(tail)
    return ", ".join([text, *tail]) if len(tail) > 1 else " ".join([text, *tail])


def drawn_parts(rng: random.Random, fills: Fills) -> tuple[dict[str, str], str, Range]:
    """Draw the parts of a definition, the opposite pace and the duration."""
    pace = list(rng.choice(PACES))
    rng.shuffle(pace)
    length = duration(rng)
    parts = {"pace": pace[0], "genus": rng.choice(GENERA), "body": fills["body"], "lasts": length.text}
    parts["factor"] = fills["factor"].rstrip("+")
    for name in rng.sample(["pace", "lasts", "factor"], rng.choice((0, 1, 1))):
        del parts[name]
    return parts, pace[1], length


def definition_pair(rng: random.Random, words: Words) -> Pair | None:
    """Pair two definitions of a condition that agree, differ in one part, or leave one out."""
    fills = draw(rng, words)
    parts, other_pace, length = drawn_parts(rng, fills)
    what = rng.choice(("pace", "genus", "lasts", "body", "factor", "less", "less", "more", "more", "who", "who"))
    other, where, label = dict(parts), fills, ENTAILMENT
    if what in ("less", "more"):
        del other[rng.choice([name for name in ("pace", "lasts", "factor") if name in parts])]
        if what == "more":
            parts, other, label = other, parts, NEUTRAL
    elif what == "who":
        if rng.random() < 0.7:
            other["pace"] = other_pace
        where, label = {**fills, "condition": fills["condition2"]}, NEUTRAL
    elif what in parts:
        if (changed := changed_part(rng, what, fills, (other_pace, length, parts["genus"]))) is None:
            return None
        other[what], label = changed
    one, two = finish(rng, definition(rng, parts, fills)), finish(rng, definition(rng, other, where))
    return Pair(one, two, label, f"definition: {what}")


def changed_part(rng: random.Random, what: str, fills: Fills, now: tuple[str, Range, str]) -> tuple[str, str] | None:
    """Return another value of one part and the label of the change; `now` is (other pace, duration, genus)."""
    other_pace, length, genus = now
    if what == "lasts":
        other = duration(rng)
        label = judge(length, other)
        return (other.text, label) if label else None
    if what == "factor" and rng.choice((False, True)):
        return None
    if what == "genus":
        return rng.choice([one for one in GENERA if one != genus]), CONTRADICTION
    new = {"pace": other_pace, "body": fills["body2"], "factor": fills["factor2"].rstrip("+")}
    return new[what], CONTRADICTION


def quantity_pairs(rng: random.Random, words: Words) -> Iterator[Pair]:
    """Make pairs without end."""
    while True:
        pair = quantity_pair(rng, words) if rng.random() < 0.6 else definition_pair(rng, words)
        if pair and pair.premise != pair.hypothesis:
            yield pair
