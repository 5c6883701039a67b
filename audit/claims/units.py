"""Units of time, mass and count, and what a vague amount of them conventionally means."""

import re

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "night": 86400, "week": 604800, "month": 2629800, "year": 31557600, "decade": 315576000}  # fmt: skip  # noqa: E501
"""Seconds in a unit of time; a month is a twelfth of the Julian year (31 557 600 s)."""

MILLIGRAMS = {"mcg": 0.001, "µg": 0.001, "microgram": 0.001, "mg": 1.0, "milligram": 1.0, "g": 1000.0, "gram": 1000.0}

COUNTED_DOSES = (
    "capsule", "tablet", "pill", "drop", "cup", "glass", "teaspoon", "tablespoon", "ml", "iu", "dose", "serving",
    "litre", "portion", "puff",
)  # fmt: skip
OTHER_UNITS = ("mmhg", "kg", "kilo", "kilogram", "pound", "calorie", "kcal", "°c", "°f", "degree", "cm", "mm", "step")

WORDS = {
    "half": 0.5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "ninety": 90, "hundred": 100, "thousand": 1000, "million": 1_000_000, "a hundred": 100,
    "a thousand": 1000, "a million": 1_000_000,
}  # fmt: skip

FRACTIONS = {
    "half": 50.0, "a half": 50.0, "a third": 33.333, "one third": 33.333, "two thirds": 66.667, "a quarter": 25.0,
    "one quarter": 25.0, "three quarters": 75.0, "a fifth": 20.0, "a tenth": 10.0,
}  # fmt: skip
ADVERBS = {"daily": "day", "nightly": "day", "weekly": "week", "monthly": "month"}
TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}

BARE = {
    "second": (1, 60),
    "minute": (1, 15),
    "hour": (1, 24),
    "day": (1, 7),
    "night": (1, 7),
    "week": (1, 4),
    "month": (1, 12),
    "year": (1, 10),
    "decade": (1, 5),
}
"""Conventional bounds of a bare plural ("lasts minutes"), in the unit itself (domain notes 4.1, "vague numbers")."""

FEW = {"second": (2, 10), "minute": (2, 10)}
SEVERAL = {"second": (3, 15), "minute": (3, 15)}
OPEN_END = 10.0
""""At least x" is read as x to ten times x, "over x" likewise: a bound is needed to compare ranges."""
OLDEST = 120.0
"""Years; no age range goes beyond it."""

LOOSE = ("about", "around", "approximately", "roughly", "nearly", "almost", "some", "circa", "an estimated")
UPWARDS = ("at least", "more than", "over", "longer than", "greater than", "older than", "above", "aged over", "beyond", "past", "no less than", "upwards of")  # fmt: skip  # noqa: E501
DOWNWARDS = ("up to", "as long as", "at most", "less than", "under", "within the first", "within", "fewer than", "shorter than", "no more than", "no longer than", "younger than", "below")  # fmt: skip  # noqa: E501


def singular(unit: str) -> str:
    """Return the unit's dictionary form: "mins" → "minute", "per cent" → "%"."""
    word = unit.lower().replace(" ", "")
    word = {"percent": "%", "glasses": "glass", "mmhg": "mmhg"}.get(word, word.removesuffix("s"))
    short = {"sec": "second", "min": "minute", "hr": "hour", "glas": "glass", "l": "litre", "liter": "litre"}
    return short.get(word, word)


def hedged(low: float, high: float, hedge: str) -> tuple[float, float]:
    """Widen bounds by a hedge: about ± 10 %, up to from 0, at least to ten times."""
    words = " ".join(hedge.lower().split())
    if words in DOWNWARDS:
        return 0.0, high
    if words in UPWARDS:
        return low, high * OPEN_END
    if words in LOOSE:
        return low * 0.9, high * 1.1
    return low, high


def any_of(words: tuple[str, ...]) -> str:
    """Return a pattern for one of the phrases, longest first."""
    return "|".join(sorted((re.sub(r" +", r"\\s+", word) for word in words), key=lambda word: (-len(word), word)))
