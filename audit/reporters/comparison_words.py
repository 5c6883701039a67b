"""Comparison → the sentences that every format of it uses."""

from audit.comparison import Comparison, Considered, Shared, Side, Why
from audit.model import Claim, Holder, Relation, RelationKind, Verdict
from audit.reporters.html_words import HOLDERS, STRENGTHS, join_words, say_count, say_family, say_relation, say_slot
from audit.side_index import Quote

NAMES = ("A", "B")
"""What the left and the right side are called."""

RESTRICTIONS = ("population", "condition", "site")
"""Slots in which one side may say in general what the other says of a part."""


KINDS = {
    RelationKind.CONTRADICTS: "Contradiction on {slot}, not sure enough",
    RelationKind.TENSION: "Tension on {slot}, not sure enough",
    RelationKind.DRIFT: "Another strength, not sure enough",
    RelationKind.SCOPE: "Not about the same: {slot}",
}
"""What a pair that is not counted looked like, by its kind."""


def say_verdict(comparison: Comparison) -> str:
    """Return the result in one sentence: claims, what both say, conflicts, what only one says."""
    left, right = comparison.left, comparison.right
    conflicts = [
        say_count(comparison.count(Verdict.CONTRADICTION), "contradiction"),
        say_count(comparison.count(Verdict.TENSION), "tension"),
    ]
    if drifts := comparison.count(Verdict.DRIFT):
        conflicts.append(f"{drifts} put with another strength")
    if comparison.answered:
        conflicts.append(f"{len(comparison.answered)} that only one stands behind")
    said = say_count(len(comparison.shared), "statement")
    return (
        f"{say_count(len(left.claims), 'claim')} in {NAMES[0]}, {len(right.claims)} in {NAMES[1]}: "
        f"{said} made by both, {join_words(conflicts)}; "
        f"{len(left.only)} only in {NAMES[0]}, {len(right.only)} only in {NAMES[1]}."
    )


def say_difference(shared: Shared) -> str:
    """Return which side says more, and how; empty where they differ in nothing."""
    relation = shared.relation
    if relation is None or not shared.stronger:
        return ""
    claims = {quote.claim.id: quote.claim for quote in (*shared.left, *shared.right) if quote.claim}
    pair = claims[relation.left], claims[relation.right]
    strong, weak = pair if holds(shared.left if shared.stronger == "left" else shared.right, pair[0]) else pair[::-1]
    one, other = NAMES if shared.stronger == "left" else NAMES[::-1]
    if relation.slot in RESTRICTIONS:
        limits = say_limits(weak, relation.slot)
        return f"{one} says it in general, {other} only for a certain {relation.slot}{limits}."
    if strong.frame.modality != weak.frame.modality:
        return (
            f"{one} puts it more strongly ({STRENGTHS[strong.frame.modality]}) "
            f"than {other} ({STRENGTHS[weak.frame.modality]})."
        )
    return f"{one} puts it more strongly than {other}."


def holds(quotes: tuple[Quote, ...], claim: Claim) -> bool:
    """Say whether one of the quotes is the claim."""
    return any(quote.claim == claim for quote in quotes)


def say_context(quote: Quote) -> str:
    """Return the claim with its context filled in; empty when the quote already says it all."""
    standalone = quote.claim.context.standalone if quote.claim else ""
    return standalone if "[" in standalone else ""


def say_holder(quote: Quote) -> str:
    """Return who holds the claim; empty when it is simply stated."""
    claim = quote.claim
    return HOLDERS[claim.holder] if claim and claim.holder is not Holder.ASSERTED else ""


def say_limits(claim: Claim, slot: str) -> str:
    """Return what a claim is limited to, as ": …"; empty when its frame does not tell."""
    frame = claim.frame
    limits = {"population": frame.population, "condition": (frame.condition,), "site": frame.site}[slot]
    said = join_words([limit for limit in limits if limit])
    return f": {said}" if said else ""


def say_conflict(verdict: Verdict | None, slot: str) -> str:
    """Return the heading of a conflict: "Contradiction on how long it lasts"."""
    return f"{(verdict or 'conflict').capitalize()} on {say_slot(slot)}"


def group_only(side: Side) -> dict[str, list[Claim]]:
    """Return the claims that only this side makes by what they are about, in reading order."""
    groups: dict[str, list[Claim]] = {}
    for claim in side.only:
        groups.setdefault(say_relation(claim.frame.relation), []).append(claim)
    return dict(sorted(groups.items()))


def say_considered(entry: Considered) -> str:
    """Return what a pair that is not counted looked like, and why it is not counted."""
    slot = say_slot(entry.relation.slot)
    if entry.why is Why.LOOSE:
        return "Alike, but not like all others that say it"
    if entry.why is Why.UNTOLD:
        return f"Difference on {slot}, which no rule tells between these two"
    return KINDS[entry.kind].format(slot=slot)


def count_only(comparison: Comparison) -> dict[str, tuple[int, int]]:
    """Return how many claims only one side makes, by what they are about; the commonest first, the rest last."""
    left, right = group_only(comparison.left), group_only(comparison.right)
    counts = {words: (len(left.get(words, ())), len(right.get(words, ()))) for words in {*left, *right}}
    rest = say_relation(Relation.OTHER)
    return dict(sorted(counts.items(), key=lambda item: (item[0] == rest, -sum(item[1]), item[0])))


def count_families(comparison: Comparison) -> dict[str, tuple[int, int]]:
    """Return the signals of both sides by family of rules, in plain words, and contradictions inside each side."""
    counts: dict[str, tuple[int, int]] = {}
    for signal in comparison.signals:
        words = say_family(signal.rule.partition("/")[0])
        left, right = counts.get(words, (0, 0))
        counts[words] = (left + signal.left, right + signal.right)
    counts["Contradictions inside it"] = (comparison.left.inside, comparison.right.inside)
    return counts


def name_side(side: Side) -> str:
    """Return what a side is called: the title of its article, or its first title and how many more there are."""
    first = side.articles[0].title or side.articles[0].path
    more = len(side.articles) - 1
    return f"{first} and {say_count(more, 'more article')}" if more else first
