"""Report → short tables for a terminal (rich): scores, counts, the first contradictions, what was skipped."""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from audit.model import Finding, Level, Report, SourceScore, Status
from audit.reporters.plain import (
    articles_by_id,
    count_levels,
    count_noun,
    place_name,
    quote_line,
    severest_first,
    show_score,
    source_names,
    squeeze_line,
    unique_contradictions,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

BAR = 25
"""Cells of the drawn interval, 0 to 100."""

SHOWN = 5
"""Contradictions, other findings and skipped paths that are shown; the rest is counted."""

EVERYTHING = "report.html, or --format markdown, has all of them"

STYLES = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.NOTE: "cyan"}


def write_terminal(report: Report, *, width: int = 100, colour: bool = False) -> str:
    """Return the tables as text for a terminal of this width; without colour there is no escape sequence in it."""
    console = new_console(width, colour=colour)
    open_findings = [finding for finding in report.findings if finding.status is Status.OPEN]
    print_scores(console, report)
    print_contradictions(console, report, open_findings)
    print_others(console, report, open_findings)
    print_skipped(console, report)
    print_counts(console, report, open_findings)
    return read_console(console)


def new_console(width: int, *, colour: bool) -> "Console":
    """Return a console that keeps what is printed on it; no text is taken for markup."""
    from rich.console import Console

    return Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def read_console(console: "Console") -> str:
    """Return what was printed, without blanks at the ends of lines."""
    file = console.file
    lines = file.getvalue().splitlines() if isinstance(file, io.StringIO) else []
    return "".join(f"{line.rstrip()}\n" for line in lines)


def new_table(*headers: str) -> "Table":
    """Return an empty table with few lines."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for header in headers:
        table.add_column(header, overflow="fold")
    return table


def print_scores(console: "Console", report: Report) -> None:
    """Print each source with its score, its interval drawn from 0 to 100, its band and its gates."""
    from rich.text import Text

    if not report.scores:
        return
    names = source_names(report)
    table = new_table("Source", "Score", f"0{'·' * (BAR - 4)}100", "Band", "Capped by")
    for column in table.columns[1:4]:
        column.no_wrap = True
    ordered = sorted(report.scores, key=lambda score: (score.value is None, -(score.value or 0), score.source))
    for score in ordered:
        gates = ", ".join(f"{gate.rule} ({gate.cap:.0f})" for gate in score.gates)
        name = names.get(score.source, score.source)
        shown = show_score(score.value, score.low, score.high)
        table.add_row(*(Text(cell) for cell in (name, shown, draw_interval(score), score.band or "–", gates)))
    console.print(table)


def draw_interval(score: SourceScore) -> str:
    """Return the interval as a bar of cells, the value as a dot in it; blank when not assessed."""
    if score.value is None:
        return " " * BAR
    low, value, high = (min(BAR - 1, int(bound * BAR / 100)) for bound in (score.low, score.value, score.high))
    cells = ["━" if low <= cell <= high else "─" for cell in range(BAR)]
    cells[value] = "●"
    return "".join(cells)


def print_contradictions(console: "Console", report: Report, findings: list[Finding]) -> None:
    """Print the severest pairs of claims that do not go together, both quotes of each."""
    from rich.text import Text

    pairs = unique_contradictions(findings)
    if not pairs:
        return
    articles = articles_by_id(report)
    console.print(Text(f"Claims that do not go together: {len(pairs)}", style="bold"))
    for finding in pairs[:SHOWN]:
        head = f"{finding.level.value} {finding.rule} ({finding.verdict}, {finding.confidence:.2f}) "
        console.print(Text(head, style=STYLES[finding.level]) + Text(squeeze_line(finding.message), style="default"))
        for place in (finding.primary, *finding.related):
            console.print(Text(f"    {place_name(place, articles)}: {quote_line(place.quote, 300)}"))
    print_rest(console, len(pairs))


def print_others(console: "Console", report: Report, findings: list[Finding]) -> None:
    """Print the severest other findings with their quote and what is known instead, one of a rule in an article."""
    from rich.text import Text

    from audit.checks import list_rules

    others = [finding for finding in severest_first(findings) if finding.verdict is None]
    first: dict[tuple[str, str], Finding] = {}
    for finding in others:
        first.setdefault((finding.rule, finding.primary.article), finding)
    shown = [finding for finding in first.values() if finding.level is not Level.NOTE][:SHOWN]
    if not shown:
        return
    articles = articles_by_id(report)
    titles = {rule.id: rule.title for rule in list_rules()}
    console.print(Text(f"\nOther findings: {len(others)}", style="bold"))
    for finding in shown:
        head = f"{finding.level.value} {finding.rule} "
        console.print(Text(head, style=STYLES[finding.level]) + Text(say(finding, titles)))
        console.print(Text(f"    {place_name(finding.primary, articles)}: {quote_line(finding.primary.quote, 120)}"))
        known = finding.message.partition(" What is known ")[2]
        if known:
            console.print(Text(f"    known {squeeze_line(known, 240)}"))
    if len(others) > len(shown):
        console.print(Text(f"    … and {len(others) - len(shown)} more; {EVERYTHING}"))


def say(finding: Finding, titles: Mapping[str, str]) -> str:
    """Return what a finding says, short; of one against a fact the rule's title, for what is known has its own line."""
    said, _, known = finding.message.partition(" What is known ")
    return titles.get(finding.rule, finding.rule) if known else squeeze_line(said, 200)


def print_skipped(console: "Console", report: Report) -> None:
    """Print what could not be audited."""
    from rich.text import Text

    if not report.skipped:
        return
    console.print(Text(f"\nNot audited: {len(report.skipped)}", style="bold yellow"))
    for entry in report.skipped[:SHOWN]:
        console.print(Text(f"    {squeeze_line(entry.path)}: {squeeze_line(entry.reason)}"))
    print_rest(console, len(report.skipped))


def print_counts(console: "Console", report: Report, findings: list[Finding]) -> None:
    """Print how much was looked at and how many findings of each level there are."""
    from rich.text import Text

    counts = count_levels(findings)
    found = ", ".join(count_noun(number, level.value) for level, number in counts.items())
    looked = ", ".join(
        count_noun(number, noun)
        for number, noun in ((len(report.articles), "article"), (report.coverage.sentences, "sentence"))
    )
    claims = f"{count_noun(report.coverage.claims, 'claim')}, {count_noun(report.coverage.pairs, 'pair')} compared"
    console.print(Text(f"\n{looked}, {claims}: {found}"))


def print_rest(console: "Console", number: int) -> None:
    """Print how many were left out."""
    from rich.text import Text

    if number > SHOWN:
        console.print(Text(f"    … and {number - SHOWN} more; {EVERYTHING}"))
