"""Headings and lead-ins → what they say of the items under them."""

import time

import pytest

from audit.claims.lists import Heading, read_heading


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("What causes hiccups?", Heading("Causes", "hiccups")),
        ("The most common causes of gout are:", Heading("Causes", "gout")),
        ("Asthma symptoms", Heading("Symptoms", "Asthma")),
        ("Side effects of statins may include the following:", Heading("Side effects", "statins")),
        ("Symptoms of measles can last a week and include", Heading("Symptoms", "measles")),
        ("How is shingles treated?", Heading("Treatments", "shingles")),
        ("Other symptoms of this stage include", Heading("Symptoms", "")),
        ("Symptoms and causes", None),
        ("Learn about causes", None),
        ("As eczema gets worse, symptoms may include", None),
        ("Recipes", None),
    ],
)
def test_a_heading_says_what_its_items_are_and_of_what(text: str, heading: Heading | None) -> None:
    assert read_heading(text) == heading


@pytest.mark.parametrize("word", ["aaaa ", "include ", "of ", "a", "may be ", "symptoms of "])
def test_a_hostile_heading_costs_no_time(word: str) -> None:
    start = time.process_time()
    read_heading("Symptoms of " + word * 400 + "!")
    assert time.process_time() - start < 0.5
