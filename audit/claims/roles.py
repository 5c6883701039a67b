"""Verb → its subject, objects and complements, across coordination, relative and participle clauses."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
RELATIVES = {"which", "that", "who", "whom"}


def child_of(token: "Token", *relations: str) -> "Token | None":
    """Return the first child with one of the dependency relations."""
    for child in token.children:
        if child.dep_ in relations:
            return child
    return None


def subject_of(verb: "Token") -> "Token | None":
    """Return the head of the verb's subject, inherited where the clause has none of its own.

    It is asked for many times over: the place found is kept with the document (a place, since a token would keep the
    document alive).
    """
    known: dict[int, int] = verb.doc.user_data.setdefault("subjects", {})
    place = known.get(verb.i)
    if place is None:
        found = search_subject(verb)
        place = known[verb.i] = -1 if found is None else found.i
    return None if place < 0 else verb.doc[place]


def search_subject(verb: "Token") -> "Token | None":
    """Find the subject of a verb in the tree."""
    own = child_of(verb, *SUBJECTS)
    if own is not None and own.lower_ in RELATIVES and verb.dep_ == "relcl":
        return verb.head
    if own is not None:
        return noun_before(own) or own
    if verb.dep_ == "acl" and verb.head.lemma_ == "order" and verb.head.head.head.pos_ == "VERB":
        return child_of(verb.head.head.head, "dobj") or subject_of(verb.head.head.head)
    if verb.dep_ in ("relcl", "acl"):
        return subject_of(verb.head.head) if does_much(verb.head) else verb.head
    head = verb.head.head if verb.dep_ == "xcomp" and verb.head.dep_ == "acomp" else verb.head
    if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp") and head.i != verb.i and head.pos_ in ("VERB", "AUX"):
        return subject_of(head)
    if leans_on_object(verb):
        return subject_of(verb.head.head)
    if verb.dep_ == "pcomp" and verb.head.head.pos_ in ("VERB", "AUX"):
        return subject_of(verb.head.head)
    return None


def leans_on_object(verb: "Token") -> bool:
    """Say whether the parser hung a verb on the object of the verb it is coordinated with: "deplete X and raise Y"."""
    noun = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in ("VB", "VBP", "VBZ") or noun.dep_ != "dobj":
        return False
    return noun.head.pos_ == "VERB" and verb.i > noun.i


def does_much(noun: "Token") -> bool:
    """Say whether a noun only says how much is done to an end: "can do much to prevent it"."""
    return (
        noun.dep_ == "dobj" and noun.head.lemma_ == "do" and noun.lower_ in ("much", "lot", "little", "more", "nothing")
    )


TIMING = {"after", "before", "during", "since"}
"""Prepositions that the small parser takes for conjunctions: "pain after a fall is …"."""


def noun_before(subject: "Token") -> "Token | None":
    """Return the noun that opens the clause where the parser took "after X" for a conjunction with X as its subject."""
    mark = subject.left_edge.i - 1
    if mark < 1 or subject.doc[mark].dep_ != "mark" or subject.doc[mark].lower_ not in TIMING:
        return None
    if mark <= subject.sent.start:
        return None
    noun = subject.doc[mark - 1]
    while noun.dep_ == "pobj" and noun.head.head.i < noun.i and noun.head.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head.head
    return noun if noun.pos_ in ("NOUN", "PROPN") or noun.tag_ == "VBG" else None


def object_of(verb: "Token", preposition: str = "") -> "Token | None":
    """Return the object: under the preposition when one is given, else the direct object or first prepositional one."""
    if preposition:
        return prepositional(verb, (preposition,))
    direct = child_of(verb, "dobj", "dative", "oprd")
    if direct is not None:
        return direct
    shared = next(
        (other for child in verb.children if child.dep_ == "conj" and (other := child_of(child, "dobj")) is not None),
        None,
    )
    if shared is not None and not any(child.dep_ == "prep" for child in verb.children):
        return shared
    clause = next((child for child in verb.children if child.dep_ in ("xcomp", "ccomp") and child.i > verb.i), None)
    return clause or prepositional(verb, ("of", "in", "on", "to", "from", "with", "for", "against"))


def prepositional(token: "Token", prepositions: Iterable[str]) -> "Token | None":
    """Return the object of the first of the prepositions that hangs on the token (or on its direct object)."""
    wanted = tuple(prepositions)
    holders = [token, *(child for child in token.children if child.dep_ in ("dobj", "attr", "acomp", "oprd"))]
    for holder in holders:
        for child in holder.children:
            if child.dep_ in ("prep", "agent", "dative", "prt") and child.lower_ in wanted:
                inner = child_of(child, "pobj", "pcomp")
                if inner is not None and inner.pos_ == "ADP":
                    inner = child_of(inner, "pobj", "pcomp")
                if inner is None:
                    deeper = next((grand for grand in child.children if grand.dep_ == "prep"), None)
                    inner = child_of(deeper, "pobj", "pcomp") if deeper is not None else None
                if inner is not None:
                    return inner
    return None


def agent_of(verb: "Token") -> "Token | None":
    """Return who or what does it in a passive clause."""
    return prepositional(verb, ("by",))


def is_passive(verb: "Token") -> bool:
    """Say whether the verb stands in the passive."""
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "advcl", "ROOT")
        and not any(child.dep_ == "aux" for child in verb.children)
    )


def keys_of(verb: "Token") -> list[tuple[str, str]]:
    """Return (lexicon key, preposition) readings of a verb, longest first: ("lead to", "to"), ("lead", "")."""
    lemma = verb.lemma_.lower()
    keys = keys_of_passive(verb, lemma) if is_passive(verb) else []
    particles = [child.lower_ for child in verb.children if child.dep_ == "prt"]
    prepositions = [child.lower_ for child in verb.children if child.dep_ in ("prep", "agent", "dative")]
    keys += [
        (f"{lemma} {particle} {preposition}", preposition) for particle in particles for preposition in prepositions
    ]
    keys += [
        (f"{lemma} {child.lower_} {inner.lower_}", "")
        for child in verb.children
        if child.dep_ == "prep"
        for inner in child.children
    ]
    keys += [(f"{lemma} {preposition}", preposition) for preposition in prepositions]
    keys += [(f"{lemma} {particle}", "") for particle in particles]
    keys += [(f"{lemma} {child.lower_}", "") for child in verb.children if child.dep_ == "advmod"]
    return [*keys, (lemma, "")]


def opens_clause(verb: "Token") -> bool:
    """Say whether nothing but adverbs, "do not" and conjunctions stands between a verb and the start of its clause."""
    for token in reversed(verb.doc[verb.sent.start : verb.i]):
        if token.text in (",", ";", ":", "-", "–", "—", "(") or token.is_space:
            return True
        if token.pos_ not in ("ADV", "PART", "INTJ", "CCONJ", "PUNCT", "SYM", "NUM", "X") and token.lemma_ != "do":
            return False
    return True


def keys_of_passive(verb: "Token", lemma: str) -> list[tuple[str, str]]:
    """Return the keys of a passive verb with "be" before it: ("be find in", "in"), ("be call", "")."""
    prepositions = [child.lower_ for child in verb.children if child.dep_ in ("prep", "agent")]
    return [*((f"be {lemma} {preposition}", preposition) for preposition in prepositions), (f"be {lemma}", "")]


def is_negated(token: "Token") -> bool:
    """Say whether a negation particle or a negative determiner hangs on the token or its auxiliaries."""
    return any(
        child.dep_ == "neg"
        or (child.dep_ in ("det", "advmod") and child.lower_ in ("no", "never", "hardly", "neither"))
        for child in token.children
    )


def is_imperative(verb: "Token") -> bool:
    """Say whether the verb heads a command: base form, no subject, at the start of its clause."""
    if (
        verb.tag_ not in ("VB", "VBP")
        or subject_of(verb) is not None
        or child_of(verb, "expl") is not None
        or verb.lemma_ in ("be", "have", "do")
    ):
        return False
    if not opens_clause(verb):
        return False
    if verb.dep_ in ("xcomp", "advcl", "ccomp", "pcomp", "acl", "relcl"):
        return False
    return not any(
        child.dep_ == "aux" and child.lower_ not in ("do", "don", "don’t", "don't") for child in verb.children
    )
