"""Report × labels of a topic → how far the report agrees with them.

The rule of matching: two quotes match when they stand in the same article and share at least half of the shorter
one, counted in characters after white space is squeezed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import PurePosixPath

from audit.evaluate.figures import f1_score, ratio
from audit.evaluate.labels import LabelledPair, Labels, Quote, find_spans, squeeze
from audit.model import Finding, Label, Location, Report, Status, Verdict

SHARED = 0.5
"""Least share of the shorter quote that two quotes must have in common."""
KEY_LENGTH = 80
"""Characters of a quote by which reported pairs are told apart."""
SIGNAL_FAMILIES = ("commercial/", "transparency/", "residue/", "certainty/", "independence/")


@dataclass(frozen=True, slots=True)
class Place:
    """A quote of the report or of the labels, with every place where it stands in its article."""

    source: str
    spans: tuple[tuple[int, int], ...]

    def matches(self, other: "Place") -> bool:
        """Say whether the two share enough of the shorter one."""
        return self.source == other.source and any(
            min(end, stop) - max(start, begin) >= SHARED * max(1, min(end - start, stop - begin))
            for (start, end), (begin, stop) in product(self.spans, other.spans)
        )


@dataclass(frozen=True, slots=True)
class ReportedPair:
    """A contradiction finding with its places."""

    finding: Finding
    here: Place
    there: tuple[Place, ...]
    key: frozenset[tuple[str, str]]

    def matches(self, left: Sequence[Place], right: Sequence[Place]) -> bool:
        """Say whether the finding joins the two sides, told from either."""
        return any(
            (self.touches(left) and meets(other, right)) or (self.touches(right) and meets(other, left))
            for other in self.there
        )

    def touches(self, side: Sequence[Place]) -> bool:
        """Say whether the primary location stands on this side."""
        return meets(self.here, side)


def meets(place: Place, side: Sequence[Place]) -> bool:
    """Say whether a place matches one of a side."""
    return any(place.matches(other) for other in side)


@dataclass(frozen=True, slots=True)
class Pairs:
    """What was found of the labelled contradictions and traps."""

    found: tuple[str, ...]
    missed: tuple[str, ...]
    trapped: tuple[str, ...]
    reported: int
    to_judge: tuple[str, ...]
    """Reported pairs that match no label: a reader must judge them, the labels are not complete."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A report read against labels: places are looked up here."""

    report: Report
    labels: Labels
    stems: Mapping[str, str]
    """Article id → stem of its file."""

    def at(self, quote: Quote) -> Place:
        """Return the place of a labelled quote."""
        return place_of(self.labels, quote.source, quote.text)

    def of(self, location: Location) -> Place:
        """Return the place of a location of the report."""
        return self.at(Quote(self.stems.get(location.article, location.article), location.quote))


def make_ground(report: Report, labels: Labels) -> Ground:
    """Return the report beside the labels."""
    return Ground(report, labels, {article.id: PurePosixPath(article.path).stem for article in report.articles})


def score_pairs(ground: Ground) -> Pairs:
    """Match the contradiction findings with the labelled contradictions, then what is left with the traps."""
    reported = [make_pair(ground, finding) for finding in ground.report.findings if is_contradiction(finding)]
    hits = {item.id: find_hits(ground, reported, item) for item in ground.labels.contradictions}
    used = {index for found in hits.values() for index in found}
    trapped = []
    for item in ground.labels.traps:
        fallen = [
            index
            for index in find_hits(ground, reported, item)
            if reported[index].finding.verdict is not Verdict.DRIFT and index not in used
        ]
        if fallen:
            trapped.append(item.id)
            used.update(fallen)
    keys: dict[frozenset[tuple[str, str]], bool] = {}
    for index, pair in enumerate(reported):
        keys[pair.key] = keys.get(pair.key, False) or index in used
    return Pairs(
        found=tuple(name for name, found in hits.items() if found),
        missed=tuple(name for name, found in hits.items() if not found),
        trapped=tuple(trapped),
        reported=len(keys),
        to_judge=tuple(
            " || ".join(f"{source}: {text}" for source, text in sorted(key)) for key, known in keys.items() if not known
        ),
    )


def is_contradiction(finding: Finding) -> bool:
    """Say whether the finding is a contradiction that the desk has not dismissed."""
    return finding.rule.startswith("contradiction/") and finding.status is not Status.DISMISSED


def make_pair(ground: Ground, finding: Finding) -> ReportedPair:
    """Return a contradiction finding with its places."""
    here, there = ground.of(finding.primary), tuple(ground.of(location) for location in finding.related)
    quotes = (finding.primary.quote, *(location.quote for location in finding.related))
    key = frozenset(
        (place.source, squeeze(quote)[:KEY_LENGTH]) for place, quote in zip((here, *there), quotes, strict=True)
    )
    return ReportedPair(finding, here, there, key)


def find_hits(ground: Ground, reported: Sequence[ReportedPair], item: LabelledPair) -> list[int]:
    """Return the indices of the reported pairs that join the two sides."""
    left, right = [ground.at(quote) for quote in item.left], [ground.at(quote) for quote in item.right]
    return [index for index, pair in enumerate(reported) if pair.matches(left, right)]


def score_groups(ground: Ground) -> tuple[int, int, int]:
    """Return true positives, false positives and false negatives over pairs of labelled members."""
    cluster_of = {claim: cluster.id for cluster in ground.report.clusters for claim in cluster.claims}
    claims = [(cluster_of.get(claim.id, claim.id), ground.of(Location(claim.article, claim.span, claim.text)))
              for claim in ground.report.claims]  # fmt: skip
    members = []
    for group in ground.labels.groups:
        for quote in group.members:
            place = ground.at(quote)
            members.append((group.id, quote, {name for name, where in claims if where.matches(place)}))
    hit = wrong = missed = 0
    for (group_id, quote, mine), (other_id, other, yours) in combinations(members, 2):
        if quote == other:
            continue
        together = bool(mine & yours)
        if group_id == other_id:
            hit, missed = hit + together, missed + (not together)
        else:
            wrong += together
    return hit, wrong, missed


def place_of(labels: Labels, source: str, text: str) -> Place:
    """Return the place of words of an article that is named by its stem."""
    return Place(source, find_spans(labels.texts.get(source, ""), text))


def score_signals(ground: Ground) -> tuple[dict[str, tuple[int, int]], int]:
    """Return severity → (found, labelled), signs of trust left out, and the non-signals that a commercial rule hit."""
    findings = [finding for finding in ground.report.findings if finding.rule.startswith(SIGNAL_FAMILIES)]
    everything = [ground.of(finding.primary) for finding in findings]
    selling = [ground.of(finding.primary) for finding in findings if finding.rule.startswith("commercial/")]
    by_severity: dict[str, tuple[int, int]] = {}
    for signal in ground.labels.signals:
        if "positive" not in signal.category.lower():
            found, total = by_severity.get(signal.severity, (0, 0))
            by_severity[signal.severity] = found + meets(ground.at(signal.quote), everything), total + 1
    return by_severity, sum(meets(ground.at(quote), selling) for quote in ground.labels.non_signals)


def has_families(ground: Ground) -> bool:
    """Say whether the reported families, and every other article by itself, are exactly the labelled partition."""
    families = {
        frozenset(ground.stems.get(article, article) for article in family.articles)
        for family in ground.report.families
    }
    named = {stem for family in families for stem in family}
    return (
        families | {frozenset([stem]) for stem in ground.stems.values() if stem not in named} == ground.labels.families
    )


def keep_orderings(ground: Ground) -> Iterator[bool]:
    """Yield for each labelled ordering of scores whether the report keeps it; a source without a score keeps none."""
    value = {score.source: score.value for score in ground.report.scores}
    scores = {ground.stems[article.id]: value.get(article.source) for article in ground.report.articles}
    for left, relation, right in ground.labels.orderings:
        first, second = scores.get(left), scores.get(right)
        if first is None or second is None:
            yield False
        else:
            yield first > second if relation == ">" else first >= second


def describe(ground: Ground) -> dict[str, float | str]:
    """Return every figure of a topic, flat, in a fixed order."""
    kept = list(keep_orderings(ground))
    return {
        **describe_pairs(ground.labels, score_pairs(ground)),
        **describe_groups(ground),
        **describe_claims(ground),
        **describe_signals(ground),
        "families: exact": "yes" if has_families(ground) else "no",
        "orderings: kept": f"{sum(kept)}/{len(kept)}",
    }


def describe_pairs(labels: Labels, pairs: Pairs) -> dict[str, float | str]:
    """Return the figures of contradictions; "plain" are those labelled real without a qualifier."""
    found = set(pairs.found)
    plain = [item.id for item in labels.contradictions if item.verdict == "real"]
    real = [item.id for item in labels.contradictions if item.verdict.startswith("real")]
    return {
        "contradictions: pairs reported": str(pairs.reported),
        "contradictions: recall, plain": ratio(len(found.intersection(plain)), len(plain)),
        "contradictions: recall, real": ratio(len(found.intersection(real)), len(real)),
        "contradictions: recall, all": ratio(len(found), len(labels.contradictions)),
        "contradictions: traps hit": f"{len(pairs.trapped)}/{len(labels.traps)}",
        "contradictions: to judge": str(len(pairs.to_judge)),
    }


def describe_groups(ground: Ground) -> dict[str, float | str]:
    """Return the figures of equivalent claims, over pairs of labelled members."""
    hit, wrong, missed = score_groups(ground)
    return {
        "equivalents: precision": ratio(hit, hit + wrong),
        "equivalents: recall": ratio(hit, hit + missed),
        "equivalents: f1": f1_score(hit, wrong, missed),
    }


def describe_claims(ground: Ground) -> dict[str, float | str]:
    """Return the figures of claims."""
    claims = (claim for claim in ground.report.claims if claim.label in (Label.CLAIM, Label.ADVICE))
    taken = [ground.of(Location(claim.article, claim.span, claim.text)) for claim in claims]
    return describe_taken(ground.labels, taken)


def describe_taken(labels: Labels, taken: Sequence[Place]) -> dict[str, float | str]:
    """Return how many labelled claims and how many labelled non-claims stand where a claim or advice was taken."""
    claims = sum(meets(place_of(labels, quote.source, quote.text), taken) for quote in labels.claims)
    non_claims = sum(meets(place_of(labels, quote.source, quote.text), taken) for quote in labels.non_claims)
    return {
        "claims: recall": ratio(claims, len(labels.claims)),
        "claims: non-claims taken": f"{non_claims}/{len(labels.non_claims)}",
        "claims: f1": f1_score(claims, non_claims, len(labels.claims) - claims),
    }


def describe_signals(ground: Ground) -> dict[str, float | str]:
    """Return the figures of signals."""
    signals, non_signals = score_signals(ground)
    return {
        **{f"signals: recall, {severity}": ratio(*signals[severity]) for severity in sorted(signals)},
        "signals: non-signals hit": f"{non_signals}/{len(ground.labels.non_signals)}",
    }
