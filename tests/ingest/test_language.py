"""English is told from other languages by its function words."""

import pytest

from audit.ingest.html import read_html
from audit.ingest.language import choose_language, is_english
from audit.ingest.text import read_text

ENGLISH = (
    "A cold lasts about a week. Most people who have one need rest and water, and they can take something for the "
    "pain if it keeps them awake at night. See a nurse when the fever does not go down after three days. "
)
GERMAN = (
    "Eine Erkältung dauert ungefähr eine Woche. Die meisten Menschen brauchen Ruhe und Wasser, und sie können etwas "
    "gegen die Schmerzen nehmen, wenn sie nachts wach liegen. Bei hohem Fieber nach drei Tagen hilft die Praxis. "
)
DUTCH = (
    "Een verkoudheid duurt ongeveer een week. De meeste mensen hebben rust en water nodig, en ze kunnen iets tegen de "
    "pijn nemen als die hen in de nacht wakker houdt. Bel de huisarts als de koorts na drie dagen niet is gezakt. "
)
SPANISH = (
    "Un resfriado dura más o menos una semana. La mayoría de las personas necesita descanso y agua, y puede tomar algo "
    "para el dolor si no la deja dormir. Consulte a su médica cuando la fiebre no baja después de tres días. "
)
RUSSIAN = (
    "Простуда длится около недели. Большинству людей нужны покой и вода, и они могут принять что-нибудь от боли, если "
    "она мешает спать ночью. Обратитесь к врачу, если температура не падает после трёх дней. "
)


@pytest.mark.parametrize("text", [GERMAN, DUTCH, SPANISH, RUSSIAN])
def test_prose_in_another_language_is_not_english(text: str) -> None:
    assert choose_language(read_text(text * 3)) == "und"


def test_english_prose_is_english_whatever_is_declared() -> None:
    assert choose_language(read_html(f"<html lang='pt-BR'><body><p>{ENGLISH * 3}</p></body></html>")) == "en"


def test_a_declared_language_is_kept_where_the_prose_is_not_english() -> None:
    assert choose_language(read_html(f"<html lang='de'><body><p>{GERMAN * 3}</p></body></html>")) == "de"
    assert choose_language(read_html(f"<html lang='en'><body><p>{GERMAN * 3}</p></body></html>")) == "und"


def test_menus_without_function_words_do_not_make_a_page_foreign() -> None:
    menu = "".join(f"<li><a href='/{n}'>Cold cough throat {n}</a></li>" for n in range(200))
    assert choose_language(read_html(f"<body><ul>{menu}</ul><h1>Colds</h1><p>{ENGLISH}</p></body>")) == "en"


def test_a_text_too_short_to_tell_is_english_unless_declared_or_in_other_letters() -> None:
    assert choose_language(read_text("Rest, water, patience.")) == "en"
    assert choose_language(read_text("Покой, вода, терпение.")) == "und"
    assert choose_language(read_html("<html lang='fr'><body><p>Repos, eau, patience.</p></body></html>")) == "fr"


@pytest.mark.parametrize("name", ["en", "EN", "en-GB", "en_US", "eng", "English", "english (UK)"])
def test_the_names_of_english(name: str) -> None:
    assert is_english(name)


@pytest.mark.parametrize("name", ["", "und", "de", "enm", "es-en"])
def test_the_names_of_other_languages(name: str) -> None:
    assert not is_english(name)
