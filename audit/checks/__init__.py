"""Analysis → findings: the list of checks, and the plug-in loader."""

from collections import Counter
from dataclasses import replace

from audit.checks.certainty import CHECK as CERTAINTY
from audit.checks.consensus import CHECK as CONSENSUS
from audit.checks.contradiction import CHECK as CONTRADICTION
from audit.checks.finding import Check
from audit.checks.independence import CHECK as INDEPENDENCE
from audit.checks.interests import CHECK as INTERESTS
from audit.checks.offers import CHECK as OFFERS
from audit.checks.pressure import CHECK as PRESSURE
from audit.checks.promises import CHECK as PROMISES
from audit.checks.residue import CHECK as RESIDUE
from audit.checks.safety import CHECK as SAFETY
from audit.checks.transparency import CHECK as TRANSPARENCY
from audit.errors import CheckError
from audit.model import Analysis, Finding, Rule
from audit.settings import Settings

BUILT_IN: tuple[Check, ...] = (
    CONTRADICTION,
    CONSENSUS,
    OFFERS,
    PROMISES,
    INTERESTS,
    PRESSURE,
    TRANSPARENCY,
    CERTAINTY,
    RESIDUE,
    SAFETY,
    INDEPENDENCE,
)
"""Every built-in check, in the order of its rules' documentation."""


def load_checks() -> tuple[Check, ...]:
    """Return the built-in checks, then those of plug-ins (entry points `source_audit.checks`) in name order.

    Raises:
        CheckError: a plug-in is no `Check`, or a rule id is taken twice.
    """
    from importlib.metadata import entry_points

    checks = list(BUILT_IN)
    for point in sorted(entry_points(group="source_audit.checks"), key=lambda point: point.name):
        check = point.load()
        if not isinstance(check, Check):
            raise CheckError(f"plug-in {point.name}: {point.value} is not an audit.checks.finding.Check")
        checks.append(check)
    repeated = [
        rule for rule, count in Counter(rule.id for check in checks for rule in check.rules).items() if count > 1
    ]
    if repeated:
        raise CheckError(f"rule defined twice: {', '.join(sorted(repeated))}")
    return tuple(checks)


def list_rules() -> tuple[Rule, ...]:
    """Return the rules of all checks, sorted by id."""
    return tuple(sorted((rule for check in load_checks() for rule in check.rules), key=lambda rule: rule.id))


def run_checks(analysis: Analysis, settings: Settings) -> tuple[Finding, ...]:
    """Run every enabled check; findings sorted by article, place and rule, with unique ids."""
    found = [
        finding
        for check in load_checks()
        for finding in check.find(analysis)
        if not is_disabled(finding.rule, settings.disabled)
    ]
    found.sort(key=lambda finding: (finding.primary.article, finding.primary.span, finding.rule, finding.message))
    seen: Counter[str] = Counter()
    numbered = []
    for finding in found:
        seen[finding.id] += 1
        numbered.append(replace(finding, id=f"{finding.id}:{seen[finding.id]}"))
    return tuple(numbered)


def is_disabled(rule: str, disabled: tuple[str, ...]) -> bool:
    """Say whether a rule id, or its family, is in the list."""
    return rule in disabled or rule.split("/", 1)[0] in disabled
