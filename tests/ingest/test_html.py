"""Pages: blocks, regions, headings, lists, tables. All samples are our own words."""

import pytest

from audit.errors import CorpusError
from audit.ingest.html import read_html
from audit.ingest.reading import Reading
from audit.model import Block
from audit.model import BlockKind as Kind

PROSE = "Gout comes in attacks that begin at night, and the joint is red, hot and too sore for a bed sheet."
LONG = " ".join([PROSE] * 6)


def read(body: str, head: str = "") -> Reading:
    return read_html(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>")


def outline(body: str, head: str = "") -> list[tuple[str, str]]:
    reading = read(body, head)
    return [(block.kind.value, block.span.within(reading.text)) for block in reading.blocks]


def block_of(reading: Reading, text: str) -> Block:
    return next(block for block in reading.blocks if text in block.span.within(reading.text))


def test_headings_give_the_path_of_what_follows() -> None:
    body = (
        f"<h1>Gout</h1><p>{PROSE}</p><h2>Care</h2><h3>Food</h3><p>Less beer.</p><h2>Drugs</h2><p>Take them daily.</p>"
    )
    reading = read(body)
    assert block_of(reading, "Less beer").headings == ("Gout", "Care", "Food")
    assert block_of(reading, "Take them").headings == ("Gout", "Drugs")
    assert reading.title == "Gout"


def test_the_title_of_the_page_is_kept_where_it_says_more_than_the_heading() -> None:
    body, head = f"<h1>Gout</h1><p>{PROSE}</p>", "<title>Cure gout for good in seven days | Toe Shop</title>"
    assert outline(body, head)[0] == ("title", "Cure gout for good in seven days | Toe Shop")
    assert outline(body, "<title>Gout | Toe Shop</title>")[0] == ("title", "Gout")


def test_a_paragraph_in_bold_that_stands_alone_is_a_heading() -> None:
    assert ("heading", "What to eat") in outline(f"<p>{PROSE}</p><p><b>What to eat</b></p><p>{PROSE}</p>")


def test_line_breaks_part_short_lines_and_join_wrapped_ones() -> None:
    assert [text for _, text in outline("<p>Rest<br>Ice<br>Lift the foot</p>")] == ["Rest", "Ice", "Lift the foot"]
    wrapped = "<p>the attack goes away by itself within a week or two in most people<br>and may come back</p>"
    assert len(outline(wrapped)) == 1


def test_a_list_has_its_lead_in_its_nesting_and_the_bold_heads_of_its_items() -> None:
    reading = read(
        "<p>Try these:</p><ul><li><strong>Ice</strong> Ten minutes, three times a day.</li><li>Rest: a day or two"
        "<ul><li>with the foot up</li></ul></li></ul>"
    )
    ice, rest, up = reading.blocks[1:]
    assert [block.lead_in for block in (ice, rest)] == ["Try these:"] * 2
    assert (ice.head and ice.head.within(reading.text)) == "Ice"
    assert (rest.body and rest.body.within(reading.text)) == "a day or two"
    assert (up.kind, up.depth) == (Kind.LIST_ITEM, 1)


def test_cells_know_the_headers_of_their_row_and_column() -> None:
    reading = read(
        f"<p>{PROSE}</p><table><tr><th>Drug</th><th>Works within</th></tr>"
        "<tr><th>Colchicine</th><td>a day</td></tr><tr><th>Allopurinol</th><td>weeks</td></tr></table>"
    )
    cell = block_of(reading, "weeks")
    assert (cell.kind, cell.headings[-1]) == (Kind.TABLE_CELL, "Works within")
    assert (cell.head and cell.head.within(reading.text)) == "Allopurinol"


def test_a_table_that_only_frames_the_page_is_read_as_text() -> None:
    assert ("paragraph", PROSE) in outline(f"<table><tr><td><h2>Gout</h2><p>{PROSE}</p></td><td>Buy</td></tr></table>")


def test_terms_head_their_definitions() -> None:
    reading = read(f"<p>{PROSE}</p><dl><dt>Tophus</dt><dd>A lump of crystals under the skin.</dd></dl>")
    definition = block_of(reading, "A lump")
    assert (definition.kind, definition.head and definition.head.within(reading.text)) == (Kind.LIST_ITEM, "Tophus")


def test_quotes_captions_and_buttons_keep_their_kind() -> None:
    found = outline(
        f"<p>{PROSE}</p><blockquote><p>It felt like glass, said a reader.</p></blockquote><figure><img>"
        "<figcaption>A swollen toe</figcaption></figure><p>Need help? <button>Book a visit</button></p>"
        "<input type=submit value='Send me the plan'><a class='btn-big' href='/buy'>Get the capsules</a>"
    )
    assert ("quote", "It felt like glass, said a reader.") in found
    assert ("caption", "A swollen toe") in found
    for label in ("Book a visit", "Send me the plan", "Get the capsules"):
        assert ("button", label) in found
    assert ("paragraph", "Need help?") in found


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("<nav><a href='/a'>Joints</a> <a href='/b'>Bones</a></nav>", "navigation"),
        (
            "<ul><li><a href='/a'>Joints</a></li><li><a href='/b'>Bones</a></li><li><a href='/c'>Skin</a></li></ul>",
            "navigation",
        ),
        ("<div class='breadcrumb'><a href='/'>Start</a> Toes</div>", "navigation"),
        ("<select><option>Joints</option><option>Bones</option></select>", "navigation"),
        ("<footer><p>Toe Shop is a trade name of Feet Ltd.</p></footer>", "furniture"),
        ("<div id='comments'><p>Posted by a reader: thanks a lot!</p></div>", "furniture"),
        ("<div class='cookie-banner'>This site sets cookies for statistics.</div>", "furniture"),
        ("<form><label>Your e-mail</label><input></form>", "furniture"),
    ],
)
def test_menus_forms_and_footers_are_told_from_the_prose(markup: str, kind: str) -> None:
    found = outline(f"<h1>Gout</h1><p>{LONG}</p>{markup}")
    assert {name for name, _ in found[2:]} == {kind}
    assert found[1] == ("paragraph", LONG)


@pytest.mark.parametrize("name", ["comments", "nav", "footer", "sidebar", "cookie"])
def test_prose_is_kept_in_a_wrapper_that_a_template_misnames(name: str) -> None:
    assert ("paragraph", LONG) in outline(f"<div class='{name}'><h1>Gout</h1><p>{LONG}</p></div>")
    assert ("paragraph", LONG) in outline(f"<div class='{name}'><p>{LONG}</p></div>")


def test_beside_a_declared_main_part_labels_are_navigation_and_sentences_are_kept() -> None:
    found = outline(
        f"<main><h1>Gout</h1><p>{LONG}</p></main><aside><h3>Our top seller</h3><p>Latest</p>"
        "<p>These capsules end every attack of gout within one day.</p></aside>"
    )
    assert found[2:] == [
        ("navigation", "Our top seller"),
        ("navigation", "Latest"),
        ("paragraph", "These capsules end every attack of gout within one day."),
    ]


def test_a_declared_main_part_with_little_of_the_text_is_not_believed() -> None:
    found = outline(f"<main><p>Read on.</p></main><div><h2>Gout</h2><p>{LONG}</p><p>Short line here</p></div>")
    assert ("paragraph", "Short line here") in found


def test_a_main_part_that_leaves_the_headline_out_is_not_believed() -> None:
    assert ("paragraph", "Short words here") in outline(
        f"<h1>Gout</h1><p>Short words here</p><article>{LONG}</article>"
    )


def test_a_row_of_linked_headlines_is_navigation_with_what_stands_between() -> None:
    teasers = "".join(f"<h4><a href='/{n}'>Story number {n} of the week</a></h4><p>May {n}</p>" for n in range(1, 4))
    assert {kind for kind, _ in outline(f"<h1>Gout</h1><p>{LONG}</p>{teasers}")[2:-1]} == {"navigation"}


@pytest.mark.parametrize(
    "before",
    ["<p>Drugs that lower the acid are:</p>", "<h2>References</h2>", "<h2>Sources and further reading</h2>"],
)
def test_links_that_the_text_leads_into_stay_a_list(before: str) -> None:
    items = "".join(
        f"<li><a href='/{n}'>{n}</a></li>" for n in ("Allopurinol tablets", "Febuxostat tablets", "Probenecid")
    )
    assert [kind for kind, _ in outline(f"<p>{LONG}</p>{before}<ul>{items}</ul>")[-3:]] == ["list_item"] * 3


def test_a_linked_reference_is_no_menu_entry() -> None:
    items = "".join(f"<li><a href='/{n}'>Roe A et al. Toes and sleep. doi:10.1000/{n}</a></li>" for n in range(3))
    assert [kind for kind, _ in outline(f"<p>{LONG}</p><h2>More</h2><div><p>x</p><ol>{items}</ol></div>")[-3:]] == [
        "list_item"
    ] * 3


def test_bylines_and_dates_are_found_in_headings_and_items() -> None:
    found = outline(f"<h1>Gout</h1><h3>By Ann Roe</h3><ul><li>Posted on 5 May 2020</li></ul><p>{LONG}</p>")
    assert found[1:3] == [("byline", "By Ann Roe"), ("byline", "Posted on 5 May 2020")]


def test_scripts_styles_and_comments_show_nothing() -> None:
    reading = read(
        f"<p>{PROSE}</p><script>var cure='all'</script><style>p{{}}</style><!-- secret --><template>x</template>"
    )
    assert reading.text == PROSE


def test_entities_and_markup_in_text_come_out_as_characters() -> None:
    assert read("<p>Doses &lt;script&gt; &amp; more &#8211; 5&nbsp;mg</p>").text == "Doses <script> & more – 5 mg"


@pytest.mark.parametrize("markup", ["", "<html></html>", "<body></body>", "<!-- -->", "<script>x</script>", "<p> </p>"])
def test_a_page_without_visible_text_is_refused(markup: str) -> None:
    with pytest.raises(CorpusError, match=r"no (?:visible )?text"):
        read_html(markup)


def test_a_page_without_a_body_is_read() -> None:
    assert read_html("<title>Gout</title>" + PROSE).text.endswith(PROSE)


def test_a_page_that_is_nested_too_deeply_is_refused_rather_than_cut() -> None:
    with pytest.raises(CorpusError, match="nested too deeply"):
        read_html("<div>" * 20000 + PROSE)
    assert PROSE in read_html("<div>" * 1500 + PROSE).text
