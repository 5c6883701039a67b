"""A claim's words → its frame."""

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from audit.claims.concepts import make_concept, members, words_of
from audit.claims.matching import find_core, find_predicate
from audit.claims.predicates import Predicate
from audit.claims.quantities import read_quantities
from audit.lexicons import lexicon_pattern
from audit.model import (
    NOTHING,
    Comparison,
    Concept,
    Context,
    Direction,
    Frame,
    Holder,
    Label,
    Phase,
    Quantifier,
    QuantityKind,
    Relation,
)

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span, Token

ANY = Concept("any treatment", "treatment", "any treatment")
"""Subject of a universal denial: "no treatment", "nothing", "there is no cure"."""

QUANTIFIERS = (
    ("never", Quantifier.NO),
    ("rarely", Quantifier.RARELY),
    ("usually", Quantifier.USUALLY),
    ("always", Quantifier.ALWAYS),
    ("often", Quantifier.OFTEN),
    ("sometimes", Quantifier.SOMETIMES),
)
PHASES = (("long_term", Phase.LONG_TERM), ("after", Phase.AFTER), ("before", Phase.BEFORE), ("during", Phase.DURING))


def build_frame(span: "Span", label: Label, holder: Holder, context: Context, nlp: "Language") -> Frame:
    """Read the frame of a claim from its parse and its resolved context."""
    predicate = find_predicate(span)
    text = span.text
    frame = Frame(subject=NOTHING, relation=Relation.OTHER, object=NOTHING)
    if predicate is not None:
        frame = fill_roles(frame, predicate, context, nlp)
    elif context.head:
        frame = replace(frame, subject=concept_of_text(context.head, nlp))
    frame = fill_cues(frame, span, predicate)
    frame = replace(frame, quantities=read_quantities(text), terms=content_terms(span, context, nlp))
    if label is Label.PUBLISHER:
        frame = replace(frame, relation=Relation.PUBLISHER)
    return settle_relation(frame, text)


def fill_roles(frame: Frame, predicate: Predicate, context: Context, nlp: "Language") -> Frame:
    """Fill subject, object, relation, direction, polarity and exclusivity from the predicate found."""
    subject = ANY if predicate.any_subject else resolve(predicate.subject, context, nlp)
    target = resolve(predicate.object, context, nlp) if predicate.object is not None else NOTHING
    comparison = None
    if predicate.relation is Relation.COMPARISON:
        sign = -1 if any(token.lower_ == "less" for token in predicate.anchor.subtree) else 1
        comparison = Comparison(
            target, "" if predicate.name == "differ" else predicate.name, 0 if predicate.name == "differ" else sign
        )
    return replace(
        frame,
        subject=subject,
        object=target,
        relation=predicate.relation,
        direction=predicate.direction,
        predicate=predicate.name,
        polarity=not predicate.negated,
        exclusive=predicate.exclusive,
        subjects=members(predicate.subject) if predicate.subject is not None else (),
        objects=members(predicate.object) if predicate.object is not None else (),
        comparison=comparison,
    )


def resolve(token: "Token | None", context: Context, nlp: "Language") -> Concept:
    """Return the concept of an argument; a pronoun or a missing subject takes its antecedent, or the list head."""
    if token is not None:
        concept = make_concept(token)
        if concept.id:
            return concept
        phrase = " ".join(word.text for word in token.subtree).lower()
        for surface, antecedent in context.antecedents:
            if surface and surface.lower() in (token.lower_, phrase):
                return concept_of_text(antecedent, nlp)
        return NOTHING
    silent = next((antecedent for surface, antecedent in context.antecedents if not surface), context.head)
    return concept_of_text(silent, nlp) if silent else NOTHING


@lru_cache(maxsize=4096)
def concept_of_text(text: str, nlp: "Language") -> Concept:
    """Return the concept of a phrase given as text."""
    span = nlp(text[:200])[:]
    if not len(span):
        return NOTHING
    root = span.root
    if root.pos_ == "VERB" and root.dep_ == "ROOT":
        noun = next(
            (child for child in root.children if child.dep_ in ("nsubj", "dobj") and not root.lower_.endswith("ing")),
            None,
        )
        root = noun or root
    return make_concept(root)


def fill_cues(frame: Frame, span: "Span", predicate: Predicate | None) -> Frame:
    """Fill modality, quantifier, phase, population, site and condition from their cues."""
    text = span.text
    near = near_text(span, predicate)
    return replace(
        frame,
        modality=modality_of(text) if frame.polarity or lexicon_pattern("cues", "weak").search(text) else 3,
        quantifier=quantifier_of(near, text),
        exclusive=(frame.exclusive or bool(lexicon_pattern("cues", "exclusive").search(text)))
        and not lexicon_pattern("cues", "inclusive").search(text),
        phase=next((phase for key, phase in PHASES if lexicon_pattern("cues", key).search(text)), Phase.ANY),
        population=found("population", text),
        site=found("site", text),
        condition=condition_of(span),
    )


def modality_of(text: str) -> int:
    """Return 1 may · 2 can, often · 3 bare present · 4 will, always, proven."""
    weak, medium, strong = (lexicon_pattern("cues", key).search(text) for key in ("weak", "medium", "strong"))
    if weak:
        return 1
    if strong:
        return 4
    return 2 if medium else 3


def near_text(span: "Span", predicate: Predicate | None) -> str:
    """Return the words that can quantify the claim: adverbs of its verb and modifiers of its subject."""
    if predicate is None:
        return span.text
    holders = {predicate.anchor.i}
    holders |= {token.i for token in (predicate.subject, predicate.object) if token is not None}
    holders |= {ancestor.i for ancestor in predicate.anchor.ancestors if ancestor.i >= span.start}
    words = [
        token.text
        for token in span
        if (token.head.i in holders and token.dep_ in ("advmod", "det", "amod", "predet", "neg", "nummod"))
        or (token.i in holders and token.dep_ in ("nsubj", "nsubjpass", "amod"))
        or (token.dep_ == "advmod" and token.head.head.i in holders)
    ]
    return " ".join(words)


def quantifier_of(near: str, text: str) -> Quantifier:
    """Return the quantifier that stands near the predicate, else GENERIC; "almost always" is USUALLY."""
    for phrase in ("for good", "once and for all"):
        if phrase in text.lower():
            return Quantifier.ALWAYS
    if re.search(r"\b(?:almost|nearly) (?:always|all)\b", text, re.IGNORECASE):
        return Quantifier.USUALLY
    return next((value for key, value in QUANTIFIERS if lexicon_pattern("cues", key).search(near)), Quantifier.GENERIC)


def found(key: str, text: str) -> tuple[str, ...]:
    """Return the cues of a list that occur in the text, lower-case, sorted."""
    return tuple(sorted({match.group(0).lower() for match in lexicon_pattern("cues", key).finditer(text)}))


def condition_of(span: "Span") -> str:
    """Return the text of the first conditional clause or phrase, or ""."""
    for token in span:
        if (
            token.dep_ in ("mark", "advmod")
            and lexicon_pattern("cues", "condition").fullmatch(token.lower_)
            and token.head.dep_ == "advcl"
        ):
            clause = sorted(token.head.subtree, key=lambda inner: inner.i)
            return " ".join(inner.text for inner in clause if inner.i >= token.i).strip()
    return ""


@cache
def ignored_terms() -> frozenset[str]:
    """Return lemmas that never help to pair claims."""
    return frozenset(
        words_of("vague")
        | {
            "be",
            "have",
            "do",
            "get",
            "make",
            "take",
            "people",
            "person",
            "thing",
            "way",
            "lot",
            "body",
            "use",
            "include",
            "go",
        }
    )


def content_terms(span: "Span", context: Context, nlp: "Language") -> tuple[str, ...]:
    """Return the canonical content lemmas of the claim and of the words its context supplies."""
    lemmas = {token.lemma_.lower() for token in span if is_content(token)}
    for _, antecedent in context.antecedents:
        lemmas |= terms_of_text(antecedent, nlp)
    if context.head and len(lemmas) < 6:
        lemmas |= terms_of_text(context.head, nlp)
    return tuple(sorted(lemmas - ignored_terms()))


@lru_cache(maxsize=4096)
def terms_of_text(text: str, nlp: "Language") -> frozenset[str]:
    """Return the content lemmas of a phrase."""
    return frozenset(token.lemma_.lower() for token in nlp(text[:200]) if is_content(token))


def is_content(token: "Token") -> bool:
    """Say whether a token carries content."""
    return (
        token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
        and not token.is_stop
        and any(char.isalnum() for char in token.text)
    )


def settle_relation(frame: Frame, text: str) -> Frame:
    """Decide between duration, onset, site, frequency and definition where the verb leaves it open."""
    durations = [quantity for quantity in frame.quantities if quantity.kind is QuantityKind.DURATION]
    if frame.relation is Relation.DURATION and not durations:
        latency = any(quantity.kind is QuantityKind.LATENCY for quantity in frame.quantities)
        return replace(frame, relation=Relation.ONSET if latency else Relation.PROGNOSIS)
    if frame.relation is Relation.FREQUENCY:
        if re.search(r"\b(?:occurs?|happens?) when\b", text) and re.match(r"\s*(?:an?|the)\b", text, re.IGNORECASE):
            return replace(frame, relation=Relation.DEFINITION, predicate="be")
        if frame.site and not lexicon_pattern("cues", "time_of_day").search(text):
            return replace(frame, relation=Relation.SITE)
    if frame.relation is Relation.OTHER and any(quantity.kind is QuantityKind.DOSE for quantity in frame.quantities):
        return replace(frame, relation=Relation.DOSE)
    if (
        frame.relation is Relation.CAUSE
        and frame.direction is Direction.RAISES
        and frame.modality == 3
        and "risk" in text.lower()
    ):
        return replace(frame, relation=Relation.RISK_FACTOR)
    return frame
