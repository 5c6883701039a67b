"""A small report made by hand: two sources, three articles, one contradiction, one gate, one skipped file."""

from dataclasses import replace
from datetime import date

import pytest
from sample_report import make_sample

from audit.model import (
    Article,
    Claim,
    ClaimCluster,
    ClaimRelation,
    Comparison,
    Concept,
    Context,
    Contribution,
    Coverage,
    Dimension,
    Evidence,
    Family,
    Finding,
    Frame,
    Gate,
    Holder,
    Label,
    Level,
    Location,
    Quantity,
    QuantityKind,
    RankedPair,
    Relation,
    RelationKind,
    Report,
    Skipped,
    Source,
    SourceScore,
    Span,
    Stance,
    StanceKind,
    Status,
    Verdict,
)

TEXT_A = "Gout\n\nA gout attack lasts three days.\nOur gel is the best. Ask your doctor.\n"
TEXT_B = "A gout attack lasts two weeks."
HOSTILE = (
    "<script>alert(1)</script> [red]=1+1[/red] \x1b[31m\u202e`*|_ [x](http://a.example) @you {0}\u2028::error::x % end"
)


def place(article, quote):
    start = article.text.index(quote)
    return Location(article.id, Span(start, start + len(quote)), quote)


def make_claim(identifier, article, quote):
    where = place(article, quote)
    hours = Quantity(259200.0, float("inf"), "s", QuantityKind.DURATION, False, "three days")
    attack = Concept("gout attack", "attack", "gout attack")
    frame = Frame(attack, Relation.DURATION, Concept("", "", ""), quantities=(hours,), terms=("attack", "gout"))
    frame = replace(frame, comparison=Comparison(attack, "long", 1))
    context = Context(where.span, 0, headings=("Gout",), antecedents=(("it", "a gout attack"),), standalone=quote)
    return Claim(identifier, article.id, where.span, quote, Label.CLAIM, Holder.ASSERTED, frame, context, 0.91234)


def make_report(words="A gout attack lasts three days."):
    text_a = TEXT_A.replace("A gout attack lasts three days.", words)
    clinic = Article("clinic/gout", "clinic", "in put/gout.txt", f"Gout {words}", text_a, (), authors=("Jo Roe, MD",))
    clinic = replace(clinic, published=date(2024, 2, 29))
    shop = Article("shop/page", "shop", "in put/page.html", "Attacks", TEXT_B, ())
    quiet = Article("shop/quiet", "shop", "in put/quiet.txt", "Quiet", "Nothing to say.", ())
    left, right = make_claim("clinic/gout:1", clinic, words), make_claim("shop/page:1", shop, TEXT_B)
    first, second = place(clinic, words), place(shop, TEXT_B)
    related = ClaimRelation(
        left.id,
        right.id,
        RelationKind.CONTRADICTS,
        "duration",
        0.8,
        Evidence("duration", "apart", (("ratio", 4.6666),)),
    )
    findings = (
        Finding("aaa:1", "contradiction/duration", Level.ERROR, 0.8, first, (second,), words, Verdict.CONTRADICTION),
        Finding("bbb:1", "commercial/puff", Level.WARNING, 0.7, place(clinic, "Our gel is the best."), (), "praises"),
        Finding("ccc:1", "contradiction/duration", Level.ERROR, 0.8, second, (first,), words, Verdict.CONTRADICTION),
        Finding(
            "ddd:1",
            "safety/none",
            Level.NOTE,
            0.5,
            second,
            (),
            "no advice",
            status=Status.DISMISSED,
            reason="=elsewhere",
        ),
    )
    commercial = Dimension("commercial", 12.0, 17.0, 10.0, 15.0, True, (Contribution("start", 17.0, 1),))
    agreement = Dimension("agreement", 0.0, 35.0, 0.0, 35.0, False, ())
    return Report(
        settings=(("relations.threshold", 0.5), ("reference", "")),
        sources=(Source("clinic", f"Clinic {words}", "https://clinic.example", "clinic"), Source("shop", "Shop")),
        articles=(clinic, shop, quiet),
        claims=(left, right),
        clusters=(ClaimCluster("k1", (left.id,), left.id, (("clinic/gout",), ("shop/page", "shop/quiet"))),),
        relations=(related,),
        findings=findings,
        families=(Family(("clinic/gout",)), Family(("shop/page", "shop/quiet"), (("containment", 0.5),))),
        stances=(Stance(left.id, "gout-1", StanceKind.SUPPORTS, 0.75, ("ref-1",)),),
        scores=(
            SourceScore(
                "clinic",
                41.25,
                28.0,
                52.0,
                "",
                (commercial, agreement),
                (Gate("commercial/puff", 50.0, "bbb:1"),),
                True,
                ("name the author",),
            ),
            SourceScore("shop", None, 0.0, 100.0, "", (replace(commercial, assessed=False),), (), False),
        ),
        ranking=(RankedPair("clinic", "shop", 0.61239),),
        coverage=Coverage(4, 2, 1, (("too short", 2),), (replace(related, confidence=0.2),)),
        skipped=(Skipped("in put/empty.txt", f"empty {words}"),),
    )


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def hostile_report():
    return make_report(HOSTILE)


@pytest.fixture(scope="session")
def sample():
    return make_sample()
