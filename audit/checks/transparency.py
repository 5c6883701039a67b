"""Rules on what a page shows, or hides, of who wrote it, when, on what grounds and with which interest."""

import re
from collections.abc import Iterator

from audit.checks.finding import Check, make_finding, squeeze
from audit.checks.interests import pays_for_link, states_interest
from audit.checks.passages import Passage, read_passages, title_location
from audit.checks.selling import Selling, read_selling
from audit.checks.trust_signs import names_reviewer, references_of, shows_author, shows_date
from audit.checks.wording import first_match, pattern
from audit.ingest.bylines import is_generic_author
from audit.model import Analysis, Article, BlockKind, Finding, Level, Rule

JAMA = "the JAMA benchmarks (Silberg 1997, doi:10.1001/jama.1997.03540390074039)"
QUEST = "QUEST (Robillard 2018, doi:10.1186/s12911-018-0668-9)"

AUTHOR = Rule(
    "transparency/author",
    "Names no person who answers for the text",
    Level.WARNING,
    f"Authorship is the first of {JAMA} and an item of {QUEST}: without a name nobody can judge the qualification.",
    0.35,
    "Name the author and the medical reviewer, with their qualification.",
)
ROLE = Rule(
    "transparency/author-role",
    "Shows an author whose role is commercial or unclear",
    Level.WARNING,
    f"{JAMA} ask for names with affiliation and credentials; a title of sales or a stand-in is neither.",
    0.35,
    "Show one author with a name and a qualification in the subject.",
)
DATE = Rule(
    "transparency/date",
    "Shows no date of publication or review",
    Level.NOTE,
    f"Currency is one of {JAMA}; advice that was right ten years ago may be wrong now.",
    0.15,
    "Show when the text was published and when it was last reviewed.",
)
REFERENCES = Rule(
    "transparency/references",
    "Gives no source for what it says",
    Level.WARNING,
    f"Attribution weighs three times in {QUEST} and is one of {JAMA}.",
    0.35,
    "Cite the guideline or review behind each main statement.",
)
FAULTY = Rule(
    "transparency/faulty-references",
    "Gives one identifier to two references",
    Level.NOTE,
    f"A reference that leads to another publication cannot be checked; {QUEST} counts only sources that can be found.",
    0.15,
    "Look both references up again, and give each its own identifier.",
)
DISCLOSURE = Rule(
    "transparency/disclosure",
    "Sells, or earns by links, without saying so",
    Level.ERROR,
    f"Disclosure of ownership and interest is one of {JAMA}; FTC Endorsement Guides, 16 CFR 255.5, ask for it where the"
    " reader would not expect the connection.",
    0.7,
    "Say near the top that you sell, or are paid for, what the text is about.",
)


_IDENTIFIER = re.compile(r"pmid:?\s?\d{5,9}|10\.\d{4,9}/[^\s\])]*[^\s\]).,;]", re.IGNORECASE)
_NUMBERED = re.compile(r"\W*\d{1,3}\W")


def find(analysis: Analysis) -> Iterator[Finding]:
    """Yield what a page does not show of itself."""
    for identifier, passages in read_passages(analysis).items():
        article = analysis.article(identifier)
        yield from find_author(article, passages)
        yield from find_date(article, passages)
        if not references_of(article):
            message = "Gives no reference, no link to a public body and no reading list for what it says"
            yield make_finding(REFERENCES, title_location(article), message, confidence=0.8)
        yield from find_faulty(article, passages)
        yield from find_disclosure(article, read_selling(article, passages))


def find_author(article: Article, passages: tuple[Passage, ...]) -> Iterator[Finding]:
    """Yield stand-ins and commercial roles in bylines, nameless clinicians, and the lack of any name."""
    named = bool(shows_author(article) or names_reviewer(article))
    shown = False
    for passage in passages:
        if passage.kind is BlockKind.BYLINE:
            for finding in judge_byline(passage, named=named):
                shown = True
                yield finding
        elif not named and (words := first_match("transparency.nameless_clinician", passage.text)):
            shown = True
            message = f"Speaks as a clinician but gives no name: “{words}”"
            yield make_finding(AUTHOR, passage.location, message, confidence=0.75)
    if not named and not shown:
        yield make_finding(AUTHOR, title_location(article), "Shows no author and no reviewer", confidence=0.8)


def judge_byline(passage: Passage, *, named: bool) -> Iterator[Finding]:
    """Yield what is wrong with a line about the author."""
    role = first_match("transparency.commercial_roles", passage.text, negatable=False)
    if role:
        message = f"The author's role is commercial, not clinical: “{role}”"
        yield make_finding(ROLE, passage.location, message, confidence=0.8)
    elif not named and is_stand_in(passage.text):
        message = f"A title stands in the place of a name: “{passage.text}”"
        yield make_finding(AUTHOR, passage.location, message, confidence=0.85)


def is_stand_in(line: str) -> bool:
    """Say whether a byline gives a title and no name."""
    return is_generic_author(line) or (
        len(line.split()) <= 6 and pattern("transparency.stand_ins").search(line) is not None
    )


def find_date(article: Article, passages: tuple[Passage, ...]) -> Iterator[Finding]:
    """Yield date fields that nobody filled in, and the lack of any date."""
    if shows_date(article):
        return
    unfilled = [first_match("transparency.date_placeholder", value, negatable=False) for _, value in article.page.meta]
    for words in filter(None, unfilled):
        message = f"The date was never filled in: “{words}” (above the text)"
        yield make_finding(DATE, title_location(article), message, confidence=0.95, level=Level.WARNING)
        return
    for passage in passages:
        words = first_match("transparency.date_placeholder", passage.text, negatable=False)
        if words:
            message = f"The date was never filled in: “{words}”"
            yield make_finding(DATE, passage.location, message, confidence=0.95, level=Level.WARNING)
            return
    yield make_finding(DATE, title_location(article), DATE.title, confidence=0.8)


def find_faulty(article: Article, passages: tuple[Passage, ...]) -> Iterator[Finding]:
    """Yield entries of a reference list whose DOI or PMID stands in an earlier entry of another number."""
    first: dict[str, Passage] = {}
    for passage in passages:
        block = article.blocks[passage.block]
        if block.kind is not BlockKind.LIST_ITEM and not _NUMBERED.match(block.span.within(article.text)):
            continue
        for match in _IDENTIFIER.finditer(passage.text):
            known = first.setdefault(squeeze(match.group()).lower(), passage)
            if known.block != passage.block:
                message = f"{FAULTY.title}: “{match.group()}”"
                yield make_finding(FAULTY, passage.location, message, confidence=0.85, related=[known.location])


def find_disclosure(article: Article, selling: Selling) -> Iterator[Finding]:
    """Yield the lack of any statement of interest on a page that sells or earns by links."""
    if states_interest(article):
        return
    earning = next((link for link in article.page.links if pays_for_link(link)), None)
    if selling.first is not None:
        message = "Sells, or leads to, a product or service of its own, and states no interest"
        yield make_finding(DISCLOSURE, selling.first.location, message, confidence=0.75)
    elif earning is not None:
        message = f"Earns by its links ({earning.url.split('?')[0][:80]}), and states no interest"
        yield make_finding(DISCLOSURE, title_location(article), message, confidence=0.75)


CHECK = Check((AUTHOR, ROLE, DATE, REFERENCES, FAULTY, DISCLOSURE), find)
