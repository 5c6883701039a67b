"""`audit run sources/` → reports/, byte for byte, whatever the hash seed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "reports"


def audit_sources(out: Path, seed: str) -> None:
    program = Path(sys.executable).with_name("audit")
    command = [str(program), "run", "sources/", "--out", str(out), "--fail-on", "never", "--quiet"]
    subprocess.run(  # noqa: S603 -- our own program on our own articles
        command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, timeout=300
    )


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folders = tuple(tmp_path_factory.mktemp(name) for name in ("one", "two"))
    for folder, seed in zip(folders, ("1", "4711"), strict=True):
        audit_sources(folder, seed)
    return folders[0], folders[1]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_two_hash_seeds_give_the_same_bytes(audited: tuple[Path, Path]) -> None:
    one, two = (contents(folder) for folder in audited)
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_the_committed_reports_are_those_of_this_code_and_these_sources(audited: tuple[Path, Path]) -> None:
    fresh, committed = contents(audited[0]), contents(REPORTS)
    committed.pop("README.md", None)
    assert fresh.keys() == committed.keys(), "run: make golden"
    changed = [name for name in fresh if fresh[name] != committed[name]]
    assert changed == [], "the reports changed: run make golden, read the difference, commit it"


def test_no_report_names_a_machine_path_or_a_clock(audited: tuple[Path, Path]) -> None:
    for name, content in contents(audited[0]).items():
        text = content.decode("utf-8")
        assert str(ROOT) not in text, name
        assert str(audited[0]) not in text, name
        assert "/home/" not in text, name
