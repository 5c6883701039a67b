"""Paths → corpus: every article with its source; what cannot be read is listed with its reason."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from audit.errors import AuditError, CorpusError, EmptyCorpusError, MetadataError
from audit.ingest.metadata import make_source, read_source_file
from audit.ingest.pages import SUFFIXES, read_article
from audit.model import Article, Corpus, Skipped, Source

LARGEST = 50_000_000
"""Bytes; the longest article seen has 0.2 MB."""
FORMATS = ", ".join(suffix for suffix in SUFFIXES if suffix != ".htm")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be an article."""

    file: Path
    path: str
    id: str
    folders: tuple[Path, ...]
    """Where `source.toml` may lie, nearest first."""
    group: str
    """The name of its source when nothing declares one."""


def read_corpus(paths: Sequence[str]) -> Corpus:
    """Read every article at the paths, files or folders.

    A loose file directly in a given folder is its own source, a sub-folder is one source; `source.toml` in a folder and
    `source:` in front matter override that. What cannot be read is in `skipped`.

    Raises:
        CorpusError: a path does not exist.
        EmptyCorpusError: no article could be read.
    """
    skipped: list[Skipped] = []
    candidates = [candidate for path in paths for candidate in _find_candidates(path, skipped)]
    articles, sources = _read_candidates(_tell_apart(_drop_repeated(candidates)), skipped)
    ordered = tuple(sorted(set(skipped), key=lambda item: (item.path, item.reason)))
    if not articles:
        tried = tuple((item.path, item.reason) for item in ordered)
        raise EmptyCorpusError(_explain_nothing(paths, ordered), tried)
    return Corpus(
        sources=tuple(sources[key] for key in sorted(sources)),
        articles=tuple(articles[key] for key in sorted(articles)),
        skipped=ordered,
    )


def _read_candidates(
    candidates: Sequence[Candidate], skipped: list[Skipped]
) -> tuple[dict[str, Article], dict[str, Source]]:
    """Return articles and sources by their ids."""
    declared: dict[Path, Source | None] = {}
    articles: dict[str, Article] = {}
    sources: dict[str, Source] = {}
    for candidate in candidates:
        result = _read_candidate(candidate, declared, skipped)
        if result is None:
            continue
        article, source = result
        if article.id in articles:
            skipped.append(Skipped(article.path, _explain_repeated(article, articles[article.id])))
            continue
        articles[article.id] = article
        sources[source.id] = _join_sources(sources.get(source.id), source)
    return articles, sources


def _read_candidate(
    candidate: Candidate, declared: dict[Path, Source | None], skipped: list[Skipped]
) -> tuple[Article, Source] | None:
    """Read one file with its source; None when it had to be skipped."""
    try:
        if not candidate.file.is_file():
            raise CorpusError("not a regular file")
        if candidate.file.stat().st_size > LARGEST:
            raise CorpusError(f"larger than {LARGEST // 1_000_000} MB; split it")
        article, named = read_article(candidate.file, candidate.id, candidate.path)
    except AuditError as error:
        skipped.append(Skipped(candidate.path, str(error).removeprefix(f"{candidate.path}: ")))
        return None
    except OSError as error:
        skipped.append(Skipped(candidate.path, f"cannot be read: {error.strerror or type(error).__name__}"))
        return None
    source = named or _folder_source(candidate, declared, skipped) or make_source(candidate.group)
    return replace(article, source=source.id), source


def _folder_source(candidate: Candidate, declared: dict[Path, Source | None], skipped: list[Skipped]) -> Source | None:
    """Return the source of the nearest `source.toml`; one that cannot be read is listed once and passed over."""
    for folder in candidate.folders:
        if folder not in declared:
            declared[folder] = None
            file = folder / "source.toml"
            try:
                declared[folder] = read_source_file(file) if file.is_file() else None
            except MetadataError as error:
                skipped.append(Skipped(_show(file), str(error).replace(f"{file.as_posix()}: ", "")))
        found = declared[folder]
        if found:
            return found
    return None


def _find_candidates(given: str, skipped: list[Skipped]) -> Iterator[Candidate]:
    """Yield the files under a path that may be articles, in the order of their names, the richest format first.

    Raises:
        CorpusError: the path does not exist.
    """
    root = Path(given)
    if not os.path.lexists(root):
        raise CorpusError(f"{given}: no such file or folder; check the spelling")
    if not root.is_dir():
        if root.suffix.lower() not in SUFFIXES:
            skipped.append(Skipped(_show(root), f"not an article format; convert it to {FORMATS}"))
            return
        yield Candidate(root, _show(root), _show(PurePath(root.stem)), (root.parent,), root.stem)
        return
    for file in _list_files(root, skipped):
        inner = file.relative_to(root)
        folders = tuple(root / parent for parent in inner.parents)
        group = inner.parts[0] if len(inner.parts) > 1 else file.stem
        yield Candidate(file, _show(file), _show(inner.with_suffix("")), folders, group)


def _list_files(root: Path, skipped: list[Skipped]) -> list[Path]:
    """Return the files of a folder that may be articles. Links to folders are not followed: they can loop."""

    def note(error: OSError) -> None:
        skipped.append(Skipped(_show(Path(error.filename or root)), f"cannot be read: {error.strerror}"))

    files: list[Path] = []
    for folder, inner, names in os.walk(root, onerror=note):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        files.extend(Path(folder, name) for name in names if not name.startswith(".") and _is_article_name(name))
    return sorted(
        files, key=lambda file: (file.with_suffix("").as_posix(), SUFFIXES.index(file.suffix.lower()), file.name)
    )


def _is_article_name(name: str) -> bool:
    """Say whether a file of this name is read: a known format, and no README."""
    path = PurePath(name)
    return path.suffix.lower() in SUFFIXES and path.stem.lower() != "readme"


def _drop_repeated(candidates: list[Candidate]) -> Iterator[Candidate]:
    """Yield each file once, however many of the given paths lead to it."""
    seen: set[str] = set()
    for candidate in candidates:
        place = os.path.normpath(candidate.file.absolute())
        if place not in seen:
            seen.add(place)
            yield candidate


def _tell_apart(candidates: Iterator[Candidate]) -> list[Candidate]:
    """Put the name of its folder before the id of a file where files of several folders would share that id."""
    found = list(candidates)
    places: dict[str, set[Path]] = {}
    for candidate in found:
        places.setdefault(candidate.id, set()).add(candidate.file.with_suffix(""))
    return [_lengthen(candidate) if len(places[candidate.id]) > 1 else candidate for candidate in found]


def _lengthen(candidate: Candidate) -> Candidate:
    """Return a candidate with the name of the folder above its id; that of a loose file is its source too."""
    above = candidate.file.absolute().parents[candidate.id.count("/")].name
    longer = f"{above}/{candidate.id}"
    return replace(candidate, id=longer, group=candidate.group if "/" in candidate.id else longer)


def _join_sources(known: Source | None, source: Source) -> Source:
    """Return a source with what either declaration of it says; the first one counts."""
    return Source(known.id, known.name, known.url or source.url, known.kind or source.kind) if known else source


def _show(path: PurePath) -> str:
    """Return a path as it is shown: with slashes, bytes that are no text replaced."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


def _explain_repeated(article: Article, read: Article) -> str:
    """Return why an article with the id of another one was left out."""
    if PurePath(article.path).with_suffix("") == PurePath(read.path).with_suffix(""):
        return f"the same article in another format; {read.path} was read"
    return f"same id ({article.id}) as {read.path}, which was read; rename one"


def _explain_nothing(paths: Sequence[str], skipped: Sequence[Skipped]) -> str:
    """Return the message for paths without a readable article: why each was left out, or what to put there."""
    given = ", ".join(paths) or "no path given"
    if not skipped:
        return f"{given}: no article to read; put {FORMATS} files there"
    reasons = "; ".join(f"{item.path}: {item.reason}" for item in skipped[:5])
    return f"no article to read: {reasons}" + (f"; and {len(skipped) - 5} more" if len(skipped) > 5 else "")
