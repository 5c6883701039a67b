"""Rules on what a template, a generator or a search-engine brief left in the text."""

import re
from collections.abc import Iterator

from audit.checks.finding import Check, locate, make_finding, squeeze
from audit.checks.passages import HEADS, Passage, read_passages, title_location
from audit.checks.patterns import EVERYWHERE, PatternRule, find_patterns
from audit.checks.wording import first_match, pattern
from audit.model import Analysis, Article, Block, BlockKind, Finding, Level, Rule

RATERS = "Google, Search Quality Rater Guidelines"

PLACEHOLDER = Rule(
    "residue/placeholder",
    "Leaves a template field unfilled",
    Level.ERROR,
    "An unfilled field shows that nobody read the page before it was published: the text had no editor.",
    0.7,
    "Fill in or remove the field, then have the whole text read.",
)
GENERATOR = Rule(
    "residue/generator-text",
    "Contains the words of a text generator about itself",
    Level.ERROR,
    f"The text was made by a machine and not read by a person; {RATERS} name such pages among the lowest quality, and"
    " generated health text may be invented.",
    0.7,
    "Have the whole text checked against sources by a named person.",
)
SEARCH_ENGINE = Rule(
    "residue/search-engine-text",
    "Contains the brief for search engines instead of text for readers",
    Level.ERROR,
    f"The brief was published as body text; {RATERS} ask why a page exists and rate pages made for search"
    " engines lowest.",
    0.7,
    "Delete the brief, and check what else of the text was written to it.",
)
KEYWORDS = Rule(
    "residue/keyword-stuffing",
    "Repeats search phrases instead of saying something",
    Level.WARNING,
    f"Search phrases glued to sentences or strung in a title serve the ranking and not the reader ({RATERS}).",
    0.35,
    "Delete the phrases; write one plain title.",
)
SLUG = Rule(
    "residue/slug",
    "Shows a file name or address in the place of text",
    Level.NOTE,
    "A file name in the text shows that it was pasted from a page builder without being read.",
    0.15,
    "Replace it by a caption, or delete it.",
)
MISSING_LIST = Rule(
    "residue/missing-list",
    "Announces a list that does not follow",
    Level.NOTE,
    "The list was lost when the text was copied or rewritten: what the reader needed is not there.",
    0.15,
    "Restore the list from the original, or rewrite the sentence.",
)
COMMENT_FORM = Rule(
    "residue/comment-form",
    "Carries a comment form's labels in the text",
    Level.NOTE,
    "Labels of the site's forms stand in the article: it was copied from the page as a whole.",
    0.15,
    "Remove the form's labels from the article.",
)
REPEATED = Rule(
    "residue/repeated-text",
    "Prints the same paragraphs twice",
    Level.WARNING,
    "A body that is printed twice had no editor, and repetition is mistaken for support.",
    0.35,
    "Delete the second copy.",
)

ROWS = (
    PatternRule(
        PLACEHOLDER,
        "residue.placeholder",
        0.9,
        negatable=False,
        kinds=EVERYWHERE,
        excludes=("residue.never_placeholder",),
    ),
    PatternRule(GENERATOR, "residue.generator", 0.85, negatable=False, kinds=EVERYWHERE),
    PatternRule(
        SEARCH_ENGINE,
        "residue.search_engine",
        0.85,
        negatable=False,
        requires=("residue.sentence",),
        excludes=("residue.about_searching",),
    ),
    PatternRule(KEYWORDS, "residue.keyword_chain", 0.75, negatable=False, excludes=("commercial.first_person",)),
    PatternRule(KEYWORDS, "residue.keyword_title", 0.7, negatable=False, kinds=HEADS),
    PatternRule(KEYWORDS, "residue.top_searches", 0.7, negatable=False, kinds=EVERYWHERE),
    PatternRule(COMMENT_FORM, "residue.comment_form", 0.8, negatable=False, kinds=EVERYWHERE),
)

LONG = 12
"""Words of a paragraph that is not repeated by chance."""
COPIES = 3
"""Paragraphs printed twice that make a repeated body (own choice)."""


def find(analysis: Analysis) -> Iterator[Finding]:
    """Yield what was left behind."""
    yield from find_patterns(analysis, ROWS)
    for identifier, passages in read_passages(analysis).items():
        article = analysis.article(identifier)
        yield from find_unfilled(article)
        yield from find_slugs(passages)
        yield from find_missing_lists(article, passages)
        yield from find_repeated(article)


def find_unfilled(article: Article) -> Iterator[Finding]:
    """Yield the fields of the front matter, or of a meta element, that hold a template's placeholder."""
    for key, value in article.page.meta:
        words = first_match("residue.placeholder", value, negatable=False)
        if words and not pattern("residue.never_placeholder").search(value):
            message = f"{PLACEHOLDER.title}: “{words}” ({key}, above the text)"
            yield make_finding(PLACEHOLDER, title_location(article), message, confidence=0.9, topic=key)


def find_slugs(passages: tuple[Passage, ...]) -> Iterator[Finding]:
    """Yield lines that are a file name or the end of an address."""
    for passage in passages:
        text = passage.text.strip()
        if "://" not in text and re.search(r"[A-Za-z]{3}", text) and pattern("residue.slug").fullmatch(text):
            yield make_finding(SLUG, passage.location, f"{SLUG.title}: “{text[:80]}”", confidence=0.85)


def find_missing_lists(article: Article, passages: tuple[Passage, ...]) -> Iterator[Finding]:
    """Yield the last sentence of a block that announces a list when no list, and no sentence of its block, follows.

    In running text a sentence that announces several effects is made good by the next sentences of its paragraph.
    """
    for index, passage in enumerate(passages):
        if passage.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        following = passages[index + 1] if index + 1 < len(passages) else None
        if following is not None and following.block == passage.block:
            continue
        if pattern("residue.list_promise").search(passage.text) and not is_followed(article, passage):
            yield make_finding(MISSING_LIST, passage.location, MISSING_LIST.title, confidence=0.7)


def is_followed(article: Article, passage: Passage) -> bool:
    """Say whether a list, a table, sub-headings or short lines follow the block of a passage."""
    after = article.blocks[passage.block + 1 : passage.block + 2]
    if not after:
        return False
    block = after[0]
    if block.kind is not BlockKind.PARAGRAPH:
        return block.kind not in (BlockKind.FURNITURE, BlockKind.NAVIGATION)
    text = block.span.within(article.text)
    return (
        passage.text.rstrip().endswith(":")
        or len(text.split()) <= LONG
        or bool(re.match(r"(?:first|one|the first)\b", text, re.IGNORECASE))
    )


def find_repeated(article: Article) -> Iterator[Finding]:
    """Yield the first of several long paragraphs that stand in the article twice, with the copies."""
    first: dict[str, Block] = {}
    copies: list[tuple[Block, Block]] = []
    for block in article.blocks:
        text = squeeze(block.span.within(article.text))
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and len(text.split()) >= LONG:
            if text in first:
                copies.append((first[text], block))
            first.setdefault(text, block)
    if len(copies) >= COPIES:
        original, copy = copies[0]
        message = f"{len(copies)} paragraphs stand in the article twice"
        related = [locate(article, original.span), *(locate(article, block.span) for _, block in copies[1:])]
        yield make_finding(REPEATED, locate(article, copy.span), message, confidence=0.9, related=related)


CHECK = Check((PLACEHOLDER, GENERATOR, SEARCH_ENGINE, KEYWORDS, SLUG, MISSING_LIST, COMMENT_FORM, REPEATED), find)
