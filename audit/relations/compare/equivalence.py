"""A pair of claims → do they say the same, and if not quite, in what do they differ."""

from audit.model import Claim, ClaimRelation, Evidence, RelationKind


def compare_equivalence(left: Claim, right: Claim, similarity: float) -> ClaimRelation | None:
    """Judge whether two claims say the same (placeholder: near copies only)."""
    if left.frame.polarity != right.frame.polarity or similarity < 0.7:
        return None
    return ClaimRelation(
        left.id,
        right.id,
        RelationKind.EQUIVALENT,
        "",
        round(similarity, 4),
        Evidence("equivalence", "nearly the same words", (("similarity", similarity),)),
    )
