"""Text → quantities: numbers, ranges and vague amounts with their units."""

import re
from collections.abc import Iterator

from audit.model import Quantity, QuantityKind

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629800, "year": 31557600}
"""Seconds in a unit of time; a month is a twelfth of the Julian year (31 557 600 s)."""

MILLIGRAMS = {"mcg": 0.001, "µg": 0.001, "microgram": 0.001, "mg": 1.0, "milligram": 1.0, "g": 1000.0, "gram": 1000.0}

COUNTED_DOSES = (
    "capsule",
    "tablet",
    "pill",
    "drop",
    "cup",
    "glass",
    "teaspoon",
    "tablespoon",
    "ml",
    "iu",
    "dose",
    "serving",
)

WORDS = {
    "half": 0.5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "ninety": 90, "hundred": 100,
}  # fmt: skip

BARE = {
    "second": (1, 60),
    "minute": (1, 15),
    "hour": (1, 24),
    "day": (1, 7),
    "week": (1, 4),
    "month": (1, 12),
    "year": (1, 10),
}
"""Conventional bounds of a bare plural ("lasts minutes"), in the unit itself (domain notes 4.1, "vague numbers")."""

FEW = {"second": (2, 10), "minute": (2, 10)}
SEVERAL = {"second": (3, 15), "minute": (3, 15)}
OPEN_END = 10.0
""""At least x" is read as x to ten times x, "over x" likewise: a bound is needed to compare ranges."""

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|" + "|".join(WORDS)
_TIME = r"seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?"
_UNIT = (
    rf"{_TIME}|%|per ?cent|mcg|µg|micrograms?|mg|milligrams?|grams?|g|ml|iu|"
    r"capsules?|tablets?|pills?|drops?|cups?|glass(?:es)?|teaspoons?|tablespoons?|doses?|servings?|times"
)
_VAGUE = r"(?:a )?few|several|a couple of|couple of|an?"
_AMOUNT = rf"(?:{_NUMBER}|{_VAGUE})"
_HEDGE = r"about|around|approximately|roughly|nearly|almost|some|up to|as long as|at least|at most|more than|over|less than|under|within"
_PATTERN = re.compile(
    rf"(?<![\w.])(?:(?P<hedge>{_HEDGE})\s+)?"
    rf"(?:(?:from|between)\s+)?(?P<low>{_AMOUNT})?(?:[\s-]*(?P<low_unit>{_UNIT}))?"
    rf"(?:\s*(?:-|–|—|to|or|and|up to|through)\s*(?P<high>{_AMOUNT}))?[\s-]*(?P<unit>{_UNIT})(?![\w])",
    re.IGNORECASE,
)
_BARE_RANGE = re.compile(
    rf"(?<![\w.])(?:(?:from|between)\s+)?(?P<low>{_TIME})\s+(?:up\s+)?(?:to|or|and)\s+(?:even\s+)?(?P<high>{_TIME})(?!\w)",
    re.IGNORECASE,
)


def read_quantities(text: str) -> tuple[Quantity, ...]:
    """Find every amount that has a unit, in reading order.

    Durations and latencies are in seconds, masses in milligrams, rates per day where the text says so; counts
    of capsules, cups … keep their own unit.
    """
    return tuple(quantity for _, _, quantity in locate_quantities(text))


def locate_quantities(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """Yield start, end and quantity."""
    taken = 0
    for match in _matches(text):
        if match.start() < taken:
            continue
        quantity = READERS[match.re](match, text)
        if quantity is not None:
            taken = match.end()
            yield match.start(), match.end(), quantity


def _matches(text: str) -> list[re.Match[str]]:
    found = [*_BARE_RANGE.finditer(text), *_PATTERN.finditer(text), *_AGE.finditer(text)]
    return sorted(found, key=lambda match: (match.start(), -match.end()))


def _bare_range(match: re.Match[str], text: str) -> Quantity:
    low, high = singular(match["low"]), singular(match["high"])
    bounds = BARE[low][0] * SECONDS[low], BARE[high][1] * SECONDS[high]
    return Quantity(*bounds, "s", _kind("second", text, match), vague=True, text=match[0].strip())


def _amount(match: re.Match[str], text: str) -> Quantity | None:
    unit = singular(match["unit"])
    low_unit = singular(match["low_unit"]) if match["low_unit"] else unit
    if match["low"] is None and (unit not in SECONDS or not match["unit"].lower().endswith("s")):
        return None
    if match["low"] and match["low"].lower() in ("a", "an") and (unit not in SECONDS or unit == "second"):
        return None  # "a second opinion", "a drop in …": not an amount
    low = _bounds(match["low"], low_unit)
    high = _bounds(match["high"], unit) if match["high"] else low
    bottom, top = _hedged(low[0] * _scale(low_unit), high[1] * _scale(unit), (match["hedge"] or "").lower())
    if bottom > top:
        return None
    vague = match["low"] is None or match["low"].lower() not in WORDS and not match["low"][0].isdigit()
    if _kind(unit, text, match) is QuantityKind.AGE:
        return Quantity(
            bottom / SECONDS["year"],
            min(top / SECONDS["year"], 120.0),
            "year",
            QuantityKind.AGE,
            vague=vague,
            text=match[0].strip(),
        )
    base = "s" if unit in SECONDS else "mg" if unit in MILLIGRAMS else unit
    return Quantity(round(bottom, 3), round(top, 3), base, _kind(unit, text, match), vague=vague, text=match[0].strip())


def _bounds(amount: str | None, unit: str) -> tuple[float, float]:
    if amount is None:
        return BARE[unit]
    word = amount.lower()
    if word in ("a", "an"):
        return 1, 1
    if "few" in word:
        return FEW.get(unit, (2, 5))
    if "several" in word:
        return SEVERAL.get(unit, (3, 8))
    if "couple" in word:
        return 2, 2
    value = float(WORDS[word]) if word in WORDS else float(word.replace(",", ""))
    return value, value


def _hedged(low: float, high: float, hedge: str) -> tuple[float, float]:
    if hedge in ("up to", "as long as", "at most", "less than", "under", "within"):
        return 0.0, high
    if hedge in ("at least", "more than", "over"):
        return low, high * OPEN_END
    if hedge in ("about", "around", "approximately", "roughly", "nearly", "almost"):
        return low * 0.9, high * 1.1
    return low, high


def _scale(unit: str) -> float:
    return float(SECONDS.get(unit, MILLIGRAMS.get(unit, 1.0)))


def _age(match: re.Match[str], text: str) -> Quantity:
    low = float(match["low"])
    high = float(match["high"]) if match["high"] else low * (OPEN_END if match["open"] else 1)
    return Quantity(low, max(low, min(high, 120.0)), "year", QuantityKind.AGE, vague=False, text=match[0].strip())


def singular(unit: str) -> str:
    """Return the unit's dictionary form: "mins" → "minute", "per cent" → "%"."""
    word = unit.lower().replace(" ", "")
    word = {"percent": "%", "glasses": "glass", "times": "time", "mg": "mg", "g": "g"}.get(word, word.removesuffix("s"))
    return {"sec": "second", "min": "minute", "hr": "hour", "glas": "glass"}.get(word, word)


_AGE = re.compile(
    r"\b(?:(?P<open>over|after|beyond|past|above)\s+)?(?:the\s+)?ages?d?\s+(?:of\s+)?(?P<low>\d{1,3})(?:\s*(?:-|–|to|and)\s*(?P<high>\d{1,3}))?(?!\w)",
    re.IGNORECASE,
)
READERS = {_BARE_RANGE: _bare_range, _PATTERN: _amount, _AGE: _age}
_AGE_BEFORE = re.compile(r"\b(?:age[ds]?(?: of)?|older than|younger than)\s*$", re.IGNORECASE)
_AGE_AFTER = re.compile(r"^\s*(?:old|of age)\b", re.IGNORECASE)
_LATENCY_BEFORE = re.compile(r"\b(?:after|within|in|first|every|before|wait(?:ing)?)\s*$", re.IGNORECASE)
_RATE_AFTER = re.compile(r"^\s*(?:a|per|each|every)\s+(?:day|night|week|month|hour)|^\s*daily", re.IGNORECASE)


def _kind(unit: str, text: str, match: re.Match[str]) -> QuantityKind:
    before, after = text[: match.start()][-20:], text[match.end() :][:20]
    hedge = (match.groupdict().get("hedge") or "").lower()
    if unit == "%":
        return QuantityKind.PERCENT
    if unit in MILLIGRAMS or unit in COUNTED_DOSES:
        return QuantityKind.DOSE
    if unit == "time" or unit in SECONDS and _RATE_AFTER.search(after):
        return QuantityKind.FREQUENCY
    if unit == "year" and (_AGE_AFTER.search(after) or _AGE_BEFORE.search(before)):
        return QuantityKind.AGE
    if hedge == "within" or _LATENCY_BEFORE.search(before):
        return QuantityKind.LATENCY
    return QuantityKind.DURATION
