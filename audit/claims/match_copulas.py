"""X is Y, X has Y, there is Y → what they state."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from audit.claims.match_effects import barred, match_effect
from audit.claims.match_events import match_occurrence
from audit.claims.predicates import RISK_NOUNS, Predicate, has_the, named_aim, remedy_name, terms, verb_negated
from audit.claims.roles import child_of, is_negated, is_passive, object_of, prepositional, subject_of
from audit.model import Direction, Relation

if TYPE_CHECKING:
    from spacy.tokens import Token

COPULAS = {"be", "prove", "seem", "appear", "become", "remain", "stay"}
MORE, LESS = {"more", "higher", "greater", "increased", "raised", "elevated"}, {"less", "lower", "reduced", "smaller"}


def match_there_is(token: "Token") -> Predicate | None:
    """There is no cure for X. / There is a link between X and Y."""
    if token.lemma_ != "be" or child_of(token, "expl") is None:
        return None
    noun = child_of(token, "attr", "nsubj")
    if noun is None:
        return None
    negated = is_negated(noun) or is_negated(token)
    if noun.lemma_.lower() in terms("link_noun"):
        first = prepositional(noun, ("between", "of"))
        second = next((other for other in first.conjuncts if other.i > first.i), None) if first is not None else None
        other = second or prepositional(noun, ("with", "to"))
        return Predicate(token, Relation.ASSOCIATION, "associate", Direction.NONE, first, other, negated)
    if noun.lemma_.lower() not in terms("treatment_noun"):
        return None
    clause = child_of(noun, "relcl", "acl")
    inner = match_effect(clause) if clause is not None else None
    if inner is not None:
        denied = inner.negated != is_negated(token)  # the "no" of the noun is counted with the clause it acts in
        return replace(inner, anchor=token, subject=None, negated=denied, any_subject=True)
    aim = prepositional(noun, ("for", "of", "to", "against")) or prepositional(token, ("for", "to"))
    return Predicate(token, Relation.TREATMENT, remedy_name(noun), object=aim, negated=negated, any_subject=True)


def match_has(token: "Token") -> Predicate | None:
    """X has no cure, no symptoms, a higher risk of Z. / Y provides relief for X, carries a risk of Z."""
    noun = child_of(token, "dobj")
    if noun is None or token.lemma_ not in ("have", "provide", "offer", "give", "bring", "promise", "find", "carry"):
        return None
    lemma, subject = noun.lemma_.lower(), subject_of(token)
    negated = (verb_negated(token) != barred(noun)) != barred(subject)
    words = {child.lower_ for child in noun.lefts}
    if lemma == "effect" and words & {"side", "adverse", "unwanted"}:
        return Predicate(token, Relation.HARM, "harm", Direction.NONE, subject, None, negated)
    if lemma in RISK_NOUNS:
        direction = Direction.LOWERS if words & LESS else Direction.RAISES
        aim = prepositional(noun, ("of", "for"))
        return Predicate(token, Relation.RISK_FACTOR, "raise", direction, subject, aim, negated)
    if token.lemma_ == "have" and lemma in terms("symptom_noun"):
        return Predicate(token, Relation.SYMPTOM, "symptom", Direction.NONE, subject, noun, negated)
    if lemma not in terms("treatment_noun"):
        return read_possession(token, noun, subject, negated=negated)
    if token.lemma_ == "have":
        return Predicate(token, Relation.TREATMENT, remedy_name(noun), Direction.NONE, None, subject, negated, True)
    aims = ("for", "from", "of", "against", "to")
    aim = prepositional(noun, aims) or prepositional(token, aims)
    relation, direction = (
        (Relation.PREVENTION, Direction.LOWERS) if lemma == "protection" else (Relation.TREATMENT, Direction.NONE)
    )
    name = "prevent" if lemma == "protection" else "treat"
    return Predicate(token, relation, name, direction, subject, aim, negated=negated)


def read_possession(token: "Token", noun: "Token", subject: "Token | None", *, negated: bool) -> Predicate | None:
    """Read "people may have Y", "X has trouble VERBing": what is had counts, not the clause below it.

    What is had only to carry the clause ("has the power to heal", "has properties that …") is seen through.
    """
    if token.lemma_ != "have" or subject is None or is_advised(token) or noun.lemma_.lower() in terms("carrying_noun"):
        return None
    if noun.lemma_.lower() in terms("trouble_noun"):
        return Predicate(token, Relation.SYMPTOM, "symptom", Direction.NONE, noun, subject, negated)
    illness = prepositional(subject, ("with",))
    supposed = any(child.dep_ == "advcl" for child in token.children)
    if noun.pos_ != "NOUN" or (subject.lower_ == "you" and supposed):
        return None
    told = illness is not None or any(child.tag_ == "MD" for child in token.children)
    if told and subject.lemma_.lower() in terms("sufferer") and token.i == token.sent.root.i:
        return Predicate(token, Relation.SYMPTOM, "symptom", Direction.NONE, noun, illness or subject, negated)
    return None


def is_advised(token: "Token") -> bool:
    """Say whether a verb stands under "should", "must" or a word of need."""
    return any(child.dep_ == "aux" and child.lower_ in ("should", "must", "ought", "to") for child in token.children)


def match_copula(token: "Token") -> Predicate | None:
    """X is the cause of Y. / X is due to Y. / X is a remedy for Y. / X is harmless. / X is a Y that …."""
    if token.lemma_ not in COPULAS or child_of(token, "expl") is not None:
        return None
    complement = child_of(token, "attr", "acomp", "oprd")
    if complement is None:
        return (match_due(token) or match_blame(token)) if token.lemma_ == "be" else None
    if complement.lower_ == "one":
        complement = prepositional(complement, ("of",)) or complement
    if complement.pos_ in ("NOUN", "PROPN", "NUM"):
        return match_noun_complement(token, complement)
    return match_adjective(token, complement)


def match_due(token: "Token") -> Predicate | None:
    """Read "X is because of Y", "X is due to Y" where the parser makes "due" a preposition."""
    origin = prepositional(token, ("due", "because"))
    return None if origin is None else cause(token, origin, subject_of(token), exclusive=True)


def match_blame(token: "Token") -> Predicate | None:
    """X is to blame for Y."""
    blame = child_of(token, "xcomp")
    if blame is None or blame.lemma_ != "blame":
        return None
    return cause(token, subject_of(token), prepositional(blame, ("for",)), exclusive=True)


def cause(
    token: "Token", origin: "Token | None", victim: "Token | None", *, exclusive: bool, negated: bool | None = None
) -> Predicate:
    """Build a causal predicate; a denied cause excludes nothing."""
    denied = verb_negated(token) if negated is None else negated
    excludes = exclusive and not denied
    return Predicate(token, Relation.CAUSE, "cause", Direction.RAISES, origin, victim, denied, exclusive=excludes)


def match_noun_complement(token: "Token", noun: "Token") -> Predicate | None:
    """Read "X is a NOUN of Y"; "not a Y but a Z" is a Z."""
    negated = verb_negated(token) or barred(noun)
    instead = next((other for other in noun.conjuncts if any(word.lower_ == "but" for word in noun.children)), None)
    if negated and instead is not None and instead.i > noun.i:
        noun, negated = instead, False
    subject = subject_of(token)
    for reader in (read_cause_noun, read_remedy_noun, read_result_noun):
        found = reader(token, noun, subject, negated)
        if found is not None:
            return found
    if noun.lemma_.lower() in terms("symptom_noun"):
        aim = prepositional(noun, ("of", "for"))
        return Predicate(token, Relation.SYMPTOM, "symptom", Direction.NONE, subject, aim, negated)
    outcome = read_classified(token, noun, subject)
    if outcome is not None:
        return outcome
    becoming = token.lemma_ == "become"
    relation, name = (Relation.OTHER, "become") if becoming else (Relation.DEFINITION, "be")
    return Predicate(token, relation, name, Direction.NONE, subject, noun, negated)


def read_classified(token: "Token", noun: "Token", subject: "Token | None") -> Predicate | None:
    """X is a condition that cannot be cured: the outcome counts where nothing else describes X."""
    described = any(child.dep_ in ("amod", "compound", "prep", "nmod") for child in noun.children)
    clause = None if described else child_of(noun, "relcl")
    inner = match_effect(clause) if clause is not None and is_passive(clause) else None
    if inner is None or inner.relation not in (Relation.TREATMENT, Relation.PREVENTION):
        return None
    return replace(inner, anchor=token, object=subject) if inner.object == noun else None


def read_cause_noun(token: "Token", noun: "Token", subject: "Token | None", negated: bool) -> Predicate | None:
    """X is a cause of, the reason for, a risk factor for Y; the cause of Y is X."""
    lemma = noun.lemma_.lower()
    if subject is not None and subject.lemma_.lower() in ("cause", "reason"):
        aim = prepositional(subject, ("of", "for", "behind")) or child_of(subject, "relcl", "acl")
        return cause(token, noun, aim, exclusive=has_the(subject), negated=negated)
    if lemma == "factor" and any(child.lower_ == "risk" for child in noun.lefts):
        aim = prepositional(noun, ("for", "of", "in"))
        return Predicate(token, Relation.RISK_FACTOR, "raise", Direction.RAISES, subject, aim, negated)
    if lemma not in terms("cause_noun"):
        return None
    aim = prepositional(noun, ("of", "for", "behind", "in")) or child_of(noun, "relcl", "acl")
    exclusive = has_the(noun) and lemma in ("cause", "reason", "explanation", "culprit")
    return cause(token, subject, aim, exclusive=exclusive, negated=negated)


def read_remedy_noun(token: "Token", noun: "Token", subject: "Token | None", negated: bool) -> Predicate | None:
    """X is a remedy for Y, a way to relieve Y, the key to lowering Y."""
    lemma = noun.lemma_.lower()
    if lemma in terms("way_noun"):
        clause = child_of(noun, "acl", "relcl") or prepositional(noun, ("to", "of", "for"))
        inner = match_effect(clause) if clause is not None else None
        if inner is not None:
            return replace(inner, anchor=token, subject=subject, negated=inner.negated != negated)
    if lemma in terms("treatment_noun"):
        aim = prepositional(noun, ("for", "of", "against", "from")) or named_aim(noun)
        return Predicate(token, Relation.TREATMENT, remedy_name(noun), Direction.NONE, subject, aim, negated)
    return None


def read_result_noun(token: "Token", noun: "Token", subject: "Token | None", negated: bool) -> Predicate | None:
    """X is a side effect of Y, the result of Y."""
    if noun.lemma_.lower() not in terms("result_noun"):
        return None
    origin = prepositional(noun, ("from", "of"))
    if any(child.lower_ in ("side", "adverse", "unwanted") for child in noun.lefts):
        return Predicate(token, Relation.HARM, "harm", Direction.RAISES, origin, subject, negated)
    return cause(token, origin, subject, exclusive=has_the(noun), negated=negated)


def match_adjective(token: "Token", adjective: "Token") -> Predicate | None:
    """Read "X is ADJECTIVE (for Y)"."""
    graded = (child for child in adjective.children if child.lower_ in ("more", "less"))
    negated = verb_negated(token) or any(is_negated(word) for word in (adjective, *graded))
    for reader in ADJECTIVES:
        found = reader(token, adjective, subject_of(token), negated)
        if found is not None:
            return found
    aim = prepositional(adjective, AIMS)
    return Predicate(
        token, Relation.OTHER, f"be {adjective.lemma_.lower()}", Direction.NONE, subject_of(token), aim, negated
    )


AIMS = ("for", "against", "in", "at", "to")


def read_due(token: "Token", adjective: "Token", subject: "Token | None", negated: bool) -> Predicate | None:
    """X is due to Y, responsible for Y."""
    if adjective.lower_ == "due":
        return cause(token, prepositional(adjective, ("to",)), subject, exclusive=True, negated=negated)
    if adjective.lower_ == "responsible":
        return cause(token, subject, prepositional(adjective, ("for",)), exclusive=True, negated=negated)
    return None


def read_outcome(token: "Token", adjective: "Token", subject: "Token | None", negated: bool) -> Predicate | None:
    """X is curable, preventable, irreversible."""
    outcome = outcome_adjectives().get(adjective.lower_)
    if outcome is None:
        return None
    name, positive = outcome
    prevention = name == "prevent"
    relation = Relation.PREVENTION if prevention else Relation.TREATMENT
    direction = Direction.LOWERS if prevention else Direction.ENDS
    return Predicate(token, relation, name, direction, None, subject, negated == positive, any_subject=True)


def read_likely(token: "Token", adjective: "Token", subject: "Token | None", negated: bool) -> Predicate | None:
    """X is more likely to develop Y, prone to Y; X is able, likely to VERB."""
    verb = child_of(adjective, "xcomp")
    words = {child.lower_ for child in adjective.children}
    if adjective.lower_ in ("prone", "susceptible", "vulnerable"):
        aim = prepositional(adjective, ("to",))
        return Predicate(token, Relation.RISK_FACTOR, "raise", Direction.RAISES, subject, aim, negated)
    if verb is None:
        return None
    if adjective.lower_ == "likely" and words & {"more", "less"}:
        direction = Direction.LOWERS if "less" in words else Direction.RAISES
        aim = child_of(verb, "dobj", "attr", "acomp") or prepositional(verb, ("from", "of", "in")) or verb
        return Predicate(token, Relation.RISK_FACTOR, "raise", direction, subject, aim, negated)
    return match_effect(verb) or match_occurrence(verb)


def read_effective(token: "Token", adjective: "Token", subject: "Token | None", negated: bool) -> Predicate | None:
    """X is effective, useless (for, against, in treating Y); X is harmless, dangerous (for, to Y)."""
    lemma = adjective.lower_
    aim = prepositional(adjective, AIMS) or prepositional(token, ("for", "against"))
    good, bad = lemma in terms("effective_adjective"), lemma in terms("ineffective_adjective")
    if good or bad:
        inner = match_effect(aim) if aim is not None and aim.pos_ == "VERB" else None
        if inner is not None:
            return replace(inner, anchor=token, subject=subject, negated=inner.negated != (negated != bad))
        if aim is None and subject is not None and subject.pos_ == "VERB":
            aim = prepositional(subject, ("to", "for", "against"))
        return Predicate(token, Relation.TREATMENT, "treat", Direction.NONE, subject, aim, negated != bad)
    safe = lemma in terms("safe_adjective")
    if safe or lemma in terms("harm_adjective"):
        return Predicate(token, Relation.HARM, "harm", Direction.NONE, subject, aim, negated != safe)
    return None


def read_comparison(token: "Token", adjective: "Token", subject: "Token | None", negated: bool) -> Predicate | None:
    """X is more severe than Y, linked to Y, rich in Y."""
    lemma = adjective.lemma_.lower()
    if adjective.tag_ == "JJR" or any(child.lower_ in ("more", "less") for child in adjective.children):
        other = prepositional(adjective, ("than",))
        return Predicate(token, Relation.COMPARISON, lemma, Direction.NONE, subject, other, negated)
    if adjective.lower_ in ("different", "similar", "identical", "distinct"):
        other = prepositional(adjective, ("from", "to", "than"))
        return Predicate(token, Relation.COMPARISON, "differ", Direction.NONE, subject, other, negated)
    if lemma in terms("associate") or adjective.lower_ in ("associated", "linked", "related", "connected"):
        other = prepositional(adjective, ("with", "to"))
        return Predicate(token, Relation.ASSOCIATION, "associate", Direction.NONE, subject, other, negated)
    if lemma in ("rich", "high", "low") and (content := prepositional(adjective, ("in",))) is not None:
        return Predicate(
            token, Relation.COMPOSITION, "contain", Direction.NONE, subject, content, negated != (lemma == "low")
        )
    return None


AdjectiveReader = Callable[["Token", "Token", "Token | None", bool], Predicate | None]
ADJECTIVES: tuple[AdjectiveReader, ...] = (read_due, read_outcome, read_effective, read_likely, read_comparison)


@cache
def outcome_adjectives() -> dict[str, tuple[str, bool]]:
    """Return adjective → (predicate, affirmed): "curable" → ("cure", True)."""
    table = {}
    for key, positive in (("reversible_adjective", True), ("irreversible_adjective", False)):
        for entry in terms(key):
            adjective, name = (part.strip() for part in entry.split("="))
            table[adjective] = (name, positive)
    return table


def match_cause_unknown(token: "Token") -> Predicate | None:
    """The cause of X is not known. / Scientists do not understand what causes X."""
    if not (knows(token) and (is_negated(token) or re.search("unknown|unclear", token.sent.text.lower()))):
        return None
    subject = child_of(token, "nsubjpass", "nsubj")
    noun = subject if subject is not None and subject.lemma_ == "cause" else child_of(token, "dobj")
    if noun is not None and noun.lemma_ == "cause":
        aim = prepositional(noun, ("of", "for", "behind"))
        return Predicate(token, Relation.CAUSE, "cause unknown", object=aim, negated=True)
    clause = child_of(token, "ccomp")
    if clause is not None and clause.lemma_ in terms("cause"):
        return Predicate(token, Relation.CAUSE, "cause unknown", object=object_of(clause), negated=True)
    return None


def knows(token: "Token") -> bool:
    """Say whether the verb or copula tells that something is known."""
    if token.lemma_ == "be":
        adjectives = ("unknown", "unclear", "known", "clear")
        return any(child.dep_ == "acomp" and child.lower_ in adjectives for child in token.children)
    verbs = ("know", "understand", "identify", "establish", "find", "pick")
    return token.lemma_ in verbs or token.lower_ in ("unknown", "unclear")
