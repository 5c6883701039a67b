"""Findings on single places → groups by family and rule, with why they matter and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass

from audit.model import Finding, Level
from audit.reporters.html_lookup import Lookup, find_claim, find_fact
from audit.reporters.html_pairs import Card, make_card
from audit.reporters.html_words import say_family

ORDER = ("commercial", "transparency", "certainty", "residue", "safety", "independence")


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """All findings of one rule."""

    rule: str
    title: str
    level: str
    why: str
    remedy: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class FamilyGroup:
    """All rules of one family with findings."""

    family: str
    title: str
    count: int
    rules: tuple[RuleGroup, ...]


def view_signals(lookup: Lookup) -> tuple[FamilyGroup, ...]:
    """Group every finding that is no pair verdict and no consensus finding."""
    return group_findings(
        lookup,
        (
            finding
            for finding in lookup.report.findings
            if finding.verdict is None and not finding.rule.startswith("consensus/")
        ),
    )


def view_consensus(lookup: Lookup) -> tuple[dict[tuple[str, str], Card], tuple[FamilyGroup, ...]]:
    """Return the cards of findings against facts by (claim, fact), and in groups those that meet no stance."""
    stances = {(stance.claim, stance.fact) for stance in lookup.report.stances}
    met: dict[tuple[str, str], Card] = {}
    rest = []
    for finding in lookup.report.findings:
        if finding.verdict is not None or not finding.rule.startswith("consensus/"):
            continue
        claim = find_claim(lookup, finding.primary)
        key = (claim.id if claim else "", find_fact(lookup, finding))
        if key in stances and key not in met:
            met[key] = make_card(lookup, [finding])
        else:
            rest.append(finding)
    return met, group_findings(lookup, rest)


def group_findings(lookup: Lookup, findings: Iterable[Finding]) -> tuple[FamilyGroup, ...]:
    """Group findings by family, in the order of the rules' documentation, then by rule, most serious first."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    families: dict[str, list[RuleGroup]] = {}
    for rule in sorted(by_rule, key=lambda rule: (rank_level(by_rule[rule]), rule)):
        families.setdefault(rule.partition("/")[0], []).append(view_rule(lookup, rule, by_rule[rule]))
    known = [family for family in ORDER if family in families]
    return tuple(
        FamilyGroup(
            family, say_family(family), sum(len(rule.cards) for rule in families[family]), tuple(families[family])
        )
        for family in [*known, *sorted(set(families) - set(known))]
    )


def rank_level(findings: list[Finding]) -> int:
    """Return the place of the most serious level."""
    levels = list(Level)
    return min(levels.index(finding.level) for finding in findings)


def view_rule(lookup: Lookup, identifier: str, findings: list[Finding]) -> RuleGroup:
    """Build one rule with its findings."""
    rule = lookup.rule(identifier)
    return RuleGroup(
        rule=identifier,
        title=lookup.title(identifier),
        level=list(Level)[rank_level(findings)].value,
        why=rule.why if rule else "",
        remedy=rule.remedy if rule else "",
        cards=tuple(make_card(lookup, [finding]) for finding in findings),
    )
