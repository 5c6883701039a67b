"""Two `report.json` → what is new, resolved, persisting and changed between them.

Findings are matched by what they say, not by their order: first by rule and places (article and quote, in any order, so
that it does not matter which side of a contradiction was the primary one), then, for the rest, by rule, articles and
likeness of the quotes, so that a reworded sentence is a change and not a loss and a gain.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LIKENESS = 0.5
"""Least share of words in common (Dice) for two quotes to be one quote reworded; our own choice, see its tests."""

FOLLOWED = ("level", "verdict", "status")
"""Fields of a finding whose change is told; also its confidence, from `NOTABLE` on, and its quotes."""

NOTABLE = 0.1
"""Least change of a confidence that is told."""

Place = tuple[str, str]
"""Article and quote, white space as one blank."""

Key = tuple[str, tuple[Place, ...], int]
"""Rule, places in sorted order, and which of several with the same quotes."""


@dataclass(frozen=True, slots=True)
class ComparedFinding:
    """A finding as it is compared: independent of ids, offsets and order."""

    key: Key
    level: str
    confidence: float
    verdict: str
    status: str
    message: str

    @property
    def rule(self) -> str:
        """The rule's id."""
        return self.key[0]

    @property
    def places(self) -> tuple[Place, ...]:
        """Article and quote of each place, sorted."""
        return self.key[1]

    @property
    def known(self) -> str:
        """What is known instead, of a finding against a reference fact; else empty."""
        return self.message.partition(" What is known ")[2]


@dataclass(frozen=True, slots=True)
class ChangedFinding:
    """A finding in both reports that is not the same in both."""

    old: ComparedFinding
    new: ComparedFinding
    changes: tuple[str, ...]
    """What changed, in words: "level warning → error"."""


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """The score of a source in both reports; a side is None when the source, or its score, is not there."""

    source: str
    old: float | None
    new: float | None
    gates: tuple[str, ...]
    """Gates that came ("+ rule") or went ("- rule")."""
    audited: tuple[bool, bool] = (True, True)
    """Whether the source is in the old report, and in the new one."""


@dataclass(frozen=True, slots=True)
class ReportDiff:
    """What lies between two reports; every list is sorted."""

    new: tuple[ComparedFinding, ...]
    resolved: tuple[ComparedFinding, ...]
    changed: tuple[ChangedFinding, ...]
    persisting: tuple[ComparedFinding, ...]
    scores: tuple[ScoreChange, ...]


def compare_reports(old: Mapping[str, Any], new: Mapping[str, Any]) -> ReportDiff:
    """Compare two reports, as `audit.reporters.report_json.read_json` gives them."""
    names = match_articles(old["articles"], new["articles"])
    before = {finding.key: finding for finding in read_findings(old["findings"], {})}
    after = {finding.key: finding for finding in read_findings(new["findings"], names)}
    pairs = [(before[key], after[key]) for key in sorted(before.keys() & after.keys())]
    gone = [before[key] for key in sorted(before.keys() - after.keys())]
    come = [after[key] for key in sorted(after.keys() - before.keys())]
    reworded = match_reworded(gone, come)
    told = [ChangedFinding(one, other, changes) for one, other in pairs if (changes := list_changes(one, other))]
    told += [ChangedFinding(one, other, list_changes(one, other)) for one, other in reworded]
    matched = {one.key for one, _ in reworded}, {other.key for _, other in reworded}
    return ReportDiff(
        new=tuple(finding for finding in come if finding.key not in matched[1]),
        resolved=tuple(finding for finding in gone if finding.key not in matched[0]),
        changed=tuple(sorted(told, key=lambda change: change.new.key)),
        persisting=tuple(other for one, other in pairs if not list_changes(one, other)),
        scores=compare_scores(old["scores"], new["scores"]),
    )


def match_articles(old: Iterable[Mapping[str, Any]], new: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the old id of each new article that was only moved: the same text, unique, under an id that is gone."""
    before = {str(article["id"]): str(article["sha256"]) for article in old}
    after = {str(article["id"]): str(article["sha256"]) for article in new}
    gone = {text: name for name, text in before.items() if name not in after}
    once_before, once_after = Counter(before.values()), Counter(after.values())
    return {
        name: gone[text]
        for name, text in after.items()
        if name not in before and text in gone and once_before[text] == once_after[text] == 1
    }


def read_findings(findings: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> list[ComparedFinding]:
    """Return the findings to compare; a contradiction that is reported from both sides counts once."""
    sides: dict[tuple[str, tuple[Place, ...]], dict[Place, list[Mapping[str, Any]]]] = defaultdict(dict)
    for finding in findings:
        said = [read_place(place, names) for place in (finding["primary"], *finding["related"])]
        sides[str(finding["rule"]), tuple(sorted(said))].setdefault(said[0], []).append(finding)
    compared = []
    for (rule, places), by_side in sorted(sides.items()):
        longest = max(len(side) for side in by_side.values())
        most = next(side for _, side in sorted(by_side.items()) if len(side) == longest)
        compared += [
            compare_finding((rule, places, number), finding)
            for number, finding in enumerate(sorted(most, key=order_of))
        ]
    return compared


def order_of(finding: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the order of findings with the same quotes, by what else they say."""
    return tuple(str(finding[name]) for name in ("level", "verdict", "status", "confidence", "message"))


def read_place(place: Mapping[str, Any], names: Mapping[str, str]) -> Place:
    """Return the article, under its old id, and the quote."""
    article = str(place["article"])
    return names.get(article, article), " ".join(str(place["quote"]).split())


def compare_finding(key: Key, finding: Mapping[str, Any]) -> ComparedFinding:
    """Return a finding under its key."""
    return ComparedFinding(
        key=key,
        level=str(finding["level"]),
        confidence=float(finding["confidence"]),
        verdict=str(finding["verdict"] or ""),
        status=str(finding["status"]),
        message=str(finding["message"]),
    )


def match_reworded(
    gone: Sequence[ComparedFinding], come: Sequence[ComparedFinding]
) -> list[tuple[ComparedFinding, ComparedFinding]]:
    """Return pairs of one rule in the same articles whose quotes are alike, the most alike first, each finding once.

    Ties are broken by the keys, so that comparing the other way round gives the same pairs.
    """
    candidates = [(one, other) for one in gone for other in come if measure_likeness(one, other) >= LIKENESS]
    candidates.sort(key=lambda pair: (-measure_likeness(*pair), pair[0].key, pair[1].key))
    pairs: dict[Key, tuple[ComparedFinding, ComparedFinding]] = {}
    taken: set[Key] = set()
    for one, other in candidates:
        if one.key not in pairs and other.key not in taken:
            pairs[one.key] = (one, other)
            taken.add(other.key)
    return list(pairs.values())


def measure_likeness(one: ComparedFinding, other: ComparedFinding) -> float:
    """Return how alike the quotes are, 0 to 1: the least alike of their places; 0 for other rules or articles.

    Findings of one article against one fact are the same, whichever passages they quote.
    """
    articles = [[place[0] for place in finding.places] for finding in (one, other)]
    if one.rule == other.rule and one.known and one.known == other.known and set(articles[0]) == set(articles[1]):
        return 1.0
    if one.rule != other.rule or one.known != other.known or articles[0] != articles[1]:
        return 0.0
    return min(share_words(left[1], right[1]) for left, right in zip(one.places, other.places, strict=True))


def share_words(left: str, right: str) -> float:
    """Return the share of words in common (Dice coefficient over sets of words, case-blind)."""
    words, others = set(left.lower().split()), set(right.lower().split())
    return 2 * len(words & others) / max(1, len(words) + len(others))


def list_changes(old: ComparedFinding, new: ComparedFinding) -> tuple[str, ...]:
    """Return what differs between two findings that are the same one, in words."""
    changes = [
        f"{name} {getattr(old, name) or 'none'} → {getattr(new, name) or 'none'}"
        for name in FOLLOWED
        if getattr(old, name) != getattr(new, name)
    ]
    if abs(old.confidence - new.confidence) >= NOTABLE - 1e-9:
        changes.append(f"confidence {old.confidence:.2f} → {new.confidence:.2f}")
    if len(old.places) != len(new.places):
        changes.append(f"passages {len(old.places)} → {len(new.places)}")
    elif old.places != new.places:
        changes.append("wording")
    return tuple(changes)


def compare_scores(old: Iterable[Mapping[str, Any]], new: Iterable[Mapping[str, Any]]) -> tuple[ScoreChange, ...]:
    """Return the sources whose score or gates changed, sorted by id."""
    before, after = ({str(score["source"]): score for score in scores} for scores in (old, new))
    changes = []
    for source in sorted(before.keys() | after.keys()):
        one, other = before.get(source, {}), after.get(source, {})
        gates = [{str(gate["rule"]) for gate in score.get("gates", ())} for score in (one, other)]
        came = [f"+ {rule}" for rule in sorted(gates[1] - gates[0])] + [
            f"- {rule}" for rule in sorted(gates[0] - gates[1])
        ]
        if one.get("value") != other.get("value") or came or (source in before) != (source in after):
            audited = source in before, source in after
            changes.append(ScoreChange(source, one.get("value"), other.get("value"), tuple(came), audited))
    return tuple(changes)
