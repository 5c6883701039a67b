"""Report → look-up tables: records by id, anchors that are safe in HTML, quotes in their sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from audit.model import Article, Claim, Finding, Location, ReferenceFact, Report, Rule, Source, Span, Verdict
from audit.reporters.naming import name_rule

Place = tuple[str, int, int]

SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._-]{0,80}")
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+|\n\s*")
REACH = 240
"""Most characters of context shown on either side of a quote."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """Everything the views look up; built once per report."""

    report: Report
    sources: dict[str, Source]
    articles: dict[str, Article]
    claims: dict[str, Claim]
    claim_at: dict[Place, Claim]
    rules: dict[str, Rule]
    facts: dict[str, ReferenceFact]
    anchors: dict[tuple[str, str], str]
    """(kind, id) → anchor, for kinds source, article, claim, finding, fact, cluster."""

    ties: dict[tuple[str, str], tuple[str, ...]]
    """(kind, id) → what claims have in common, for kinds claim, finding and cluster: "p3" is a finding on two claims,
    "g12" a cluster of several. Conflicts come first."""

    def anchor(self, kind: str, identifier: str) -> str:
        """Return the anchor of a record."""
        return self.anchors[kind, identifier]

    def source_of(self, article: str) -> Source:
        """Return the source of an article."""
        return self.sources[self.articles[article].source]

    def title(self, identifier: str) -> str:
        """Return a rule's title; for one that is not installed, or an observation, its name in plain words."""
        return name_rule(identifier, self.rules)

    def message(self, finding: Finding) -> str:
        """Return what a finding says, with the titles of articles in the place of their ids (SOURCE/NAME)."""
        text = finding.message
        for identifier, article in self.articles.items():
            if "/" in identifier and identifier in text:
                text = text.replace(identifier, f"“{article.title or article.path}”")
        return text

    def rule(self, identifier: str) -> Rule | None:
        """Return a rule's metadata; None for a rule that is no longer installed."""
        return self.rules.get(identifier)


def build_lookup(report: Report, rules: Sequence[Rule], facts: Sequence[ReferenceFact]) -> Lookup:
    """Index a report."""
    return Lookup(
        report=report,
        sources={source.id: source for source in report.sources},
        articles={article.id: article for article in report.articles},
        claims={claim.id: claim for claim in report.claims},
        claim_at={(claim.article, claim.span.start, claim.span.end): claim for claim in reversed(report.claims)},
        rules={rule.id: rule for rule in rules},
        facts={fact.id: fact for fact in facts},
        anchors=name_anchors(report),
        ties=name_ties(report),
    )


def name_anchors(report: Report) -> dict[tuple[str, str], str]:
    """Return an anchor for every record: its id where that is safe in HTML, its ordinal elsewhere."""
    facts = sorted({stance.fact for stance in report.stances})
    named = (
        ("source", "s", [source.id for source in report.sources]),
        ("article", "a", [article.id for article in report.articles]),
        ("claim", "c", [claim.id for claim in report.claims]),
        ("cluster", "g", [cluster.id for cluster in report.clusters]),
        ("finding", "f", [finding.id for finding in report.findings]),
        ("fact", "r", facts),
    )
    return {
        (kind, identifier): f"{letter}-{identifier if SAFE_ID.fullmatch(identifier) else f'_{number}'}"
        for kind, letter, identifiers in named
        for number, identifier in enumerate(identifiers)
    }


def name_ties(report: Report) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return what ties each claim to others, by ordinal: the findings on it that have a verdict, then its cluster."""
    claims = {(claim.article, claim.span): claim.id for claim in reversed(report.claims)}
    ties: dict[tuple[str, str], list[str]] = {}
    order = [verdict.value for verdict in Verdict]
    judged = [finding for finding in report.findings if finding.verdict]
    groups = sorted(merge_sides(judged), key=lambda group: order.index(str(group[0].verdict)))
    for number, group in enumerate(groups):
        for finding in group:
            ties["finding", finding.id] = [f"p{number}"]
        for place in places_of(group[0]):
            if claim := claims.get((place.article, place.span)):
                ties.setdefault(("claim", claim), []).append(f"p{number}")
    for number, cluster in enumerate(report.clusters):
        ties["cluster", cluster.id] = [f"g{number}"]
        for claim in cluster.claims if len(cluster.claims) > 1 else ():
            ties.setdefault(("claim", claim), []).append(f"g{number}")
    return {key: tuple(names) for key, names in ties.items()}


def find_claim(lookup: Lookup, place: Location) -> Claim | None:
    """Return the claim at a location, if it is one."""
    return lookup.claim_at.get((place.article, place.span.start, place.span.end))


def find_fact(lookup: Lookup, finding: Finding) -> str:
    """Return the id of the reference fact that the message of a finding states; empty when it states none."""
    facts = lookup.facts.values()
    return next(
        (fact.id for fact in facts if ("fact", fact.id) in lookup.anchors and fact.consensus in finding.message), ""
    )


def places_of(finding: Finding) -> tuple[Location, ...]:
    """Return all locations of a finding, the primary one first."""
    return (finding.primary, *finding.related)


def merge_sides(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Group findings of one rule over the same places: a pair reported from both sides is one card."""
    groups: dict[tuple[str, frozenset[Location]], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, frozenset(places_of(finding))), []).append(finding)
    return list(groups.values())


def one_per_card(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that lend a card its anchor: all, but of a pair reported from both sides the first."""
    judged = [finding for finding in findings if finding.verdict is not None]
    twins = {finding.id for group in merge_sides(judged) for finding in group[1:]}
    return [finding for finding in findings if finding.id not in twins]


def frame_quote(article: Article, span: Span) -> tuple[str, str]:
    """Return the text of the sentence before and after a span, inside its block, cut at `REACH` characters."""
    block = next((block.span for block in article.blocks if block.span.overlaps(span)), Span(0, len(article.text) or 1))
    before = article.text[min(block.start, span.start) : span.start]
    after = article.text[span.end : max(block.end, span.end)]
    starts = [match.end() for match in SENTENCE_END.finditer(before)]
    before = before[starts[-1] if starts else 0 :]
    closes = article.text[span.start : span.end].rstrip().endswith((".", "!", "?", "…"))
    end = SENTENCE_END.search(after)
    after = "" if closes else after[: end.start() + 1 if end else len(after)]
    return clip_start(before), clip_end(after.rstrip())


def clip_start(text: str) -> str:
    """Keep the last `REACH` characters, from a word's start."""
    if len(text) <= REACH:
        return text
    return "… " + text[-REACH:].partition(" ")[2]


def clip_end(text: str) -> str:
    """Keep the first `REACH` characters, to a word's end."""
    if len(text) <= REACH:
        return text
    return text[:REACH].rpartition(" ")[0] + " …"


def web_address(text: str) -> str:
    """Return the text as a link target if it is a plain http(s) address, a DOI or a PubMed id; else an empty string."""
    text = text.strip()
    if re.fullmatch(r"(?:doi:\s*)?10\.\d{4,9}/[^\s<>\"'\\]+", text, re.IGNORECASE):
        return "https://doi.org/" + re.sub(r"^doi:\s*", "", text, flags=re.IGNORECASE)
    pubmed = re.fullmatch(r"PMID:?\s*(\d{1,9})", text, re.IGNORECASE)
    if pubmed:
        return f"https://pubmed.ncbi.nlm.nih.gov/{pubmed.group(1)}/"
    if not re.fullmatch(r"https?://[^\s<>\"'`\\]+", text, re.IGNORECASE) or not text.isprintable():
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.hostname and not parts.username and not parts.password else ""
