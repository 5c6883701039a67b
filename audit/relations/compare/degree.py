"""More and less: two comparisons of one pair, most against few, opposed kinds, always here and there."""

import re
from dataclasses import dataclass
from functools import lru_cache

from audit.claims.predicates import terms
from audit.model import Claim, ClaimRelation, Evidence, Quantifier, RelationKind
from audit.relations.compare.cause import is_whole
from audit.relations.compare.judgement import Background, affirms, is_own, judged
from audit.relations.compare.likeness import (
    is_deictic,
    is_placeholder,
    is_subject_restricted,
    objects_of,
    placeholders,
    same_object,
    same_subject,
    say,
    stem,
    subjects_of,
)
from audit.relations.compare.links import words_name
from audit.relations.compare.scope import differing_scope, one_sided_scope, specific_sites
from audit.relations.compare.wording import REMEMBERED, find_opposites, find_wording

IRREGULAR = {
    "better": ("good", 1), "worse": ("good", -1), "safer": ("safe", 1), "riskier": ("safe", -1),
    "stronger": ("strong", 1), "weaker": ("strong", -1), "higher": ("high", 1), "lower": ("high", -1),
    "faster": ("fast", 1), "slower": ("fast", -1), "healthier": ("healthy", 1), "greater": ("high", 1),
    "longer": ("long", 1), "shorter": ("long", -1),
}  # fmt: skip
"""Comparatives of one word → their family, and whether they say more or less of it."""

COMPARED = re.compile(
    r"\b(?P<no>no|not|never|n[’']t)?\s*(?:(?:any|much|far|even|just|equally|significantly|slightly)\s+)?"
    r"(?:(?P<degree>more|less)\s+(?P<adjective>[a-z-]+)\s+than|(?P<word>"
    + "|".join(IRREGULAR)
    + r")\s+(?:[\w-]+\s+){0,2}than"
    r"|as\s+(?P<even>[a-z-]+)\s+as)\s+(?P<other>[^.,;:()]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Grading:
    """Of what, in which respect, and whether a thing has more, less or as much than another."""

    respect: str
    sign: int
    other: frozenset[str]


def compare_comparisons(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "X is safer than Y" and "X is no safer than Y", or "Y is safer than X"."""
    if compared_in(left.text) is None or compared_in(right.text) is None:
        return None
    if not (is_own(left) and is_own(right)) or min(left.frame.modality, right.frame.modality) < 2:
        return None
    mine, other = grade(left), grade(right)
    if mine is None or other is None or mine.respect != other.respect or differing_scope(left, right):
        return None
    ours, theirs = named_words(left), named_words(right)
    if not ours or not theirs or one_sided_scope(left, right):
        return None
    same = (
        ours == theirs and bool(mine.other & other.other) and (mine.other <= other.other or other.other <= mine.other)
    )
    turned = ours <= other.other and theirs <= mine.other
    if not (same or turned) or mine.sign == (other.sign if same else -other.sign):
        return None
    reason = f"they compare “{say(left.frame.subject)}” and “{' '.join(sorted(mine.other))}” with opposite results"
    return judged(left, right, RelationKind.CONTRADICTS, "direction", 0.65, Evidence("comparison", reason))


@lru_cache(maxsize=REMEMBERED)
def compared_in(text: str) -> re.Match[str] | None:
    """Return where a text compares."""
    return COMPARED.search(text)


def grade(claim: Claim) -> Grading | None:
    """Return the comparison that a claim makes, or None."""
    found = compared_in(claim.text)
    if found is None or find_wording("hedged_quantity", claim.text):
        return None
    if found["even"]:
        respect, sign = stem(found["even"].lower()), -1 if found["no"] else 0
    else:
        word = found["word"].lower() if found["word"] else ""
        respect, sign = IRREGULAR[word] if word else (stem(found["adjective"].lower()), 1)
        sign = -sign if (found["degree"] or "").lower() == "less" else sign
        sign = 0 if found["no"] else sign
    words = (
        frozenset(stem(word.lower()) for word in re.findall(r"[A-Za-z-]{3,}", found["other"])) - placeholders() - LIGHT
    )
    return Grading(respect, sign, words) if words else None


LIGHT = {"the", "for", "and", "are", "with", "other", "those", "that", "than", "from", "when", "does", "using"}


def named_words(claim: Claim) -> frozenset[str]:
    """Return the words of a claim's subject, or nothing where it only points."""
    subject = claim.frame.subject
    if is_placeholder(subject) or is_deictic(subject):
        return frozenset()
    return frozenset(stem(word) for word in subject.id.split())


def compare_kinds(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose two kinds of which one shuts the other out: contagious and not to be caught, for life and fading."""
    opposed = find_opposites("kinds", left.text, right.text)
    if opposed is None or not (is_own(left) and is_own(right)) or not on_one_thing(left, right):
        return None
    if differing_scope(left, right) or one_sided_scope(left, right):
        return None
    if min(left.frame.modality, right.frame.modality) < 2 or any(doubts(claim) for claim in (left, right)):
        return None
    reason = f"“{opposed[0]}” in one, “{opposed[1]}” in the other"
    return judged(left, right, RelationKind.CONTRADICTS, "negation", 0.65, Evidence("kind", reason))


def doubts(claim: Claim) -> bool:
    """Say whether a claim speaks of some cases, or of a narrowed subject."""
    narrowed = is_subject_restricted(claim) or is_deictic(claim.frame.subject) or bool(claim.frame.condition)
    return narrowed or any(find_wording(key, claim.text) for key in ("hedged_quantity", "possibly", "minority"))


def on_one_thing(left: Claim, right: Claim) -> bool:
    """Say whether two claims have one subject, or one names the whole subject of the other."""
    things = [concept for claim in (left, right) for concept in subjects_of(claim.frame)]
    if left.article != right.article and any(concept.id in GENERAL for concept in things):
        return False
    if same_subject(left, right) >= 1.0:
        return True
    return any(
        words_name(claim, concept)
        for claim, other in ((left, right), (right, left))
        for concept in subjects_of(other.frame)
        if not is_placeholder(concept)
    )


GENERAL = {"infection", "virus", "bacterium", "bacteria", "germ", "rash", "vaccine", "drug", "medicine", "medication"}
"""Subjects that mean another thing in another article."""


def compare_majorities(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "most are" and "it is rarely", and two things that most cannot both be."""
    if not (is_own(left) and is_own(right) and affirms(left) and affirms(right)):
        return None
    if differing_scope(left, right) or one_sided_scope(left, right):
        return None
    for most, few in ((left, right), (right, left)):
        if says_most(most) and says_few(few) and not says_few(most) and predicates_alike(left, right):
            reason = "one says that it holds of most, the other that it holds of few"
            return judged(left, right, RelationKind.CONTRADICTS, "quantifier", 0.65, Evidence("majority", reason))
    if not (says_most(left) and says_most(right)) or same_subject(left, right) < 1.0:
        return None
    opposed = find_opposites("courses", left.text, right.text)
    if (
        opposed is None
        or left.frame.subject.head in terms("sufferer")
        or is_subject_restricted(left) != is_subject_restricted(right)
    ):
        return None
    reason = f"“{opposed[0]}” in one and “{opposed[1]}” in the other, each of most"
    return judged(left, right, RelationKind.CONTRADICTS, "quantifier", 0.65, Evidence("majority", reason))


def says_most(claim: Claim) -> bool:
    """Say whether a claim speaks of more than half."""
    return find_wording("majority", claim.text) is not None and claim.frame.modality >= 2


def says_few(claim: Claim) -> bool:
    """Say whether a claim speaks of less than half."""
    return find_wording("minority", claim.text) is not None


def predicates_alike(left: Claim, right: Claim) -> bool:
    """Say whether two claims relate exactly the same things in the same way."""
    mine, other = left.frame, right.frame
    same = mine.relation is other.relation and mine.predicate == other.predicate != ""
    if not same or same_subject(left, right) < 1.0 or is_subject_restricted(left) != is_subject_restricted(right):
        return False
    if not all(is_whole(claim, claim.frame.subject) and is_whole(claim, claim.frame.object) for claim in (left, right)):
        return False
    return same_object(left, right) >= 1.0 or not (objects_of(mine) or objects_of(other))


def compare_places(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "it always begins in one part of the body" and "it can begin in another"."""
    if not (is_own(left) and is_own(right) and affirms(left) and affirms(right)) or same_subject(left, right) < 1.0:
        return None
    for always, other in ((left, right), (right, left)):
        mine, theirs = set(specific_sites(always)), set(specific_sites(other))
        placed = always.frame.predicate == other.frame.predicate == "occur" and mine and theirs
        if (
            not placed
            or always.frame.quantifier is not Quantifier.ALWAYS
            or other.frame.quantifier is Quantifier.ALWAYS
        ):
            continue
        names = {stem(word) for concept in subjects_of(always.frame) for word in concept.id.split()}
        if mine & theirs - names or not theirs - names or one_sided_scope(left, right):
            continue
        reason = f"always in {', '.join(sorted(mine))} in one, also in {', '.join(sorted(theirs))} in the other"
        return judged(left, right, RelationKind.CONTRADICTS, "quantifier", 0.7, Evidence("place", reason))
    return None
