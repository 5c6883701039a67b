"""What a clause can state: relations, their words, and how a verb is denied."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from audit.claims.roles import is_negated
from audit.lexicons import load_lexicon
from audit.model import Direction, Relation

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


@dataclass(frozen=True, slots=True)
class Predicate:
    """A relation found in a clause; subject is the cause, remedy or thing described, object what it acts on."""

    anchor: "Token"
    relation: Relation
    name: str
    direction: Direction = Direction.NONE
    subject: "Token | None" = None
    object: "Token | None" = None
    negated: bool = False
    any_subject: bool = False
    """True for "no treatment", "nothing", "there is no": every subject is meant."""
    exclusive: bool = False


EFFECTS: dict[str, tuple[Relation, Direction, str]] = {
    "cause": (Relation.CAUSE, Direction.RAISES, "cause"),
    "raise": (Relation.CAUSE, Direction.RAISES, "raise"),
    "harm_verb": (Relation.HARM, Direction.RAISES, "harm"),
    "prevent": (Relation.PREVENTION, Direction.LOWERS, "prevent"),
    "slow": (Relation.TREATMENT, Direction.LOWERS, "slow"),
    "stop": (Relation.TREATMENT, Direction.ENDS, "stop"),
    "reverse": (Relation.TREATMENT, Direction.ENDS, "reverse"),
    "cure": (Relation.TREATMENT, Direction.ENDS, "cure"),
    "lower": (Relation.TREATMENT, Direction.LOWERS, "lower"),
    "treat": (Relation.TREATMENT, Direction.NONE, "treat"),
    "diagnose": (Relation.DIAGNOSIS, Direction.NONE, "diagnose"),
    "compose": (Relation.COMPOSITION, Direction.NONE, "contain"),
    "define": (Relation.DEFINITION, Direction.NONE, "define"),
    "associate": (Relation.ASSOCIATION, Direction.NONE, "associate"),
    "differ": (Relation.COMPARISON, Direction.NONE, "differ"),
    "symptom": (Relation.SYMPTOM, Direction.NONE, "present"),
}
"""Lexicon list → what its verbs state. Earlier lists win where a lemma stands in two."""

RISK_NOUNS = {"risk", "likelihood", "chance", "probability", "odds", "incidence", "possibility", "recurrence", "danger"}
NOTHINGS = {"nothing", "none", "nobody"}
SCALE = ("slow", "stop", "reverse", "cure")
"""Outcomes of a disease from weak to strong; who denies one denies all stronger ones."""


@cache
def terms(key: str) -> frozenset[str]:
    """Return one list of the relations lexicon as a set."""
    return frozenset(load_lexicon("relations")[key])


@cache
def effect_lists() -> dict[str, str]:
    """Return verb key ("lower", "lead to", "be find in") → name of the first effect list that holds it."""
    table: dict[str, str] = {}
    for name in EFFECTS:
        for key in load_lexicon("relations")[name]:
            table.setdefault(key, name)
    return table


def by_depth(span: "Span") -> list["Token"]:
    """Return the verbs, auxiliaries and the head of a verbless claim, outermost clause first."""
    root = span.root
    content = [token for token in span if token.pos_ in ("VERB", "AUX") or token.i == root.i]
    return sorted(content, key=lambda token: (depth_below(token, root), token.i))


def depth_below(token: "Token", root: "Token") -> int:
    """Return how many steps a token is below the root of its clause; what hangs elsewhere comes last."""
    steps, current = 0, token
    while current.i != root.i:
        if current.head.i == current.i:
            return UNREACHABLE
        current, steps = current.head, steps + 1
    return steps


UNREACHABLE = 10_000


def verb_negated(verb: "Token") -> bool:
    """Say whether the verb is denied, by a particle or by a governing "fail to", "be unable to"."""
    negated = is_negated(verb)
    for ancestor in governors(verb):
        if is_negated(ancestor):
            negated = not negated
        if ancestor.lemma_.lower() in terms("negative_verb") or ancestor.lower_ in ("unable", "unlikely", "powerless"):
            negated = not negated
    return negated


def governors(verb: "Token") -> Iterator["Token"]:
    """Yield the verbs and adjectives whose open complement the verb is; a reported clause has none."""
    current = verb
    while current.head.i != current.i and (
        current.dep_ == "xcomp"
        or (current.dep_ == "acomp" and current.i != verb.i)
        or (current.dep_ == "ccomp" and current.head.lemma_ not in terms("reporting"))
    ):
        current = current.head
        yield current


def coordinated_name(verb: "Token", name: str, *, negated: bool) -> str:
    """Return the outcome of "stop or slow": the weakest when denied, the strongest when affirmed."""
    if name not in SCALE:
        return name
    others = [EFFECTS[effect_lists()[word]][2] for word in lemmas_of(verb.conjuncts) if word in effect_lists()]
    graded = [candidate for candidate in (name, *others) if candidate in SCALE]
    return (min if negated else max)(graded, key=SCALE.index)


def lemmas_of(tokens: "tuple[Token, ...]") -> list[str]:
    """Return the lemmas of tokens in lower case."""
    return [token.lemma_.lower() for token in tokens]


def remedy_name(noun: "Token") -> str:
    """Return "cure" for a cure, else "treat"."""
    return "cure" if noun.lemma_.lower() == "cure" else "treat"


def has_the(noun: "Token") -> bool:
    """Say whether the noun is singular and definite without "one of" or a ranking adjective."""
    if noun.tag_ not in ("NN", "NNP") or not any(child.lower_ in ("the", "only", "sole") for child in noun.children):
        return False
    return not any(
        child.lower_ in ("main", "leading", "major", "primary", "common", "usual", "likely", "possible", "most")
        for child in noun.children
    )


def named_aim(noun: "Token") -> "Token | None":
    """Return the illness before a remedy noun: "a migraine cure"."""
    return next((child for child in noun.lefts if child.dep_ in ("compound", "nmod", "poss")), None)
