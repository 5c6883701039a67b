"""Two gists → how surely the claims say the same: by slots, by what is said of every condition, by words."""

from audit.lexicons import lexicon_pattern, load_lexicon
from audit.model import CandidatePair, Claim, Frame, Relation
from audit.relations.gist import Gist, Words, broad_words, meet, weigh
from audit.relations.topical import LISTED, score_definitions
from audit.relations.words import weak_words

SAME_THING = 0.75
"""Share of words from which two subjects without direction are one thing: "anemia" and "aplastic anemia" are not."""
SAME_CAUSE = 0.95
"""Agreement of two causes or remedies from which an effect of one may stand anywhere in the other claim."""
HALF = 0.5
"""Agreement that both slots need, and share of the shorter claim's words that the other must have."""
WORDED = 0.7
"""Agreement by words alone from which it counts fully; of six pairs read below it five were wrong."""
COPY = 0.85
"""Similarity (of at most 1) from which words alone carry two claims whatever their frames."""


def score_agreement(left: Frame, right: Frame, mine: Gist, other: Gist, near: float) -> tuple[float, str]:
    """Return how surely the frames of two claims share their core (0–1) and why: the best of three views."""
    return max(
        (score_slots(left, right, mine, other, near), "they say the same of the same thing"),
        (score_definitions(left, right, mine, other, near), "they define one thing alike"),
        (score_words(left, right, mine, other, near), "they use nearly the same words"),
    )


# --- by slots -----------------------------------------------------------------------------------------------------


def score_slots(left: Frame, right: Frame, mine: Gist, other: Gist, near: float) -> float:
    """Score claims of one relation by their subjects and what is said of them; 0 where the frames do not allow it."""
    if not comparable(left, right, mine, other):
        return 0.0
    subject = score_subjects(mine, other)
    target = score_named(mine, other) if is_broad(mine, other) else score_objects(left, right, mine, other, subject)
    if min(subject, target, share_strong(mine, other)) < HALF:
        return 0.0
    return (
        0.15
        + 0.4 * subject
        + 0.35 * target
        + 0.15 * near
        - LISTED * min(max(len(left.subjects), len(right.subjects), 1) - 1, 4)
    )


def comparable(left: Frame, right: Frame, mine: Gist, other: Gist) -> bool:
    """Say whether two frames make the same kind of statement: one direction, or one relation where there is none.

    "There is no cure" and "makes it likelier" have one sign and nothing in common: the polarity must agree as well.
    """
    if mine.sign != other.sign or left.polarity != right.polarity:
        return False
    if mine.sign:
        return True
    return left.relation is right.relation and left.relation is not Relation.OTHER and share_rest(mine, other)


def is_broad(mine: Gist, other: Gist) -> bool:
    """Say whether one claim has no narrower subject than "medicines" or "a virus": then the objects must be named."""
    narrow = [
        members for members in (mine.subjects, other.subjects) if any(not one <= broad_words() for one in members)
    ]
    return len(narrow) < 2


def score_named(mine: Gist, other: Gist) -> float:
    """Score two objects that both claims name as such, 0–1."""
    return max((share_both(one, two) for one in mine.objects for two in other.objects), default=0.0)


def score_subjects(mine: Gist, other: Gist) -> float:
    """Score what two claims are about, 0–1; of causes and remedies a narrower one counts nearly as much as the same."""
    if not mine.subjects or not other.subjects:
        there = other.words if mine.subjects else mine.words
        return 0.8 if any(one <= meet(one, there, loose=False) for one in mine.subjects or other.subjects) else 0.0
    pairs = [(one, two) for one in mine.subjects for two in other.subjects]
    dice = max(share_both(one, two, loose=False) for one, two in pairs)
    if not mine.sign:
        return dice if dice >= SAME_THING else 0.0
    shorter = (share_shorter(one, two, loose=False) for one, two in pairs if share_both(one, two, loose=False) == dice)
    return (dice + max(shorter)) / 2 if dice else 0.0


def score_objects(left: Frame, right: Frame, mine: Gist, other: Gist, subject: float) -> float:
    """Score what two claims say of their subject, 0–1: by their objects, else by what else they say."""
    pairs = [(one, two) for one in mine.objects for two in other.objects]
    scores = [share_both(one, two) for one, two in pairs]
    if not pairs:
        there = other.words if mine.objects else mine.words
        scores += [0.8 for one in mine.objects or other.objects if one <= meet(one, there)]
    if not pairs or not mine.sign:
        scores.append(score_open(mine, other, subject, same_verb=left.predicate == right.predicate))
    if subject >= SAME_CAUSE:
        elsewhere = (*((one, other) for one in mine.objects), *((one, mine) for one in other.objects))
        scores += [0.7 for one, gist in elsewhere if one <= meet(one, gist.rest)]
    return max(scores, default=0.0)


def score_open(mine: Gist, other: Gist, subject: float, *, same_verb: bool) -> float:
    """Score what is said where a frame has no object, or only a genus: by the other words, then by the topic."""
    rest, rests = mine.rest - weak_words(), other.rest - weak_words()
    if rest and rests:
        return 0.8 * share_shorter(rest, rests)
    if not rest and not rests:
        return 0.7 if same_verb else 0.0
    lacking, topic = (rest or rests), (other.topic if rest else mine.topic)
    return 0.6 if subject >= SAME_CAUSE and lacking <= meet(lacking, topic) else 0.0


def share_rest(mine: Gist, other: Gist) -> bool:
    """Say whether two statements without direction have more than a genus in common: two words, or all of one."""
    rest, rests = mine.rest - weak_words(), other.rest - weak_words()
    shared = len(meet(rest, rests))
    return shared > 1 or (shared == 1 and len(rest) == len(rests) == 1)


def share_strong(mine: Gist, other: Gist) -> float:
    """Return the share of the shorter claim's strong words that the other has; of causes listed one is enough."""
    pairs = [(mine.words, other.words)]
    if mine.sign and (mine.listed or other.listed):
        pairs.append((mine.rest, other.rest))
    return max(share_shorter(one - weak_words(), two - weak_words()) for one, two in pairs)


def share_both(one: Words, two: Words, *, loose: bool = True) -> float:
    """Return the share of words that two members of a slot have in common; a broad word alone is no member's half."""
    if one != two and (one <= broad_words() or two <= broad_words()):
        return 0.0
    return 2 * len(meet(one, two, loose=loose)) / (len(one) + len(two))


def share_shorter(one: Words, two: Words, *, loose: bool = True) -> float:
    """Return the share of the smaller set that meets the larger; 0 when one is empty."""
    small, large = sorted((one, two), key=len)
    return len(meet(small, large, loose=loose)) / len(small) if small else 0.0


# --- by what is said of every condition ---------------------------------------------------------------------------


def score_propositions(mine: Gist, other: Gist, topic: Words, near: float) -> tuple[float, str]:
    """Score claims that make one general proposition of one thing, named in both or, at worst, in one's headings."""
    theirs = dict(other.propositions)
    scores = [
        (score, f"both say: {name}")
        for name, about in mine.propositions
        if name in theirs
        for score in (
            score_about(about, theirs[name], mine, other)
            or by_topic(about & mine.own, theirs[name] & other.own, topic),
        )
    ]
    best, reason = max(scores, default=(0.0, ""))
    return (best + 0.3 * near if best else 0.0), reason


def by_topic(about: Words, theirs: Words, topic: Words) -> float:
    """Score a proposition of which one page names the topic, and the other, on the same topic, no more than a word."""
    here, there = meet(topic, about), meet(topic, theirs)
    if bool(here) == bool(there):
        return 0.0
    return 0.62 if len(theirs if here else about) <= VAGUE else 0.0


VAGUE = 2
"""Strong words beside the topic of a sentence that can only be about the topic."""


def score_about(about: Words, theirs: Words, mine: Gist, other: Gist) -> float:
    """Score whether two propositions are made of one thing."""
    shared = meet(about, theirs)
    if shared - broad_words() and 2 * len(shared) >= min(len(about), len(theirs)):
        return 0.7
    by_heading = (not about and meet(mine.topic, theirs)) or (not theirs and meet(about, other.topic))
    return 0.65 if by_heading else 0.0


# --- by meaning ---------------------------------------------------------------------------------------------------


def score_meaning(left: Claim, right: Claim, mine: Gist, other: Gist, pair: CandidatePair) -> float:
    """Score claims that read alike, by the model and by their words; 0 below the likeness that carries them alone."""
    alike = pair.nearness + 0.3 * pair.similarity
    if alike < ALIKE or share_shorter(mine.own, other.own) < HALF or names_other(mine, other):
        return 0.0
    stances = (
        (left.frame.polarity, mine.negated, is_open(left)),
        (right.frame.polarity, other.negated, is_open(right)),
    )
    return min(1.0, 0.7 + alike - ALIKE) if stances[0] == stances[1] else 0.0


def names_other(mine: Gist, other: Gist) -> bool:
    """Say whether two claims fill one slot with things of which neither has a word in the other claim.

    What is said of a thing is compared only where both say that something brings it about or works against it.
    """
    slots = [(mine.subjects, other.subjects)]
    slots += [(mine.objects, other.objects)] if mine.sign and other.sign else []
    return any(
        ones
        and twos
        and not any(meet(one, other.words) for one in ones)
        and not any(meet(two, mine.words) for two in twos)
        for ones, twos in slots
    )


def is_open(claim: Claim) -> bool:
    """Say whether a claim leaves open what it speaks of, or tells what is being studied."""
    return bool(lexicon_pattern("equivalence", "open").search(claim.text))


ALIKE = 0.93
"""Nearness and three tenths of the similarity from which two claims say the same whatever their frames; chosen on pairs
of public pages read by hand, not on the labelled topics."""


# --- by words -----------------------------------------------------------------------------------------------------


def score_words(left: Frame, right: Frame, mine: Gist, other: Gist, near: float) -> float:
    """Score claims by the words they share; low when either names or says something that the other lacks."""
    shared = meet(mine.words, other.words, loose=False)
    overlap = weigh(shared) / (weigh(mine.words | other.words) or 1.0)
    inside = min(1.0, weigh(shared) / (min(weigh(mine.words), weigh(other.words)) or 1.0))
    score = 0.35 * overlap + 0.3 * inside + 0.35 * near
    thin = len(shared - weak_words()) < 2 or (near < 0.7 and (inside < 0.75 or overlap < 0.45))
    alike = say_alike(left, right)
    if thin or lacks_subject(mine, other, near) or lacks_statement(mine, other, alike=alike):
        score *= 0.5
    score = score if alike or near >= COPY else 0.7 * score
    return score if score >= WORDED else 0.8 * score


def lacks_subject(mine: Gist, other: Gist, near: float) -> bool:
    """Say whether one claim names a subject or object that the other does not."""
    slots = ((mine.subjects, other), (other.subjects, mine), (mine.objects, other), (other.objects, mine))
    if any(2 * len(meet(members[0], there.words)) < len(members[0]) for members, there in slots if members):
        return True
    pairs = [(one, two) for one in mine.subjects for two in other.subjects]
    return bool(pairs) and near < 0.6 and max(share_both(one, two, loose=False) for one, two in pairs) < 0.6


def lacks_statement(mine: Gist, other: Gist, *, alike: bool) -> bool:
    """Say whether two claims have their subject in common and nothing that they say of it."""
    if not mine.subjects or not other.subjects:
        return False
    rest, rests = mine.rest - weak_words(), other.rest - weak_words()
    return not meet(rest, rests) if rest or rests else not alike or mine.words != other.words


def say_alike(left: Frame, right: Frame) -> bool:
    """Say whether two frames have one relation, and one verb where the relation is open."""
    verbs = {left.predicate, right.predicate} - set(load_lexicon("equivalence")["light_verbs"])
    return left.relation is right.relation and (left.relation is not Relation.OTHER or len(verbs) < 2)
