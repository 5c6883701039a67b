"""What several commands share: options, and the end of a help page."""

from typing import Annotated

import typer

EXIT_CODES = "Exit codes: 0 clean, 1 findings at or above --fail-on, 2 error, 3 nothing could be checked."


def list_examples(*examples: str, notes: str = "") -> str:
    """Return the end of a help page; the backspace keeps its lines as they are."""
    lines = ["Examples:", *(f"  {example}" for example in examples)]
    return "\b\n" + "\n".join([*([notes] if notes else []), *lines])


FormatOption = Annotated[str, typer.Option("--format", metavar="NAME", help="Format of the report on stdout.")]
FailOnOption = Annotated[
    str | None,
    typer.Option(
        "--fail-on", metavar="LEVEL", help="Lowest level that makes the exit code 1: error, warning, note, never."
    ),
]
ReferenceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--reference", metavar="PACK", help="Pack of reference facts, a name or a TOML file; repeat for several."
    ),
]
