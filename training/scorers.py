"""Pairs of texts → logits, by an exported model, a checkpoint, or a baseline."""

import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

Texts = Sequence[tuple[str, str]]
Scorer = Callable[[Texts], np.ndarray]
BATCH = 1
"""Pairs a call: int8 answers depend on what else is in a batch, so single pairs are run, as in the product."""


def padded(rows: Sequence[object]) -> dict[str, np.ndarray]:
    """Pad encodings to the longest."""
    width = max(len(row.ids) for row in rows)  # type: ignore[attr-defined]
    out = {
        name: np.zeros((len(rows), width), dtype=np.int64) for name in ("input_ids", "attention_mask", "token_type_ids")
    }
    for at, row in enumerate(rows):
        size = len(row.ids)  # type: ignore[attr-defined]
        out["input_ids"][at, :size] = row.ids  # type: ignore[attr-defined]
        out["token_type_ids"][at, :size] = row.type_ids  # type: ignore[attr-defined]
        out["attention_mask"][at, :size] = 1
    return out


def onnx_scorer(folder: Path, file: str = "", threads: int = 1, batch: int = BATCH) -> Scorer:
    """Run an exported model, sorted by length."""
    import onnxruntime

    card = tomllib.loads((folder / "model.toml").read_text(encoding="utf-8"))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(
        str(folder / (file or card["file"])), options, providers=["CPUExecutionProvider"]
    )
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(card["max_length"], strategy="longest_first")

    def score(texts: Texts) -> np.ndarray:
        rows = tokenizer.encode_batch(list(texts))
        order = np.argsort([len(row.ids) for row in rows], kind="stable")
        out = np.zeros((len(rows), 3), dtype=np.float32)
        for at in range(0, len(order), batch):
            part = order[at : at + batch]
            out[part] = session.run(["logits"], padded([rows[i] for i in part]))[0]
        return out

    return score


def torch_scorer(folder: Path, max_length: int = 128, threads: int = 1) -> Scorer:
    """Run a checkpoint."""
    import torch

    from training import train_nli

    torch.set_num_threads(threads)
    torch.manual_seed(0)
    tokenizer, model = train_nli.load_tokenizer(folder, max_length), train_nli.load_model(folder)

    def score(texts: Texts) -> np.ndarray:
        pairs = [{"premise": one, "hypothesis": two} for one, two in texts]
        return train_nli.logits(model, train_nli.encode(tokenizer, pairs))

    return score


def cosines(folder: Path, texts: Texts) -> np.ndarray:
    """Return the cosine of mean-pooled MiniLM vectors of each pair."""
    import torch
    from transformers import BertModel

    model = BertModel.from_pretrained(folder).eval()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(128)
    unique = sorted({text for pair in texts for text in pair}, key=len)
    vectors: dict[str, np.ndarray] = {}
    with torch.inference_mode():
        for at in range(0, len(unique), 32):
            part = unique[at : at + 32]
            batch = {name: torch.from_numpy(value) for name, value in padded(tokenizer.encode_batch(part)).items()}
            mask = batch["attention_mask"].unsqueeze(-1).float()
            mean = (model(**batch).last_hidden_state * mask).sum(1) / mask.sum(1)
            vectors.update(zip(part, torch.nn.functional.normalize(mean, dim=1).numpy(), strict=True))
    return np.array([float(vectors[one] @ vectors[two]) for one, two in texts])


def tfidf_cosines(texts: Texts) -> np.ndarray:
    """Return the cosine of word TF-IDF vectors fitted on the texts themselves."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    found = TfidfVectorizer(ngram_range=(1, 2)).fit([text for pair in texts for text in pair])
    left, right = found.transform([one for one, _ in texts]), found.transform([two for _, two in texts])
    return np.asarray(left.multiply(right).sum(axis=1)).ravel()


def pairs_per_second(score: Scorer, texts: Texts) -> float:
    """Time one pass after a warm-up."""
    score(texts[:32])
    started = time.perf_counter()
    score(texts)
    return len(texts) / (time.perf_counter() - started)
