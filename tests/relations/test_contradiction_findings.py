"""Articles → contradiction findings: who says what where, grouped, with both quotes."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from audit.checks.contradiction import find_contradictions
from audit.claims.read import read_claims
from audit.independence import find_families
from audit.model import Analysis, Article, Family, Finding, Level, Source, Verdict
from audit.relations import relate
from audit.settings import RelationSettings, Settings
from tests.relations.claim_values import make_article

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "relations" / "contradictions.toml").read_text("utf-8"))
INTEREST = {key: [case for case in CASES[key] if case["slot"] == "interest"] for key in ("flags", "passes")}


def find(articles: Sequence[Article], families: tuple[Family, ...] | None = None) -> list[Finding]:
    readings = list(read_claims(articles, Settings()))
    claims = tuple(claim for reading in readings for claim in reading.claims)
    related = relate(claims, RelationSettings())
    analysis = Analysis(
        sources=tuple(Source(article.source, f"Publisher {article.source.upper()}") for article in articles),
        articles=tuple(articles),
        sentences=tuple(sentence for reading in readings for sentence in reading.sentences),
        claims=claims,
        relations=related.relations,
        clusters=related.clusters,
        families=families or find_families(articles, claims, related.clusters),
        stances=(),
        facts=(),
    )
    return list(find_contradictions(analysis))


def test_a_finding_names_both_publishers_and_quotes_both_sentences() -> None:
    (finding,) = find(
        [make_article("a", "There is no cure for asthma."), make_article("b", "This daily tonic can cure asthma.")]
    )
    assert finding.rule == "contradiction/negation"
    assert finding.verdict is Verdict.CONTRADICTION
    assert finding.message.startswith("Publisher A and Publisher B: ")
    quotes = {finding.primary.quote, *(place.quote for place in finding.related)}
    assert quotes == {"There is no cure for asthma.", "This daily tonic can cure asthma."}


def test_one_disagreement_told_by_many_sentences_is_one_finding() -> None:
    articles = [
        make_article("a", "There is no cure for asthma."),
        make_article("b", "This daily tonic can cure asthma."),
        make_article("c", "A strict raw diet cures asthma for good."),
    ]
    (finding,) = find(articles)
    assert finding.primary.article == "a"
    assert [place.article for place in finding.related] == ["b", "c"]


def test_a_contradiction_about_treatment_is_an_error_and_one_about_a_mechanism_is_not() -> None:
    (treatment,) = find(
        [make_article("a", "Vitamin C prevents colds."), make_article("b", "Vitamin C does not prevent colds.")]
    )
    (mechanism,) = find(
        [make_article("a", "Coffee raises blood pressure."), make_article("b", "Coffee does not raise blood pressure.")]
    )
    assert treatment.level is Level.ERROR
    assert mechanism.level is Level.WARNING


@pytest.mark.parametrize("case", INTEREST["flags"], ids=lambda case: case["right"])
def test_a_publisher_statement_belied_by_the_page_is_found(case: dict[str, str]) -> None:
    findings = [one for one in find([make_article("a", case["left"], case["right"])]) if one.rule.endswith("/interest")]
    assert [(one.primary.quote, one.related[0].quote) for one in findings] == [(case["left"], case["right"])]


@pytest.mark.parametrize("case", INTEREST["passes"], ids=lambda case: case["right"])
def test_a_publisher_statement_that_the_page_keeps_is_no_finding(case: dict[str, str]) -> None:
    found = find([make_article("a", case["left"], case["right"])])
    assert not [one for one in found if one.rule.endswith("/interest")]


def test_a_swapped_term_counts_between_versions_of_one_text_only() -> None:
    articles = [
        make_article("a", "During a heart attack, blood flow to the heart muscle is blocked by a clot."),
        make_article("b", "During a cardiac arrest, blood flow to the heart muscle is blocked by a clot."),
    ]
    versions = find(articles, (Family(("a", "b")),))
    strangers = find(articles, (Family(("a",)), Family(("b",))))
    assert [finding.rule for finding in versions] == ["contradiction/term"]
    assert strangers == []
