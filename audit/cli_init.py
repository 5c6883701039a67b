"""The settings' own definitions → a commented `audit.toml`."""

import ast
import inspect
import json
import textwrap
from dataclasses import fields, is_dataclass
from types import ModuleType

from audit import settings as definitions
from audit.settings import Settings

HEADING = """\
# Settings of source-audit. Every line shows a default; change what you need, delete the rest.
# They hold for the articles in this folder and below; a file nearer to an article wins, key by key.
# In a pyproject.toml the same keys stand under [tool.source-audit].
"""


def write_settings_file() -> str:
    """Return an `audit.toml` with every setting at its default, each under its description."""
    documentation = read_documentation(definitions)
    return "\n".join([HEADING, *write_table(Settings(), "", documentation)]) + "\n"


def write_table(settings: object, prefix: str, documentation: dict[str, str]) -> list[str]:
    """Return the lines of one table, then of the tables in it."""
    lines, tables = [], []
    for field in fields(settings):  # type: ignore[arg-type]
        value = getattr(settings, field.name)
        kind = type(settings).__name__
        if is_dataclass(value):
            head = comment(documentation[type(value).__name__])
            tables += [
                "",
                *head,
                f"[{prefix}{field.name}]",
                *write_table(value, f"{prefix}{field.name}.", documentation),
            ]
        else:
            lines += [*comment(documentation[f"{kind}.{field.name}"]), f"{field.name} = {write_value(value)}", ""]
    return [*lines[:-1], *tables]


def comment(text: str) -> list[str]:
    """Return text as lines of comment."""
    return [f"# {line}" for line in textwrap.wrap(text, 110)]


def write_value(value: object) -> str:
    """Return a value as TOML writes it; a JSON string is a TOML basic string."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def read_documentation(module: ModuleType) -> dict[str, str]:
    """Return the descriptions of the dataclasses of a module and of their fields: the strings under them."""
    found = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.ClassDef):
            found[node.name] = (ast.get_docstring(node) or "").split("\n", 1)[0]
            for field, below in zip(node.body, node.body[1:], strict=False):
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    text = below.value if isinstance(below, ast.Expr) else None
                    value = text.value if isinstance(text, ast.Constant) else ""
                    found[f"{node.name}.{field.target.id}"] = " ".join(str(value).split())
    return found
