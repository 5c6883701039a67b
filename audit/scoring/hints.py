"""Drafts and gates of a source → what would raise its score most, in plain words."""

from collections.abc import Iterator, Sequence
from math import exp

from audit.scoring.draft import Draft
from audit.scoring.evidence import SourceEvidence
from audit.scoring.gates import Cap
from audit.scoring.scheme import GATES, REFERENCE

MOST_HINTS = 4
LEAST_GAIN = 0.5
"""Points below which a hint is not worth its line."""


def find_hints(evidence: SourceEvidence, drafts: Sequence[Draft], caps: Sequence[Cap]) -> tuple[str, ...]:
    """Return what would raise the score most, best first: gates that bind, then single changes."""
    total = sum(sum(one.points for one in draft.list_contributions()) for draft in drafts)
    binding = [cap for cap in caps if cap.gate.cap < total]
    changes = sorted(
        (change for draft in drafts for change in list_changes(evidence, draft)),
        key=lambda change: (-change[0], change[1]),
    )
    wanted = [f"{words}: up to {gain:.1f} points" for gain, words in changes if gain >= LEAST_GAIN]
    missing = [explain_missing(draft) for draft in drafts if draft.name == REFERENCE and not draft.assessed]
    return (*map(explain_cap, binding), *missing, *wanted)[:MOST_HINTS]


def explain_cap(cap: Cap) -> str:
    """Return what a gate that lowers the total is about."""
    why = next(rule.why for rule in GATES if rule.name == cap.gate.rule)
    return f"The total is capped at {cap.gate.cap:g}: {cap.gate.rule}. {why}"


def explain_missing(draft: Draft) -> str:
    """Return how a dimension could be assessed."""
    return f"Add reference facts on this topic: {draft.name} ({draft.missing:g} points) could not be assessed"


def list_changes(evidence: SourceEvidence, draft: Draft) -> Iterator[tuple[float, str]]:
    """Yield what single changes would give before the gates, with what to do."""
    taken = sum(penalty.weight * penalty.confidence for penalty in draft.penalties)
    for penalty in draft.penalties:
        gain = draft.gained * (exp(-(taken - penalty.weight * penalty.confidence)) - exp(-taken))
        yield gain, explain_rule(evidence, penalty.rule)
    kept = exp(-taken)
    for points, words in draft.changes:
        yield points * kept, words


def explain_rule(evidence: SourceEvidence, rule: str) -> str:
    """Return what to do about the findings of a rule: its remedy, or to settle them."""
    known = evidence.rules.get(rule)
    remedy = known.remedy.rstrip(".") if known and known.remedy else "Settle what it found"
    return f"{remedy} ({rule})"
