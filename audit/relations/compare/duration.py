"""How long one thing lasts, said twice."""

from audit.lexicons import lexicon_pattern
from audit.model import Claim, ClaimRelation, Evidence, Holder, Quantity, QuantityKind, Relation, RelationKind
from audit.relations.compare.judgement import Background, affirms, is_own, judged, same_article
from audit.relations.compare.likeness import SURE, is_deictic, same_subject, stem
from audit.relations.compare.scope import differing_scope, one_sided_scope

RATIO = 3.0
"""Upper bounds this far apart are two answers even where the ranges nest (domain notes 4.3: W01, X03)."""

LASTING = {Relation.DURATION, Relation.PROGNOSIS}


def compare_duration(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose two durations of one thing that are disjoint, or whose upper bounds are three or more times apart."""
    if left.frame.relation not in LASTING or right.frame.relation not in LASTING:
        return None
    mine, other = duration_of(left), duration_of(right)
    if mine is None or other is None or not (is_own(left) and is_own(right)):
        return None
    if not (affirms(left) and affirms(right)) or same_subject(left, right) < SURE:
        return None
    if is_deictic(left.frame.subject) or is_deictic(right.frame.subject):
        return None
    if Holder.STUDY in (left.holder, right.holder) or is_individual(left) or is_individual(right):
        return None
    slot = differing_scope(left, right) or one_sided_scope(left, right)
    if slot:
        return judged(left, right, RelationKind.SCOPE, slot, 0.6, Evidence("duration", f"they speak of another {slot}"))
    ratio = max(mine.high, other.high) / max(1.0, min(mine.high, other.high))
    disjoint = mine.high < other.low or other.high < mine.low
    if ratio < RATIO and not (disjoint and ratio >= 1.5):
        return None
    kind = RelationKind.CONTRADICTS if generic(left) and generic(right) else RelationKind.TENSION
    confidence = (0.85 if disjoint else 0.75) if kind is RelationKind.CONTRADICTS else 0.55
    confidence -= 0.0 if same_article(left, right) or same_subject(left, right) == 1.0 else 0.05
    reason = f"{left.frame.subject.text} lasts {mine.text} in one and {other.text} in the other"
    numbers = (("ratio of upper bounds", round(ratio, 2)),)
    return judged(left, right, kind, "duration", confidence, Evidence("duration", reason, numbers))


def duration_of(claim: Claim) -> Quantity | None:
    """Return the one duration of a claim; several leave open which is meant."""
    found = [quantity for quantity in claim.frame.quantities if quantity.kind is QuantityKind.DURATION]
    return found[0] if len(found) == 1 else None


def is_individual(claim: Claim) -> bool:
    """Say whether a claim tells of one case, in the past tense or the first person, not of the usual one."""
    return lexicon_pattern("comparison", "individual").search(claim.text) is not None


def generic(claim: Claim) -> bool:
    """Say whether the claim speaks of the usual case, not of what may happen."""
    return claim.frame.modality >= 3 or claim.frame.quantifier.value in ("usually", "always", "generic")


def said_of(claim: Claim) -> frozenset[str]:
    """Return the content words of a claim but for its amounts: the same statement has the same ones."""
    amounts = {word.lower() for quantity in claim.frame.quantities for word in quantity.text.split()}
    words = {stem(term) for term in claim.frame.terms if not any(character.isdigit() for character in term)}
    return frozenset(words - {stem(word) for word in amounts} - UNITS)


UNITS = {"mg", "percent", "%", "day", "gram", "mcg", "iu", "ml", "year", "time"}

MEASURES = {QuantityKind.PERCENT, QuantityKind.DOSE, QuantityKind.AGE, QuantityKind.FREQUENCY}


def compare_quantity(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose two amounts of one kind that the same statement gives differently."""
    mine, other = left.frame, right.frame
    if mine.relation is not other.relation or mine.predicate != other.predicate or not (is_own(left) and is_own(right)):
        return None
    if Holder.STUDY in (left.holder, right.holder) or not (affirms(left) and affirms(right)):
        return None
    if mine.subject.id != other.subject.id or mine.object.id != other.object.id:
        return None
    if differing_scope(left, right) or one_sided_scope(left, right) or said_of(left) != said_of(right):
        return None
    pairs = [
        (a, b)
        for a in mine.quantities
        for b in other.quantities
        if a.kind is b.kind and a.unit == b.unit and a.kind in MEASURES
    ]
    if len(pairs) != 1:
        return None
    one, two = pairs[0]
    apart = max(one.low, two.low) / max(1e-9, min(one.high, two.high))
    if apart < 1.5:
        return None
    reason = f"one says {one.text}, the other {two.text}"
    numbers = (("ratio", round(min(apart, 1e6), 2)),)
    return judged(left, right, RelationKind.CONTRADICTS, "quantity", 0.65, Evidence("quantity", reason, numbers))
