import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def make(*words: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(["make", *words], cwd=ROOT, capture_output=True, text=True, check=False, env=clean)  # noqa: S603, S607


def build_environment(folder: Path, audit: str) -> None:
    (folder / "bin").mkdir()
    command = folder / "bin" / "audit"
    command.write_text(f"#!/bin/sh\n{audit}\n", encoding="utf-8")
    command.chmod(0o755)
    for stamp in (".made", ".run"):
        (folder / stamp).touch()


def test_make_without_a_word_lists_every_target() -> None:
    targets = set(re.findall(r"^([a-z]+):.* ## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    shown = make().stdout

    assert targets >= {"audit", "test", "check", "golden", "lock", "clean", "help"}
    assert all(f"make {target} " in shown for target in targets)


@pytest.mark.parametrize(
    ("code", "outcome", "said"),
    [
        (0, 0, "nothing found at the level that counts"),
        (1, 0, "that is its result, nothing failed"),
        (2, 2, "The audit itself failed (exit code 2)"),
        (3, 2, "The audit itself failed (exit code 3)"),
    ],
)
def test_make_audit_fails_only_when_the_audit_did(tmp_path: Path, code: int, outcome: int, said: str) -> None:
    build_environment(tmp_path, f'echo "asked: $*"; exit {code}')
    result = make("audit", f"VENV={tmp_path}")

    assert result.returncode == outcome
    assert "asked: run sources/ --out reports/" in result.stdout
    assert said in result.stdout + result.stderr


def test_a_python_that_is_too_old_is_refused_with_the_remedy(tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    result = make("audit", f"VENV={tmp_path / 'venv'}", f"PYTHON={old}")

    assert result.returncode == 2
    assert "does not run as Python 3.11, 3.12 or 3.13" in result.stderr
    assert "make audit PYTHON=python3.12" in result.stderr


def test_a_change_of_the_lock_installs_anew_and_nothing_else_does(tmp_path: Path) -> None:
    build_environment(tmp_path, "exit 0")
    assert "Installing" not in make("--dry-run", "audit", f"VENV={tmp_path}").stdout

    os.utime(tmp_path / ".run", (0, 0))
    again = make("--dry-run", "audit", f"VENV={tmp_path}").stdout
    assert "--require-hashes" in again
    assert "-m venv" not in again


def test_ci_runs_the_two_commands_of_a_developer() -> None:
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    lines = [line for line in script.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert lines == ["set -euo pipefail", 'cd "$(dirname "${BASH_SOURCE[0]}")/.."', "make check", "make test"]
