"""What the commands say on stderr: progress, messages, and errors with their exit code."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum

import typer

from audit.errors import AuditError, EmptyCorpusError

Progress = Callable[[str, int, int], None]

INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""

LONG = 50
"""From so many items on, a stage tells every tenth of its way when there is no terminal to draw a bar on."""


class ExitCode(IntEnum):
    """What a command tells its caller."""

    CLEAN = 0
    FINDINGS = 1
    ERROR = 2
    NOTHING = 3


def tell(message: str) -> None:
    """Write a message to stderr, without control characters that a file name could carry."""
    from audit.reporters.plain import strip_control

    typer.echo(strip_control(message), err=True)


def show(text: str) -> None:
    """Write a report to stdout as it stands; characters that the terminal's encoding lacks are written as escapes."""
    stream = sys.stdout
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, errors="backslashreplace").decode(encoding))
    stream.flush()


def wants_colour() -> bool:
    """Say whether stdout is a terminal that may be coloured (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@contextmanager
def telling_errors() -> Iterator[None]:
    """Turn errors into a message and an exit code; with AUDIT_DEBUG set, a defect is shown whole."""
    try:
        yield
    except (typer.Exit, typer.Abort, typer.BadParameter, BrokenPipeError):
        raise
    except KeyboardInterrupt as error:
        tell(f"stopped; {str(error) or 'nothing was written'}")
        raise typer.Exit(INTERRUPTED) from error
    except Exception as error:
        tell(f"error: {explain_error(error)}")
        raise typer.Exit(ExitCode.NOTHING if isinstance(error, EmptyCorpusError) else ExitCode.ERROR) from error


def explain_error(error: Exception) -> str:
    """Return what went wrong, where, and what to do about it. A defect is raised again when AUDIT_DEBUG is set."""
    if isinstance(error, AuditError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error)
    if os.environ.get("AUDIT_DEBUG"):
        raise error
    return (
        f"a defect of source-audit, not of your articles ({type(error).__name__}: {error});"
        " run again with AUDIT_DEBUG=1 in the environment and report what it prints"
    )


@contextmanager
def showing_progress(*, quiet: bool) -> Iterator[Progress]:
    """Give a function that shows progress on stderr: bars on a terminal, plain lines elsewhere, nothing when quiet."""
    if quiet:
        yield lambda stage, done, total: None
    elif sys.stderr.isatty():
        with drawing_bars() as progress:
            yield progress
    else:
        yield tell_progress


def tell_progress(stage: str, done: int, total: int) -> None:
    """Write a plain line when a stage is finished, and on the way when it is long."""
    tenth = total >= LONG and done * 10 // total > (done - 1) * 10 // total
    if done == total or tenth:
        tell(f"{stage}: {done} of {total}")


@contextmanager
def drawing_bars() -> Iterator[Progress]:
    """Give a function that draws a bar for each stage on stderr."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def progress(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield progress
