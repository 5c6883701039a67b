"""A candidate pair → its relation; one module a slot. The first comparator with an answer decides."""

from audit.relations.compare.advice import compare_advice
from audit.relations.compare.amount import compare_quantity, compare_threshold
from audit.relations.compare.cause import compare_cause, compare_direction, compare_endings, compare_many_causes
from audit.relations.compare.course import compare_deaths, compare_recovery
from audit.relations.compare.definition import compare_definition, compare_site, compare_terms
from audit.relations.compare.degree import compare_comparisons, compare_kinds, compare_majorities, compare_places
from audit.relations.compare.duration import compare_duration, compare_onset
from audit.relations.compare.heredity import compare_heredity
from audit.relations.compare.judgement import Comparator
from audit.relations.compare.links import compare_links, compare_side_effects
from audit.relations.compare.need import compare_acts, compare_need, compare_opposed_remedies
from audit.relations.compare.needed import compare_needed
from audit.relations.compare.negation import compare_effects, compare_negation
from audit.relations.compare.outcome import compare_doom, compare_outcome, compare_strength
from audit.relations.compare.physiology import compare_loop, compare_start_and_end
from audit.relations.compare.proof import compare_proof
from audit.relations.compare.property import compare_grade, compare_property, compare_valence
from audit.relations.compare.quantifier import compare_only, compare_quantifier, compare_safety
from audit.relations.compare.share import compare_shares
from audit.relations.compare.unknown import compare_unknown

COMPARATORS: tuple[Comparator, ...] = (
    compare_duration,
    compare_onset,
    compare_outcome,
    compare_negation,
    compare_links,
    compare_side_effects,
    compare_property,
    compare_effects,
    compare_valence,
    compare_direction,
    compare_loop,
    compare_start_and_end,
    compare_cause,
    compare_endings,
    compare_many_causes,
    compare_heredity,
    compare_recovery,
    compare_deaths,
    compare_definition,
    compare_only,
    compare_strength,
    compare_doom,
    compare_unknown,
    compare_proof,
    compare_safety,
    compare_advice,
    compare_need,
    compare_acts,
    compare_opposed_remedies,
    compare_quantity,
    compare_needed,
    compare_shares,
    compare_threshold,
    compare_majorities,
    compare_places,
    compare_comparisons,
    compare_kinds,
    compare_quantifier,
    compare_grade,
    compare_terms,
    compare_site,
)
"""Every comparator, the ones with the most specific reason first."""

__all__ = ["COMPARATORS"]
