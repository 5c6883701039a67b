"""A claim's words → its frame."""

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from audit.claims import cues
from audit.claims.concepts import make_concept, members, words_of
from audit.claims.matching import find_core, find_predicate
from audit.claims.names import Names, is_content
from audit.claims.predicates import Predicate
from audit.claims.quantities import read_quantities
from audit.claims.roles import is_passive, leans_on_object, subject_of
from audit.model import (
    NOTHING,
    Comparison,
    Concept,
    Context,
    Direction,
    Frame,
    Label,
    Quantifier,
    QuantityKind,
    Relation,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

ANY = Concept("any treatment", "treatment", "any treatment")
"""Subject of a universal denial: "no treatment", "nothing", "there is no cure"."""


def build_frame(span: "Span", label: Label, context: Context, names: Names) -> Frame:
    """Read the frame of a claim from its parse and its resolved context."""
    text = span.text
    predicate = find_predicate(span)
    frame = Frame(subject=NOTHING, relation=Relation.OTHER, object=NOTHING)
    if predicate is not None:
        frame = fill_roles(frame, predicate, context, names)
    elif context.head:
        frame = replace(frame, subject=first(names.concepts(context.head)))
    frame = fill_cues(frame, span, text, predicate)
    frame = replace(frame, quantities=read_quantities(text), terms=content_terms(span, context, names))
    if label is Label.PUBLISHER:
        frame = replace(frame, relation=Relation.PUBLISHER)
    return settle_relation(frame, text)


def first(concepts: tuple[Concept, ...]) -> Concept:
    """Return the first concept, or `NOTHING`."""
    return concepts[0] if concepts else NOTHING


def fill_roles(frame: Frame, predicate: Predicate, context: Context, names: Names) -> Frame:
    """Fill subject, object, relation, direction, polarity and exclusivity from the predicate found."""
    subjects = (ANY,) if predicate.any_subject else resolve(predicate.subject, context, names)
    silent_target = predicate.object is None and predicate.subject is not None and is_silent_passive(predicate.anchor)
    targets = resolve(predicate.object, context, names) if predicate.object is not None or silent_target else ()
    return replace(
        frame,
        subject=first(subjects),
        object=first(targets),
        relation=predicate.relation,
        direction=predicate.direction,
        predicate=predicate.name,
        polarity=not predicate.negated,
        exclusive=predicate.exclusive,
        subjects=subjects if len(subjects) > 1 else (),
        objects=targets if len(targets) > 1 else (),
        comparison=compare(predicate, first(targets)) if predicate.relation is Relation.COMPARISON else None,
    )


def is_silent_passive(verb: "Token") -> bool:
    """Say whether a passive verb lacks its subject, which is then what is acted on: "Iodine – Found in fish"."""
    return is_passive(verb) and subject_of(verb) is None


def compare(predicate: Predicate, other: Concept) -> Comparison:
    """Return what the subject is compared with; a bare "differs from" has no dimension."""
    if predicate.name == "differ":
        return Comparison(other, "", 0)
    less = any(token.lower_ == "less" for token in predicate.anchor.subtree)
    return Comparison(other, predicate.name, -1 if less else 1)


def resolve(token: "Token | None", context: Context, names: Names) -> tuple[Concept, ...]:
    """Return the concepts of an argument; a pronoun or a missing subject takes its antecedent, or the list head."""
    if token is None:
        silent = next((antecedent for surface, antecedent in context.antecedents if not surface), context.head)
        return names.concepts(silent) if silent else ()
    pointing = next((child.lower_ for child in token.lefts if child.dep_ in ("det", "predet")), "")
    surfaces = {token.lower_, f"{pointing} {token.lower_}", " ".join(word.lower_ for word in token.subtree)}
    for surface, antecedent in context.antecedents:
        if surface and surface.lower() in surfaces:
            return names.concepts(antecedent)
    concept = make_concept(token)
    found = (members(token) or (concept,)) if concept.id else ()
    return tuple(names.unify(each) for each in found)


def fill_cues(frame: Frame, span: "Span", text: str, predicate: Predicate | None) -> Frame:
    """Fill modality, quantifier, phase, population, site and condition from their cues."""
    core = core_of(span)
    core_text = text if core is span else core.text
    exclusive = cues.exclusive_in(core_text)
    return replace(
        frame,
        modality=cues.modality_of(f"{text} {shared_modal(span)}") if frame.polarity or cues.cue("weak", text) else 3,
        quantifier=cues.quantifier_of(cues.near_text(core, predicate), core_text),
        exclusive=frame.polarity and (frame.exclusive if exclusive is None else exclusive),
        phase=cues.phase_of(text),
        population=cues.found("population", text),
        site=cues.found("site", text),
        condition=cues.condition_of(span),
    )


def shared_modal(span: "Span") -> str:
    """Return the modal verb that a coordinated clause shares with the clause before it: "may ease X and prevent Y"."""
    verb = span.root
    if verb.dep_ != "conj" or any(child.dep_ in ("nsubj", "nsubjpass", "aux") for child in verb.children):
        return ""
    head = verb.head.head if leans_on_object(verb) else verb.head
    return next((child.text for child in head.children if child.tag_ == "MD"), "")


def core_of(span: "Span") -> "Span":
    """Return the words of what is stated, without "a trial found that", "many people believe that"."""
    core, _ = find_core(span)
    if core.i == span.root.i:
        return span
    start, end = max(span.start, core.left_edge.i), min(span.end, core.right_edge.i + 1)
    return span.doc[start:end] if start < end else span


@cache
def ignored_terms() -> frozenset[str]:
    """Return lemmas that never help to pair claims."""
    light = "be have do get make take people person thing way lot body use include go"
    return frozenset(words_of("vague") | set(light.split()))


def content_terms(span: "Span", context: Context, names: Names) -> tuple[str, ...]:
    """Return the canonical content lemmas of the claim and of the words its context supplies."""
    lemmas = {token.lemma_.lower() for token in span if is_content(token)}
    for _, antecedent in context.antecedents:
        lemmas |= names.content(antecedent)
    if context.head and len(lemmas) < 6:
        lemmas |= names.content(context.head)
    return tuple(sorted(lemmas - ignored_terms()))


def settle_relation(frame: Frame, text: str) -> Frame:
    """Decide between duration, onset, site, frequency and definition where the verb leaves it open."""
    kinds = {quantity.kind for quantity in frame.quantities}
    if frame.relation is Relation.DURATION and QuantityKind.DURATION not in kinds:
        late = QuantityKind.LATENCY in kinds and not _SURVIVES.search(text)
        return replace(frame, relation=Relation.ONSET if late else Relation.PROGNOSIS)
    if frame.relation is Relation.FREQUENCY:
        return settle_occurrence(frame, text, kinds)
    if QuantityKind.DOSE in kinds and (frame.relation is Relation.OTHER or frame.subject.head in DOSES):
        return replace(frame, relation=Relation.DOSE)
    raising = frame.relation is Relation.CAUSE and frame.direction is Direction.RAISES
    if raising and frame.modality == 3 and "risk" in text.lower():
        return replace(frame, relation=Relation.RISK_FACTOR)
    return frame


DOSES = {"dose", "dosage", "intake", "amount", "allowance"}


def settle_occurrence(frame: Frame, text: str, kinds: set[QuantityKind]) -> Frame:
    """Decide what a verb of occurrence states: "occurs when" defines, "affects the face" places, "in 2 days" dates."""
    if _OCCURS_WHEN.search(text) and frame.quantifier in (Quantifier.GENERIC, Quantifier.ALWAYS):
        return replace(frame, relation=Relation.DEFINITION, predicate="be", condition="")
    if QuantityKind.LATENCY in kinds or _STARTS_WHEN.search(text):
        return replace(frame, relation=Relation.ONSET)
    if frame.site and not cues.cue("time_of_day", text):
        return replace(frame, relation=Relation.SITE)
    return frame


_STARTS_WHEN = re.compile(
    r"\b(?:starts?|begins?|appears?) "
    r"(?:when|after|before|between|at (?:any )?age|in|during|within|as early as|as late as)\b",
    re.IGNORECASE,
)
_SURVIVES = re.compile(r"\b(?:surviv\w+|lives?|lived)\b", re.IGNORECASE)
_OCCURS_WHEN = re.compile(r"\b(?:occurs?|happens?|arises?|develops?) (?:when|if)\b", re.IGNORECASE)
