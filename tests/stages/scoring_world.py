"""Small worlds made by hand: pages whose every sentence is one claim, with the stances and findings it is given."""

from dataclasses import dataclass, replace
from datetime import date

from audit.model import (
    Analysis,
    Article,
    Block,
    BlockKind,
    Certainty,
    Claim,
    ClaimCluster,
    Concept,
    Context,
    Family,
    Finding,
    Frame,
    Holder,
    Label,
    Level,
    Location,
    Reference,
    ReferenceFact,
    Relation,
    Severity,
    Span,
    Stance,
    StanceKind,
    Verdict,
)
from audit.scoring import score_sources
from audit.settings import ScoreSettings

SUPPORTS, REFUTES, HEDGED = StanceKind.SUPPORTS, StanceKind.REFUTES, StanceKind.HEDGED
FACTS = tuple(
    ReferenceFact(
        f"asthma/fact-{number}",
        "asthma",
        f"What is known on point {number}.",
        Certainty.HIGH,
        (Severity.LOW, Severity.MEDIUM, Severity.HIGH)[number % 3],
        (Reference(f"ref-{number}", "A review", "doi:10.1000/example"),),
        date(2024, 1, 1),
        (),
    )
    for number in range(12)
)
QUICK = ScoreSettings(draws=200)


@dataclass(frozen=True)
class Says:
    """One sentence of a page."""

    text: str
    fact: int = -1
    """Index of the fact it speaks to; -1: none covers it."""
    stance: StanceKind = SUPPORTS
    modality: int = 3
    holder: Holder = Holder.ASSERTED
    relation: Relation = Relation.OTHER
    label: Label = Label.CLAIM


@dataclass(frozen=True)
class Page:
    """An article of its own source, unless `source` names another."""

    name: str
    says: tuple[Says, ...] = ()
    source: str = ""
    family: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    extra: tuple[str, ...] = ()
    """Paragraphs without claims."""
    signals: tuple[str, ...] = ()
    """Rules that fire on the first paragraph."""


def build_article(page):
    texts = [one.text for one in page.says] + list(page.extra)
    text, blocks = "", []
    for paragraph in texts or ["Nothing."]:
        blocks.append(Block(BlockKind.PARAGRAPH, Span(len(text), len(text) + len(paragraph))))
        text += paragraph + "\n\n"
    return Article(
        page.name,
        page.source or page.name,
        f"{page.name}.txt",
        page.name,
        text,
        tuple(blocks),
        authors=page.authors,
        published=page.published,
    )


def build_claims(page, article):
    for index, one in enumerate(page.says):
        span = article.blocks[index].span
        frame = Frame(Concept("", "", ""), one.relation, Concept("", "", ""), modality=one.modality)
        yield Claim(
            f"{page.name}:{span.start}",
            page.name,
            span,
            one.text,
            one.label,
            one.holder,
            frame,
            Context(span, index),
            0.9,
        )


def locate(article, index=0):
    span = article.blocks[index].span
    return Location(article.id, span, span.within(article.text))


def make_finding(rule, primary, related=(), verdict=None, message="found"):
    name = f"{rule}@{primary.article}:{primary.span.start}:{'+'.join(place.article for place in related)}"
    return Finding(name, rule, Level.WARNING, 0.9, primary, tuple(related), message, verdict)


def build_world(pages, contradictions=()):
    """Return analysis and findings; contradictions are pairs of ((page name, index), (page name, index))."""
    articles = {page.name: build_article(page) for page in pages}
    claims = {page.name: list(build_claims(page, articles[page.name])) for page in pages}
    stances, findings, clusters, families = [], [], {}, {}
    for page in pages:
        families.setdefault(page.family or page.name, []).append(page.name)
        findings += [make_finding(rule, locate(articles[page.name])) for rule in page.signals]
        for index, (one, claim) in enumerate(zip(page.says, claims[page.name], strict=True)):
            clusters.setdefault(one.text, []).append(claim.id)
            if one.fact < 0:
                continue
            stances.append(Stance(claim.id, FACTS[one.fact].id, one.stance, 0.9, ("ref",)))
            if one.stance is REFUTES:
                place, known = locate(articles[page.name], index), FACTS[one.fact].consensus
                findings.append(make_finding("consensus/conflict", place, message=f"What is known: {known}"))
    for left, right in contradictions:
        places = [locate(articles[name], index) for name, index in (left, right)]
        for one, other in (places, places[::-1]):
            findings.append(make_finding("contradiction/duration", one, (other,), Verdict.CONTRADICTION))
    analysis = Analysis(
        sources=(),
        articles=tuple(articles.values()),
        sentences=(),
        claims=tuple(claim for found in claims.values() for claim in found),
        relations=(),
        clusters=tuple(
            ClaimCluster(f"k{number}", tuple(ids), ids[0]) for number, (_, ids) in enumerate(sorted(clusters.items()))
        ),
        families=tuple(Family(tuple(sorted(names))) for _, names in sorted(families.items())),
        stances=tuple(stances),
        facts=FACTS,
    )
    return analysis, tuple(findings)


def score_world(pages, contradictions=(), settings=QUICK):
    """Return the scores by source."""
    scores = score_sources(*build_world(pages, contradictions), settings).scores
    return {score.source: score for score in scores}


def score_page(page, settings=QUICK):
    """Return the score of a page audited alone."""
    return score_world([page], settings=settings)[page.source or page.name]


def dimension(score, name):
    return next(one for one in score.dimensions if one.name == name)


def say_facts(stance, numbers):
    return tuple(Says(f"Point {number} {stance.value}.", number, stance) for number in numbers)


def fill(count, start=0):
    return tuple(Says(f"Uncovered remark {number}.") for number in range(start, start + count))


GOOD = Page(
    "leaflet",
    (*say_facts(SUPPORTS, range(6)), *fill(4), Says("It can harm the stomach.", relation=Relation.HARM)),
    authors=("Ann Roe, MD",),
    published=date(2024, 5, 1),
    extra=(
        "Sources: doi:10.1000/aaa111, PMID: 12345678.",
        "See a doctor if the wheezing gets worse.",
        "Copyright 2024 Example Lung Trust.",
        "The trust takes no money from industry; the author declares no conflicts of interest.",
    ),
)
BAD = Page(
    "shop",
    (*say_facts(REFUTES, range(6)), *fill(4)),
    signals=("commercial/price", "commercial/cure-language", "transparency/disclosure", "transparency/author"),
)
MIDDLE = replace(GOOD, name="blog", authors=(), extra=(), says=(*say_facts(SUPPORTS, range(3)), *fill(6)))
