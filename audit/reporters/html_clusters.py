"""Clusters and stances → who says what, how independent they are, and what the reference facts say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audit.model import Claim, ClaimCluster, Holder, Severity, Stance, StanceKind
from audit.reporters.html_lookup import Lookup, web_address
from audit.reporters.html_pairs import Card
from audit.reporters.html_words import HOLDERS, STANCES, say_confidence, say_count

MANY = 3
"""Members from which a cluster of one family is shown."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One claim of a cluster or a stance: who says it, and where."""

    source: str
    source_key: str
    title: str
    quote: str
    anchor: str
    holder: str
    confidence: str = ""
    card: Card | None = None
    """The finding on it."""


@dataclass(frozen=True, slots=True)
class VoiceGroup:
    """The claims of articles that count as one voice."""

    articles: int
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class ClusterView:
    """Claims that say the same."""

    anchor: str
    tie: str
    """What its claims are tied by in the articles' text."""
    representative: str
    spread: str
    """"3 articles, 2 independent voices"."""
    independent: int
    groups: tuple[VoiceGroup, ...]
    count: int
    """Number of claims."""
    stances: tuple[tuple[str, str, str], ...]
    """(stance, its words, the consensus)."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitationView:
    """A reference, with a link target where that is safe."""

    text: str
    identifier: str
    address: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A reference fact with the claims that touch it."""

    anchor: str
    id: str
    topic: str
    consensus: str
    certainty: str
    severity: str
    reviewed: str
    citations: tuple[CitationView, ...]
    groups: tuple[tuple[str, str, tuple[Voice, ...]], ...]
    """(stance, heading, claims): refutes, hedged, fair, supports, out of scope."""
    sources: tuple[str, ...]
    disputed: bool
    """Whether a statement goes against it."""


def view_clusters(lookup: Lookup) -> tuple[ClusterView, ...]:
    """Build clusters of two or more independent families, or of many members; most widely held first."""
    stances: dict[str, list[Stance]] = {}
    for stance in lookup.report.stances:
        stances.setdefault(stance.claim, []).append(stance)
    shown = [
        cluster
        for cluster in lookup.report.clusters
        if len(cluster.claims) > 1 and (len(cluster.families) > 1 or len(cluster.claims) >= MANY)
    ]
    shown.sort(key=lambda cluster: (-len(cluster.families), -len(cluster.claims), cluster.id))
    return tuple(view_cluster(lookup, cluster, stances) for cluster in shown)


def view_cluster(lookup: Lookup, cluster: ClaimCluster, stances: dict[str, list[Stance]]) -> ClusterView:
    """Build one cluster."""
    claims = [lookup.claims[identifier] for identifier in cluster.claims]
    representative = lookup.claims[cluster.representative]
    articles = {claim.article for claim in claims}
    families = max(1, len(cluster.families))
    spread = f"{say_count(len(articles), 'article')}, {say_count(families, 'independent voice')}"
    touched = {(stance.fact, stance.stance) for claim in claims for stance in stances.get(claim.id, ())}
    return ClusterView(
        anchor=lookup.anchor("cluster", cluster.id),
        tie="".join(lookup.ties["cluster", cluster.id]),
        representative=representative.context.standalone or representative.text,
        spread=spread,
        independent=families,
        groups=group_voices(lookup, claims, cluster.families),
        count=len(claims),
        stances=tuple(
            (kind.value, STANCES[kind], lookup.facts[fact].consensus if fact in lookup.facts else fact)
            for fact, kind in sorted(touched)
            if kind is not StanceKind.OUT_OF_SCOPE
        ),
        sources=collect_sources(lookup, claims),
    )


def group_voices(lookup: Lookup, claims: Sequence[Claim], families: Sequence[Sequence[str]]) -> tuple[VoiceGroup, ...]:
    """Group claims by family of articles: articles that are not independent of each other are one voice."""
    place = {article: number for number, family in enumerate(families) for article in family}
    groups: dict[int, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(place.get(claim.article, len(families)), []).append(claim)
    return tuple(
        VoiceGroup(len({claim.article for claim in members}), tuple(make_voice(lookup, claim) for claim in members))
        for _, members in sorted(groups.items())
    )


def make_voice(lookup: Lookup, claim: Claim, confidence: float | None = None, card: Card | None = None) -> Voice:
    """Build one voice."""
    source = lookup.source_of(claim.article)
    article = lookup.articles[claim.article]
    return Voice(
        source=source.name or source.id,
        source_key=lookup.anchor("source", source.id),
        title=article.title or article.path,
        quote=claim.text,
        anchor=card.left[0].target if card else lookup.anchor("claim", claim.id),
        card=card,
        holder="" if claim.holder is Holder.ASSERTED else HOLDERS[claim.holder],
        confidence="" if confidence is None else say_confidence(confidence),
    )


def collect_sources(lookup: Lookup, claims: Sequence[Claim]) -> tuple[str, ...]:
    """Return the keys of the sources behind the claims."""
    return tuple(sorted({lookup.anchor("source", lookup.source_of(claim.article).id) for claim in claims}))


def view_facts(lookup: Lookup, cards: Mapping[tuple[str, str], Card]) -> tuple[FactView, ...]:
    """Build the facts that any claim touches; refuted ones first, then by severity. Cards are by (claim, fact)."""
    touched: dict[str, list[Stance]] = {}
    for stance in lookup.report.stances:
        touched.setdefault(stance.fact, []).append(stance)
    severities = list(Severity)

    def rank(fact: str) -> tuple[int, int, str]:
        refuted = sum(stance.stance is StanceKind.REFUTES for stance in touched[fact])
        known = lookup.facts.get(fact)
        return (-bool(refuted), -severities.index(known.severity) if known else 0, fact)

    return tuple(view_fact(lookup, fact, touched[fact], cards) for fact in sorted(touched, key=rank))


def view_fact(
    lookup: Lookup, identifier: str, stances: Sequence[Stance], cards: Mapping[tuple[str, str], Card]
) -> FactView:
    """Build one fact. A fact whose pack is not installed is shown by its id."""
    fact = lookup.facts.get(identifier)
    claims = [lookup.claims[stance.claim] for stance in stances]
    order = (
        StanceKind.REFUTES, StanceKind.HEDGED, StanceKind.FAIR, StanceKind.SUPPORTS, StanceKind.OUT_OF_SCOPE,
    )  # fmt: skip
    groups = (
        (
            kind.value,
            STANCES[kind],
            tuple(
                make_voice(
                    lookup, lookup.claims[stance.claim], stance.confidence, cards.get((stance.claim, identifier))
                )
                for stance in stances
                if stance.stance is kind
            ),
        )
        for kind in order
    )
    return FactView(
        anchor=lookup.anchor("fact", identifier),
        id=identifier,
        topic=fact.topic if fact else "",
        consensus=fact.consensus if fact else f"A fact whose pack is not installed here: {identifier}",
        certainty=fact.certainty.value if fact else "",
        severity=fact.severity.value if fact else "",
        reviewed=fact.reviewed.isoformat() if fact else "",
        citations=tuple(
            CitationView(reference.citation, reference.identifier, web_address(reference.identifier))
            for reference in (fact.references if fact else ())
        ),
        groups=tuple(group for group in groups if group[2]),
        sources=collect_sources(lookup, claims),
        disputed=any(stance.stance is StanceKind.REFUTES for stance in stances),
    )
