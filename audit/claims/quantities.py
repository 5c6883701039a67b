"""Text → quantities: numbers, ranges and vague amounts with their units."""

import re
from collections.abc import Iterator
from dataclasses import replace

from audit.claims.spot import caseless
from audit.claims.units import (
    ADVERBS,
    BARE,
    COUNTED_DOSES,
    DOWNWARDS,
    FEW,
    FRACTIONS,
    LOOSE,
    MILLIGRAMS,
    OLDEST,
    OTHER_UNITS,
    SECONDS,
    SEVERAL,
    TIMES,
    UPWARDS,
    WORDS,
    any_of,
    hedged,
    singular,
)
from audit.model import Quantity, QuantityKind

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|" + any_of(tuple(WORDS))
_TIME = r"seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|months?|years?|decades?"
_UNIT = (
    rf"{_TIME}|%|per ?cent|mcg|µg|micrograms?|mg|milligrams?|grams?|g|ml|iu|mmhg|kilograms?|kilos?|kg|pounds?|"
    r"calories?|kcal|°\s?[cf]|degrees?|cm|mm|capsules?|tablets?|pills?|drops?|cups?|glass(?:es)?|teaspoons?|"
    r"tablespoons?|doses?|servings?|portions?|puffs?|lit(?:re|er)s?|l|steps?|times"
)
_VAGUE = r"(?:a )?few|several|a couple of|couple of|half an?|an?"
_AMOUNT = rf"(?:{_NUMBER}|{_VAGUE})"
_HEDGE = any_of((*LOOSE, *UPWARDS, *DOWNWARDS))
_PEOPLE = (
    r"(?:child(?:ren)?|kids?|infants?|bab(?:y|ies)|toddlers?|teen(?:ager)?s?|adolescents?|adults?|people|patients?|"
    r"men|women|girls?|boys?|anyone|everyone|those|person)"
)
_AMOUNTS = re.compile(
    rf"(?<![\w.])(?:(?P<hedge>{_HEDGE})\s+)?"
    rf"(?:(?:from|between)\s+)?(?P<low>{_AMOUNT})?(?:/\d+(?=\s*mmhg))?(?:[\s-]*(?P<low_unit>{_UNIT}))?"
    rf"(?:\s*(?:-|–|—|to|or|and|up to|through)\s*(?P<high>{_AMOUNT}))?[\s-]*(?P<unit>{_UNIT})(?![\w])",
    re.IGNORECASE,
)
_OR_TWO = re.compile(rf"(?<![\w.])an?\s+(?P<unit>{_TIME})\s+or\s+(?P<more>two|so)(?!\w)", re.IGNORECASE)
_BARE_RANGE = re.compile(
    rf"(?<![\w.])(?:(?:from|between)\s+)?(?P<low>{_TIME})\s+(?:up\s+)?(?:to|or|and)\s+(?:even\s+)?(?P<high>{_TIME})(?!\w)",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?:(?P<open>over|after|beyond|past|above)\s+)?(?:the\s+)?ages?d?\s+(?:of\s+)?"
    r"(?P<low>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve)(?:\s*(?:-|–|to|and)\s*(?P<high>\d{1,3}))?(?!\w)",
    re.IGNORECASE,
)
_AGE_OF_PEOPLE = re.compile(
    rf"\b(?P<who>{_PEOPLE})\s+(?:aged\s+|who\s+are\s+)?"
    rf"(?P<hedge>under|below|younger than|over|above|older than)\s+(?:the\s+age\s+of\s+)?(?P<low>\d{{1,3}})"
    r"(?:\s+(?:years?|months?)(?:\s+old|\s+of\s+age)?)?(?!\w|\s*(?:%|mg|kg|per))",
    re.IGNORECASE,
)
_COUNT = r"\d+|once|twice|thrice|one|two|three|four|five|six|seven|eight|nine|ten|several|a few"
_RATE = re.compile(
    rf"(?<![\w.])(?:(?P<count>{_COUNT})(?:\s*(?:-|–|to|or)\s*(?P<more>{_COUNT}))?\s*(?:times|days|nights)?\s*"
    r"(?:(?:a|an|per|each|every)\s+(?P<unit>day|night|week|month|year|hour)|(?P<adverb>daily|nightly|weekly|monthly))"
    r"|every\s+(?:(?P<gap>\d+|two|three|four|six|eight|twelve|other)(?:\s*(?:-|–|to)\s*(?P<gap_end>\d+))?\s+)?"
    r"(?P<each>hour|day|night|week|month|year|morning|evening)s?)(?!\w)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?<![\w.])(?:(?P<hedge>{_HEDGE}|as many as)\s+)?(?:"
    rf"(?P<part>{_NUMBER})(?:\s*(?:-|–|to|and|or)\s*(?P<part_end>{_NUMBER}))?"
    rf"\s+(?:in|out of)\s+(?:every\s+)?(?P<whole>{_NUMBER})"
    r"|(?P<fraction>a half|half|a third|one[ -]third|two[ -]thirds|a quarter|one[ -]quarter|three[ -]quarters|a fifth"
    r"|a tenth)"
    r"(?=\s+(?:of|the|all|as)\b)(?!\s+of\s+an?\b))(?!\w)",
    re.IGNORECASE,
)


def read_quantities(text: str) -> tuple[Quantity, ...]:
    """Find every amount that has a unit, in reading order.

    Seconds, milligrams, per day, percent ("one in five") and years; counts of capsules, cups … keep their own unit.
    """
    return tuple(quantity for _, _, quantity in locate_quantities(text))


def locate_quantities(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """Yield start, end and quantity."""
    if not caseless(_WORTH).search(text.lower()):
        return
    taken, small = 0, text.lower()
    small = small if len(small) == len(text) else text
    found = [(match, reader) for pattern, reader in READERS for match in caseless(pattern).finditer(small)]
    for match, reader in sorted(found, key=lambda pair: (pair[0].start(), -pair[0].end())):
        if match.start() < taken:
            continue
        quantity = reader(match, text)
        if quantity is not None:
            taken = match.end()
            yield match.start(), match.end(), replace(quantity, text=text[match.start() : match.end()].strip())


def value_of(word: str) -> float:
    """Return the number that a numeral or number word stands for."""
    key = " ".join(word.lower().split())
    return float(WORDS[key]) if key in WORDS else float(key.replace(",", ""))


def read_bare_range(match: re.Match[str], text: str) -> Quantity:
    """Read "seconds to minutes"."""
    low, high = singular(match["low"]), singular(match["high"])
    bounds = BARE[low][0] * SECONDS[low], BARE[high][1] * SECONDS[high]
    return Quantity(float(bounds[0]), float(bounds[1]), "s", time_kind(text, match), vague=True, text=match[0].strip())


def read_or_two(match: re.Match[str], text: str) -> Quantity:
    """Read "a day or two", "an hour or so"."""
    unit = float(SECONDS[singular(match["unit"])])
    low, high = (1.0, 2.0) if match["more"].lower() == "two" else (0.9, 1.5)
    return Quantity(low * unit, high * unit, "s", time_kind(text, match), vague=True, text=match[0])


def read_rate(match: re.Match[str], text: str) -> Quantity | None:
    """Read "twice a day", "three times a week", "every 6 to 8 hours", "daily" after a count."""
    if match["each"]:
        gap = (match["gap"] or "1").lower()
        span = SECONDS.get(match["each"].lower(), SECONDS["day"]) / SECONDS["day"]
        first = 2.0 if gap == "other" else value_of(gap)
        last = value_of(match["gap_end"]) if match["gap_end"] else first
        if not first or not last:
            return None
        low, high = 1 / (last * span), 1 / (first * span)
    else:
        unit = ADVERBS.get((match["adverb"] or "").lower(), (match["unit"] or "day").lower())
        if not (re.search(r"once|twice|thrice|times|days|nights", match[0], re.IGNORECASE)):
            return None
        span = SECONDS[unit] / SECONDS["day"]
        fewest = count_of(match["count"])
        most = count_of(match["more"]) if match["more"] else fewest
        low, high = fewest[0] / span, most[1] / span
    if low > high:
        return None
    return Quantity(
        round(low, 3), round(high, 3), "per day", QuantityKind.FREQUENCY, vague=False, text=match[0].strip()
    )


def count_of(word: str) -> tuple[float, float]:
    """Return the bounds of a count word."""
    key = word.lower()
    if key in ("several", "a few"):
        return (3.0, 8.0) if key == "several" else (2.0, 5.0)
    value = TIMES.get(key) or value_of(key)
    return value, value


def read_share(match: re.Match[str], text: str) -> Quantity | None:
    """Read "one in five", "two out of three", "half of", "a third of" as percent."""
    if match["fraction"]:
        part = last = FRACTIONS[match["fraction"].lower().replace("-", " ")]
    else:
        whole = value_of(match["whole"])
        part = 100 * value_of(match["part"]) / whole if whole else 0.0
        last = 100 * value_of(match["part_end"]) / whole if whole and match["part_end"] else part
        if not 0 < part <= last < 100 or whole < 2:
            return None
    low, high = hedged(part, last, match["hedge"] or "")
    bounds = round(low, 5), round(min(high, 100.0), 5)
    return Quantity(*bounds, "%", QuantityKind.PERCENT, vague=match["hedge"] is not None, text=match[0].strip())


def read_age(match: re.Match[str], text: str) -> Quantity:
    """Read "aged 5 to 11", "over the age of 50", "children under 5"."""
    low = value_of(match["low"])
    groups = match.groupdict()
    hedge = (groups.get("hedge") or groups.get("open") or "").lower()
    high = value_of(groups["high"]) if groups.get("high") else low
    if hedge:
        low, high = hedged(low, high, "under" if hedge in DOWNWARDS else "over")
    if re.search(r"month", match[0], re.IGNORECASE):
        low, high = round(low / 12, 3), round(high / 12, 3)
    return Quantity(low, max(low, min(high, OLDEST)), "year", QuantityKind.AGE, vague=False, text=match[0].strip())


def read_amount(match: re.Match[str], text: str) -> Quantity | None:
    """Read a number, range or vague amount with its unit."""
    unit = singular(match["unit"])
    low_unit = singular(match["low_unit"]) if match["low_unit"] else unit
    if not is_amount(match, text, unit):
        return None
    low = bounds_of(match["low"], low_unit)
    high = bounds_of(match["high"], unit) if match["high"] else low
    bottom, top = hedged(low[0] * scale(low_unit), high[1] * scale(unit), match["hedge"] or "")
    if bottom > top:
        return None
    vague = match["low"] is None or (match["low"].lower() not in WORDS and not match["low"][0].isdigit())
    kind = kind_of(unit, text, match)
    if kind is QuantityKind.AGE:
        bottom, top, unit = bottom / SECONDS["year"], min(top / SECONDS["year"], OLDEST), "year"
    base = "s" if unit in SECONDS and kind is not QuantityKind.AGE else "mg" if unit in MILLIGRAMS else unit
    return Quantity(round(bottom, 3), round(top, 3), base, kind, vague=vague, text=match[0].strip())


def is_amount(match: re.Match[str], text: str, unit: str) -> bool:
    """Say whether a match with its surroundings is an amount: not "a drop in", "two a day", "long hours"."""
    before, after = text[: match.start()], text[match.end() :]
    if match["low"] is None:
        plural = match["unit"].lower().endswith("s")
        return unit in SECONDS and plural and _GOVERNS.search(before) is not None
    if match["low"].lower() in ("a", "an") and match["high"] is None:
        return unit in SECONDS and unit != "second" and (match["hedge"] is not None or bool(_GOVERNS.search(before)))
    return not (unit == "time" and re.match(r"\s+(?:more|less|as|higher|greater|the|lower)\b", after, re.IGNORECASE))


def bounds_of(amount: str | None, unit: str) -> tuple[float, float]:
    """Return the bounds of an amount in its unit."""
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
    if word.startswith("half"):
        return 0.5, 0.5
    return value_of(word), value_of(word)


def scale(unit: str) -> float:
    """Return how many base units a unit has."""
    return float(SECONDS.get(unit, MILLIGRAMS.get(unit, 1.0)))


READERS = (
    (_BARE_RANGE, read_bare_range),
    (_OR_TWO, read_or_two),
    (_RATE, read_rate),
    (_SHARE, read_share),
    (_AGE, read_age),
    (_AGE_OF_PEOPLE, read_age),
    (_AMOUNTS, read_amount),
)
_WORTH = re.compile(
    rf"\d|\b(?:{_TIME}|{any_of(tuple(WORDS))}|few|several|couple|once|twice|daily|nightly|weekly|monthly|third|quarter|fifth|tenth)\b",
    re.IGNORECASE,
)
"""What any quantity holds; most sentences hold none of it."""
_GOVERNS = re.compile(
    r"\b(?:for|in|within|after|last(?:s|ed|ing)?|tak(?:es?|ing)|took|lingers?|persists?|hurts?|over|only|even|just|about|or|to|"
    r"is|are|be|remains?|continues?|stays?|endures?|many|than|around|nearly|almost|half|of|every)\s+$",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(r"\b(?:age[ds]?(?: of)?|older than|younger than)\s*$", re.IGNORECASE)
_AGE_AFTER = re.compile(r"^[\s-]*(?:olds?|of age)\b", re.IGNORECASE)
_PEOPLE_BEFORE = re.compile(rf"\b{_PEOPLE}\s*$", re.IGNORECASE)
_LATENCY_BEFORE = re.compile(r"\b(?:after|within|in|first|before|wait(?:ing)?)\s*$", re.IGNORECASE)
_LATENCY_AFTER = re.compile(r"^\s+(?:after|later|before|of starting|from (?:the )?(?:start|first))\b", re.IGNORECASE)
_LASTING_BEFORE = re.compile(r"\b(?:for|last(?:s|ed|ing)?|lingers?|persists?)\s*(?:\w+\s*)?$", re.IGNORECASE)


def kind_of(unit: str, text: str, match: re.Match[str]) -> QuantityKind:
    """Return what an amount measures."""
    if unit == "%":
        return QuantityKind.PERCENT
    if unit in MILLIGRAMS or unit in COUNTED_DOSES:
        return QuantityKind.DOSE
    if unit in OTHER_UNITS or unit.startswith("°"):
        return QuantityKind.OTHER
    if unit == "time":
        return QuantityKind.COUNT
    before, after = text[: match.start()][-20:], text[match.end() :][:20]
    if unit in ("year", "month") and (_AGE_AFTER.search(after) or _AGE_BEFORE.search(before) or aged(match, before)):
        return QuantityKind.AGE
    return time_kind(text, match)


def aged(match: re.Match[str], before: str) -> bool:
    """Say whether an amount of years follows people and a bound: "children under 12 years"."""
    return match["hedge"] is not None and _PEOPLE_BEFORE.search(before) is not None


def time_kind(text: str, match: re.Match[str]) -> QuantityKind:
    """Tell how long a thing lasts from how long after another it comes."""
    before, after = text[: match.start()][-24:], text[match.end() :][:24]
    if (match.groupdict().get("hedge") or "").startswith("within") or _LATENCY_BEFORE.search(before):
        return QuantityKind.LATENCY
    if _LATENCY_AFTER.search(after) and not _LASTING_BEFORE.search(before):
        return QuantityKind.LATENCY
    return QuantityKind.DURATION
