"""Bytes of every encoding that article folders hold."""

import codecs

import pytest

from audit.errors import CorpusError
from audit.ingest.decode import decode_text

TEXT = "Café owners – “the naïve” – sleep 7½ hours…\nA second line."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_comes_back_from_every_common_encoding(encoding: str) -> None:
    assert decode_text(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE])
def test_both_byte_orders_of_utf_16_are_read(mark: bytes) -> None:
    encoding = "utf-16-be" if mark == codecs.BOM_UTF16_BE else "utf-16-le"
    assert decode_text(mark + TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised_by_its_zeros(encoding: str) -> None:
    assert decode_text(TEXT.encode(encoding)) == TEXT


def test_latin_1_is_read_as_browsers_do() -> None:
    assert decode_text("Ménière’s disease".encode("cp1252")) == "Ménière’s disease"
    declared = '<meta charset="iso-8859-1"><p>caf\xe9 \x93quoted\x94</p>'.encode("latin-1")
    assert decode_text(declared).endswith("<p>café “quoted”</p>")


@pytest.mark.parametrize("declared", ["iso-8859-1", "shift_jis", "no-such-charset", "utf-16"])
def test_a_wrong_declaration_does_not_spoil_utf_8(declared: str) -> None:
    markup = f'<meta http-equiv="content-type" content="text/html; charset={declared}"><p>{TEXT}</p>'
    assert decode_text(markup.encode()) == markup


def test_a_declaration_counts_where_the_bytes_are_no_utf_8() -> None:
    markup = '<meta charset="windows-1251"><p>боль в спине проходит за неделю</p>'
    assert decode_text(markup.encode("cp1251")) == markup


def test_a_few_broken_bytes_in_utf_8_do_not_change_the_rest() -> None:
    content = ("“Sleep” – well… " * 40).encode() + b"\xff" + " – end".encode()
    assert decode_text(content).endswith("\ufffd – end")


@pytest.mark.parametrize(("ending", "count"), [("\r\n", 1), ("\r", 1), ("\n", 1), ("\r\r\n", 2)])
def test_line_ends_become_line_feeds(ending: str, count: int) -> None:
    assert decode_text(f"one{ending}two".encode()) == "one" + "\n" * count + "two"


def test_zero_bytes_are_dropped_from_text() -> None:
    assert decode_text(b"Rest helps." * 40 + b"\0") == "Rest helps." * 40


@pytest.mark.parametrize(
    "content", [b"", b" \n\t ", b"\0\0", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, "\u00a0\u2003".encode()]
)
def test_nothing_is_empty(content: bytes) -> None:
    with pytest.raises(CorpusError, match="empty"):
        decode_text(content)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\nstream",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"PK\x03\x04\x14\0",
        b"\xff\xd8\xff\xe0",
        b"\x7fELF\x02\x01\x01\0\0\0",
        bytes(range(256)) * 40,
    ],
)
def test_binary_content_is_refused_with_the_remedy(content: bytes) -> None:
    with pytest.raises(CorpusError, match=r"binary.*convert"):
        decode_text(content)
