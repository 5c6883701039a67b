"""`audit compare` on real files, through every real stage."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from test_html import Page
from typer.testing import CliRunner

from audit import cli

ROOT = Path(__file__).parents[2]
CLINIC = """Gout

By Jo Roe, MD

An attack of gout lasts two to three days. Gout is caused by crystals of uric acid in a joint.
Drinking water prevents gout. Cold packs reduce the pain. Book an appointment at our clinic today.
"""
SHOP = """Gout

An attack of gout lasts three to four months. Gout is not caused by crystals of uric acid.
Cold packs reduce the pain. Buy our <b>cherry</b> capsules, the best cure for gout. <script>alert("gout")</script>
"""
PORTUGUESE = (
    "A pressão alta não dá sinais na maioria das pessoas, por isso o único jeito de saber é medir com calma. "
    "Menos sal baixa a pressão, e uma caminhada rápida de meia hora por dia ajuda quase todas as pessoas também. "
)
QUESTIONS = "What is gout? Who gets gout? How long does an attack last?\n"


def call(*arguments, text=None):
    return CliRunner().invoke(cli.app, ["compare", *(str(argument) for argument in arguments)], input=text)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("clinic.txt", CLINIC), ("shop.txt", SHOP), ("foreign.txt", PORTUGUESE), ("empty.txt", ""),
        ("asks.txt", QUESTIONS),
    ):  # fmt: skip
        Path(name).write_text(text, encoding="utf-8")
    Path("picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    return tmp_path


def test_two_articles_are_compared(folder):
    result = call("clinic.txt", "shop.txt")
    said = " ".join(result.stdout.split())
    assert "1 contradiction" in said or "2 contradictions" in said, result.output
    assert "A clinic.txt:5: “An attack of gout lasts two to three days.”" in said
    assert "B shop.txt:3: “An attack of gout lasts three to four months.”" in said
    assert re.search(r"What both say: \d", said)
    assert "Selling and conflicts of interest" in said
    assert "claims: 2 of 2" in result.stderr


def test_the_same_articles_give_the_same_bytes_and_exchanged_ones_the_mirrored_result(folder):
    one, again, other = (
        call(*paths, "--json", "--quiet").stdout
        for paths in (("clinic.txt", "shop.txt"), ("clinic.txt", "shop.txt"), ("shop.txt", "clinic.txt"))
    )
    assert one == again
    first, second = json.loads(one), json.loads(other)
    assert first["conflicts"]
    assert (first["left"], first["right"]) == (second["right"], second["left"])
    assert [entry["left"] for entry in first["conflicts"]] == [entry["right"] for entry in second["conflicts"]]
    assert first["counts"] == second["counts"]


def test_another_hash_seed_gives_the_same_bytes(folder):
    program = Path(sys.executable).with_name("audit")
    found = [
        subprocess.run(  # noqa: S603 -- our own program on our own articles
            [str(program), "compare", "clinic.txt", "shop.txt", "--json", "--quiet", "--html", f"{seed}.html"],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False,
        ).stdout
        for seed in ("1", "4711")
    ]  # fmt: skip
    assert found[0] == found[1] != b""
    assert Path("1.html").read_bytes() == Path("4711.html").read_bytes()


@pytest.mark.parametrize(("level", "code"), [("never", 0), ("error", 0), ("warning", 1), ("note", 1)])
def test_only_what_sets_the_two_against_each_other_counts_for_the_exit_code(folder, level, code):
    assert call("clinic.txt", "shop.txt", "--fail-on", level, "--quiet").exit_code == code


def test_what_one_of_them_sells_or_scores_does_not_count_for_the_exit_code(folder):
    Path("seller.txt").write_text("Colds\n\nCherries cure colds for good. Buy our cherry capsules today.\n")
    Path("audit.toml").write_text("min_score = 100\n")
    result = call("clinic.txt", "seller.txt", "--fail-on", "note")
    assert result.exit_code == 0, result.output
    assert "Selling and conflicts of interest" in result.stdout


def test_quiet_says_nothing_but_the_json_that_is_asked_for(folder):
    result = call("clinic.txt", "shop.txt", "--quiet")
    assert (result.stdout, result.stderr) == ("", "")
    result = call("clinic.txt", "shop.txt", "--quiet", "--json")
    assert json.loads(result.stdout)["schema"] == "source-audit/comparison/1"
    assert result.stderr == ""


def test_text_on_stdin_is_one_of_the_two(folder):
    result = call("clinic.txt", "-", text=SHOP)
    assert "stdin.txt:3: “An attack of gout lasts three to four months.”" in " ".join(result.stdout.split())


def test_two_folders_are_two_sources(folder):
    for name, text in (("ours", CLINIC), ("theirs", SHOP)):
        Path(name).mkdir()
        Path(name, "gout.txt").write_text(text)
        Path(name, "more.txt").write_text("Colds\n\nA cold lasts about a week. Rest eases a cold.\n")
    Path("theirs", "empty.txt").write_text("")
    result = call("ours", "theirs", "--json")
    content = json.loads(result.stdout)
    assert [article["path"] for article in content["left"]["articles"]] == ["ours/gout.txt", "ours/more.txt"]
    assert [article["path"] for article in content["right"]["articles"]] == ["theirs/gout.txt", "theirs/more.txt"]
    assert "skipped: theirs/empty.txt: empty" in result.stderr


@pytest.mark.parametrize("theirs", ["../theirs", "-"])
def test_a_folder_named_by_a_dot_holds_only_its_own_articles(folder, theirs, monkeypatch):
    for name, text in (("ours", CLINIC), ("theirs", SHOP)):
        Path(name).mkdir()
        Path(name, f"{name}.txt").write_text(text)
    monkeypatch.chdir(folder / "ours")
    content = json.loads(call(".", theirs, "--json", text=SHOP).stdout)
    assert [[article["id"] for article in content[side]["articles"]] for side in ("left", "right")] == [
        ["ours"], ["stdin" if theirs == "-" else "theirs"],
    ]  # fmt: skip


def test_a_copy_is_told_to_be_one(folder):
    Path("copy.txt").write_text(CLINIC)
    content = json.loads(call("clinic.txt", "copy.txt", "--json").stdout)
    assert content["dependence"][0]["articles"] == ["clinic", "copy"]
    assert (content["left"]["only"], content["counts"]["contradictions"]) == ([], 0)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("clinic.txt", "gone.txt"), 2, "gone.txt: no such file or folder"),
        (("clinic.txt", "./clinic.txt"), 2, "clinic.txt and ./clinic.txt are the same file; give two"),
        (("-", "-"), 2, "both articles are -; give a file"),
        ((".", "clinic.txt"), 2, "clinic.txt lies in ., so it would stand on both sides"),
        (("clinic.txt", "clinic.html"), 2, "have one name, as two formats of one article have; rename one"),
        (("clinic.txt", "empty.txt"), 3, "empty.txt: empty"),
        (("foreign.txt", "clinic.txt"), 3, "foreign.txt: not English"),
        (("clinic.txt", "picture.txt"), 3, "picture.txt: binary"),
        (("clinic.txt", "asks.txt"), 3, "asks.txt: no claim was found in it, so there is nothing to compare"),
        (("clinic.txt", "shop.txt", "--html", "."), 2, "is a folder; give the name of a file with --html"),
        (("clinic.txt", "shop.txt", "--html", "shop.txt"), 2, "shop.txt: is one of the articles; give another file"),
        (("clinic.txt", "shop.txt", "--html", "clinic.txt/x"), 2, "give another folder with --html"),
        (("clinic.txt", "shop.txt", "--fail-on", "x"), 2, "fail_on"),
        (("clinic.txt", "shop.txt", "--reference", "nowhere"), 2, "nowhere"),
    ],
)
def test_what_cannot_be_compared_is_one_line_that_names_the_file_and_the_remedy(folder, arguments, code, message):
    Path("clinic.html").write_text("<p>Gout lasts for days.</p>")
    result = call(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    (line,) = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert message in line
    assert Path("shop.txt").read_text() == SHOP


def test_the_page_is_written_and_nothing_in_an_article_is_markup(folder):
    result = call("clinic.txt", "shop.txt", "--html", "new/deep/page.html")
    assert result.stderr.endswith("written: new/deep/page.html\n")
    text = Path("new", "deep", "page.html").read_text(encoding="utf-8")
    page = Page(text)
    assert '<script>alert("gout")' not in text
    assert "&lt;b&gt;cherry&lt;/b&gt;" in text
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not [found for _, found in page.tags if found.get("src") or str(found.get("href", "")).startswith("http")]


def test_the_example_in_the_manual_quotes_the_example_articles():
    manual = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    example = manual.split("$ audit compare ", 1)[1].split("```", 1)[0]
    paths = example.split("\n", 1)[0].split()
    said = " ".join(example.split("\n", 1)[1].split())
    texts = [" ".join((ROOT / path).read_text(encoding="utf-8").split()) for path in paths]
    quotes = re.findall(r"\.(?:txt:\d+|md): “(.+?)”", said)
    assert len(quotes) == 2
    assert [quote in text for quote, text in zip(quotes, texts, strict=True)] == [True, True]
