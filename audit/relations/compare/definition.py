"""What a thing is: two definitions with opposed properties, sites that exclude each other, swapped terms."""

import re
from functools import cache, lru_cache

from audit.lexicons import compile_terms, load_lexicon
from audit.model import Claim, ClaimRelation, Evidence, Relation, RelationKind
from audit.relations.compare.judgement import Background, affirms, is_own, judged, same_article
from audit.relations.compare.likeness import (
    SURE,
    is_placeholder,
    is_subject_restricted,
    placeholders,
    plain,
    same_subject,
    say,
    shared_terms,
    stem,
)
from audit.relations.compare.scope import differing_scope
from audit.relations.compare.wording import REMEMBERED, find_opposites

DESCRIBING = {
    Relation.DEFINITION,
    Relation.DURATION,
    Relation.SYMPTOM,
    Relation.FREQUENCY,
    Relation.SITE,
    Relation.COMPARISON,
    Relation.COMPOSITION,
    Relation.MECHANISM,
    Relation.PROGNOSIS,
    Relation.OTHER,
}


@cache
def confusables() -> tuple[tuple[re.Pattern[str], ...], ...]:
    """Return the groups of patterns for terms that are swapped though they differ."""
    return tuple(
        tuple(compile_terms([side]) for side in group.split(" :: "))
        for group in load_lexicon("comparison")["confusable"]
    )


def compare_definition(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose two descriptions of one thing, at least one of them its definition, that give it opposed properties."""
    mine, other = left.frame, right.frame
    if Relation.DEFINITION not in (mine.relation, other.relation) or not (is_own(left) and is_own(right)):
        return None
    if mine.relation not in DESCRIBING or other.relation not in DESCRIBING:
        return None
    if same_subject(left, right) < 1.0 or is_subject_restricted(left) != is_subject_restricted(right):
        return None
    opposed = find_opposites("oppositions", without_subject(left), without_subject(right))
    if opposed is None or not (stands(left, opposed[0]) and stands(right, opposed[1])):
        return None
    if differing_scope(left, right):
        return None
    thing = say(mine.subject) or say(other.subject)
    reason = f"“{thing}” is described as “{opposed[0]}” in one and as “{opposed[1]}” in the other"
    both = mine.relation is other.relation is Relation.DEFINITION
    kind = RelationKind.CONTRADICTS if both else RelationKind.TENSION
    return judged(left, right, kind, "definition", 0.75 if both else 0.6, Evidence("definition", reason))


def stands(claim: Claim, property_text: str) -> bool:
    """Say whether a claim affirms a property that it words; "cannot relax" carries its own denial."""
    return affirms(claim) or re.search(r"\b(?:not|cannot|unable|no)\b|n[’']t", property_text) is not None


def without_subject(claim: Claim) -> str:
    """Return what a claim says after its subject: "voluntary contractions" are not described as voluntary.

    What follows "than" is said of something else.
    """
    subject = claim.frame.subject.text
    found = claim.text.find(subject) if subject else -1
    said = claim.text[found + len(subject) :] if found >= 0 else claim.text
    return re.split(r"\bthan\b", said, maxsplit=1)[0]


def compare_terms(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Find a term swapped for another that is something else: the same things are said of both."""
    if not (is_own(left) and is_own(right)) or affirms(left) != affirms(right):
        return None
    here, there = confusables_in(left.text), confusables_in(right.text)
    for index in sorted(here.keys() & there.keys()):
        group, mine, other = confusables()[index], here[index], there[index]
        if len(mine) != 1 or len(other) != 1 or mine == other or is_listing(left) != is_listing(right):
            continue
        words = {term for place in (*mine, *other) for term in swapped_words(group[place], left.text, right.text)}
        common = shared_terms(left, right) - words
        if len(common) < 3 or not parallel(left, right):
            continue
        one, another = first_match(group[mine[0]], left.text), first_match(group[other[0]], right.text)
        reason = f"the same is said of “{one}” in one and of “{another}” in the other: they are different things"
        return judged(left, right, RelationKind.TENSION, "term", 0.6, Evidence("term", reason))
    return None


@lru_cache(maxsize=REMEMBERED)
def confusables_in(text: str) -> dict[int, list[int]]:
    """Return, by group of confusable terms, the places of those that a text has."""
    found = {
        index: [place for place, pattern in enumerate(group) if pattern.search(text)]
        for index, group in enumerate(confusables())
    }
    return {index: places for index, places in found.items() if places}


def swapped_words(pattern: re.Pattern[str], left: str, right: str) -> set[str]:
    """Return the words of the terms themselves, which say nothing of what is shared."""
    return {
        word for text in (left, right) for match in pattern.finditer(text) for word in match.group(0).lower().split()
    }


def first_match(pattern: re.Pattern[str], text: str) -> str:
    """Return the first match of a pattern that is known to match."""
    found = pattern.search(text)
    return found.group(0) if found else ""


def is_listing(claim: Claim) -> bool:
    """Say whether a claim names three things or more on one side: a term in such a list is not swapped for another."""
    return max(len(claim.frame.subjects), len(claim.frame.objects)) > 2


def parallel(left: Claim, right: Claim) -> bool:
    """Say whether two claims are built alike: most of the shorter one's content words stand in the longer one too."""
    shorter = min(len(left.frame.terms), len(right.frame.terms))
    return shorter > 0 and len(shared_terms(left, right)) / shorter >= 0.5


def compare_site(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Note a definition that confines a thing to one part of the body, where another names more."""
    mine, other = left.frame, right.frame
    if not (mine.relation is other.relation is Relation.DEFINITION) or not (is_own(left) and is_own(right)):
        return None
    if same_subject(left, right) < SURE or same_article(left, right) or not (affirms(left) and affirms(right)):
        return None
    if is_placeholder(mine.object) or plain(mine.object).head != plain(other.object).head:
        return None
    if plain(mine.object).head in placeholders():
        return None
    here, there = named_sites(left), named_sites(right)
    narrower, wider = sorted((here, there), key=lambda sites: (len(sites), sorted(sites)))
    if not narrower or not narrower < wider or len(wider) < len(narrower) + 2:
        return None
    reason = f"one confines it to {', '.join(sorted(narrower))}, the other names {', '.join(sorted(wider))}"
    return judged(left, right, RelationKind.TENSION, "site", 0.55, Evidence("site", reason))


def named_sites(claim: Claim) -> set[str]:
    """Return the body parts a definition names, without those in the name of the thing defined."""
    return {stem(site) for site in claim.frame.site} - {stem(word) for word in claim.frame.subject.id.split()}
