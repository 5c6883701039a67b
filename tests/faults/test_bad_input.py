"""Bad input: each is a clear message or a skipped entry, never a traceback, never a stop of the batch."""

import json
import os
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from audit.cli import app
from audit.errors import AuditError
from audit.ingest import read_corpus
from audit.models.folder import find_shipped

PROSE = (
    "High blood pressure has no signs in most people, so the only way to know is to have it measured. "
    "Less salt lowers the pressure, and so does a brisk walk of half an hour on most days of the week. "
)
PORTUGUESE = (
    "A pressão alta não dá sinais na maioria das pessoas, por isso o único jeito de saber é medir com calma. "
    "Menos sal baixa a pressão, e uma caminhada rápida de meia hora por dia ajuda quase todas as pessoas também. "
)
CONTENTS: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\r\n \xc2\xa0\n", "empty"),
    "mark.txt": (b"\xef\xbb\xbf", "empty"),
    "zeros.txt": (b"\0" * 100, "empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "binary"),
    "paper.txt": (b"%PDF-1.7\n1 0 obj <<>>\nendobj\n", "binary"),
    "archive.txt": (b"PK\x03\x04\x14\0\0\0\x08\0" + bytes(200), "binary"),
    "program.md": (b"\x7fELF\x02\x01\x01" + bytes(500) + b"x", "binary"),
    "picture.html": (b"GIF89a" + bytes(range(256)), "binary"),
    "half.txt": ("Salt".encode("utf-16") + b"x", "UTF-16"),
    "nobody.html": (b"<html><head><title>Pressure</title></head></html>", "no visible text"),
    "void.html": (b"<html></html>", "no visible text"),
    "script.html": (b"<body><script>alert('x')</script></body>", "no visible text"),
    "deep.html": (b"<div>" * 20000 + PROSE.encode() + b"</div>" * 20000, "nested too deeply"),
    "yaml.md": (b"---\ntitle: [unclosed\n---\n" + PROSE.encode(), "front matter: not valid YAML"),
    "open.md": (b"---\ntitle: Pressure\n" + PROSE.encode(), "no closing"),
    "date.md": (b"---\npublished: soon\n---\n" + PROSE.encode(), "published: not a date"),
    "key.md": (b"---\nsource: {nmae: X}\n---\n" + PROSE.encode(), "did you mean name?"),
    "only.md": (b"---\ntitle: Pressure\n---\n", "no visible text"),
    "foreign.txt": (PORTUGUESE.encode(), "not English"),
    "foreign.html": (f"<html lang='pt'><body><p>{PORTUGUESE}</p></body></html>".encode(), "declared as pt"),
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "good.txt").write_text(f"Blood pressure\n\n{PROSE}\n")
    return tmp_path / "desk"


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert "Traceback" not in result.output + result.stderr
    return result


def skipped(folder: Path) -> dict[str, str]:
    return {Path(entry.path).name: entry.reason for entry in read_corpus([str(folder)]).skipped}


@pytest.mark.parametrize("name", CONTENTS)
def test_a_bad_file_is_skipped_with_its_reason_and_the_others_are_read(desk: Path, name: str) -> None:
    content, reason = CONTENTS[name]
    (desk / name).write_bytes(content)
    corpus = read_corpus(["desk"])
    assert [article.path for article in corpus.articles] == ["desk/good.txt"]
    (entry,) = corpus.skipped
    assert entry.path == f"desk/{name}"
    assert reason in entry.reason
    assert str(desk) not in entry.reason


@pytest.mark.parametrize("name", CONTENTS)
def test_a_bad_file_alone_ends_the_check_with_a_message_and_code_3(desk: Path, name: str) -> None:
    content, reason = CONTENTS[name]
    (desk / name).write_bytes(content)
    result = run("check", f"desk/{name}")
    assert result.exit_code == 3
    assert f"desk/{name}: " in " ".join(result.stderr.split())
    assert reason in " ".join(result.stderr.split())


def test_a_whole_batch_of_bad_files_does_not_stop_the_audit(desk: Path) -> None:
    for name, (content, _) in CONTENTS.items():
        (desk / name).write_bytes(content)
    (desk / "source.toml").write_text("nmae = 'x'\n")
    (desk / "good.html").write_text(f"<h1>Blood pressure</h1><p>{PROSE}</p>")
    result = run("run", "desk", "--out", "out", "--format", "json")
    assert result.exit_code in (0, 1)
    report = json.loads(Path("out/report.json").read_text())
    assert [article["path"] for article in report["articles"]] == ["desk/good.html"]
    reasons = {Path(entry["path"]).name: entry["reason"] for entry in report["skipped"]}
    assert set(reasons) == {*CONTENTS, "source.toml", "good.txt"}
    assert all(reason in reasons[name] for name, (_, reason) in CONTENTS.items())
    assert "did you mean name?" in reasons["source.toml"]
    assert "the same article in another format" in reasons["good.txt"]
    assert run("run", "desk", "--out", "out", "--format", "json", "--strict").exit_code == 2


@pytest.mark.parametrize("content", [b"name = ", b"\xff\xfe", b"name = 3.5\nname = 'x'\n", b"[source]\nname = 'x'\n"])
def test_a_bad_source_file_is_listed_and_its_folder_is_read(desk: Path, content: bytes) -> None:
    (desk / "source.toml").write_bytes(content)
    corpus = read_corpus(["desk"])
    assert [article.source for article in corpus.articles] == ["good"]
    assert [entry.path for entry in corpus.skipped] == ["desk/source.toml"]


def test_two_articles_with_one_id_are_told_by_their_paths(desk: Path) -> None:
    for name in ("a.md", "b.md"):
        (desk / name).write_text(f"---\nid: pressure\n---\n{PROSE}")
    assert skipped(desk) == {"b.md": f"same id (pressure) as {desk.as_posix()}/a.md, which was read; rename one"}


@pytest.mark.parametrize("command", ["run", "check"])
def test_a_path_that_does_not_exist_is_an_error_that_names_it(desk: Path, command: str) -> None:
    result = run(command, "desk/missing.txt")
    assert result.exit_code == 2
    assert "desk/missing.txt: no such file or folder" in result.stderr


def test_a_folder_without_articles_cannot_be_checked(desk: Path) -> None:
    (desk / "good.txt").rename(desk / "good.docx")
    result = run("run", "desk", "--out", "out")
    assert result.exit_code == 3
    assert "put .html, .md, .txt files there" in " ".join(result.stderr.split())


def test_a_file_of_another_format_is_named_with_the_remedy(desk: Path) -> None:
    (desk / "paper.pdf").write_bytes(b"%PDF-1.7")
    result = run("check", "desk/paper.pdf")
    assert result.exit_code == 3
    assert "convert it to .html, .md, .txt" in " ".join(result.stderr.split())


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_broken_and_looping_links_are_skipped(desk: Path) -> None:
    (desk / "broken.txt").symlink_to("nowhere.txt")
    (desk / "self.txt").symlink_to("self.txt")
    (desk / "loop").symlink_to(desk, target_is_directory=True)
    corpus = read_corpus(["desk"])
    assert [article.path for article in corpus.articles] == ["desk/good.txt"]
    assert {Path(entry.path).name for entry in corpus.skipped} == {"broken.txt", "self.txt"}
    assert run("check", "desk/broken.txt").exit_code == 3


@pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes")
@pytest.mark.timeout(20)
def test_a_named_pipe_does_not_hang_the_audit(desk: Path) -> None:
    os.mkfifo(desk / "pipe.txt")
    assert "not a regular file" in skipped(desk)["pipe.txt"]


def test_a_folder_named_like_an_article_is_searched_and_not_opened(desk: Path) -> None:
    (desk / "notes.txt").mkdir()
    (desk / "notes.txt" / "a.txt").write_text(PROSE)
    assert [article.id for article in read_corpus(["desk"]).articles] == ["good", "notes.txt/a"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a user who is not root")
def test_a_file_without_permission_is_skipped(desk: Path) -> None:
    (desk / "secret.txt").write_text(PROSE)
    (desk / "secret.txt").chmod(0)
    assert "cannot be read: Permission denied" in skipped(desk)["secret.txt"]


def test_a_file_that_the_system_refuses_to_open_is_skipped(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "secret.txt").write_text(PROSE)
    read_bytes = Path.read_bytes

    def refuse(file: Path) -> bytes:
        if file.name == "secret.txt":
            raise PermissionError(13, "Permission denied", str(file))
        return read_bytes(file)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert skipped(desk) == {"secret.txt": "cannot be read: Permission denied"}


def test_a_name_that_is_no_text_is_shown_and_read(desk: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(desk) + b"/caf\xe9.txt")).write_text(PROSE)
    except OSError:
        pytest.skip("the file system refuses such names")
    corpus = read_corpus(["desk"])
    assert [article.path for article in corpus.articles] == ["desk/caf\ufffd.txt", "desk/good.txt"]
    assert all(article.source.encode() for article in corpus.articles)


SIZED: dict[str, tuple[Callable[[], str], str]] = {
    "line.txt": (lambda: PROSE * 25_000, "split it"),
    "line.html": (lambda: f"<p>{PROSE * 25_000}</p>", "split it"),
    "line.md": (lambda: PROSE * 25_000, "split it"),
    "lines.txt": (lambda: f"{PROSE}\n" * 25_000, "split it"),
    "word.txt": (lambda: PROSE + "x" * 5_000_000, "split it"),
    "dashes.txt": (lambda: PROSE + "it is - the " * 40_000, ""),
    "bullets.txt": (lambda: PROSE + "• it is the " * 40_000, ""),
    "colons.txt": (lambda: PROSE + "salt is in the: " * 30_000, ""),
    "by.txt": (lambda: PROSE * 10 + "\n" + "by " * 160_000, ""),
    "blanks.txt": (lambda: "\n" * 450_000 + PROSE, ""),
    "attribute.html": (lambda: f"<p title='{'x' * 1_000_000}' class='{'a ' * 500_000}'>{PROSE}</p>", ""),
    "breaks.html": (lambda: f"<p>{PROSE}{'<br>' * 100_000}</p>", ""),
    "divs.html": (lambda: "<div>" * 1_900 + PROSE + "</div>" * 1_900, ""),
    "json.html": (lambda: f"<script type='application/ld+json'>{'[' * 100_000}</script><p>{PROSE}</p>", ""),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SIZED)
def test_a_file_of_extreme_shape_is_read_or_refused_in_a_few_seconds(desk: Path, name: str) -> None:
    make, reason = SIZED[name]
    (desk / name).write_text(make())
    begin = time.perf_counter()
    corpus = read_corpus(["desk"])
    assert time.perf_counter() - begin < 20
    texts = [article.text for article in corpus.articles if article.path.endswith(name)]
    assert all(PROSE.split(".")[0] in text for text in texts)
    assert len(texts) == (not reason)
    assert all(reason in entry.reason for entry in corpus.skipped)


@pytest.mark.slow
def test_a_line_of_five_megabytes_is_refused_within_bounded_memory(desk: Path) -> None:
    (desk / "line.txt").write_text(PROSE * 25_000)
    tracemalloc.start()
    try:
        read_corpus(["desk"])
        assert tracemalloc.get_traced_memory()[1] < 150_000_000
    finally:
        tracemalloc.stop()


def test_zero_bytes_and_markup_in_text_come_through_as_text(desk: Path) -> None:
    (desk / "odd.txt").write_bytes((PROSE + "<script>alert(1)</script> & </p>\0\0\n").encode() * 3)
    article = next(article for article in read_corpus(["desk"]).articles if article.id == "odd")
    assert "<script>alert(1)</script>" in article.text
    assert "\0" not in article.text


def test_every_refusal_is_an_error_of_this_project(desk: Path) -> None:
    for name, (content, _) in CONTENTS.items():
        (desk / name).write_bytes(content)
        with pytest.raises(AuditError):
            read_corpus([f"desk/{name}"])


def test_a_damaged_model_stops_the_audit_and_is_named(desk: Path) -> None:
    copied = desk / "weights"
    copied.mkdir()
    for file in find_shipped("vectors").iterdir():
        (copied / file.name).write_bytes(file.read_bytes())
    graph = copied / "model.onnx"
    graph.write_bytes(graph.read_bytes()[:1000])
    (desk / "audit.toml").write_text("[models]\nencoder = 'weights'\n")
    result = run("check", "desk/good.txt")
    assert result.exit_code == 2
    assert "desk/weights/model.onnx: damaged" in result.stderr
    assert "copy the model again" in result.stderr
    (desk / "audit.toml").write_text("[relations]\nencoders = ['ngrams']\n[models]\nencoder = 'weights'\n")
    assert run("check", "desk/good.txt").exit_code in (0, 1)
