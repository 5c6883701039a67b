"""Scores and ranking → the overview: source cards, interval and waterfall geometry, sentences."""

from collections import Counter
from dataclasses import dataclass

from audit.model import Dimension, Gate, Level, Report, SourceScore, Status, Verdict
from audit.reporters.html_lookup import Lookup, one_per_card, places_of, web_address
from audit.reporters.html_words import join_words, say_count, say_percent, say_points, say_preference
from audit.reporters.naming import drop_rules, name_facts


@dataclass(frozen=True, slots=True)
class LineView:
    """One contribution of a dimension."""

    rule: str
    title: str
    points: str
    count: int
    findings: tuple[str, ...]
    """Anchors."""


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the waterfall on the axis 0–100: the dimension runs from `start` for `width`."""

    name: str
    assessed: bool
    value: str
    max: str
    start: float
    width: float
    room: float
    """What the dimension could still have given."""
    interval: str
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class GateView:
    """A cap, with the quote that triggered it."""

    rule: str
    title: str
    cap: str
    at: float
    quote: str
    finding: str
    binds: bool
    """Whether the cap lowers this total."""


@dataclass(frozen=True, slots=True)
class SourceCard:
    """One source in the overview."""

    key: str
    id: str
    name: str
    url: str
    address: str
    """`url` when it is safe to link, else empty."""
    kind: str
    assessed: bool
    value: str
    at: float
    low: float
    high: float
    interval: str
    interval_words: str
    band: str
    steps: tuple[Step, ...]
    gates: tuple[GateView, ...]
    before_gates: str
    """The sum before the gates, when a gate lowers it."""
    counts: tuple[tuple[str, int], ...]
    """(level, open findings on this source alone), most serious first."""
    disputes: str
    """How many open findings set it against other sources, in words; empty when there is none."""
    depends: tuple[str, ...]
    """Names of the sources it is not independent of."""
    articles: int
    would_change: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preference:
    """One source against those below it."""

    name: str
    parts: tuple[tuple[str, str], ...]
    """("probably more reliable than", "B (92 %) and C (97 %)")."""


def order_sources(report: Report) -> list[str]:
    """Return source ids by score, best first, then name; sources without a score come last."""
    values = {score.source: score.value for score in report.scores if score.assessed}

    def rank(identifier: str, name: str) -> tuple[bool, float, str, str]:
        value = values.get(identifier)
        return (value is None, -(value or 0.0), name.casefold(), identifier)

    return [source.id for source in sorted(report.sources, key=lambda source: rank(source.id, source.name))]


def view_sources(lookup: Lookup, order: list[str]) -> tuple[SourceCard, ...]:
    """Build the source cards in the order given."""
    scores = {score.source: score for score in lookup.report.scores}
    counts = count_levels(lookup)
    return tuple(view_source(lookup, identifier, scores.get(identifier), counts) for identifier in order)


def count_levels(lookup: Lookup) -> Counter[tuple[str, Level | None]]:
    """Count open findings by source and level; those that set sources against each other count under None for each.

    Nobody is blamed for a disagreement with another source: only a reference fact says who is right. Drift is none.
    """
    counts: Counter[tuple[str, Level | None]] = Counter()
    for finding in one_per_card(lookup.report.findings):
        if finding.status is Status.OPEN and finding.verdict is not Verdict.DRIFT:
            sources = {lookup.source_of(place.article).id for place in places_of(finding)}
            between = finding.verdict is not None and len(sources) > 1
            for source in sources if between else {lookup.source_of(finding.primary.article).id}:
                counts[source, None if between else finding.level] += 1
    return counts


def view_source(
    lookup: Lookup, identifier: str, score: SourceScore | None, counts: Counter[tuple[str, Level | None]]
) -> SourceCard:
    """Build one source card."""
    source = lookup.sources[identifier]
    value = score.value if score and score.assessed else None
    total = sum(dimension.value for dimension in score.dimensions if dimension.assessed) if score else 0.0
    return SourceCard(
        key=lookup.anchor("source", identifier),
        id=identifier,
        name=source.name or identifier,
        url=source.url,
        address=web_address(source.url),
        kind=source.kind,
        assessed=value is not None,
        value="–" if value is None else f"{value:.0f}",
        at=clamp(value or 0.0),
        low=clamp(score.low) if score else 0.0,
        high=clamp(score.high) if score else 100.0,
        interval=f"{score.low:.0f}–{score.high:.0f}" if score else "",
        interval_words=f"{score.low:.0f} and {score.high:.0f}" if score else "",
        band=score.band if score and value is not None else "",
        steps=stack_steps(lookup, score.dimensions) if score else (),
        gates=tuple(view_gate(lookup, gate, value) for gate in score.gates) if score else (),
        before_gates=say_points(total) if value is not None and total - value > 0.05 else "",
        counts=tuple((level.value, counts[identifier, level]) for level in Level),
        disputes=say_count(counts[identifier, None], "disagreement") if counts[identifier, None] else "",
        depends=find_dependence(lookup, identifier),
        articles=sum(article.source == identifier for article in lookup.report.articles),
        would_change=tuple(name_facts(drop_rules(change, lookup.rules), lookup.facts) for change in score.would_change)
        if score
        else (),
    )


def stack_steps(lookup: Lookup, dimensions: tuple[Dimension, ...]) -> tuple[Step, ...]:
    """Lay the dimensions end to end, from 0 to the sum."""
    steps = []
    reached = 0.0
    for dimension in dimensions:
        width = max(0.0, dimension.value) if dimension.assessed else 0.0
        steps.append(
            Step(
                name=dimension.name.replace("_", " "),
                assessed=dimension.assessed,
                value=say_points(dimension.value) if dimension.assessed else "not assessed",
                max=f"{dimension.max:g}",
                start=clamp(reached),
                width=clamp(width),
                room=clamp(min(dimension.max - width, 100 - reached - width)),
                interval=f"{say_points(dimension.low)}–{say_points(dimension.high)}",
                lines=tuple(
                    LineView(
                        rule=line.rule,
                        title=name_facts(lookup.title(line.rule), lookup.facts),
                        points=("+" if line.points > 0 else "") + say_points(line.points),
                        count=line.count,
                        findings=tuple(lookup.anchors.get(("finding", name), "") for name in line.findings),
                    )
                    for line in dimension.contributions
                ),
            )
        )
        reached += width
    return tuple(steps)


def view_gate(lookup: Lookup, gate: Gate, value: float | None) -> GateView:
    """Build a gate with its quote."""
    finding = next((finding for finding in lookup.report.findings if finding.id == gate.finding), None)
    return GateView(
        rule=gate.rule,
        title=lookup.title(gate.rule),
        cap=f"{gate.cap:g}",
        at=clamp(gate.cap),
        quote=finding.primary.quote if finding else "",
        finding=lookup.anchors.get(("finding", gate.finding), ""),
        binds=value is not None and abs(value - gate.cap) < 0.05,
    )


def clamp(value: float) -> float:
    """Return the value on the axis 0–100, rounded for the drawing."""
    return round(min(100.0, max(0.0, value)), 2)


def find_dependence(lookup: Lookup, identifier: str) -> tuple[str, ...]:
    """Return the names of other sources in one family with this source."""
    others = {
        lookup.source_of(article).id
        for family in lookup.report.families
        if any(lookup.source_of(article).id == identifier for article in family.articles)
        for article in family.articles
    }
    return tuple(sorted(lookup.sources[other].name or other for other in others - {identifier}))


def say_ranking(lookup: Lookup, order: list[str]) -> tuple[Preference, ...]:
    """Say for every source how sure it is that it is more reliable than those below it."""
    names = {source.id: source.name or source.id for source in lookup.report.sources}
    chances = {(pair.left, pair.right): pair.probability for pair in lookup.report.ranking}
    chances |= {(right, left): 1 - chance for (left, right), chance in chances.items()}
    spoken = []
    for number, left in enumerate(order):
        below = order[number + 1 :] if len(order) <= 8 else order[number + 1 : number + 2]
        groups: dict[str, list[str]] = {}
        for right in below:
            if (left, right) in chances:
                chance = chances[left, right]
                words = say_preference(chance)
                groups.setdefault(words, []).append(f"{names[right]} ({say_percent(chance)})")
        if groups:
            spoken.append(Preference(names[left], tuple((words, join_words(found)) for words, found in groups.items())))
    return tuple(spoken)


def say_run(lookup: Lookup, cards: tuple[SourceCard, ...]) -> str:
    """Return the verdict of the run as two or three plain sentences."""
    report = lookup.report
    findings = one_per_card(report.findings)
    opened = [finding for finding in findings if finding.status is Status.OPEN]
    word = "finding" if len(opened) == len(findings) else "open finding"
    serious = sum(finding.level is Level.ERROR for finding in opened)
    if not report.articles:
        return "Nothing could be audited: no article was read. The list of skipped files below says why."
    found = (
        f"{say_count(len(opened), word)}, {serious:,} of them to act on before the text is used."
        if opened and serious
        else f"{say_count(len(opened), word)}, none of them an error."
        if opened
        else "Nothing was found that an editor has to act on."
    )
    scored = [card for card in cards if card.assessed]
    if not scored:
        return f"{found} There was too little evidence to score any source."
    if len(scored) == 1:
        return f"{found} {scored[0].name} scores {scored[0].value} of 100 ({scored[0].interval})."
    best, last = scored[0], scored[-1]
    return (
        f"{found} {best.name} scores highest, {best.value} of 100 ({best.interval});"
        f" {last.name} lowest, {last.value} ({last.interval})."
    )
