"""Rules on claims against the reference facts."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from audit.checks.finding import Check, locate_claim, make_finding, squeeze
from audit.model import (
    Analysis,
    Article,
    Certainty,
    Claim,
    Finding,
    Level,
    ReferenceFact,
    Rule,
    Severity,
    Span,
    Stance,
    StanceKind,
)

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
MOST_RELATED = 6
"""Further passages of the article that a finding quotes; the message counts the rest."""

Said = tuple[Claim, Stance]


def find(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each article and fact that conflict; its clearest passage first, then the others."""
    facts = {fact.id: fact for fact in analysis.facts}
    claims = {claim.id: claim for claim in analysis.claims}
    against: defaultdict[tuple[str, str], list[Said]] = defaultdict(list)
    for stance in analysis.stances:
        if stance.stance in (StanceKind.REFUTES, StanceKind.HEDGED):
            claim = claims[stance.claim]
            against[claim.article, stance.fact].append((claim, stance))
    for (article, fact), said in against.items():
        yield explain(analysis.article(article), facts[fact], one_per_sentence(said))


def one_per_sentence(said: Sequence[Said]) -> list[Said]:
    """Return the clearest claim of each sentence: clearest first."""
    clearest: dict[Span, Said] = {}
    for one in sorted(said, key=rank):
        clearest.setdefault(one[0].context.sentence, one)
    return list(clearest.values())


def rank(said: Said) -> tuple[bool, bool, float, Span]:
    """Return how clear a claim is, clearest least: plain before hedged, a whole sentence before a part, the surest."""
    claim, stance = said
    whole = claim.text[:1].isupper() and "[" not in claim.context.standalone
    return stance.stance is StanceKind.HEDGED, not whole, -stance.confidence, claim.span


def explain(article: Article, fact: ReferenceFact, said: Sequence[Said]) -> Finding:
    """Return what the page says and how often, what is known and how surely, and the ids of its references."""
    hedged = all(stance.stance is StanceKind.HEDGED for _, stance in said)
    alike = [stance.confidence for _, stance in said if hedged or stance.stance is StanceKind.REFUTES]
    often = f" (one of {len(said)} passages)." if len(said) > 1 else ""
    cited = ", ".join(reference.id for reference in fact.references)
    message = (
        f"The page says: “{read_whole(article, said[0][0])}”{often}"
        f" What is known ({SURE[fact.certainty]}): {fact.consensus} References: {cited}"
    )
    return make_finding(
        HEDGED if hedged else CONFLICT,
        locate_claim(said[0][0]),
        message,
        confidence=max(alike),
        related=[locate_claim(claim) for claim, _ in sorted(said[1 : MOST_RELATED + 1], key=lambda one: one[0].span)],
        level=None if hedged else LEVELS[fact.severity],
        topic=fact.id,
    )


def read_whole(article: Article, claim: Claim) -> str:
    """Return the claim readable by itself; a part of a sentence is read with the rest of it."""
    text = claim.context.standalone or claim.text
    whole = text[:1].isupper() and text.rstrip().endswith((".", "!"))
    return squeeze(text if whole or "[" in text else claim.context.sentence.within(article.text))


CHECK = Check((CONFLICT, HEDGED), find)
