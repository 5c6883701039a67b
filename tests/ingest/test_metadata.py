"""Front matter and source.toml."""

from datetime import date
from pathlib import Path

import pytest

from audit.errors import MetadataError
from audit.ingest.metadata import FrontMatter, read_source_file, split_front_matter
from audit.model import Source


def test_every_key_of_front_matter_is_read() -> None:
    front, text = split_front_matter(
        "---\nid: back-pain\ntitle: Back pain\nsource: {name: Spine Desk, url: 'https://s.example', kind: charity}\n"
        "author: Ann Roe, RN\nreviewers: [Jo Penn]\npublished: 2020-01-02\nupdated: 3 March 2021\n"
        "reviewed: 2022-05-06\nlanguage: en\nurl: https://s.example/back\nsponsor: Belt Works\n"
        "topics: [a, 2]\n---\nText.\n",
        "a.md",
    )
    assert text == "Text.\n"
    assert front == FrontMatter(
        id="back-pain",
        title="Back pain",
        source=Source("spine-desk", "Spine Desk", "https://s.example", "charity"),
        authors=("Ann Roe, RN",),
        reviewers=("Jo Penn",),
        published=date(2020, 1, 2),
        reviewed=date(2022, 5, 6),
        language="en",
        url="https://s.example/back",
        other=(("sponsor", "Belt Works"), ("topics", "a"), ("topics", "2")),
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ('"[Insert Date Here]"', "[Insert Date Here]"),
        ("[Insert Date Here]", "[Insert Date Here]"),
        ("{{ current_date }}", "{{ current_date }}"),
        ("'<DATE>'", "<DATE>"),
    ],
)
def test_a_field_that_nobody_filled_in_is_absent_and_kept_for_the_checks(value: str, shown: str) -> None:
    front, text = split_front_matter(f"---\ntitle: Gout\npublished: {value}\nauthor: '[Your Name]'\n---\nText.", "a.md")
    assert (front.title, front.published, front.authors, text) == ("Gout", None, (), "Text.")
    assert front.other == (("published", shown), ("author", "[Your Name]"))


@pytest.mark.parametrize("value", ["TBD", "n/a", "YYYY-MM-DD", "DD/MM/YYYY"])
def test_a_date_that_is_still_to_come_is_absent(value: str) -> None:
    assert split_front_matter(f"---\npublished: {value}\n---\nText.", "a.md")[0].published is None


def test_the_full_stop_of_a_line_is_no_part_of_a_name() -> None:
    front, _ = split_front_matter("---\nauthors: [Ann Roe., 'Jo Penn, M.D.', 'Al Fox Jr.']\n---\nText.", "a.md")
    assert front.authors == ("Ann Roe", "Jo Penn, M.D.", "Al Fox Jr.")


@pytest.mark.parametrize("text", ["Text only.\n", "---\n\nText below a rule.\n", "--- not a fence\n", ""])
def test_text_without_front_matter_is_left_as_it_is(text: str) -> None:
    assert split_front_matter(text, "a.md") == (FrontMatter(), text)


def test_empty_front_matter_says_nothing() -> None:
    assert split_front_matter("---\n---\nText.", "a.md") == (FrontMatter(), "Text.")


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("title: [", "a.md: front matter: not valid YAML"),
        ("- a\n- b", "a.md: front matter: not a mapping"),
        ("published: soon", "a.md: published: not a date ('soon'); write it as 2024-05-31"),
        ("published: 2021-02-31", "a.md: published: not a date (2021-02-31)"),
        ("title: {a: 1}", "a.md: title: not a text (dict)"),
        ("source: {nme: X}", "a.md: source.nme: unknown key; did you mean name?"),
        ("source: {url: 'https://s.example'}", "a.md: source.name: missing"),
        ("x: !!python/object/apply:os.system ['true']", "a.md: front matter: not valid YAML"),
        ("date: yesterday\nauthor: {x: 1}", "a.md: date: not a date"),
    ],
)
def test_wrong_front_matter_is_named_by_file_and_key(yaml: str, message: str) -> None:
    with pytest.raises(MetadataError) as caught:
        split_front_matter(f"---\n{yaml}\n---\nText.", "a.md")
    assert message in str(caught.value)


def test_all_problems_of_a_file_are_told_together() -> None:
    with pytest.raises(MetadataError) as caught:
        split_front_matter("---\npublished: soon\nreviewed: later\nauthor: {x: 1}\n---\nText.", "a.md")
    assert all(f"a.md: {key}: not a" in str(caught.value) for key in ("published", "reviewed", "author"))


def test_front_matter_that_is_not_closed_is_an_error() -> None:
    with pytest.raises(MetadataError, match="no closing"):
        split_front_matter("---\ntitle: Back pain\n\nText.", "a.md")


def test_aliases_in_front_matter_do_not_blow_up() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "\n".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    front, _ = split_front_matter(f"---\n{bomb}\n---\nText.", "a.md")
    assert len(front.other) < 100


def test_a_source_file_names_the_publisher(tmp_path: Path) -> None:
    file = tmp_path / "source.toml"
    file.write_text('name = "Spine Desk"\nurl = "https://s.example"\nkind = "charity"\n')
    assert read_source_file(file) == Source("spine-desk", "Spine Desk", "https://s.example", "charity")


def test_a_source_file_without_a_name_takes_that_of_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "Spine Desk" / "source.toml"
    file.parent.mkdir()
    file.write_text('kind = "shop"\n')
    assert read_source_file(file) == Source("spine-desk", "Spine Desk", "", "shop")


def test_a_source_file_with_an_unfilled_name_takes_that_of_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "gout-desk" / "source.toml"
    file.parent.mkdir()
    file.write_text('name = "[Company Name]"\n')
    assert read_source_file(file).name == "gout-desk"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"name = ", "not valid TOML"),
        (b"\xff\xfe\x00", "not valid TOML"),
        (b"nane = 'x'\n", "nane: unknown key; did you mean name?"),
        (b"colour = 'x'\n", "colour: unknown key; known are name, url, kind"),
        (b"name = ['x']\n", "name: not a text (list)"),
    ],
)
def test_a_wrong_source_file_is_an_error_with_its_path(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "source.toml"
    file.write_bytes(content)
    with pytest.raises(MetadataError) as caught:
        read_source_file(file)
    assert str(caught.value).startswith(file.as_posix())
    assert message in str(caught.value)
