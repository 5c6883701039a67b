import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.claims.quantities import locate_quantities
from audit.claims.read import read_claims
from audit.model import Article, ArticleClaims, Block, BlockKind, Span
from audit.settings import Settings

NASTY = (
    "Gout", "is", "caused", "by", "not", "uric acid", ".", ",", "lasts", "2-3 days", "Reduces", "swelling",
    "Ice", "for", "10 minutes", "and", "which", "they", "this condition", "myth:", "Myth", ":", "–", "-", "\n",
    "\n\n", " ", "\u00a0", "\u2028", "\t", "“", "”", "?", "!", "...", "<script>alert(1)</script>", "&amp;",
    "🙂", "e\u0301", "\u200b", "\u202e", "ﬁ", "ß", "1/0", "every 0 hours", "0 in 0", "1 in 0 people",
    "between 9 and 3 days", "back", "pain", "both", "(", ")", "http://x.y", "I", "we", "you should", "avoid",
    "to", "prevent",
)  # fmt: skip
WORDS = st.sampled_from(NASTY)
TEXTS = st.lists(st.one_of(WORDS, st.text(max_size=12)), min_size=1, max_size=40).map(" ".join).filter(bool)
KINDS = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.TABLE_CELL])


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text, blocks = "", []
    for _ in range(draw(st.integers(1, 4))):
        text += draw(st.sampled_from(["", " ", "\n", "\u00a0 "]))
        piece = draw(TEXTS)
        start = len(text)
        text += piece
        cut = draw(st.integers(0, len(piece)))
        headed = 0 < cut < len(piece) - 1 and draw(st.booleans())
        blocks.append(
            Block(
                draw(KINDS),
                Span(start, len(text)),
                headings=(draw(TEXTS),),
                lead_in=draw(st.sampled_from(["", "Seek help if you have:"])),
                head=Span(start, start + cut) if headed else None,
                body=Span(start + cut, len(text)) if headed else None,
            )
        )
    return Article("a", "s", "a.txt", "", text, tuple(blocks))


def read(article: Article) -> ArticleClaims:
    return next(read_claims([article], Settings()))


@pytest.mark.slow
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(articles())
def test_a_claim_quotes_its_span_inside_its_sentence_inside_its_block(article: Article) -> None:
    found = read(article)
    spans = {sentence.span: sentence.block for sentence in found.sentences}
    for sentence in found.sentences:
        block = article.blocks[sentence.block].span
        assert block.start <= sentence.span.start < sentence.span.end <= block.end
    for claim in found.claims:
        assert article.text[claim.span.start : claim.span.end] == claim.text
        assert claim.context.sentence in spans
        assert claim.context.sentence.start <= claim.span.start < claim.span.end <= claim.context.sentence.end
        assert 0 <= claim.frame.modality <= 4
        assert all(quantity.low <= quantity.high for quantity in claim.frame.quantities)
    assert len({claim.id for claim in found.claims}) == len(found.claims)


@pytest.mark.slow
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(articles())
def test_reading_twice_gives_the_same(article: Article) -> None:
    assert read(article) == read(article)


@pytest.mark.slow
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(articles(), articles())
def test_an_article_reads_the_same_beside_another(left: Article, right: Article) -> None:
    alone = read(left)
    assert next(read_claims([left, right], Settings())) == alone
    assert list(read_claims([right, left], Settings()))[1] == alone


@given(TEXTS)
def test_a_quantity_lies_in_its_text(text: str) -> None:
    for start, end, quantity in locate_quantities(text):
        assert 0 <= start < end <= len(text)
        assert quantity.text == text[start:end].strip()
        assert quantity.low <= quantity.high
