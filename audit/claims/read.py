"""Articles → sentences and claims, with one parse of each block."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from audit.claims.apposition import appositions, say_apposition
from audit.claims.context import Memory, build_context
from audit.claims.frame import build_frame
from audit.claims.holder import find_holder
from audit.claims.label import PROSE, judge
from audit.claims.lists import Opener, is_item, open_item, settle, tells_head
from audit.claims.mend import mend
from audit.claims.names import Names
from audit.claims.nlp import load_parser
from audit.claims.segment import clauses, sentences
from audit.model import Article, ArticleClaims, Block, BlockKind, Claim, Context, Label, Sentence, Span
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
    since: int = 0
    """Paragraphs and lists between the last heading and the block being read; a lead-in belongs to its list."""
    block: int = -1
    """Index of the block read last."""

    def topic(self) -> str:
        """Return what the article is about, in small letters where the article writes it so."""
        topic = self.memory.subject_matter()
        return topic.lower() if topic.lower() in self.article.text else topic

    def enter(self, index: int) -> None:
        """Begin a block."""
        if index == self.block:
            return
        last = self.article.blocks[self.block] if self.block >= 0 else None
        block = self.article.blocks[index]
        self.memory.here = 0
        if last is None or block.headings != last.headings:
            self.since = 0
        elif not (block.kind is last.kind is BlockKind.LIST_ITEM or block.lead_in):
            self.since += 1
        self.block = index


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
        reading = Reading(article, Memory(Names(nlp), article.title))
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
    article, index = reading.article, block[0]
    reading.enter(index)
    for sentence in sentences(doc):
        span = Span(offset + sentence.start_char, offset + sentence.end_char)
        reading.sentences.append(Sentence(article.id, span, index))
        reading.memory.names.learn_synonyms(sentence)
        item = read_item(reading, sentence, span, block)
        if item is None:
            read_sentence(reading, sentence, span, block)
        else:
            reading.claims.append(item)


def read_sentence(reading: Reading, sentence: "Tokens", span: Span, block: tuple[int, Block]) -> None:
    """Add the claims of a sentence: of its clauses, then of the appositions in it."""
    article, here = reading.article, block[1]
    offset = span.start - sentence.start_char
    head = here.head.within(article.text) if here.head else ""
    whole, before = span.within(article.text), len(reading.claims)
    for part in clauses(sentence):
        label, confidence, reason = judge(part, whole, here, head)
        if label is Label.NONE:
            reading.left_out[reason] += 1
        else:
            place = Span(offset + part.start_char, offset + part.end_char)
            context = build_context(part, span, block, head, reading.memory)
            reading.claims.append(make_claim(reading, part, place, context, (label, confidence)))
        if reason != "list lead-in":
            reading.memory.learn(part)
    if len(reading.claims) > before:
        for part in appositions(sentence):
            place = Span(offset + part.start_char, offset + part.end_char)
            context = replace(build_context(part, span, block, head, reading.memory), standalone=say_apposition(part))
            reading.claims.append(make_claim(reading, part, place, context, (Label.CLAIM, APPOSED)))


APPOSED = 0.75
"""Confidence that an apposition defines what it stands beside; where the parser hangs it is its weakest point."""
TOLD = 0.75
"""Confidence that a list item says what its head does."""


def read_item(reading: Reading, sentence: "Tokens", span: Span, block: tuple[int, Block]) -> Claim | None:
    """Return the claim of a list item that names something, where its list says of what it is a cause, symptom …."""
    index, here = block
    head = here.head.within(reading.article.text) if here.head else ""
    opener = None
    if is_item(sentence, here):
        opener = open_item(here, reading.since, reading.topic)
    elif head and tells_head(sentence, head):
        opener = Opener(head, TOLD)
    if opener is None:
        return None
    names = reading.memory.names
    text = " ".join(sentence.text.split()).lstrip("-–—•* ").rstrip(" .,;")
    words = text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"
    doc = mend(names.nlp(f"{opener.text} {words}"), names.nlp)
    context = Context(
        sentence=span,
        block=index,
        headings=here.headings,
        head=head,
        lead_in=here.lead_in,
        standalone=f"[{opener.text}] {text}",
    )
    claim = make_claim(reading, doc[:], span, context, (Label.CLAIM, round(opener.confidence, 3)))
    return replace(claim, frame=settle(claim.frame, opener, words, names))


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
