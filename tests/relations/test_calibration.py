"""A comparator's confidence moves to the share of real ones among its judged pairs."""

import pytest

from audit.model import ClaimRelation, Evidence, RelationKind
from audit.relations.calibration import PRIOR_WEIGHT, calibrate, counts


def conflict(comparator: str, confidence: float, kind: RelationKind = RelationKind.CONTRADICTS) -> ClaimRelation:
    return ClaimRelation("a", "b", kind, "slot", confidence, Evidence(comparator, "why"))


@pytest.mark.parametrize("comparator", ["outcome", "only", "strength of effect"])
def test_confidence_lies_between_the_comparators_own_and_what_a_reader_found(comparator):
    real, judged = counts()[comparator.replace(" ", "_")]
    moved = calibrate(conflict(comparator, 0.7)).confidence
    assert moved == pytest.approx((real + PRIOR_WEIGHT * 0.7) / (judged + PRIOR_WEIGHT), abs=0.001)
    assert min(0.7, real / judged) - 0.001 <= moved <= max(0.7, real / judged) + 0.001


def test_a_comparator_that_nobody_judged_keeps_its_confidence():
    assert calibrate(conflict("no such comparator", 0.6)).confidence == 0.6


def test_what_is_no_conflict_is_left_alone():
    relation = conflict("outcome", 0.7, RelationKind.EQUIVALENT)
    assert calibrate(relation) is relation
