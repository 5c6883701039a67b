"""How much, how many: doses, shares and ages of one statement, given twice."""

from audit.model import Claim, ClaimRelation, Evidence, Holder, Quantity, QuantityKind, Relation, RelationKind
from audit.relations.compare.judgement import Background, affirms, is_own, judged, same_article
from audit.relations.compare.likeness import stem
from audit.relations.compare.scope import differing_scope, one_sided_scope
from audit.relations.compare.wording import find_wording


def said_of(claim: Claim) -> frozenset[str]:
    """Return the content words of a claim but for its amounts: the same statement has the same ones."""
    amounts = {word.lower() for quantity in claim.frame.quantities for word in quantity.text.split()}
    words = {stem(term) for term in claim.frame.terms if not any(character.isdigit() for character in term)}
    return frozenset(words - {stem(word) for word in amounts} - UNITS)


def compare_threshold(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose, inside one article, a least dose that works and a smaller one that is said to have worked."""
    if not same_article(left, right) or not (is_own(left) and is_own(right)):
        return None
    for bound, success in ((left, right), (right, left)):
        least = least_dose(bound)
        if least is None or not affirms(success) or success.frame.relation not in WORKING:
            continue
        bound_at = least.low or least.high
        smaller = [dose for dose in doses(success) if dose.unit == least.unit and dose.high < bound_at]
        if smaller and not find_wording("least_dose", success.text):
            reason = f"one says that less than {least.text} does not work, the other that {smaller[0].text} did"
            return judged(left, right, RelationKind.CONTRADICTS, "quantity", 0.7, Evidence("threshold", reason))
    return None


def least_dose(claim: Claim) -> Quantity | None:
    """Return the dose below which a claim says that nothing works."""
    found = doses(claim)
    return found[0] if len(found) == 1 and find_wording("least_dose", claim.text) else None


def doses(claim: Claim) -> list[Quantity]:
    """Return the doses of a claim."""
    return [quantity for quantity in claim.frame.quantities if quantity.kind is QuantityKind.DOSE]


WORKING = {Relation.TREATMENT, Relation.PREVENTION, Relation.CAUSE, Relation.HARM}
UNITS = {"mg", "percent", "%", "day", "gram", "mcg", "iu", "ml", "year", "time"}

MEASURES = {QuantityKind.PERCENT, QuantityKind.DOSE, QuantityKind.AGE, QuantityKind.FREQUENCY}


def compare_quantity(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose two amounts of one kind that the same statement gives differently (1.5 times or more apart)."""
    mine, other = left.frame, right.frame
    if mine.relation is not other.relation or mine.predicate != other.predicate or not (is_own(left) and is_own(right)):
        return None
    if Holder.STUDY in (left.holder, right.holder) or not (affirms(left) and affirms(right)):
        return None
    if mine.subject.id != other.subject.id:
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
