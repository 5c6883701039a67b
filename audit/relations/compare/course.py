"""How an illness ends: full recovery against lasting loss, one cause of death against another."""

import re
from functools import lru_cache

from audit.model import Claim, ClaimRelation, Concept, Evidence, RelationKind
from audit.relations.compare.judgement import Background, affirms, is_own, judged, same_article
from audit.relations.compare.likeness import (
    SURE,
    alike_any,
    is_placeholder,
    meant_objects,
    names,
    placeholders,
    plain,
    same_subject,
    stem,
    subjects_of,
)
from audit.relations.compare.scope import differing_scope, one_sided_scope
from audit.relations.compare.wording import REMEMBERED, find_wording

DYING = re.compile(
    r"\b(?:(?:die[sd]?|dying)\s+(?:of|from)|(?:deaths?|die[sd]?|dying|fatal)\b[^.;]{0,70}?"
    r"\b(?:due to|because of|results? from|comes? from|as a result of|caused by))\s+"
    r"(?P<cause>[^.;]+)",
    re.IGNORECASE,
)
"""What a claim says patients die of."""

NEAR = 400
"""Characters within which two statements of one article on recovery are about the same thing."""


def compare_recovery(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "it returns to normal" and "a full recovery is not possible"."""
    if not (is_own(left) and is_own(right)) or differing_scope(left, right) or one_sided_scope(left, right):
        return None
    for whole, partial in ((left, right), (right, left)):
        back, lost = find_wording("recovered", whole.text), find_wording("unrecovered", partial.text)
        if back is None or lost is None or find_wording("unrecovered", whole.text) or not affirms(whole):
            continue
        if any(
            find_wording(key, claim.text)
            for claim in (left, right)
            for key in ("hedged_quantity", "possibly", "aiming")
        ):
            continue
        if not recovers_same(whole, partial, background):
            continue
        reason = f"“{back.group(0)}” in one, “{lost.group(0)}” in the other"
        return judged(left, right, RelationKind.CONTRADICTS, "negation", 0.65, Evidence("recovery", reason))
    return None


def recovers_same(whole: Claim, partial: Claim, background: Background) -> bool:
    """Say whether two claims on recovery are about one thing: by subject, or close together in one paragraph."""
    if same_subject(whole, partial) >= SURE:
        return not any(UNLESS.search(claim.text) for claim in (whole, partial)) and not of_other_things(whole, partial)
    apart = abs(whole.span.start - partial.span.start)
    return same_article(whole, partial) and whole.context.block == partial.context.block and apart <= NEAR


UNLESS = re.compile(r"\b(?:without|unless|if|only|untreated)\b", re.IGNORECASE)


def of_other_things(one: Claim, other: Claim) -> bool:
    """Say whether each claim, its subject aside, names something that the other does not: two illnesses, two harms."""
    mine, yours = (
        {stem(term) for term in claim.frame.terms}
        - {stem(word) for concept in subjects_of(claim.frame) for word in concept.id.split()}
        - WORDED
        for claim in (one, other)
    )
    return bool(mine - yours) and bool(yours - mine) and not mine & yours


WORDED = {"normal", "return", "recover", "fully", "completely", "full", "complete", "never", "heal", "restore", "year"}
"""Words by which recovery itself is told."""


def compare_deaths(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Note two articles on one illness that let its patients die of different things."""
    if same_article(left, right) or not (tells_death(left.text) and tells_death(right.text)):
        return None
    if not (is_own(left) and is_own(right) and affirms(left) and affirms(right)):
        return None
    if min(left.frame.modality, right.frame.modality) < 3 or not on_one_illness(left, right, background):
        return None
    mine, other = dying_of(left), dying_of(right)
    if not mine or not other or mine & other or differing_scope(left, right) not in ("", "site"):
        return None
    reason = "each gives another cause of death"
    return judged(left, right, RelationKind.TENSION, "cause", 0.6, Evidence("death", reason))


@lru_cache(maxsize=REMEMBERED)
def tells_death(text: str) -> bool:
    """Say whether a text says what somebody dies of."""
    return DYING.search(text) is not None


def dying_of(claim: Claim) -> frozenset[str]:
    """Return the words of what a claim says patients die of, or nothing where it offers one cause of several."""
    found = DYING.search(claim.text)
    if found is None or find_wording("listing", claim.text) or find_wording("individual", claim.text):
        return frozenset()
    words = {stem(word.lower()) for word in re.findall(r"[A-Za-z-]{4,}", found["cause"])}
    return frozenset(words - placeholders() - LOOSE)


LOOSE = {
    "loss", "related", "other", "such", "with", "disease", "illness", "condition", "complication", "death", "gene",
    "mutation", "family", "genetic", "pattern", "cause",
}  # fmt: skip
"""Words that tell neither one illness nor one cause of death from another."""


def on_one_illness(left: Claim, right: Claim, background: Background) -> bool:
    """Say whether two claims are about exactly one illness: the one they name, or the one of their articles."""
    mine, other = ((*named_things(claim, background), *illness_of(claim, background)) for claim in (left, right))
    if alike_any(mine, other) >= 1.0:
        return True
    return any(
        names(claim, concept) and not is_narrowed(claim, concept, background)
        for claim, things in ((left, other), (right, mine))
        for concept in things
    )


def named_things(claim: Claim, background: Background) -> tuple[Concept, ...]:
    """Return the subjects and objects of a claim that can name an illness."""
    about = (*subjects_of(claim.frame), *meant_objects(claim, background))
    return tuple(concept for concept in about if not is_placeholder(concept) and not set(concept.id.split()) & LOOSE)


def is_narrowed(claim: Claim, concept: Concept, background: Background) -> bool:
    """Say whether a claim names a narrower kind of a thing."""
    return any(
        plain(one).head == plain(concept).head and plain(one).id != plain(concept).id
        for one in named_things(claim, background)
    )


def illness_of(claim: Claim, background: Background) -> tuple[Concept, ...]:
    """Return the illness of a claim's article, or nothing."""
    found = background.illnesses.get(claim.article)
    return (found,) if found is not None else ()
