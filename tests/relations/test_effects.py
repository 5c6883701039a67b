"""A sentence → what it says brings what about; statements of two pages on one topic."""

import pytest

from audit.claims.read import read_claims
from audit.model import Article, Block, BlockKind, ClaimRelation, Span
from audit.relations.cluster import JOINING
from audit.relations.effects import find_effects
from audit.relations.relate import relate
from audit.relations.words import canonical_words
from audit.settings import Settings


def words(text: str) -> frozenset[str]:
    return frozenset(canonical_words(text))


def read(text: str) -> list[tuple[int, tuple[frozenset[str], ...], tuple[frozenset[str], ...]]]:
    return [(effect.sign, effect.causes, effect.effects) for effect in find_effects(text, ())]


def test_two_verbs_of_one_cause_are_two_effects() -> None:
    alcohol = (words("alcohol"),)
    assert read("Alcohol lowers inhibition and triggers headaches") == [
        (-1, alcohol, (words("inhibition"),)),
        (1, alcohol, (words("headaches"),)),
    ]


def test_a_passive_puts_the_effect_first() -> None:
    assert read("Gout is caused by crystals") == [(1, (words("crystals"),), (words("gout"),))]


def test_what_is_prevented_from_causing_something_is_prevented_from_it_too() -> None:
    signs = [sign for sign, _, _ in read("Eat liver to prevent a shortage causing anemia")]
    assert signs == [-1, -1]


def test_a_participle_before_a_noun_is_no_verb() -> None:
    assert [sign for sign, _, _ in read("Reduced hearing leads to loneliness")] == [1]


def test_a_gerund_at_the_start_is_the_cause() -> None:
    assert read("Maintaining balance eases stiffness") == [(-1, (words("balance"),), (words("stiffness"),))]


@pytest.mark.parametrize(
    "text",
    [
        "Zinc does not prevent colds",
        "It is unclear how zinc prevents colds",
        "Researchers are studying zinc to prevent colds",
    ],
)
def test_what_is_denied_or_left_open_is_no_effect(text: str) -> None:
    assert read(text) == []


def test_a_lack_is_kept_and_a_measure_is_not() -> None:
    assert find_effects("A lack of iron causes fatigue", ())[0].causes == (words("lack of iron"),)
    assert read("Enough iron prevents fatigue")[0][1] == (words("iron"),)


def article(name: str, text: str) -> Article:
    return Article(name, name, f"{name}.txt", "", text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),))


def joined(left: str, right: str) -> set[frozenset[str]]:
    pages = [article("a", left), article("b", right)]
    claims = [claim for reading in read_claims(pages, Settings()) for claim in reading.claims]
    texts = {claim.id: claim.text for claim in claims}
    relations: tuple[ClaimRelation, ...] = relate(claims, Settings().relations).relations
    return {frozenset((texts[one.left], texts[one.right])) for one in relations if one.kind in JOINING}


MEASLES = (
    "Measles is a viral infection. Measles spreads through the air. Patients with measles have a fever and a rash."
)
FEVER = frozenset(
    {"Patients with measles have a fever and a rash.", "Children with measles may have a cough and a fever."}
)


def test_two_pages_on_one_illness_agree_on_a_symptom_they_both_list() -> None:
    assert FEVER in joined(MEASLES, "Measles is contagious. Children with measles may have a cough and a fever.")


def test_pages_on_two_illnesses_do_not_agree_on_a_symptom() -> None:
    other = "Asthma is a lung disease. Asthma is common. Children with asthma may have a cough and a fever."
    assert not any("fever" in text for pair in joined(MEASLES, other) for text in pair)


def test_two_stages_on_one_page_are_not_joined_by_a_symptom() -> None:
    page = f"{MEASLES} Children with measles may have a cough and a fever."
    assert FEVER not in joined(page, "Measles is contagious.")
