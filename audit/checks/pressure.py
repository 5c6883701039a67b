"""Commercial rules on pressure: urgency, conspiracy, running down of medicine and competitors."""

from collections.abc import Iterator

from audit.checks.finding import Check
from audit.checks.patterns import PatternRule, find_patterns
from audit.model import Analysis, Finding, Level, Rule

FDA = "FDA, '6 Tip-offs to Rip-offs: Don't Fall for Health Fraud Scams'"

URGENCY = Rule(
    "commercial/urgency",
    "Presses the reader to act at once",
    Level.WARNING,
    "Pressure of time or guilt keeps a reader from comparing and asking; FTC, 'Bringing Dark Patterns to Light' (2022),"
    " lists false urgency. Haste for medical reasons does not count.",
    0.35,
    "Take it out; where haste is medical, say for which signs and where to go.",
)
CONSPIRACY = Rule(
    "commercial/conspiracy",
    "Says that doctors, authorities or industry hide the truth",
    Level.ERROR,
    f"{FDA} lists conspiracy theories as a sign of health fraud: they discredit in advance whoever could contradict.",
    0.7,
    "Quote the authority's statement, and give the evidence against it.",
)
DISPARAGEMENT = Rule(
    "commercial/disparagement",
    "Runs down medicine or competitors",
    Level.WARNING,
    "Running down other treatment wholesale is advertising, and it can keep readers from care that helps; DISCERN asks"
    " for balanced treatment choices (Charnock 1999, doi:10.1136/jech.53.2.105).",
    0.35,
    "Compare named treatments by benefits and harms, with sources.",
)

ROWS = (
    PatternRule(URGENCY, "commercial.urgency", 0.75, negatable=False, excludes=("commercial.clinical_urgency",)),
    PatternRule(CONSPIRACY, "commercial.conspiracy", 0.8, quotable=False),
    PatternRule(CONSPIRACY, "commercial.wrong_authority", 0.8, requires=("commercial.authority",), quotable=False),
    PatternRule(DISPARAGEMENT, "commercial.disparagement", 0.7, quotable=False),
)


def find(analysis: Analysis) -> Iterator[Finding]:
    """Yield pressure."""
    return find_patterns(analysis, ROWS)


CHECK = Check((URGENCY, CONSPIRACY, DISPARAGEMENT), find)
