"""Weights of a sentence encoder ↔ a folder with its ONNX file, in full precision and in int8."""

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_dynamic, quantize_static
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

MAX_LENGTH = 128
"""Tokens of a text; longer ones are cut. A claim has 34 on average."""
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class SentenceEncoder(nn.Module):
    """Token ids → the mean of the last hidden states over the tokens, of length one."""

    def __init__(self, folder: Path, attention: str = "eager") -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation=attention)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """Return one vector a text."""
        hidden = self.bert(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        weights = attention_mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
        return nn.functional.normalize(mean, dim=-1)


def load_tokenizer(folder: Path) -> Tokenizer:
    """Load the tokenizer without the padding to 128 that its file asks for."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_LENGTH)
    return tokenizer


def collate(encodings: Sequence, multiple: int = 1) -> dict[str, np.ndarray]:
    """Return encodings as arrays padded to the longest, rounded up to a multiple."""
    longest = max(len(encoding.ids) for encoding in encodings)
    width = -(-longest // multiple) * multiple
    arrays = {name: np.zeros((len(encodings), width), dtype=np.int64) for name in INPUTS}
    for row, encoding in enumerate(encodings):
        arrays["input_ids"][row, : len(encoding.ids)] = encoding.ids
        arrays["attention_mask"][row, : len(encoding.ids)] = 1
        arrays["token_type_ids"][row, : len(encoding.ids)] = encoding.type_ids
    return arrays


def export_onnx(model: SentenceEncoder, path: Path) -> None:
    """Write the model with pooling and normalisation inside the graph; output `embedding`."""
    model.eval()
    example = tuple(torch.ones((2, 8), dtype=torch.int64) for _ in INPUTS)
    torch.onnx.export(
        model,
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=["embedding"],
        dynamic_axes={name: {0: "batch", 1: "length"} for name in INPUTS} | {"embedding": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )
    model.eval()


def quantise(source: Path, target: Path) -> None:
    """Write the int8 form: weights per channel, activations at run time.

    Weights take 7 bits: on processors without VNNI products of 8-bit weights overflow their 16-bit sums.
    """
    quantize_dynamic(
        source, target, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
    )  # fmt: skip


def quantise_static(source: Path, weights: Path, texts: Sequence[str], target: Path) -> None:
    """Write the int8 form whose scales of activations are fixed by texts, for the comparison."""
    encodings = iter(load_tokenizer(weights).encode_batch([text for text in texts if text]))

    class Reader(CalibrationDataReader):
        """The texts, one at a time."""

        def get_next(self) -> dict[str, np.ndarray] | None:
            """Return the next text, None at the end."""
            encoding = next(encodings, None)
            return None if encoding is None else collate([encoding])

    quantize_static(
        source, target, Reader(), quant_format=QuantFormat.QDQ, per_channel=True, activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"],
    )  # fmt: skip


def write_folder(onnx: Path, tokenizer: Path, folder: Path, version: str) -> None:
    """Write what an audit loads: model.onnx, tokenizer.json without padding and truncation, model.toml."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(onnx, folder / "model.onnx")
    content = json.loads(tokenizer.read_text(encoding="utf-8")) | {"padding": None, "truncation": None}
    (folder / "tokenizer.json").write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")
    lines = {
        "name": "claim-encoder",
        "version": version,
        "task": "vectors",
        "file": "model.onnx",
        "sha256": digest(folder / "model.onnx"),
        "tokenizer_sha256": digest(folder / "tokenizer.json"),
        "licence": "Apache-2.0",
    }
    text = "".join(f'{key} = "{value}"\n' for key, value in lines.items()) + f"max_length = {MAX_LENGTH}\n"
    (folder / "model.toml").write_text(text, encoding="utf-8")


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
