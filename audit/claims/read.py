"""Articles → sentences and claims, with one parse of each block."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from audit.claims.context import Memory, build_context
from audit.claims.frame import build_frame
from audit.claims.holder import find_holder
from audit.claims.label import PROSE, judge
from audit.claims.mend import mend
from audit.claims.names import Names
from audit.claims.nlp import load_parser
from audit.claims.segment import clauses, sentences
from audit.model import Article, ArticleClaims, Block, Claim, Context, Label, Sentence, Span
from audit.settings import Settings

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

LONGEST_PIECE = 20_000
"""Characters parsed at once; longer blocks are cut at white space."""
BATCH = 64
"""Blocks parsed together."""


@dataclass(slots=True)
class Reading:
    """What has been read of one article. Mutable inside the reading only."""

    article: Article
    memory: Memory
    sentences: list[Sentence] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def read_claims(
    articles: Sequence[Article],
    settings: Settings,
    progress: Callable[[str, int, int], None] = lambda stage, done, total: None,
) -> Iterator[ArticleClaims]:
    """Read the sentences and claims of each article, in the order given.

    Raises:
        ModelError: no language model is installed.
    """
    nlp = load_parser(settings.model)
    places = [list(pieces(article)) for article in articles]
    docs = nlp.pipe((text for pieces_here in places for _, _, text in pieces_here), batch_size=BATCH)
    for done, (article, here) in enumerate(zip(articles, places, strict=True), start=1):
        reading = Reading(article, Memory(Names(nlp)))
        for (index, start, _), doc in zip(here, islice(docs, len(here)), strict=True):
            read_block(reading, (index, article.blocks[index]), start, mend(doc, nlp))
        yield finish(reading)
        progress("claims", done, len(articles))


def finish(reading: Reading) -> ArticleClaims:
    """Return what was read, with the blocks that were not."""
    for block in reading.article.blocks:
        if block.kind not in PROSE:
            reading.left_out[block.kind.value] += 1
    left_out = tuple(sorted(reading.left_out.items()))
    return ArticleClaims(reading.article.id, tuple(reading.sentences), tuple(reading.claims), left_out)


def pieces(article: Article) -> Iterator[tuple[int, int, str]]:
    """Yield block index, offset and text of what is parsed."""
    for index, block in enumerate(article.blocks):
        if block.kind in PROSE:
            body = block.body or block.span
            start = body.start
            while start < body.end:
                end = min(body.end, start + LONGEST_PIECE)
                if end < body.end:
                    blank = article.text.rfind(" ", start + 1, end)
                    end = blank if blank > start else end
                yield index, start, article.text[start:end]
                start = end


def read_block(reading: Reading, block: tuple[int, Block], offset: int, doc: "Doc") -> None:
    """Add the sentences and claims of a parsed block to the reading."""
    article, here = reading.article, block[1]
    head = here.head.within(article.text) if here.head else ""
    for sentence in sentences(doc):
        span = Span(offset + sentence.start_char, offset + sentence.end_char)
        whole = span.within(article.text)
        reading.sentences.append(Sentence(article.id, span, block[0]))
        for part in clauses(sentence):
            label, confidence, reason = judge(part, whole, here, head)
            if label is Label.NONE:
                reading.left_out[reason] += 1
            else:
                place = Span(offset + part.start_char, offset + part.end_char)
                context = build_context(part, span, block, head, reading.memory)
                reading.claims.append(make_claim(reading, part, place, context, (label, confidence)))
            reading.memory.learn(part)


def make_claim(reading: Reading, part: "Tokens", place: Span, context: Context, judged: tuple[Label, float]) -> Claim:
    """Build the claim of a clause."""
    article = reading.article
    block = article.blocks[context.block]
    return Claim(
        id=f"{article.id}:{place.start}-{place.end}",
        article=article.id,
        span=place,
        text=place.within(article.text),
        label=judged[0],
        holder=find_holder(part.text, context.sentence.within(article.text), block, context.head),
        frame=build_frame(part, judged[0], context, reading.memory.names),
        context=context,
        confidence=judged[1],
    )
