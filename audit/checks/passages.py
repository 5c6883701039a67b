"""Analysis → passages: every sentence of an article, and every line that is no sentence (headings, buttons, labels)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from audit.lexicons import lexicon_pattern
from audit.model import Analysis, Article, Block, BlockKind, Claim, Holder, Location, Sentence, Span

FURNITURE = frozenset({BlockKind.NAVIGATION, BlockKind.FURNITURE})
"""Blocks that belong to the site and not to the article."""

LONGEST = 20_000
"""Characters of a passage that are looked at; a line without a full stop that is longer is no prose."""

HEADS = frozenset({BlockKind.TITLE, BlockKind.HEADING})


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or a line that is no sentence, with the block it stands in."""

    article: str
    span: Span
    text: str
    kind: BlockKind
    block: int
    """Index into `Article.blocks`."""
    denied: bool = False
    """True when every claim in it is one that the page corrects."""
    quoted: bool = False
    asked: bool = False
    """True in a letter or question of a reader that the page answers."""

    @property
    def location(self) -> Location:
        """Where it stands."""
        return Location(self.article, self.span, self.text)

    @property
    def is_furniture(self) -> bool:
        """Whether it belongs to the site and not to the article."""
        return self.kind in FURNITURE


def read_passages(analysis: Analysis) -> dict[str, tuple[Passage, ...]]:
    """Return the passages of each article in reading order, by article id."""
    sentences: defaultdict[tuple[str, int], list[Sentence]] = defaultdict(list)
    for sentence in analysis.sentences:
        sentences[sentence.article, sentence.block].append(sentence)
    holders: defaultdict[tuple[str, Span], set[Holder]] = defaultdict(set)
    for claim in analysis.claims:
        holders[claim.article, claim.context.sentence].add(claim.holder)
    asked = {article.id: find_asked(article) for article in analysis.articles}
    return {
        article.id: tuple(
            replace(passage, asked=True) if index in asked[article.id] else passage
            for index, block in enumerate(article.blocks)
            for passage in _read_block(article, index, block, sentences[article.id, index], holders)
        )
        for article in analysis.articles
    }


def find_asked(article: Article) -> frozenset[int]:
    """Return the indexes of blocks in which a reader asks: from an opening to the question mark, or to the answer."""
    asks, answers = (lexicon_pattern("layout", key) for key in ("reader_asks", "page_answers"))
    found: set[int] = set()
    asking = False
    for index, block in enumerate(article.blocks):
        text = block.span.within(article.text).strip()
        opens, closes = asks.match(text) is not None, answers.match(text) is not None
        asking = opens or (asking and not closes and block.kind not in HEADS)
        if asking:
            found.add(index)
        asking = asking and "?" not in text
    return frozenset(found)


def passages_without_claims(article: Article) -> tuple[Passage, ...]:
    """Return the passages of an article that nothing has parsed: sentences are told by their closing marks."""
    return tuple(
        passage
        for index, block in enumerate(article.blocks)
        for passage in _read_lines(article, index, block, block.span)
    )


def neighbours(passages: tuple[Passage, ...], index: int) -> Iterator[Passage]:
    """Yield the passage and the ones directly before and after it, furniture left out."""
    for place in (index - 1, index, index + 1):
        if 0 <= place < len(passages) and (place == index or not passages[place].is_furniture):
            yield passages[place]


def title_location(article: Article) -> Location:
    """Return where a finding about the whole article is shown: its title, else its first line of prose."""
    for kinds in (frozenset({BlockKind.TITLE}), HEADS, frozenset(BlockKind) - FURNITURE, frozenset(BlockKind)):
        for block in article.blocks:
            if block.kind in kinds:
                span = _first_line(article, block.span)
                return Location(article.id, span, span.within(article.text))
    span = _first_line(article, Span(0, len(article.text)))
    return Location(article.id, span, span.within(article.text))


def is_denied(claims: tuple[Claim, ...], location: Location) -> bool:
    """Say whether all claims that overlap the place are ones the page corrects."""
    here = [claim for claim in claims if claim.article == location.article and claim.span.overlaps(location.span)]
    return bool(here) and all(claim.holder is Holder.DENIED for claim in here)


def _first_line(article: Article, span: Span) -> Span:
    text = span.within(article.text)
    match = re.search(r"\S[^\n]*", text)
    if match is None:
        return span
    return Span(span.start + match.start(), span.start + min(match.end(), match.start() + 160))


def _read_block(
    article: Article,
    index: int,
    block: Block,
    sentences: list[Sentence],
    holders: dict[tuple[str, Span], set[Holder]],
) -> Iterator[Passage]:
    position = block.span.start
    for sentence in sorted(sentences, key=lambda sentence: sentence.span):
        if sentence.span.start > position:
            yield from _read_lines(article, index, block, Span(position, sentence.span.start))
        held = holders.get((article.id, sentence.span), set())
        yield Passage(
            article.id,
            sentence.span,
            sentence.span.within(article.text),
            block.kind,
            index,
            denied=held == {Holder.DENIED},
            quoted=held == {Holder.QUOTED},
        )
        position = max(position, sentence.span.end)
    if position < block.span.end:
        yield from _read_lines(article, index, block, Span(position, block.span.end))


def _read_lines(article: Article, index: int, block: Block, span: Span) -> Iterator[Passage]:
    for match in re.finditer(r"[^\s](?:[^\n]*?[.!?][\"”’)]*(?=\s+[A-Z“\"‘(\[])|[^\n]*)", span.within(article.text)):
        text = match.group()[:LONGEST].rstrip()
        if any(character.isalnum() for character in text):
            start = span.start + match.start()
            yield Passage(article.id, Span(start, start + len(text)), text, block.kind, index)
