"""Text → dates."""

import re
from collections.abc import Iterator
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
EARLIEST, LATEST = 1900, 2100
"""Years outside these bounds are no dates of articles."""

_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(
    r"(?<![\w/-])(?<!\d\.)(?:"
    r"(?P<year1>\d{4})[-/.](?P<month1>\d{1,2})[-/.](?P<day1>\d{1,2})(?:T[\d:.,]+(?:Z|[+-]\d\d:?\d\d)?)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH.format('month2')},?[\s-]+(?P<year2>\d{{4}})"
    rf"|{_MONTH.format('month3')}\s+(?P<day3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year3>\d{{4}})"
    rf"|{_MONTH.format('month4')},?\s+(?P<year4>\d{{4}})"
    r"|(?P<first5>\d{1,2})[/.](?P<second5>\d{1,2})[/.](?P<year5>\d{4})"
    r")(?![\w/]|\.\d)",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)|\d{1,2}:\d\d(?::\d\d)?|[ap]\.?m\.?|utc|gmt|e[sd]t|at|on)\b|[\s,.|·•()-]",
    re.IGNORECASE,
)


def find_dates(text: str) -> Iterator[tuple[int, int, date]]:
    """Yield start, end and date of every date in the text, in order.

    A month without a day is its first day. "04/05/2021" is read month first unless that is impossible.
    """
    for match in _DATE.finditer(text):
        found = _read_match(match)
        if found:
            yield match.start(), match.end(), found


def first_date(text: str) -> date | None:
    """Return the first date in the text."""
    return next((found for _, _, found in find_dates(text)), None)


def is_bare_date(text: str) -> bool:
    """Say whether the text is a date and nothing else but weekday and time."""
    match = _DATE.search(text[:80]) if len(text) <= 80 else None
    if not match or not _read_match(match):
        return False
    return not _AROUND.sub("", text[: match.start()]) and not _AROUND.sub("", text[match.end() :])


def read_date(text: str) -> date | None:
    """Return the date that a metadata value stands for: ISO 8601 first, then as prose."""
    match = re.match(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)", text)
    if match:
        return _build(*match.groups())
    return first_date(text)


def _read_match(match: re.Match[str]) -> date | None:
    """Return the date of a match, or None when the calendar has no such day."""
    group = match.groupdict()
    if group["year1"]:
        return _build(group["year1"], group["month1"], group["day1"])
    if group["year2"]:
        return _build(group["year2"], _month_number(group["month2"]), group["day2"])
    if group["year3"]:
        return _build(group["year3"], _month_number(group["month3"]), group["day3"])
    if group["year4"]:
        return _build(group["year4"], _month_number(group["month4"]), "1")
    month_first = _build(group["year5"], group["first5"], group["second5"])
    return month_first or _build(group["year5"], group["second5"], group["first5"])


def _month_number(name: str) -> str:
    """Return the number of a month by its first three letters."""
    return str(MONTHS.index(name[:3].lower()) + 1)


def _build(year: str, month: str, day: str) -> date | None:
    """Build a date, or None when it is none."""
    if not EARLIEST <= int(year) <= LATEST:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
