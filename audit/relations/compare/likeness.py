"""Two concepts → how surely they are the same thing, as far as a comparison needs to know."""

import re
from functools import cache, lru_cache

from audit.claims.concepts import EPONYM_HEADS, same_concept, words_of
from audit.lexicons import lexicon_pattern, load_lexicon
from audit.model import Claim, Concept, Frame, Relation
from audit.relations.compare.judgement import Background, affirms

GENUS_LIKENESS = 0.7
"""A thing and what the compared texts define it as: "cramp" and "muscle contraction"."""

SURE = 0.8
"""From here on two concepts count as the same: identical, or one narrower than the other with a specific head."""


@cache
def placeholders() -> frozenset[str]:
    """Return nouns that point or classify instead of naming ("condition", "product", "people")."""
    return frozenset(load_lexicon("comparison")["placeholder"])


def is_placeholder(concept: Concept) -> bool:
    """Say whether a concept names nothing by itself."""
    return not concept.id or set(concept.id.split()) <= placeholders()


@lru_cache(maxsize=200_000)
def alike(left: Concept, right: Concept) -> float:
    """Return 1 for the same concept, 0.8 where one narrows the other, 0 for different things or placeholders."""
    if is_placeholder(left) or is_placeholder(right):
        return 0.0
    one, other = plain(left), plain(right)
    if one.id == other.id or set(one.id.split()) == set(other.id.split()):
        return 1.0
    if one.id.endswith(SIDE_EFFECT) and other.id.endswith(SIDE_EFFECT):
        return SURE if SIDE_EFFECT in (one.id, other.id) else 0.0
    if one.head in REMEDIES and other.head in REMEDIES and one.id.split()[:-1] == other.id.split()[:-1] != []:
        return SURE
    return same_concept(one, other)


@lru_cache(maxsize=50_000)
def plain(concept: Concept) -> Concept:
    """Return the concept without reference numbers, number endings, "taking", and the class word of a named disease."""
    words = [stem(word) for word in concept.id.split()]
    words = [word for word in words if word]
    if len(words) > 1 and words[-1] in TAKING:
        words = words[:-1]
    if len(words) > 1 and words[-1] in EPONYM_HEADS and not is_site(words[-2]):
        words = words[:-1]
    return Concept(" ".join(words), words[-1] if words else "", concept.text)


SIDE_EFFECT = "side effect"

REMEDIES = {"medication", "medicine", "treatment", "remedy", "drug", "therapy", "preparation", "supplement", "product"}
"""Nouns that are used for one another after the word that says which: "herbal medicines", "herbal remedies"."""

TAKING = {
    "take",
    "intake",
    "use",
    "consumption",
    "consume",
    "supplementation",
    "ingestion",
    "drink",
    "eat",
    "supplement",
    "table",
    "device",
    "cream",
    "gel",
    "programme",
    "program",
    "kit",
}
"""Acts and forms by which a remedy is meant all the same: "taking vitamin C" is vitamin C."""


@cache
def stem(word: str) -> str:
    """Return a word without its reference number and its gerund or plural ending."""
    word = re.sub(r"[.\d]+$", "", word) or word
    if len(word) > 6 and word.endswith("ing") and word[:-3][-1] not in "aeiou":
        root = word[:-3]
        return root[:-1] if root[-1] == root[-2] and root[-1] not in "ls" else root
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith("s") and word[-2] not in "sui":
        return word[:-1]
    return word


@cache
def is_site(word: str) -> bool:
    """Say whether a word is a body part: "heart disease" is not "heart"."""
    return lexicon_pattern("cues", "site").fullmatch(word) is not None


def subjects_of(frame: Frame) -> tuple[Concept, ...]:
    """Return the members of the subject."""
    return frame.subjects or ((frame.subject,) if frame.subject.id else ())


def objects_of(frame: Frame) -> tuple[Concept, ...]:
    """Return the members of the object."""
    return frame.objects or ((frame.object,) if frame.object.id else ())


def alike_any(left: tuple[Concept, ...], right: tuple[Concept, ...]) -> float:
    """Return the likeness of the two members that are most alike."""
    return max((alike(one, other) for one in left for other in right), default=0.0)


def same_subject(left: Claim, right: Claim) -> float:
    """Return how surely the claims speak of one subject."""
    return alike_any(subjects_of(left.frame), subjects_of(right.frame))


def same_object(left: Claim, right: Claim, background: Background | None = None) -> float:
    """Return how surely the claims speak of one object; where the parse found none, the words of the claim count."""
    likeness = alike_any(meant_objects(left, background), meant_objects(right, background))
    mine, other = objects_of(left.frame), objects_of(right.frame)
    if likeness >= SURE or bool(mine) == bool(other):
        return likeness
    missing, named = (right, mine) if mine else (left, other)
    return SURE if any(names(missing, concept) for concept in named) else likeness


def meant_objects(claim: Claim, background: Background | None) -> tuple[Concept, ...]:
    """Return the objects of a claim, "the disease" and "the condition" replaced by the topic of its article."""
    found = objects_of(claim.frame)
    topic = background.illnesses.get(claim.article) or background.topics.get(claim.article) if background else None
    if topic is None:
        return found
    pointed = {
        text.lower()
        for surface, text in claim.context.antecedents
        if surface.lower().split()[-1:] and surface.lower().split()[-1] in ILLNESSES
    }
    if pointed:
        found = tuple(topic if concept.text.lower() in pointed else concept for concept in found)
    if not found and claim.frame.relation in (Relation.TREATMENT, Relation.PREVENTION) and not affirms(claim):
        return (topic,)
    return tuple(topic if means_illness(concept) else concept for concept in found)


def means_illness(concept: Concept) -> bool:
    """Say whether a concept is "the disease", or "the course of the disease"."""
    words = set(concept.id.split())
    return bool(words & ILLNESSES) and words <= ILLNESSES | COURSE


ILLNESSES = {
    "attack",
    "episode",
    "bout",
    "flare",
    "disease",
    "illness",
    "disorder",
    "condition",
    "problem",
    "affliction",
    "ailment",
    "complaint",
}
"""Nouns that, alone, mean the illness the article is about, or its episodes."""

COURSE = {"evolution", "progress", "progression", "course", "development", "advance"}


def names(claim: Claim, concept: Concept) -> bool:
    """Say whether every word of a concept stands in the claim outside its subject."""
    if is_placeholder(concept):
        return False
    words = set(plain(concept).id.split())
    subject = {stem(word) for one in subjects_of(claim.frame) for word in one.id.split()}
    return words <= {stem(term) for term in claim.frame.terms} - subject


def akin(left: tuple[Concept, ...], right: tuple[Concept, ...], background: Background) -> float:
    """Return the likeness of two enumerations, where a thing is also like what the texts define it as."""
    return max(
        alike_any(left, right), max((genus_likeness(a, b, background) for a in left for b in right), default=0.0)
    )


def genus_likeness(left: Concept, right: Concept, background: Background) -> float:
    """Return `GENUS_LIKENESS` when one is the genus by which the texts define the other."""
    one, other = plain(left), plain(right)
    defined = other.head in background.genera.get(one.head, ()) or one.head in background.genera.get(other.head, ())
    return GENUS_LIKENESS if defined else 0.0


def is_deictic(concept: Concept) -> bool:
    """Say whether a phrase points ("this phase"): twice in one text it may mean two things."""
    return concept.text.lower().startswith(("this ", "these ", "that ", "those ", "such ", "another ", "other "))


def say(concept: Concept) -> str:
    """Return a concept as an editor reads it: as worded, without the words that only introduce it."""
    text = INTRODUCING.sub("", concept.text).strip(" ,")
    return text if stem(concept.head) in text.lower() else concept.id


INTRODUCING = re.compile(r"^(?:neither|either|no|any|an?|the|your|my|our|their|this|these|both|all)\s+", re.IGNORECASE)


def is_subject_restricted(claim: Claim) -> bool:
    """Say whether the words after the subject narrow it ("spasms that come back")."""
    subject = claim.frame.subject.text
    start = claim.text.find(subject) if subject else -1
    tail = claim.text[start + len(subject) :].lstrip() if start >= 0 else ""
    return lexicon_pattern("comparison", "restricting").match(tail) is not None


def is_restricted(claim: Claim) -> bool:
    """Say whether the words after the object narrow it ("cancers that have spread")."""
    target = claim.frame.object.text.split(" , ")[0]
    start = claim.text.find(target) if target else -1
    tail = claim.text[start + len(target) :].lstrip() if start >= 0 else ""
    return lexicon_pattern("comparison", "restricting").match(tail) is not None


def on_one_topic(left: Claim, right: Claim, background: Background) -> bool:
    """Say whether two claims stand in one article, or in articles about one thing."""
    if left.article == right.article:
        return True
    topics = background.topics.get(left.article), background.topics.get(right.article)
    return topics[0] is not None and topics[1] is not None and alike(topics[0], topics[1]) >= SURE


def shared_terms(left: Claim, right: Claim) -> frozenset[str]:
    """Return the content words that both claims have, without placeholders and vague words."""
    mine, other = ({stem(term) for term in claim.frame.terms} for claim in (left, right))
    return frozenset((mine & other) - placeholders() - words_of("vague"))
