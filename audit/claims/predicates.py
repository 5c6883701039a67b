"""Clause → what it states: relation, direction, predicate, and where its arguments stand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from audit.claims.roles import (
    agent_of,
    child_of,
    is_imperative,
    is_negated,
    is_passive,
    keys_of,
    object_of,
    prepositional,
    subject_of,
)
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
NOTHINGS = {"nothing", "none"}


@cache
def terms(key: str) -> frozenset[str]:
    """Return one list of the relations lexicon as a set."""
    return frozenset(load_lexicon("relations")[key])


def find_predicate(span: "Span") -> Predicate | None:
    """Return the predicate that states the claim: the one nearest the root of the clause that a reader of `MATCHERS` knows."""
    tokens = by_depth(span)
    for matchers in (MATCHERS, FALLBACKS):
        for token in tokens:
            for match in matchers:
                found = match(token)
                if found is not None:
                    return found
    return None


def by_depth(span: "Span") -> list["Token"]:
    """Return the verbs, auxiliaries and heads of verbless claims, outermost clause first."""
    root = span.root
    content = [token for token in span if token.pos_ in ("VERB", "AUX") or token.i == root.i]

    def depth(token: "Token") -> int:
        return sum(1 for ancestor in token.ancestors if ancestor.i != token.i)

    return sorted(content, key=lambda token: (depth(token), token.i))


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
            noun = next(
                (left for left in reversed(list(word.sent)) if left.i < word.i and left.pos_ in ("NOUN", "PROPN")), None
            )
            if noun is not None:
                return Predicate(word, Relation.DURATION, "last", Direction.NONE, noun)
    return None


def match_there_is(token: "Token") -> Predicate | None:
    """There is no cure for X."""
    if token.lemma_ != "be" or child_of(token, "expl") is None:
        return None
    noun = child_of(token, "attr", "nsubj")
    if noun is None or noun.lemma_.lower() not in terms("treatment_noun"):
        return None
    negated = is_negated(noun) or is_negated(token)
    clause = child_of(noun, "relcl", "acl")
    inner = match_effect(clause) if clause is not None else None
    if inner is not None:
        return replace(inner, anchor=token, subject=None, negated=inner.negated != negated, any_subject=True)
    aim = prepositional(noun, ("for", "of", "to", "against")) or prepositional(token, ("for", "to"))
    return Predicate(token, Relation.TREATMENT, remedy_name(noun), object=aim, negated=negated, any_subject=True)


def match_has_remedy(token: "Token") -> Predicate | None:
    """X has no cure. / Y provides relief for X."""
    noun = child_of(token, "dobj")
    if noun is None or noun.lemma_.lower() not in terms("treatment_noun"):
        return None
    negated = is_negated(noun) or is_negated(token)
    if token.lemma_ == "have":
        return Predicate(
            token, Relation.TREATMENT, remedy_name(noun), object=subject_of(token), negated=negated, any_subject=True
        )
    if token.lemma_ not in ("provide", "offer", "give", "bring", "promise", "find"):
        return None
    aim = prepositional(noun, ("for", "from", "of", "against")) or prepositional(
        token, ("for", "from", "to", "against")
    )
    return Predicate(token, Relation.TREATMENT, "treat", Direction.NONE, subject_of(token), aim, negated=negated)


def match_run_course(token: "Token") -> Predicate | None:
    """X must run its course: nothing shortens it."""
    course = child_of(token, "dobj")
    if token.lemma_ != "run" or course is None or course.lemma_ != "course":
        return None
    return Predicate(token, Relation.TREATMENT, "treat", object=subject_of(token), negated=True, any_subject=True)


def match_cause_unknown(token: "Token") -> Predicate | None:
    """The cause of X is not known. / Scientists do not understand what causes X."""
    knows = token.lemma_ in ("know", "understand", "identify", "establish", "find", "pick") or token.lower_ in (
        "unknown",
        "unclear",
    )
    if token.lemma_ == "be":
        knows = any(
            child.dep_ == "acomp" and child.lower_ in ("unknown", "unclear", "known", "clear")
            for child in token.children
        )
    if not knows:
        return None
    denied = is_negated(token) or "unknown" in token.sent.text.lower() or "unclear" in token.sent.text.lower()
    subject = child_of(token, "nsubjpass", "nsubj")
    noun = subject if subject is not None and subject.lemma_ == "cause" else child_of(token, "dobj")
    if noun is not None and noun.lemma_ == "cause" and denied:
        return Predicate(
            token, Relation.CAUSE, "cause unknown", object=prepositional(noun, ("of", "for", "behind")), negated=True
        )
    clause = child_of(token, "ccomp")
    if clause is not None and denied and clause.lemma_ in terms("cause"):
        return Predicate(token, Relation.CAUSE, "cause unknown", object=object_of(clause), negated=True)
    return None


def match_copula(token: "Token") -> Predicate | None:
    """X is the cause of Y. / X is due to Y. / X is a remedy for Y. / X is harmless. / X is a Y that …."""
    if token.lemma_ not in COPULAS or child_of(token, "expl") is not None:
        return None
    complement = child_of(token, "attr", "acomp", "oprd")
    if complement is None:
        return match_due(token) if token.lemma_ == "be" else None
    if complement.lower_ == "one":
        complement = prepositional(complement, ("of",)) or complement
    return (
        match_noun_complement(token, complement)
        if complement.pos_ in ("NOUN", "PROPN", "NUM")
        else match_adjective(token, complement)
    )


def match_noun_complement(token: "Token", noun: "Token") -> Predicate | None:
    """Read "X is a NOUN of Y"."""
    lemma, subject = noun.lemma_.lower(), subject_of(token)
    negated = is_negated(token) or is_negated(noun)
    if subject is not None and subject.lemma_.lower() in ("cause", "reason"):
        aim = prepositional(subject, ("of", "for", "behind"))
        return Predicate(
            token, Relation.CAUSE, "cause", Direction.RAISES, noun, aim, negated, exclusive=has_the(subject)
        )
    if lemma in terms("cause_noun"):
        aim = prepositional(noun, ("of", "for", "behind", "in")) or child_of(noun, "relcl", "acl")
        exclusive = has_the(noun) and lemma in ("cause", "reason", "explanation", "culprit")
        return Predicate(token, Relation.CAUSE, "cause", Direction.RAISES, subject, aim, negated, exclusive=exclusive)
    if lemma in terms("way_noun"):
        clause = child_of(noun, "acl", "relcl")
        inner = match_effect(clause) if clause is not None else None
        if inner is not None:
            return replace(inner, anchor=token, subject=subject, negated=inner.negated != negated)
    if lemma in terms("treatment_noun"):
        aim = prepositional(noun, ("for", "of", "against", "from")) or named_aim(noun)
        return Predicate(token, Relation.TREATMENT, remedy_name(noun), Direction.NONE, subject, aim, negated)
    if lemma in terms("symptom_noun"):
        return Predicate(
            token, Relation.SYMPTOM, "symptom", Direction.NONE, subject, prepositional(noun, ("of", "for")), negated
        )
    if lemma in terms("result_noun"):
        return Predicate(
            token,
            Relation.CAUSE,
            "cause",
            Direction.RAISES,
            prepositional(noun, ("of", "from")),
            subject,
            negated,
            exclusive=has_the(noun),
        )
    return Predicate(token, Relation.DEFINITION, "be", Direction.NONE, subject, noun, negated)


def match_adjective(token: "Token", adjective: "Token") -> Predicate | None:
    """Read "X is ADJECTIVE (for Y)"."""
    lemma, subject = adjective.lower_, subject_of(token)
    negated = is_negated(token) or is_negated(adjective)
    if lemma == "due":
        return Predicate(
            token,
            Relation.CAUSE,
            "cause",
            Direction.RAISES,
            prepositional(adjective, ("to",)),
            subject,
            negated,
            exclusive=True,
        )
    if lemma == "responsible":
        return Predicate(
            token,
            Relation.CAUSE,
            "cause",
            Direction.RAISES,
            subject,
            prepositional(adjective, ("for",)),
            negated,
            exclusive=True,
        )
    outcome = outcome_adjectives().get(lemma)
    if outcome is not None:
        name, positive = outcome
        relation, direction = (
            (Relation.PREVENTION, Direction.LOWERS) if name == "prevent" else (Relation.TREATMENT, Direction.ENDS)
        )
        return Predicate(
            token, relation, name, direction, object=subject, negated=negated == positive, any_subject=True
        )
    aim = prepositional(adjective, ("for", "against", "in", "at", "to"))
    if (
        aim is not None
        and aim.pos_ == "VERB"
        and lemma in terms("effective_adjective") | terms("ineffective_adjective")
    ):
        inner = match_effect(aim)
        if inner is not None:
            failing = lemma in terms("ineffective_adjective")
            return replace(inner, anchor=token, subject=subject, negated=inner.negated != (negated != failing))
    if aim is None and subject is not None and subject.pos_ == "VERB":
        aim = prepositional(subject, ("to", "for", "against"))
    if lemma in terms("effective_adjective") or lemma in terms("ineffective_adjective"):
        failing = lemma in terms("ineffective_adjective")
        return Predicate(token, Relation.TREATMENT, "treat", Direction.NONE, subject, aim, negated != failing)
    if lemma in terms("safe_adjective") or lemma in terms("harm_adjective"):
        return Predicate(
            token, Relation.HARM, "harm", Direction.NONE, subject, aim, negated != (lemma in terms("safe_adjective"))
        )
    if adjective.tag_ == "JJR" or any(child.lower_ in ("more", "less") for child in adjective.children):
        return Predicate(
            token,
            Relation.COMPARISON,
            adjective.lemma_.lower(),
            Direction.NONE,
            subject,
            prepositional(adjective, ("than",)),
            negated,
        )
    if adjective.lemma_ in terms("associate") or lemma in ("associated", "linked", "related", "connected"):
        return Predicate(
            token,
            Relation.ASSOCIATION,
            "associate",
            Direction.NONE,
            subject,
            prepositional(adjective, ("with", "to")),
            negated,
        )
    return Predicate(token, Relation.OTHER, f"be {adjective.lemma_.lower()}", Direction.NONE, subject, aim, negated)


@cache
def outcome_adjectives() -> dict[str, tuple[str, bool]]:
    """Return adjective → (predicate, affirmed): "curable" → ("cure", True)."""
    table = {}
    for key, positive in (("reversible_adjective", True), ("irreversible_adjective", False)):
        for entry in terms(key):
            adjective, name = (part.strip() for part in entry.split("="))
            table[adjective] = (name, positive)
    return table


def match_due(token: "Token") -> Predicate | None:
    """Read "X is because of Y", "X is due to Y" where the parser makes "due" a preposition."""
    origin = prepositional(token, ("due", "because"))
    if origin is None:
        return None
    return Predicate(
        token, Relation.CAUSE, "cause", Direction.RAISES, origin, subject_of(token), is_negated(token), exclusive=True
    )


def match_make_likely(token: "Token") -> Predicate | None:
    """X makes Y more likely, worse, prone to Z."""
    if token.lemma_ not in ("make", "leave", "render"):
        return None
    for adjective in token.subtree:
        if adjective.lemma_.lower() in (
            "likely",
            "probable",
            "prone",
            "worse",
            "bad",
            "susceptible",
            "vulnerable",
            "common",
            "frequent",
        ):
            aim = prepositional(adjective, ("to",)) or subject_of(adjective) or child_of(token, "dobj", "ccomp")
            lowering = any(child.lower_ in ("less", "least") for child in adjective.children)
            direction = Direction.LOWERS if lowering else Direction.RAISES
            return Predicate(
                token,
                Relation.CAUSE,
                "lower" if lowering else "raise",
                direction,
                subject_of(token),
                aim,
                is_negated(token),
            )
    return None


def match_caused(token: "Token") -> Predicate | None:
    """X results from Y. / X occurs due to Y. / X is caused by Y."""
    if token.pos_ not in ("VERB", "AUX"):
        return None
    for key, preposition in keys_of(token):
        if key in terms("caused_by") and preposition:
            return Predicate(
                token,
                Relation.CAUSE,
                "cause",
                Direction.RAISES,
                object_of(token, preposition),
                subject_of(token),
                is_negated(token),
            )
        if key.split()[0] in terms("cause") and is_passive(token) and agent_of(token) is not None:
            victim = subject_of(token)
            return Predicate(
                token,
                Relation.CAUSE,
                "cause",
                Direction.RAISES,
                agent_of(token),
                victim,
                is_negated(token),
                exclusive=True,
            )
    if token.lemma_ in terms("occur"):
        origin = prepositional(token, ("due", "because"))
        if origin is not None:
            return Predicate(
                token,
                Relation.CAUSE,
                "cause",
                Direction.RAISES,
                origin,
                subject_of(token),
                is_negated(token),
                exclusive=True,
            )
    return None


def match_effect(token: "Token") -> Predicate | None:
    """Read a verb of `EFFECTS`, active or passive, seeing through "help to", "fail to" and risk nouns."""
    if token.pos_ != "VERB" or (
        token.lemma_ in terms("reverse_reporting") and child_of(token, "xcomp", "ccomp") is not None
    ):
        return None
    for key, preposition in keys_of(token):
        for name, (relation, direction, predicate) in EFFECTS.items():
            if key not in terms(name):
                continue
            if is_passive(token):
                subject, aim = agent_of(token) or prepositional(token, ("with", "through", "using")), subject_of(token)
            else:
                subject, aim = subject_of(token), object_of(token, preposition)
            if aim is not None and aim.lemma_.lower() in RISK_NOUNS and direction is Direction.LOWERS:
                relation, predicate = Relation.PREVENTION, "prevent"
            if aim is not None and aim.lemma_.lower() in RISK_NOUNS and direction is Direction.RAISES:
                relation, predicate = Relation.RISK_FACTOR, "raise"
            anyone = subject is not None and (
                subject.lower_ in NOTHINGS
                or (is_negated(subject) and subject.lemma_.lower() in terms("treatment_noun"))
            )
            negated = verb_negated(token) or anyone
            predicate = coordinated_name(token, predicate, negated=negated)
            return Predicate(token, relation, predicate, direction, subject, aim, negated, any_subject=anyone)
    return None


def match_occurrence(token: "Token") -> Predicate | None:
    """Read verbs of duration and occurrence; the frame decides between duration, site and frequency."""
    lemma = token.lemma_.lower()
    if token.pos_ != "VERB":
        return None
    if lemma in terms("last"):
        return Predicate(token, Relation.DURATION, "last", Direction.NONE, subject_of(token), None, verb_negated(token))
    if lemma in terms("occur"):
        return Predicate(
            token, Relation.FREQUENCY, "occur", Direction.NONE, subject_of(token), object_of(token), verb_negated(token)
        )
    return None


def match_command(token: "Token") -> Predicate | None:
    """Read imperatives and should/must as advice."""
    if token.pos_ not in ("VERB", "AUX"):
        return None
    modal = any(child.dep_ == "aux" and child.lower_ in ("should", "must", "ought") for child in token.children)
    if not modal and not is_imperative(token):
        return None
    against = is_negated(token) != (
        token.lemma_.lower() in ("avoid", "stop", "limit", "quit", "skip", "abstain", "refrain")
    )
    relation = Relation.ADVICE_DONT if against else Relation.ADVICE_DO
    return Predicate(token, relation, token.lemma_.lower(), Direction.NONE, token, None, against)


def match_purpose(token: "Token") -> Predicate | None:
    """Do X to relieve, prevent, avoid Y: advice whose purpose is a claim on X and Y."""
    if token.pos_ != "VERB" or not (
        is_imperative(token) or any(child.lower_ in ("should", "must") for child in token.children)
    ):
        return None
    for child in token.children:
        if (
            child.dep_ in ("advcl", "xcomp")
            and child.tag_ == "VB"
            and any(inner.lower_ == "to" for inner in child.children)
        ):
            effect = match_effect(child)
            if effect is not None:
                return replace(effect, anchor=token, subject=token, negated=effect.negated != is_negated(token))
    return None


def match_any(token: "Token") -> Predicate | None:
    """Fall back to the verb itself."""
    if token.pos_ not in ("VERB", "AUX") or token.lemma_.lower() in terms("reverse_reporting"):
        return None
    return Predicate(
        token,
        Relation.OTHER,
        token.lemma_.lower(),
        Direction.NONE,
        subject_of(token),
        object_of(token),
        verb_negated(token),
    )


MATCHERS: tuple[Callable[["Token"], Predicate | None], ...] = (
    match_purpose,
    match_there_is,
    match_has_remedy,
    match_run_course,
    match_cause_unknown,
    match_make_likely,
    match_caused,
    match_copula,
    match_effect,
    match_occurrence,
    match_command,
)
FALLBACKS: tuple[Callable[["Token"], Predicate | None], ...] = (match_lasting, match_any)
COPULAS = {"be", "prove", "seem", "appear", "become", "remain", "stay"}


def verb_negated(verb: "Token") -> bool:
    """Say whether the verb is denied, by a particle or by a governing "fail to", "be unable to"."""
    negated = is_negated(verb)
    for ancestor in governors(verb):
        if is_negated(ancestor):
            negated = not negated
        if ancestor.lemma_.lower() in terms("negative_verb") or ancestor.lower_ in ("unable", "unlikely"):
            negated = not negated
    return negated


def governors(verb: "Token") -> Iterator["Token"]:
    """Yield the verbs and adjectives whose open complement the verb is."""
    current = verb
    while current.dep_ in ("xcomp", "ccomp") and current.head.i != current.i:
        current = current.head
        yield current


def named_aim(noun: "Token") -> "Token | None":
    """Return the illness before a remedy noun: "a migraine cure"."""
    return next((child for child in noun.lefts if child.dep_ in ("compound", "nmod", "poss")), None)


SCALE = ("slow", "stop", "reverse", "cure")
"""Outcomes of a disease from weak to strong; who denies one denies all stronger ones."""


def coordinated_name(verb: "Token", name: str, *, negated: bool) -> str:
    """Return the outcome of "stop or slow": the weakest when denied, the strongest when affirmed."""
    names = [name]
    for other in verb.conjuncts:
        names += [effect[2] for key, effect in EFFECTS.items() if other.lemma_.lower() in terms(key)]
    graded = [candidate for candidate in names if candidate in SCALE]
    if name not in SCALE or len(graded) < 2:
        return name
    return (min if negated else max)(graded, key=SCALE.index)


def remedy_name(noun: "Token") -> str:
    """Return "cure" for a cure, else "treat"."""
    return "cure" if noun.lemma_.lower() == "cure" else "treat"


def has_the(noun: "Token") -> bool:
    """Say whether the noun is singular and definite without "one of" or a ranking adjective."""
    if noun.tag_ not in ("NN", "NNP") or not any(child.lower_ == "the" for child in noun.children):
        return False
    return not any(
        child.lower_ in ("main", "leading", "major", "primary", "common", "usual", "likely", "possible", "most")
        for child in noun.children
    )
