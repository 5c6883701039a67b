"""What is needed: needed here and not needed there; two acts that shut each other out."""

import re
from functools import lru_cache

from audit.model import Claim, ClaimRelation, Evidence, Label, Relation, RelationKind
from audit.relations.compare.judgement import Background, affirms, is_own, judged, same_article
from audit.relations.compare.likeness import SURE, alike_any, meant_objects, on_one_topic, placeholders, stem
from audit.relations.compare.scope import differing_scope
from audit.relations.compare.wording import REMEMBERED, find_opposites, find_wording

THING = r"(?:an?\s+|the\s+|any\s+|your\s+)?(?P<after>[\w-]+(?:\s+[\w-]+)?)"
NEEDED = re.compile(
    r"(?P<before>[\w -]{3,40}?)\s+(?:is|are)\s+(?:(?!not\b)\w+\s+)?(?:needed|necessary|required|essential)\b"
    rf"|(?<!not )(?<!n't )(?<!n’t )(?<!only )(?<!may )(?<!might )\b(?:needs?|requires?)\s+(?!to\b){THING}",
    re.IGNORECASE,
)
"""What is needed stands before "is needed", or after "needs"."""

NOT_NEEDED = re.compile(
    r"(?P<before>[\w -]{3,40}?)\s+(?:is|are)\s+(?:not\s+(?:\w+\s+)?(?:needed|necessary|required)|unnecessary)\b"
    rf"|(?:do(?:es)? not|do(?:es)?n[’']t|never)\s+(?:\w+\s+)?(?:need|require)\s+(?!to\b){THING}"
    rf"|no need for\s+{THING.replace('after', 'thing')}",
    re.IGNORECASE,
)
"""What is not needed, likewise."""

SEEING = re.compile(
    r"\b(?:see|consult|visit|ask|call|talk to|contact)\s+(?:an?\s+|the\s+|your\s+)?(?P<whom>[\w-]+)", re.IGNORECASE
)
ACTED = {Relation.TREATMENT, Relation.PREVENTION, Relation.ADVICE_DO, Relation.ADVICE_DONT}


def compare_need(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "X is needed" (or "see an X") and "X is not needed", on one topic."""
    if not (is_own(left) and is_own(right)) or not on_one_topic(left, right, background):
        return None
    for denial, need in ((left, right), (right, left)):
        denied = what_is_needless(denial.text)
        if find_wording("individual", denial.text) or find_wording("individual", need.text):
            continue
        if not denied or what_is_needless(need.text) or narrows(left, right):
            continue
        if not denied & (what_is_needed(need.text) | whom_to_see(need)):
            continue
        reason = f"“{' '.join(sorted(denied))}” is not needed in one, and is needed in the other"
        return judged(left, right, RelationKind.CONTRADICTS, "advice", 0.65, Evidence("need", reason))
    return None


@lru_cache(maxsize=REMEMBERED)
def what_is_needed(text: str) -> frozenset[str]:
    """Return the words of what a text says is needed."""
    return named_by(NEEDED.search(text))


@lru_cache(maxsize=REMEMBERED)
def what_is_needless(text: str) -> frozenset[str]:
    """Return the words of what a text says is not needed."""
    return named_by(NOT_NEEDED.search(text))


def named_by(found: re.Match[str] | None) -> frozenset[str]:
    """Return the words of the thing that a match names."""
    thing = next((group for group in found.groups() if group), "") if found else ""
    words = re.findall(r"[a-z-]{3,}", thing.lower())[-2:]
    return frozenset({stem(word) for word in words if word not in FUNCTION_WORDS} - placeholders()) | DOCTORS & set(
        words
    )


FUNCTION_WORDS = {"not", "and", "for", "the", "well", "you", "that", "this"}
DOCTORS = {"doctor", "physician"}


def whom_to_see(claim: Claim) -> frozenset[str]:
    """Return whom advice sends the reader to."""
    found = SEEING.search(claim.text) if claim.label is Label.ADVICE else None
    return frozenset({stem(found["whom"].lower())}) if found else frozenset()


def narrows(left: Claim, right: Claim) -> bool:
    """Say whether the two speak of different people, other than in how they name the healthy."""
    slot = differing_scope(left, right)
    healthy = all(any("healthy" in word for word in claim.frame.population) for claim in (left, right))
    return bool(slot) and not (slot == "population" and healthy)


def compare_acts(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose two acts that shut each other out, both advised or praised for one condition."""
    if not (is_own(left) and is_own(right) and commends(left) and commends(right)):
        return None
    if not on_one_topic(left, right, background) or differing_scope(left, right):
        return None
    opposed = find_opposites("opposed_acts", left.text, right.text)
    if opposed is None:
        return None
    reason = f"“{opposed[0]}” is commended in one, “{opposed[1]}” in the other"
    return judged(left, right, RelationKind.CONTRADICTS, "advice", 0.65, Evidence("opposed acts", reason))


def compare_opposed_remedies(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Note opposed properties of what is eaten or taken, both praised for one condition: "low-fat" and "high-fat"."""
    if not (is_own(left) and is_own(right) and commends(left) and commends(right)):
        return None
    if not for_one_condition(left, right, background) or differing_scope(left, right):
        return None
    if DEGREE.search(left.text) or DEGREE.search(right.text):
        return None
    opposed = find_opposites("opposed_remedies", left.text, right.text)
    if opposed is None or works_against(left.text, opposed[0]) or works_against(right.text, opposed[1]):
        return None
    reason = f"“{opposed[0]}” is praised in one, “{opposed[1]}” in the other"
    return judged(left, right, RelationKind.TENSION, "advice", 0.6, Evidence("opposed remedies", reason))


DEGREE = re.compile(
    r"\b(?:for some|some people|sometimes|or|either|instead|first|then|after \d+|until|hours?|alternat\w+)\b",
    re.IGNORECASE,
)
"""Words by which opposed acts are alternatives or follow each other."""


def works_against(text: str, words: str) -> bool:
    """Say whether what is praised works against a thing: "it blocks inflammatory substances"."""
    return AGAINST.search(text[: text.find(words)]) is not None


AGAINST = re.compile(
    r"\b(?:inhibit|reduc|lower|block|prevent|suppress|fight|against|decreas|avoid|replac|cut)\w*\b[^.;]{0,40}$",
    re.IGNORECASE,
)
"""Verbs before a thing that is worked against."""


def for_one_condition(left: Claim, right: Claim, background: Background) -> bool:
    """Say whether two claims are about one condition: what they name, or else what their articles are about."""
    named = tuple(objects for claim in (left, right) if (objects := meant_objects(claim, background)))
    if len(named) == 2 and alike_any(*named) >= SURE:
        return True
    if len(named) < 2:
        return on_one_topic(left, right, background)
    illness = background.illnesses.get(left.article)
    stated = {word for objects in named for concept in objects for word in concept.id.split()}
    return same_article(left, right) and illness is not None and set(illness.id.split()) <= stated


def commends(claim: Claim) -> bool:
    """Say whether a claim advises an act or says that it does good; "avoid all movement" commends rest."""
    if claim.frame.relation not in ACTED and claim.label is not Label.ADVICE:
        return False
    if claim.frame.relation is Relation.ADVICE_DONT:
        return re.match(r"\W*(?:you should )?avoid\b", claim.text, re.IGNORECASE) is not None
    return affirms(claim)
