"""Commercial rules on what is offered: goods, services, prices, orders, free offers, prompts."""

from collections.abc import Iterator

from audit.checks.finding import Check
from audit.checks.patterns import EVERYWHERE, SELLER, PatternRule, find_patterns
from audit.model import Analysis, Finding, Level, Rule

FTC_HEALTH = "FTC, Health Products Compliance Guidance (December 2022)"
QUEST = "QUEST, item conflict of interest (Robillard 2018, doi:10.1186/s12911-018-0668-9)"

CALL_TO_ACTION = Rule(
    "commercial/call-to-action",
    "Urges the reader to click, try, watch or book",
    Level.WARNING,
    f"Health text that ends in a button has an interest in its own conclusion; {QUEST} takes all its points from a page"
    " that endorses the intervention it offers.",
    0.35,
    "Take the call out of the article, or set it apart and label it as advertising.",
)
PRICE = Rule(
    "commercial/price",
    "Shows a price or a discount",
    Level.WARNING,
    f"A price inside health text marks it as a sales page, whose claims need the evidence that {FTC_HEALTH} asks for.",
    0.35,
    "Move prices to the shop page.",
)
ORDER = Rule(
    "commercial/order",
    "Asks the reader to order or buy",
    Level.WARNING,
    f"An order button or an order line makes the text an advertisement under {FTC_HEALTH}.",
    0.35,
    "Keep the shop apart from the article, and say in the article that you sell what it describes.",
)
FREE_OFFER = Rule(
    "commercial/free-offer",
    "Offers something free to win a customer",
    Level.WARNING,
    "A free screening, trial or booklet is how a seller wins customers and addresses; 16 CFR 251 asks that the terms of"
    " a free offer stand beside it. Screening without symptoms can also harm.",
    0.35,
    "Say who offers it, what it leads to and what it costs in the end, outside the article.",
)
OWN_SERVICE = Rule(
    "commercial/own-service",
    "Recommends a test or treatment that the publisher sells",
    Level.ERROR,
    f"The reader is sent to the publisher's own service instead of to independent care; {QUEST} gives no points then,"
    " and HONcode principle 2 asks that a page supports the patient's own doctor.",
    0.7,
    "Name the independent first step (a family doctor), the alternatives, and your interest.",
)
STEERED = Rule(
    "commercial/steered-diagnosis",
    "Leads the reader to diagnose what the publisher treats",
    Level.ERROR,
    "Common signs are presented as making one disease likely, and the publisher sells its test. An implied claim needs"
    f" the same evidence as an express one ({FTC_HEALTH}).",
    0.7,
    "Give how likely the disease is with this sign, with a source, and the commoner causes.",
)
PRODUCT_CONTACT = Rule(
    "commercial/sales-contact",
    "Presents a sales contact as an expert",
    Level.NOTE,
    "Readers give a salesperson's word the weight of advice when he is called an expert; 16 CFR 255.3 asks that an"
    " endorser called an expert has the expertise.",
    0.15,
    "Name the person and the qualification, or call it sales.",
)
MONEY_BACK = Rule(
    "commercial/money-back",
    "Promises money back or guarantees a result",
    Level.WARNING,
    "A guarantee stands in the place of evidence; FDA, '6 Tip-offs to Rip-offs', lists it among the signs of health"
    " fraud, and 16 CFR 239 rules how guarantees may be advertised.",
    0.35,
    "Replace it with the evidence for the effect, with its size and its source.",
)
NEWSLETTER = Rule(
    "commercial/newsletter",
    "Asks for an address, a comment or a share",
    Level.NOTE,
    "Prompts of the site inside the text tell that it is made to hold visitors; shown so that an editor can remove"
    " them, never scored, because good publishers use them as well.",
    0.0,
    "Remove it from the article's text.",
)
AD_BUSINESS = Rule(
    "commercial/advertising-space",
    "Sells or shows advertising beside the text",
    Level.NOTE,
    "Who pays for a page belongs to the JAMA benchmark 'disclosure' (Silberg 1997,"
    " doi:10.1001/jama.1997.03540390074039). Marked advertising is honest; it is shown, never scored.",
    0.0,
    "Say on the page how advertising is kept apart from the text.",
)

FREE_OF_CARE = ("commercial.clinical_urgency",)

ROWS = (
    PatternRule(CALL_TO_ACTION, "commercial.call_to_action", 0.85, excludes=("commercial.newsletter",)),
    PatternRule(CALL_TO_ACTION, "commercial.soft_call", 0.75, trade=SELLER),
    PatternRule(PRICE, "commercial.price", 0.9, negatable=False, kinds=EVERYWHERE),
    PatternRule(ORDER, "commercial.purchase", 0.9, kinds=EVERYWHERE, excludes=("commercial.public_body",)),
    PatternRule(ORDER, "commercial.order_contact", 0.9, kinds=EVERYWHERE, excludes=("commercial.public_body",)),
    PatternRule(FREE_OFFER, "commercial.free_offer", 0.9, kinds=EVERYWHERE, excludes=("commercial.public_body",)),
    PatternRule(FREE_OFFER, "commercial.free_gift", 0.7, trade=SELLER, kinds=EVERYWHERE, level=Level.NOTE),
    PatternRule(OWN_SERVICE, "commercial.own_service", 0.8),
    PatternRule(OWN_SERVICE, "commercial.service_next_step", 0.75, trade=SELLER),
    PatternRule(
        OWN_SERVICE, "commercial.treatment_praise", 0.75, trade=SELLER, message="Praises what the publisher sells"
    ),
    PatternRule(STEERED, "commercial.steered", 0.8, trade=SELLER, excludes=FREE_OF_CARE),
    PatternRule(PRODUCT_CONTACT, "commercial.sales_contact", 0.7, kinds=EVERYWHERE),
    PatternRule(MONEY_BACK, "commercial.money_back", 0.9, kinds=EVERYWHERE),
    PatternRule(NEWSLETTER, "commercial.newsletter", 0.9, kinds=EVERYWHERE, negatable=False),
    PatternRule(NEWSLETTER, "commercial.engagement", 0.8, kinds=EVERYWHERE, negatable=False),
    PatternRule(AD_BUSINESS, "commercial.advertising_business", 0.8, kinds=EVERYWHERE, negatable=False),
)


def find(analysis: Analysis) -> Iterator[Finding]:
    """Yield what is offered."""
    return find_patterns(analysis, ROWS)


CHECK = Check(
    (
        CALL_TO_ACTION,
        PRICE,
        ORDER,
        FREE_OFFER,
        OWN_SERVICE,
        STEERED,
        PRODUCT_CONTACT,
        MONEY_BACK,
        NEWSLETTER,
        AD_BUSINESS,
    ),
    find,
)
