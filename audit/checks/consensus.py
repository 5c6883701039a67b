"""Rules on claims against the reference facts."""

from collections.abc import Iterator

from audit.checks.finding import Check, locate_claim, make_finding, squeeze
from audit.model import Analysis, Certainty, Claim, Finding, Level, ReferenceFact, Rule, Severity, Span, StanceKind

CONFLICT = Rule(
    "consensus/conflict",
    "Says the opposite of what is known",
    Level.WARNING,
    "The statement conflicts with a reference fact, whose references are given; correctness is what readers need most"
    " from health text. How grave it is follows the fact: error, warning or note.",
    0.7,
    "Correct the statement, or give evidence that is stronger than the references.",
)
HEDGED = Rule(
    "consensus/hedged-conflict",
    "Suggests, with a hedge, the opposite of what is known",
    Level.NOTE,
    "A 'may' does not make a refuted statement true; readers remember the statement and forget the hedge.",
    0.15,
    "Say what is known instead of what may be.",
)

LEVELS = {Severity.HIGH: Level.ERROR, Severity.MEDIUM: Level.WARNING, Severity.LOW: Level.NOTE}
SURE = {
    Certainty.HIGH: "well established",
    Certainty.MODERATE: "fairly well established",
    Certainty.LOW: "not well established",
}


def find(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each sentence and fact that conflict."""
    facts = {fact.id: fact for fact in analysis.facts}
    claims = {claim.id: claim for claim in analysis.claims}
    seen: set[tuple[str, Span, str]] = set()
    for stance in analysis.stances:
        claim, fact = claims[stance.claim], facts[stance.fact]
        key = (claim.article, claim.context.sentence, fact.id)
        if stance.stance not in (StanceKind.REFUTES, StanceKind.HEDGED) or key in seen:
            continue
        seen.add(key)
        rule = CONFLICT if stance.stance is StanceKind.REFUTES else HEDGED
        level = LEVELS[fact.severity] if rule is CONFLICT else None
        yield make_finding(rule, locate_claim(claim), explain(claim, fact), confidence=stance.confidence, level=level)


def explain(claim: Claim, fact: ReferenceFact) -> str:
    """Return what the page says, what is known and how surely, and by which references."""
    said = squeeze(claim.context.standalone or claim.text)
    cited = "; ".join(f"{reference.citation} ({reference.identifier})" for reference in fact.references)
    return f"The page says: “{said}” What is known ({SURE[fact.certainty]}): {fact.consensus} References: {cited}"


CHECK = Check((CONFLICT, HEDGED), find)
