"""Claims → the pairs worth comparing."""

from collections import defaultdict
from collections.abc import Sequence

from audit.model import CandidatePair, Claim, Label
from audit.relations.encode import ENCODERS


def pair_claims(claims: Sequence[Claim], neighbours: int) -> tuple[CandidatePair, ...]:
    """Return for each claim at most `neighbours` partners (placeholder: nearest vectors only)."""
    from numpy import argsort

    if len(claims) < 2:
        return ()
    matrix = ENCODERS["ngrams"]([claim.context.standalone or claim.text for claim in claims])
    found: dict[tuple[int, int], float] = {}
    for start in range(0, len(claims), 500):
        block = (matrix[start : start + 500] @ matrix.T).toarray()
        for offset, row in enumerate(block):
            row[start + offset] = -1.0
            for other in argsort(-row, kind="stable")[:neighbours]:
                pair = (min(start + offset, int(other)), max(start + offset, int(other)))
                found[pair] = round(float(row[other]), 6)
    return tuple(
        CandidatePair(claims[left].id, claims[right].id, "neighbour", similarity)
        for (left, right), similarity in sorted(found.items())
    )
