"""Claims of one article → a page: the article with its claims marked, and each claim readable by itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from audit.model import Claim, Corpus, Coverage, Report
from audit.reporters.html_articles import ArticleView, view_articles
from audit.reporters.html_lookup import Lookup, build_lookup
from audit.reporters.html_words import HOLDERS, STRENGTHS, say_confidence, say_relation

STYLES = ("base.css", "findings.css", "articles.css", "claims.css", "print.css")


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim in plain words."""

    anchor: str
    label: str
    holder: str
    relation: str
    strength: str
    parts: tuple[tuple[str, bool], ...]
    """The claim readable by itself, in pieces; True for words that come from outside its sentence."""
    sure: str


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """The page."""

    title: str
    article: ArticleView
    rows: tuple[ClaimRow, ...]


def write_claims_html(corpus: Corpus, claims: Sequence[Claim]) -> str:
    """Write the page; everything that the article says is escaped."""
    from audit.reporters.html import render_page

    lookup = build_lookup(list_claims(corpus, claims), (), ())
    (article,) = view_articles(lookup, [source.id for source in corpus.sources])
    page = ClaimsPage(article.title, article, tuple(view_claim(lookup, claim) for claim in claims))
    return render_page("claims.j2", page, styles=STYLES)


def list_claims(corpus: Corpus, claims: Sequence[Claim]) -> Report:
    """Return a report of nothing but the articles and their claims."""
    return Report(
        settings=(),
        sources=corpus.sources,
        articles=corpus.articles,
        claims=tuple(claims),
        clusters=(),
        relations=(),
        findings=(),
        families=(),
        stances=(),
        scores=(),
        ranking=(),
        coverage=Coverage(0, len(claims), 0, (), ()),
        skipped=corpus.skipped,
    )


def view_claim(lookup: Lookup, claim: Claim) -> ClaimRow:
    """Say what was understood of a claim."""
    frame = claim.frame
    return ClaimRow(
        anchor=lookup.anchor("claim", claim.id),
        label=claim.label.value,
        holder=HOLDERS[claim.holder],
        relation=say_relation(frame.relation),
        strength=STRENGTHS[frame.modality] if frame.polarity else f"denied ({STRENGTHS[frame.modality]})",
        parts=split_added(claim),
        sure=say_confidence(claim.confidence),
    )


def split_added(claim: Claim) -> tuple[tuple[str, bool], ...]:
    """Cut the claim readable by itself into its own words and those added; brackets of its own stay its own."""
    pieces = re.split(r"(\[[^\[\]]*\])", claim.context.standalone or claim.text)
    return tuple((piece, piece.startswith("[") and piece not in claim.text) for piece in pieces if piece)
