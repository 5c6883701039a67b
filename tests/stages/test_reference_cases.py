"""Every shipped fact against its examples, through the real parser and frames."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from audit.claims.read import read_claims
from audit.ingest.metadata import FrontMatter
from audit.ingest.pages import make_article
from audit.ingest.text import read_text
from audit.model import Article, Block, BlockKind, Claim, Span
from audit.reference import load_facts, match_stances
from audit.reference.load import list_packs
from audit.settings import Settings

FOLDER = Path(__file__).parents[1] / "cases" / "reference"
KINDS = {"refutes", "supports", "silent", "hedged", "fair", "out_of_scope"}


def read_cases() -> Iterator[tuple[str, str, str]]:
    for path in sorted(FOLDER.glob("*.toml")):
        for fact, examples in tomllib.loads(path.read_text(encoding="utf-8")).items():
            assert set(examples) <= KINDS, f"{path.name}: {fact}: {sorted(examples)}"
            for kind, sentences in examples.items():
                yield from ((fact, kind, sentence) for sentence in sentences)


CASES = tuple(read_cases())


@cache
def read_examples() -> dict[str, tuple[Claim, ...]]:
    sentences = sorted({sentence for _, _, sentence in CASES})
    articles = [
        Article(f"e{index}", "s", f"e{index}.txt", "", sentence, (Block(BlockKind.PARAGRAPH, Span(0, len(sentence))),))
        for index, sentence in enumerate(sentences)
    ]
    return {
        article.text: reading.claims
        for article, reading in zip(articles, read_claims(articles, Settings()), strict=True)
    }


@pytest.mark.parametrize(("fact", "kind", "sentence"), CASES)
def test_an_example_has_the_stance_it_was_written_for(fact: str, kind: str, sentence: str) -> None:
    facts = [known for known in load_facts(()) if known.id == fact]
    stances = {stance.stance.value for stance in match_stances(read_examples()[sentence], facts)}
    assert stances == (set() if kind == "silent" else {kind})


def test_every_shipped_fact_has_supporting_and_refuting_examples_and_every_example_a_fact() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(list_packs())
    for kind in ("refutes", "supports", "silent"):
        assert {fact for fact, case, _ in CASES if case == kind} == {fact.id for fact in load_facts(())}


def test_an_item_of_a_list_of_cases_is_not_said_of_anything() -> None:
    text = "Call your doctor if you notice:\n\n- Cramps that stretching does not relieve.\n- Magnesium prevents cramps."
    article = make_article(read_text(text), FrontMatter(), "a", "a.txt")
    (reading,) = read_claims([article], Settings())
    assert len(reading.claims) >= 2
    assert match_stances(reading.claims, load_facts(())) == ()
