"""Lines of a page → authors, reviewers, dates."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from audit.ingest.dates import find_dates, first_date, is_bare_date
from audit.lexicons import compile_terms, lexicon_pattern, load_lexicon

LONGEST_BYLINE = 40
"""Words; a longer line is prose."""
PARTICLES = frozenset(
    {
        "de",
        "del",
        "della",
        "da",
        "di",
        "dos",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "bin",
        "ibn",
        "al",
        "el",
        "y",
    }
)
_PLACEHOLDER = re.compile(r"[\[{<(]+\s*(?:insert|your|date|name|author|todo|tbd)[^\]})>]{0,40}[\]})>]+", re.IGNORECASE)
_STOP = re.compile(
    r"[|•·–—\n(\[{/]|\s-\s|(?<=[^\W\d_A-Z]{3})\.\s|(?<!\w)(?:on|for|in|at|from|is|are|was|has|as|updated|published|posted|last|read|min)(?!\w)|\d"
)
_BY = re.compile(r"^.{0,40}?\bby\s+", re.IGNORECASE)
_JOINT = re.compile(r",?\s+(?:and|&|with)\s+|;")
_BIO = re.compile(
    r"(?P<name>[^.!?]{4,80}?)\s+(?:is|was|has|works|writes|holds|graduated|trained|qualified|specialises|specializes)\s"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote and reviewed, and when."""

    authors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    published: date | None = None
    reviewed: date | None = None


NOBODY = Byline()


def read_bylines(lines: Iterable[str]) -> Byline:
    """Read the byline lines of a page together; the first publication and the latest review count."""
    parts = [read_byline(line) for line in lines]
    reviewed = [part.reviewed for part in parts if part.reviewed]
    return Byline(
        authors=_unique(name for part in parts for name in part.authors),
        reviewers=_unique(name for part in parts for name in part.reviewers),
        published=next((part.published for part in parts if part.published), None),
        reviewed=max(reviewed, default=None),
    )


def read_byline(line: str) -> Byline:
    """Read one line: "By Jane Roe, MD", "Medically reviewed by …", "Last updated 3 May 2023"."""
    authors: list[str] = []
    reviewers: list[str] = []
    published: list[date] = []
    reviewed: list[date] = []
    for cue, segment in _segments(line):
        named = segment if cue in ("author", "reviewer") else _BY.sub("", segment) if _BY.search(segment) else ""
        (reviewers if cue in ("reviewer", "reviewed") else authors).extend(read_names(named))
        found = first_date(segment)
        if found:
            (published if cue in ("author", "published") else reviewed).append(found)
    if not authors and not reviewers and is_bare_date(line):
        found = first_date(line)
        published.extend([found] if found else [])
    elif not authors and not reviewers and is_credentialed_name(line):
        authors.append(line.strip(" .|"))
    return Byline(_unique(authors), _unique(reviewers), next(iter(published), None), max(reviewed, default=None))


def is_byline(line: str) -> bool:
    """Say whether a line only says who wrote or reviewed, or when."""
    if len(line) > 400 or len(line.split()) > LONGEST_BYLINE:
        return False
    if is_bare_date(line) or is_generic_author(line) or is_credentialed_name(line):
        return True
    segments = list(_segments(line))
    if not segments:
        return False
    opens = cue_pattern().match(line.lstrip()) is not None
    named = any(_is_filled(cue, segment) for cue, segment in segments)
    if opens and named:
        return not re.search(r"[a-z]{3,}[.!?]\s+[A-Z]", line) or len(line.split()) <= 12
    return any(_dated(segment) for _, segment in segments) and len(line.split()) <= 20


def read_names(segment: str) -> tuple[str, ...]:
    """Return the personal names at the start of a segment, each with its credentials."""
    stop = _STOP.search(segment)
    head = segment[: stop.start()] if stop else segment
    names: list[str] = []
    for part in _JOINT.split(head):
        found = _read_pieces([piece.strip() for piece in part.split(",")])
        if not found:
            break
        names.extend(found)
    return tuple(names)


def strip_full_stop(name: str) -> str:
    """Return a name without the full stop that ends its line; "Jr." and "M.D." keep theirs."""
    last = (name.split() or [""])[-1]
    ends = last.count(".") == 1 and last.endswith(".") and len(last) > 2 and last.lower() not in ("jr.", "sr.")
    return name[:-1] if ends else name


def read_biography(text: str) -> str:
    """Return the name that opens a note about the author, or nothing."""
    match = _BIO.match(text)
    names = read_names(match.group("name")) if match else ()
    return names[0] if names else ""


def is_generic_author(line: str) -> bool:
    """Say whether a line is a stand-in for a name: "Senior Expert", "Editorial Team"."""
    words = line.strip(" .|:").split()
    if not 1 <= len(words) <= 5 or not words[0][0].isupper():
        return False
    generic, roles = (lexicon_pattern("layout", "generic_authors"), lexicon_pattern("layout", "roles"))
    text = " ".join(words)
    if generic.fullmatch(text):
        return True
    rest = roles.sub(" ", generic.sub(" ", text)).split()
    return generic.search(text) is not None and all(
        word.lower() in ("the", "our", "web", "&", "and", "medical", "health", "guest") for word in rest
    )


def is_credentialed_name(line: str) -> bool:
    """Say whether a line is a personal name with at least one credential or role after a comma."""
    if len(line) > 120 or "," not in line:
        return False
    first, *rest = [piece.strip(" .|") for piece in line.split(",")]
    return is_person(first) and all(_is_credential(piece) for piece in rest)


def is_person(text: str) -> bool:
    """Say whether a string has the shape of a personal name: two to five capitalised words, no word of a heading."""
    words = text.split()
    if not 2 <= len(words) <= 5 or not all(_is_name_word(word) for word in words):
        return False
    if words[0].lower() in PARTICLES or words[-1].lower() in PARTICLES:
        return False
    blocked = (lexicon_pattern("layout", key) for key in ("not_names", "generic_authors", "roles"))
    return not any(pattern.search(text) for pattern in blocked) and any(len(word.strip(".")) > 1 for word in words[1:])


@cache
def cue_pattern() -> re.Pattern[str]:
    """Return the pattern of all byline cues, one named group a kind."""
    kinds = {
        "reviewer": "byline_reviewers",
        "author": "byline_authors",
        "reviewed": "byline_reviewed",
        "published": "byline_published",
    }
    lists = load_lexicon("layout")
    ending = r"(?!\w)"
    groups = [
        rf"(?P<{kind}>(?<!site\s){compile_terms(lists[key]).pattern.removesuffix(ending)}(?![\w-]))"
        for kind, key in kinds.items()
    ]
    return re.compile("|".join([r"(?P<by>(?:^|(?<=[|•·–—]\s)|(?<=\n))by(?=\s+\S))", *groups]), re.IGNORECASE)


def _segments(line: str) -> Iterator[tuple[str, str]]:
    """Yield each cue of a line with the text up to the next cue."""
    matches = list(cue_pattern().finditer(line))
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        cue = match.lastgroup or ""
        segment = line[match.end() : following.start() if following else len(line)].strip(" :")
        yield ("author" if cue == "by" else cue), segment


def _is_filled(cue: str, segment: str) -> bool:
    """Say whether a cue is followed by what it announces."""
    if _dated(segment):
        return True
    if cue in ("reviewed", "published"):
        return bool(read_names(_BY.sub("", segment))) and _BY.search(segment) is not None
    return bool(read_names(segment)) or _opens_generic(segment)


def _opens_generic(segment: str) -> bool:
    """Say whether a segment begins with a stand-in for a name, perhaps after the name of the house."""
    stop = _STOP.search(segment)
    head, comma, rest = (segment[: stop.start()] if stop else segment).partition(",")
    if comma and rest.strip()[:1].islower():
        return False
    return len(head.split()) <= 5 and bool(lexicon_pattern("layout", "generic_authors").search(head))


def _dated(segment: str) -> bool:
    """Say whether a segment begins with a date, or with a placeholder for one."""
    placeholder = _PLACEHOLDER.match(segment.lstrip(" :,-"))
    return bool(placeholder) or any(start <= 30 for start, _, _ in find_dates(segment[:80]))


def _read_pieces(pieces: list[str]) -> list[str]:
    """Read comma pieces: a name, then its credentials, then perhaps another name."""
    names: list[str] = []
    for piece in pieces:
        piece = strip_full_stop(piece) if _is_credential(piece) else piece.rstrip(".")
        if is_person(piece):
            names.append(piece)
        elif names and _is_credential(piece):
            names[-1] = f"{names[-1]}, {piece}"
        else:
            break
    return names


def _is_credential(piece: str) -> bool:
    """Say whether a piece states a qualification or a role."""
    if not piece or len(piece.split()) > 6:
        return False
    words = piece.replace("/", " ").split()
    credentials = lexicon_pattern("layout", "credentials")
    if credentials.fullmatch(piece) or all(credentials.fullmatch(word) for word in words):
        return True
    return lexicon_pattern("layout", "roles").search(piece) is not None


def _is_name_word(word: str) -> bool:
    """Say whether a word can stand in a personal name."""
    return word.lower() in PARTICLES or (word[0].isupper() and all(c.isalpha() or c in "'’.-" for c in word))


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    """Drop repeated names, and a bare name where the same one stands with credentials."""
    kept = list(dict.fromkeys(name.strip() for name in names))
    return tuple(name for name in kept if not any(other != name and other.startswith(name + ",") for other in kept))
