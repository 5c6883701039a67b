"""Rules on safety: care that is not advised or is discouraged, medicine stopped, open doses, false reassurance."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from audit.checks.finding import Check, make_finding
from audit.checks.passages import read_passages, title_location
from audit.checks.patterns import PROSE, PatternRule, find_patterns
from audit.checks.selling import read_selling
from audit.checks.trust_signs import advises_care
from audit.model import Analysis, Claim, Finding, Label, Level, Relation, Rule

HON = "HONcode principle 2 (complementarity)"
DISCERN = "DISCERN (Charnock 1999, doi:10.1136/jech.53.2.105)"

NO_CARE = Rule(
    "safety/no-care-advice",
    "Gives treatment advice without saying when to see a doctor",
    Level.WARNING,
    f"{HON} asks that a page supports, and does not replace, the patient's doctor; readers with a serious"
    " cause lose time.",
    0.35,
    "Add the signs that need a doctor, and how soon.",
)
DISCOURAGES = Rule(
    "safety/discourages-care",
    "Keeps the reader from seeing a doctor",
    Level.ERROR,
    f"Delay of care is the commonest harm of health fraud (FDA, '6 Tip-offs to Rip-offs'); {HON}.",
    0.7,
    "Delete it, and say which signs need a doctor.",
)
STOP = Rule(
    "safety/stop-medicine",
    "Tells the reader to stop a prescribed medicine",
    Level.ERROR,
    f"Stopping a prescribed medicine without advice can be dangerous, and the reader's doctor learns of it too"
    f" late; {HON}.",
    0.7,
    "Say: do not stop without asking the doctor who prescribed it.",
)
DOSE = Rule(
    "safety/open-dose",
    "Suggests that more of a remedy is better, or names no limit",
    Level.ERROR,
    f"A dose without upper limit can poison; {DISCERN}, question 11, asks for the risks of each treatment.",
    0.7,
    "Give the highest safe dose, for whom it is lower, and its source.",
)
HARMLESS = Rule(
    "safety/harmless",
    "Calls a symptom or a remedy harmless without limits",
    Level.WARNING,
    f"Unqualified reassurance keeps the few with a serious cause from care; {DISCERN}, question 11, asks for risks.",
    0.35,
    "Write 'usually harmless', and name the signs that are not.",
)

LIMITED = ("safety.qualified", "commercial.deal")
CARED = ("safety.stop_with_care", "commercial.first_person")
ROWS = (
    PatternRule(DISCOURAGES, "safety.discourages_care", 0.85, quotable=False),
    PatternRule(STOP, "safety.stop_medicine", 0.8, quotable=False, excludes=CARED),
    PatternRule(DOSE, "safety.more_is_better", 0.8, quotable=False),
    PatternRule(HARMLESS, "safety.harmless", 0.75, quotable=False, excludes=LIMITED, kinds=PROSE),
)

ADVISING = 3
"""Statements of advice that make an article one that advises; among 204 neutral articles without advice on care 11 have
as many."""
RELATIONS = frozenset((Relation.TREATMENT, Relation.DOSE))


def find(analysis: Analysis) -> Iterator[Finding]:
    """Yield what may harm a reader."""
    yield from find_patterns(analysis, ROWS)
    passages = read_passages(analysis)
    stated: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in analysis.claims:
        stated[claim.article].append(claim)
    for article in analysis.articles:
        claims = tuple(stated[article.id])
        sells = read_selling(article, passages[article.id]).first is not None
        if count_advice(claims, sells=sells) >= ADVISING and not advises_care(article, claims):
            yield make_finding(NO_CARE, title_location(article), NO_CARE.title, confidence=0.7)


def count_advice(claims: Sequence[Claim], *, sells: bool) -> int:
    """Count the statements that advise the reader; those of a seller on treatment advise as well."""
    return sum(
        claim.label is Label.ADVICE or (sells and claim.label is Label.CLAIM and claim.frame.relation in RELATIONS)
        for claim in claims
    )


CHECK = Check((NO_CARE, DISCOURAGES, STOP, DOSE, HARMLESS), find)
