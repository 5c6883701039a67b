"""The `audit` command: thin commands over the library. Heavy modules are imported when a command runs."""

from pathlib import Path
from typing import Annotated

import typer

from audit import __version__
from audit.cli_files import check_formats, common_folder, prepare_folder, replace_file, write_files
from audit.cli_options import EXIT_CODES, FailOnOption, FormatOption, ReferenceOption, list_examples
from audit.cli_talk import ExitCode, show, showing_progress, tell, telling_errors, wants_colour
from audit.errors import AuditError
from audit.settings import load_settings

DEFAULT_FORMATS = ("html", "json", "sarif", "markdown", "csv", "junit")

app = typer.Typer(
    name="audit",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 110},
)


def print_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        typer.echo(f"source-audit {__version__}")
        raise typer.Exit(ExitCode.CLEAN)


@app.callback(epilog=list_examples("audit run sources/ --out reports/", "audit check draft.txt", notes=EXIT_CODES))
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Audit health articles: claims, contradictions, selling, reliability of sources."""


@app.command(
    short_help="Audit a corpus, write its reports.",
    epilog=list_examples(
        "audit run sources/",
        "audit run clinic.html leaflet.txt --out reports/ --format html --format json --fail-on warning",
    ),
)
@telling_errors()
def run(  # noqa: PLR0913 -- one parameter is one option
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Folders and files with articles.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the reports.")] = Path("reports"),
    formats: Annotated[
        list[str] | None, typer.Option("--format", metavar="NAME", help="Format to write; repeat for several.")
    ] = None,
    reference: ReferenceOption = None,
    fail_on: FailOnOption = None,
    min_score: Annotated[
        float | None,
        typer.Option("--min-score", metavar="N", help="Exit code 1 when an assessed source scores below N."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 2 when anything had to be skipped.")] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing but errors; reports are written.")
    ] = False,
) -> None:
    """Audit a corpus of articles and write its reports.

    A sub-folder is one source; a file given by itself is its own source.
    """
    from audit.cli_report import audit_or_list, write_reports
    from audit.cli_verdict import judge
    from audit.reporters.terminal import write_terminal

    chosen = check_formats(formats or DEFAULT_FORMATS)
    overrides = {"reference": reference or None, "fail_on": fail_on, "min_score": min_score}
    settings = load_settings(common_folder(paths), overrides)
    prepare_folder(out, paths)
    with showing_progress(quiet=quiet) as progress:
        report = audit_or_list(paths, settings, progress)
        files = write_reports(report, chosen, progress)
    write_files(out, files)
    if not quiet:
        show(write_terminal(report, width=terminal_width(), colour=wants_colour()))
        tell(f"written to {out}: {', '.join(files)}")
    raise typer.Exit(judge(report, settings, strict=strict))


@app.command(
    short_help="Check articles; report on stdout.",
    epilog=list_examples("audit check draft.txt", "pbpaste | audit check - --format json"),
)
@telling_errors()
def check(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Articles, or - for text on stdin.")],
    format_name: FormatOption = "terminal",
    fail_on: FailOnOption = None,
) -> None:
    """Check one or more articles against themselves and the reference facts; the report goes to stdout."""
    from audit.cli_input import read_articles
    from audit.cli_verdict import judge
    from audit.pipeline import audit_corpus
    from audit.reporters import REPORTERS
    from audit.reporters.terminal import write_terminal

    check_formats([format_name])
    settings = load_settings(common_folder([path for path in articles if path != "-"]), {"fail_on": fail_on})
    report = audit_corpus(read_articles(articles), settings)
    if format_name == "terminal":
        show(write_terminal(report, width=terminal_width(), colour=wants_colour()))
    else:
        show(next(iter(REPORTERS[format_name](report).values())))
    raise typer.Exit(judge(report, settings, strict=False))


@app.command(
    short_help="Show the claims of an article.",
    epilog=list_examples(
        "audit claims clinic.html",
        "audit claims clinic.html --text | less",
        "audit claims draft.txt --html > claims.html",
    ),
)
@telling_errors()
def claims(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="An article, or - for text on stdin.")],
    text: Annotated[bool, typer.Option("--text", help="Print the extracted text, in which offsets count.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the claims as in report.json.")] = False,
    as_html: Annotated[bool, typer.Option("--html", help="Print a page: the article with its claims marked.")] = False,
) -> None:
    """Show the claims of an article: who holds them, what they say, how surely."""
    from audit.claims.read import read_claims
    from audit.cli_claims import find_problem, write_claims
    from audit.cli_input import read_articles

    if text + as_json + as_html > 1:
        raise AuditError("--text, --json and --html print different things; give one of them")
    settings = load_settings(common_folder([article] if article != "-" else []))
    corpus = read_articles([article])
    if problem := find_problem(corpus, article):
        tell(f"error: {problem}")
        raise typer.Exit(ExitCode.NOTHING)
    if text:
        show(corpus.articles[0].text.rstrip("\n") + "\n")
        return
    found = [claim for reading in read_claims(corpus.articles, settings, lambda *_: None) for claim in reading.claims]
    style = "json" if as_json else "html" if as_html else "table"
    show(write_claims(corpus, found, style=style, width=terminal_width(), colour=wants_colour()))


@app.command(
    short_help="Compare two articles.",
    epilog=list_examples(
        "audit compare ours.html theirs.html",
        "audit compare draft.txt published/ --all",
        "audit compare clinic.html leaflet.txt --html compared.html --fail-on warning",
    ),
)
@telling_errors()
def compare(  # noqa: PLR0913 -- one parameter is one option
    left: Annotated[str, typer.Argument(metavar="A", help="An article, a folder of one source, or - for stdin.")],
    right: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
    everything: Annotated[
        bool, typer.Option("--all", help="List also what is not counted, what only one says, and every rule.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the comparison as JSON.")] = False,
    page: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page with the two side by side.")
    ] = None,
    reference: ReferenceOption = None,
    fail_on: FailOnOption = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing but errors, and the JSON if it is asked for.")
    ] = False,
) -> None:
    """Compare two articles: where they conflict, what both say, what only one says, who sells.

    Only what sets the two against each other counts for the exit code.
    """
    from audit.cli_compare import audit_sides, check_target, judge_comparison, write_page

    paths = [path for path in (left, right) if path != "-"]
    settings = load_settings(common_folder(paths), {"reference": reference or None, "fail_on": fail_on})
    if page:
        check_target(page, paths)
        prepare_folder(page.parent, paths, "--html")
    with showing_progress(quiet=quiet) as progress:
        comparison, report = audit_sides(left, right, settings, progress)
    if as_json:
        from audit.reporters.comparison_json import write_comparison_json

        show(write_comparison_json(comparison, report))
    elif not quiet:
        from audit.reporters.comparison_text import write_comparison_text

        show(write_comparison_text(comparison, everything=everything, width=terminal_width(), colour=wants_colour()))
    notes = [f"skipped: {entry.path}: {entry.reason}" for entry in report.skipped]
    if page:
        notes += write_page(page, comparison, report)
    for note in () if quiet else notes:
        tell(note)
    raise typer.Exit(judge_comparison(comparison, report, settings))


@app.command(
    short_help="Explain a rule or the score.",
    epilog=list_examples("audit explain", "audit explain commercial/paid-ranking", "audit explain score"),
)
@telling_errors()
def explain(
    topic: Annotated[
        str | None, typer.Argument(metavar="[RULE|FAMILY|SCORE]", help="A rule, a family of rules, or the word score.")
    ] = None,
) -> None:
    """Explain a rule, a family of rules or the score; without a word, list the rules."""
    from audit.cli_explain import write_explanation

    show(write_explanation(topic))


@app.command(
    short_help="Compare two reports.",
    epilog=list_examples("audit diff last-week/report.json reports/report.json --fail-on warning"),
)
@telling_errors()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier report.json, or its folder.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later report.json, or its folder.")],
    fail_on: Annotated[
        str,
        typer.Option("--fail-on", metavar="LEVEL", help="Lowest level of a new finding that makes the exit code 1."),
    ] = "error",
) -> None:
    """Compare two reports: findings that are new, resolved, changed; scores that changed."""
    from audit.cli_diff import judge_diff, read_report, write_diff
    from audit.diff import compare_reports

    level = load_settings(Path.cwd(), {"fail_on": fail_on}).fail_on
    difference = compare_reports(read_report(old), read_report(new))
    show(write_diff(difference))
    raise typer.Exit(judge_diff(difference, level))


@app.command(
    short_help="Measure the stages on labelled data.",
    epilog=list_examples("audit evaluate --data labelled/", "audit evaluate claims --limit 100 --json"),
)
@telling_errors()
def evaluate(
    task: Annotated[str | None, typer.Argument(metavar="[TASK]", help="One task; without it, all of them.")] = None,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", help="Folder with labelled data; $AUDIT_SHARED or ../shared by default."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=0, help="Most rows of each data set; 0 for all.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Measure the stages on labelled data; samples are drawn by a fixed seed."""
    from audit.cli_evaluate import write_figures, write_figures_json
    from audit.evaluate import default_base
    from audit.evaluate import evaluate as measure

    with showing_progress(quiet=False) as progress:
        tables = measure(task, data or default_base(), limit=limit, progress=progress)
    show(write_figures_json(tables) if as_json else write_figures(tables))


@app.command(short_help="Write a commented audit.toml.", epilog=list_examples("audit init"))
@telling_errors()
def init(
    force: Annotated[bool, typer.Option("--force", help="Replace an audit.toml that is already there.")] = False,
) -> None:
    """Write a commented audit.toml with every setting at its default into the current folder."""
    from audit.cli_init import write_settings_file

    target = Path("audit.toml")
    if target.exists() and not force:
        raise AuditError(f"{target}: is already there; replace it with --force")
    replace_file(target, write_settings_file())
    tell(f"written: {target}")


def terminal_width() -> int:
    """Return the width of the terminal, between 80 and 140 columns; 100 where there is none."""
    import shutil

    return max(80, min(140, shutil.get_terminal_size((100, 24)).columns))
