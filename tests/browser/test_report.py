"""The HTML report in a real browser."""

from itertools import pairwise

import pytest

pytestmark = pytest.mark.browser

VISIBLE = "(all) => all.filter((one) => one.checkVisibility()).map((one) => one.id)"


def cards(page, selector="[data-card]"):
    return page.eval_on_selector_all(selector, VISIBLE)


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_the_report_opens_without_a_message_and_without_a_request(open_page, report_file):
    page = open_page()
    page.locator("#method").scroll_into_view_if_needed()
    assert page.seen["console"] == []
    assert [url for url in page.seen["requests"] if not url.startswith("data:")] == [report_file.as_uri()]


def test_the_style_and_the_script_are_allowed_by_the_policy(open_page):
    page = open_page()
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    assert page.locator("#filter-fold").is_visible()


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1440])
def test_nothing_is_wider_than_the_window(open_page, width):
    page = open_page(width=width, height=844)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    assert overflow(page) == 0


def test_on_a_phone_contents_and_filter_are_folded_and_open_by_touch(open_page):
    page = open_page(width=390, height=844)
    assert not page.locator("#q").is_visible()
    page.get_by_text("Filter", exact=True).click()
    assert page.locator("#q").is_visible()


# --- filter ---


@pytest.mark.parametrize(
    ("field", "value", "test"),
    [
        ("level", "warning", "(one) => one.dataset.level === 'warning'"),
        ("rule", "commercial/", "(one) => one.dataset.family === 'commercial'"),
        ("rule", "commercial/paid-ranking", "(one) => one.dataset.rule === 'commercial/paid-ranking'"),
        ("verdict", "tension", "(one) => one.dataset.verdict === 'tension'"),
        ("verdict", "single", "(one) => one.dataset.verdict === 'single'"),
        ("source", "s-cherry-store", "(one) => one.dataset.sources.split(' ').includes('s-cherry-store')"),
    ],
)
def test_a_filter_shows_exactly_the_findings_that_fit(open_page, field, value, test):
    page = open_page()
    wanted = page.eval_on_selector_all("[data-card]", f"(all) => all.filter({test}).map((one) => one.id)")
    before = cards(page)
    page.select_option(f"#{field}", value)
    assert cards(page) == wanted
    assert 0 < len(wanted) < len(before)
    assert page.locator("#status").inner_text() == f"{len(wanted)} of {len(before)} findings"
    page.locator("#reset").click()
    assert cards(page) == before
    assert not page.locator("#reset").is_visible()


def test_words_are_searched_in_quotes_and_titles(open_page):
    page = open_page()
    page.fill("#q", "COFFEE lower")
    found = cards(page)
    assert found
    assert all("coffee" in page.locator(f"[id='{name}']").inner_text().lower() for name in found)
    page.fill("#q", "no such word anywhere")
    assert cards(page) == []
    assert page.locator("#pairs [data-none]").is_visible()


def test_a_cell_of_the_matrix_shows_its_pairs_and_can_be_taken_back(open_page):
    page = open_page()
    page.locator("[data-pair='s-health-daily~s-joint-clinic']").first.click()
    found = cards(page)
    assert found == ["f-p1:0", "f-p4:0"]
    assert page.locator("#pair").inner_text() == "Only Health Daily and Harbour Joint Clinic – remove"
    page.locator("#pair").click()
    assert len(cards(page)) > len(found)


def test_the_filter_stands_in_the_address_and_is_read_from_it(open_page):
    page = open_page()
    page.select_option("#level", "note")
    assert "level=note" in page.url
    other = open_page(query="?level=note&source=s-gout-guide")
    assert other.input_value("#level") == "note"
    assert set(cards(other)) < set(cards(page))
    assert len(cards(open_page(query="?level=nonsense"))) > len(cards(page))


# --- keys and links ---


def test_keys_go_from_finding_to_finding_and_to_the_search(open_page):
    page = open_page()
    order = cards(page)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == order[0]
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == order[1]
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("j")
    assert page.input_value("#q") == "j"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "q"


def test_the_tab_key_reaches_the_skip_link_first_and_shows_where_it_is(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'main'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_from_a_finding_to_its_place_in_the_article_and_back(open_page):
    page = open_page()
    card = page.locator("[id='f-p1:0']")
    card.get_by_text("Read it in the article").first.click()
    place = page.locator("[id='f-p1:0-0'].is-target")
    place.wait_for()
    assert place.inner_text() == "A gout attack lasts three to ten days."
    assert place.evaluate("(one) => one.closest('details').open")
    assert place.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
    box = place.bounding_box()
    assert 0 <= box["y"] < 900
    number = page.locator("a[href='#n-f-p1:0-0']")
    number.click()
    note = page.locator("[id='n-f-p1:0-0']")
    page.wait_for_function("document.getElementById('n-f-p1:0-0').open")
    note.get_by_text("To the finding").click()
    page.wait_for_function("document.activeElement.id === 'f-p1:0'")


def test_a_link_to_a_hidden_finding_takes_the_filter_back(open_page):
    page = open_page()
    page.select_option("#level", "note")
    page.evaluate("location.hash = '#f-s0:1'")
    page.wait_for_function("document.activeElement.id === 'f-s0:1'")
    assert page.input_value("#level") == ""


def test_a_link_into_the_report_opens_its_article(open_page):
    page = open_page(query="#f-p1:0-0")
    page.locator("[id='f-p1:0-0'].is-target").wait_for()


def test_all_articles_open_and_close_by_one_button(open_page):
    page = open_page()
    button = page.locator("[data-fold]")
    button.click()
    assert page.locator("details.article:not([open])").count() == 0
    assert button.inner_text() == "Close all"


def test_without_scripts_everything_can_be_read(open_page):
    page = open_page(java_script_enabled=False)
    assert not page.locator("#filter").is_visible()
    assert page.locator("[id='f-p1:0']").is_visible()
    assert page.locator("details.article").count() == 9


# --- looks ---


def luminance(colour):
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


SHOWN = """(selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).map((one) => {
  let at = one, back = 'rgba(0, 0, 0, 0)';
  while (at && back === 'rgba(0, 0, 0, 0)') { back = getComputedStyle(at).backgroundColor; at = at.parentElement; }
  return [getComputedStyle(one).color, back];
})"""


TEXTS = ("p", ".fine", ".level", ".m", ".badge", "a", "summary", ".counts li", ".around", ".hit", ".n", "label", "dt")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_background(open_page, scheme):
    page = open_page(scheme=scheme)
    for selector in TEXTS:
        pairs = {tuple(pair) for pair in page.evaluate(SHOWN, selector) if all(c.startswith("rgb(") for c in pair)}
        assert pairs, selector
        for front, back in sorted(pairs):
            one, other = sorted((luminance(front), luminance(back)))
            assert (other + 0.05) / (one + 0.05) >= 4.5, (selector, front, back)


def test_dark_is_dark_and_print_is_light_and_whole(open_page):
    page = open_page(scheme="dark")
    assert luminance(page.evaluate("getComputedStyle(document.body).backgroundColor")) < 0.05
    page.emulate_media(media="print", color_scheme="light")
    assert luminance(page.evaluate("getComputedStyle(document.body).backgroundColor")) > 0.9
    assert not page.locator(".side").is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.article[open]").count() == 0


def test_it_prints(open_page):
    assert len(open_page().pdf()) > 20_000


# --- for readers who do not see it ---

NAMELESS = """() => [...document.querySelectorAll('a, button, input, select, summary, svg[role=img], [role=region]')]
  .filter((one) => one.checkVisibility()).filter((one) => {
    const by = (one.getAttribute('aria-labelledby') || '').split(' ').map((id) => document.getElementById(id));
    const labels = [...(one.labels || [])].map((label) => label.textContent);
    const named = by.map((other) => other && other.textContent);
    const words = [one.getAttribute('aria-label'), one.textContent, ...labels, ...named];
    return !words.some((text) => text && text.trim());
  }).map((one) => one.outerHTML.slice(0, 120))"""


def test_every_control_has_a_name(open_page):
    assert open_page().evaluate(NAMELESS) == []


def test_landmarks_language_and_title_are_there_once(open_page):
    page = open_page()
    for selector in ("main", "nav", "footer.foot", "[role=search]", "h1", "title", "html[lang=en]"):
        assert page.locator(selector).count() == 1, selector
    assert page.eval_on_selector_all(
        "main > section", "(all) => all.every((one) => one.getAttribute('aria-labelledby'))"
    )


def test_headings_skip_no_level(open_page):
    levels = open_page().eval_on_selector_all(
        "h1, h2, h3, h4, h5, h6", "(all) => all.map((one) => Number(one.tagName[1]))"
    )
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_heads(open_page):
    page = open_page()
    assert page.locator("table").count() > 5
    bare = "(all) => all.filter((one) => !one.caption || !one.querySelector('th')).length"
    assert page.eval_on_selector_all("table", bare) == 0


def test_what_was_filtered_is_announced(open_page):
    status = open_page().locator("#status")
    assert (status.get_attribute("role"), status.get_attribute("aria-live")) == ("status", "polite")


def test_touch_targets_in_the_contents_are_large_enough_on_a_phone(open_page):
    page = open_page(width=390, height=844)
    page.get_by_text("Contents", exact=True).click()
    heights = page.eval_on_selector_all(".side nav a", "(all) => all.map((one) => one.getBoundingClientRect().height)")
    assert min(heights) >= 32


# --- many ---


@pytest.mark.slow
def test_twelve_sources_with_long_articles_stay_usable(open_page, tmp_path):
    from dataclasses import replace

    from sample_report import make_sample

    from audit.model import Block, BlockKind, Source, Span
    from audit.reporters.html import write_html

    sample = make_sample()
    words = "A long sentence on gout. " * 3000

    def lengthen(article):
        start = len(article.text) + 2
        block = Block(BlockKind.PARAGRAPH, Span(start, start + len(words)))
        return replace(article, text=f"{article.text}\n\n{words}", blocks=(*article.blocks, block))

    longer = tuple(lengthen(article) for article in sample.articles)
    more = tuple(Source(f"more-{number}", f"A source with a rather long name, number {number}") for number in range(6))
    file = tmp_path / "many.html"
    file.write_text(write_html(replace(sample, articles=longer, sources=(*sample.sources, *more))), encoding="utf-8")
    page = open_page(file=file, width=390, height=844)
    assert overflow(page) == 0
    page = open_page(file=file)
    assert overflow(page) == 0
    assert page.locator(".matrix tbody tr").count() == 12
    began = page.evaluate("performance.now()")
    page.fill("#q", "coffee")
    assert page.evaluate("performance.now()") - began < 2000
