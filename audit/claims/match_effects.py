"""Verb → the effect it states: cause, prevention, treatment, harm, test, content."""

from dataclasses import replace
from typing import TYPE_CHECKING

from audit.claims.predicates import (
    EFFECTS,
    NOTHINGS,
    RISK_NOUNS,
    Predicate,
    coordinated_name,
    effect_lists,
    terms,
    verb_negated,
)
from audit.claims.roles import (
    agent_of,
    child_of,
    is_negated,
    is_passive,
    keys_of,
    object_of,
    prepositional,
    subject_of,
)
from audit.claims.units import SECONDS
from audit.model import Direction, Relation

if TYPE_CHECKING:
    from spacy.tokens import Token

UNTURNED = {"compose", "define", "associate", "differ", "symptom"}
"""Lists whose passive keeps its subject: "X is linked to Y", "X is known as Y"."""
INTRANSITIVE = {"lower", "stop", "cure", "reverse", "slow"}
"""Lists whose verbs, without an object, tell how a thing goes on: "the swelling clears up"."""


def match_effect(token: "Token") -> Predicate | None:
    """Read a verb of `EFFECTS`, active or passive, seeing through "help to", "fail to" and risk nouns."""
    if token.pos_ != "VERB" or token.dep_ in ("prep", "amod"):
        return None
    complement = child_of(token, "xcomp", "ccomp")
    if complement is not None and complement.pos_ in ("VERB", "AUX") and token.lemma_ in terms("reverse_reporting"):
        return match_help(token, complement) if token.lemma_ == "help" else None
    for key, preposition in keys_of(token):
        name = effect_lists().get(key)
        if name is not None:
            return match_help_in(token) or effect(token, name, key, preposition)
    return None


def match_help_in(token: "Token") -> Predicate | None:
    """X helps in the diagnosis of Y."""
    named = prepositional(token, ("in", "with")) if token.lemma_ in ("help", "aid", "assist") else None
    if named is None or named.lemma_.lower() not in ("diagnosis", "detection"):
        return None
    aim = prepositional(named, ("of",))
    return Predicate(token, Relation.DIAGNOSIS, "diagnose", Direction.NONE, subject_of(token), aim, verb_negated(token))


def match_help(token: "Token", complement: "Token") -> Predicate | None:
    """X helps (you) to do Y: the effect of the inner verb where it has one, else a benefit."""
    inner = match_effect(complement) or match_found(complement, subject_of(token))
    if inner is not None:
        negated = inner.negated != (complement.dep_ == "ccomp" and is_negated(token))
        own = inner.subject is None or inner.subject.i > token.i
        return replace(inner, subject=subject_of(token) if own else inner.subject, negated=negated)
    if token.tag_ == "VB" and subject_of(token) is None:
        return None
    return Predicate(
        token, Relation.TREATMENT, "treat", Direction.NONE, subject_of(token), complement, verb_negated(token)
    )


def match_found(verb: "Token", subject: "Token | None") -> Predicate | None:
    """A test helps to find, see, tell Y."""
    if verb.lemma_ not in ("find", "see", "tell", "show", "spot", "locate") or (aim := object_of(verb)) is None:
        return None
    return Predicate(verb, Relation.DIAGNOSIS, "diagnose", Direction.NONE, subject, aim, verb_negated(verb))


def effect(token: "Token", name: str, key: str, preposition: str) -> Predicate | None:
    """Fill the arguments of an effect verb."""
    relation, direction, predicate = EFFECTS[name]
    passive = is_passive(token)
    subject, aim = arguments(token, name, key, preposition, passive=passive)
    if aim is not None and aim.lemma_.lower() in SECONDS and not passive:
        aim = None
    if (name == "harm_verb" and aim is None) or runs_or_studies(token, subject, aim):
        return None
    if aim is None and subject is not None and not passive and (name in INTRANSITIVE or token.lemma_ == "improve"):
        return Predicate(
            token, Relation.PROGNOSIS, predicate, Direction.NONE, subject, None, verb_negated(token) != barred(subject)
        )
    if aim is not None and aim.lemma_.lower() in RISK_NOUNS:
        relation, predicate = on_risk(relation, direction, predicate)
    anyone = subject is not None and universal(subject)
    negated = (verb_negated(token) != barred(subject)) != barred(aim)
    predicate = coordinated_name(token, predicate, negated=negated)
    exclusive = passive and name == "cause" and not negated and subject is not None
    return Predicate(token, relation, predicate, direction, subject, aim, negated, anyone, exclusive)


RESEARCH = {"research", "study", "trial", "program", "programme", "project", "science"}
RUNNING = {"together", "properly", "well", "normally", "correctly", "hard", "harder"}


def runs_or_studies(token: "Token", subject: "Token | None", aim: "Token | None") -> bool:
    """Say whether a verb of benefit tells of running or of research: "works properly", "supports studies"."""
    if token.lemma_ == "work":
        return any(
            child.lower_ == "way" or (child.dep_ == "advmod" and child.lower_ in RUNNING) for child in token.children
        )
    if token.lemma_ in ("provide", "supply"):
        return subject is not None and subject.lemma_.lower() in PROVIDERS
    return aim is not None and token.lemma_ in ("support", "help", "aid", "assist") and aim.lemma_.lower() in RESEARCH


PROVIDERS = {"doctor", "physician", "nurse", "provider", "pharmacist", "therapist", "team", "clinic", "they", "you"}


def arguments(
    token: "Token", name: str, key: str, preposition: str, *, passive: bool
) -> tuple["Token | None", "Token | None"]:
    """Return what acts and what it acts on."""
    if key in terms("contained"):
        return prepositional(token, ("in",)), subject_of(token)
    if passive and name not in UNTURNED and not key.startswith("be "):
        means = agent_of(token) or prepositional(token, ("with", "through", "using", "from"))
        return means, subject_of(token)
    agent = agent_of(token) if passive and not preposition else None
    return subject_of(token), agent or object_of(token, preposition)


def on_risk(relation: Relation, direction: Direction, predicate: str) -> tuple[Relation, str]:
    """Return relation and predicate of a verb whose object is a risk."""
    if direction in (Direction.LOWERS, Direction.ENDS):
        return Relation.PREVENTION, "prevent"
    if direction is Direction.RAISES:
        return Relation.RISK_FACTOR, "raise"
    return relation, predicate


def universal(subject: "Token") -> bool:
    """Say whether the subject is "nothing" or "no treatment"."""
    return subject.lower_ in NOTHINGS or (is_negated(subject) and subject.lemma_.lower() in terms("treatment_noun"))


def barred(noun: "Token | None") -> bool:
    """Say whether a noun stands under "no" or is "nothing": "no supplement cures", "contain no sugar"."""
    return noun is not None and (
        noun.lower_ in NOTHINGS
        or any(child.lower_ in ("no", "neither") and child.dep_ in ("det", "preconj") for child in noun.children)
    )


def match_caused(token: "Token") -> Predicate | None:
    """X results from Y. / X occurs due to Y. / X happens because of Y."""
    if token.pos_ not in ("VERB", "AUX"):
        return None
    origin, exclusive = None, False
    for key, preposition in keys_of(token):
        if key in terms("caused_by") and preposition:
            origin = object_of(token, preposition)
            break
    if origin is None and token.lemma_ in terms("occur"):
        origin, exclusive = prepositional(token, ("due", "because")), True
    if origin is None:
        return None
    victim = subject_of(token)
    negated = verb_negated(token) != barred(victim)
    return Predicate(
        token, Relation.CAUSE, "cause", Direction.RAISES, origin, victim, negated, exclusive=exclusive and not negated
    )


def match_make(token: "Token") -> Predicate | None:
    """X makes Y more likely, worse, prone to Z; X makes you drowsy; X keeps you awake."""
    if token.lemma_ not in ("make", "leave", "render", "keep") or is_passive(token):
        return None
    adjective = next(
        (
            word
            for word in token.subtree
            if word.i > token.i and (word.pos_ == "ADJ" or word.dep_ == "ccomp") and small_clause(word)
        ),
        None,
    )
    if adjective is None or adjective.lower_ in ("sure", "certain", "clear") or adjective.tag_ in ("VBZ", "VBP", "VBD"):
        return None
    victim = child_of(adjective, "nsubj", "nsubjpass") or child_of(token, "dobj")
    negated = verb_negated(token) != barred(subject_of(token))
    if adjective.lemma_.lower() not in GRADED:
        return Predicate(token, Relation.CAUSE, "cause", Direction.RAISES, subject_of(token), adjective, negated)
    aim = prepositional(adjective, ("to",)) or victim or child_of(token, "dobj", "ccomp")
    less = any(child.lower_ in ("less", "least") for child in adjective.children)
    name, direction = ("lower", Direction.LOWERS) if less else ("raise", Direction.RAISES)
    return Predicate(token, Relation.CAUSE, name, direction, subject_of(token), aim, negated)


def small_clause(word: "Token") -> bool:
    """Say whether a word is what something is made: "makes you drowsy", "makes the pain worse"."""
    return word.dep_ in ("ccomp", "xcomp", "oprd", "acomp") or (word.dep_ == "amod" and word.i > word.head.i)


GRADED = {"likely", "probable", "prone", "worse", "bad", "susceptible", "vulnerable", "common", "frequent"}


def match_give(token: "Token") -> Predicate | None:
    """X gives you Y: a cause, where what is given is no remedy or protection."""
    if token.lemma_ != "give" or child_of(token, "dative") is None or is_passive(token):
        return None
    given = child_of(token, "dobj")
    if given is None or given.lemma_.lower() in terms("treatment_noun") or subject_of(token) is None:
        return None
    return Predicate(token, Relation.CAUSE, "cause", Direction.RAISES, subject_of(token), given, verb_negated(token))


def match_explain(token: "Token") -> Predicate | None:
    """X explains why Y: a cause."""
    clause = child_of(token, "ccomp") if token.lemma_ == "explain" else None
    if clause is None or not any(child.lower_ == "why" for child in clause.children):
        return None
    told = child_of(clause, "acomp", "dobj", "attr") or clause
    return Predicate(token, Relation.CAUSE, "cause", Direction.RAISES, subject_of(token), told, verb_negated(token))


def match_test(token: "Token") -> Predicate | None:
    """A scan shows, reveals, cannot tell Y."""
    subject = subject_of(token) if token.lemma_ in ("show", "reveal", "detect", "tell", "find", "pick") else None
    if subject is None or subject.lemma_.lower() not in terms("test_noun"):
        return None
    aim = object_of(token)
    return Predicate(token, Relation.DIAGNOSIS, "diagnose", Direction.NONE, subject, aim, verb_negated(token))


def match_include(token: "Token") -> Predicate | None:
    """The symptoms of X include Y. / Side effects of X include Y. / Common causes are Y."""
    listing = token.lemma_ in ("include", "involve")
    items = child_of(token, "dobj", "xcomp") if listing else child_of(token, "attr")
    activity = token.tag_ == "VBG" and child_of(token, "aux") is not None and items is None and token.pos_ == "VERB"
    items = token if activity and token.lemma_ != "include" else items
    kind = subject_of(token) if listing or token.lemma_ == "be" or activity else None
    if items is None or kind is None or items.pos_ not in ("NOUN", "PROPN", "VERB", "AUX", "ADJ"):
        return None
    lemma, aim = kind.lemma_.lower(), prepositional(kind, ("of", "for", "from", "behind", "with"))
    if token.lemma_ == "involve" and lemma not in terms("treatment_noun"):
        return None
    negated = verb_negated(token)
    if lemma == "effect" and any(child.lower_ in ("side", "adverse", "unwanted") for child in kind.lefts):
        return Predicate(token, Relation.HARM, "harm", Direction.RAISES, aim, items, negated)
    if lemma == "factor" and any(child.lower_ == "risk" for child in kind.lefts):
        return Predicate(token, Relation.RISK_FACTOR, "raise", Direction.RAISES, items, aim, negated)
    if lemma in terms("symptom_noun"):
        return Predicate(token, Relation.SYMPTOM, "symptom", Direction.NONE, items, aim or named(kind), negated)
    if lemma in ("cause", "trigger", "reason", "culprit"):
        exclusive = token.lemma_ != "include" and not negated and any(child.lower_ == "the" for child in kind.lefts)
        exclusive = exclusive and kind.tag_ == "NN" and not any(child.dep_ == "amod" for child in kind.lefts)
        cause = Predicate(token, Relation.CAUSE, "cause", Direction.RAISES, items, aim or named(kind), negated)
        return replace(cause, exclusive=exclusive or any(child.lower_ in ("only", "sole") for child in kind.lefts))
    if lemma in terms("treatment_noun"):
        return Predicate(token, Relation.TREATMENT, "treat", Direction.NONE, items, aim or named(kind), negated)
    whole = token.lemma_ == "include" and token.i == token.sent.root.i and aim is None
    return Predicate(token, Relation.COMPOSITION, "contain", Direction.NONE, kind, items, negated) if whole else None


def named(noun: "Token") -> "Token | None":
    """Return the noun before another: "gout symptoms" → gout."""
    return next((child for child in noun.lefts if child.dep_ in ("compound", "poss", "nmod")), None)
