"""Bytes → text."""

import codecs
import re

from audit.errors import CorpusError

BINARY_OPENINGS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"7z\xbc\xaf",
)
"""File signatures of the formats that end up in article folders under a wrong name."""
WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAXIMUM_CONTROL_SHARE = 0.01
"""Share of C0 control characters above which a file is not text; our own bound, far above any article seen."""
MAXIMUM_DAMAGE = 0.05
"""Share of the non-ASCII characters that may be broken for a file still to be read as UTF-8."""
ZERO_SHARE = 0.4
"""Share of zero bytes, all at even or all at odd places, that makes bytes without a mark UTF-16."""
SAMPLE = 65536
"""Bytes looked at to guess an encoding and to find its declaration."""

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset\s*=\s*|<\?xml[^>]{0,100}?encoding\s*=\s*)["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)


def decode_text(content: bytes) -> str:
    """Return the text of a file, without byte-order mark and NUL, with newlines as line feeds.

    UTF-8 first, then the charset declared in the markup, then a guess.

    Raises:
        CorpusError: the content is empty, binary, or in no encoding that could be found.
    """
    text = _decode_wide(content)
    if text is None and content.strip(b"\0"):
        _refuse_binary(content)
        text = _decode_declared(content) or _guess(content)
    text = clean_text((text or "").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise CorpusError("empty: no text in it")
    return text


def clean_text(text: str) -> str:
    """Drop NUL and replace lone surrogates, so that the text can be written in UTF-8."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _decode_wide(content: bytes) -> str | None:
    """Decode by a UTF-16 or UTF-32 byte-order mark, or as UTF-16 where every second byte is zero, as in English."""
    for mark, encoding in WIDE_MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise CorpusError(f"not readable as the {encoding.upper()} that its first bytes announce") from error
    sample = content[:SAMPLE]
    zeros = (sample[::2].count(0), sample[1::2].count(0))
    if len(content) % 2 == 0 and max(zeros) > ZERO_SHARE * len(sample) and min(zeros) * 10 < max(zeros):
        return _try_encoding(content, "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le")
    return None


def _refuse_binary(content: bytes) -> None:
    """Raise if the content is not text."""
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if content.startswith(BINARY_OPENINGS) or controls > MAXIMUM_CONTROL_SHARE * len(content):
        raise CorpusError("binary: not a text file; convert it to .txt, .md or .html")


def _decode_declared(content: bytes) -> str | None:
    """Decode as UTF-8, or by the charset that the markup declares."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        damaged = content.decode("utf-8-sig", "replace")
    broken = damaged.count("\ufffd")
    if broken <= MAXIMUM_DAMAGE * sum(not character.isascii() for character in damaged):
        return damaged
    declared = _DECLARED.search(content[:SAMPLE])
    return _try_encoding(content, declared.group(1).decode("ascii", "replace")) if declared else None


def _guess(content: bytes) -> str:
    """Guess the encoding: Windows-1252 where most is ASCII, as in English, else by the shape of the bytes."""
    high = sum(byte >= 128 for byte in content[:SAMPLE])
    if high * 4 < len(content[:SAMPLE]):
        text = _try_encoding(content, "cp1252")
        if text is not None:
            return text
    from charset_normalizer import from_bytes

    best = from_bytes(content[:SAMPLE]).best()
    text = _try_encoding(content, best.encoding) if best else None
    if text is None:
        raise CorpusError("encoding not recognised; save it as UTF-8")
    return text


def _try_encoding(content: bytes, encoding: str) -> str | None:
    """Decode by name; None when the name is unknown or does not fit. Browsers read Latin-1 as Windows-1252."""
    known = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
    try:
        return content.decode(known.get(encoding.lower(), encoding))
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
