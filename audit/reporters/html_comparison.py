"""Comparison → one page: conflicts, what both say, and the two texts side by side."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from audit.comparison import Comparison, Conflict, Considered, Shared, Side
from audit.model import Report, Rule, Verdict
from audit.reporters.comparison_words import (
    NAMES,
    count_families,
    count_only,
    group_only,
    name_side,
    say_considered,
    say_context,
    say_difference,
    say_holder,
    say_verdict,
)
from audit.reporters.html_articles import ArticleView, view_articles
from audit.reporters.html_lookup import Lookup, build_lookup
from audit.reporters.html_pairs import Card, make_card
from audit.reporters.html_sides import Relations
from audit.reporters.html_words import say_confidence, say_measure
from audit.reporters.naming import find_facts, name_rule
from audit.reporters.plain import squeeze_line
from audit.side_index import Quote, locate

STYLES = ("base.css", "findings.css", "articles.css", "sides.css", "print.css")
SCRIPTS = ("sides.js", "comparison.js")


@dataclass(frozen=True, slots=True)
class Line:
    """A quote with a link to its place in the text."""

    anchor: str
    text: str
    context: str
    """The claim with its context filled in; empty when the quote already says it all."""
    holder: str
    times: int


@dataclass(frozen=True, slots=True)
class RowView:
    """A pair of columns: what both say, or what was considered."""

    anchor: str
    tie: str
    said: str
    left: tuple[Line, ...]
    right: tuple[Line, ...]
    note: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Tie:
    """What a coloured statement of the texts leads to."""

    kind: str
    words: str
    target: str


@dataclass(frozen=True, slots=True)
class SideView:
    """One side."""

    name: str
    title: str
    articles: tuple[ArticleView, ...]
    claims: int
    only: tuple[tuple[str, tuple[Line, ...]], ...]
    count: int


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """The page."""

    title: str
    verdict: str
    sides: tuple[SideView, SideView]
    cards: tuple[Card, ...]
    """Contradictions and tensions."""
    drifts: tuple[Card, ...]
    shared: tuple[RowView, ...]
    answered: tuple[RowView, ...]
    """What only one side stands behind."""
    considered: tuple[RowView, ...]
    ties: Mapping[str, Tie]
    only: tuple[tuple[str, int, int], ...]
    families: tuple[tuple[str, int, int], ...]
    rules: tuple[tuple[str, int, int], ...]
    dependence: tuple[str, ...]
    """What ties the two together; empty when they are independent."""
    skipped: tuple[tuple[str, str], ...]


def write_comparison_html(comparison: Comparison, report: Report) -> str:
    """Write the page; everything that an article says is escaped."""
    from audit.checks import list_rules
    from audit.reporters.html import render_page

    rules = list_rules()
    lookup = build_lookup(narrow_report(comparison, report), rules, find_facts(report))
    page = view_comparison(comparison, lookup, {rule.id: rule for rule in rules})
    return render_page("comparison.j2", page, styles=STYLES, scripts=SCRIPTS)


def narrow_report(comparison: Comparison, report: Report) -> Report:
    """Return the report with nothing in it but what lies across the two sides."""
    shared = {row.representative.id for row in (*comparison.shared, *comparison.answered)}
    return replace(
        report,
        findings=tuple(conflict.finding for conflict in comparison.conflicts),
        clusters=tuple(cluster for cluster in report.clusters if cluster.representative in shared),
    )


def view_comparison(comparison: Comparison, lookup: Lookup, rules: Mapping[str, Rule]) -> ComparisonPage:
    """Build the page."""
    left = {lookup.anchor("article", article.id) for article in comparison.left.articles}
    relations = {frozenset((relation.left, relation.right)): relation for relation in lookup.report.relations}
    cards = tuple(view_card(lookup, conflict, relations, left) for conflict in comparison.conflicts)
    shared, answered = (
        tuple(view_shared(lookup, row) for row in rows) for rows in (comparison.shared, comparison.answered)
    )
    sides = tuple(view_side(lookup, name, side) for name, side in zip(NAMES, list_sides(comparison), strict=True))
    return ComparisonPage(
        title=" and ".join(f"“{side.title}”" for side in sides),
        verdict=say_verdict(comparison),
        sides=(sides[0], sides[1]),
        cards=tuple(card for card in cards if card.verdict != Verdict.DRIFT),
        drifts=tuple(card for card in cards if card.verdict == Verdict.DRIFT),
        shared=shared,
        answered=answered,
        considered=tuple(view_considered(lookup, entry) for entry in comparison.considered),
        ties={card.tie: Tie(card.verdict, f"{card.verdict} on {card.slot}", card.anchor) for card in cards}
        | {row.tie: Tie("both", "both say it", row.anchor) for row in shared}
        | {row.tie: Tie("answered", "only one stands behind it", row.anchor) for row in answered},
        only=tuple((words, *counts) for words, counts in count_only(comparison).items()),
        families=tuple((words, *counts) for words, counts in count_families(comparison).items()),
        rules=tuple((name_rule(signal.rule, rules), signal.left, signal.right) for signal in comparison.signals),
        dependence=tuple(
            say_measure(measure, value) for family in comparison.dependence for measure, value in family.evidence
        ),
        skipped=tuple((entry.path, entry.reason) for entry in lookup.report.skipped),
    )


def list_sides(comparison: Comparison) -> tuple[Side, Side]:
    """Return both sides."""
    return comparison.left, comparison.right


def view_card(lookup: Lookup, conflict: Conflict, relations: Relations, left: Collection[str]) -> Card:
    """Build the card of a conflict, the left side's quotes on the left."""
    card = make_card(lookup, [conflict.finding], relations)
    return card if card.left[0].article in left else replace(card, left=card.right, right=card.left)


def view_shared(lookup: Lookup, row: Shared) -> RowView:
    """Build the row of what both say."""
    said = row.representative.context.standalone or row.representative.text
    ties = lookup.ties[("claim", row.representative.id)]
    return RowView(
        anchor=f"t-{ties[-1]}",
        tie=ties[-1],
        said=said,
        left=view_lines(lookup, row.left),
        right=view_lines(lookup, row.right),
        note=say_difference(row),
        confidence=f"The same: {say_confidence(row.relation.confidence)}" if row.relation else "",
    )


def view_considered(lookup: Lookup, entry: Considered) -> RowView:
    """Build the row of a pair that is not counted."""
    relation = entry.relation
    return RowView(
        anchor="",
        tie="",
        said=say_considered(entry),
        left=view_lines(lookup, [entry.left]),
        right=view_lines(lookup, [entry.right]),
        note=relation.evidence.reason,
        confidence=say_confidence(relation.confidence),
    )


def view_lines(lookup: Lookup, quotes: Iterable[Quote]) -> tuple[Line, ...]:
    """Build the quotes of one side; the same words are shown once, with how often they stand there."""
    lines: dict[str, Line] = {}
    for quote in quotes:
        words = squeeze_line(quote.place.quote).casefold()
        known = lines.get(words)
        claim = quote.claim
        anchor = lookup.anchor("claim", claim.id) if claim else lookup.anchor("article", quote.place.article)
        lines[words] = (
            replace(known, times=known.times + 1)
            if known
            else Line(anchor, quote.place.quote, say_context(quote), say_holder(quote), times=1)
        )
    return tuple(lines.values())


def view_side(lookup: Lookup, name: str, side: Side) -> SideView:
    """Build one side with its articles in full."""
    wanted = {article.id for article in side.articles}
    articles = [article for article in lookup.report.articles if article.id in wanted]
    narrowed = replace(lookup, report=replace(lookup.report, articles=tuple(articles)))
    sources = list(dict.fromkeys(article.source for article in articles))
    return SideView(
        name=name,
        title=name_side(side),
        articles=view_articles(narrowed, sources),
        claims=len(side.claims),
        only=tuple(
            (words, view_lines(lookup, [Quote(locate(claim), claim) for claim in claims]))
            for words, claims in group_only(side).items()
        ),
        count=len(side.only),
    )
