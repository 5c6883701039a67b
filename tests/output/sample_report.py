"""A larger report made by hand: six invented sources, nine articles, forty claims, and everything a page can show."""

from dataclasses import replace
from datetime import date

from audit.model import (
    Article,
    Block,
    BlockKind,
    Claim,
    ClaimCluster,
    ClaimRelation,
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
    PageEvidence,
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

KINDS = {"#": BlockKind.HEADING, "-": BlockKind.LIST_ITEM, "~": BlockKind.FURNITURE, "@": BlockKind.BYLINE}

SOURCES = (
    Source("city-hospital", "City Hospital Patient Library", "https://library.example/gout", "hospital"),
    Source("joint-clinic", "Harbour Joint Clinic", "https://clinic.example/blog", "clinic"),
    Source("cherry-store", "Cherry Store", "https://store.example", "shop"),
    Source("health-daily", "Health Daily", "https://daily.example", "magazine"),
    Source("gout-guide", "The Gout Guide", "", ""),
    Source("walk-forum", "Walkers’ Forum", "https://forum.example", "forum"),
)

TEXTS = {
    "city-hospital/gout": (
        "Gout: what helps and what does not",
        "@ Written by Dr Ana Bell, rheumatologist. Reviewed March 2025.",
        "= Gout is a kind of arthritis caused by crystals of urate in a joint.",
        "# How long an attack lasts",
        "= An attack usually settles within one to two weeks, even without treatment. See a doctor the same day if the"
        " joint is hot and you have a fever.",
        "# What helps",
        "- Anti-inflammatory tablets shorten an attack.",
        "- Long-term tablets that lower urate prevent new attacks.",
        "- Resting the joint and cooling it eases the pain.",
        "# A common myth",
        "= Many people believe that gout only comes from rich food. That is a myth: family history matters more.",
    ),
    "city-hospital/tablets": (
        "Urate tablets: your questions",
        "= Tablets that lower urate are taken for life. Starting them may bring on an attack in the first weeks.",
        "= Do not stop the tablets during an attack.",
    ),
    "joint-clinic/attack": (
        "Why does my toe hurt at night?",
        "= A gout attack lasts three to ten days. The pain is always worst at night.",
        "# Do I need tablets?",
        "= Tablets that lower urate should be stopped during an attack. Our laser session ends an attack at once.",
        "= Warm packs soothe the joint. Heat should be avoided on a swollen joint.",
        "~ Book your free joint check today and save 20 %.",
    ),
    "joint-clinic/diet": (
        "Eating with gout",
        "= Red meat and beer raise the level of urate. Coffee may lower the risk of gout.",
        "= Studies show that our joint programme cures gout for good.",
    ),
    "cherry-store/cherries": (
        "Cherries against gout",
        "= Cherry extract cures gout. Gout is caused by acid in the blood that only fruit can neutralise.",
        "= Take two capsules a day and throw your tablets away. Buy three jars and pay for two.",
    ),
    "health-daily/gout": (
        "Ten facts about gout",
        "@ By Staff",
        "= Gout attacks last for two to three months. Gout is a rare disease.",
        "- Beer raises the level of urate.",
        "- Coffee raises the risk of gout.",
        "- Women never get gout before the menopause.",
        "= Drinking water prevents attacks. The best drops of the year: we rank the ten products that pay us.",
        "= Target keyword: gout relief fast. Write 800 words.",
    ),
    "gout-guide/guide": (
        "The complete gout guide",
        "= The attacks of gout go on for three to ten days. The pain is mostly worst at night.",
        "= Beer and red meat push up urate. Coffee could lower the risk of gout.",
        "= Gout is one of the most common kinds of arthritis.",
    ),
    "gout-guide/water": (
        "Water and gout",
        "= Drinking enough water may prevent attacks. Water does not prevent attacks in people who take diuretics.",
    ),
    "walk-forum/thread": ("My toe", "= Hope this helps! Good luck to everyone with a sore toe."),
}

CLAIMS = (
    ("city-hospital/gout", "Gout is a kind of arthritis caused by crystals of urate in a joint.", Relation.DEFINITION),
    (
        "city-hospital/gout",
        "An attack usually settles within one to two weeks, even without treatment.",
        Relation.DURATION,
    ),
    ("city-hospital/gout", "See a doctor the same day if the joint is hot and you have a fever.", Relation.ADVICE_DO),
    ("city-hospital/gout", "Anti-inflammatory tablets shorten an attack.", Relation.TREATMENT),
    ("city-hospital/gout", "Long-term tablets that lower urate prevent new attacks.", Relation.PREVENTION),
    ("city-hospital/gout", "Resting the joint and cooling it eases the pain.", Relation.TREATMENT),
    ("city-hospital/gout", "gout only comes from rich food", Relation.CAUSE),
    ("city-hospital/gout", "family history matters more", Relation.RISK_FACTOR),
    ("city-hospital/tablets", "Tablets that lower urate are taken for life.", Relation.TREATMENT),
    ("city-hospital/tablets", "Starting them may bring on an attack in the first weeks.", Relation.HARM),
    ("city-hospital/tablets", "Do not stop the tablets during an attack.", Relation.ADVICE_DONT),
    ("joint-clinic/attack", "A gout attack lasts three to ten days.", Relation.DURATION),
    ("joint-clinic/attack", "The pain is always worst at night.", Relation.ONSET),
    ("joint-clinic/attack", "Tablets that lower urate should be stopped during an attack.", Relation.ADVICE_DO),
    ("joint-clinic/attack", "Our laser session ends an attack at once.", Relation.TREATMENT),
    ("joint-clinic/attack", "Warm packs soothe the joint.", Relation.TREATMENT),
    ("joint-clinic/attack", "Heat should be avoided on a swollen joint.", Relation.ADVICE_DONT),
    ("joint-clinic/diet", "Red meat and beer raise the level of urate.", Relation.CAUSE),
    ("joint-clinic/diet", "Coffee may lower the risk of gout.", Relation.RISK_FACTOR),
    ("joint-clinic/diet", "our joint programme cures gout for good", Relation.TREATMENT),
    ("cherry-store/cherries", "Cherry extract cures gout.", Relation.TREATMENT),
    ("cherry-store/cherries", "Gout is caused by acid in the blood", Relation.CAUSE),
    ("cherry-store/cherries", "only fruit can neutralise", Relation.TREATMENT),
    ("cherry-store/cherries", "Take two capsules a day and throw your tablets away.", Relation.ADVICE_DO),
    ("health-daily/gout", "Gout attacks last for two to three months.", Relation.DURATION),
    ("health-daily/gout", "Gout is a rare disease.", Relation.FREQUENCY),
    ("health-daily/gout", "Beer raises the level of urate.", Relation.CAUSE),
    ("health-daily/gout", "Coffee raises the risk of gout.", Relation.RISK_FACTOR),
    ("health-daily/gout", "Women never get gout before the menopause.", Relation.FREQUENCY),
    ("health-daily/gout", "Drinking water prevents attacks.", Relation.PREVENTION),
    ("health-daily/gout", "we rank the ten products that pay us", Relation.PUBLISHER),
    ("gout-guide/guide", "The attacks of gout go on for three to ten days.", Relation.DURATION),
    ("gout-guide/guide", "The pain is mostly worst at night.", Relation.ONSET),
    ("gout-guide/guide", "Beer and red meat push up urate.", Relation.CAUSE),
    ("gout-guide/guide", "Coffee could lower the risk of gout.", Relation.RISK_FACTOR),
    ("gout-guide/guide", "Gout is one of the most common kinds of arthritis.", Relation.FREQUENCY),
    ("gout-guide/water", "Drinking enough water may prevent attacks.", Relation.PREVENTION),
    ("gout-guide/water", "Water does not prevent attacks in people who take diuretics.", Relation.PREVENTION),
    ("joint-clinic/attack", "Why does my toe hurt at night?", Relation.OTHER),
    ("cherry-store/cherries", "Cherries against gout", Relation.TREATMENT),
)

HOLDERS = {"gout only comes from rich food": Holder.DENIED, "our joint programme cures gout for good": Holder.STUDY}

PAIRS = (
    (1, 24, "duration", Verdict.CONTRADICTION, 0.93, "“one to two weeks” against “two to three months”"),
    (11, 24, "duration", Verdict.CONTRADICTION, 0.95, "“three to ten days” against “two to three months”"),
    (10, 13, "advice", Verdict.CONTRADICTION, 0.97, "one tells the reader to stop the tablets, the other not to"),
    (15, 16, "direction", Verdict.CONTRADICTION, 0.71, "warmth is said to soothe, and heat is to be avoided"),
    (18, 27, "direction", Verdict.CONTRADICTION, 0.9, "coffee is said to lower the risk, and to raise it"),
    (0, 21, "cause", Verdict.CONTRADICTION, 0.78, "two different causes, each given as the only one"),
    (25, 35, "quantifier", Verdict.CONTRADICTION, 0.88, "rare against one of the most common"),
    (8, 23, "advice", Verdict.TENSION, 0.66, "tablets for life against throwing them away"),
    (29, 37, "negation", Verdict.TENSION, 0.58, "water prevents attacks, but not in people on diuretics"),
    (12, 32, "quantifier", Verdict.DRIFT, 0.8, "always against mostly"),
    (29, 36, "modality", Verdict.DRIFT, 0.83, "“prevents” against “may prevent”"),
)

SIGNALS = (
    ("commercial/paid-ranking", Level.ERROR, 0.95, "health-daily/gout", "we rank the ten products that pay us",
     "The ranking is paid for: “products that pay us”"),
    ("residue/template", Level.ERROR, 0.99, "health-daily/gout", "Target keyword: gout relief fast. Write 800 words.",
     "The writer’s brief was left in the text: “Target keyword”"),
    ("commercial/call-to-action", Level.WARNING, 0.9, "joint-clinic/attack",
     "Book your free joint check today and save 20 %.", "The page asks the reader to buy or book: “Book your free”"),
    ("commercial/call-to-action", Level.WARNING, 0.85, "cherry-store/cherries", "Buy three jars and pay for two.",
     "The page asks the reader to buy or book: “Buy three jars”"),
    ("commercial/miracle", Level.ERROR, 0.9, "cherry-store/cherries", "Cherry extract cures gout.",
     "The page promises a cure: “cures gout”"),
    ("commercial/miracle", Level.ERROR, 0.84, "joint-clinic/diet",
     "Studies show that our joint programme cures gout for good.", "The page promises a cure: “cures gout for good”"),
    ("certainty/unsupported-study", Level.WARNING, 0.8, "joint-clinic/diet",
     "Studies show that our joint programme cures gout for good.",
     "Research is appealed to and not named: “Studies show”"),
    ("certainty/absolute", Level.NOTE, 0.6, "joint-clinic/attack", "The pain is always worst at night.",
     "An absolute word: “always”"),
    ("transparency/author", Level.WARNING, 0.9, "health-daily/gout", "By Staff", "No person is named as the author"),
    ("transparency/references", Level.NOTE, 0.9, "gout-guide/guide", "The complete gout guide", "No reference given"),
    ("safety/stops-treatment", Level.ERROR, 0.97, "cherry-store/cherries",
     "Take two capsules a day and throw your tablets away.", "The reader is told to stop a treatment"),
    ("consensus/refuted", Level.ERROR, 0.86, "cherry-store/cherries", "Cherry extract cures gout.",
     "A reference fact says otherwise"),
)  # fmt: skip

CLUSTERS = (
    ((11, 31), (("joint-clinic/attack", "gout-guide/guide"),)),
    ((17, 26, 33), (("joint-clinic/diet", "gout-guide/guide"), ("health-daily/gout",))),
    ((29, 36), (("health-daily/gout",), ("gout-guide/water",))),
    ((18, 34), (("joint-clinic/diet", "gout-guide/guide"),)),
)


def build_article(identifier, lines):
    """Build an article from its title and its lines; the first character of a line is the kind of its block."""
    text, blocks, headings = lines[0], [Block(BlockKind.TITLE, Span(0, len(lines[0])))], (lines[0],)
    for line in lines[1:]:
        kind = KINDS.get(line[0], BlockKind.PARAGRAPH)
        text += "\n\n"
        span = Span(len(text), len(text) + len(line) - 2)
        text += line[2:]
        blocks.append(Block(kind, span, headings, depth=2 if kind is BlockKind.HEADING else 0))
        if kind is BlockKind.HEADING:
            headings = (lines[0], line[2:])
    source = identifier.partition("/")[0]
    page = PageEvidence(url=f"https://{source}.example/{identifier.partition('/')[2]}")
    return Article(identifier, source, f"articles/{identifier}.txt", lines[0], text, tuple(blocks), page)


def build_claim(number, article, quote, relation):
    """Build a claim; its concepts are not needed here."""
    start = article.text.index(quote)
    span = Span(start, start + len(quote))
    block = next(index for index, block in enumerate(article.blocks) if block.span.overlaps(span))
    words = quote.split()
    concept = Concept(words[0].lower(), words[0].lower(), words[0])
    label = {Relation.PUBLISHER: Label.PUBLISHER, Relation.ADVICE_DO: Label.ADVICE, Relation.ADVICE_DONT: Label.ADVICE}
    standalone = quote.replace("them", "[tablets that lower urate]") if "them" in quote else quote
    context = Context(article.blocks[block].span, block, article.blocks[block].headings, standalone=standalone)
    return Claim(
        f"{article.id}:{number}", article.id, span, quote, label.get(relation, Label.CLAIM),
        HOLDERS.get(quote, Holder.ASSERTED), Frame(concept, relation, concept), context, 0.9,
    )  # fmt: skip


def place_of(article, quote):
    """Return the location of a quote."""
    start = article.text.index(quote)
    return Location(article.id, Span(start, start + len(quote)), quote)


def build_score(source, parts, *, gates=(), band="", low=None, high=None, change=()):
    """Build a score: `parts` are (name, points or None, most, contributions)."""
    dimensions = tuple(
        Dimension(
            name, points or 0.0, most, max(0.0, (points or 0) - 2), min(most, points + 2 if points else most),
            points is not None, tuple(Contribution(*line) for line in lines),
        )
        for name, points, most, lines in parts
    )  # fmt: skip
    total = sum(points or 0.0 for _, points, _, _ in parts)
    value = min([total, *(gate.cap for gate in gates)])
    low = max(0.0, value - 9) if low is None else low
    high = min(100.0, value + 11) if high is None else high
    return SourceScore(source, value, low, high, band, dimensions, tuple(gates), True, tuple(change))


def build_scores(findings):
    """Build scores of which two are capped and one is not assessed."""
    by_rule = {}
    for finding in findings:
        by_rule.setdefault((finding.rule, finding.primary.article.partition("/")[0]), finding.id)

    def gate(rule, cap, source):
        return Gate(rule, cap, by_rule[rule, source])

    def parts(*points):
        names = (("reference agreement", 35), ("transparency", 18), ("commercial independence", 17),
                 ("internal consistency", 10), ("certainty", 10), ("independent agreement", 5),
                 ("safety", 5))  # fmt: skip
        lines = (
            ("start", 1.0, 1),
            ("commercial/call-to-action", -1.0, 2, (by_rule["commercial/call-to-action", "joint-clinic"],)),
        )
        return [(name, given, most, lines) for (name, most), given in zip(names, points, strict=True)]

    change = ("Name the author with a qualification (up to 5 points)", "Give references for the main claims (up to 6)")
    return (
        build_score("city-hospital", parts(31.5, 15, 17, 10, 8.5, 2.5, 5), band="A", low=82, high=95),
        build_score("joint-clinic", parts(18, 6, 8.5, 5.5, 4, 2, 1), change=change),
        build_score("cherry-store", parts(9, 4, 5.6, 7, 3, 1, 0), band="E", low=17, high=38),
        build_score(
            "health-daily", parts(22, 7, 8, 9, 6, 3.5, 2.5), change=change, low=31, high=50,
            gates=(
                gate("commercial/paid-ranking", 50.0, "health-daily"),
                gate("residue/template", 60.0, "health-daily"),
            ),
        ),
        build_score("gout-guide", parts(None, 5, 17, 10, 7, 2, 1), low=36, high=79),
        SourceScore("walk-forum", None, 0.0, 100.0, "", (), (), False),
    )  # fmt: skip


def make_pair(number, claims, pair):
    """Build the relation and the two findings of a pair, one from each side."""
    left, right, slot, verdict, confidence, reason = pair
    one, other = claims[left], claims[right]
    kinds = {
        Verdict.CONTRADICTION: RelationKind.CONTRADICTS,
        Verdict.TENSION: RelationKind.TENSION,
        Verdict.DRIFT: RelationKind.DRIFT,
    }
    relation = ClaimRelation(
        one.id, other.id, kinds[verdict], slot, confidence, Evidence(slot, reason, (("gap", 2.0),))
    )
    level = {Verdict.CONTRADICTION: Level.ERROR, Verdict.TENSION: Level.WARNING, Verdict.DRIFT: Level.NOTE}[verdict]
    sides = [Location(claim.article, claim.span, claim.text) for claim in (one, other)]
    status = {"status": Status.DISMISSED, "reason": "The second page speaks of an old leaflet."} if number == 6 else {}
    found = [
        Finding(f"p{number}:{side}", f"contradiction/{slot}", level, confidence, sides[side], (sides[1 - side],),
                reason, verdict, **status)
        for side in (0, 1)
    ]  # fmt: skip
    return relation, found


def make_sample():
    """Return the report."""
    articles = {name: build_article(name, lines) for name, lines in TEXTS.items()}
    hospital = replace(
        articles["city-hospital/gout"], authors=("Dr Ana Bell, rheumatologist",), reviewed=date(2025, 3, 1),
        published=date(2021, 6, 9),
    )  # fmt: skip
    articles["city-hospital/gout"] = hospital
    claims = tuple(
        build_claim(number, articles[name], quote, what) for number, (name, quote, what) in enumerate(CLAIMS)
    )
    judged = [make_pair(number, claims, pair) for number, pair in enumerate(PAIRS)]
    findings = [finding for _, pair in judged for finding in pair]
    findings += [
        Finding(f"s{number}:1", rule, level, sure, place_of(articles[name], quote), (), message)
        for number, (rule, level, sure, name, quote, message) in enumerate(SIGNALS)
    ]
    scope = ClaimRelation(
        claims[29].id, claims[37].id, RelationKind.SCOPE, "population", 0.7, Evidence("population", "other people")
    )
    unsure = ClaimRelation(
        claims[4].id,
        claims[9].id,
        RelationKind.CONTRADICTS,
        "direction",
        0.31,
        Evidence("direction", "prevents against brings on"),
    )
    ordered = ["city-hospital", "gout-guide", "health-daily", "joint-clinic", "cherry-store"]
    return Report(
        settings=(("relations.threshold", 0.5), ("reference", "gout"), ("scoring.seed", 1)),
        sources=SOURCES,
        articles=tuple(articles[name] for name in sorted(articles)),
        claims=claims,
        clusters=tuple(
            ClaimCluster(f"k{number}", tuple(claims[index].id for index in members), claims[members[0]].id, families)
            for number, (members, families) in enumerate(CLUSTERS)
        ),
        relations=(*(relation for relation, _ in judged), scope),
        findings=tuple(findings),
        families=(
            Family(("gout-guide/guide", "joint-clinic/attack"), (("containment", 0.41), ("order", 0.96))),
            *(Family((name,)) for name in sorted(articles) if name not in ("gout-guide/guide", "joint-clinic/attack")),
        ),
        stances=(
            Stance(claims[20].id, "gout-cherries", StanceKind.REFUTES, 0.86, ("ref-1",)),
            Stance(claims[0].id, "gout-cause", StanceKind.SUPPORTS, 0.95, ("ref-2",)),
            Stance(claims[21].id, "gout-cause", StanceKind.REFUTES, 0.77, ("ref-2",)),
            Stance(claims[36].id, "gout-water", StanceKind.HEDGED, 0.6, ("ref-3",)),
            Stance(claims[37].id, "gout-water", StanceKind.OUT_OF_SCOPE, 0.6, ("ref-3",)),
        ),
        scores=build_scores(findings),
        ranking=tuple(
            RankedPair(left, right, round(min(0.99, 0.55 + 0.14 * (at - number)), 3))
            for number, left in enumerate(ordered)
            for at, right in enumerate(ordered)
            if at > number
        ),
        coverage=Coverage(61, len(claims), 412, (("question", 4), ("too short", 7), ("greeting", 2)), (unsure,)),
        skipped=(
            Skipped("articles/cherry-store/empty.txt", "empty: no text in it"),
            Skipped("articles/health-daily/photo.html", "not text: looks like a PNG image"),
        ),
    )  # fmt: skip
