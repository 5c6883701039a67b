import json
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

from audit import cli
from audit.cli_talk import ExitCode, telling_errors
from audit.errors import CorpusError, EmptyCorpusError
from audit.model import Corpus, Level, Rule, Status
from audit.reporters.report_json import write_json

DEFAULT_FILES = [
    "claims.csv", "findings.csv", "report.html", "report.json", "report.md", "report.sarif", "report.xml", "scores.csv",
]  # fmt: skip
COMMANDS = ("run", "check", "claims", "compare", "explain", "diff", "evaluate", "init")


def call(*arguments, text=None):
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments], input=text)


def list_names(folder):
    return sorted(path.name for path in Path(folder).iterdir())


@pytest.fixture
def audited(report, monkeypatch, tmp_path):
    """Put a pipeline in place that returns the report made by hand; what it was called with is recorded."""
    calls = []
    module = ModuleType("audit.pipeline")

    def audit_paths(paths, settings, progress):
        calls.append((paths, settings))
        progress("claims", 1, 1)
        return state["report"]

    state = {"report": report, "calls": calls}
    module.audit_paths = audit_paths
    module.audit_corpus = lambda corpus, settings: calls.append((corpus, settings)) or state["report"]
    monkeypatch.setitem(sys.modules, "audit.pipeline", module)
    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    Path("articles", "gout.txt").write_text("Gout hurts.\n")
    Path("file.txt").write_text("")
    return state


@pytest.fixture
def reading(monkeypatch, report):
    """Put an ingest in place that returns the first article of the report for each file."""

    def read_corpus(paths):
        article = report.articles[0]
        articles = tuple(replace(article, id=Path(path).stem, path=path) for path in paths)
        return Corpus(sources=report.sources[:1], articles=articles)

    monkeypatch.setattr("audit.ingest.read_corpus", read_corpus)


# --- run ------------------------------------------------------------------------------------------------------------


def test_run_writes_every_default_format_and_prints_the_table(audited):
    result = call("run", "articles")
    assert list_names("reports") == DEFAULT_FILES
    assert "41 (28–52)" in result.stdout
    assert "claims: 1 of 1\nreports: 6 of 6\nwritten to reports: report.html, report.json" in result.stderr
    assert result.exit_code == ExitCode.FINDINGS
    assert Path("reports", "report.json").read_text() == write_json(audited["report"])


def test_run_writes_only_the_formats_asked_for_where_asked(audited):
    call("run", "articles", "--out", "there/deep", "--format", "github", "--format", "terminal", "--format", "github")
    assert list_names("there/deep") == ["report.github.txt", "report.txt"]


def test_quiet_says_nothing(audited):
    result = call("run", "articles", "--quiet", "--fail-on", "never")
    assert (result.stdout, result.stderr, result.exit_code) == ("", "", ExitCode.CLEAN)
    assert list_names("reports") == DEFAULT_FILES


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--fail-on", "error"], 1),
        (["--fail-on", "never"], 0),
        (["--fail-on", "never", "--min-score", "41"], 0),
        (["--fail-on", "never", "--min-score", "41.25"], 0),
        (["--fail-on", "never", "--min-score", "42"], 1),
        (["--fail-on", "never", "--strict"], 2),
    ],
)
def test_the_exit_code_says_what_was_found(audited, arguments, code):
    assert call("run", "articles", "--format", "json", *arguments).exit_code == code
    assert Path("reports", "report.json").exists()


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("note", 1)])
def test_findings_below_the_level_do_not_count(audited, fail_on, code):
    audited["report"] = replace(audited["report"], findings=audited["report"].findings[1:2])
    assert call("run", "articles", "--format", "json", "--fail-on", fail_on).exit_code == code


def test_dismissed_findings_do_not_count(audited):
    audited["report"] = replace(audited["report"], findings=audited["report"].findings[3:])
    assert call("run", "articles", "--format", "json", "--fail-on", "note").exit_code == ExitCode.CLEAN


def test_when_nothing_could_be_checked_the_report_is_written_and_the_code_is_3(audited):
    empty = replace(
        audited["report"], articles=(), findings=(), claims=(), clusters=(), scores=(), families=(), relations=(),
        stances=(), ranking=(), coverage=replace(audited["report"].coverage, sentences=0, considered=()),
    )  # fmt: skip
    audited["report"] = empty
    result = call("run", "articles")
    assert result.exit_code == ExitCode.NOTHING
    assert "in put/empty.txt" in result.stdout
    assert json.loads(Path("reports", "report.json").read_text())["skipped"][0]["path"] == "in put/empty.txt"


def test_settings_come_from_the_audited_folder_and_options_win(audited):
    Path("articles", "audit.toml").write_text("fail_on = 'never'\nmin_score = 3\nreference = ['x']\n")
    call("run", "articles", "--min-score", "5", "--reference", "cramps", "--reference", "gout", "--format", "json")
    settings = audited["calls"][0][1]
    assert (settings.fail_on, settings.min_score, settings.reference) == ("never", 5.0, ("cramps", "gout"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "sariff"], "unknown format; did you mean sarif?"),
        (["--format", "md"], "did you mean markdown?"),
        (["--fail-on", "eror"], "did you mean error?"),
        (["--min-score", "200"], "min_score: must be between 0 and 100"),
        (["--out", "articles/reports"], "lies in articles, which is audited"),
        (["--out", "file.txt/x"], "cannot write there"),
    ],
)
def test_a_wrong_option_is_an_error_before_any_work(audited, arguments, message):
    result = call("run", "articles", *arguments)
    assert result.exit_code == ExitCode.ERROR
    assert message in result.stderr
    assert result.stdout == ""
    assert audited["calls"] == []


def test_wrong_settings_name_the_file(audited):
    Path("articles", "audit.toml").write_text("fial_on = 'x'\n")
    result = call("run", "articles")
    assert result.exit_code == ExitCode.ERROR
    assert "articles/audit.toml: fial_on: unknown key; did you mean fail_on?" in result.stderr


@pytest.mark.parametrize("arguments", [["--out", "x", "run", "a"], ["run", "a", "--version"], ["run"], ["rnu", "a"]])
def test_an_option_in_the_wrong_place_or_an_unknown_command_fails_loudly(audited, arguments):
    result = call(*arguments)
    assert result.exit_code == ExitCode.ERROR
    assert "Usage: audit" in result.stderr


def test_a_file_is_replaced_whole_or_not_at_all(audited, monkeypatch):
    call("run", "articles", "--format", "json")
    before = Path("reports", "report.json").read_text()
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    result = call("run", "articles", "--format", "json")
    assert result.exit_code == 130
    assert result.stderr.endswith("stopped; nothing was written\n")
    assert [path.name for path in Path("reports").iterdir()] == ["report.json"]
    assert Path("reports", "report.json").read_text() == before


def test_an_interrupt_between_two_files_says_which_was_written(audited, monkeypatch):
    whole = Path.replace

    def replace_first(draft, target):
        if target.name != "report.json":
            raise KeyboardInterrupt
        return whole(draft, target)

    monkeypatch.setattr("pathlib.Path.replace", replace_first)
    result = call("run", "articles", "--format", "json", "--format", "markdown")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (130, "stopped; written to reports: report.json")
    assert [path.name for path in Path("reports").iterdir()] == ["report.json"]


def test_where_no_article_can_be_read_the_report_lists_what_was_tried_and_the_code_is_3(audited, monkeypatch):
    def audit_paths(*_):
        raise EmptyCorpusError("articles: no article to read", (("articles/a.txt", "empty"),))

    monkeypatch.setattr(sys.modules["audit.pipeline"], "audit_paths", audit_paths)
    sys.modules["audit.pipeline"].describe = lambda settings: (("model", ""),)
    result = call("run", "articles")
    assert (result.exit_code, "articles/a.txt" in result.stdout) == (ExitCode.NOTHING, True)
    assert json.loads(Path("reports", "report.json").read_text())["skipped"] == [
        {"path": "articles/a.txt", "reason": "empty"}
    ]


def test_a_folder_without_any_file_is_told_and_nothing_is_written(audited, monkeypatch):
    def audit_paths(*_):
        raise EmptyCorpusError("articles: no article to read; put .txt files there")

    monkeypatch.setattr(sys.modules["audit.pipeline"], "audit_paths", audit_paths)
    result = call("run", "articles")
    assert (result.exit_code, result.stdout) == (ExitCode.NOTHING, "")
    assert result.stderr == "error: articles: no article to read; put .txt files there\n"
    assert list(Path("reports").iterdir()) == []


# --- check and claims -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "start"),
    [("json", '{\n  "schema"'), ("sarif", '{\n  "$schema"'), ("markdown", "# Source audit"), ("csv", "id,rule,level"),
     ("github", "::error file="), ("junit", "<?xml"), ("html", "<!doctype html>"), ("terminal", "\n")],
)  # fmt: skip
def test_check_prints_one_report_on_stdout(audited, reading, name, start):
    result = call("check", "articles/gout.txt", "--format", name)
    assert result.stdout.lower().startswith(start.lower())
    assert (result.exit_code, result.stderr) == (ExitCode.FINDINGS, "")


def test_check_reads_text_on_stdin_beside_files(audited, reading):
    call("check", "articles/gout.txt", "-", text="Gout hurts.")
    corpus = audited["calls"][0][0]
    assert [(article.id, article.path) for article in corpus.articles] == [
        ("gout", "articles/gout.txt"),
        ("stdin", "stdin.txt"),
    ]


def test_an_article_called_like_stdin_is_not_mixed_up_with_it(audited, reading):
    result = call("check", "articles/stdin.txt", "-", text="Gout hurts.")
    assert (result.exit_code, "called stdin" in result.stderr) == (ExitCode.ERROR, True)


@pytest.fixture
def claimed(monkeypatch, report, reading):
    monkeypatch.setattr(
        "audit.claims.read.read_claims",
        lambda articles, settings, progress: [type("Reading", (), {"claims": report.claims})],
        raising=False,
    )


def test_claims_shows_holder_relation_and_the_claim_by_itself(claimed):
    result = call("claims", "gout.txt")
    assert re.search(r"clinic/gout:1 +claim +asserted +duration +\+ +3 +A gout attack lasts", result.stdout)
    assert "2 claims" in result.stdout


def test_claims_as_json_are_those_of_the_report(claimed, report):
    assert json.loads(call("claims", "gout.txt", "--json").stdout) == json.loads(write_json(report))["claims"]


def test_claims_text_is_the_text_in_which_offsets_count(claimed, report):
    assert call("claims", "gout.txt", "--text").stdout == report.articles[0].text


@pytest.mark.parametrize("options", [["--text", "--json"], ["--json", "--html"], ["--text", "--json", "--html"]])
def test_claims_takes_one_way_of_printing(claimed, options):
    assert "give one of them" in call("claims", "gout.txt", *options).stderr


def test_claims_as_a_page_are_said_in_words(claimed):
    page = call("claims", "gout.txt", "--html").stdout
    assert page.startswith("<!doctype html>")
    assert "how long it lasts" in page


# --- explain, diff, evaluate, init ----------------------------------------------------------------------------------


@pytest.fixture
def explained(monkeypatch):
    rules = (
        Rule("commercial/paid-ranking", "Ranks for money", Level.ERROR, "Readers trust lists.", 0.7, "Say who pays."),
        Rule("safety/red-flags", "No red flags", Level.NOTE, "Some pains are urgent.", 0.0),
    )
    monkeypatch.setattr("audit.cli_explain.list_rules", lambda: rules)
    examples = {"commercial/paid-ranking": {"flags": "We rank who pays.", "passes": "We rank by test."}}
    monkeypatch.setattr("audit.cli_explain.load_examples", lambda: examples)


def test_explain_lists_the_rules(explained):
    assert call("explain").stdout.startswith(
        "error    commercial/paid-ranking  Ranks for money\nnote     safety/red-flags         No red flags\n"
    )


@pytest.mark.parametrize("topic", ["commercial/paid-ranking", "Commercial", "commercial/"])
def test_explain_tells_a_rule_or_a_family(explained, topic):
    assert call("explain", topic).stdout == (
        "commercial/paid-ranking: Ranks for money\n  Why: Readers trust lists.\n  Level: error\n"
        "  Points: 0.7 (penalty weight in its dimension)\n  Remedy: Say who pays.\n"
        "  Fires on: We rank who pays.\n  Does not fire on: We rank by test.\n"
    )


def test_explain_tells_the_score_with_the_rules_that_take_points(explained):
    text = call("explain", "SCORE").stdout
    assert text.endswith("  commercial independence: commercial/paid-ranking 0.7\n")
    assert "80 % interval" in text


@pytest.mark.parametrize(
    ("topic", "nearest"), [("paid-rankin", "commercial/paid-ranking"), ("safty", "safety"), ("scor", "score")]
)
def test_explain_names_the_nearest_rule(explained, topic, nearest):
    result = call("explain", topic)
    assert (result.exit_code, f"did you mean {nearest}?" in result.stderr) == (ExitCode.ERROR, True)


def test_evaluate_prints_the_figures(monkeypatch):
    tables = [("claims", {"recall": 0.8, "n": "4/5"}), ("families", {"exact": "yes"})]
    monkeypatch.setattr("audit.evaluate.evaluate", lambda task, data, **_: tables[: 1 if task else 2], raising=False)
    assert call("evaluate", "claims", "--data", ".").stdout == "claims\n  recall  0.800\n  n       4/5\n"
    assert call("evaluate").stdout.endswith("\nfamilies\n  exact  yes\n")


@pytest.fixture
def differing(tmp_path, report, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("old").mkdir()
    Path("old", "report.json").write_text(write_json(replace(report, findings=report.findings[3:])))
    worse = replace(report, scores=(replace(report.scores[0], value=30.0), report.scores[1]))
    Path("new.json").write_text(write_json(worse))


def test_diff_shows_new_findings_with_quotes_and_scores(differing):
    result = call("diff", "old", "new.json")
    assert result.exit_code == ExitCode.FINDINGS
    assert "score clinic: 41.2 → 30.0 (-11.2)\n" in result.stdout
    assert (
        "new: error contradiction/duration: A gout attack lasts three days.\n    clinic/gout: “A gout" in result.stdout
    )
    assert result.stdout.endswith("2 new, 0 resolved, 0 changed, 1 persisting\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["new.json", "old"], 0), (["old", "new.json", "--fail-on", "never"], 0), (["old", "old"], 0)],
)
def test_diff_fails_on_new_findings_only(differing, arguments, code):
    assert call("diff", *arguments).exit_code == code


def test_diff_fails_when_a_finding_becomes_severer_but_not_when_it_was_severe_or_is_dismissed(differing, report):
    def save(name, **changes):
        Path(name).write_text(write_json(replace(report, findings=(replace(report.findings[0], **changes),))))

    save("error.json")
    save("note.json", level=Level.NOTE)
    save("dismissed.json", status=Status.DISMISSED)
    save("surer.json", confidence=0.99)
    assert call("diff", "note.json", "error.json").exit_code == ExitCode.FINDINGS
    assert call("diff", "error.json", "surer.json").exit_code == ExitCode.CLEAN
    assert "1 changed" in call("diff", "error.json", "surer.json").stdout
    Path("none.json").write_text(write_json(replace(report, findings=())))
    assert call("diff", "none.json", "dismissed.json").exit_code == ExitCode.CLEAN


@pytest.mark.parametrize("path", ["nowhere.json", "articles.txt", "binary.json", "."])
def test_diff_names_a_file_that_is_no_report(differing, path):
    Path("articles.txt").write_text("Gout hurts.")
    Path("binary.json").write_bytes(b"\xff\xfe")
    result = call("diff", path, "new.json")
    assert result.exit_code == ExitCode.ERROR
    assert "written by `audit run`" in result.stderr


def test_init_writes_a_file_once_and_again_by_force(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert call("init").exit_code == ExitCode.CLEAN
    assert call("init").exit_code == ExitCode.ERROR
    Path("audit.toml").write_text("x")
    assert call("init", "--force").exit_code == ExitCode.CLEAN
    assert Path("audit.toml").read_text().startswith("# Settings of source-audit")


# --- all of them ----------------------------------------------------------------------------------------------------


def test_the_version_is_shown():
    assert call("--version").stdout == "source-audit 0.1.0\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_has_an_example(name):
    result = call(name, "--help")
    assert result.exit_code == ExitCode.CLEAN
    assert f"Examples:\n    audit {name}" in result.stdout or f"| audit {name}" in result.stdout


def test_an_error_is_told_without_control_characters(capsys):
    with pytest.raises(Exception) as caught, telling_errors():  # noqa: PT011 -- typer's Exit is private
        raise CorpusError("a\x1b[31m.txt: gone")
    assert caught.value.exit_code == ExitCode.ERROR
    assert capsys.readouterr().err == "error: a[31m.txt: gone\n"


def test_a_defect_is_one_line_and_whole_when_asked_for(capsys, monkeypatch):
    monkeypatch.delenv("AUDIT_DEBUG", raising=False)
    with pytest.raises(Exception) as caught, telling_errors():  # noqa: PT011 -- typer's Exit is private
        1 / 0  # noqa: B018
    assert caught.value.exit_code == ExitCode.ERROR
    assert "(ZeroDivisionError: division by zero); run again with AUDIT_DEBUG=1" in capsys.readouterr().err
    monkeypatch.setenv("AUDIT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError), telling_errors():
        1 / 0  # noqa: B018


def test_the_command_line_starts_without_heavy_libraries():
    heavy = "('spacy', 'sklearn', 'pandas', 'numpy', 'jinja2', 'lxml', 'rich')"
    code = f"import sys, audit.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "[]\n"


def test_help_is_shown_within_four_tenths_of_a_second_of_work():
    code = (
        "import resource, sys; from audit.cli import app; app(['--help'], standalone_mode=False);"
        "used = resource.getrusage(resource.RUSAGE_SELF); print(used.ru_utime + used.ru_stime, file=sys.stderr)"
    )
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(3)]  # noqa: S603
    assert "audit run sources/ --out reports/" in runs[0].stdout
    assert min(float(run.stderr) for run in runs) < 0.4


def test_an_interrupt_ends_with_130_and_a_message(tmp_path):
    code = (
        "import sys, time, types; m = types.ModuleType('audit.pipeline')\n"
        "def audit_paths(*_):\n    print('ready', flush=True); time.sleep(30)\n"
        "m.audit_paths = audit_paths; sys.modules['audit.pipeline'] = m\n"
        "from audit.cli import app; app(['run', 'articles'])"
    )
    (tmp_path / "articles").mkdir()
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (130, "stopped; nothing was written\n")
    assert list((tmp_path / "reports").iterdir()) == []
