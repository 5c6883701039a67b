"""A checkpoint → ONNX in fp32 and int8, tokenizer and model.toml with the calibrated temperature.

The shipped file is dynamic int8, one scale a channel of weights (MatMul and Gather). The temperature is fitted on the
shipped file, on held-out rows: every source weighs the same, every second row fits, the others check.
"""

import argparse
import gzip
import hashlib
import json
import logging
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_dynamic, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer

from training import measures, scorers

log = logging.getLogger("export_nli")
MAX_LENGTH = 128
LICENCE = "Apache-2.0 (start weights); see card.md for the data"
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class Logits(torch.nn.Module):
    """The classifier with plain tensors in and out."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        """Return logits."""
        return self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).logits


def export_fp32(checkpoint: Path, path: Path) -> None:
    """Write the checkpoint as ONNX with free batch and length."""
    from transformers import BertConfig, BertForSequenceClassification

    config = BertConfig.from_pretrained(checkpoint, attn_implementation="eager")
    model = Logits(BertForSequenceClassification.from_pretrained(checkpoint, config=config)).eval()
    example = {name: torch.ones((2, 24), dtype=torch.long) for name in INPUTS}
    free = {0: "batch", 1: "length"}
    torch.onnx.export(
        model, tuple(example.values()), str(path), input_names=list(INPUTS), output_names=["logits"],
        dynamic_axes={**dict.fromkeys(INPUTS, free), "logits": {0: "batch"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    onnx.checker.check_model(str(path))


class Rows(CalibrationDataReader):
    """Batches of pairs for the static ranges."""

    def __init__(self, tokenizer: Tokenizer, texts: list[tuple[str, str]]) -> None:
        rows = sorted(tokenizer.encode_batch(texts), key=lambda row: len(row.ids))
        self.batches = iter([scorers.padded(rows[at : at + 8]) for at in range(0, len(rows), 8)])

    def get_next(self) -> dict[str, np.ndarray] | None:
        """Return the next batch."""
        return next(self.batches, None)


def export_int8(source: Path, target: Path, static: Path | None, rows: Rows) -> None:
    """Write dynamic int8 and, if asked for, static int8 of the matrix products."""
    quantize_dynamic(
        str(source),
        str(target),
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
    )
    if static:
        prepared = static.with_suffix(".prepared.onnx")
        quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
        quantize_static(
            str(prepared), str(static), rows, quant_format=QuantFormat.QDQ, per_channel=True,
            weight_type=QuantType.QInt8, activation_type=QuantType.QUInt8, op_types_to_quantize=["MatMul", "Gather"],
        )  # fmt: skip
        prepared.unlink()


def held_out(paths: list[Path], skip: set[str]) -> list[dict[str, str]]:
    """Read the rows for the temperature."""
    rows: list[dict[str, str]] = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            rows += [row for row in map(json.loads, lines) if row["source"] not in skip]
    return rows


def even(rows: list[dict[str, str]], count: int) -> list[int]:
    """Return up to `count` row numbers of each source."""
    rng = np.random.default_rng(measures.SEED)
    sources = np.array([row["source"] for row in rows])
    found: list[int] = []
    for source in sorted(set(sources)):
        at = np.flatnonzero(sources == source)
        found += rng.permutation(at)[:count].tolist()
    return sorted(found)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def describe(folder: Path, version: str, temperature: float) -> str:
    """Return the text of model.toml."""
    labels = ", ".join(f'"{label}"' for label in measures.LABELS)
    return (
        f'name = "claim-nli"\nversion = "{version}"\ntask = "nli"\nfile = "model.onnx"\n'
        f'sha256 = "{digest(folder / "model.onnx")}"\ntokenizer_sha256 = "{digest(folder / "tokenizer.json")}"\n'
        f'labels = [{labels}]\ntemperature = {temperature}\nmax_length = {MAX_LENGTH}\nlicence = "{LICENCE}"\n'
    )


def export(options: argparse.Namespace) -> None:
    """Write the files of the model and its temperature."""
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    full, static = options.work / "model_fp32.onnx", options.work / "model_static.onnx" if options.static else None
    options.work.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(options.checkpoint / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    export_fp32(options.checkpoint, full)
    rows = held_out(options.held_out, {"anli_dev"})
    texts = [(row["premise"], row["hypothesis"]) for row in rows]
    tokenizer.enable_truncation(MAX_LENGTH, strategy="longest_first")
    export_int8(full, out / "model.onnx", static, Rows(tokenizer, [texts[i] for i in even(rows, 60)]))
    (out / "model.toml").write_text(describe(out, options.version, 1.0), encoding="utf-8")
    chosen = even(rows, 800)
    logits = scorers.onnx_scorer(out)([texts[i] for i in chosen])
    gold = np.array([measures.LABELS.index(rows[i]["label"]) for i in chosen])
    temperature = measures.best_temperature(logits[::2], gold[::2])
    (out / "model.toml").write_text(describe(out, options.version, temperature), encoding="utf-8")
    before, after = measures.softmax(logits[1::2]), measures.softmax(logits[1::2], temperature)
    log.info(
        "temperature %.2f; ECE of the other half %.4f before, %.4f after; %.1f MB",
        temperature, measures.calibration_error(before, gold[1::2]), measures.calibration_error(after, gold[1::2]),
        (out / "model.onnx").stat().st_size / 1e6,
    )  # fmt: skip


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="folder of the shipped files")
    parser.add_argument("--work", type=Path, required=True, help="folder of the fp32 and static files")
    parser.add_argument("--held-out", type=Path, nargs="+", required=True)
    parser.add_argument("--version", default="1")
    parser.add_argument("--static", action="store_true")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    export(parser.parse_args())


if __name__ == "__main__":
    main()
