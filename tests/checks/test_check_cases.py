"""Every rule of the checks against its must-flag and must-pass cases."""

import pytest
from case_world import Case, analyse_cases, find_all, read_cases

from audit.checks import list_rules
from audit.lexicons import lexicon_pattern, load_lexicon

ELSEWHERE = {"contradiction"}
"""Families whose cases are pairs of claims, under tests/cases/relations."""


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
