"""Folders of labelled data → rows, sampled by seed; a folder that is missing is a clear error."""

import gzip
import hashlib
import json
import os
import tarfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from audit.errors import CorpusError

SEED = 20261122
"""Seed of every sample: the same rows are drawn on every machine."""

Item = TypeVar("Item")
Row = Mapping[str, Any]
"""One line of a JSONL file, as it stands there."""


class MissingDataError(CorpusError):
    """A folder or file of labelled data is not there."""


def default_base() -> Path:
    """Return the folder that `AUDIT_SHARED` names, else `../shared`."""
    return Path(os.environ.get("AUDIT_SHARED") or "../shared")


def find_folder(base: Path, name: str) -> Path:
    """Return the folder of a data set: `BASE/data/NAME`, `BASE/NAME`, or the base itself when it has that name.

    Raises:
        MissingDataError: there is none.
    """
    for folder in (base / "data" / name, base / name, base):
        if folder.is_dir() and folder.name == name:
            return folder
    raise MissingDataError(
        f"{(base / 'data' / name).as_posix()}: no such folder; name the folder that holds data/{name} "
        "with --data DIR, or in AUDIT_SHARED"
    )


def find_file(folder: Path, name: str) -> Path:
    """Return a file of a data set.

    Raises:
        MissingDataError: it is not there.
    """
    path = folder / name
    if path.is_file():
        return path
    raise MissingDataError(f"{path.as_posix()}: no such file; the data set is not complete, see --data DIR")


def read_rows(path: Path) -> list[Row]:
    """Read a JSONL file, gzipped or not.

    Raises:
        CorpusError: a line is no JSON object.
    """
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows: list[Row] = []
    for number, line in enumerate(content.decode("utf-8").split("\n"), start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise CorpusError(f"{path.as_posix()}: line {number}: not JSON ({error})") from error
            rows.append(row)
    return rows


def draw(items: Sequence[Item], limit: int, key: Callable[[Item], str]) -> list[Item]:
    """Return at most `limit` items (0: all) in their order; which ones depends on seed and key alone."""
    if not 0 < limit < len(items):
        return list(items)
    ranked = sorted(range(len(items)), key=lambda index: (rank(key(items[index])), index))
    return [items[index] for index in sorted(ranked[:limit])]


def draw_groups(rows: Sequence[Row], limit: int, key: Callable[[Row], str]) -> list[Row]:
    """Return whole groups of rows, drawn by seed, until `limit` rows (0: all) are reached."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    chosen: list[Row] = []
    for name in sorted(groups, key=lambda name: (rank(name), name)):
        if limit and len(chosen) >= limit:
            break
        chosen.extend(groups[name])
    return chosen


def rank(name: str) -> str:
    """Return the place of a name in the draw."""
    return hashlib.sha256(f"{SEED} {name}".encode()).hexdigest()


def read_archive(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every regular file of a tar archive, in name order; nothing is written to disk."""
    with tarfile.open(path) as archive:
        members = sorted((member for member in archive.getmembers() if member.isfile()), key=lambda one: one.name)
        for member in members:
            stream = archive.extractfile(member)
            if stream is not None:
                yield member.name, stream.read()
