"""Report → everything the page shows, section by section."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit.model import ReferenceFact, Report, Rule, Status
from audit.reporters.html_articles import ArticleView, view_articles
from audit.reporters.html_clusters import ClusterView, FactView, view_clusters, view_facts
from audit.reporters.html_first import Pointer, point_first
from audit.reporters.html_lookup import Lookup, build_lookup, one_per_card
from audit.reporters.html_matrix import Matrix, view_matrix
from audit.reporters.html_overview import Preference, SourceCard, order_sources, say_ranking, say_run, view_sources
from audit.reporters.html_pairs import Card, PairsView, view_pairs
from audit.reporters.html_signals import FamilyGroup, view_consensus, view_signals
from audit.reporters.html_words import say_count, say_dimension, say_family, say_measure, say_reason

OPEN_SOURCES = 6
OPEN_ARTICLES = 4
"""Up to this many are shown unfolded; more are folded, so that a large page stays quick."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a filter."""

    value: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class RuleChoices:
    """The rules of one family, as a group of options."""

    family: Choice
    rules: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """The page."""

    title: str
    verdict: str
    totals: tuple[tuple[str, str], ...]
    first: tuple[Pointer, ...]
    sources: tuple[SourceCard, ...]
    ranking: tuple[Preference, ...]
    ranking_cut: bool
    matrix: Matrix
    pairs: PairsView
    clusters: tuple[ClusterView, ...]
    facts: tuple[FactView, ...]
    consensus: tuple[FamilyGroup, ...]
    signals: tuple[FamilyGroup, ...]
    articles: tuple[ArticleView, ...]
    coverage: tuple[tuple[str, str], ...]
    not_assessed: tuple[tuple[str, int], ...]
    skipped: tuple[tuple[str, str], ...]
    families: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    """(article titles, what tied them) for families of two or more."""
    settings: tuple[tuple[str, str], ...]
    dimensions: tuple[tuple[str, str, str], ...]
    """(name, most points, what it looks at) of the scheme, as the scores show it."""
    choices: tuple[RuleChoices, ...]
    cards: int
    open_sources: bool
    open_articles: bool


def view_page(report: Report, rules: Sequence[Rule], facts: Sequence[ReferenceFact]) -> PageView:
    """Build the whole page."""
    lookup = build_lookup(report, rules, facts)
    order = order_sources(report)
    sources = view_sources(lookup, order)
    pairs = view_pairs(lookup)
    signals, (met, consensus) = view_signals(lookup), view_consensus(lookup)
    singles = [*met.values(), *flatten([*consensus, *signals])]
    return PageView(
        title=say_title(report),
        verdict=say_run(lookup, sources),
        totals=count_totals(report, pairs),
        first=point_first([*pairs.cards, *singles]),
        sources=sources,
        ranking=say_ranking(lookup, order),
        ranking_cut=len(order) > 8,
        matrix=view_matrix(lookup, pairs.cards, order),
        pairs=pairs,
        clusters=view_clusters(lookup),
        facts=view_facts(lookup, met),
        consensus=consensus,
        signals=signals,
        articles=view_articles(lookup, order),
        coverage=describe_coverage(report),
        not_assessed=tuple((say_reason(reason), count) for reason, count in report.coverage.not_assessed),
        skipped=tuple((entry.path, entry.reason) for entry in report.skipped),
        families=describe_families(lookup),
        settings=tuple((key, say_setting(value)) for key, value in report.settings),
        dimensions=list_dimensions(report),
        choices=list_choices([*pairs.cards, *pairs.drifts, *singles]),
        cards=len(pairs.cards) + len(pairs.drifts) + len(singles),
        open_sources=len(sources) <= OPEN_SOURCES,
        open_articles=len(report.articles) <= OPEN_ARTICLES,
    )


def say_title(report: Report) -> str:
    """Return the page's title."""
    articles = say_count(len(report.articles), "health article")
    return f"{articles} from {say_count(len(report.sources), 'source')}, audited"


def count_totals(report: Report, pairs: PairsView) -> tuple[tuple[str, str], ...]:
    """Return the counts of the header; dismissed and accepted findings are counted apart."""
    contradictions = sum(card.verdict == "contradiction" and not card.status for card in pairs.cards)
    tensions = sum(card.verdict == "tension" and not card.status for card in pairs.cards)
    signals = sum(finding.verdict is None and finding.status is Status.OPEN for finding in report.findings)
    settled = sum(finding.status is not Status.OPEN for finding in one_per_card(report.findings))
    totals = [
        (len(report.sources), "source", ""),
        (len(report.articles), "article", ""),
        (len(report.claims), "claim", ""),
        (contradictions, "contradiction", ""),
        (tensions, "tension", ""),
        (signals, "other finding", ""),
    ]
    if settled:
        totals.append((settled, "settled by the desk", "settled by the desk"))
    if report.skipped:
        totals.append((len(report.skipped), "file skipped", "files skipped"))
    return tuple(
        (f"{number:,}".replace(",", "\u202f"), say_count(number, one, many).partition(" ")[2])
        for number, one, many in totals
    )


def describe_coverage(report: Report) -> tuple[tuple[str, str], ...]:
    """Return how much was looked at."""
    coverage = report.coverage
    rows = (
        ("Sentences read", coverage.sentences),
        ("Claims found", coverage.claims),
        ("Pairs of claims compared", coverage.pairs),
        ("Pairs found to be related", len(report.relations)),
        ("Pairs considered, not counted", len(coverage.considered)),
        ("Claims that meet a reference fact", len({stance.claim for stance in report.stances})),
    )
    return tuple((name, f"{number:,}".replace(",", "\u202f")) for name, number in rows)


def describe_families(lookup: Lookup) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Return the families of articles that are not independent, with the evidence."""
    return tuple(
        (
            tuple(
                f"{lookup.source_of(article).name or lookup.source_of(article).id}: "
                f"{lookup.articles[article].title or lookup.articles[article].path}"
                for article in family.articles
            ),
            tuple(say_measure(measure, value) for measure, value in family.evidence),
        )
        for family in lookup.report.families
        if len(family.articles) > 1
    )


def say_setting(value: str | float | bool) -> str:
    """Return a setting's value as text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) or "default"


def list_dimensions(report: Report) -> tuple[tuple[str, str, str], ...]:
    """Return the dimensions of the scores with their most points and what they look at, in their order."""
    named = {dimension.name: f"{dimension.max:g}" for score in report.scores for dimension in score.dimensions}
    return tuple((name.replace("_", " "), most, say_dimension(name)) for name, most in named.items())


def flatten(groups: Sequence[FamilyGroup]) -> list[Card]:
    """Return the cards of all groups."""
    return [card for group in groups for rule in group.rules for card in rule.cards]


def list_choices(cards: Sequence[Card]) -> tuple[RuleChoices, ...]:
    """Return the rules that have findings, grouped by family."""
    counts: dict[str, dict[str, int]] = {}
    titles = {card.rule: card.title for card in cards}
    for card in cards:
        rules = counts.setdefault(card.family, {})
        rules[card.rule] = rules.get(card.rule, 0) + 1
    return tuple(
        RuleChoices(
            Choice(family, say_family(family), sum(rules.values())),
            tuple(Choice(rule, titles[rule], rules[rule]) for rule in sorted(rules)),
        )
        for family, rules in sorted(counts.items())
    )
