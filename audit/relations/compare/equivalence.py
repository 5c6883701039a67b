"""A pair of claims → do they say the same, and if not quite, in what do they differ."""

from collections.abc import Callable

from audit.model import (
    Claim,
    ClaimRelation,
    Evidence,
    Frame,
    Holder,
    Phase,
    Quantifier,
    Relation,
    RelationKind,
)
from audit.relations.gist import Gist, Words, broad_words, gist_of, kin, meet, unlike, weigh
from audit.relations.words import weak_words

LIKE = 0.6
"""Core score from which two claims say the same; chosen on the development topics and on pages read by hand."""
SURE = 0.7
"""Core score that a pair needs which also differs in strength, population, condition or site."""
SAME_THING = 0.75
"""Share of words from which two subjects without direction ("X is …") are one thing: "anemia" and "aplastic anemia" are not."""
SAME_CAUSE = 0.9
"""Agreement of two causes or remedies from which an effect of one may stand anywhere in the other claim."""
WIDER = 2.0
"""Upper bounds of two durations or doses of one claim lie within this ratio (domain notes 4.2)."""
EFFECTS = {
    Relation.CAUSE,
    Relation.RISK_FACTOR,
    Relation.TREATMENT,
    Relation.PREVENTION,
    Relation.HARM,
    Relation.MECHANISM,
}
EXACT = {Relation.DEFINITION, Relation.COMPARISON, Relation.DURATION, Relation.ONSET}
"""Relations in which words that are loosely used for one another differ."""


def compare_equivalence(left: Claim, right: Claim, similarity: float) -> ClaimRelation | None:
    """Judge whether two claims say the same.

    The frames decide (concepts, relation, direction, polarity, numbers, phase, population), similarity only supports.
    """
    mine, other = gist_of(left), gist_of(right)
    if any(veto(left, right, mine, other) for veto in VETOES):
        return None
    kind, slot, note = settle(left, right, mine, other)
    score, reason = core_score(left.frame, right.frame, mine, other, similarity)
    if score < (LIKE if kind is RelationKind.EQUIVALENT else SURE):
        return None
    numbers = (("core", round(score, 4)), ("similarity", round(similarity, 4)))
    evidence = Evidence("equivalence", f"{reason}{note}", numbers)
    return ClaimRelation(left.id, right.id, kind, slot, round(min(0.98, score), 4), evidence)


def core_score(left: Frame, right: Frame, mine: Gist, other: Gist, similarity: float) -> tuple[float, str]:
    """Return how surely two claims share their core, with the reason: the best of three views."""
    near = min(1.0, 1.25 * similarity)
    views = (
        (score_slots(left, right, mine, other, near), "they say the same of the same thing"),
        score_propositions(mine, other, near),
        (score_words(left, right, mine, other, near), "they use nearly the same words"),
    )
    return max(views)


def score_slots(left: Frame, right: Frame, mine: Gist, other: Gist, near: float) -> float:
    """Score claims of one relation by their subjects and what is said of them; 0 where the frames do not allow it."""
    same = mine.sign == other.sign and (mine.sign != 0 or left.relation is right.relation)
    if not same or (mine.sign == 0 and left.relation is Relation.OTHER):
        return 0.0
    if left.polarity != right.polarity:
        return 0.0  # "there is no cure" and "makes it likelier" have one sign and nothing in common
    subject = score_slot(mine.subjects, other.subjects, mine, other, effect=mine.sign != 0)
    target = score_slot(mine.objects, other.objects, mine, other, loose=True)
    if not mine.objects or not other.objects or mine.sign == 0:
        target = max(target, score_open(mine, other, subject, same_verb=left.predicate == right.predicate))
    if subject >= SAME_CAUSE and any(one <= meet(one, two.rest) for one, two in named(mine, other)):
        target = max(target, 0.7)
    if mine.sign == 0 and (subject < SAME_THING or not share_rest(mine, other)):
        return 0.0
    if min(subject, target) < 0.5 or share_strong(mine, other) < 0.5:
        return 0.0
    return 0.1 + 0.4 * subject + 0.35 * target + 0.15 * near


def named(mine: Gist, other: Gist) -> list[tuple[Words, Gist]]:
    """Return each object with the claim that may name it elsewhere."""
    return [*((one, other) for one in mine.objects), *((one, mine) for one in other.objects)]


def share_rest(mine: Gist, other: Gist) -> bool:
    """Say whether two statements without direction have more than a genus in common: two words, or all of one."""
    rest, rests = mine.rest - weak_words(), other.rest - weak_words()
    shared = len(meet(rest, rests))
    return shared > 1 or (shared == 1 and len(rest) == len(rests) == 1)


def score_slot(
    mine: tuple[Words, ...],
    other: tuple[Words, ...],
    left: Gist,
    right: Gist,
    *,
    loose: bool = False,
    effect: bool = False,
) -> float:
    """Score a slot 0-1: the best pair of members, or a member standing whole among the words of a claim without one.

    Of causes and remedies (`effect`) a narrower one counts nearly as much as the same: "potassium" and "potassium-rich food".
    """
    if mine and other:
        return max(compare_members(one, two, loose=loose, effect=effect) for one in mine for two in other)
    there = right.words if mine else left.words
    return 0.8 if any(len(meet(one, there, loose=loose)) == len(one) for one in mine or other) else 0.0


def compare_members(one: Words, two: Words, *, loose: bool, effect: bool) -> float:
    """Return the share of words that two members of a slot have in common, of both or also of the shorter."""
    if one != two and (one <= broad_words() or two <= broad_words()):
        return 0.0
    shared = len(meet(one, two, loose=loose))
    dice = 2 * shared / (len(one) + len(two))
    return (dice + shared / min(len(one), len(two))) / 2 if effect else dice


def score_open(mine: Gist, other: Gist, subject: float, *, same_verb: bool) -> float:
    """Score what is said of a subject where a frame has no object, or only a genus: by the other words, then by the topic."""
    rest, rests = mine.rest - weak_words(), other.rest - weak_words()
    if rest and rests:
        return 0.8 * share_shorter(rest, rests)
    if not rest and not rests:
        return 0.7 if same_verb else 0.0
    lacking, topic = (rest or rests), (other.topic if rest else mine.topic)
    return 0.6 if subject >= 0.9 and lacking <= meet(lacking, topic) else 0.0


def share_strong(mine: Gist, other: Gist) -> float:
    """Return the share of the strong words of the shorter claim that occur in the other; of causes listed one is enough."""
    pairs = [(mine.words, other.words)]
    if mine.sign and (mine.listed or other.listed):
        pairs.append((mine.rest, other.rest))
    return max(share_shorter(one - weak_words(), two - weak_words()) for one, two in pairs)


def share_shorter(one: Words, two: Words) -> float:
    """Return the share of the smaller set that meets the larger; 0 when one is empty."""
    small, large = sorted((one, two), key=len)
    return len(meet(small, large)) / len(small) if small else 0.0


def score_propositions(mine: Gist, other: Gist, near: float) -> tuple[float, str]:
    """Score claims that make one general proposition of one thing, named in both or, at worst, in the headings of one."""
    best = (0.0, "")
    if mine.negated != other.negated:
        return best
    for name, about in mine.propositions:
        for theirs in (words for other_name, words in other.propositions if other_name == name):
            shared = meet(about, theirs)
            if shared - broad_words() and 2 * len(shared) >= min(len(about), len(theirs)):
                best = max(best, (0.7 + 0.3 * near, f"both say: {name}"))
            elif (not about and meet(mine.topic, theirs)) or (not theirs and meet(about, other.topic)):
                best = max(best, (0.65 + 0.3 * near, f"both say: {name}"))
    return best


def score_words(left: Frame, right: Frame, mine: Gist, other: Gist, near: float) -> float:
    """Score claims by the words they share; low when either names a subject or object that the other lacks."""
    shared = meet(mine.words, other.words, loose=False)
    strong = len(shared - weak_words())
    overlap = weigh(shared) / (weigh(mine.words | other.words) or 1.0)
    inside = min(1.0, weigh(shared) / (min(weigh(mine.words), weigh(other.words)) or 1.0))
    score = 0.35 * overlap + 0.3 * inside + 0.35 * near
    slots = ((mine.subjects, other), (other.subjects, mine), (mine.objects, other), (other.objects, mine))
    lacking = any(2 * len(meet(members[0], there.words)) < len(members[0]) for members, there in slots if members)
    if mine.subjects and other.subjects and near < 0.6:
        lacking = lacking or score_slot(mine.subjects, other.subjects, mine, other) < 0.6
    if (
        near < 0.8
        and mine.subjects
        and other.subjects
        and not meet(mine.rest - weak_words(), other.rest - weak_words())
    ):
        lacking = True
    if strong < 2 or lacking or (near < 0.7 and (inside < 0.75 or overlap < 0.45)):
        score *= 0.5
    same_verb = left.relation is right.relation and (
        left.relation is not Relation.OTHER or left.predicate == right.predicate
    )
    return score if same_verb or near >= 0.8 else 0.75 * score


# --- what rules a pair out ----------------------------------------------------------------------------------------


def opposed(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One denies what the other says, or they work in opposite directions."""
    denied = (left.holder is Holder.DENIED) != (right.holder is Holder.DENIED)
    if mine.sign and other.sign:
        return mine.sign * other.sign < 0 or (denied and mine.sign == other.sign)
    polarity = left.frame.polarity != right.frame.polarity or mine.negated != other.negated
    return polarity != denied


def turned(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """Cause and effect change places."""
    if mine.sign == 0 or other.sign == 0:
        return False
    cause, effect = frozenset().union(*mine.subjects), frozenset().union(*mine.objects)
    causes, effects = frozenset().union(*other.subjects), frozenset().union(*other.objects)
    return bool(meet(cause, effects) and meet(effect, causes)) and not (meet(cause, causes) and meet(effect, effects))


def unstated(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One is an indirect question, which states nothing."""
    return mine.embedded or other.embedded


def unlike_words(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One names a co-hyponym or an opposite of what the other names; loose synonyms pass but where they are defined."""
    only, others = mine.words - other.words, other.words - mine.words
    strict = left.frame.relation in EXACT or right.frame.relation in EXACT
    for word in only:
        clash = unlike().get(word, frozenset()) & others
        if clash and (strict or not clash <= kin().get(word, frozenset())):
            return True
    return False


def unlike_aim(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One is about preventing, the other about treating."""
    return mine.sign < 0 and other.sign < 0 and mine.prevents != other.prevents


def unlike_variants(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One thing in two kinds told apart by a letter or a number: "hepatitis B" and "hepatitis C"."""
    kinds = dict(other.variants)
    return any(noun in kinds and not kinds[noun] & kind for noun, kind in mine.variants)


def unlike_numbers(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """Both give numbers and neither's are among the other's, or amounts of one kind lie apart."""
    if mine.numbers and other.numbers and not (mine.numbers <= other.numbers or other.numbers <= mine.numbers):
        return True
    return any(
        one.kind is two.kind
        and one.unit == two.unit
        and (one.high < two.low or two.high < one.low or ratio(one.high, two.high) > WIDER)
        for one in left.frame.quantities
        for two in right.frame.quantities
    )


def ratio(one: float, two: float) -> float:
    """Return the larger over the smaller of two bounds; infinite when only one is 0."""
    small, large = sorted((one, two))
    return 1.0 if large == small else large / small if small else float("inf")


def unlike_phase(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """One is about the acute event, the other about the time before it or the long run."""
    acute, lasting = {Phase.DURING, Phase.AFTER}, {Phase.BEFORE, Phase.LONG_TERM}
    phases = {left.frame.phase, right.frame.phase}
    return bool(phases & acute and phases & lasting)


def unlike_place(left: Claim, right: Claim, mine: Gist, other: Gist) -> bool:
    """Both name populations, or both name body parts, and share none."""
    slots = ((left.frame.population, right.frame.population), (left.frame.site, right.frame.site))
    return any(one and two and not set(one) & set(two) for one, two in slots)


VETOES: tuple[Callable[[Claim, Claim, Gist, Gist], bool], ...] = (
    opposed, unstated, turned, unlike_words, unlike_aim, unlike_variants, unlike_numbers, unlike_phase, unlike_place,
)  # fmt: skip


# --- in what they differ ------------------------------------------------------------------------------------------


def settle(left: Claim, right: Claim, mine: Gist, other: Gist) -> tuple[RelationKind, str, str]:
    """Return the kind of agreement, the slot in which the claims differ, and a note on it."""
    one, two = left.frame, right.frame
    extremes = {one.quantifier, two.quantifier}
    if abs(one.modality - two.modality) > 1 or (Quantifier.ALWAYS in extremes and len(extremes) > 1):
        return RelationKind.DRIFT, "strength", ", in another strength"
    for slot, here, there in (
        ("population", one.population, two.population),
        ("condition", one.condition, two.condition),
        ("site", one.site, two.site),
    ):
        if bool(here) != bool(there):
            kind = RelationKind.ENTAILS if there else RelationKind.ENTAILED_BY
            return kind, slot, f", one of them only for a {slot}"
    return RelationKind.EQUIVALENT, "", ""
