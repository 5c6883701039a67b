"""Settings of an audit: one place for every default, files that cascade by folder, errors that name file and key."""

import difflib
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path

from audit.errors import SettingsError

FAIL_ON = ("error", "warning", "note", "never")
"""What `fail_on` may be: a level, highest first, or never."""
ENCODERS = ("ngrams", "onnx")
"""What `relations.encoders` may name."""


@dataclass(frozen=True, slots=True)
class RelationSettings:
    """How claims are paired and judged."""

    neighbours: int = 20
    """Nearest claims by vector that are compared with each claim."""
    threshold: float = 0.5
    """Relations below this confidence are listed as considered, never counted."""
    encoders: tuple[str, ...] = ENCODERS
    """Vectors whose nearest claims are compared: ngrams (words and their endings), onnx (the model that
    `models.encoder` names)."""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """The trained models (`docs/models.md`)."""

    nli: str = ""
    """Cross-encoder that judges pairs of claims: a folder, or an installed package that holds one; empty: the shipped
    claim-nli."""
    encoder: str = ""
    """Model of claim vectors: a folder, or an installed package that holds one; empty: the shipped claim-encoder."""
    threads: int = 1
    """Texts that a model reads at the same time; the results do not depend on it."""


@dataclass(frozen=True, slots=True)
class ScoreSettings:
    """Prior and minimum evidence of the score (`docs/scoring.md`)."""

    minimum_facts: int = 4
    """Distinct fact-covered claim clusters (times extraction reliability) for reference agreement to be assessed."""
    draws: int = 2000
    """Bootstrap draws behind the interval of a score."""
    seed: int = 20261122
    """Seed of the draws: the same articles give the same interval."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Unknown keys in a settings file are errors."""

    model: str = ""
    """spaCy model package or folder; empty: the first installed of the known English models."""
    reference: tuple[str, ...] = ()
    """Packs of reference facts: shipped names or TOML files; empty: all shipped packs."""
    fail_on: str = "error"
    """Lowest level that makes the exit code 1: error, warning, note, never."""
    min_score: float = 0.0
    """The exit code is 1 when a source that could be assessed scores below this (0–100)."""
    disabled: tuple[str, ...] = ()
    """Rule ids or families that do not run."""
    relations: RelationSettings = RelationSettings()
    models: ModelSettings = ModelSettings()
    scoring: ScoreSettings = ScoreSettings()


RANGES: Mapping[str, tuple[float, float]] = {
    "min_score": (0, 100),
    "relations.neighbours": (1, 1000),
    "relations.threshold": (0, 1),
    "models.threads": (1, 64),
    "scoring.minimum_facts": (1, 10_000),
    "scoring.draws": (100, 1_000_000),
    "scoring.seed": (0, 2**63 - 1),
}
"""Lowest and highest value of each number, both allowed."""
CHOICES: Mapping[str, tuple[str, ...]] = {"fail_on": FAIL_ON, "relations.encoders": ENCODERS}
"""What the settings that are a word or a list of words may say."""


def list_settings(settings: object, prefix: str = "") -> dict[str, object]:
    """Return the values of settings by dotted key, in the order of their definition."""
    flat: dict[str, object] = {}
    for field in fields(settings):  # type: ignore[arg-type]
        value = getattr(settings, field.name)
        flat |= list_settings(value, f"{field.name}.") if is_dataclass(value) else {f"{prefix}{field.name}": value}
    return flat


DEFAULTS: Mapping[str, object] = list_settings(Settings())
"""Dotted key → default, for every setting there is."""

TABLES = tuple(dict.fromkeys(key.split(".")[0] for key in DEFAULTS if "." in key))
"""The settings that are tables in a file."""


def load_settings(start: Path, overrides: Mapping[str, object] | None = None) -> Settings:
    """Return the settings that hold for a path: nearest file wins, key by key, and overrides win over files.

    In each folder from `start` upwards, `audit.toml` is read, and `[tool.source-audit]` of `pyproject.toml`;
    where both stand in one folder, `audit.toml` wins.

    Args:
        start: the audited file or folder; it need not exist.
        overrides: dotted key → value, as given on the command line; None values are left out.

    Raises:
        SettingsError: a file cannot be read, or has unknown keys, wrong types or values out of range; every problem
            of the file is named.
    """
    merged: dict[str, object] = {}
    for path in find_settings_files(start):
        for key, value in read_settings_file(path).items():
            merged.setdefault(key, value)
    given = {key: value for key, value in (overrides or {}).items() if value is not None}
    problems = list(find_problems(given, "command line"))
    if problems:
        raise SettingsError("\n".join(problems))
    return build_settings(merged | given)


def find_settings_files(start: Path) -> Iterator[Path]:
    """Yield the settings files that hold for a path, nearest first."""
    here = Path(os.path.abspath(start))  # noqa: PTH100 -- resolve() would follow links out of the audited tree
    folders = [here, *here.parents] if here.is_dir() else list(here.parents)
    for folder in folders:
        for name in ("audit.toml", "pyproject.toml"):
            path = folder / name
            if path.is_file():
                yield path


def read_settings_file(path: Path) -> dict[str, object]:
    """Return the settings of one file by dotted key; empty for a `pyproject.toml` without our table.

    Raises:
        SettingsError: the file cannot be read, or anything in it is wrong.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not a TOML file ({error})") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read ({error})") from error
    if path.name == "pyproject.toml":
        tool = content.get("tool")
        content = tool.get("source-audit", {}) if isinstance(tool, dict) else {}
        if not isinstance(content, dict):
            raise SettingsError(f"{path}: tool.source-audit: must be a table")
    flat = flatten(content)
    problems = list(find_problems(flat, str(path)))
    if problems:
        raise SettingsError("\n".join(problems))
    return {key: anchor(key, value, path.parent) for key, value in flat.items()}


def flatten(content: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    """Return the values of the tables of settings by dotted key; other tables stay whole, as problems to be told."""
    flat: dict[str, object] = {}
    for key, value in content.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and name in TABLES:
            flat |= flatten(value, f"{name}.")
        else:
            flat[name] = value
    return flat


def anchor(key: str, value: object, folder: Path) -> object:
    """Return a value with what is a file or folder in it taken from the folder of the settings file."""
    if key == "reference" and isinstance(value, list | tuple):
        return [move(str(pack), folder) if str(pack).endswith(".toml") else pack for pack in value]
    if key in ("models.nli", "models.encoder") and isinstance(value, str) and (folder / value).is_dir():
        return move(value, folder) if value else value
    return value


def move(path: str, folder: Path) -> str:
    """Return a path that was meant from a folder as it is seen from here."""
    return path if Path(path).is_absolute() else Path(os.path.relpath(folder / path)).as_posix()


def find_problems(flat: Mapping[str, object], place: str) -> Iterator[str]:
    """Yield what is wrong with settings, each with its place, key and remedy."""
    for key, value in flat.items():
        if key not in DEFAULTS:
            yield f"{place}: {key}: {complain_unknown(key)}"
        elif complaint := complain(key, value):
            yield f"{place}: {key}: {complaint}"


def complain_unknown(key: str) -> str:
    """Return what is wrong with a key that is no setting, with the nearest one."""
    if key in TABLES:
        return f"must be a table: [{key}]"
    nearest = difflib.get_close_matches(key, [*DEFAULTS, *TABLES], n=1, cutoff=0.5)
    return "unknown key; " + (f"did you mean {nearest[0]}?" if nearest else f"known are {', '.join(DEFAULTS)}")


def complain(key: str, value: object) -> str:
    """Return what is wrong with the value of a known key; empty when nothing is."""
    default = DEFAULTS[key]
    if isinstance(default, tuple):
        right = isinstance(value, list | tuple) and all(isinstance(entry, str) for entry in value)
        if not right or not isinstance(value, list | tuple):
            return f"must be a list of strings, not {value!r}"
        return next(filter(None, (complain_choice(key, entry) for entry in value)), "")
    if isinstance(default, str):
        return complain_choice(key, value) if isinstance(value, str) else f"must be a string, not {value!r}"
    whole = isinstance(default, int)
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        return f"must be a {'whole ' if whole else ''}number, not {value!r}"
    low, high = RANGES[key]
    return "" if low <= value <= high else f"must be between {low} and {high}, not {value!r}"


def complain_choice(key: str, value: str) -> str:
    """Return what is wrong with a word where only some are allowed; empty when nothing is."""
    choices = CHOICES.get(key, ())
    if not choices or value in choices:
        return ""
    nearest = difflib.get_close_matches(value, choices, n=1)
    return f"must be one of {', '.join(choices)}, not {value!r}" + (f"; did you mean {nearest[0]}?" if nearest else "")


def build_settings(flat: Mapping[str, object]) -> Settings:
    """Return the defaults with the given values in their place. The values are known to be right."""
    settings = Settings()
    for key, value in flat.items():
        table, _, name = key.rpartition(".")
        default = DEFAULTS[key]
        right = tuple(value) if isinstance(value, list) else float(value) if type(default) is float else value  # type: ignore[arg-type]
        if table:
            settings = replace(settings, **{table: replace(getattr(settings, table), **{name: right})})
        else:
            settings = replace(settings, **{name: right})  # type: ignore[arg-type]
    return settings
