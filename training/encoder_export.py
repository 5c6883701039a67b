"""Write the int8 model of an encoder: `python -m training.encoder_export --weights DIR --out DIR --version V`.

Beside the folder that an audit loads it leaves `fp32.onnx` and `int8-static.onnx` in `--work`, for the comparison.
"""

import argparse
from pathlib import Path

import torch

from training.encoder_model import SentenceEncoder, export_onnx, quantise, quantise_static, write_folder


def main() -> None:
    """Export, quantise, write the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--weights", type=Path, required=True, help="folder with model.safetensors, config.json, tokenizer.json"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder that an audit loads")
    parser.add_argument("--work", type=Path, required=True, help="folder for the other forms")
    parser.add_argument("--version", required=True)
    parser.add_argument(
        "--texts", type=Path, help="texts to calibrate the static form, one a line; without it there is none"
    )
    given = parser.parse_args()
    torch.set_num_threads(1)
    given.work.mkdir(parents=True, exist_ok=True)
    export_onnx(SentenceEncoder(given.weights), given.work / "fp32.onnx")
    quantise(given.work / "fp32.onnx", given.work / "int8.onnx")
    write_folder(given.work / "int8.onnx", given.weights / "tokenizer.json", given.out, given.version)
    if given.texts:
        lines = given.texts.read_text(encoding="utf-8").split("\n")[:200]
        quantise_static(given.work / "fp32.onnx", given.weights, lines, given.work / "int8-static.onnx")
    for path in (given.work / "fp32.onnx", given.out / "model.onnx"):
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
