"""Front matter and `source.toml` → typed metadata."""

import difflib
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from audit.errors import MetadataError
from audit.ingest.bylines import strip_full_stop
from audit.ingest.dates import read_date
from audit.ingest.decode import clean_text
from audit.lexicons import lexicon_pattern
from audit.model import Source

SOURCE_KEYS = ("name", "url", "kind")
_FENCE = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_UNCLOSED = re.compile(r"---[ \t]*\n\s*[A-Za-z_][\w-]*:(?:\s|$)")
_TEMPLATED = re.compile(r"^([\w-]+:[ \t]*)(\{[{%][^\n\"\\]*[%}]\}|\[[^\n\"\\\],]*\])[ \t]*$", re.MULTILINE)
"""A template field that YAML would take for a mapping or a list."""
_UNDATED = re.compile(
    r"\W*(?:tbd|tba|tbc|todo|n/?a|unknown|none|[dmy]{2,4}(?:[./ -][dmy]{2,4}){2}|x+(?:[./-]x+)+)\W*", re.IGNORECASE
)
_DATED = re.compile(r"^(?P<key>[\w-]+):\s*(?P<value>\d{4}-\d{1,2}-\d{1,2}.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What an article says of itself above its text."""

    id: str = ""
    title: str = ""
    source: Source | None = None
    authors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    published: date | None = None
    reviewed: date | None = None
    language: str = ""
    url: str = ""
    other: tuple[tuple[str, str], ...] = ()
    """Keys that are no field here, as text, in their order."""


def split_front_matter(text: str, path: str) -> tuple[FrontMatter, str]:
    """Return the front matter between `---` lines and the text below it.

    Raises:
        MetadataError: the front matter is not closed, not YAML, or has a key of the wrong type.
    """
    match = _FENCE.match(text)
    if match:
        return read_front_matter(_load_yaml(match.group("yaml"), path), path), text[match.end() :]
    if _UNCLOSED.match(text):
        raise MetadataError(f"{path}: front matter: no closing `---` line")
    return FrontMatter(), text


def read_front_matter(values: dict[str, object], path: str) -> FrontMatter:
    """Check the keys of a front matter; all problems are reported together.

    Raises:
        MetadataError: a key has a value that it cannot have.
    """
    problems: list[str] = []
    known = {
        "id",
        "title",
        "source",
        "author",
        "authors",
        "reviewer",
        "reviewers",
        "published",
        "date",
        "updated",
        "reviewed",
        "language",
        "url",
    }
    dates = {key: _as_date(key, values.get(key), problems) for key in ("published", "date", "updated", "reviewed")}
    front = FrontMatter(
        id=_as_text("id", values.get("id"), problems).strip("/"),
        title=_as_text("title", values.get("title"), problems),
        source=_as_source(values.get("source"), problems),
        authors=(
            *_as_names("author", values.get("author"), problems),
            *_as_names("authors", values.get("authors"), problems),
        ),
        reviewers=(
            *_as_names("reviewer", values.get("reviewer"), problems),
            *_as_names("reviewers", values.get("reviewers"), problems),
        ),
        published=dates["published"] or dates["date"],
        reviewed=max((found for found in (dates["updated"], dates["reviewed"]) if found), default=None),
        language=_as_text("language", values.get("language"), problems),
        url=_as_text("url", values.get("url"), problems),
        other=tuple(
            (key, shown)
            for key, value in values.items()
            for shown in _show(value)
            if key not in known or is_unfilled(shown)
        ),
    )
    if problems:
        raise MetadataError("; ".join(f"{path}: {problem}" for problem in problems))
    return front


def read_source_file(file: Path) -> Source:
    """Read a `source.toml`; without a name it is that of its folder.

    Raises:
        MetadataError: the file is not TOML or has unknown or wrong keys; all problems are in the message.
    """
    path = file.as_posix()
    try:
        values: dict[str, object] = tomllib.loads(file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MetadataError(f"{path}: not valid TOML ({error})") from error
    except OSError as error:
        raise MetadataError(f"{path}: cannot be read ({error.strerror})") from error
    problems: list[str] = []
    source = _build_source(values, problems)
    if problems:
        raise MetadataError("; ".join(f"{path}: {problem}" for problem in problems))
    return source if source.name else make_source(file.resolve().parent.name, source.url, source.kind)


def make_source(name: str, url: str = "", kind: str = "") -> Source:
    """Build a source; its id is the name in lower case, with dashes for what is no letter, digit, dot or underscore."""
    name = clean_text(name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    return Source(re.sub(r"[^\w.]+", "-", name.lower()).strip("-.") or "source", name, url, kind)


def _build_source(values: dict[str, object], problems: list[str], prefix: str = "") -> Source:
    """Build a source from a mapping, with an empty id when it has no name; what is wrong goes to the problems."""
    for key in values:
        if key not in SOURCE_KEYS:
            near = difflib.get_close_matches(str(key), SOURCE_KEYS, n=1, cutoff=0.5)
            problems.append(
                f"{prefix}{key}: unknown key; {f'did you mean {near[0]}?' if near else 'known are name, url, kind'}"
            )
    name, url, kind = (_as_text(prefix + key, values.get(key), problems) for key in SOURCE_KEYS)
    return make_source(name, url, kind) if name and not is_unfilled(name) else Source("", "", url, kind)


def _load_yaml(text: str, path: str) -> dict[str, object]:
    """Parse YAML into a mapping."""
    import yaml

    try:
        values = yaml.safe_load(_TEMPLATED.sub(_quote_field, text))
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        where = f" (line {place.line + 2})" if place else ""
        raise MetadataError(f"{path}: front matter: not valid YAML{where}") from error
    except (ValueError, RecursionError) as error:
        wrong = [match for match in _DATED.finditer(text) if read_date(match.group("value")) is None]
        found = (
            f"{wrong[0].group('key')}: not a date ({wrong[0].group('value')})"
            if wrong
            else "front matter: not valid YAML"
        )
        raise MetadataError(f"{path}: {found}") from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise MetadataError(f"{path}: front matter: not a mapping of keys to values")
    return {str(key): value for key, value in values.items()}


def _quote_field(match: re.Match[str]) -> str:
    """Return a line of YAML with an unfilled field in quotation marks; a list stays a list."""
    return f'{match.group(1)}"{match.group(2)}"' if is_unfilled(match.group(2)) else match.group()


def _as_text(key: str, value: object, problems: list[str]) -> str:
    """Return a string or number as text."""
    if value is None:
        return ""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return " ".join(clean_text(str(value)).split())
    problems.append(f"{key}: not a text ({_brief(value)})")
    return ""


def _as_names(key: str, value: object, problems: list[str]) -> tuple[str, ...]:
    """Return one name or a list of names."""
    values = value if isinstance(value, list) else [value]
    names = (strip_full_stop(_as_text(key, item, problems)) for item in values)
    return tuple(name for name in names if name and not is_unfilled(name))


def _as_date(key: str, value: object, problems: list[str]) -> date | None:
    """Return a date, written as YAML date or as text; a placeholder in brackets is no date and no error."""
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    found = read_date(value) if isinstance(value, str) else None
    if found is None and not (isinstance(value, str) and (is_unfilled(value) or _UNDATED.fullmatch(value))):
        problems.append(f"{key}: not a date ({_brief(value)}); write it as 2024-05-31")
    return found


def is_unfilled(text: str) -> bool:
    """Say whether a value is a field of a template that nobody filled in: "[Insert Date Here]", "{{ author }}"."""
    lists = (("residue", "placeholder"), ("transparency", "date_placeholder"))
    return any(lexicon_pattern(name, key).search(text) for name, key in lists)


def _as_source(value: object, problems: list[str]) -> Source | None:
    """Return the source of a front matter: a name, or a mapping of name, url and kind."""
    if value is None:
        return None
    if not isinstance(value, dict):
        name = _as_text("source", value, problems)
        return make_source(name) if name else None
    source = _build_source({str(key): item for key, item in value.items()}, problems, "source.")
    if not source.name and not problems:
        problems.append("source.name: missing")
    return source


def _show(value: object) -> list[str]:
    """Return the texts of a value that is no field: a scalar, or each scalar of a list; nested values are left out."""
    values = value if isinstance(value, list) else [value]
    return [clean_text(str(item)) for item in values if isinstance(item, str | int | float | date)]


def _brief(value: object) -> str:
    """Return a value for a message, shortened; nested values only by their type."""
    return type(value).__name__ if isinstance(value, list | dict) else repr(value)[:60]
