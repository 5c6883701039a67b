"""Names and dates in lines."""

from datetime import date

import pytest

from audit.ingest.bylines import is_byline, is_generic_author, read_biography, read_byline
from audit.ingest.dates import first_date, is_bare_date, read_date


@pytest.mark.parametrize(
    ("line", "authors", "reviewers"),
    [
        ("By Ann Roe", ("Ann Roe",), ()),
        ("by Ann Roe and Jo Penn, PhD", ("Ann Roe", "Jo Penn, PhD"), ()),
        ("Written by: Dr. Ann van der Roe", ("Dr. Ann van der Roe",), ()),
        ("By Ann Roe, RN | Medically reviewed by Jo Penn, MD, FRCP", ("Ann Roe, RN",), ("Jo Penn, MD, FRCP",)),
        ("Fact checked by Jo Penn on 3 May 2021", (), ("Jo Penn",)),
        ("Reviewed by Jo Penn, consultant dermatologist", (), ("Jo Penn, consultant dermatologist",)),
        ("Ann Roe, MD, Medical Editor", ("Ann Roe, MD, Medical Editor",), ()),
        ("By O'Hara Smith-Jones", ("O'Hara Smith-Jones",), ()),
        ("Reviewed by Jo Penn, MD.", (), ("Jo Penn, MD",)),
        ("By Ann Roe, M.D.", ("Ann Roe, M.D.",), ()),
        ("Answered by Ann Roe, RN", ("Ann Roe, RN",), ()),
        ("Your question answered by: Dr. Ann Roe, physiotherapist.", ("Dr. Ann Roe, physiotherapist",), ()),
        ("Expert answer from Ann Roe, MD | Reviewed by Jo Penn", ("Ann Roe, MD",), ("Jo Penn",)),
        ("Answered by our experts", (), ()),
        ("By the Editorial Team", (), ()),
        ("By taking the tablets daily", (), ()),
        ("Reviewed by our experts", (), ()),
    ],
)
def test_names_are_read_with_their_credentials(line: str, authors: tuple[str, ...], reviewers: tuple[str, ...]) -> None:
    byline = read_byline(line)
    assert (byline.authors, byline.reviewers) == (authors, reviewers)


@pytest.mark.parametrize(
    "line",
    [
        "By walking every day you lower the pressure in your arteries.",
        "The guideline was updated in 2019 after three trials.",
        "Published studies show a small effect on sleep.",
        "Reviewed by experts, the diet still failed.",
        "Causes, Symptoms",
        "The question was answered by three large trials.",
        "Answers by post take two weeks.",
    ],
)
def test_prose_is_no_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize("line", ["Admin", "Senior Expert", "The Editorial Team", "Staff Writer", "Our Medical Team"])
def test_stand_ins_for_a_name_are_generic(line: str) -> None:
    assert is_generic_author(line)


@pytest.mark.parametrize("line", ["Ann Roe", "Exercise", "Trusted Advice For Everyone", "team work matters"])
def test_names_and_headings_are_not_generic(line: str) -> None:
    assert not is_generic_author(line)


def test_a_biography_opens_with_the_name() -> None:
    assert read_biography("Ann Roe, RN, has worked on stroke wards since 1999.") == "Ann Roe, RN"
    assert read_biography("This page was made by our team.") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-03-04", date(2021, 3, 4)),
        ("2021-03-04T23:59:59+02:00", date(2021, 3, 4)),
        ("4 March 2021", date(2021, 3, 4)),
        ("4th of March, 2021", date(2021, 3, 4)),
        ("Mar. 4, 2021", date(2021, 3, 4)),
        ("March 2021", date(2021, 3, 1)),
        ("3/4/2021", date(2021, 3, 4)),
        ("23/4/2021", date(2021, 4, 23)),
        ("Sept 9, 2019 at 4:07 PM", date(2019, 9, 9)),
        ("31 February 2021", None),
        ("2021", None),
        ("13/13/2021", None),
        ("4 March 1021", None),
        ("version 1.2.2021.4", None),
    ],
)
def test_dates_are_read_in_the_common_forms(text: str, expected: date | None) -> None:
    assert first_date(text) == expected
    assert read_date(text) == expected


def test_a_bare_date_may_have_a_weekday_and_a_time() -> None:
    assert is_bare_date("Friday, 30 May 2008 05:51")
    assert not is_bare_date("On 30 May 2008 the ward closed")
