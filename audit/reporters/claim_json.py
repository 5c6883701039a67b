"""Claim → the object of `report.json` that describes it, with its frame and context."""

import math
from typing import Any

from audit.model import Claim, Comparison, Concept, Context, Frame, Quantity, Span


def describe_claim(claim: Claim) -> dict[str, Any]:
    """Return a claim with its frame and context."""
    return {
        "id": claim.id,
        "article": claim.article,
        "start": claim.span.start,
        "end": claim.span.end,
        "text": claim.text,
        "label": claim.label.value,
        "holder": claim.holder.value,
        "confidence": round_number(claim.confidence),
        "frame": describe_frame(claim.frame),
        "context": describe_context(claim.context),
    }


def describe_frame(frame: Frame) -> dict[str, Any]:
    """Return the comparable content of a claim."""
    return {
        "subject": describe_concept(frame.subject),
        "relation": frame.relation.value,
        "object": describe_concept(frame.object),
        "direction": frame.direction.value,
        "polarity": frame.polarity,
        "modality": frame.modality,
        "quantifier": frame.quantifier.value,
        "exclusive": frame.exclusive,
        "quantities": [describe_quantity(quantity) for quantity in frame.quantities],
        "phase": frame.phase.value,
        "population": list(frame.population),
        "site": list(frame.site),
        "condition": frame.condition,
        "comparison": describe_comparison(frame.comparison),
        "predicate": frame.predicate,
        "subjects": [describe_concept(concept) for concept in frame.subjects],
        "objects": [describe_concept(concept) for concept in frame.objects],
        "terms": list(frame.terms),
    }


def describe_concept(concept: Concept) -> dict[str, Any]:
    """Return a noun phrase in its canonical and its surface form."""
    return {"id": concept.id, "head": concept.head, "text": concept.text}


def describe_quantity(quantity: Quantity) -> dict[str, Any]:
    """Return a number or range with its unit."""
    return {
        "low": round_number(quantity.low),
        "high": round_number(quantity.high),
        "unit": quantity.unit,
        "kind": quantity.kind.value,
        "vague": quantity.vague,
        "text": quantity.text,
    }


def describe_comparison(comparison: Comparison | None) -> dict[str, Any] | None:
    """Return what the subject is compared with, or None."""
    if comparison is None:
        return None
    return {
        "comparator": describe_concept(comparison.comparator),
        "dimension": comparison.dimension,
        "sign": comparison.sign,
    }


def describe_context(context: Context) -> dict[str, Any]:
    """Return what a claim needs from outside its own words."""
    return {
        "sentence": describe_span(context.sentence),
        "block": context.block,
        "headings": list(context.headings),
        "head": context.head,
        "lead_in": context.lead_in,
        "antecedents": [[written, meant] for written, meant in context.antecedents],
        "unresolved": list(context.unresolved),
        "standalone": context.standalone,
    }


def describe_span(span: Span) -> dict[str, int]:
    """Return a half-open stretch of code points."""
    return {"start": span.start, "end": span.end}


def round_number(value: float | None) -> float | None:
    """Return the number to three decimals, never a negative zero; None when there is none or it is not finite."""
    if value is None or not math.isfinite(value):
        return None
    return round(value, 3) + 0.0
