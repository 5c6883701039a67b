"""The commands on real files, through every real stage."""

import csv
import io
import json
import re
import tempfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from audit import cli
from audit.reporters.report_json import read_json

CLINIC = """Gout

By Jo Roe, MD

An attack of gout lasts two to three days. Gout is caused by crystals of uric acid in a joint.
Drinking water prevents gout. Book an appointment at our clinic today.
"""
SHOP = """Gout

An attack of gout lasts three to four months. Gout is not caused by crystals of uric acid.
Buy our cherry capsules, the best cure for gout.
"""

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(200)


def call(*arguments, text=None):
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments], input=text)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    Path("articles", "clinic.txt").write_text(CLINIC)
    Path("articles", "shop.txt").write_text(SHOP)
    return Path("articles")


def test_run_audits_a_folder_and_every_report_agrees(folder):
    result = call("run", "articles", "--format", "json", "--format", "csv", "--format", "sarif", "--format", "github")
    assert result.exit_code in (0, 1), result.output
    report = read_json(Path("reports", "report.json").read_text(encoding="utf-8"))
    assert [article["path"] for article in report["articles"]] == ["articles/clinic.txt", "articles/shop.txt"]
    ids = [finding["id"] for finding in report["findings"]]
    rows = list(csv.DictReader(io.StringIO(Path("reports", "findings.csv").read_text(encoding="utf-8"))))
    results = json.loads(Path("reports", "report.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert ids
    assert [row["id"] for row in rows] == ids
    assert [result["partialFingerprints"]["sourceAuditFinding/v1"] for result in results] == ids
    texts = {article["id"]: Path(article["path"]).read_text(encoding="utf-8") for article in report["articles"]}
    for finding in report["findings"]:
        for place in (finding["primary"], *finding["related"]):
            assert texts[place["article"]][place["start"] : place["end"]] == place["quote"]


def test_run_finds_the_contradicting_durations_and_diff_sees_them_go(folder):
    call("run", "articles", "--out", "old", "--format", "json")
    old = json.loads(Path("old", "report.json").read_text(encoding="utf-8"))
    assert any(finding["rule"] == "contradiction/duration" for finding in old["findings"])
    Path("articles", "shop.txt").write_text(SHOP.replace("three to four months", "two to three days"))
    call("run", "articles", "--out", "new", "--format", "json")
    result = call("diff", "old", "new")
    assert "resolved: " in result.stdout
    assert "contradiction/duration" in result.stdout.split("resolved: ", 1)[1]


def test_check_reads_stdin_and_never_shows_where_it_was_kept(folder):
    result = call("check", "-", "--format", "json", text=SHOP)
    report = read_json(result.stdout)
    assert [article["path"] for article in report["articles"]] == ["stdin.txt"]
    assert tempfile.gettempdir() not in result.stdout


@pytest.mark.parametrize(("text", "reason"), [(b"", "empty"), (PICTURE, "binary")])
def test_check_of_nothing_on_stdin_says_so_by_its_name(folder, text, reason):
    result = call("check", "-", text=text)
    assert (result.exit_code, result.stdout) == (3, "")
    assert f"stdin.txt: {reason}" in result.stderr
    assert tempfile.gettempdir() not in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", 3),
        ("binary.txt", PICTURE, 3),
        ("latin.txt", "Gout hurts. Crème brûlée does not cause gout.".encode("latin-1"), 0),
        ("nobody.html", b"<html><head><title>x</title></head></html>", 3),
        ("fault.html", b"<html><body><p>Gout hurts.<div></p></b><table><td>Gout hurts", 0),
        ("meta.md", b"---\ntitle: [\n---\nGout hurts.\n", 3),
    ],
)
def test_bad_input_is_a_message_and_never_a_traceback(folder, name, content, code):
    Path(name).write_bytes(content)
    for command in (["check", name, "--fail-on", "never"], ["run", name, "--fail-on", "never", "-q"]):
        result = call(*command)
        assert result.exit_code == code, (command, result.output)
        assert "Traceback" not in result.output
        assert "defect" not in result.stderr


def test_one_bad_file_does_not_stop_the_others(folder):
    Path("articles", "binary.txt").write_bytes(PICTURE)
    Path("articles", "clinic.html").write_text("<p>Gout hurts.</p>")
    result = call("run", "articles", "--format", "json", "--fail-on", "never")
    report = json.loads(Path("reports", "report.json").read_text(encoding="utf-8"))
    assert result.exit_code == 0, result.output
    assert len(report["articles"]) == 2
    assert [entry["path"] for entry in report["skipped"]] == ["articles/binary.txt", "articles/clinic.txt"]


def test_files_that_cannot_be_read_are_skipped_and_with_strict_an_error(folder):
    Path("articles", "empty.txt").write_text("")
    Path("articles", "picture.txt").write_bytes(PICTURE)
    result = call("run", "articles", "--format", "json", "--fail-on", "never")
    assert result.exit_code == 0
    assert "Not audited: 2" in result.stdout
    assert call("run", "articles", "--format", "json", "--strict").exit_code == 2


def test_when_every_file_is_skipped_the_report_is_written_and_lists_them(folder):
    for name in ("clinic.txt", "shop.txt"):
        Path("articles", name).write_text("")
    result = call("run", "articles")
    assert result.exit_code == 3, result.output
    skipped = json.loads(Path("reports", "report.json").read_text(encoding="utf-8"))["skipped"]
    assert [entry["path"] for entry in skipped] == ["articles/clinic.txt", "articles/shop.txt"]


@pytest.mark.parametrize("command", [["run"], ["check"], ["claims"]])
def test_a_path_that_does_not_exist_is_an_error(folder, command):
    result = call(*command, "nowhere.txt")
    assert result.exit_code == 2
    assert "nowhere.txt" in result.stderr
    assert result.stdout == ""


def test_claims_of_a_real_article_have_their_places(folder):
    claims = json.loads(call("claims", "articles/shop.txt", "--json").stdout)
    assert "An attack of gout lasts three to four months" in [claim["text"].rstrip(".") for claim in claims]
    assert all(SHOP[claim["start"] : claim["end"]] == claim["text"] for claim in claims)


def test_claims_as_a_page_are_marked_in_the_text(folder):
    page = call("claims", "articles/shop.txt", "--html").stdout
    found = r'<span class="claim claim-claim of-course"[^>]*>An attack of gout lasts three to four months'
    assert re.search(found, page)
    assert "<script" not in page


def test_claims_as_a_page_tell_added_words_from_the_articles_own(folder):
    text = "# Gout\n\nCommon causes include:\n\n- Beer\n\nGout [a kind of arthritis] hurts badly in the toe.\n"
    Path("articles", "list.md").write_text(text)
    page = call("claims", "articles/list.md", "--html").stdout
    assert '<ins class="added">[Causes of Gout include]</ins> Beer' in page
    assert '<span class="claim claim-claim of-cause"' in page
    assert "<ins" not in page[page.index("a kind of arthritis") - 40 : page.index("a kind of arthritis")]


def test_explain_knows_every_rule_it_lists(folder):
    ids = [
        line.split()[1] for line in call("explain").stdout.splitlines() if line.startswith(("error", "warning", "note"))
    ]
    assert ids
    for rule in ids:
        assert call("explain", rule).stdout.startswith(f"{rule}: ")


def test_reports_do_not_depend_on_the_working_folder_listing(folder):
    call("run", "articles", "--out", "one", "--format", "json", "--format", "markdown")
    call("run", "articles/shop.txt", "articles/clinic.txt", "--out", "two", "--format", "json", "--format", "markdown")
    one, two = ({path.name: path.read_bytes() for path in Path(folder).iterdir()} for folder in ("one", "two"))
    assert one.keys() == two.keys()
    assert Path("one", "report.md").read_text(encoding="utf-8") == Path("two", "report.md").read_text(encoding="utf-8")
