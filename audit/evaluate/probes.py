"""Sentences of labelled data → articles, and the light analysis that checks need."""

from collections.abc import Sequence

from audit.checks import run_checks
from audit.claims.read import read_claims
from audit.independence import find_families
from audit.model import (
    Analysis,
    Article,
    ArticleClaims,
    Block,
    BlockKind,
    Claim,
    Corpus,
    Finding,
    Label,
    Report,
    Source,
    Span,
)
from audit.pipeline import Progress, audit_corpus, silent
from audit.settings import Settings

BATCH = 20
"""Articles that are looked at together; none of the checks asked here compares articles."""


def make_article(name: str, paragraphs: Sequence[str]) -> Article:
    """Return an article with one block a paragraph, numbered alike; an empty one is a dash."""
    blocks, text = [], ""
    for paragraph in paragraphs:
        body = " ".join(paragraph.split()) or "-"
        blocks.append(Block(BlockKind.PARAGRAPH, Span(len(text), len(text) + len(body))))
        text += f"{body}\n\n"
    return Article(name, name, f"{name}.txt", "", text, tuple(blocks))


def make_plain_article(name: str, text: str) -> Article:
    """Return an article whose text is left as it is, one block a line, so that offsets of labels hold."""
    blocks, start = [], 0
    for line in text.split("\n"):
        inner = line.strip()
        if inner:
            begin = start + line.index(inner)
            blocks.append(Block(BlockKind.PARAGRAPH, Span(begin, begin + len(inner))))
        start += len(line) + 1
    return Article(name, name, f"{name}.txt", "", text, tuple(blocks))


def audit_texts(texts: Sequence[tuple[str, str]], progress: Progress = silent) -> Report:
    """Audit texts as one corpus, a source each."""
    articles = tuple(make_plain_article(name, text) for name, text in sorted(texts))
    corpus = Corpus(tuple(Source(article.id, article.id) for article in articles), articles)
    return audit_corpus(corpus, Settings(), progress)


def is_taken(claim: Claim) -> bool:
    """Say whether a claim counts as a claim or as advice that implies one."""
    return claim.label in (Label.CLAIM, Label.ADVICE)


def find_signals(articles: Sequence[Article], settings: Settings) -> tuple[Finding, ...]:
    """Return what the checks find in articles taken one by one: no relations, no reference facts."""
    found: list[Finding] = []
    for start in range(0, len(articles), BATCH):
        batch = articles[start : start + BATCH]
        found.extend(run_checks(analyse(batch, list(read_claims(batch, settings))), settings))
    return tuple(found)


def analyse(articles: Sequence[Article], readings: Sequence[ArticleClaims]) -> Analysis:
    """Return the analysis of articles without relations, clusters, stances and facts."""
    claims = tuple(claim for reading in readings for claim in reading.claims)
    names = sorted({article.source for article in articles})
    return Analysis(
        sources=tuple(Source(name, name) for name in names),
        articles=tuple(articles),
        sentences=tuple(sentence for reading in readings for sentence in reading.sentences),
        claims=claims,
        relations=(),
        clusters=(),
        families=find_families(articles, claims, ()),
        stances=(),
        facts=(),
    )
