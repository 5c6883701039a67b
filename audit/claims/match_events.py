"""Verb → how long, when, where and how a thing runs."""

from typing import TYPE_CHECKING

from audit.claims.predicates import Predicate, terms, verb_negated
from audit.claims.roles import child_of, is_passive, object_of, subject_of
from audit.claims.units import SECONDS
from audit.model import Direction, Relation

if TYPE_CHECKING:
    from spacy.tokens import Token


def match_lasting(token: "Token") -> Predicate | None:
    """Read "X last(s) …" where the parser took "last" for an adjective."""
    if token.i != token.sent.root.i:
        return None
    for word in token.sent:
        if (
            word.lower_ in ("last", "lasts", "lasted", "linger", "lingers")
            and word.i > word.sent.start
            and word.nbor(-1).pos_ in ("NOUN", "PROPN", "ADV")
        ):
            nouns = [left for left in word.sent if left.i < word.i and left.pos_ in ("NOUN", "PROPN")]
            noun = next((noun for noun in nouns if noun.dep_ in ("nsubj", "ROOT") and noun.i == token.i), None)
            if nouns:
                return Predicate(word, Relation.DURATION, "last", Direction.NONE, noun or nouns[-1])
    return None


def match_run_course(token: "Token") -> Predicate | None:
    """X must run its course: nothing shortens it."""
    course = child_of(token, "dobj")
    if token.lemma_ != "run" or course is None or course.lemma_ != "course":
        return None
    return Predicate(token, Relation.TREATMENT, "treat", object=subject_of(token), negated=True, any_subject=True)


def match_occurrence(token: "Token") -> Predicate | None:
    """Read verbs of duration and occurrence; the frame decides between duration, site and frequency."""
    lemma = token.lemma_.lower()
    complement = child_of(token, "xcomp")
    if token.pos_ != "VERB" or (complement is not None and lemma in terms("reverse_reporting")):
        return None
    timed = any(word.lemma_ in SECONDS for word in measures_of(token))
    if lemma in terms("last") or (lemma in terms("last_timed") and timed):
        return Predicate(token, Relation.DURATION, "last", Direction.NONE, subject_of(token), None, verb_negated(token))
    away = lemma == "go" and any(child.lower_ == "away" for child in token.children)
    if away or (lemma in terms("resolve") and not is_passive(token)):
        name = "improve" if lemma in ("improve", "recover", "heal") else "pass"
        return Predicate(token, Relation.PROGNOSIS, name, Direction.NONE, subject_of(token), None, verb_negated(token))
    if lemma in terms("occur"):
        return Predicate(
            token, Relation.FREQUENCY, "occur", Direction.NONE, subject_of(token), object_of(token), verb_negated(token)
        )
    return None


def measures_of(verb: "Token") -> list["Token"]:
    """Return the nouns that can tell how long a verb goes on: its object, its measure, those after "for", "until"."""
    direct = [child for child in verb.children if child.dep_ in ("dobj", "npadvmod", "attr")]
    prepositions = [child for child in verb.children if child.dep_ == "prep"]
    near = [word for word in verb.doc[verb.i + 1 : verb.i + REACH] if word.dep_ == "npadvmod"]
    return [*direct, *near, *(inner for child in prepositions for inner in child.children if inner.dep_ == "pobj")]


REACH = 7
"""Tokens after a verb in which its measure stands, also where the parser hung "2-3 days" elsewhere."""


def match_any(token: "Token") -> Predicate | None:
    """Fall back to the verb itself."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass"):
        return None
    lemma = token.lemma_.lower()
    if lemma in terms("reverse_reporting") and child_of(token, "xcomp", "ccomp") is not None:
        return None
    aim = object_of(token)
    barred = aim is not None and any(child.lower_ == "no" and child.dep_ == "det" for child in aim.children)
    return Predicate(
        token, Relation.OTHER, lemma, Direction.NONE, subject_of(token), aim, verb_negated(token) != barred
    )
