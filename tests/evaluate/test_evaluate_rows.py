import gzip
import io
import tarfile
from pathlib import Path

import pytest

from audit.errors import CorpusError
from audit.evaluate.rows import (
    MissingDataError,
    default_base,
    draw,
    draw_groups,
    find_file,
    find_folder,
    read_archive,
    read_rows,
)

NUMBERS = [str(number) for number in range(100)]


def test_a_draw_is_stable_in_order_and_of_the_size_asked():
    chosen = draw(NUMBERS, 10, str)
    assert chosen == draw(NUMBERS, 10, str)
    assert len(chosen) == 10
    assert chosen == sorted(chosen, key=NUMBERS.index)
    assert chosen != NUMBERS[:10]


def test_a_smaller_draw_is_part_of_a_larger_one():
    assert set(draw(NUMBERS, 10, str)) < set(draw(NUMBERS, 20, str))


@pytest.mark.parametrize("limit", [0, 100, 1000])
def test_no_limit_and_a_large_one_take_all(limit):
    assert draw(NUMBERS, limit, str) == NUMBERS


def test_groups_are_never_cut():
    rows = [{"doc": str(number // 7), "id": number} for number in range(70)]
    chosen = draw_groups(rows, 15, lambda row: row["doc"])
    assert len(chosen) == 21
    assert all(sum(row["doc"] == doc for row in chosen) == 7 for doc in {row["doc"] for row in chosen})


def test_rows_are_read_gzipped_or_not_and_a_bad_line_is_named(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": 1}\n\n{"id": 2}\n')
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"id": "x\xe2\x80\xa8y"}\n'))
    assert read_rows(tmp_path / "a.jsonl") == [{"id": 1}, {"id": 2}]
    assert read_rows(tmp_path / "b.jsonl.gz") == [{"id": "x\u2028y"}]
    (tmp_path / "c.jsonl").write_text('{"id": 1}\n{"id"\n')
    with pytest.raises(CorpusError, match=r"c\.jsonl: line 2: not JSON"):
        read_rows(tmp_path / "c.jsonl")


def test_a_folder_is_found_below_data_beside_it_or_as_itself(tmp_path):
    (tmp_path / "data" / "claims").mkdir(parents=True)
    expected = tmp_path / "data" / "claims"
    assert (
        find_folder(tmp_path, "claims") == find_folder(tmp_path / "data", "claims") == find_folder(expected, "claims")
    )


def test_a_missing_folder_or_file_is_named_with_the_remedy(tmp_path):
    with pytest.raises(MissingDataError, match=r"data/claims: no such folder.*--data DIR.*AUDIT_SHARED"):
        find_folder(tmp_path, "claims")
    with pytest.raises(MissingDataError, match=r"rows\.jsonl: no such file"):
        find_file(tmp_path, "rows.jsonl")


def test_the_default_folder_is_that_of_the_environment(monkeypatch):
    monkeypatch.setenv("AUDIT_SHARED", "/labelled")
    assert default_base() == Path("/labelled")
    monkeypatch.setenv("AUDIT_SHARED", "")
    assert default_base() == Path("../shared")


def test_an_archive_is_read_in_name_order_without_writing(tmp_path):
    with tarfile.open(tmp_path / "pages.tar.xz", "w:xz") as archive:
        for name, content in (("b/2.html", b"two"), ("../1.html", b"one")):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    assert list(read_archive(tmp_path / "pages.tar.xz")) == [("../1.html", b"one"), ("b/2.html", b"two")]
    assert [path.name for path in tmp_path.iterdir()] == ["pages.tar.xz"]
