"""Two texts side by side in a real browser: the page of a comparison, and the view in the report."""

import pytest

pytestmark = pytest.mark.browser

ON = "(all) => all.map((one) => one.textContent)"
CLINIC, DAILY, GUIDE = ("joint-clinic/attack", "joint-clinic/diet"), ("health-daily/gout",), ("gout-guide/guide",)
DURATION = ["A gout attack lasts three to ten days.", "Gout attacks last for two to three months."]
CHOSEN = "?sides=s-joint-clinic~s-health-daily#sides"


def write(folder, name, left, right):
    from sample_report import make_sample

    from audit.comparison import compare_sides
    from audit.reporters.html_comparison import write_comparison_html

    report = make_sample()
    file = folder / name
    file.write_text(write_comparison_html(compare_sides(report, left, right), report), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def conflict_file(browser, tmp_path_factory):
    return write(tmp_path_factory.mktemp("conflict"), "page.html", CLINIC, DAILY)


@pytest.fixture(scope="session")
def shared_file(browser, tmp_path_factory):
    return write(tmp_path_factory.mktemp("shared"), "page.html", CLINIC, GUIDE)


def marked(page, kind="is-on"):
    return page.eval_on_selector_all(f".pane .{kind}", ON)


def in_view(page, selector):
    """Say of each element whether its middle can be seen, inside its pane and the window."""
    return page.eval_on_selector_all(
        selector,
        """(all) => all.map((one) => {
          const at = one.getBoundingClientRect();
          const shown = document.elementFromPoint(at.left + 4, at.top + 4);
          return Boolean(shown && (one === shown || one.contains(shown)));
        })""",
    )


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


# --- the page of a comparison ---


def test_the_page_opens_without_a_message_and_without_a_request(open_page, conflict_file):
    page = open_page(file=conflict_file)
    page.locator("#signals").scroll_into_view_if_needed()
    page.locator("[data-tie-step='1']").click()
    assert page.seen["console"] == []
    assert [url for url in page.seen["requests"] if not url.startswith("data:")] == [conflict_file.as_uri()]


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_part_of_the_page_is_wider_than_the_window(open_page, conflict_file, shared_file, width):
    for file in (conflict_file, shared_file):
        page = open_page(file=file, width=width, height=844)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        assert overflow(page) == 0


@pytest.mark.parametrize(("width", "height"), [(1280, 700), (390, 844)])
def test_a_chosen_statement_brings_its_partner_into_view_beside_it(open_page, conflict_file, width, height):
    page = open_page(file=conflict_file, width=width, height=height)
    page.locator(".pane .tie", has_text="A gout attack lasts").click()
    assert marked(page) == DURATION
    assert in_view(page, ".pane .is-on") == [True, True]
    said = page.locator("[data-tie-words]").inner_text()
    assert said.startswith("1 of 3: Contradiction on how long it lasts")
    assert "“three to ten days” against “two to three months”" in said
    page.locator("[data-tie-bar] a").click()
    page.wait_for_function("document.activeElement.matches('.card.pair')")
    assert "Contradiction on how long it lasts" in page.evaluate("document.activeElement.textContent")


def test_the_buttons_go_through_every_point_and_round(open_page, conflict_file):
    page = open_page(file=conflict_file, height=600)
    seen = []
    for _ in range(4):
        page.locator("[data-tie-step='1']").click()
        assert in_view(page, ".pane .is-on") == [True, True]
        seen.append(marked(page))
    assert seen[0] == seen[3] == DURATION
    assert seen[1] == ["Coffee may lower the risk of gout.", "Coffee raises the risk of gout."]
    assert seen[2] == ["Red meat and beer raise the level of urate.", "Beer raises the level of urate."]
    page.locator("[data-tie-step='-1']").click()
    assert marked(page) == seen[2]


def test_hovering_shows_the_partner_and_leaving_takes_it_back(open_page, shared_file):
    page = open_page(file=shared_file)
    page.locator(".pane .tie-both").first.hover()
    assert marked(page, "is-near") == [
        "A gout attack lasts three to ten days.", "The attacks of gout go on for three to ten days."
    ]  # fmt: skip
    page.locator("h1").hover()
    assert marked(page, "is-near") == []


def test_the_keys_alone_choose_a_statement_and_go_to_its_partner(open_page, conflict_file):
    page = open_page(file=conflict_file)
    page.locator(".pane").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == DURATION[0]
    page.keyboard.press("Enter")
    assert marked(page) == DURATION
    assert page.evaluate("location.hash") == ""
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == DURATION[1]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == DURATION[0]


def test_without_scripts_the_page_is_a_list_whose_statements_lead_to_their_quotes(open_page, conflict_file):
    page = open_page(file=conflict_file, java_script_enabled=False)
    assert not page.locator("[data-tie-bar]").is_visible()
    assert not page.locator("[data-tie-help]").is_visible()
    page.locator(".pane .tie", has_text="A gout attack lasts").click()
    assert page.url.endswith("#f-p1:0")
    assert page.locator("[id='f-p1:0']").is_visible()
    page.locator("[id='f-p1:0'] .go a").last.click()
    assert page.locator(".pane .at:target").inner_text() == DURATION[1]


def test_all_of_both_texts_is_printed(open_page, conflict_file):
    page = open_page(file=conflict_file)
    page.emulate_media(media="print")
    assert page.eval_on_selector_all(".pane", "(all) => all.every((one) => one.scrollHeight === one.clientHeight)")
    assert not page.locator("[data-tie-bar]").is_visible()


# --- the view in the report ---


def test_two_sources_of_the_report_are_chosen_and_the_choice_stands_in_the_address(open_page):
    page = open_page()
    assert not page.locator("#sides-view").is_visible()
    page.select_option("#side-a", "s-joint-clinic")
    page.select_option("#side-b", "s-health-daily")
    assert page.locator("#sides-words").inner_text() == "1 statement made by both, 2 contradictions and 0 tensions."
    assert "sides=s-joint-clinic%7Es-health-daily" in page.url
    rows = page.locator("#sides-rows .sides-row")
    assert rows.first.locator("blockquote").all_inner_texts() == DURATION
    assert rows.first.locator("mark").all_inner_texts() == ["three to ten days", "two to three months"]
    assert "very sure (0.95)" in rows.first.inner_text()
    assert "against “two to three months”" in rows.first.inner_text()
    page.locator("#sides-swap").click()
    assert rows.first.locator("blockquote").all_inner_texts() == DURATION[::-1]
    assert page.seen["console"] == []


def test_what_one_source_only_corrects_is_not_said_by_both(browser, open_page, tmp_path):
    from dataclasses import replace

    from sample_report import make_sample

    from audit.model import Holder
    from audit.reporters.html import write_html

    report = make_sample()
    claims = [
        replace(claim, holder=Holder.DENIED) if number == 31 else claim for number, claim in enumerate(report.claims)
    ]
    file = tmp_path / "report.html"
    file.write_text(write_html(replace(report, claims=tuple(claims))), encoding="utf-8")
    page = open_page(file=file, query="?sides=s-joint-clinic~s-gout-guide")
    said = page.locator("#sides-words").inner_text()
    assert said == "2 statements made by both, 0 contradictions and 0 tensions; 1 that only one stands behind."
    assert page.locator(".pane .tie-answered").all_inner_texts() == [
        "A gout attack lasts three to ten days.", "The attacks of gout go on for three to ten days."
    ]  # fmt: skip


def test_the_address_brings_the_same_view_back_and_nonsense_none(open_page):
    page = open_page(query=CHOSEN)
    assert page.locator("#sides-rows .sides-row").count() == 3
    assert page.evaluate("document.activeElement.id") == "sides"
    assert not open_page(query="?sides=s-nobody~s-health-daily").locator("#sides-view").is_visible()


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_the_two_texts_of_the_report_are_tied_and_every_id_stays_once(open_page, width, height):
    page = open_page(query=CHOSEN, width=width, height=height)
    page.locator("#sides-view .tie", has_text="A gout attack lasts").click()
    assert marked(page) == DURATION
    assert in_view(page, ".pane .is-on") == [True, True]
    ids = page.eval_on_selector_all("[id]", "(all) => all.map((one) => one.id)")
    assert len(ids) == len(set(ids))
    assert overflow(page) == 0


def test_a_statement_of_the_report_is_chosen_by_keys(open_page):
    page = open_page(query=CHOSEN)
    page.locator(".pane .tie-contradiction").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == DURATION[1]


def test_an_article_is_compared_by_itself_and_never_with_itself(open_page):
    page = open_page(query="?sides=a-joint-clinic%2Fattack~s-health-daily")
    names = page.eval_on_selector_all("#side-a option", "(all) => all.map((one) => one.text)")
    assert "Why does my toe hurt at night?" in names
    value = page.locator("#side-a option", has_text="Why does my toe").get_attribute("value")
    page.select_option("#side-a", value)
    page.select_option("#side-b", "s-health-daily")
    assert page.locator("#sides-words").inner_text() == "0 statements made by both, 1 contradiction and 0 tensions."
    page.select_option("#side-b", "s-joint-clinic")
    assert not page.locator("#sides-view").is_visible()
    assert page.evaluate("document.getElementById('side-b').validationMessage") == "Choose two different ones."


def test_a_cell_of_the_matrix_and_a_finding_choose_their_two_sources(open_page):
    page = open_page()
    page.locator("[data-pair='s-health-daily~s-joint-clinic']").first.click()
    page.locator("#pair-sides").click()
    assert page.locator("#sides-view").is_visible()
    assert page.input_value("#side-a") == "s-health-daily"
    page.locator("#pair").click()
    page.locator("[id='f-p0:0']").get_by_text("Side by side").click()
    assert {page.input_value("#side-a"), page.input_value("#side-b")} == {"s-city-hospital", "s-health-daily"}


def test_the_two_that_are_most_at_odds_are_offered(open_page):
    page = open_page()
    offers = page.locator("#sides-hint button")
    assert "Health Daily and Harbour Joint Clinic (2)" in offers.all_inner_texts()
    counts = [int(text.rsplit("(", 1)[1][:-1]) for text in offers.all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    offers.filter(has_text="Health Daily and Harbour").click()
    assert (page.input_value("#side-a"), page.input_value("#side-b")) == ("s-health-daily", "s-joint-clinic")
    assert page.locator("#sides-view").is_visible()
    assert "sides=" in page.url


def test_without_scripts_the_report_says_where_the_pairs_stand(open_page):
    page = open_page(java_script_enabled=False)
    assert page.locator("[data-sides-static]").is_visible()
    assert not page.locator("#sides-form").is_visible()
