"""Where a command reads and writes: folders, formats, files that are whole or not there."""

import difflib
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from audit.errors import AuditError, SettingsError


def check_formats(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of formats, each once.

    Raises:
        SettingsError: a name is no format.
    """
    from audit.reporters import REPORTERS

    for name in names:
        if name not in REPORTERS:
            nearest = difflib.get_close_matches(name.lower(), [*REPORTERS, "md", "xml"], n=1)
            meant = {"md": "markdown", "xml": "junit"}.get(nearest[0], nearest[0]) if nearest else ""
            hint = f"did you mean {meant}? " if meant else ""
            raise SettingsError(f"--format {name}: unknown format; {hint}known are {', '.join(REPORTERS)}")
    return tuple(dict.fromkeys(names))


def common_folder(paths: Sequence[str]) -> Path:
    """Return the deepest path that holds all the paths: its settings are those of the audit."""
    places = [os.path.abspath(path) for path in paths]  # noqa: PTH100 -- links are not to be followed
    return Path(os.path.commonpath(places)) if places else Path.cwd()


def prepare_folder(folder: Path, audited: Sequence[str], option: str = "--out") -> None:
    """Make the folder that an option names for the reports, before any work is done.

    Raises:
        AuditError: it lies in an audited folder, cannot be made, or cannot be written to.
    """
    for path in audited:
        place = Path(path)
        if place.is_dir() and folder.resolve().is_relative_to(place.resolve()):
            raise AuditError(
                f"{folder}: lies in {path}, which is audited: the reports would be taken for articles next time;"
                f" give another folder with {option}"
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".audit-"):
            pass
    except OSError as error:
        raise AuditError(
            f"{folder}: cannot write there ({error.strerror}); give another folder with {option}"
        ) from error


def write_files(folder: Path, files: Mapping[str, str], option: str = "--out") -> None:
    """Write texts under their names; each file is replaced in one step, so that none is ever half written.

    Raises:
        AuditError: a file cannot be written.
        KeyboardInterrupt: it was stopped; the message says what had been written.
    """
    written: list[str] = []
    for name, text in files.items():
        target = folder / name
        try:
            replace_file(target, text)
        except OSError as error:
            raise AuditError(
                f"{target}: cannot be written ({error.strerror}); free it or give another {option}"
            ) from error
        except KeyboardInterrupt as error:
            done = f"written to {folder}: {', '.join(written)}" if written else "nothing was written"
            raise KeyboardInterrupt(done) from error
        written.append(name)


def replace_file(target: Path, text: str) -> None:
    """Write a file beside its place and move it there; half of a surrogate pair is written as an escape."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".audit-")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", errors="backslashreplace"))
        draft.chmod(0o666 & ~current_mask())
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def current_mask() -> int:
    """Return the permission bits that the user takes away from new files; temporary files ignore them."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
