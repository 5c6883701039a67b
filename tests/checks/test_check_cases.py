"""Every rule of the checks against its cases, read by the real ingest and claim stages in one run."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from audit.checks import list_rules, load_checks
from audit.claims.read import read_claims
from audit.independence import find_families
from audit.ingest.html import read_html
from audit.ingest.metadata import FrontMatter
from audit.ingest.pages import make_article
from audit.ingest.text import read_text
from audit.lexicons import lexicon_pattern, load_lexicon
from audit.model import Analysis, Article, Finding
from audit.reference import load_facts, match_stances
from audit.settings import Settings

ELSEWHERE = {"contradiction"}
"""Families whose cases are pairs of claims, under tests/cases/relations."""
FOLDER = Path(__file__).parents[1] / "cases" / "checks"
PARTING = "\n=====\n"


@dataclass(frozen=True, slots=True)
class Case:
    rule: str
    flags: bool
    text: str
    id: str


@cache
def read_cases() -> tuple[Case, ...]:
    cases = []
    for path in sorted(FOLDER.glob("*.toml")):
        for rule, examples in tomllib.loads(path.read_text(encoding="utf-8")).items():
            assert set(examples) == {"flags", "passes"}, f"{path.name}: {rule}: {sorted(examples)}"
            for kind, texts in examples.items():
                cases += [Case(rule, kind == "flags", text, f"{rule}/{kind}/{n}") for n, text in enumerate(texts)]
    return tuple(cases)


def read_articles(case: Case) -> tuple[Article, ...]:
    parts = case.text.strip().split(PARTING)
    readings = [read_html(part) if part.startswith("<") else read_text(part.strip()) for part in parts]
    return tuple(
        make_article(reading, FrontMatter(), f"{case.id}/{index}", f"{case.id}/{index}.txt")
        for index, reading in enumerate(readings)
    )


@cache
def analyse_cases() -> Analysis:
    groups = [read_articles(case) for case in read_cases()]
    articles = tuple(article for group in groups for article in group)
    readings = {reading.article: reading for reading in read_claims(articles, Settings())}
    claims = tuple(claim for article in articles for claim in readings[article.id].claims)
    facts = load_facts(())
    families = tuple(
        family
        for group in groups
        for family in find_families(group, [claim for article in group for claim in readings[article.id].claims], ())
    )
    return Analysis(
        sources=(),
        articles=articles,
        sentences=tuple(sentence for article in articles for sentence in readings[article.id].sentences),
        claims=claims,
        relations=(),
        clusters=(),
        families=families,
        stances=match_stances(claims, facts),
        facts=facts,
    )


@cache
def find_all() -> Mapping[str, tuple[Finding, ...]]:
    """Findings by case id."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for check in load_checks():
        for finding in check.find(analyse_cases()):
            found[finding.primary.article.rsplit("/", 1)[0]].append(finding)
    return {case: tuple(findings) for case, findings in found.items()}


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.id)
def test_a_case_is_flagged_or_passed(case: Case) -> None:
    findings = [finding for finding in find_all().get(case.id, ()) if finding.rule == case.rule]
    shown = f"{case.text!r}: {[finding.message for finding in findings]}"
    assert bool(findings) == case.flags, shown


def test_every_rule_has_two_cases_of_each_kind_and_every_case_a_rule() -> None:
    rules = {rule.id for rule in list_rules() if rule.family not in ELSEWHERE}
    for flags in (True, False):
        held = [case.rule for case in read_cases() if case.flags is flags]
        assert set(held) == rules
        assert {rule for rule in rules if held.count(rule) < 2} == set()


def test_a_finding_quotes_its_article_and_says_something_of_its_own() -> None:
    texts = {article.id: article.text for article in analyse_cases().articles}
    rules = {rule.id for rule in list_rules()}
    for finding in (finding for findings in find_all().values() for finding in findings):
        assert finding.rule in rules
        assert len(finding.message) > 10
        for place in (finding.primary, *finding.related):
            assert place.span.within(texts[place.article]) == place.quote


def test_one_passage_gives_one_finding_of_a_rule() -> None:
    for case, findings in find_all().items():
        places = [(finding.rule, finding.primary) for finding in findings if not finding.rule.startswith("consensus/")]
        assert len(places) == len(set(places)), case


@pytest.mark.parametrize("name", ["commercial", "transparency", "certainty", "residue", "safety"])
def test_every_list_of_a_lexicon_compiles_and_does_not_match_nothing(name: str) -> None:
    for key in load_lexicon(name):
        assert lexicon_pattern(name, key).search("") is None, key
