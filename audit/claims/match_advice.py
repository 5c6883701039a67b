"""Command, "should", "it is advisable to" → advice, or the claim that its purpose implies."""

from dataclasses import replace
from typing import TYPE_CHECKING

from audit.claims.match_effects import match_effect
from audit.claims.predicates import Predicate
from audit.claims.roles import child_of, is_imperative, is_negated, is_passive, prepositional, subject_of
from audit.model import Direction, Relation

if TYPE_CHECKING:
    from spacy.tokens import Token

AVOIDING = {"avoid", "stop", "limit", "quit", "skip", "abstain", "refrain", "minimise", "minimize"}
MODALS = {"should", "must", "ought"}
FITTING = {"advisable", "important", "best", "essential", "wise", "vital", "necessary", "better", "crucial", "sensible"}
ADVISED = {"recommend", "advise", "advice", "suggest", "prescribe"}
READERS = {
    "you",
    "people",
    "patient",
    "adult",
    "child",
    "woman",
    "man",
    "person",
    "anyone",
    "everyone",
    "parent",
    "kid",
}


def match_purpose(token: "Token") -> Predicate | None:
    """Do X to relieve, prevent, avoid Y; do X because it relieves Y: advice whose purpose is a claim on X and Y."""
    act = commanded(token)
    if act is None:
        return None
    for clause in aims_of(act):
        effect = match_effect(clause)
        if effect is not None and effect.object is not None:
            negated = effect.negated != is_negated(act)
            return replace(effect, anchor=token, subject=act, negated=negated, exclusive=False)
        aim = child_of(clause, "dobj") if clause.lemma_ == "avoid" and clause.tag_ == "VB" else None
        if aim is not None:
            return Predicate(token, Relation.PREVENTION, "prevent", Direction.LOWERS, act, aim, is_negated(act))
    effect = match_effect(act) if is_imperative(act) else None
    means = prepositional(act, ("by", "with", "through")) if effect is not None else None
    if effect is not None and means is not None and effect.object is not None and effect.object.i < means.i:
        return replace(effect, subject=means)
    return None


def aims_of(act: "Token") -> list["Token"]:
    """Return the purpose and reason clauses of a command, also where the parser hung them on its last noun."""
    holders = [act, *(word for word in act.subtree if word.dep_ in ("dobj", "pobj", "npadvmod"))]
    return [
        child
        for holder in holders
        for child in holder.children
        if child.pos_ == "VERB" and child.dep_ in ("advcl", "xcomp", "relcl", "acl") and gives_aim(child)
    ]


def gives_aim(clause: "Token") -> bool:
    """Say whether a clause is "to VERB" or "because it VERBs"."""
    if clause.tag_ == "VB" and any(inner.lower_ == "to" and inner.dep_ == "aux" for inner in clause.children):
        return True
    mark, subject = child_of(clause, "mark"), child_of(clause, "nsubj")
    points_back = subject is not None and subject.lower_ in ("it", "they", "this", "these")
    return mark is not None and mark.lower_ in ("because", "as", "since") and points_back


def match_command(token: "Token") -> Predicate | None:
    """Read imperatives, "you should", "must be taken", "is not recommended", "it is best to" as advice."""
    if token.pos_ not in ("VERB", "AUX"):
        return None
    if token.lemma_.lower() in ADVISED and is_passive(token):
        act = child_of(token, "xcomp")
        if act is not None:
            return advice(act, denied=is_negated(token) != is_negated(act), anchor=token)
        relation = Relation.ADVICE_DONT if is_negated(token) else Relation.ADVICE_DO
        subject = subject_of(token)
        return Predicate(token, relation, "recommend", Direction.NONE, subject, None, is_negated(token))
    act = commanded(token)
    return (
        None
        if act is None
        else advice(act, denied=is_negated(token) != (act.i != token.i and is_negated(act)), anchor=token)
    )


def match_obligation(token: "Token") -> Predicate | None:
    """Read any other "should" and "must" as advice."""
    return advice(token, denied=is_negated(token), anchor=token) if has_modal(token) else None


def commanded(token: "Token") -> "Token | None":
    """Return the verb whose doing is advised, or None."""
    if token.pos_ not in ("VERB", "AUX"):
        return None
    if is_imperative(token):
        return token
    subject = subject_of(token)
    reader = subject is not None and subject.lemma_.lower() in READERS
    if has_modal(token):
        return token if reader or is_passive(token) else None
    open_clause = child_of(token, "xcomp", "ccomp", "csubj")
    if token.lemma_ == "be":
        fitting = child_of(token, "acomp", "attr")
        act = open_clause or (child_of(fitting, "xcomp", "ccomp") if fitting is not None else None)
        proper = fitting is not None and fitting.lower_ in FITTING and subject is not None and subject.lower_ == "it"
        return act if proper and act is not None and act.pos_ == "VERB" else None
    needs = token.lemma_ in ("need", "have") and token.pos_ == "VERB" and reader
    return open_clause if needs and open_clause is not None and open_clause.tag_ == "VB" else None


def has_modal(token: "Token") -> bool:
    """Say whether "should", "must" or "ought to" stands before the verb."""
    return token.pos_ in ("VERB", "AUX") and any(
        child.dep_ == "aux" and child.lower_ in MODALS for child in token.children
    )


def advice(act: "Token", *, denied: bool, anchor: "Token") -> Predicate:
    """Build advice: its subject is the act, its object what the act is done to; of "avoid X" the subject is X."""
    avoiding = act.lemma_.lower() in AVOIDING and not (denied and act.lemma_.lower() != "avoid")
    thing = child_of(act, "dobj", "nsubjpass") or (child_of(act, "xcomp") if avoiding else None)
    against = denied != avoiding
    relation = Relation.ADVICE_DONT if against else Relation.ADVICE_DO
    subject = thing if avoiding and thing is not None else act
    target = None if avoiding else thing
    return Predicate(anchor, relation, act.lemma_.lower(), Direction.NONE, subject, target, against)
