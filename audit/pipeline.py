"""Paths → Report: the stages in their order."""

from collections.abc import Callable, Sequence

from audit.checks import run_checks
from audit.claims.read import read_claims
from audit.independence import assign_families, find_families
from audit.ingest import read_corpus
from audit.model import Analysis, ArticleClaims, Corpus, Coverage, RelationSet, Report
from audit.reference import load_facts, match_stances
from audit.relations import relate
from audit.scoring import score_sources
from audit.settings import Settings

Progress = Callable[[str, int, int], None]
"""Called with the stage, how many of its items are done, and how many there are."""


def silent(stage: str, done: int, total: int) -> None:
    """Report no progress."""


def audit_paths(paths: Sequence[str], settings: Settings, progress: Progress = silent) -> Report:
    """Audit the articles at the paths.

    Raises:
        CorpusError: a path does not exist, or no article could be read.
    """
    return audit_corpus(read_corpus(paths), settings, progress)


def audit_corpus(corpus: Corpus, settings: Settings, progress: Progress = silent) -> Report:
    """Audit articles already read."""
    facts = load_facts(settings.reference)
    readings = tuple(read_claims(corpus.articles, settings, progress))
    claims = tuple(claim for reading in readings for claim in reading.claims)
    linked = relate(claims, settings.relations, progress, settings.models)
    families = find_families(corpus.articles, claims, linked.clusters)
    analysis = Analysis(
        sources=corpus.sources,
        articles=corpus.articles,
        sentences=tuple(sentence for reading in readings for sentence in reading.sentences),
        claims=claims,
        relations=linked.relations,
        clusters=assign_families(linked.clusters, claims, families),
        families=families,
        stances=match_stances(claims, facts),
        facts=facts,
    )
    findings = run_checks(analysis, settings)
    scores = score_sources(analysis, findings, settings.scoring)
    progress("score", 1, 1)
    return Report(
        settings=describe(settings),
        sources=analysis.sources,
        articles=analysis.articles,
        claims=claims,
        clusters=analysis.clusters,
        relations=analysis.relations,
        findings=findings,
        families=families,
        stances=analysis.stances,
        scores=scores.scores,
        ranking=scores.ranking,
        coverage=measure_coverage(readings, linked),
        skipped=corpus.skipped,
    )


def measure_coverage(readings: Sequence[ArticleClaims], linked: RelationSet) -> Coverage:
    """Count what was looked at and what was not."""
    left_out: dict[str, int] = {}
    for reading in readings:
        for reason, count in reading.not_assessed:
            left_out[reason] = left_out.get(reason, 0) + count
    return Coverage(
        sentences=sum(len(reading.sentences) for reading in readings),
        claims=sum(len(reading.claims) for reading in readings),
        pairs=linked.pairs,
        not_assessed=tuple(sorted(left_out.items())),
        considered=linked.considered,
    )


def describe(settings: Settings) -> tuple[tuple[str, str | int | float | bool], ...]:
    """Return the settings that shape a report, flat and sorted by key."""
    flat: dict[str, str | int | float | bool] = {
        "model": settings.model,
        "reference": ", ".join(settings.reference),
        "disabled": ", ".join(settings.disabled),
        "relations.neighbours": settings.relations.neighbours,
        "relations.threshold": settings.relations.threshold,
        "relations.encoders": ", ".join(settings.relations.encoders),
        "models.encoder": settings.models.encoder,
        "scoring.minimum_facts": settings.scoring.minimum_facts,
        "scoring.draws": settings.scoring.draws,
        "scoring.seed": settings.scoring.seed,
    }
    return tuple(sorted(flat.items()))
