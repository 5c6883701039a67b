import re
from pathlib import Path

import pytest
import typer.main

from audit import cli
from audit.cli_init import write_value
from audit.reporters import REPORTERS
from audit.settings import DEFAULTS

DOCS = Path(__file__).parents[2] / "docs"
COMMANDS = typer.main.get_command(cli.app).commands


def section(name):
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    return page.split(f"\n## audit {name}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented_under_its_command_and_no_other_one(name):
    shown = {option for parameter in COMMANDS[name].params for option in parameter.opts if option.startswith("-")}
    rows = [line for line in section(name).splitlines() if line.startswith("| `-")]
    told = {option for row in rows for option in re.findall(r"`(--?[a-z-]+)", row.split("|")[1])}
    assert told == shown - {"--help", "-h"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example(name):
    assert f"```\naudit {name}" in section(name) or f"| audit {name}" in section(name)


def test_every_setting_is_documented_with_its_default():
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `([a-z_.]+)` \| `([^`]*)` \|", page, flags=re.MULTILINE))
    assert told == {key: write_value(value) for key, value in DEFAULTS.items()}


def test_every_format_is_documented_with_its_files(report):
    page = (DOCS / "formats.md").read_text(encoding="utf-8")
    for name in REPORTERS:
        row = next(line for line in page.splitlines() if line.startswith(f"| `{name}` |"))
        if name != "html":
            assert set(REPORTERS[name](report)) == set(re.findall(r"`([a-z]+(?:\.[a-z]+)+)`", row)), name
