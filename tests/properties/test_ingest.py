"""Laws of ingest: blocks cover the text in order, spans are valid, and nothing is invented."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.ingest.decode import decode_text
from audit.ingest.html import read_html
from audit.ingest.pages import render_markdown
from audit.ingest.reading import Reading
from audit.ingest.text import read_text

NASTY = [
    *(
        " ",
        "  ",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\u00a0",
        "\u2003",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u202e",
        "\u2066",
    ),
    *("\u0301", "\u2028", "\u0085", "\x0b", "\x0c", "\x1c", "\0", "\U0001f600", "\U0001f469\u200d\u2695\ufe0f"),
    *("é", "ß", "İ", "ﬁ", "中", "ש", "²", "<", ">", "&", "&amp;", "</p>", "<b>", "=", "|", "»", "“", "”", "'", '"'),
    *(
        "- ",
        "• ",
        "* ",
        "1. ",
        "(i) ",
        "# ",
        "Head: ",
        "Rest – ",
        ":",
        ".",
        "!",
        "?",
        "…",
        "0",
        "Gout",
        "hurts",
        "GOUT",
    ),
    *("The joint is hot", "By Ann Roe, MD", "Updated 3 May 2021", "Home", "Subscribe", "Buy now", "may include"),
    *("for example:", "https://x.example/?a=1&b", "Sponsored", "References"),
]
nasty_text = st.lists(st.sampled_from(NASTY), max_size=60).map("".join)
TAGS = (
    "p div li ul ol h1 h2 table tr td th a b br pre dl dt dd nav footer form button article main aside blockquote "
    "figcaption script time span"
)
tags = st.sampled_from(["a href='/x'", *TAGS.split()])
pages = st.lists(st.tuples(tags, nasty_text, st.booleans()), max_size=25).map(
    lambda parts: "".join(f"<{tag}>{text}" + (f"</{tag.split()[0]}>" if closed else "") for tag, text, closed in parts)
)
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check_laws(reading: Reading) -> None:
    place = 0
    for block in reading.blocks:
        assert block.span.start >= place
        assert not reading.text[place : block.span.start].strip(), "text between two blocks"
        shown = block.span.within(reading.text)
        assert shown == shown.strip()
        assert shown
        for part in (block.head, block.body):
            assert part is None or (part.end <= len(reading.text) and part.within(reading.text).strip())
        if block.body is not None and block.head is None:
            assert block.span.start <= block.body.start < block.body.end <= block.span.end
        place = block.span.end
    assert place <= len(reading.text)
    assert not reading.text[place:].strip(), "text after the last block"


@many
@given(nasty_text)
def test_the_blocks_of_plain_text_cover_it_and_leave_it_as_it_is(text: str) -> None:
    reading = read_text(text)
    assert reading.text == text
    check_laws(reading)


@many
@given(pages)
def test_the_blocks_of_a_page_cover_its_text(markup: str) -> None:
    reading = read_page(markup)
    check_laws(reading)
    for link in reading.page.links:
        assert link.span is None or " ".join(link.span.within(reading.text).split()) == link.text
    for element in reading.page.elements:
        assert element.span is None or element.span.end <= len(reading.text)


@many
@given(nasty_text)
def test_the_blocks_of_markdown_cover_its_text(text: str) -> None:
    check_laws(read_page(render_markdown(text)))


@many
@given(nasty_text)
def test_the_words_of_a_paragraph_come_back_in_their_order(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    words = "".join(text.replace("\0", "").split())
    shown = "".join(read_html(f"<p>Start</p><p>{escaped}</p>").text.split())
    assert shown == "Start" + words


@many
@given(nasty_text)
def test_a_file_in_utf_8_gives_its_text_with_line_feeds(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        expected = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").removeprefix("\ufeff")
        if expected.strip() and "\x1c" not in expected and not expected.startswith("\ufeff"):
            assert decode_text(text.replace("\0", "").encode(encoding)).removeprefix("\ufeff") == expected


@many
@given(pages)
def test_a_page_reads_the_same_twice(markup: str) -> None:
    assert read_page(markup) == read_page(markup)


def read_page(markup: str) -> Reading:
    return read_html(f"<!doctype html><html><head><title>On gout</title></head><body><p>Gout hurts.</p>{markup}")
