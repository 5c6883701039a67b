"""The example articles: what the manual says of them, and what the audit finds in them."""

import re
from functools import cache
from pathlib import Path

import pytest

from audit.checks import list_rules
from audit.ingest import read_corpus
from audit.ingest.metadata import SOURCE_KEYS, read_front_matter
from audit.ingest.pages import SUFFIXES
from audit.model import Report
from audit.pipeline import audit_paths
from audit.reference import load_facts
from audit.reporters.markdown import write_markdown
from audit.reporters.tables import write_tables
from audit.reporters.terminal import write_terminal
from audit.settings import Settings

SOURCES = Path(__file__).parents[2] / "sources"
MANUAL = (SOURCES / "README.md").read_text(encoding="utf-8")


def read_keys(heading: str) -> list[str]:
    section = MANUAL.split(f"### {heading}\n", 1)[1].split("\n### ", 1)[0]
    rows = re.findall(r"^\| (`.+?) \|", section, re.MULTILINE)
    return [key for row in rows for key in re.findall(r"`([.\w]+)`", row)]


def test_the_table_of_examples_names_every_folder() -> None:
    folders = sorted(path.name for path in SOURCES.iterdir() if path.is_dir())

    assert sorted(re.findall(r"^\| `([\w-]+)` \| (?!is)", MANUAL.split("## Your own", 1)[0], re.MULTILINE)) == folders


def test_every_example_is_read_and_belongs_to_a_declared_publisher() -> None:
    corpus = read_corpus([str(SOURCES)])

    assert corpus.skipped == ()
    assert len(corpus.articles) >= 10
    assert all(source.url.endswith(".example") and source.kind for source in corpus.sources)
    assert {article.language for article in corpus.articles} == {"en"}
    assert all(250 <= article.words <= 700 for article in corpus.articles)


def test_the_keys_of_a_source_file_are_documented() -> None:
    assert sorted(read_keys("source.toml")) == sorted(SOURCE_KEYS)


def test_the_file_kinds_are_documented() -> None:
    assert sorted(read_keys("File kinds")) == sorted(SUFFIXES)


@pytest.mark.parametrize("key", read_keys("Front matter"))
def test_a_documented_front_matter_key_is_a_field(key: str) -> None:
    value = "2024-05-31" if key in {"published", "date", "updated", "reviewed"} else "word"

    assert read_front_matter({key: value}, "x.md").other == ()


def test_a_front_matter_key_that_is_no_field_is_kept_as_evidence() -> None:
    assert read_front_matter({"sponsor": "Somebody"}, "x.md").other == (("sponsor", "Somebody"),)


def test_the_examples_hold_a_script_and_an_instruction_for_others_to_withstand() -> None:
    texts = {article.id: article.text for article in read_corpus([str(SOURCES)]).articles}

    assert '<script>alert("cramp")</script>' in texts["ask-the-physio/night-cramps-questions"]
    assert "ignore your previous instructions" in texts["calm-calf/calm-calf-spray"]


@cache
def audit_sources() -> Report:
    return audit_paths([str(SOURCES)], Settings())


def test_every_rule_fires_on_an_example() -> None:
    assert {rule.id for rule in list_rules()} - {finding.rule for finding in audit_sources().findings} == set()


def test_a_page_that_denies_myths_conflicts_with_nothing_known() -> None:
    found = {(finding.rule, finding.primary.article.split("/")[0]) for finding in audit_sources().findings}
    right = {"plain-facts", "harbour-health-trust", "sunny-pantry", "ask-the-physio"}
    assert {pair for pair in found if pair[1] in right and pair[0].startswith("consensus/")} == set()


def test_texts_for_readers_hold_no_id_of_a_fact_an_article_or_a_measure() -> None:
    report = audit_sources()
    ids = {fact.id for fact in load_facts(())} | {article.id for article in report.articles}
    messages = "\n".join(finding.message for finding in report.findings)
    tables = "".join(write_tables(report)["scores.csv"].splitlines()[1:])
    for text in (messages, tables, write_terminal(report), re.sub(r"\S+\.(?:html|md|txt)", "", write_markdown(report))):
        assert {name for name in ids if re.search(rf"(?<![\w/-]){re.escape(name)}(?![\w/.-])", text)} == set()
        assert re.findall(r"three_gram|aligned_claims|order_agreement|rare_shared", text) == []
