"""Is it handed down: a disease called hereditary here, and not, or not for most, or not known to be, there."""

import re
from functools import lru_cache

from audit.lexicons import lexicon_pattern, load_lexicon
from audit.model import Claim, ClaimRelation, Evidence, RelationKind
from audit.relations.compare.course import on_one_illness
from audit.relations.compare.judgement import Background, affirms, is_own, judged, same_article
from audit.relations.compare.likeness import is_subject_restricted
from audit.relations.compare.wording import REMEMBERED, find_wording, plain_match


def compare_heredity(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose, between two articles on one illness, "it is hereditary" and "it is not", or "not known" and genes."""
    if same_article(left, right) or not (on_heredity(left.text) and on_heredity(right.text)):
        return None
    if not on_one_illness(left, right, background):
        return None
    for one, other in ((left, right), (right, left)):
        if calls_inherited(one) and denies_heredity(other):
            partly = find_wording("hedged_quantity", other.text) is not None
            kind = RelationKind.TENSION if partly else RelationKind.CONTRADICTS
            reason = "one calls it hereditary, the other says that it is not" + (", or not in most" if partly else "")
            return judged(left, right, kind, "cause", 0.65, Evidence("heredity", reason))
        if leaves_open(one) and knows_genes(other):
            reason = "one says that it is not known whether it is hereditary, the other names genes"
            return judged(left, right, RelationKind.TENSION, "cause", 0.55, Evidence("heredity", reason))
    return None


@lru_cache(maxsize=REMEMBERED)
def on_heredity(text: str) -> bool:
    """Say whether a text speaks of heredity at all."""
    return any(lexicon_pattern("heredity", key).search(text) for key in load_lexicon("heredity"))


def calls_inherited(claim: Claim) -> bool:
    """Say whether a claim calls a disease hereditary without reserve."""
    narrowed = claim.frame.population or claim.frame.condition or is_subject_restricted(claim)
    if not is_own(claim) or not affirms(claim) or narrowed:
        return False
    found = plain_match(lexicon_pattern("heredity", "inherited"), claim.text)
    return bool(found) and not lexicon_pattern("heredity", "not_inherited").search(claim.text) and not hedges(claim)


def hedges(claim: Claim) -> bool:
    """Say whether a claim speaks of some cases only."""
    text = CALLED.sub(" ", claim.text)
    hedged = any(find_wording(key, text) for key in ("hedged_quantity", "possibly"))
    return hedged or "familial" in text.lower()


CALLED = re.compile(r"\bcan be (?:labell?ed|called|considered|classed|classified|regarded|described)\b", re.IGNORECASE)
""""It can be called hereditary" calls it so."""


def denies_heredity(claim: Claim) -> bool:
    """Say whether a claim denies heredity, of all cases or of most."""
    return is_own(claim) and lexicon_pattern("heredity", "not_inherited").search(claim.text) is not None


def leaves_open(claim: Claim) -> bool:
    """Say whether a claim leaves open whether a disease is hereditary."""
    return lexicon_pattern("heredity", "heredity_open").search(claim.text) is not None


def knows_genes(claim: Claim) -> bool:
    """Say whether a claim names genes as a cause or risk."""
    return (
        is_own(claim) and affirms(claim) and lexicon_pattern("heredity", "genes_known").search(claim.text) is not None
    )
