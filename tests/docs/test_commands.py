import re
from pathlib import Path

import pytest
from click import Command
from typer.main import get_command

from audit.cli import app
from audit.cli_init import write_value
from audit.settings import DEFAULTS

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS: dict[str, Command] = dict(getattr(get_command(app), "commands"))  # noqa: B009 -- a group has them


def read_section(name: str) -> str:
    match = re.search(rf"^## audit {name}$(?P<body>.*?)(?=^## |\Z)", MANUAL, re.DOTALL | re.MULTILINE)
    return match.group("body") if match else ""


def list_options(command: Command) -> list[str]:
    return sorted(
        option
        for parameter in command.params
        if parameter.param_type_name == "option"
        for option in parameter.opts
        if option.startswith("--") and option != "--help"
    )


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_in_the_manual_with_all_its_options(name: str) -> None:
    section = read_section(name)

    assert section
    assert [option for option in list_options(COMMANDS[name]) if f"`{option}" not in section] == []


def test_the_manual_has_no_command_and_no_option_that_is_gone() -> None:
    documented = re.findall(r"^## audit (\w+)$", MANUAL, re.MULTILINE)

    assert sorted(documented) == sorted(COMMANDS)
    for name in documented:
        rows = re.findall(r"^\| `(--[\w-]+)", read_section(name), re.MULTILINE)
        assert sorted(rows) == list_options(COMMANDS[name])


def test_the_readme_lists_the_commands_as_their_help_does() -> None:
    rows = dict(re.findall(r"^\| `audit (\w+)[^`]*` \| (.+) \|$", README, re.MULTILINE))

    assert rows == {name: command.get_short_help_str(200).rstrip(".") for name, command in COMMANDS.items()}


def test_every_setting_is_in_the_manual_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `([\w.]+)` \| `([^`]*)` \|", MANUAL, re.MULTILINE))

    assert set(rows) == set(DEFAULTS)
    for key, default in DEFAULTS.items():
        written = write_value(default) if isinstance(default, str | tuple) else str(default)
        assert rows[key] == written, key


def test_the_readme_and_the_manual_agree_on_the_exit_codes() -> None:
    for code in "0123":
        assert re.search(rf"^\| {code} \|", README, re.MULTILINE)
        assert re.search(rf"^\| {code} \|", MANUAL, re.MULTILINE)


def test_the_first_screen_of_the_readme_has_the_two_commands_and_the_picture() -> None:
    screen = "\n".join(README.splitlines()[:30])

    assert "make audit" in screen
    assert "make test" in screen
    assert "docs/images/report.png" in screen


def test_the_finding_in_the_readme_quotes_the_example_articles() -> None:
    section = README.split("## A finding", 1)[1].split("\n## ", 1)[0]
    quotes = re.findall(r"^ +“(.+)”$", section, re.MULTILINE)
    articles = "\n".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "sources").glob("*/*.*")))

    assert len(quotes) >= 2
    assert [quote for quote in quotes if quote not in articles] == []
