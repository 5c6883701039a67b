"""Analysis and findings → what there is to judge each source by."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit.checks import list_rules
from audit.model import (
    Analysis,
    Article,
    BlockKind,
    Claim,
    Finding,
    Holder,
    Label,
    ReferenceFact,
    Rule,
    Severity,
    Span,
    Stance,
    StanceKind,
    Status,
)
from audit.scoring.scheme import CENTRAL_WEIGHT, CERTAINTY_WEIGHT, LEVEL_POINTS, SEVERITY_WEIGHT

OWN = frozenset({Holder.ASSERTED, Holder.STUDY})
"""Holders for whose claims the page stands itself."""

SIGNS = {StanceKind.SUPPORTS: 1, StanceKind.REFUTES: -1, StanceKind.HEDGED: 0, StanceKind.FAIR: 0}


@dataclass(frozen=True, slots=True)
class Judged:
    """What a source says to one reference fact: however often it says so, it counts once."""

    fact: ReferenceFact
    sign: int
    """+1 agrees, -1 goes against it, 0 says it with a "may"."""
    reliability: float
    """Confidence of the surest stance."""
    central: bool
    share: float
    """Of its distinct claims on the fact, the share that has this sign: both sides said once give half to each."""
    claims: tuple[Claim, ...]
    statements: tuple[tuple[str, float], ...]
    """Claim clusters it is said in, with the confidence of the surest stance in each."""
    findings: tuple[str, ...]

    @property
    def weight(self) -> float:
        """Severity and certainty of the fact, centrality and share of the claims, reliability of the reading."""
        return self.full_weight * self.reliability

    @property
    def full_weight(self) -> float:
        """The weight were the reading certain."""
        base = SEVERITY_WEIGHT[self.fact.severity] * CERTAINTY_WEIGHT[self.fact.certainty]
        return base * (CENTRAL_WEIGHT if self.central else 1.0) * self.share

    @property
    def caps(self) -> bool:
        """Whether it is a plain conflict on a central claim where being wrong can harm."""
        return self.sign < 0 and self.central and self.fact.severity is Severity.HIGH


@dataclass(frozen=True, slots=True)
class SourceEvidence:
    """What one source is judged by."""

    source: str
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    """Its own claims and advice; what it reports, quotes or denies is not among them."""
    judged: tuple[Judged, ...]
    """Sorted by fact and sign."""
    findings: tuple[Finding, ...]
    """Not dismissed, with their primary location in the source, sorted by place and rule."""
    rules: Mapping[str, Rule]

    def points(self, finding: Finding) -> float:
        """Return the penalty weight of a finding: its rule's, or by its level when the rule is not known."""
        rule = self.rules.get(finding.rule)
        return rule.points if rule else LEVEL_POINTS[finding.level]

    def distinct_claims(self) -> int:
        """Count the own claims that differ in their words: a text printed twice counts once."""
        return len({squeeze_claim(claim) for claim in self.claims})


def gather_evidence(analysis: Analysis, findings: Sequence[Finding]) -> tuple[SourceEvidence, ...]:
    """Return the evidence of every source that has an article, sorted by source."""
    rules = {rule.id: rule for rule in list_rules()}
    source_of = {article.id: article.source for article in analysis.articles}
    articles: defaultdict[str, list[Article]] = defaultdict(list)
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    counted: defaultdict[str, list[Finding]] = defaultdict(list)
    for article in sorted(analysis.articles, key=lambda article: article.id):
        articles[article.source].append(article)
    for claim in sorted(analysis.claims, key=_claim_place):
        claims[source_of.get(claim.article, "")].append(claim)
    for finding in sorted(findings, key=_finding_place):
        counted[source_of.get(finding.primary.article, "")].append(finding)
    return tuple(
        SourceEvidence(
            source=source,
            articles=tuple(own),
            claims=tuple(claim for claim in claims[source] if is_own(claim)),
            judged=tuple(judge_facts(analysis, own, claims[source], counted[source])),
            findings=tuple(one for one in counted[source] if one.status is not Status.DISMISSED),
            rules=rules,
        )
        for source, own in sorted(articles.items())
    )


def is_own(claim: Claim) -> bool:
    """Say whether the page itself claims or advises it."""
    return claim.holder in OWN and claim.label in (Label.CLAIM, Label.ADVICE)


def judge_facts(
    analysis: Analysis, articles: Sequence[Article], claims: Sequence[Claim], findings: Sequence[Finding]
) -> Iterator[Judged]:
    """Yield what a source says to the reference facts, one for each fact and sign.

    What it reports or quotes does not count; a myth that it corrects counts for it, and is never held against it. A
    conflict whose finding was dismissed does not count.
    """
    known = {claim.id: claim for claim in claims}
    facts = {fact.id: fact for fact in analysis.facts}
    grouped = group_stances(analysis.stances, known, facts, findings)
    clusters = {claim: cluster.id for cluster in analysis.clusters for claim in cluster.claims[1:] and cluster.claims}
    leads = {article.id: find_lead(article, claims) for article in articles}
    said: defaultdict[str, set[str]] = defaultdict(set)
    for (fact, _), stances in grouped.items():
        said[fact].update(squeeze_claim(known[stance.claim]) for stance in stances)
    for (fact, sign), stances in sorted(grouped.items()):
        members = tuple(sorted({known[stance.claim] for stance in stances}, key=_claim_place))
        yield Judged(
            fact=facts[fact],
            sign=sign,
            reliability=max(stance.confidence for stance in stances),
            share=len({squeeze_claim(claim) for claim in members}) / len(said[fact]),
            central=any(claim.context.block in leads[claim.article] for claim in members),
            claims=members,
            statements=list_statements(stances, known, clusters),
            findings=tuple(one.id for one in list_conflicts(findings, facts[fact], members) if sign <= 0),
        )


def group_stances(
    stances: Sequence[Stance],
    known: Mapping[str, Claim],
    facts: Mapping[str, ReferenceFact],
    findings: Sequence[Finding],
) -> dict[tuple[str, int], list[Stance]]:
    """Return the stances that count for or against a source, by fact and sign."""
    grouped: defaultdict[tuple[str, int], list[Stance]] = defaultdict(list)
    for stance in stances:
        claim, sign = known.get(stance.claim), SIGNS.get(stance.stance)
        conflicts = list_conflicts(findings, facts[stance.fact], (claim,)) if claim else ()
        if claim and sign is not None and is_counted(claim, sign, conflicts):
            grouped[stance.fact, sign].append(stance)
    return grouped


def list_statements(
    stances: Sequence[Stance], known: Mapping[str, Claim], clusters: Mapping[str, str]
) -> tuple[tuple[str, float], ...]:
    """Return the clusters in which claims take stances, else their words, each with the confidence of the surest."""
    surest: defaultdict[str, float] = defaultdict(float)
    for stance in stances:
        name = clusters.get(stance.claim) or squeeze_claim(known[stance.claim])
        surest[name] = max(surest[name], stance.confidence)
    return tuple(sorted(surest.items()))


def is_counted(claim: Claim, sign: int, conflicts: Sequence[Finding]) -> bool:
    """Say whether a claim's stance is held for or against the page, given the findings on its fact in its article."""
    if claim.holder is Holder.DENIED:
        return sign > 0
    if claim.holder not in OWN:
        return False
    return sign > 0 or not conflicts or any(one.status is not Status.DISMISSED for one in conflicts)


def list_conflicts(findings: Sequence[Finding], fact: ReferenceFact, claims: Sequence[Claim]) -> tuple[Finding, ...]:
    """Return the findings that articles of the claims conflict with the fact; their messages say what is known."""
    articles = {claim.article for claim in claims}
    return tuple(
        one
        for one in findings
        if one.rule.startswith("consensus/") and one.primary.article in articles and fact.consensus in one.message
    )


def find_lead(article: Article, claims: Sequence[Claim]) -> frozenset[int]:
    """Return the indexes of the blocks that say what the article is about: titles, and the first prose that claims."""
    titles = {index for index, block in enumerate(article.blocks) if block.kind is BlockKind.TITLE}
    prose = [claim.context.block for claim in claims if claim.article == article.id and is_own(claim)]
    return frozenset(titles | set(sorted(set(prose) - titles)[:1]))


def squeeze(text: str) -> str:
    """Return the words in lower case, for telling repetitions."""
    return " ".join(text.lower().split())


def squeeze_claim(claim: Claim) -> str:
    """Return the words of a claim, for telling repetitions."""
    return squeeze(claim.text)


def _claim_place(claim: Claim) -> tuple[str, Span]:
    return claim.article, claim.span


def _finding_place(finding: Finding) -> tuple[str, Span, str, str]:
    return finding.primary.article, finding.primary.span, finding.rule, finding.id
