"""Plain text: what the layout of lines says. All samples are our own words."""

import pytest

from audit.ingest.text import read_text
from audit.model import BlockKind as Kind


def kinds(text: str) -> list[str]:
    return [block.kind.value for block in read_text(text).blocks]


def shown(text: str, kind: Kind) -> list[str]:
    reading = read_text(text)
    return [block.span.within(text) for block in reading.blocks if block.kind is kind]


PROSE = "Asthma narrows the airways of the lungs, and breathing out becomes hard work for some minutes or hours."
OTHER = "A reliever inhaler opens the airways within minutes when it is used in the way that the nurse has shown."


@pytest.mark.parametrize(
    "heading",
    [
        "What asthma is",
        "Living With Asthma",
        "WHAT HELPS IN AN ATTACK",
        "Why does it wheeze?",
        "Treatment",
        "## Treatment",
        "**Treatment**",
        "Inhalers, spacers and nebulisers – which one?",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_short_line_without_full_stop_heads_the_prose_below_it(heading: str, gap: str) -> None:
    text = f"Asthma in short\n\n{PROSE}\n\n{heading}{gap}{OTHER}\n"
    assert shown(text, Kind.HEADING) == [heading]
    assert read_text(text).blocks[-1].headings == ("Asthma in short", heading.strip("#* "))


@pytest.mark.parametrize(
    "line",
    [
        "It gets better with time.",
        "Call 555-0134 for a visit",
        "Questions? Write to desk@clinic.example",
        "and then it stops",
        '"Take it slowly," she said. "Then rest."',
        "Side effects may include",
        "20mg",
    ],
)
def test_a_sentence_an_address_or_an_open_line_is_no_heading(line: str) -> None:
    assert shown(f"Asthma in short\n\n{PROSE}\n\n{line}\n\n{OTHER}\n", Kind.HEADING) == []


def test_the_first_heading_is_the_title_even_below_a_disclosure() -> None:
    text = f"We may earn a commission if you buy through links.\n\nSleep and weight\n\n{PROSE}\n"
    assert read_text(text).title == "Sleep and weight"


def test_a_text_that_begins_with_prose_has_no_title() -> None:
    assert read_text(f"{PROSE}\n\nTreatment\n\n{OTHER}\n").title == ""


def test_numbered_lines_over_prose_are_headings_below_the_plain_ones() -> None:
    text = f"Back pain\n\nCommon causes\n\n1. Long sitting\n{PROSE}\n\n2. Heavy lifting\n{OTHER}\n"
    reading = read_text(text)
    assert shown(text, Kind.HEADING) == ["Common causes", "1. Long sitting", "2. Heavy lifting"]
    assert reading.blocks[-1].headings == ("Back pain", "Common causes", "Heavy lifting")


def test_numbered_lines_in_a_row_are_a_list() -> None:
    text = "Three things help:\n\n1. Walk every day\n2. Lift with the knees\n3. Change the chair\n"
    assert kinds(text) == ["paragraph", "list_item", "list_item", "list_item"]


@pytest.mark.parametrize("bullet", ["-", "•", "*", "–", "·", "▪", "✓"])
def test_bullets_open_list_items_with_the_sentence_before_them_as_lead_in(bullet: str) -> None:
    text = f"{PROSE} See a doctor if you notice:\n{bullet} blue lips\n{bullet} a fast pulse\n"
    items = [block for block in read_text(text).blocks if block.kind is Kind.LIST_ITEM]
    assert [item.lead_in for item in items] == ["See a doctor if you notice:"] * 2
    assert [item.body.within(text) for item in items if item.body] == ["blue lips", "a fast pulse"]


def test_lines_under_a_colon_are_items_without_bullets() -> None:
    text = (
        "Call for help at:\nLips that turn blue\nSpeech in single words\nA peak flow below half of the best\n\n" + PROSE
    )
    assert kinds(text) == ["paragraph", "list_item", "list_item", "list_item", "paragraph"]


def test_the_heading_after_lines_under_a_colon_is_none_of_them() -> None:
    text = f"Call for help at:\nLips that turn blue\nSpeech in single words\nAfter An Attack\n{PROSE}"
    assert shown(text, Kind.HEADING) == ["After An Attack"]


def test_lines_under_a_colon_may_stand_apart() -> None:
    lines = [
        "You wake up often during the night",
        "You wake up long before the alarm",
        "You need an hour to fall asleep",
    ]
    text = "\n\n".join(["Sleep is poor when:", *lines, "When to get help", PROSE])
    assert kinds(text) == ["paragraph", *["list_item"] * 3, "heading", "paragraph"]


def test_a_heading_right_under_a_colon_is_a_heading() -> None:
    text = "\n\n".join(["This page has three parts:", "What asthma is", PROSE, "Treatment", OTHER])
    assert shown(text, Kind.HEADING)[-1:] == ["Treatment"]
    assert "list_item" not in kinds(text)


def test_prose_under_a_colon_stays_prose() -> None:
    text = f"This is how it works:\n{PROSE}\n{OTHER}\n"
    assert kinds(text) == ["paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("line", "head", "body"),
    [
        ("• Salt – Too much of it raises the pressure.", "Salt", "Too much of it raises the pressure."),
        ("- Salt: Too much of it raises the pressure.", "Salt", "Too much of it raises the pressure."),
        ("2. Salt - too much raises the pressure", "Salt", "too much raises the pressure"),
    ],
)
def test_an_item_is_parted_into_head_and_body(line: str, head: str, body: str) -> None:
    block = read_text(line).blocks[0]
    assert block.head is not None
    assert block.body is not None
    assert (block.head.within(line), block.body.within(line)) == (head, body)


def test_neighbouring_lines_of_head_and_text_are_items() -> None:
    text = "Salt: Less of it lowers the pressure.\nWalking: Half an hour a day helps most people.\n"
    assert kinds(text) == ["list_item", "list_item"]


def test_a_list_inside_a_line_is_parted_into_its_items() -> None:
    text = "The flu often begins with: - fever - a dry cough - aching limbs\n\n- rest - drink - keep warm\n"
    assert shown(text, Kind.LIST_ITEM) == [
        "- fever",
        "- a dry cough",
        "- aching limbs",
        "- rest",
        "- drink",
        "- keep warm",
    ]
    assert read_text(text).blocks[1].lead_in == "The flu often begins with:"


@pytest.mark.parametrize(
    "line",
    [
        "The vaccine - given in autumn - protects for a season - or so.",
        "- Rest - for one day at least",
        "Doses: 5 - 10 mg a day",
    ],
)
def test_dashes_in_prose_part_nothing(line: str) -> None:
    assert len(read_text(line).blocks) == 1


def test_indented_items_are_nested() -> None:
    text = "- fruit\n  - apples\n  - pears\n- bread\n"
    assert [block.depth for block in read_text(text).blocks] == [0, 1, 1, 0]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    words = f"{PROSE} {OTHER} {PROSE} {OTHER}".split()
    lines = [" ".join(words[place : place + 11]) for place in range(0, len(words), 11)]
    assert kinds("\n".join(lines) + "\n\n" + "\n".join(lines)) == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Ann Roe, RN", "byline"),
        ("Medically reviewed by Jo Penn, MD", "byline"),
        ("Last updated: 3 May 2021", "byline"),
        ("12 March 2020", "byline"),
        ("Editorial Team", "byline"),
        ("Home > Conditions > Asthma", "navigation"),
        ("Home | About us | Shop | Contact", "navigation"),
        ("Back to Blog", "navigation"),
        ("Skip to content", "navigation"),
        ("Share this article", "navigation"),
        ("Leave a comment", "furniture"),
        ("Your email address will not be published.", "furniture"),
        ("Subscribe to our newsletter for more", "furniture"),
        ("We use cookies to make the site work.", "furniture"),
        ("© 2021 Lung Desk. All rights reserved.", "furniture"),
        ("by Lung Desk Ltd. All rights reserved.", "furniture"),
        ("* * *", "furniture"),
        ("Buy now", "button"),
        ("Add to cart", "button"),
        ("Book a free consultation", "button"),
        ("Photo: A child with a spacer", "caption"),
        ("how-to-use-a-spacer-at-home.jpg", "caption"),
    ],
)
def test_lines_that_pages_have_beside_their_prose(line: str, kind: str) -> None:
    assert (kind, line) in [
        (block.kind.value, block.span.within(text))
        for text in [f"Asthma in short\n\n{PROSE}\n\n{line}\n\n{OTHER}\n"]
        for block in read_text(text).blocks
    ]


def test_a_run_of_short_lines_is_a_menu_and_items_under_related_articles_are_too() -> None:
    menu = "\n".join(["Asthma", "Allergy", "Eczema", "Hay fever", "Sleep apnoea", "Cough"])
    text = f"Lung desk\n{menu}\n\n{PROSE}\n\nRelated articles\n- Ten ways to sleep\n- What pollen does\n"
    assert shown(text, Kind.NAVIGATION) == [
        *menu.split("\n"),
        "Related articles",
        "- Ten ways to sleep",
        "- What pollen does",
    ]


def test_spoken_lines_are_no_menu() -> None:
    text = f'{PROSE}\n"Like this?"\n"No."\n"A little more."\n"Now?"\n"Yes."\n"Good."\n{OTHER}'
    assert "navigation" not in kinds(text)


def test_who_wrote_and_when_is_read_from_the_lines() -> None:
    reading = read_text(f"Asthma\n\nBy Ann Roe, RN\nPublished: 3 May 2019 | Last reviewed: 4 June 2022\n\n{PROSE}\n")
    assert reading.byline.authors == ("Ann Roe, RN",)
    assert (str(reading.byline.published), str(reading.byline.reviewed)) == ("2019-05-03", "2022-06-04")


def test_a_note_about_the_author_names_the_author() -> None:
    reading = read_text(
        f"Asthma\n\n{PROSE}\n\nAbout the author\n\nAnn Roe is a nurse who works with children in Leeds.\n"
    )
    assert reading.byline.authors == ("Ann Roe",)


def test_a_placeholder_is_a_byline_without_a_date() -> None:
    reading = read_text(f"Asthma\n\nUpdated on: [Insert Date Here]\n\n{PROSE}\n")
    assert reading.blocks[1].kind is Kind.BYLINE
    assert reading.byline.reviewed is None
