"""Verbs → their subjects, where the small parser takes a preposition for a conjunction."""

import pytest

from audit.claims.nlp import load_parser
from audit.claims.roles import subject_of


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Pain after a fall is usually caused by a bruise.", "Pain"),
        ("Light exercise on the day after a race is the best way to ease sore muscles.", "exercise"),
        ("Swelling after an operation is usually caused by fluid.", "Swelling"),
        ("After a race, rest is the best medicine.", "rest"),
        ("Most people feel better after treatment begins.", "people"),
    ],
)
def test_the_subject_is_the_noun_that_opens_the_clause(text: str, subject: str) -> None:
    doc = load_parser()(text)
    found = {found.text for token in doc if token.pos_ in ("VERB", "AUX") and (found := subject_of(token)) is not None}
    assert subject in found
