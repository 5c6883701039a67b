"""Commercial rules on who pays, and whose goods the text serves."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from audit.checks.finding import Check, make_finding
from audit.checks.passages import Passage, read_passages, title_location
from audit.checks.patterns import EVERYWHERE, SELLER, PatternRule, find_patterns
from audit.checks.selling import Selling, read_selling
from audit.checks.trust_signs import discloses
from audit.checks.wording import pattern
from audit.model import Analysis, Article, BlockKind, ElementKind, Finding, Level, Link, Location, Rule

ENDORSEMENT = "FTC Endorsement Guides, 16 CFR 255"

PAID_RANKING = Rule(
    "commercial/paid-ranking",
    "Lets pay change the order or the score of what it compares",
    Level.ERROR,
    f"A ranking that is for sale tells nothing about quality; {ENDORSEMENT}, calls it deceptive, and EU Directive"
    " 2019/2161 wants it said beside the list.",
    0.7,
    "Rank by published criteria alone, or show no ranking.",
)
PAID_CONTENT = Rule(
    "commercial/paid-content",
    "Says that it is paid for by those it writes about",
    Level.NOTE,
    f"To say so is right and is counted as a sign of trust ({ENDORSEMENT}); what it says still belongs before the"
    " reader's eye. Shown, never scored.",
    0.0,
    "Keep the statement; add how the text is kept independent of the money.",
)
AFFILIATE = Rule(
    "commercial/affiliate-link",
    "Links to a shop that pays for each customer, without saying so",
    Level.ERROR,
    f"{ENDORSEMENT}.5 asks for a clear statement beside the link; without it the reader takes an advertisement"
    " for advice.",
    0.7,
    "Say beside the link that you earn from it, and mark it rel=sponsored.",
)
PUSH = Rule(
    "commercial/product-push",
    "Pushes a branded product inside health text",
    Level.ERROR,
    "A brand with a promise is an advertisement, also when it is called an article; QUEST, item conflict of interest"
    " (Robillard 2018, doi:10.1186/s12911-018-0668-9), gives no points to a page that endorses one product.",
    0.7,
    "Use the generic name, and compare it with the alternatives.",
)
ALIGNED = Rule(
    "commercial/aligned-claim",
    "Claims a benefit of just the substance that the publisher deals in",
    Level.WARNING,
    "A claim that serves the publisher's trade needs an independent source; QUEST, item conflict of interest"
    " (Robillard 2018, doi:10.1186/s12911-018-0668-9).",
    0.35,
    "Give an independent source for the claim, or say that there is none.",
)
DISCLAIMER = Rule(
    "commercial/disclaimer",
    "Takes back in a disclaimer what the text does",
    Level.NOTE,
    "A disclaimer does not cure a misleading claim (FTC Policy Statement on Deception, 1983): a page that recommends,"
    " treats or ranks cannot say that it does not.",
    0.15,
    "Change the text so that the disclaimer becomes true.",
)
IMPARTIAL = Rule(
    "commercial/impartiality",
    "Calls itself impartial or expert while it has something to sell",
    Level.WARNING,
    f"Praise of oneself is no evidence, and with pay from the sellers it misleads ({ENDORSEMENT}).",
    0.35,
    "Drop the adjective; describe how products are chosen and tested.",
)

ROWS = (
    PatternRule(PAID_RANKING, "commercial.paid_ranking", 0.9, kinds=EVERYWHERE),
    PatternRule(PAID_CONTENT, "commercial.advertising_disclosure", 0.9, kinds=EVERYWHERE),
    PatternRule(PAID_CONTENT, "commercial.paid_label", 0.9, kinds=EVERYWHERE, negatable=False),
    PatternRule(DISCLAIMER, "commercial.non_endorsement", 0.8, trade=SELLER, kinds=EVERYWHERE, negatable=False),
    PatternRule(DISCLAIMER, "commercial.no_advice", 0.7, kinds=EVERYWHERE, negatable=False),
    PatternRule(IMPARTIAL, "commercial.impartial", 0.75, trade=SELLER, kinds=EVERYWHERE),
    PatternRule(PUSH, "commercial.recommended_goods", 0.8, kinds=EVERYWHERE),
)


def find(analysis: Analysis) -> Iterator[Finding]:
    """Yield who pays, and whose goods the text serves."""
    yield from find_patterns(analysis, ROWS)
    for identifier, passages in read_passages(analysis).items():
        article = analysis.article(identifier)
        selling = read_selling(article, passages)
        yield from find_pushes(passages, selling)
        yield from find_aligned(passages, selling)
        yield from find_affiliates(article)
        yield from find_labels(article)


def find_pushes(passages: tuple[Passage, ...], selling: Selling) -> Iterator[Finding]:
    """Yield the passages that name a brand of the seller together with a benefit, a recommendation or goods."""
    if not selling.brands:
        return
    brand = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, selling.brands))})(?!\w)", re.IGNORECASE)
    keys = ("commercial.benefit", "commercial.goods", "commercial.call_to_action", "commercial.cure_of_seller")
    for passage in passages:
        match = brand.search(passage.text)
        if match is None or passage.denied or pattern("commercial.recommended_goods").search(passage.text):
            continue
        rest = brand.sub(" ", passage.text)
        if any(pattern(key).search(rest) for key in keys) and not passage.is_furniture:
            message = f"{PUSH.title}: “{match.group()}”"
            yield make_finding(PUSH, passage.location, message, confidence=0.75)


def find_aligned(passages: tuple[Passage, ...], selling: Selling) -> Iterator[Finding]:
    """Yield claims of benefit for what is sold: the substance it deals in, and a shop's lists of benefits."""
    words = [re.escape(word) for word in selling.substances]
    substance = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) if words else None
    for passage in passages:
        if passage.is_furniture or passage.denied:
            continue
        named = substance.search(passage.text) if substance else None
        if named and pattern("commercial.benefit").search(passage.text) and selling.first is not passage:
            yield make_finding(ALIGNED, passage.location, f"{ALIGNED.title}: “{named.group()}”", confidence=0.7)
        elif (
            selling.shop
            and claims_for_goods(passage)
            and not pattern("commercial.non_endorsement").search(passage.text)
        ):
            message = "Claims a benefit on a page that sells the product"
            yield make_finding(ALIGNED, passage.location, message, confidence=0.65)


def claims_for_goods(passage: Passage) -> bool:
    """Say whether a passage of a shop is an entry in a list of benefits, or says what supplementing does."""
    listed = passage.kind is BlockKind.LIST_ITEM or passage.text[:1] in "*•-–"
    if listed and pattern("commercial.bare_benefit").search(passage.text):
        return True
    return all(pattern(key).search(passage.text) for key in ("commercial.supplementing", "commercial.benefit"))


def find_affiliates(article: Article) -> Iterator[Finding]:
    """Yield the links that pay the publisher, once a host, when the page does not say so."""
    if states_interest(article):
        return
    seen = set()
    for link in article.page.links:
        sign = pays_for_link(link)
        host = urlsplit(link.url).hostname or ""
        if not sign or host in seen:
            continue
        seen.add(host)
        place = title_location(article)
        if link.span is not None:
            place = Location(article.id, link.span, link.span.within(article.text))
        yield make_finding(AFFILIATE, place, f"{AFFILIATE.title}: {host} ({sign})", confidence=0.85)


def states_interest(article: Article) -> bool:
    """Say whether a page says who pays for it, in a statement or in a label of paid content."""
    labels = (element.text for element in article.page.elements if element.kind is ElementKind.LABEL)
    return bool(discloses(article)) or any(pattern("commercial.paid_label").search(text) for text in labels)


def pays_for_link(link: Link) -> str:
    """Return what shows that a link earns money: its rel, a referral host, or a referral parameter; else nothing."""
    host = urlsplit(link.url).hostname or ""
    if "sponsored" in link.rel:
        return "rel=sponsored"
    if pattern("commercial.affiliate_hosts").fullmatch(host):
        return "referral host"
    for name, value in link.parameters:
        if pattern("commercial.affiliate_parameters").fullmatch(name) and value:
            return f"parameter {name}"
        if name == "tag" and re.search(r"-2\d$", value):
            return "parameter tag"
        if name == "utm_medium" and value.lower() in ("affiliate", "affiliates", "referral-fee"):
            return "parameter utm_medium"
    return ""


def find_labels(article: Article) -> Iterator[Finding]:
    """Yield the marks of paid content that the page shows, where its text does not repeat them as a line of its own."""
    for element in article.page.elements:
        if element.kind is not ElementKind.LABEL or not pattern("commercial.paid_label").search(element.text):
            continue
        if element.span is None:
            message = f"Is labelled as paid content: “{element.text}”"
            yield make_finding(PAID_CONTENT, title_location(article), message, confidence=0.85)


CHECK = Check((PAID_RANKING, PAID_CONTENT, AFFILIATE, PUSH, ALIGNED, DISCLAIMER, IMPARTIAL), find)
