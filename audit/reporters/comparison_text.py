"""Comparison → text for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from audit.comparison import Comparison, Conflict, Considered, Shared
from audit.model import Article, Status, Verdict
from audit.reporters.comparison_words import (
    NAMES,
    count_families,
    count_only,
    group_only,
    name_side,
    say_conflict,
    say_considered,
    say_context,
    say_difference,
    say_holder,
    say_verdict,
)
from audit.reporters.html_words import say_confidence, say_measure
from audit.reporters.plain import count_noun, place_name, quote_line, squeeze_line
from audit.reporters.terminal import STYLES, new_console, new_table, read_console
from audit.side_index import Quote, locate

if TYPE_CHECKING:
    from rich.console import Console

QUOTES = 3
"""Different quotes of a side that are shown in one row."""

ROWS = 12
"""Statements made by both that are shown without `everything`."""

LONGEST = 300
"""Characters of a quote."""

Articles = Mapping[str, Article]


def write_comparison_text(comparison: Comparison, *, everything: bool, width: int = 100, colour: bool = False) -> str:
    """Return the comparison as text; with `everything`, also what was not counted and what only one side says."""
    console = new_console(width, colour=colour)
    articles = {article.id: article for side in (comparison.left, comparison.right) for article in side.articles}
    print_head(console, comparison)
    print_conflicts(console, comparison.conflicts, articles)
    if everything:
        print_considered(console, comparison.considered, articles)
    print_rows(console, "One says it, the other corrects it or passes it on", comparison.answered, articles)
    print_shared(console, comparison.shared, articles, everything=everything)
    print_only(console, comparison)
    if everything:
        print_claims(console, comparison, articles)
    print_signals(console, comparison, everything=everything)
    print_dependence(console, comparison)
    if not everything:
        more = f"{count_noun(len(comparison.considered), 'pair')} considered and not counted"
        say(console, f"\n{more}; --all lists everything")
    return read_console(console)


def say(console: "Console", line: str, *, style: str = "", indent: int = 0) -> None:
    """Print a line; what is wrapped keeps its indentation, and no text is taken for markup."""
    from rich.padding import Padding
    from rich.text import Text

    above = 1 if line.startswith("\n") else 0
    console.print(Padding(Text(line[above:], style=style), (above, 0, 0, indent)))


def say_for(console: "Console", name: str, line: str, *, indent: int = 0) -> None:
    """Print a line of one side, its name in the margin."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    row = Table.grid(padding=(0, 2))
    row.add_row(Text(name), Text(line))
    console.print(Padding(row, (0, 0, 0, indent)))


def print_head(console: "Console", comparison: Comparison) -> None:
    """Print which is A and which is B, and the result in one sentence."""
    for name, side in zip(NAMES, (comparison.left, comparison.right), strict=True):
        paths = ", ".join(squeeze_line(article.path) for article in side.articles[:QUOTES])
        more = f", … {len(side.articles)} articles" if len(side.articles) > QUOTES else ""
        say_for(console, name, f"{squeeze_line(name_side(side), 120)} ({paths}{more})")
    say(console, say_verdict(comparison), style="bold")


def print_conflicts(console: "Console", conflicts: Sequence[Conflict], articles: Articles) -> None:
    """Print each conflict with its quotes, the slot, the reason and how sure the audit is."""
    drifts = [conflict for conflict in conflicts if conflict.finding.verdict is Verdict.DRIFT]
    opposed = [conflict for conflict in conflicts if conflict not in drifts]
    if not opposed:
        say(console, "\nNo contradiction and no tension was found between them.")
    for head, listed in (("Contradictions and tensions", opposed), ("The same, put more or less strongly", drifts)):
        if listed:
            say(console, f"\n{head}: {len(listed)}", style="bold")
            print_listed(console, listed, articles)


def print_listed(console: "Console", conflicts: Sequence[Conflict], articles: Articles) -> None:
    """Print conflicts of one kind."""
    for conflict in conflicts:
        finding = conflict.finding
        settled = f", {finding.status} by the desk" if finding.status is not Status.OPEN else ""
        head = f"{say_conflict(finding.verdict, conflict.slot)}; {say_confidence(finding.confidence)}{settled}"
        say(console, head, style=STYLES[finding.level], indent=2)
        say(console, squeeze_line(conflict.reason), indent=4)
        print_quotes(console, conflict.left, conflict.right, articles)


def print_quotes(console: "Console", left: Sequence[Quote], right: Sequence[Quote], articles: Articles) -> None:
    """Print the quotes of both sides, each with its place and, unless it is simply stated, who holds it."""
    for name, quotes in zip(NAMES, (left, right), strict=True):
        shown = list(unlike(quotes))
        for quote in shown[:QUOTES]:
            place = place_name(quote.place, articles)
            say_for(console, name, f"{place}: {quote_line(quote.place.quote, LONGEST)}{say_aside(quote)}", indent=4)
        if len(shown) > QUOTES:
            say_for(console, name, f"… and {len(shown) - QUOTES} more", indent=4)


def say_aside(quote: Quote) -> str:
    """Return what the quote's context adds and who holds it, in parentheses."""
    context = say_context(quote)
    notes = [f"in context: {squeeze_line(context, LONGEST)}"] if context else []
    notes += [say_holder(quote)] if say_holder(quote) else []
    return f" ({'; '.join(notes)})" if notes else ""


def unlike(quotes: Sequence[Quote]) -> Iterator[Quote]:
    """Yield the first of quotes with the same words."""
    seen = set()
    for quote in quotes:
        words = squeeze_line(quote.place.quote).casefold()
        if words not in seen:
            seen.add(words)
            yield quote


def print_considered(console: "Console", considered: Sequence[Considered], articles: Articles) -> None:
    """Print the pairs that are not counted, with the reason for that."""
    say(console, f"\nConsidered, not counted: {len(considered)}", style="bold")
    for entry in considered:
        relation = entry.relation
        say(console, f"{say_considered(entry)}; {say_confidence(relation.confidence)}", indent=2)
        say(console, squeeze_line(relation.evidence.reason), indent=4)
        print_quotes(console, [entry.left], [entry.right], articles)


def print_rows(
    console: "Console", head: str, rows: Sequence[Shared], articles: Articles, most: int | None = None
) -> None:
    """Print rows under their heading, if there are any; of many, the first."""
    if not rows:
        return
    say(console, f"\n{head}: {len(rows)}", style="bold")
    for row in rows[:most]:
        said = row.representative.context.standalone or row.representative.text
        say(console, squeeze_line(said, LONGEST), indent=2)
        print_quotes(console, row.left, row.right, articles)
        if difference := say_difference(row):
            say(console, squeeze_line(difference), indent=4, style="italic")


def print_shared(console: "Console", shared: Sequence[Shared], articles: Articles, *, everything: bool) -> None:
    """Print what both say, with both quotes and which is stronger."""
    if not shared:
        say(console, "\nNo statement was found to be made by both.")
        return
    print_rows(console, "What both say", shared, articles, most=len(shared) if everything else ROWS)
    if not everything and len(shared) > ROWS:
        say(console, f"… and {len(shared) - ROWS} more", indent=2)


def print_only(console: "Console", comparison: Comparison) -> None:
    """Print how many claims only one side makes, by what they are about."""
    if rows := count_only(comparison):
        say(console, "\nWhat only one says", style="bold")
        print_table(console, "About", rows)


def print_table(console: "Console", head: str, rows: Mapping[str, tuple[int, int]]) -> None:
    """Print counts of both sides."""
    from rich.text import Text

    table = new_table(head, *NAMES)
    for column in table.columns[1:]:
        column.justify = "right"
    for words, (left, right) in rows.items():
        table.add_row(Text(squeeze_line(words)), Text(str(left)), Text(str(right)))
    console.print(table)


def print_claims(console: "Console", comparison: Comparison, articles: Articles) -> None:
    """Print the claims that only one side makes, by what they are about."""
    for name, side in zip(NAMES, (comparison.left, comparison.right), strict=True):
        say(console, f"\nOnly in {name}: {len(side.only)}", style="bold")
        for words, claims in group_only(side).items():
            say(console, words[:1].upper() + words[1:], indent=2)
            for claim in claims:
                quote = Quote(locate(claim), claim)
                place = place_name(quote.place, articles)
                say(console, f"{place}: {quote_line(claim.text, LONGEST)}{say_aside(quote)}", indent=4)


def print_signals(console: "Console", comparison: Comparison, *, everything: bool) -> None:
    """Print the counts of what sells and what is missing; with `everything`, rule by rule."""
    say(console, "\nSelling, trust and safety: open findings", style="bold")
    print_table(console, "Found", count_families(comparison))
    if everything and comparison.signals:
        print_table(console, "Rule", {signal.rule: (signal.left, signal.right) for signal in comparison.signals})


def print_dependence(console: "Console", comparison: Comparison) -> None:
    """Print whether the two are independent of each other, with what ties them."""
    if not comparison.dependence:
        say(console, "No sign that one is a copy of the other.")
    for family in comparison.dependence:
        ties = "; ".join(say_measure(measure, value) for measure, value in family.evidence)
        say(console, f"Not independent, they count as one voice: {ties}", style="yellow")
