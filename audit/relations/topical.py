"""Two gists of pages on one topic → how surely they say the same: by effects as worded, by what is said of patients."""

from functools import cache

from audit.lexicons import load_lexicon
from audit.model import Claim, Frame, Relation
from audit.relations.effects import Effect, qualifiers
from audit.relations.gist import GROUPS, Gist, Words, broad_words, kin, meet, unlike
from audit.relations.words import canonical_words, weak_words

NAMED = 0.8
"""Agreement of two effects of which one is named by the topic alone."""
SAME = 0.8
"""Agreement of causes that carries two effects which only the topic ties together."""
OVERLAP = 0.66
"""Share of words from which two causes are one although neither is narrower."""
MEMBER = 0.6
"""Agreement that two causes or remedies need."""
SPECIFIC = 2
"""Words beside the subject that two definitions must share."""


# --- by effects ---------------------------------------------------------------------------------------------------


def score_effects(mine: Gist, other: Gist, topic: Words, near: float) -> float:
    """Score claims by one effect that both state: one direction, one cause or remedy, one effect; 0 for none."""
    scores = [
        score_effect(one, two, mine, other, topic)
        for one in mine.effects
        for two in other.effects
        if one.sign == two.sign
    ]
    best = max(scores, default=0.0)
    return best + 0.15 * near if best else 0.0


def score_effect(one: Effect, two: Effect, mine: Gist, other: Gist, topic: Words) -> float:
    """Score two effects of one direction; where only the topic ties what they work on, the causes must be the same."""
    effect, by_topic = score_targets(one, two, mine, other, topic)
    cause = score_causes(one.causes, two.causes, topic)
    if effect < MEMBER or cause < (SAME if by_topic else MEMBER):
        return 0.0
    listed = max(len(one.causes), len(two.causes)) - 1
    return 0.15 + 0.4 * cause + 0.35 * effect - LISTED * min(listed, 4)


LISTED = 0.02
"""What each further cause of an enumeration takes from the agreement, so that claims on one cause meet first."""


def score_causes(ones: tuple[Words, ...], twos: tuple[Words, ...], topic: Words) -> float:
    """Score the two causes that are most alike, the topic left out; one of them may be narrower."""
    return max((score_cause(one, two, topic) for one in ones for two in twos), default=0.0)


def score_cause(one: Words, two: Words, topic: Words) -> float:
    """Score two causes; 0 for one that is broad or narrower by a lack or an excess, or by most of its words."""
    here, there = beside(one, topic), beside(two, topic)
    shared = meet(here, there, loose=False)
    if shared <= spare() or clash(one, two) or (one ^ two) & qualifiers():
        return 0.0
    inside = len(shared) / min(len(here), len(there))
    if here != there and (shared <= broad_words() or (inside < 1 and share(here, there, shared) < OVERLAP)):
        return 0.0
    return (share(here, there, shared) + inside) / 2


def score_targets(one: Effect, two: Effect, mine: Gist, other: Gist, topic: Words) -> tuple[float, bool]:
    """Score what two effects work on, and say whether the topic alone ties them."""
    pairs = [(here, there) for here in one.effects for there in two.effects]
    best = max(
        (score_target(beside(here, topic) or here, beside(there, topic) or there) for here, there in pairs), default=0.0
    )
    if best >= MEMBER or not topic:
        return best, False
    here, there = names_topic(one, topic), names_topic(two, topic)
    stands = here and (not two.effects or meet(topic, other.own)), there and (not one.effects or meet(topic, mine.own))
    return (NAMED if any(stands) else 0.0), True


def names_topic(effect: Effect, topic: Words) -> bool:
    """Say whether an effect is on the topic."""
    return bool(meet(topic, frozenset[str]().union(*effect.effects)))


def score_target(one: Words, two: Words) -> float:
    """Score two members of an effect; 0 for opposites, co-hyponyms and broad words beside others."""
    shared = meet(one, two)
    if clash(one, two) or (one ^ two) & qualifiers():
        return 0.0
    here, there = one - spare() or one, two - spare() or two
    if here != one or there != two:
        return share(here, there, meet(here, there))
    return share(one, two, shared) if one == two or not shared <= broad_words() else 0.0


@cache
def spare() -> Words:
    """Return the words for any part of the body, which a narrower name takes the place of."""
    return frozenset(word for term in load_lexicon("equivalence")["spare"] for word in canonical_words(term))


def beside(words: Words, topic: Words) -> Words:
    """Return the words that do not name the topic."""
    return words - meet(words, topic) if topic else words


def share(one: Words, two: Words, shared: Words) -> float:
    """Return the share of words that two members have in common."""
    return min(1.0, 2 * len(shared) / (len(one) + len(two)))


def clash(one: Words, two: Words) -> bool:
    """Say whether one member names a co-hyponym or an opposite of what the other names."""
    only, others = one - two, two - one
    return any((unlike().get(word, frozenset()) & others) - kin().get(word, frozenset()) for word in only)


# --- by definition ------------------------------------------------------------------------------------------------


def score_definitions(left: Frame, right: Frame, mine: Gist, other: Gist, near: float) -> float:
    """Score a definition and what else says what the thing is, by the marks they share; 0 where neither defines.

    Two definitions need the genus and a mark, or three marks; any other statement must have most of its words in the
    definition, and must tell neither where the thing is nor what it brings.
    """
    defines = left.relation is Relation.DEFINITION, right.relation is Relation.DEFINITION
    if not any(defines) or Relation.SITE in (left.relation, right.relation) or not share_subject(mine, other):
        return 0.0
    rest, rests = mine.rest - weak_words(), other.rest - weak_words()
    marks = meet(*sorted((rest, rests), key=len), loose=False)
    if len(marks) < SPECIFIC:
        return 0.0
    if all(defines):
        genus = any(meet(one, two, loose=False) for one in mine.objects for two in other.objects)
        return 0.7 + 0.15 * near if genus or len(marks) > SPECIFIC else 0.0
    if GROUPS[(right if defines[0] else left).relation] in ("cause", "treatment"):
        return 0.0
    stated = rests if defines[0] else rest
    return 0.68 + 0.15 * near if len(meet(marks, stated)) >= STATED * len(stated) else 0.0


STATED = 0.66
"""Share of a statement's words that a definition must have to say the same."""


def share_subject(mine: Gist, other: Gist) -> bool:
    """Say whether two claims name one subject."""
    return any(
        share(one, two, meet(one, two, loose=False)) >= ONE_THING for one in mine.subjects for two in other.subjects
    )


ONE_THING = 0.75
"""Share of words from which two names are of one thing: "lymphoma" and "childhood lymphoma" are not."""


# --- by what is said of patients ----------------------------------------------------------------------------------


def score_symptoms(left: Claim, right: Claim, mine: Gist, other: Gist, topic: Words) -> float:
    """Score what two pages on one illness say that patients have or do: of an enumeration one symptom is enough.

    Inside one page two such statements are about two stages or two kinds.
    """
    if not topic or left.article == right.article:
        return 0.0
    if not (tells_symptoms(left.frame, mine, topic) and tells_symptoms(right.frame, other, topic)):
        return 0.0
    here, there = beside(mine.own & symptoms(), topic), beside(other.own & symptoms(), topic)
    shared = here & there
    return 0.6 + 0.3 * share(here, there, shared) if shared else 0.0


def tells_symptoms(frame: Frame, gist: Gist, topic: Words) -> bool:
    """Say whether a claim is about the illness or its patients, and neither advice nor about a remedy."""
    if GROUPS[frame.relation] == "treatment" or frame.relation is Relation.DIAGNOSIS or gist.sign < 0:
        return False
    if frame.relation is Relation.DEFINITION and not gist.words & signs():
        return False
    known = topic | patients() | weak_words()
    if frame.relation is Relation.SYMPTOM and gist.subjects and all(one & known for one in gist.subjects):
        return True
    sufferers = gist.objects if frame.relation is Relation.SYMPTOM and gist.objects else gist.subjects
    return all(not one & gist.own or bool(one & known) for one in sufferers)


@cache
def signs() -> Words:
    """Return the words by which a sentence says that it tells a symptom."""
    return frozenset(canonical_words("symptom")) | {"experienc", "feel"}


@cache
def symptoms() -> Words:
    """Return the words for what patients have or do; those of several words where they have one canonical form."""
    forms = [canonical_words(term) for term in load_lexicon("equivalence")["symptoms"]]
    return frozenset(form[0] for form in forms if len(form) == 1)


@cache
def patients() -> Words:
    """Return the words for patients and for the stages of an illness."""
    return frozenset(word for term in load_lexicon("equivalence")["patients"] for word in canonical_words(term))


# --- by course ----------------------------------------------------------------------------------------------------


def score_course(left: Frame, right: Frame, mine: Gist, other: Gist, topic: Words) -> float:
    """Score how long, or at what time of day or year, two claims say that one thing happens; 0 for other claims."""
    if GROUPS[left.relation] != "course" or left.relation is not right.relation or not on_one_thing(mine, other, topic):
        return 0.0
    small, large = sorted((mine.own, other.own), key=len)
    alike = len(meet(small, large)) >= NAMED_ALIKE * len(small)
    lasting = (
        left.relation is Relation.DURATION
        and alike
        and any(
            one.low <= two.high and two.low <= one.high
            for one in left.quantities
            for two in right.quantities
            if one.kind is two.kind and one.unit == two.unit
        )
    )
    here, there = mine.own & times(), other.own & times()
    return COURSE if lasting or (here and here == there) else 0.0


NAMED_ALIKE = 0.6
"""Share of the shorter claim's words that two claims on how long a thing lasts have in common."""
COURSE = 0.72
"""Agreement of two claims on how long or when one thing happens."""


def on_one_thing(mine: Gist, other: Gist, topic: Words) -> bool:
    """Say whether two claims have one subject, loosely named, or are both about the topic."""
    pairs = [(one, two) for one in mine.subjects for two in other.subjects]
    if pairs:
        return any(meet(one, two) | meet(two, one) for one, two in pairs)
    named = mine.subjects or other.subjects
    return (
        bool(topic)
        and all(meet(one, topic) for one in named)
        and all(meet(topic, gist.words) for gist in (mine, other))
    )


@cache
def times() -> Words:
    """Return the words for times of the day and of the year."""
    return frozenset(word for term in load_lexicon("equivalence")["times"] for word in canonical_words(term))
