"""Claims × reference facts → stances."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.claims.quantities import read_quantities
from audit.lexicons import lexicon_pattern
from audit.model import (
    Claim,
    FactPattern,
    Holder,
    Label,
    Quantifier,
    Quantity,
    ReferenceFact,
    Relation,
    Stance,
    StanceKind,
)
from audit.reference.language import compiled, find_tie, is_denied, is_hedged, is_hypothetical, is_rebutted

TEXT_CONFIDENCE = 0.75
"""Confidence of a match in the text alone; 0.9 where the frame agrees, 0.6 with the sentence before (own choice)."""

FRAME_CONFIDENCE = 0.9
WIDENED_CONFIDENCE = 0.6
TOPIC_FACTOR = 0.9
"""Factor where the topic stands only in a heading or a list head."""

STUDY_FACTOR = 0.9
NOT_ONLY = re.compile(r"\bnot (?:only|just|merely|simply)\b(.{0,80}?),?\s+but(?: also)?\b", re.IGNORECASE | re.DOTALL)
""""not only X but also Y" affirms both."""

REVERSED = {StanceKind.SUPPORTS: StanceKind.REFUTES, StanceKind.REFUTES: StanceKind.SUPPORTS}


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in which a claim can be read, and how far that reading is to be trusted."""

    text: str
    surroundings: str
    """The text with headings, list head and lead-in."""
    confidence: float
    start: int = 0
    """Where the claim's own words begin."""
    rest: str = ""
    """What the sentence goes on to say, in later claims."""


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found in a claim."""

    denied: bool
    hedged: bool
    confidence: float
    text: str


def match_stances(claims: Sequence[Claim], facts: Sequence[ReferenceFact]) -> tuple[Stance, ...]:
    """Return the stance of every claim towards every fact it speaks about, sorted by claim order and fact id.

    A claim that no fact covers has no stance: it is neither right nor wrong here.
    """
    found: list[Stance] = []
    previous: Claim | None = None
    for claim, rest in zip(claims, list_rests(claims), strict=True):
        if claim.label is not Label.NONE:
            readings = tuple(list_readings(claim, previous, rest))
            stances = (judge(claim, readings, fact) for fact in facts)
            found.extend(stance for stance in stances if stance is not None)
        previous = claim
    return tuple(found)


def list_rests(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Return for each claim the text of the claims after it in the same sentence."""
    rests: list[str] = []
    later: Claim | None = None
    for claim in reversed(claims):
        same = later is not None and later.article == claim.article and later.context.sentence == claim.context.sentence
        rests.append(f"{later.text} {rests[-1]}" if same and later is not None else "")
        later = claim
    return tuple(reversed(rests))


def list_readings(claim: Claim, previous: Claim | None, rest: str = "") -> Iterator[Reading]:
    """Yield the claim resolved; and, where its words hang on the claim before, the two read together.

    A claim hangs on the one before when it starts by pointing back and nothing was filled in for the pointer, or
    when it is the tail of the same sentence.
    """
    text = resolve(claim)
    if text.rstrip().endswith("?") or is_supposed(claim):
        return
    around = " . ".join((text, *claim.context.headings, claim.context.head, claim.context.lead_in))
    yield Reading(text, around, TEXT_CONFIDENCE, rest=rest)
    if previous is None or previous.article != claim.article or previous.context.block != claim.context.block:
        return
    tail = find_tail(claim, previous, text)
    if tail:
        before = lexicon_pattern("denial", "inner").sub(" ", re.sub(r"[.!?;,]", " ", resolve(previous))).rstrip()
        yield Reading(f"{before} {tail}", f"{before} {around}", WIDENED_CONFIDENCE, len(before), rest)


def is_supposed(claim: Claim) -> bool:
    """Say whether the claim is an item of a list of cases ("See a doctor if you have:"), and so not asserted."""
    opening = re.split(r"[.!?;,]\s", claim.context.lead_in.rstrip(" :…"))[-1]
    return bool(lexicon_pattern("denial", "hypothetical").search(opening))


def find_tail(claim: Claim, previous: Claim, text: str) -> str:
    """Return the part of a claim that continues the claim before, or "" when the claim stands alone."""
    resolved = {written.lower() for written, _ in claim.context.antecedents}
    if not resolved and claim.context.sentence == previous.context.sentence and text[:1].islower():
        return text
    pointer = re.match(rf"\W*(?:if\s+)?({lexicon_pattern('denial', 'anaphor').pattern})", text, re.IGNORECASE)
    return text[pointer.end() :].lstrip() if pointer and pointer.group(1).lower() not in resolved else ""


def resolve(claim: Claim) -> str:
    """Return the claim readable by itself, without the brackets around what was filled in."""
    text = re.sub(r"[\[\]]", "", claim.context.standalone or claim.text)
    return NOT_ONLY.sub(r"\1 and", text)


def judge(claim: Claim, readings: tuple[Reading, ...], fact: ReferenceFact) -> Stance | None:
    """Return the stance of a claim towards a fact: that of the first pattern that matches."""
    for pattern in fact.patterns:
        for reading in readings:
            if fact.elsewhere and compiled(fact.elsewhere).search(reading.surroundings):
                continue
            match = match_pattern(claim, reading, pattern)
            if match is None:
                continue
            kind = decide(claim, pattern, match)
            if kind is None:
                continue
            confidence = match.confidence * (STUDY_FACTOR if claim.holder is Holder.STUDY else 1.0)
            cited = tuple(reference.id for reference in fact.references)
            return Stance(claim.id, fact.id, kind, round(confidence, 3), cited)
    return None


def match_pattern(claim: Claim, reading: Reading, pattern: FactPattern) -> Match | None:
    """Match a pattern in one reading of a claim; subject and object must be tied in it."""
    if not compiled(pattern.subject).search(reading.text) or is_named(reading.text, pattern):
        return None
    if pattern.topic and not compiled(pattern.topic).search(reading.surroundings):
        return None
    if pattern.needs and not compiled(pattern.needs).search(reading.text):
        return None
    if pattern.unless and compiled(pattern.unless).search(reading.text):
        return None
    tie = find_tie(reading.text, pattern.subject, pattern.object, pattern.link, past=reading.start)
    framed = matches_frame(claim, pattern)
    if tie is None or is_hypothetical(reading.text, tie):
        return None
    if pattern.quantity and not any(has_quantity(pattern, quantity) for quantity in list_quantities(claim)):
        return None
    confidence = FRAME_CONFIDENCE if framed else reading.confidence
    if pattern.topic and not compiled(pattern.topic).search(reading.text):
        confidence *= TOPIC_FACTOR
    denied = is_denied(reading.text, tie) or is_rebutted(f"{reading.text[tie.end :]} {reading.rest}")
    return Match(denied, is_weak(claim, denied=denied) or is_hedged(reading.text, tie), confidence, reading.text)


def is_named(text: str, pattern: FactPattern) -> bool:
    """Say whether the text only gives a name to what the pattern takes for a cause."""
    causal = {Relation.CAUSE, Relation.MECHANISM, Relation.RISK_FACTOR} & {*pattern.relations}
    return bool(causal) and bool(lexicon_pattern("denial", "naming").search(text))


def matches_frame(claim: Claim, pattern: FactPattern) -> bool:
    """Say whether the claim's frame has the relation, and subject and object in their places."""
    frame = claim.frame
    return (
        frame.relation in pattern.relations
        and bool(compiled(pattern.subject).search(f"{frame.subject.text} {frame.subject.id}"))
        and (not pattern.object or bool(compiled(pattern.object).search(f"{frame.object.text} {frame.object.id}")))
    )


def list_quantities(claim: Claim) -> tuple[Quantity, ...]:
    """Return the quantities of the frame, or those read from the text."""
    return claim.frame.quantities or read_quantities(claim.text)


def has_quantity(pattern: FactPattern, quantity: Quantity) -> bool:
    """Say whether a quantity lies in the pattern's range."""
    wanted = pattern.quantity
    return (
        wanted is not None
        and quantity.kind is wanted.kind
        and (wanted.above is None or quantity.high > wanted.above)
        and (wanted.below is None or quantity.high <= wanted.below)
    )


def is_weak(claim: Claim, *, denied: bool) -> bool:
    """Say whether the frame says "may" or "sometimes"; in a denial "rarely" is the denial, not a hedge."""
    rare = claim.frame.quantifier is Quantifier.RARELY and not denied
    return claim.frame.modality == 1 or rare or claim.frame.quantifier is Quantifier.SOMETIMES


def decide(claim: Claim, pattern: FactPattern, match: Match) -> StanceKind | None:
    """Return the stance from the pattern's, who holds the claim, and how it is denied or hedged.

    What a page merely reports or quotes is out of scope: it is not the page's own stance.
    """
    if pattern.out_of_scope and compiled(pattern.out_of_scope).search(match.text):
        return StanceKind.OUT_OF_SCOPE
    denied = match.denied or claim.holder is Holder.DENIED
    if pattern.polarity is not None and denied == pattern.polarity:
        return None
    if not denied and claim.frame.modality < pattern.minimum_modality:
        return None
    kind = REVERSED.get(pattern.stance, pattern.stance) if denied and pattern.polarity is None else pattern.stance
    if claim.holder in (Holder.REPORTED, Holder.QUOTED) and not denied:
        return StanceKind.OUT_OF_SCOPE
    if kind is StanceKind.REFUTES and match.hedged:
        return pattern.hedged or StanceKind.HEDGED
    return kind
