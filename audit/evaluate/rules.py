"""A report beside labels → coverage, overlap and conflict of each rule (after snorkel's LFAnalysis)."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from audit.evaluate.figures import ratio
from audit.evaluate.score import Ground, Place, meets
from audit.model import Finding, Location

SentenceKey = tuple[str, int]
"""Article and first character."""


def describe_rules(ground: Ground) -> dict[str, float | str]:
    """Return one line of text a rule that found anything, sorted by rule.

    Coverage: share of all sentences with a finding of the rule. Overlap: share of all sentences where another rule
    speaks too. Conflict: findings that stand on a passage labelled as no signal; agreement: on a labelled signal.
    """
    touched = touch_sentences(ground)
    spoken: Counter[SentenceKey] = Counter(key for keys in touched.values() for key in keys)
    sentences = ground.report.coverage.sentences
    return {
        rule: write_line(
            len(findings),
            (ratio(len(touched[rule]), sentences), ratio(sum(spoken[key] > 1 for key in touched[rule]), sentences)),
            count_labels(ground, findings),
        )
        for rule, findings in sorted(group_findings(ground).items())
    }


def write_line(findings: int, shares: tuple[float, float], labelled: tuple[int, int]) -> str:
    """Return the figures of a rule as one line."""
    return (
        f"findings {findings:>3}  coverage {shares[0]:.3f}  overlap {shares[1]:.3f}  "
        f"conflict {labelled[1]}  agreement {labelled[0]}"
    )


def group_findings(ground: Ground) -> dict[str, list[Finding]]:
    """Return rule → findings."""
    grouped: dict[str, list[Finding]] = defaultdict(list)
    for finding in ground.report.findings:
        grouped[finding.rule].append(finding)
    return grouped


def touch_sentences(ground: Ground) -> dict[str, set[SentenceKey]]:
    """Return rule → the places its primary locations start at: the sentence of a claim there, else the place itself."""
    starts = {
        (claim.article, position): (claim.article, claim.context.sentence.start)
        for claim in ground.report.claims
        for position in (claim.span.start, claim.context.sentence.start)
    }
    touched: dict[str, set[SentenceKey]] = defaultdict(set)
    for finding in ground.report.findings:
        place = finding.primary.article, finding.primary.span.start
        touched[finding.rule].add(starts.get(place, place))
    return touched


def count_labels(ground: Ground, findings: list[Finding]) -> tuple[int, int]:
    """Return how many findings stand on a labelled signal, and how many on a labelled non-signal."""
    signals = [ground.at(signal.quote) for signal in ground.labels.signals if "positive" not in signal.category.lower()]
    others = [ground.at(quote) for quote in ground.labels.non_signals]
    places = list(list_places(ground, [finding.primary for finding in findings]))
    return sum(meets(place, signals) for place in places), sum(meets(place, others) for place in places)


def list_places(ground: Ground, locations: list[Location]) -> Iterator[Place]:
    """Yield the place of each location."""
    return (ground.of(location) for location in locations)
