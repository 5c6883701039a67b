import csv
import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from sarif_pydantic import Sarif

from audit.model import Level, Skipped, Status
from audit.reporters import REPORTERS
from audit.reporters.github import write_github
from audit.reporters.junit import write_junit
from audit.reporters.markdown import escape, write_markdown
from audit.reporters.plain import line_and_column, squeeze_line, strip_control
from audit.reporters.sarif import encode_path, write_sarif
from audit.reporters.tables import guard_cell, write_tables
from audit.reporters.terminal import write_terminal

TEXT_FORMATS = ("sarif", "markdown", "csv", "junit", "github", "terminal")


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_every_format_shows_both_quotes_and_what_was_skipped(report, name):
    text = "".join(REPORTERS[name](report).values())
    assert "A gout attack lasts three days." in text
    assert "A gout attack lasts two weeks." in text
    assert "empty" in text or name == "csv"


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_a_report_is_written_the_same_twice(report, name):
    assert REPORTERS[name](report) == REPORTERS[name](report)


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_control_characters_and_turned_text_reach_no_format(hostile_report, name):
    text = "".join(REPORTERS[name](hostile_report).values())
    assert "alert(1)" in text.replace("\\", "")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029]", text)


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_a_report_without_articles_can_be_written(report, name):
    empty = replace(
        report, sources=(), articles=(), claims=(), clusters=(), relations=(), findings=(), families=(), stances=(),
        scores=(), ranking=(), coverage=replace(report.coverage, considered=()),
    )  # fmt: skip
    assert all(REPORTERS[name](empty).values())


# --- sarif ----------------------------------------------------------------------------------------------------------


def read_run(report):
    return Sarif.model_validate_json(write_sarif(report)).runs[0]


def test_sarif_has_both_sides_of_a_contradiction_as_numbered_related_locations(report):
    result = read_run(report).results[0]
    assert [place.id for place in result.related_locations] == [1, 2]
    assert result.message.text == (
        "A gout attack lasts three days.\n"
        "[“A gout attack lasts three days.”](1) in in put/gout.txt\n"
        "[“A gout attack lasts two weeks.”](2) in in put/page.html"
    )


def test_sarif_gives_a_region_only_where_offsets_count_in_the_file(report):
    text_file, page = (place.physical_location for place in read_run(report).results[0].related_locations)
    region = text_file.region
    assert (region.start_line, region.start_column, region.end_line, region.end_column) == (3, 1, 3, 32)
    assert (region.char_offset, region.char_length) == (6, 31)
    assert page.region is None


def test_sarif_says_how_it_counts_and_how_sure_it_is(report):
    run = read_run(report)
    assert '"columnKind": "unicodeCodePoints"' in write_sarif(report)
    result = run.results[0]
    assert (result.rule_id, result.level.value, result.rank) == ("contradiction/duration", "error", 80.0)
    assert result.partial_fingerprints == {"sourceAuditFinding/v1": "aaa:1"}
    assert run.tool.driver.rules[result.rule_index].id == result.rule_id
    assert run.artifacts[0].location.uri == "in%20put/gout.txt"


def test_sarif_tells_skipped_files_and_dismissed_findings(report):
    run = read_run(report)
    notification = run.invocations[0].model_extra["toolExecutionNotifications"][0]
    assert notification["message"]["text"].startswith("in put/empty.txt: not audited: empty")
    assert run.results[3].model_extra["suppressions"][0]["justification"] == "=elsewhere"


def test_sarif_escapes_what_a_message_would_take_for_a_link_or_a_placeholder(hostile_report):
    text = read_run(hostile_report).results[1].message.text
    assert text.startswith("praises")
    link = read_run(hostile_report).results[0].message.text
    assert r"\[x\](http://a.example)" in link
    assert "{{0}}" in link


@pytest.mark.parametrize(
    ("path", "uri"),
    [("a b/ü.txt", "a%20b/%C3%BC.txt"), ("/x/y.txt", "file:///x/y.txt"), ("a:b#c?.txt", "a%3Ab%23c%3F.txt"),
     ("bad\udcff.txt", "bad%FF.txt")],
)  # fmt: skip
def test_a_path_becomes_a_uri(path, uri):
    assert encode_path(path) == uri


# --- junit ----------------------------------------------------------------------------------------------------------


def test_junit_fails_errors_passes_clean_articles_and_skips_the_rest(report):
    root = ET.fromstring(write_junit(report))
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("6", "2", "2")
    assert [suite.get("name") for suite in root] == [
        "in put/gout.txt",
        "in put/page.html",
        "in put/quiet.txt",
        "skipped",
    ]
    assert [case.get("name") for case in root[2]] == ["no findings"]
    assert root[0].find("testcase/failure").get("type") == "contradiction/duration"
    assert "two weeks" in root[0].find("testcase/failure").text
    assert root[1].find("testcase/skipped").get("message") == "dismissed: =elsewhere"


# --- github ---------------------------------------------------------------------------------------------------------


def test_github_names_file_line_and_title(report):
    first = write_github(report).splitlines()[0]
    assert first == (
        "::error file=in put/gout.txt,line=3,title=contradiction/duration (0.80)::A gout attack lasts three days."
        "%0A“A gout attack lasts three days.”%0Ain put/page.html: “A gout attack lasts two weeks.”"
    )
    assert write_github(report).count("\n") == 4


def test_github_lets_no_value_end_a_command_or_start_one(report, hostile_report):
    hostile = replace(hostile_report, skipped=(Skipped("a,b:c\n::error ::x%", "gone\r\n::warning ::y"),))
    lines = write_github(hostile).splitlines()
    assert len(lines) == 4
    assert all(re.fullmatch(r"::(error|warning|notice) [^:]*::.*", line) for line in lines)
    assert lines[-1] == "::warning file=a%2Cb%3Ac%0A%3A%3Aerror %3A%3Ax%25,title=not audited::gone%0A::warning ::y"


# --- markdown -------------------------------------------------------------------------------------------------------


def test_markdown_has_its_sections_in_order(report):
    headings = re.findall(r"^## (.*)$", write_markdown(report), flags=re.MULTILINE)
    assert headings == [
        "Scores", "Claims that do not go together", "Other findings", "Dealt with",
        "Claims shared by independent families", "Coverage", "Not audited", "How to read this",
    ]  # fmt: skip


def test_markdown_shows_a_contradiction_once_and_side_by_side(report):
    text = write_markdown(report)
    assert text.count("| “A gout attack lasts three days.” | “A gout attack lasts two weeks.” |") == 1
    assert text.count("### One thing lasts for different times\n\nA gout attack lasts three days.\n") == 1


def test_markdown_shows_the_interval_the_gate_with_its_quote_and_what_was_not_assessed(report):
    text = write_markdown(report)
    assert "| 41 (28–52) | – | Puff (at 50) |" in text
    assert "- capped at 50 by Puff: “Our gel is the best.”" in text
    assert "- agreement: not assessed (of 35)" in text
    assert "| Shop | not assessed |" in text
    assert "- considered and not counted, too unsure: 1 relations (1 contradicts)" in text


def test_markdown_writes_brackets_and_ampersands_as_entities():
    assert escape("<b> &lt; |x|") == "&lt;b&gt; &amp;lt; \\|x\\|"


def test_nothing_quoted_is_markup_in_markdown(hostile_report):
    from markdown_it import MarkdownIt

    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(write_markdown(hostile_report))
    assert "<script" not in html
    assert not re.search(r"<(a|img|s|code)\b", html)
    assert "<th>in put/gout.txt:3</th>\n<th>in put/page.html</th>\n</tr>" in html
    assert html.count("<td>") == 2 * 4 + 2


@pytest.mark.parametrize(
    "text", ["# a", "1. a", "- a", "+ a", "> a", "* a", "=====", "www.a.example", "http://a.example"]
)
def test_a_quote_at_the_start_of_a_line_stays_text(text):
    from markdown_it import MarkdownIt

    html = MarkdownIt("gfm-like", {"linkify": False}).render(escape(text))
    assert re.sub(r"<[^>]+>", "", html).strip().replace("&gt;", ">") == text
    assert html.startswith("<p>")


# --- tables ---------------------------------------------------------------------------------------------------------


def read_table(report, name):
    return list(csv.DictReader(io.StringIO(write_tables(report)[name])))


def test_the_tables_have_a_row_for_each_finding_claim_and_source(report):
    assert [row["id"] for row in read_table(report, "findings.csv")] == ["aaa:1", "bbb:1", "ccc:1", "ddd:1"]
    assert [row["cluster"] for row in read_table(report, "claims.csv")] == ["k1", ""]
    scores = read_table(report, "scores.csv")
    assert [(row["value"], row["commercial"], row["agreement"]) for row in scores] == [
        ("41.25", "12.0", ""),
        ("", "", ""),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx=1", " =1", "\x1b=1", "＝1", "\r\n=1"])
def test_a_cell_that_looks_like_a_formula_is_text(text):
    assert str(guard_cell(text)).startswith("'")


def test_ordinary_cells_and_numbers_stay_as_they_are(report):
    assert (guard_cell("a-b"), guard_cell(-1.5), guard_cell(None)) == ("a-b", -1.5, None)
    assert read_table(report, "findings.csv")[3]["reason"] == "'=elsewhere"


# --- terminal -------------------------------------------------------------------------------------------------------


def test_the_terminal_shows_scores_counts_and_each_contradiction_once(report):
    text = write_terminal(report)
    assert re.search(r"Clinic A gout.*41 \(28–52\)", text)
    assert "not assessed" in text
    assert text.count("error contradiction/duration") == 1
    assert "3 articles, 4 sentences, 2 claims, 1 pair compared: 2 errors, 1 warning, 0 notes" in text


def test_the_terminal_takes_no_text_for_its_own_markup(hostile_report):
    named_said_quoted_and_skipped = 4
    text = write_terminal(hostile_report, width=400)
    assert text.count("[red]=1+1[/red]") == named_said_quoted_and_skipped
    coloured = write_terminal(hostile_report, width=400, colour=True)
    assert "\x1b[" in coloured
    assert "[red]=1+1[/red]" in coloured
    assert "\x1b[31m" not in coloured


def test_the_terminal_shows_the_gravest_of_a_rule_first_and_what_is_known_instead(report):
    message = "The page says: “Salt cures gout.” What is known (well established): It does not. References: Roe 2020"
    single = replace(report.findings[1], verdict=None, related=(), rule="consensus/conflict")
    grave = replace(single, id="g", level=Level.ERROR, message=message)
    mild = replace(single, id="m", level=Level.NOTE, message="n")
    other = replace(single, id="o", level=Level.WARNING, rule="safety/harmless", message="It is mild")
    text = write_terminal(replace(report, findings=(mild, other, grave)))
    assert text.index("error consensus/conflict Says the opposite") < text.index("warning safety/harmless It is mild")
    assert "    known (well established): It does not. References: Roe 2020\n" in text
    assert "… and 1 more; report.html, or --format markdown, has all of them" in text


def test_a_narrow_terminal_gets_no_longer_lines(report):
    assert max(len(line) for line in write_terminal(report, width=80).splitlines()) <= 80


# --- plain ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "clean"),
    [("a\x1b[31mb", "a[31mb"), ("a\u202eb", "ab"), ("a\u2028b", "a\nb"), ("\ud800", "\ufffd"), ("\uffff", "\ufffd"),
     ("👩\u200d🔬 é", "👩\u200d🔬 é")],
)  # fmt: skip
def test_invisible_characters_are_taken_out(text, clean):
    assert strip_control(text) == clean


def test_a_long_line_is_cut_at_a_word():
    assert squeeze_line("one  two\nthree", 9) == "one two…"


@pytest.mark.parametrize(("offset", "expected"), [(0, (1, 1)), (1, (1, 2)), (2, (2, 1)), (4, (3, 1))])
def test_lines_and_columns_count_from_one(offset, expected):
    assert line_and_column("a\nb\nc", offset) == expected


def test_the_open_findings_are_those_counted(report):
    accepted = replace(report, findings=tuple(replace(finding, status=Status.ACCEPTED) for finding in report.findings))
    assert "0 errors, 0 warnings, 0 notes" in write_terminal(accepted)
    assert write_github(accepted).count("\n") == 1
