"""A sentence → versions that deny it, say it in other words, or say it of something else.

The rules are made for plain health prose. Every function returns None where it does not apply. Standard library only.
"""

import random
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

NEGATION = re.compile(
    r"\b(?:not|no|never|none|cannot|without|nor|neither|nobody|nothing|rarely|hardly|unlikely|lack)\b|n't\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"\b(?:if|when|whether|because|unless|until|although|while|that|which|who|whose|where|but)\b|[:;(?\"]",
    re.IGNORECASE,
)
AUXILIARY = re.compile(
    r"\b(is|are|was|were|can|will|should|must|does|do|has been|have been)\b(?! not\b)(?! only\b)", re.IGNORECASE
)
IRREGULAR = {"carry": "carries", "go": "goes"}
NUMBER = re.compile(
    r"\b(\d{1,3}(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|half)\b(?! of the)"
)
WORD_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty")
SWAP = re.compile(
    r"^(?P<a>[A-Z][^,;:()]{2,60}?) "
    r"(?P<verb>causes|leads to|results in|triggers|can cause|can lead to|may cause|often causes) "
    r"(?P<b>[^,;:()]{3,70})\.$"
)
TRAILING = re.compile(
    r"(?:,? (?:such as|including|which|because|especially|particularly|for example)\b[^.]*"
    r"|, (?:and|but) (?:they|it|this|these)\b[^.]*)(?=\.$)"
)
LEADING = re.compile(
    r"^(?:However|Also|In addition|Therefore|For example|In fact|Fortunately|Unfortunately|Sometimes|Overall|"
    r"In general|Generally),? ",
    re.IGNORECASE,
)


def table(entries: list[str], both_ways: bool = False) -> dict[str, str]:
    """Read "word, other" entries; the first entry of a word counts."""
    found: dict[str, str] = {}
    for entry in entries:
        one, two = entry.split(", ")
        found.setdefault(one, two)
        if both_ways:
            found.setdefault(two, one)
    return found


TABLES = tomllib.loads((Path(__file__).parent / "edits.toml").read_text(encoding="utf-8"))
VERBS = TABLES["verb"]
OPPOSITE = table(TABLES["opposite"], both_ways=True)
SYNONYM, GROUP = table(TABLES["synonym"]), table(TABLES["group"])


def third_person(verb: str) -> str:
    """Return the form after he, she or it."""
    return IRREGULAR.get(verb, verb + ("es" if verb.endswith(("ss", "sh", "ch")) else "s"))


SINGULAR = {third_person(verb): verb for verb in VERBS}
FINITE = re.compile(r"\b(" + "|".join(sorted(SINGULAR, key=len, reverse=True)) + r")\b")
PLURAL = re.compile(r"(?<=s )(" + "|".join(VERBS) + r")\b")
DENIED = re.compile(r"\b(is|are|was|were|can|will|should|must) not\b|\bcannot\b|\b(does|do) not (\w+)")


def deny(text: str) -> str | None:
    """Deny the main clause with *not*, or take a *not* out."""
    if found := DENIED.search(text):
        return affirm(text, found)
    if NEGATION.search(text):
        return None
    clause = CLAUSE.search(text)
    end = clause.start() if clause else len(text)
    options = [
        found
        for found in (AUXILIARY.search(text, 0, end), FINITE.search(text, 0, end), PLURAL.search(text, 0, end))
        if found
    ]
    if not options:
        return None
    found = min(options, key=lambda one: one.start())
    word = found.group(1)
    if word.lower() in ("does", "do") and found.start() == 0:
        return None
    return text[: found.start()] + denied(word) + text[found.end() :]


def denied(word: str) -> str:
    """Return a finite verb with *not*."""
    if word in SINGULAR:
        return f"does not {SINGULAR[word]}"
    if word in VERBS:
        return f"do not {word}"
    if word.endswith(" been"):
        return word.replace(" been", " not been")
    return word + "not" if word.lower() == "can" else f"{word} not"


def affirm(text: str, found: re.Match[str]) -> str | None:
    """Take the denial at `found` out, if it is the only one."""
    if len(NEGATION.findall(text)) > 1:
        return None
    if found.group(1):
        new = found.group(1)
    elif found.group(2):
        verb = found.group(3)
        new = verb if found.group(2) == "do" else third_person(verb)
    else:
        new = "can"
    return text[: found.start()] + new + text[found.end() :]


def swapped_words(rng: random.Random, text: str, words: Mapping[str, str], most: int = 1) -> str | None:
    """Replace up to `most` words or phrases by their partner in `words`."""
    hits: list[tuple[int, int, str]] = []
    for found in re.finditer(r"\b[A-Za-z][A-Za-z'-]*\b", text):
        for length in (3, 2, 1):
            phrase = re.match(r"(?:[A-Za-z'-]+ ?){1," + str(length) + "}", text[found.start() :])
            word = phrase.group().strip() if phrase else ""
            if word.count(" ") == length - 1 and word.lower() in words:
                hits.append((found.start(), found.start() + len(word), words[word.lower()]))
                break
    if not hits:
        return None
    chosen = sorted(rng.sample(hits, min(most, len(hits))), reverse=True)
    last = len(text) + 1
    for start, end, new in chosen:
        if end > last:
            continue
        if text[start].isupper():
            new = new[0].upper() + new[1:]
        text, last = text[:start] + new + text[end:], start
    return text


def opposite(rng: random.Random, text: str) -> str | None:
    """Put an antonym in; a sentence with a negation is left alone."""
    return None if NEGATION.search(text) else swapped_words(rng, text, OPPOSITE)


def other_number(rng: random.Random, text: str) -> str | None:
    """Change one number by a factor of two or more; years and ratios of words stay."""
    hits = list(NUMBER.finditer(text))
    if not hits or re.search(r"type [12]\b|stage|chromosome|vitamin|gene", text, re.IGNORECASE):
        return None
    found = rng.choice(hits)
    word = found.group()
    if word == "half":
        new = rng.choice(("a tenth", "nearly all"))
    elif word in WORD_NUMBERS:
        at = WORD_NUMBERS.index(word)
        new = rng.choice([one for other, one in enumerate(WORD_NUMBERS) if abs(other - at) >= 3])
    else:
        value = float(word)
        new = f"{value * rng.choice((0.1, 0.2, 0.5, 2, 3, 5, 10)):g}" if value else "7"
        if value == 1 and not re.match(r" (?:percent|in|of)", text[found.end() :]):
            return None
    return text[: found.start()] + new + text[found.end() :]


def reversed_cause(text: str) -> str | None:
    """Swap cause and effect of a short causal sentence."""
    if not (found := SWAP.match(text)) or re.search(
        r"\b(?:what|who|that|which|it|they|this|these|no)\b", text, re.IGNORECASE
    ):
        return None
    first, verb, second = found.group("a", "verb", "b")
    return (
        f"{second[0].upper()}{second[1:]} {verb} {first[0].lower() if first[1:2].islower() else first[0]}{first[1:]}."
    )


def other_group(rng: random.Random, text: str) -> str | None:
    """Say it of another group or another part of the body."""
    return swapped_words(rng, text, GROUP, most=3)


def other_topic(text: str, topic: str, other: str) -> str | None:
    """Say it of another topic."""
    pattern = re.compile(r"\b" + re.escape(topic) + r"\b", re.IGNORECASE)
    if not pattern.search(text):
        return None
    changed = pattern.sub(other.lower() if not other.isupper() else other, text)
    return changed[0].upper() + changed[1:]


def reworded(rng: random.Random, text: str, whole: bool = False) -> str | None:
    """Say it in other words: synonyms, a dropped lead and, unless `whole`, a dropped aside or tail."""
    new = text
    if not whole and "(" in new and rng.random() < 0.8:
        new = re.sub(r" ?\([^)]*\)", "", new)
    if rng.random() < 0.7:
        new = LEADING.sub("", new)
    if not whole and rng.random() < 0.5 and len(TRAILING.sub("", new).split()) >= 6:
        new = TRAILING.sub("", new)
    if (swapped := swapped_words(rng, new, SYNONYM, most=rng.choice((1, 2, 3)))) is not None:
        new = swapped
    if rng.random() < 0.1:
        new = rng.choice(("It is known that ", "Doctors say that ", "In short, ")) + (
            new[0].lower() + new[1:] if new[1:2].islower() else new
        )
    new = new[0].upper() + new[1:]
    return None if new == text else new


def weakened(text: str) -> str | None:
    """Say less: *causes* becomes *can cause*, *always* becomes *often*."""
    if NEGATION.search(text):
        return None
    for old, new in (
        (r"\balways\b", "often"),
        (r"\bmost\b", "some"),
        (r"\busually\b", "sometimes"),
        (r"\boften\b", "sometimes"),
        (r"\bmany\b", "some"),
    ):
        if re.search(old, text):
            return re.sub(old, new, text, count=1)
    if found := FINITE.search(text):
        return f"{text[: found.start()]}can {SINGULAR[found.group(1)]}{text[found.end() :]}"
    return None
