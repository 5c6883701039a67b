"""Evidence of a source → the gates that cap its score."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.model import Finding, Gate
from audit.scoring.evidence import SourceEvidence
from audit.scoring.scheme import (
    ANONYMOUS,
    CENTRAL_CONFLICT,
    CONFLICT,
    GATE_CONFIDENCE,
    GATES,
    SIGN_ERROR,
    UNEDITED,
)
from audit.scoring.signs import is_anonymous


@dataclass(frozen=True, slots=True)
class Cap:
    """A gate and how sure it is."""

    gate: Gate
    confidence: float
    """A draw applies the gate with this probability."""


def find_caps(evidence: SourceEvidence) -> tuple[Cap, ...]:
    """Return the gates of a source, lowest cap first, each with the surest finding that triggers it."""
    caps = [*find_rule_caps(evidence), *find_central_cap(evidence), *find_anonymous_cap(evidence)]
    order = [rule.name for rule in GATES]
    return tuple(sorted(caps, key=lambda cap: (cap.gate.cap, order.index(cap.gate.rule))))


def find_rule_caps(evidence: SourceEvidence) -> Iterator[Cap]:
    """Yield the gates that findings of a rule trigger."""
    for rule in (CONFLICT, UNEDITED):
        found = surest([one for one in evidence.findings if one.rule in rule.rules])
        if found and found.confidence >= GATE_CONFIDENCE:
            yield Cap(Gate(rule.name, rule.cap, found.id), found.confidence)


def find_central_cap(evidence: SourceEvidence) -> Iterator[Cap]:
    """Yield the gate of a central claim that goes against a fact of high severity.

    Without its finding there is no gate: a cap is never shown without the quote that triggered it.
    """
    ids = {one for judged in evidence.judged if judged.caps for one in judged.findings}
    found = surest([one for one in evidence.findings if one.id in ids])
    if found and found.confidence >= GATE_CONFIDENCE:
        yield Cap(Gate(CENTRAL_CONFLICT.name, CENTRAL_CONFLICT.cap, found.id), found.confidence)


def find_anonymous_cap(evidence: SourceEvidence) -> Iterator[Cap]:
    """Yield the gate of a source none of whose articles shows an author, a date or a reference."""
    rules = ("transparency/author", "transparency/references", "transparency/date")
    found = next((one for rule in rules for one in evidence.findings if one.rule == rule), None)
    if all(map(is_anonymous, evidence.articles)):
        yield Cap(Gate(ANONYMOUS.name, ANONYMOUS.cap, found.id if found else ""), 1 - SIGN_ERROR)


def surest(findings: list[Finding]) -> Finding | None:
    """Return the finding of the highest confidence, the first in the text among equals."""
    return max(findings, key=lambda one: one.confidence, default=None)
