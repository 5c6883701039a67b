"""The name of a model → its folder, or what is wrong with it."""

import json
import subprocess
import sys

import pytest

from audit.errors import ModelError
from audit.models.folder import find_model, find_shipped
from audit.models.session import Model, load_model

LABELS = ["entailment", "neutral", "contradiction"]


def test_a_folder_of_ours_is_read_with_its_description(write_own, table):
    folder = write_own(table, {"temperature": 1.5})
    model = find_model("nli", str(folder))
    assert (model.name, model.version, model.labels, model.temperature, model.max_length, model.licence) == (
        "tiny",
        "1",
        tuple(LABELS),
        1.5,
        16,
        "MIT",
    )


def test_a_folder_of_others_is_read_from_its_config(write_foreign, table):
    folder = write_foreign(table, LABELS)
    model = find_model("nli", str(folder))
    assert (model.name, model.labels, model.temperature, model.max_length) == ("theirs", tuple(LABELS), 1.0, 16)
    (folder / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 12}))
    assert find_model("nli", str(folder)).max_length == 12
    (folder / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 10**30}))
    assert find_model("nli", str(folder)).max_length == 16


@pytest.mark.parametrize(("file", "key"), [("model.onnx", "sha256"), ("tokenizer.json", "tokenizer_sha256")])
def test_a_changed_byte_is_told_with_the_file_and_what_to_do(write_own, table, file, key):
    folder = write_own(table)
    content = bytearray((folder / file).read_bytes())
    content[-1] ^= 1
    (folder / file).write_bytes(content)
    with pytest.raises(ModelError, match=rf"ours/{file}: damaged: its SHA-256 is not the one .*; copy the model again"):
        find_model("nli", str(folder))
    (folder / file).unlink()
    with pytest.raises(ModelError, match=rf"ours/{file}: missing, or cannot be read .*; copy the model again"):
        find_model("nli", str(folder))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"labels": None, "licence": None}, "missing: licence, labels"),
        ({"task": "vectors"}, "task: is 'vectors', models.nli needs 'nli'"),
        ({"temperature": 0}, "must be a number above 0, not 0"),
        ({"max_length": "long"}, "must be a number above 0, not 'long'"),
    ],
)
def test_a_wrong_description_is_told(write_own, table, changes, complaint):
    folder = write_own(table, changes)
    with pytest.raises(ModelError, match=f"ours/model.toml: .*{complaint}"):
        find_model("nli", str(folder))


def test_a_description_that_is_no_toml_is_told(write_own, table):
    folder = write_own(table)
    (folder / "model.toml").write_text("name = ")
    with pytest.raises(ModelError, match=r"model\.toml: not a TOML file"):
        find_model("nli", str(folder))


def test_what_a_folder_of_others_lacks_is_told(write_foreign, table, tmp_path):
    folder = write_foreign(table, LABELS)
    (folder / "config.json").write_text('{"id2label": {"0": "entailment", "2": "neutral"}}')
    with pytest.raises(ModelError, match=r"config\.json: id2label: must name every logit"):
        find_model("nli", str(folder))
    (folder / "config.json").write_text("[")
    with pytest.raises(ModelError, match=r"config\.json: not a JSON file"):
        find_model("nli", str(folder))
    (folder / "config.json").write_text("{}")
    (folder / "model.onnx").unlink()
    with pytest.raises(ModelError, match=r"theirs: neither model\.onnx nor onnx/model\.onnx"):
        find_model("nli", str(folder))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match=r"empty: models\.nli: no model\.toml and no config\.json"):
        find_model("nli", str(tmp_path / "empty"))


def test_files_that_are_no_graph_and_no_tokenizer_are_told(write_foreign, table):
    folder = write_foreign(table, LABELS)
    good = (folder / "model.onnx").read_bytes()
    (folder / "model.onnx").write_bytes(b"no graph")
    with pytest.raises(ModelError, match=r"model\.onnx: not a graph that can be loaded"):
        Model(find_model("nli", str(folder)))
    (folder / "model.onnx").write_bytes(good)
    (folder / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match=r"tokenizer\.json: not a tokenizer that can be loaded"):
        Model(find_model("nli", str(folder)))


def test_a_graph_with_other_inputs_is_told(write_foreign, table):
    folder = write_foreign(table, LABELS, inputs=("input_ids", "position_ids"))
    with pytest.raises(ModelError, match="takes input_ids, position_ids; a graph must take"):
        Model(find_model("nli", str(folder)))


def test_an_installed_package_may_hold_the_model(write_own, table, tmp_path, monkeypatch):
    write_own(table, name="carrier_of_a_model/weights/tiny")
    (tmp_path / "carrier_of_a_model" / "__init__.py").write_text(
        "raise RuntimeError('a model needs no code of others')"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    assert find_model("nli", "carrier_of_a_model").name == "tiny"
    write_own(table, name="carrier_of_a_model/weights/second")
    with pytest.raises(
        ModelError, match=r"the package must hold one model, it holds: .*second, .*tiny; name the folder"
    ):
        find_model("nli", "carrier_of_a_model")


@pytest.mark.parametrize("name", ["no_such_package_anywhere", "./no/such/folder", "no such thing"])
def test_what_is_neither_a_folder_nor_a_package_is_told(name):
    with pytest.raises(ModelError, match=f"{name}: models.encoder: neither a folder nor an installed package"):
        find_model("vectors", name)


def test_a_shipped_model_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setattr("audit.models.folder.SHIPPED", {"nli": "no-such-model"})
    with pytest.raises(ModelError, match=r"no-such-model: no such model in this installation; .* models\.nli"):
        find_shipped("nli")


def test_a_model_is_loaded_once(write_own, table):
    folder = str(write_own(table))
    assert load_model("nli", folder) is load_model("nli", folder)


def test_nothing_heavy_is_loaded_before_a_model_is_asked_for():
    code = (
        "import sys, audit.models, audit.cli; print(sorted({'onnxruntime', 'tokenizers', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "[]\n"
