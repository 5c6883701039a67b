"""The name of a model → its folder, read and checked.

A folder is either ours (`model.toml` with checksums beside the files) or in the layout of Hugging Face: `config.json`
with `id2label`, `tokenizer.json`, and `model.onnx` there or in `onnx/`.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources, util
from pathlib import Path
from typing import Any

from audit.errors import ModelError

SHIPPED: Mapping[str, str] = {"nli": "claim-nli", "vectors": "claim-encoder"}
"""Task → folder of the model that comes with the package, beside this file."""
SETTINGS: Mapping[str, str] = {"nli": "models.nli", "vectors": "models.encoder"}
"""Task → the setting that names another model."""
KEYS = ("name", "version", "task", "file", "sha256", "tokenizer_sha256", "max_length", "licence")
NLI_KEYS = ("labels", "temperature")
GRAPHS = ("model.onnx", "onnx/model.onnx")
"""Where the graph stands in the layout of Hugging Face."""
LONGEST = 512
"""Tokens of a text where its folder does not say."""


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model on disk: its files are there, and are those that its description names."""

    name: str
    version: str
    task: str
    """`nli` or `vectors`."""
    graph: Path
    tokenizer: Path
    labels: tuple[str, ...]
    """Names of the logits in their order; empty for vectors."""
    temperature: float
    """Logits are divided by this before the softmax."""
    max_length: int
    """Tokens of a text or pair; the longer side of a longer pair is cut."""
    licence: str


def find_model(task: str, name: str) -> ModelFolder:
    """Return the model for a task: the shipped one for an empty name, else a folder or an installed package.

    Raises:
        ModelError: there is no such model, it is for another task, or a file of it is missing or damaged.
    """
    folder = find_folder(name, SETTINGS[task]) if name else find_shipped(task)
    again = "copy the model again" if name else "install source-audit again"
    own = folder / "model.toml"
    model = read_own(own, again) if own.is_file() else read_foreign(folder, task)
    if model.task != task:
        raise ModelError(f"{own.as_posix()}: task: is {model.task!r}, {SETTINGS[task]} needs {task!r}")
    return model


def find_shipped(task: str) -> Path:
    """Return the folder of the shipped model."""
    folder = Path(str(resources.files("audit.models"))) / SHIPPED[task]
    if not (folder / "model.toml").is_file():
        raise ModelError(
            f"{folder.as_posix()}: no such model in this installation; install source-audit again, or name a model of "
            f"your own with {SETTINGS[task]}"
        )
    return folder


def find_folder(name: str, setting: str) -> Path:
    """Return the folder that a setting names: a folder, or the one in an installed package that holds a model."""
    if Path(name).is_dir():
        if not is_model(Path(name)):
            raise ModelError(f"{name}: {setting}: no model.toml and no config.json with tokenizer.json in that folder")
        return Path(name)
    package = util.find_spec(name) if name.isidentifier() else None
    if package is None or not package.submodule_search_locations:
        raise ModelError(f"{name}: {setting}: neither a folder nor an installed package")
    places = [Path(place) for place in package.submodule_search_locations]
    found = sorted({file.parent for place in places for file in place.rglob("*") if is_model(file.parent)})
    if len(found) != 1:
        listed = ", ".join(folder.as_posix() for folder in found) or "none"
        raise ModelError(f"{name}: {setting}: the package must hold one model, it holds: {listed}; name the folder")
    return found[0]


def is_model(folder: Path) -> bool:
    """Say whether a folder is described as a model."""
    return (folder / "model.toml").is_file() or all(
        (folder / name).is_file() for name in ("config.json", "tokenizer.json")
    )


def read_own(path: Path, again: str) -> ModelFolder:
    """Read a folder with `model.toml`; `again` is what helps against a damaged file."""
    try:
        table: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"{path.as_posix()}: not a TOML file that can be read ({error}); {again}") from error
    wanted = (*KEYS, *NLI_KEYS) if table.get("task") == "nli" else KEYS
    if missing := [key for key in wanted if key not in table]:
        raise ModelError(f"{path.as_posix()}: missing: {', '.join(missing)}; {again}")
    graph, tokenizer = path.parent / str(table["file"]), path.parent / "tokenizer.json"
    for file, key in ((graph, "sha256"), (tokenizer, "tokenizer_sha256")):
        check_digest(file, str(table[key]), again)
    try:
        return ModelFolder(
            name=str(table["name"]),
            version=str(table["version"]),
            task=str(table["task"]),
            graph=graph,
            tokenizer=tokenizer,
            labels=tuple(str(label) for label in table.get("labels", ())),
            temperature=positive(table.get("temperature", 1.0)),
            max_length=int(positive(table["max_length"])),
            licence=str(table["licence"]),
        )
    except (TypeError, ValueError) as error:
        raise ModelError(f"{path.as_posix()}: labels, temperature or max_length: {error}; {again}") from error


def positive(value: object) -> float:
    """Return a number above 0."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise ValueError(f"must be a number above 0, not {value!r}")
    return float(value)


def check_digest(path: Path, expected: str, again: str) -> None:
    """Compare the SHA-256 of a file with the one in its description."""
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"{path.as_posix()}: missing, or cannot be read ({error.strerror}); {again}") from error
    if found != expected:
        raise ModelError(f"{path.as_posix()}: damaged: its SHA-256 is not the one in model.toml; {again}")


def read_foreign(folder: Path, task: str) -> ModelFolder:
    """Read a folder in the layout of Hugging Face; its probabilities are taken as they are."""
    config = read_json(folder / "config.json")
    graph = next((folder / name for name in GRAPHS if (folder / name).is_file()), None)
    if graph is None:
        raise ModelError(f"{folder.as_posix()}: neither {' nor '.join(GRAPHS)}; export the model to ONNX")
    if not (folder / "tokenizer.json").is_file():
        raise ModelError(f"{(folder / 'tokenizer.json').as_posix()}: no such file; save the fast tokenizer there")
    return ModelFolder(
        name=folder.name,
        version="",
        task=task,
        graph=graph,
        tokenizer=folder / "tokenizer.json",
        labels=read_labels(config, folder / "config.json") if task == "nli" else (),
        temperature=1.0,
        max_length=read_length(folder, config),
        licence="",
    )


def read_json(path: Path) -> Mapping[str, Any]:
    """Read a JSON object."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path.as_posix()}: not a JSON file that can be read ({error})") from error
    if not isinstance(content, dict):
        raise ModelError(f"{path.as_posix()}: must hold an object")
    return content


def read_labels(config: Mapping[str, Any], path: Path) -> tuple[str, ...]:
    """Return the names of the logits from `id2label`."""
    names = config.get("id2label")
    if not isinstance(names, dict) or sorted(names) != sorted(map(str, range(len(names)))):
        raise ModelError(f"{path.as_posix()}: id2label: must name every logit, from 0")
    return tuple(str(names[str(place)]) for place in range(len(names)))


def read_length(folder: Path, config: Mapping[str, Any]) -> int:
    """Return the most tokens that the model takes."""
    beside = folder / "tokenizer_config.json"
    stated = read_json(beside).get("model_max_length") if beside.is_file() else None
    lengths = [
        value for value in (stated, config.get("max_position_embeddings")) if isinstance(value, int) and value > 0
    ]
    return min((*lengths, LONGEST))
