import pytest

from audit.claims.quantities import locate_quantities, read_quantities

MINUTE, HOUR, DAY, WEEK, MONTH = 60.0, 3600.0, 86400.0, 604800.0, 2629800.0
AMOUNTS = [
    ("It lasts a day or two.", [("duration", DAY, 2 * DAY, "s")]),
    ("The flare went on for 2-3 days after the meal.", [("duration", 2 * DAY, 3 * DAY, "s")]),
    ("Spots show one to three days after infection.", [("latency", DAY, 3 * DAY, "s")]),
    ("Attacks last between 4 and 72 hours.", [("duration", 4 * HOUR, 72 * HOUR, "s")]),
    ("It passes within two hours.", [("latency", 0.0, 2 * HOUR, "s")]),
    ("It never lasts longer than ten minutes.", [("duration", 10 * MINUTE, 100 * MINUTE, "s")]),
    ("It goes on for up to 3 weeks.", [("duration", 0.0, 3 * WEEK, "s")]),
    ("Rest for half an hour.", [("duration", 0.5 * HOUR, 0.5 * HOUR, "s")]),
    ("It takes a few minutes.", [("duration", 2 * MINUTE, 10 * MINUTE, "s")]),
    ("It lasts seconds to minutes.", [("duration", 1.0, 15 * MINUTE, "s")]),
    ("The scar itches for months.", [("duration", MONTH, 12 * MONTH, "s")]),
    ("Take 5 mg once a day.", [("dose", 5.0, 5.0, "mg"), ("frequency", 1.0, 1.0, "per day")]),
    ("Take 400 mg every 6 to 8 hours.", [("dose", 400.0, 400.0, "mg"), ("frequency", 3.0, 4.0, "per day")]),
    ("More than 4 grams a day is too much.", [("dose", 4000.0, 40000.0, "mg")]),
    ("Swim three times a week.", [("frequency", 0.429, 0.429, "per day")]),
    ("Fast every other day.", [("frequency", 0.5, 0.5, "per day")]),
    ("One in five people has hay fever.", [("percent", 20.0, 20.0, "%")]),
    ("Between 1 and 2 in 10 people itch.", [("percent", 10.0, 20.0, "%")]),
    ("Nearly half of the patients improved.", [("percent", 45.0, 55.0, "%")]),
    ("Two thirds of adults snore.", [("percent", 66.667, 66.667, "%")]),
    ("A loss of 5% to 10% helps.", [("percent", 5.0, 10.0, "%")]),
    ("Children under 12 years need less.", [("age", 0.0, 12.0, "year")]),
    ("People over 40 should ask.", [("age", 40.0, 120.0, "year")]),
    ("It starts by the age of five.", [("age", 5.0, 5.0, "year")]),
    ("A reading of 140/90 mmHg is high.", [("other", 140.0, 140.0, "mmhg")]),
]


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_an_amount_is_read_with_its_kind_bounds_and_unit(
    text: str, expected: list[tuple[str, float, float, str]]
) -> None:
    assert [(found.kind.value, found.low, found.high, found.unit) for found in read_quantities(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Get a second opinion.",
        "A drop in pressure.",
        "Long hours at a desk.",
        "One of three types.",
        "Three times more likely.",
        "",
    ],
)
def test_what_is_no_amount_is_left_alone(text: str) -> None:
    assert read_quantities(text) == ()


def test_a_quantity_tells_where_it_stands() -> None:
    text = "Wait 20 minutes, then take 2 tablets."
    assert [text[start:end] for start, end, _ in locate_quantities(text)] == ["20 minutes", "2 tablets"]
