"""Commercial rules on what is promised: cure, speed, proof of safety, superlatives, testimony, one cure for all."""

import itertools
from collections import Counter
from collections.abc import Iterator

from audit.checks.finding import Check, make_finding
from audit.checks.passages import Passage, read_passages
from audit.checks.patterns import EVERYWHERE, SELLER, SHOP, PatternRule, find_patterns
from audit.checks.selling import read_selling
from audit.checks.wording import pattern
from audit.model import Analysis, BlockKind, Finding, Level, Location, Rule, Span

FDA = "FDA, '6 Tip-offs to Rip-offs: Don't Fall for Health Fraud Scams'"
FTC = "FTC, Health Products Compliance Guidance (December 2022)"

CURE = Rule(
    "commercial/cure-language",
    "Promises a cure, or an end for good",
    Level.ERROR,
    f"Few conditions end for good by one measure. {FDA} names the miracle cure and the guaranteed result as signs of"
    " health fraud.",
    0.7,
    "Say what share of people improves, by how much and for how long, with a source.",
)
QUICK_FIX = Rule(
    "commercial/quick-fix",
    "Promises success within seconds, a night or one treatment",
    Level.WARNING,
    f"{FDA} names the quick fix as a sign of health fraud; how soon an effect sets in needs a trial"
    " as much as the effect.",
    0.35,
    "Give the time to effect that trials found, with a source, or leave it out.",
)
SUPERLATIVE = Rule(
    "commercial/superlative",
    "Praises an offer in superlatives without support",
    Level.NOTE,
    f"'Best' and 'remarkably effective' are claims of comparison; {FTC} asks for evidence of just that comparison.",
    0.15,
    "Say better than what, by which measure, and who found it.",
)
ALL_NATURAL = Rule(
    "commercial/all-natural",
    "Sells something as natural, pure or free of side effects",
    Level.WARNING,
    f"Natural does not mean safe; {FDA} lists 'all natural' among the signs of health fraud. What acts has side effects"
    " in some people.",
    0.35,
    "List the known side effects and interactions, and who should not take it.",
)
TESTIMONIAL = Rule(
    "commercial/testimonial",
    "Uses stories of patients or customers as evidence",
    Level.ERROR,
    f"Testimonials do not substantiate a health claim ({FTC}; Endorsement Guides, 16 CFR 255.2): those who did not"
    " improve do not write.",
    0.7,
    "Replace the story by results of a controlled study, or say that it proves nothing.",
)
CURE_ALL = Rule(
    "commercial/cure-all",
    "Offers one seller's goods for many unrelated diseases",
    Level.ERROR,
    f"{FDA}: be suspicious of products that claim to cure a wide range of unrelated diseases.",
    0.7,
    "Name the one use for which there is evidence.",
)

GRAVE = ("cancer", "cancers", "aids", "hiv", "leukemia", "leukaemia", "stroke", "diabetes", "diabetic")
MANY = 4
"""Different diseases in one passage that make a cure-all (own choice)."""
SHARED = 3
"""Menu entries that share a word of goods (own choice)."""
MENU_WORDS = frozenset(
    ("disease", "diseases", "disorder", "disorders", "syndrome", "treatment", "symptoms", "problems", "health", "pain")
)
MANY_GOODS = 6
"""Different diseases in the names of one shop's goods that make a cure-all (own choice)."""

NOT_MEDICAL = ("commercial.medical_cure",)

ROWS = (
    PatternRule(CURE, "commercial.cure", 0.85, excludes=NOT_MEDICAL),
    PatternRule(CURE, "commercial.cure_of_seller", 0.7, excludes=NOT_MEDICAL, trade=SHOP),
    PatternRule(
        QUICK_FIX, "commercial.quick_fix", 0.8, excludes=("commercial.clinical_urgency", "commercial.by_itself")
    ),
    PatternRule(QUICK_FIX, "commercial.quick_relief", 0.75, trade=SELLER, excludes=("commercial.clinical_urgency",)),
    PatternRule(SUPERLATIVE, "commercial.superlative", 0.75, excludes=("commercial.choosing",)),
    PatternRule(SUPERLATIVE, "commercial.intensified", 0.7, trade=SELLER),
    PatternRule(ALL_NATURAL, "commercial.all_natural", 0.8),
    PatternRule(ALL_NATURAL, "commercial.no_risk", 0.75, trade=SHOP, negatable=False, excludes=("commercial.deal",)),
    PatternRule(TESTIMONIAL, "commercial.group_testimony", 0.75, trade=SELLER, askable=False),
    PatternRule(TESTIMONIAL, "commercial.helped_many", 0.7, trade=SELLER, askable=False),
    PatternRule(TESTIMONIAL, "commercial.clinician_testimony", 0.8, requires=("commercial.outcome",), askable=False),
    PatternRule(
        TESTIMONIAL,
        "commercial.personal_outcome",
        0.8,
        requires=("commercial.first_person",),
        requires_near=("commercial.personal_use",),
        negatable=False,
        askable=False,
    ),
    PatternRule(
        TESTIMONIAL,
        "commercial.personal_outcome",
        0.65,
        trade=SHOP,
        requires_near=("commercial.first_person",),
        askable=False,
    ),
    PatternRule(
        TESTIMONIAL,
        "commercial.testimonial_call",
        0.7,
        kinds=EVERYWHERE,
        level=Level.NOTE,
        message="Collects or heads stories of success",
    ),
)


def find(analysis: Analysis) -> Iterator[Finding]:
    """Yield what is promised."""
    yield from find_patterns(analysis, ROWS)
    for article, passages in read_passages(analysis).items():
        selling = read_selling(analysis.article(article), passages)
        for passage in passages:
            named = name_diseases(passage.text)
            if len(named) >= MANY and pattern("commercial.cures_many").search(passage.text) and selling.first:
                message = f"Offers help for {len(named)} unrelated diseases in one passage: {', '.join(named)}"
                yield make_finding(CURE_ALL, passage.location, message, confidence=0.65)
        if selling.shop:
            yield from find_menu(article, passages, analysis)


def find_menu(article: str, passages: tuple[Passage, ...], analysis: Analysis) -> Iterator[Finding]:
    """Yield the part of a shop's menu that names goods after unrelated diseases, the gravest disease first."""
    text = analysis.article(article).text
    entries = [passage for passage in passages if passage.kind is BlockKind.NAVIGATION]
    named: dict[str, Span] = {}
    for span in pair_entries(entries, repeated_words(entries)):
        for disease in name_diseases(span.within(text)):
            named.setdefault(disease, span)
    if len(named) >= MANY_GOODS:
        grave = min(named, key=lambda name: (GRAVE.index(name) if name in GRAVE else len(GRAVE), named[name]))
        first, others = named[grave], sorted(set(named.values()))
        related = [Location(article, span, span.within(text)) for span in others if not span.overlaps(first)]
        message = f"Sells goods for {len(named)} unrelated diseases: {', '.join(sorted(named))}"
        place = Location(article, first, first.within(text))
        yield make_finding(CURE_ALL, place, message, confidence=0.7, related=related)


def pair_entries(entries: list[Passage], repeated: frozenset[str]) -> Iterator[Span]:
    """Yield the entries that join a disease and a repeated word of goods, in one line or two."""
    used = -1
    for here, following in itertools.pairwise([*entries, None]):
        if here is None or here.span.start < used:
            continue
        if name_diseases(here.text) and is_goods(here, repeated):
            yield here.span
        elif following and following.span.start - here.span.end <= 2:
            forward = name_diseases(here.text) and is_goods(following, repeated)
            if forward or (is_goods(here, repeated) and name_diseases(following.text)):
                yield Span(here.span.start, following.span.end)
                used = following.span.end


def is_goods(passage: Passage, repeated: frozenset[str]) -> bool:
    """Say whether an entry has one of the words that a shop's goods share."""
    return any(word in repeated for word in passage.text.lower().split())


def repeated_words(entries: list[Passage]) -> frozenset[str]:
    """Return the words that end or open at least three menu entries, and are no words of a health menu."""
    counts: Counter[str] = Counter()
    for passage in entries:
        words = passage.text.lower().split()
        counts.update({words[0], words[-1]})
    shared = (word for word, count in counts.items() if count >= SHARED and len(word) > 3 and word not in MENU_WORDS)
    return frozenset(word for word in shared if not name_diseases(word))


def name_diseases(text: str) -> list[str]:
    """Return the different diseases named in a text, sorted."""
    return sorted({match.group().lower() for match in pattern("commercial.disease_menu").finditer(text)})


CHECK = Check((CURE, QUICK_FIX, SUPERLATIVE, ALL_NATURAL, TESTIMONIAL, CURE_ALL), find)
