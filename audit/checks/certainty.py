"""Rules on certainty: appeals to unnamed research, words of proof, absolutes, emotive wording, hedges out of tune."""

from collections.abc import Iterator

from audit.checks.finding import Check, locate_claim, make_finding
from audit.checks.patterns import PROSE, PatternRule, find_patterns
from audit.checks.wording import first_match, pattern
from audit.model import (
    Analysis,
    Certainty,
    Claim,
    Finding,
    Holder,
    Label,
    Level,
    ReferenceFact,
    Relation,
    Rule,
    Stance,
    StanceKind,
)

QUEST_TONE = "QUEST, item tone (Robillard 2018, doi:10.1186/s12911-018-0668-9)"
QUEST_SOURCES = "QUEST, items attribution and type of study (Robillard 2018, doi:10.1186/s12911-018-0668-9)"

RESEARCH = Rule(
    "certainty/unsupported-research",
    "Appeals to research without naming any",
    Level.WARNING,
    f"'Studies show' borrows trust that the reader cannot check; {QUEST_SOURCES} count only studies that can be found.",
    0.35,
    "Name the study or review where it is invoked, with year and link.",
)
PROOF = Rule(
    "certainty/unsupported-proof",
    "Calls something proven without giving the proof",
    Level.WARNING,
    "'Clinically proven' is a claim about evidence; FTC, Health Products Compliance Guidance (December 2022), asks that"
    " the evidence exists and matches.",
    0.35,
    "Cite the trial, or write what is known and how sure it is.",
)
OVERSTATED = Rule(
    "certainty/overstatement",
    "States an effect as absolute",
    Level.NOTE,
    f"Hardly any treatment works always or never; {QUEST_TONE} takes points from full support without limits.",
    0.15,
    "Say how often, in whom, and how sure it is.",
)
EMOTIVE = Rule(
    "certainty/emotive-wording",
    "Uses emotive wording in the place of facts",
    Level.NOTE,
    f"Fear sells and does not inform; {QUEST_TONE}, and DISCERN asks for balanced text (Charnock 1999,"
    " doi:10.1136/jech.53.2.105).",
    0.15,
    "Say how many people are affected and how badly, in plain words.",
)
UNVALIDATED = Rule(
    "certainty/unvalidated-test",
    "Relies on a test without diagnostic value",
    Level.WARNING,
    "Hair mineral analysis gave different results for one head of hair in six laboratories (Seidel and others, JAMA"
    " 2001;285:67-72); tests like it lead to treatment of diseases that are not there.",
    0.35,
    "Name the test that guidelines recommend for the question.",
)
OVERCONFIDENT = Rule(
    "certainty/overconfident",
    "Is surer than the evidence",
    Level.WARNING,
    f"The reference facts call the evidence weak, the text states it without limits; {QUEST_TONE}.",
    0.35,
    "Weaken the statement, and say what is not known.",
)
UNDERCONFIDENT = Rule(
    "certainty/underconfident",
    "Hedges what is well established",
    Level.NOTE,
    f"Doubt about what is known misleads as well as false certainty; {QUEST_TONE} asks for balance, not for hedges.",
    0.15,
    "State it plainly, and cite the reference.",
)

EFFECTS = frozenset((Relation.TREATMENT, Relation.PREVENTION, Relation.CAUSE, Relation.MECHANISM, Relation.ASSOCIATION))
UNNAMED = ("certainty.named_source", "transparency.reference_patterns", "transparency.public_hosts")

ROWS = (
    PatternRule(
        RESEARCH,
        "certainty.research",
        0.8,
        excludes=("certainty.not_appeal", "certainty.hedged_research"),
        excludes_near=UNNAMED,
        kinds=PROSE,
    ),
    PatternRule(
        RESEARCH,
        "certainty.research",
        0.6,
        excludes=("certainty.not_appeal",),
        excludes_near=UNNAMED,
        kinds=PROSE,
        level=Level.NOTE,
    ),
    PatternRule(PROOF, "certainty.proof", 0.8, excludes_near=UNNAMED),
    PatternRule(EMOTIVE, "certainty.emotive", 0.7),
    PatternRule(UNVALIDATED, "certainty.unvalidated_test", 0.75),
)


def find(analysis: Analysis) -> Iterator[Finding]:
    """Yield wording that is surer, or less sure, than what supports it."""
    yield from find_patterns(analysis, ROWS)
    yield from find_absolutes(analysis)
    facts = {fact.id: fact for fact in analysis.facts}
    claims = {claim.id: claim for claim in analysis.claims}
    for stance in analysis.stances:
        claim = claims[stance.claim]
        if stance.stance is StanceKind.SUPPORTS and claim.holder is Holder.ASSERTED:
            yield from judge_tone(claim, facts[stance.fact], stance)


def find_absolutes(analysis: Analysis) -> Iterator[Finding]:
    """Yield the page's own claims of an effect that leave no exception."""
    for claim in analysis.claims:
        if claim.label is not Label.CLAIM or claim.holder is not Holder.ASSERTED or claim.frame.relation not in EFFECTS:
            continue
        if not claim.frame.polarity or claim.frame.condition or pattern("certainty.not_absolute").search(claim.text):
            continue
        words = first_match("certainty.absolute", claim.text)
        if words:
            message = f"{OVERSTATED.title}: “{words}”"
            yield make_finding(OVERSTATED, locate_claim(claim), message, confidence=0.65)


def judge_tone(claim: Claim, fact: ReferenceFact, stance: Stance) -> Iterator[Finding]:
    """Yield a finding when a claim that agrees with a fact is far surer, or far less sure, than the fact."""
    sure = claim.frame.modality
    if fact.certainty is Certainty.LOW and sure >= 4:
        message = f"{OVERCONFIDENT.title}: the evidence is weak. What is known: {fact.consensus}"
        yield make_finding(OVERCONFIDENT, locate_claim(claim), message, confidence=stance.confidence * 0.8)
    elif fact.certainty is Certainty.HIGH and sure == 1:
        message = f"{UNDERCONFIDENT.title}. What is known: {fact.consensus}"
        yield make_finding(UNDERCONFIDENT, locate_claim(claim), message, confidence=stance.confidence * 0.7)


CHECK = Check((RESEARCH, PROOF, OVERSTATED, EMOTIVE, UNVALIDATED, OVERCONFIDENT, UNDERCONFIDENT), find)
