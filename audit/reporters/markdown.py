"""Report → Markdown (GitHub flavour), for a ticket, a wiki or a mail: everything an editor needs, without a browser."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit.model import Article, ClaimCluster, Finding, ReferenceFact, Report, Rule, SourceScore, Status
from audit.reporters.html_words import say_measure
from audit.reporters.naming import drop_rules, find_facts, name_facts, name_rule
from audit.reporters.plain import (
    articles_by_id,
    count_levels,
    count_noun,
    place_name,
    severest_first,
    show_score,
    source_names,
    squeeze_line,
    unique_contradictions,
)

SPECIAL = re.compile(r"([\\`*_\[\]|~])")
AT_START = re.compile(r"^([#+=-]|\d+(?=[.)]))")
HOW_TO_READ = """\
- A score runs from 0 to 100: the sum of its dimensions, capped by the gates. The range after it holds the true value in
  8 of 10 cases; two sources whose ranges overlap widely are not to be ranked. A band (A to E) is given only when the
  whole range lies in it.
- *Not assessed* means too little evidence, not a bad score.
- A level says how much a finding matters, the confidence (0 to 1) how sure the audit is of it.
- A contradiction is shown with both quotes. Neither side is taken to be the wrong one, unless a reference fact says so.
- A score speaks of the text that was read, not of the people behind it, and is no medical advice."""


def write_markdown(report: Report) -> str:
    """Return the report; the same report gives the same text, and nothing quoted is taken for markup."""
    from audit.checks import list_rules

    open_findings = [finding for finding in report.findings if finding.status is Status.OPEN]
    articles = articles_by_id(report)
    words = Words({rule.id: rule for rule in list_rules()}, {fact.id: fact for fact in find_facts(report)})
    sections = (
        ("", write_summary(report, open_findings)),
        ("Scores", write_scores(report, words)),
        ("Claims that do not go together", write_contradictions(unique_contradictions(open_findings), articles, words)),
        ("Other findings", write_others(open_findings, articles, words)),
        ("Dealt with", write_dealt(report, articles)),
        ("Claims shared by independent families", write_clusters(report, articles)),
        ("Coverage", write_coverage(report)),
        ("Not audited", [f"- {escape(entry.path)}: {escape(entry.reason)}" for entry in report.skipped]),
        ("How to read this", [HOW_TO_READ]),
    )
    lines = ["# Source audit"]
    for title, content in sections:
        body = list(content)
        if body:
            lines += ([f"\n## {title}"] if title else []) + ["", *body]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Words:
    """What rules and facts are called."""

    rules: Mapping[str, Rule]
    facts: Mapping[str, ReferenceFact]

    def name(self, identifier: str) -> str:
        """Return the title of a rule or observation, escaped."""
        return escape(name_facts(name_rule(identifier, self.rules), self.facts))


def escape(text: str, limit: int = 0) -> str:
    """Return text inert on one line: no emphasis, code, link, HTML, table border, mention or bare address."""
    line = squeeze_line(text, limit).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = SPECIAL.sub(r"\\\1", line).replace("@", "&#64;")
    line = re.sub(
        r"(?i)(\w):(?=//)|\b(www)\.", lambda found: f"{found[1]}&#58;" if found[1] else f"{found[2]}&#46;", line
    )
    return AT_START.sub(lambda found: f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}", line)


def write_summary(report: Report, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield one paragraph of counts."""
    counts = ", ".join(count_noun(number, level.value) for level, number in count_levels(findings).items())
    pairs = count_noun(len(unique_contradictions(findings)), "disagreement")
    yield (
        f"{count_noun(len(report.articles), 'article')} of {count_noun(len(report.sources), 'source')}, "
        f"{count_noun(report.coverage.claims, 'claim')}. Findings: {counts}; {pairs} among the claims."
    )


def write_scores(report: Report, words: Words) -> Iterator[str]:
    """Yield a table of sources, then for each its dimensions, gates and what would change it."""
    if not report.scores:
        return
    names = source_names(report)
    yield "| Source | Score | Band | Capped by |"
    yield "| --- | --- | --- | --- |"
    ordered = sorted(report.scores, key=lambda score: (score.value is None, -(score.value or 0), score.source))
    for score in ordered:
        gates = "; ".join(f"{words.name(gate.rule)} (at {gate.cap:g})" for gate in score.gates) or "–"
        shown = show_score(score.value, score.low, score.high)
        yield f"| {escape(names.get(score.source, score.source))} | {shown} | {score.band or '–'} | {gates} |"
    quotes = {finding.id: finding.primary.quote for finding in report.findings}
    for score in ordered:
        yield f"\n### {escape(names.get(score.source, score.source))}\n"
        yield from write_score(score, quotes, words)


def write_score(score: SourceScore, quotes: Mapping[str, str], words: Words) -> Iterator[str]:
    """Yield the dimensions with their contributions, the gates with the quote behind each, and the remedies."""
    for dimension in score.dimensions:
        if not dimension.assessed:
            yield f"- {escape(dimension.name)}: not assessed (of {dimension.max:g})"
            continue
        yield f"- {escape(dimension.name)}: {dimension.value:.1f} of {dimension.max:g}"
        for part in dimension.contributions:
            if round(part.points, 1):
                yield f"  - {part.points:+.1f} {words.name(part.rule)}"
    for gate in score.gates:
        quote = f": “{escape(quotes[gate.finding])}”" if gate.finding in quotes else ""
        yield f"- capped at {gate.cap:g} by {words.name(gate.rule)}{quote}"
    for change in score.would_change:
        yield f"- what would change it: {escape(name_facts(drop_rules(change, words.rules), words.facts))}"


def write_contradictions(pairs: Sequence[Finding], articles: Mapping[str, Article], words: Words) -> Iterator[str]:
    """Yield each disagreement with its quotes side by side, as a table of two or more columns."""
    for finding in pairs:
        places = (finding.primary, *finding.related)
        yield f"### {words.name(finding.rule)}\n"
        yield f"{escape(finding.message)}\n"
        yield f"{finding.level.value}, {finding.verdict}, confidence {finding.confidence:.2f}\n"
        yield f"| {' | '.join(escape(place_name(place, articles)) for place in places)} |"
        yield f"|{' --- |' * len(places)}"
        yield f"| {' | '.join(f'“{escape(place.quote)}”' for place in places)} |\n"


def write_others(findings: Sequence[Finding], articles: Mapping[str, Article], words: Words) -> Iterator[str]:
    """Yield the findings on single places, grouped by rule, severest rule first."""
    others = severest_first(finding for finding in findings if finding.verdict is None)
    for rule in dict.fromkeys(finding.rule for finding in others):
        yield f"### {words.name(rule)}\n"
        for finding in (finding for finding in others if finding.rule == rule):
            yield write_finding(finding, articles)
        yield ""


def write_finding(finding: Finding, articles: Mapping[str, Article]) -> str:
    """Return one finding as a list item with its quotes."""
    places = (finding.primary, *finding.related)
    quotes = "; ".join(f"{escape(place_name(place, articles))}: “{escape(place.quote)}”" for place in places)
    return f"- {finding.level.value} ({finding.confidence:.2f}): {escape(finding.message)} – {quotes}"


def write_dealt(report: Report, articles: Mapping[str, Article]) -> Iterator[str]:
    """Yield the findings the desk has dismissed or accepted, with the reason."""
    for finding in report.findings:
        if finding.status is not Status.OPEN:
            line = write_finding(finding, articles)
            yield f"{line} – **{finding.status.value}**: {escape(finding.reason)}"


def write_clusters(report: Report, articles: Mapping[str, Article]) -> Iterator[str]:
    """Yield the claims that two or more independent families make, the most widely shared first."""
    claims = {claim.id: claim for claim in report.claims}
    shared = [cluster for cluster in report.clusters if len(cluster.families) > 1]
    for cluster in sorted(shared, key=lambda cluster: (-len(cluster.families), cluster.id)):
        claim = claims[cluster.representative]
        yield f"- {escape(claim.context.standalone or claim.text)} – {name_families(cluster, articles)}"


def name_families(cluster: ClaimCluster, articles: Mapping[str, Article]) -> str:
    """Return the families in a cluster; articles of one family stand together, joined by a plus sign."""
    families = (" + ".join(escape(articles[article].path) for article in family) for family in cluster.families)
    return f"{len(cluster.families)} families: {'; '.join(families)}"


def write_coverage(report: Report) -> Iterator[str]:
    """Yield what was looked at, what was not assessed and why, and what was considered and not counted."""
    coverage, titles = report.coverage, articles_by_id(report)
    yield f"- {coverage.sentences} sentences read, {coverage.claims} claims found, {coverage.pairs} pairs compared"
    for reason, count in sorted(coverage.not_assessed):
        yield f"- not assessed: {count} – {escape(reason)}"
    if coverage.considered:
        kinds = join_counts(relation.kind.value for relation in coverage.considered)
        yield f"- considered and not counted, too unsure: {len(coverage.considered)} relations ({kinds})"
    for family in report.families:
        if len(family.articles) > 1:
            members = ", ".join(escape(titles[article].title or titles[article].path) for article in family.articles)
            measures = "; ".join(escape(say_measure(name, value)) for name, value in family.evidence)
            yield f"- not independent of each other: {members}" + (f" ({measures})" if measures else "")


def join_counts(words: Iterable[str]) -> str:
    """Return how often each word occurs, by word."""
    return ", ".join(f"{count} {word}" for word, count in sorted(Counter(words).items()))
