"""Models of a few bytes whose answers are known: logits are the mean of a number a word."""

import hashlib
import json
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

WORDS = {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "yes": 3, "no": 4, "perhaps": 5}


def build_graph(rows, inputs=("input_ids", "attention_mask"), pooled=True):
    """A graph that looks up a row for each token and, if pooled, takes the mean; every further input adds its last."""
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["looked"])]
    if pooled:
        nodes.append(helper.make_node("ReduceMean", ["looked", "axis"], ["mean"], keepdims=0))
    last = "mean" if pooled else "looked"
    for name in inputs[1:]:
        nodes += [
            helper.make_node("Cast", [name], [f"{name} float"], to=TensorProto.FLOAT),
            helper.make_node("ReduceSum", [f"{name} float"], [f"{name} sum"], keepdims=0),
            helper.make_node("Mul", [f"{name} sum", "nothing"], [f"{name} nothing"]),
            helper.make_node("Add", [last, f"{name} nothing"], [f"{last} {name}"]),
        ]
        last = f"{last} {name}"
    nodes.append(helper.make_node("Identity", [last], ["logits"]))
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in inputs],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, None)],
        [
            numpy_helper.from_array(np.array(rows, dtype=np.float32), "table"),
            numpy_helper.from_array(np.array([1], dtype=np.int64), "axis"),
            numpy_helper.from_array(np.array(0, dtype=np.float32), "nothing"),
        ],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)


def write_tokenizer(path):
    tokenizer = Tokenizer(WordLevel(WORDS, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    tokenizer.enable_padding(length=64)
    tokenizer.save(str(path))


def write_foreign_model(folder, rows, labels, graph="model.onnx", **options):
    """Write a model in the layout of Hugging Face."""
    (folder / graph).parent.mkdir(parents=True)
    save(build_graph(rows, **options), str(folder / graph))
    write_tokenizer(folder / "tokenizer.json")
    names = {str(place): label for place, label in enumerate(labels)}
    (folder / "config.json").write_text(json.dumps({"id2label": names, "max_position_embeddings": 16}))
    return folder


def write_own_model(folder, rows, changes=(), **options):
    """Write a model with its description and checksums."""
    folder.mkdir(parents=True)
    save(build_graph(rows, **options), str(folder / "model.onnx"))
    write_tokenizer(folder / "tokenizer.json")
    keys = {
        "name": "tiny",
        "version": "1",
        "task": "nli",
        "file": "model.onnx",
        "sha256": digest(folder / "model.onnx"),
        "tokenizer_sha256": digest(folder / "tokenizer.json"),
        "labels": ["entailment", "neutral", "contradiction"],
        "temperature": 1.0,
        "max_length": 16,
        "licence": "MIT",
    } | dict(changes)
    text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in keys.items() if value is not None)
    (folder / "model.toml").write_text(text)
    return folder


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def speak():
    """Rows of a table in which each of three words speaks for one of three logits."""
    rows = np.zeros((len(WORDS), 3))
    for column, word in enumerate(("yes", "perhaps", "no")):
        rows[WORDS[word], column] = 12.0
    return rows
