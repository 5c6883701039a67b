"""families.toml and vocabulary.toml → pairs of short health statements with a label.

Every statement is one wording of one meaning of one family; the label of a pair follows from the table of the family.
A limit ("in children") on both sides keeps a label only if it is the same limit. Standard library only.
"""

import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ENTAILMENT, NEUTRAL, CONTRADICTION = "entailment", "neutral", "contradiction"
PLAIN = frozenset({"yes", "no", "may", "up", "down", "none"})
"""Meanings that stay neutral to those of another aspect even when the remedy is the same."""
LEADS = (
    "in fact, ",
    "note that ",
    "as a rule of thumb, ",
    "doctors say that ",
    "remember that ",
    "today we know that ",
)

Words = Mapping[str, Sequence[str]]
Fills = dict[str, str]


@dataclass(frozen=True)
class Pair:
    """A labelled pair; `kind` names what the label turns on."""

    premise: str
    hypothesis: str
    label: str
    kind: str


@dataclass(frozen=True)
class Family:
    """One entry of families.toml."""

    name: str
    aspect: str
    says: Mapping[str, Sequence[str]]
    relations: Sequence[tuple[str, str, str, str]]
    """First meaning, second meaning, label in this order, label in the other order."""
    vary: Sequence[str]
    rival: Sequence[tuple[str, str]]
    scope: bool


def load_families(path: Path = HERE / "families.toml") -> list[Family]:
    """Read the families."""
    found = []
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["family"]:
        labels = {
            "opposes": (CONTRADICTION, CONTRADICTION),
            "entails": (ENTAILMENT, NEUTRAL),
            "neutral": (NEUTRAL, NEUTRAL),
        }
        relations = [(*both.split(), *labels[key]) for key in labels for both in entry.get(key, ())]
        rival = [tuple(one.split()) for one in entry.get("rival", ())]
        name, says = entry["name"], entry["says"]
        relations = [one for one in relations if one[0] in says and one[1] in says]
        found.append(Family(name, entry["aspect"], says, relations, entry["vary"], rival, entry["scope"]))
    return found


def load_words(path: Path = HERE / "vocabulary.toml") -> dict[str, list[str]]:
    """Read the vocabulary."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def hold_out(words: Words, share: int = 6) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Split each list into words for training and every `share`-th word for the check; short lists serve both."""
    short = {slot for slot, values in words.items() if len(values) < 3 * share}
    kept = {
        slot: [word for at, word in enumerate(values) if slot in short or at % share] for slot, values in words.items()
    }
    held = {
        slot: [word for at, word in enumerate(values) if slot in short or not at % share]
        for slot, values in words.items()
    }
    return kept, held


def draw(rng: random.Random, words: Words) -> Fills:
    """Draw three different words for every slot."""
    fills = {}
    for slot, values in words.items():
        for at, word in enumerate(rng.sample(list(values), 3)):
            fills[slot + ("", "2", "3")[at]] = word
    if rng.random() < 0.5:
        for slot in ("quality", "safety"):
            fills[slot] = " / ".join(reversed(fills[slot].split(" / ")))
    return fills


def render(form: str, fills: Fills) -> str:
    """Fill the slots of a form; [a|b] follows the number of the slot before it, or after it at the start."""
    plural = False
    out: list[str] = []
    for part in re.split(r"(\{[^}]+\}|\[[^\]]+\])", form):
        if part.startswith("{"):
            slot = part[1:-1].rstrip("!")
            word = fills[slot]
            if " / " in word:
                word = word.split(" / ")[part.endswith("!}")]
            plural = word.endswith("+") or slot.startswith("population")
            out.append(word.rstrip("+"))
        elif part.startswith("["):
            out.append(part[1:-1].split("|")[plural])
        else:
            out.append(part)
    return "".join(out)


def finish(rng: random.Random, text: str, limit: str = "") -> str:
    """Add a limit and now and then a lead; capitalise; end with a full stop unless it is a question."""
    question = text.endswith("?")
    if limit and not question:
        text = f"{limit}, {text}" if rng.random() < 0.5 else f"{text} {limit}"
    if not question and rng.random() < 0.08:
        text = rng.choice(LEADS) + text
    return text[0].upper() + text[1:] + ("" if question or rng.random() < 0.08 else ".")


def limits(rng: random.Random, fills: Fills) -> tuple[str, str]:
    """Return two different limits, of groups or of phases."""
    if rng.random() < 0.5:
        return f"in {fills['population']}", f"in {fills['population2']}"
    return fills["phase"], fills["phase2"]


def slots(form: str) -> set[str]:
    """Return the names of the slots of a form."""
    return {slot.rstrip("!") for slot in re.findall(r"\{([^}]+)\}", form)}


def two_forms(rng: random.Random, family: Family, first: str, second: str) -> tuple[str, str]:
    """Choose two wordings, different ones where the meaning is the same."""
    if first == second:
        one, two = rng.sample(list(family.says[first]), 2)
        return one, two
    return rng.choice(list(family.says[first])), rng.choice(list(family.says[second]))


def related(rng: random.Random, family: Family, fills: Fills) -> Pair:
    """Pair two meanings by the table, or two wordings of one meaning."""
    chosen = rng.random()
    same = [meaning for meaning, forms in family.says.items() if len(forms) > 1 and not meaning.endswith("other")]
    same = [meaning for meaning in same if meaning not in ("safe_dir", "myth", "yes2", "during", "asked")]
    if chosen < 0.33:
        meaning = rng.choice(same)
        if "yes" in same and rng.random() < 0.5:
            meaning = rng.choice([one for one in ("yes", "no") if one in same])
        row = (meaning, meaning, ENTAILMENT, ENTAILMENT)
    else:
        wanted = (CONTRADICTION,) if chosen < 0.68 else (ENTAILMENT, NEUTRAL)
        row = rng.choice([one for one in family.relations if one[2] in wanted])
        if chosen < 0.45 and (plain := [one for one in family.relations if one[:2] == ("yes", "no")]):
            row = plain[0]
    first, second = two_forms(rng, family, row[0], row[1])
    label, kind = row[2], f"{row[0]}~{row[1]}"
    if rng.random() < 0.5:
        first, second, label = second, first, row[3]
    return limited(rng, family, (render(first, fills), render(second, fills), label, kind), fills)


def limited(rng: random.Random, family: Family, made: tuple[str, str, str, str], fills: Fills) -> Pair:
    """Now and then limit both statements: alike (the label stays) or differently (neutral)."""
    first, second, label, kind = made
    one = two = ""
    if family.scope and rng.random() < 0.35:
        one, two = limits(rng, fills)
        if rng.random() < 0.45:
            two = one
        else:
            label, kind = NEUTRAL, f"{kind} scope"
    return Pair(finish(rng, first, one), finish(rng, second, two), label, f"{family.name}: {kind}")


def varied(rng: random.Random, family: Family, fills: Fills) -> Pair | None:
    """Pair two statements that differ in a word they turn on."""
    slot = rng.choice(list(family.vary)) if family.vary else ""
    other = {**fills, slot: fills.get(f"{slot}3", "")}
    rivals = [one for one, where in family.rival if where == slot]
    if rivals and rng.random() < 0.4:
        meaning = rng.choice(rivals)
        first, second, label = *two_forms(rng, family, meaning, meaning), CONTRADICTION
    elif slot:
        free = [one for one in family.says if one not in {meaning for meaning, _ in family.rival} | {"best", "while"}]
        meanings = [rng.choice(free), rng.choice(free)]
        first, second, label = *two_forms(rng, family, *meanings), NEUTRAL
        if not all(slot in slots(form) and slot + "2" not in slots(form) for form in (first, second)):
            return None
    else:
        return None
    return Pair(
        finish(rng, render(first, fills)), finish(rng, render(second, other)), label, f"{family.name}: other {slot}"
    )


def across(rng: random.Random, families: Sequence[Family], words: Words, fills: Fills) -> Pair | None:
    """Pair statements of two families about the same condition."""
    one, two = rng.sample(list(families), 2)
    meanings = rng.choice(list(one.says)), rng.choice(list(two.says))
    other = draw(rng, words)
    if all(meaning in PLAIN for meaning in meanings):
        other["remedy"] = fills["remedy"]
    first, second = rng.choice(list(one.says[meanings[0]])), rng.choice(list(two.says[meanings[1]]))
    if not ("condition" in slots(first) & slots(second) or "remedy" in slots(first) & slots(second)):
        return None
    other["condition"] = fills["condition"]
    return Pair(finish(rng, render(first, fills)), finish(rng, render(second, other)), NEUTRAL, "across")


def lengthened(rng: random.Random, families: Sequence[Family], words: Words, pair: Pair, avoid: str) -> Pair:
    """Put a premise among statements about other things."""
    extra = []
    for family in rng.sample([one for one in families if one.aspect != avoid], rng.choice((1, 2))):
        form = rng.choice(list(family.says[rng.choice(list(family.says))]))
        extra.append(finish(rng, render(form, draw(rng, words))))
    parts = [pair.premise, *extra]
    rng.shuffle(parts)
    return Pair(
        " ".join(part if part[-1] in ".?" else part + "." for part in parts), pair.hypothesis, pair.label, pair.kind
    )


def family_pairs(rng: random.Random, families: Sequence[Family], words: Words) -> Iterator[Pair]:
    """Make pairs without end."""
    while True:
        fills = draw(rng, words)
        family = rng.choice(list(families))
        chosen = rng.random()
        if chosen < 0.7:
            pair: Pair | None = related(rng, family, fills)
        elif chosen < 0.86:
            pair = varied(rng, family, fills)
        else:
            pair = across(rng, families, words, fills)
        if pair is None or pair.premise == pair.hypothesis:
            continue
        if rng.random() < 0.12 and pair.kind != "across":
            pair = lengthened(rng, families, words, pair, family.aspect)
        yield pair
