"""What a comparator is, and the one way to build its answer."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from audit.model import Claim, ClaimRelation, Concept, Evidence, Holder, RelationKind
from audit.relations.compare.wording import find_wording


@dataclass(frozen=True, slots=True)
class Background:
    """What the claims compared say beside the two at hand."""

    genera: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Head of a term → heads of what it is defined as ("cramp" → {"contraction"})."""
    topics: Mapping[str, Concept] = field(default_factory=dict)
    """Article → the one thing most of its claims are about; "the disease" means it where nothing nearer is named."""
    illnesses: Mapping[str, Concept] = field(default_factory=dict)
    """Article → the illness that its claims treat, prevent or describe; "this disease" means it, not a remedy."""
    subjects: Mapping[str, tuple[Concept, ...]] = field(default_factory=dict)
    """Claim that lacks a subject → that of the claim before it in its sentence: "they last hours and can hurt"."""
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Article → its commonest strong canonical words: two articles that share one are about one topic."""
    vocabulary: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Article → more of these words, commonest first; none where it has too few claims to tell."""


Comparator = Callable[[Claim, Claim, Background], ClaimRelation | None]
"""Two claims → their relation, or None where the comparator has nothing to say."""


UNTRUE = re.compile(r"\b(?:not|n[’']t|no|never)\b[^.;,]{0,20}\b(?:true|correct|right|case|truth|fact)\b", re.IGNORECASE)


def judged(  # noqa: PLR0913 -- a relation has six parts
    left: Claim, right: Claim, kind: RelationKind, slot: str, confidence: float, evidence: Evidence
) -> ClaimRelation:
    """Build a relation with the left claim before the right one, its confidence lowered for shaky claims."""
    shaky = min(1.0, 0.5 + min(left.confidence, right.confidence) * 0.6)
    first, second = sorted((left, right), key=place_of)
    return ClaimRelation(first.id, second.id, kind, slot, round(confidence * shaky, 3), evidence)


def place_of(claim: Claim) -> tuple[str, int, int]:
    """Return what claims are ordered by: article, start, end."""
    return claim.article, claim.span.start, claim.span.end


def affirms(claim: Claim) -> bool:
    """Say whether the page affirms what the frame relates; a denied myth turns the polarity round.

    "It is not true that …" is read as a denial both by the holder and by the frame: it counts once.
    """
    if claim.holder is Holder.DENIED and not claim.frame.polarity and UNTRUE.search(claim.text):
        return False
    return claim.frame.polarity != (claim.holder is Holder.DENIED)


def is_own(claim: Claim) -> bool:
    """Say whether the page stands behind the claim itself, or behind its denial; an open question has nobody."""
    held = claim.holder in (Holder.ASSERTED, Holder.DENIED, Holder.STUDY)
    return held and find_wording("unknown_whether", claim.text) is None


def same_article(left: Claim, right: Claim) -> bool:
    """Say whether both claims stand in one article."""
    return left.article == right.article
