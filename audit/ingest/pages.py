"""File → article."""

from dataclasses import replace
from pathlib import Path

from audit.errors import CorpusError
from audit.ingest.bylines import Byline
from audit.ingest.decode import clean_text, decode_text
from audit.ingest.html import read_html
from audit.ingest.language import UNKNOWN, choose_language, is_english
from audit.ingest.metadata import FrontMatter, split_front_matter
from audit.ingest.reading import Reading
from audit.ingest.text import read_text
from audit.model import Article, Source

SUFFIXES = (".html", ".htm", ".md", ".txt")
"""Formats that are read, the one with the most evidence first."""


LONGEST_TEXT = 500_000
"""Characters of text, some 80,000 words: a book. The longest article seen has 0.2 million."""


def read_article(file: Path, name: str, path: str) -> tuple[Article, Source | None]:
    """Read one file; its name is its id unless front matter gives one. Also return the source declared there.

    Raises:
        CorpusError: the file is empty, binary, without visible text, too long, or not in English.
        MetadataError: its front matter is wrong.
        OSError: it cannot be opened.
    """
    text = decode_text(file.read_bytes())
    front, reading = FrontMatter(), Reading("", "", ())
    if file.suffix.lower() == ".md":
        front, text = split_front_matter(text, path)
        reading = read_html(render_markdown(text), front.title)
    elif file.suffix.lower() == ".txt":
        reading = read_text(text)
    else:
        reading = read_html(text)
    if not reading.blocks:
        raise CorpusError("empty: no text in it")
    if len(reading.text) > LONGEST_TEXT:
        raise CorpusError(
            f"{len(reading.text):,} characters of text, more than {LONGEST_TEXT:,}; split it into articles"
        )
    article = make_article(reading, front, front.id or name, path)
    if not is_english(article.language):
        raise CorpusError(_explain_language(article.language))
    return article, front.source


def make_article(reading: Reading, front: FrontMatter, name: str, path: str) -> Article:
    """Build the article; what front matter says counts before what the page says. The source is set by the caller."""
    shown, page = reading.byline, reading.page
    byline = Byline(
        front.authors or shown.authors,
        front.reviewers or shown.reviewers,
        front.published or shown.published,
        front.reviewed or shown.reviewed,
    )
    return Article(
        id=name,
        source="",
        path=path,
        title=clean_text(front.title or reading.title) or name.rsplit("/", 1)[-1],
        text=reading.text,
        blocks=reading.blocks,
        page=replace(page, url=front.url or page.url, meta=(*page.meta, *front.other)),
        authors=byline.authors,
        reviewers=byline.reviewers,
        published=byline.published,
        reviewed=byline.reviewed,
        language=front.language or choose_language(reading),
    )


def _explain_language(language: str) -> str:
    """Return why an article in another language is left out."""
    declared = "" if language == UNKNOWN else f" (declared as {language})"
    return f"not English{declared}: only English can be audited"


def render_markdown(text: str) -> str:
    """Return Markdown as HTML. HTML inside it stays HTML: labels and buttons of a page are written so."""
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text))
