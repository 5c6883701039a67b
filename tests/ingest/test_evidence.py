"""What a page shows beside its prose, and who it says wrote it."""

import pytest

from audit.ingest.html import read_html
from audit.ingest.reading import Reading
from audit.model import ElementKind

PROSE = "A good night has seven hours of sleep for most adults, and a fixed hour to rise helps more than any tea."


def read(body: str, head: str = "") -> Reading:
    return read_html(f"<html><head>{head}</head><body><h1>Sleep</h1><p>{PROSE}</p>{body}</body></html>")


def elements(reading: Reading, kind: ElementKind) -> list[str]:
    return [element.text for element in reading.page.elements if element.kind is kind]


def test_links_keep_their_rel_and_the_parameters_of_their_url() -> None:
    reading = read(
        '<p>Try <a href="https://shop.example/p?tag=sleep-21&amp;id=" rel="Sponsored nofollow">this pillow</a>.</p>'
    )
    (link,) = reading.page.links
    assert link.rel == ("sponsored", "nofollow")
    assert link.parameters == (("tag", "sleep-21"), ("id", ""))
    assert link.span is not None
    assert link.span.within(reading.text) == link.text == "this pillow"


def test_a_link_around_an_image_says_what_the_image_says() -> None:
    (link,) = read('<a href="/buy"><img alt="Pillow, 20 % off"></a>').page.links
    assert (link.text, link.span) == ("Pillow, 20 % off", None)


def test_links_that_lead_nowhere_and_broken_urls_do_no_harm() -> None:
    reading = read('<a href="#top">Top</a><a href="javascript:go()">Go</a><a href="http://[bad?x=1">Bad</a>')
    assert [(link.url, link.parameters) for link in reading.page.links] == [("http://[bad?x=1", ())]


def test_buttons_and_forms_are_evidence_wherever_they_stand() -> None:
    reading = read(
        '<form action="/join" method="post"><input name="mail"><input type="submit" value="Get the plan"></form>'
    )
    assert elements(reading, ElementKind.BUTTON) == ["Get the plan"]
    (form,) = [element for element in reading.page.elements if element.kind is ElementKind.FORM]
    assert ("action", "/join") in form.attributes


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='sponsored'>Sponsored by Dream Beds</div>",
        "<p>Advertisement</p>",
        "<span class='ad-label'>Partner content</span>",
        "<p>[Sponsored content]</p>",
        "<section aria-label='Advertisement'><p>Beds for less money this week only.</p></section>",
    ],
)
def test_marks_of_paid_content_are_labels(markup: str) -> None:
    assert elements(read(markup), ElementKind.LABEL)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>We may earn a commission if you buy through links on this page.</p>",
        "<footer>Dream Desk is funded by Dream Beds, who make mattresses.</footer>",
        "<div class='disclosure'>Affiliate disclosure: some links are paid for.</div>",
        "<p><em>Competing interests: none.</em></p>",
    ],
)
def test_statements_of_payment_and_interest_are_disclosures(markup: str) -> None:
    assert elements(read(markup), ElementKind.DISCLOSURE)


@pytest.mark.parametrize("text", ["Sponsors pay for beds in many wards of the city.", "Add salt to the bath."])
def test_prose_is_no_label(text: str) -> None:
    assert not elements(read(f"<p>{text}</p>"), ElementKind.LABEL)


def test_structured_data_is_flattened_in_document_order() -> None:
    script = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
        {"@type": "MedicalWebPage", "lastReviewed": "2022-02-03", "reviewedBy": [{"name": "Jo Penn"}]},
        {"@type": "Article", "author": {"@type": "Person", "name": "Ann Roe"}, "datePublished": "2020-01-02T08:00:00Z",
         "sponsor": {"name": "Dream Beds"}, "isAccessibleForFree": true, "keywords": ["sleep", "beds"]}]}</script>"""
    reading = read("", script)
    assert ("sponsor.name", "Dream Beds") in reading.page.structured
    assert ("isAccessibleForFree", "true") in reading.page.structured
    assert [value for key, value in reading.page.structured if key == "keywords"] == ["sleep", "beds"]
    byline = reading.byline
    assert (byline.authors, byline.reviewers) == (("Ann Roe",), ("Jo Penn",))
    assert (str(byline.published), str(byline.reviewed)) == ("2020-01-02", "2022-02-03")


@pytest.mark.parametrize(
    ("script", "authors"),
    [
        ('[{"@type": "Article", "author": ["Ann Roe", {"name": "Jo Penn"}]}]', ("Ann Roe", "Jo Penn")),
        ('{"@type": ["Article", "Thing"], "author": {"@type": "Organization", "name": "Dream Desk"}}', ()),
        ('{"@type": "Article", "author": null, "datePublished": 2020}', ()),
        ('{"@type": "Article", "author": {"name": {"first": "Ann"}}}', ()),
        ('"just text"', ()),
        ("[[[[]]]]", ()),
        ('{"author": "Editorial Team"}', ()),
    ],
)
def test_authors_are_read_from_structured_data_of_any_shape(script: str, authors: tuple[str, ...]) -> None:
    assert read("", f'<script type="application/ld+json">{script}</script>').byline.authors == authors


@pytest.mark.parametrize("script", ["{", '{"a": }', "", "[" * 5000, '{"@type": "Article" "author": "x"}'])
def test_broken_structured_data_is_marked_and_passed_over(script: str) -> None:
    reading = read("", f'<script type="application/ld+json">{script}</script><meta name="author" content="Ann Roe">')
    assert reading.page.structured == (("invalid", "json-ld"),)
    assert reading.byline.authors == ("Ann Roe",)


@pytest.mark.parametrize(
    ("body", "head", "published", "reviewed"),
    [
        ("<time datetime='2021-03-04'>4 March</time>", "", "2021-03-04", None),
        ("<time itemprop='dateModified' datetime='2021-03-04T10:00'>4 March</time>", "", None, "2021-03-04"),
        ("", "<meta property='article:published_time' content='2019-05-06T00:00:00+01:00'>", "2019-05-06", None),
        ("", "<meta name='last-modified' content='6 May 2019'>", None, "2019-05-06"),
        ("<p>Published 3 May 2018. Last reviewed 4 May 2020.</p>", "", "2018-05-03", "2020-05-04"),
        ("<time datetime='soon'>some day</time>", "", None, None),
    ],
)
def test_dates_are_read_from_elements_meta_and_text(
    body: str, head: str, published: str | None, reviewed: str | None
) -> None:
    byline = read(body, head).byline
    assert (byline.published and str(byline.published)) == published
    assert (byline.reviewed and str(byline.reviewed)) == reviewed


@pytest.mark.parametrize(
    "markup",
    [
        "<p class='byline'>By Ann Roe, MD</p>",
        "<a rel='author' href='/ann'>Ann Roe, MD</a>",
        "<span itemprop='author'>Ann Roe, MD</span>",
        "<p>Written by Ann Roe, MD | 3 May 2018</p>",
    ],
)
def test_the_author_is_read_with_credentials_from_what_the_page_shows(markup: str) -> None:
    assert read(markup).byline.authors == ("Ann Roe, MD",)


def test_meta_and_the_address_of_the_page_are_kept() -> None:
    reading = read("", "<meta name='Generator' content='Press 4'><link rel='canonical' href='https://d.example/sleep'>")
    assert reading.page.meta == (("generator", "Press 4"),)
    assert reading.page.url == "https://d.example/sleep"


def test_evidence_in_a_footer_or_menu_is_not_lost() -> None:
    reading = read("<nav><a href='/x?aff=7'>Beds</a></nav><footer><p>Sponsored by Dream Beds</p></footer>")
    assert reading.page.links[0].parameters == (("aff", "7"),)
    assert elements(reading, ElementKind.LABEL) == ["Sponsored by Dream Beds"]
