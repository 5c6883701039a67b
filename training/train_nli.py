"""Sentence pairs → a fine-tuned MiniLM cross-encoder (entailment, neutral, contradiction).

Reads JSON lines with `premise`, `hypothesis`, `label` and `source`; writes checkpoints of weights, configuration and
tokenizer. A checkpoint is written every `--save-minutes` and at the end, so a run that is cut off leaves something.
"""

import argparse
import gzip
import json
import logging
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertForSequenceClassification

LABELS = ("entailment", "neutral", "contradiction")
PAD_TO = 4
"""Lengths are padded to a multiple of this; take 16 with `--bf16`, where each new length costs a kernel build."""
log = logging.getLogger("train_nli")


def read_pairs(path: Path) -> list[dict[str, str]]:
    """Read JSON lines, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def encode(tokenizer: Tokenizer, pairs: list[dict[str, str]]) -> list[tuple[list[int], list[int]]]:
    """Return token ids and segment ids of each pair."""
    encoded = tokenizer.encode_batch([(pair["premise"], pair["hypothesis"]) for pair in pairs])
    return [(one.ids, one.type_ids) for one in encoded]


def pad(rows: list[tuple[list[int], list[int]]]) -> dict[str, torch.Tensor]:
    """Pad rows to the next multiple of `PAD_TO`."""
    width = -(-max(len(ids) for ids, _ in rows) // PAD_TO) * PAD_TO
    ids = torch.zeros((len(rows), width), dtype=torch.long)
    types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for index, (row, kind) in enumerate(rows):
        ids[index, : len(row)] = torch.tensor(row)
        types[index, : len(row)] = torch.tensor(kind)
        mask[index, : len(row)] = 1
    return {"input_ids": ids, "token_type_ids": types, "attention_mask": mask}


def batches(lengths: np.ndarray, size: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Shuffle, then sort by length inside stretches of 64 batches, so that little is padding."""
    order = rng.permutation(len(lengths))
    stretches = [order[at : at + 64 * size] for at in range(0, len(order), 64 * size)]
    found = []
    for stretch in stretches:
        by_length = stretch[np.argsort(lengths[stretch], kind="stable")]
        found += [by_length[at : at + size] for at in range(0, len(by_length), size)]
    return [found[at] for at in rng.permutation(len(found))]


def load_tokenizer(folder: Path, max_length: int) -> Tokenizer:
    """Load the tokenizer without its fixed padding, cutting the longer text of a pair first."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length, strategy="longest_first")
    return tokenizer


def load_model(folder: Path, dropout: float = 0.0) -> BertForSequenceClassification:
    """Load an encoder or a checkpoint; a missing head is made anew."""
    config = BertConfig.from_pretrained(
        folder,
        num_labels=len(LABELS),
        id2label=dict(enumerate(LABELS)),
        label2id={label: index for index, label in enumerate(LABELS)},
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=dropout,
    )
    return BertForSequenceClassification.from_pretrained(folder, config=config)


def logits(
    model: torch.nn.Module, rows: list[tuple[list[int], list[int]]], size: int = 64, half: bool = False
) -> np.ndarray:
    """Return the logits of encoded pairs in their order, computed by length."""
    model.eval()
    out = np.zeros((len(rows), len(LABELS)), dtype=np.float32)
    order = np.argsort([len(ids) for ids, _ in rows], kind="stable")
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        for at in range(0, len(order), size):
            part = order[at : at + size]
            out[part] = model(**pad([rows[i] for i in part])).logits.float().numpy()
    return out


def save(model: BertForSequenceClassification, tokenizer: Tokenizer, folder: Path) -> None:
    """Write weights, configuration and tokenizer."""
    model.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))


def accuracies(model: BertForSequenceClassification, tokenizer: Tokenizer, pairs: list[dict[str, str]]) -> str:
    """Return accuracy per source as one line."""
    predicted = logits(model, encode(tokenizer, pairs)).argmax(1)
    right: dict[str, list[bool]] = {}
    for pair, answer in zip(pairs, predicted, strict=True):
        right.setdefault(pair["source"], []).append(LABELS[answer] == pair["label"])
    return " ".join(f"{source} {np.mean(hits):.3f}" for source, hits in sorted(right.items()))


def rate(step: int, total: int, warmup: int, floor: float) -> float:
    """Linear warm-up, then linear decay to `floor` of the peak."""
    if step < warmup:
        return (step + 1) / warmup
    return floor + (1 - floor) * max(0.0, (total - step) / max(1, total - warmup))


def train(options: argparse.Namespace) -> None:
    """Fine-tune and write checkpoints."""
    torch.set_num_threads(options.threads)
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    rng = np.random.default_rng(options.seed)
    tokenizer = load_tokenizer(options.base, options.max_length)
    model = load_model(options.base, options.dropout)
    pairs = [pair for path in options.train for pair in read_pairs(path)]
    if options.limit:
        pairs = [pairs[i] for i in rng.permutation(len(pairs))[: options.limit]]
    dev = [pair for path in options.dev for pair in read_pairs(path)]
    rows = encode(tokenizer, pairs)
    lengths = np.array([len(ids) for ids, _ in rows])
    targets = torch.tensor([LABELS.index(pair["label"]) for pair in pairs])
    plan = [batch for _ in range(options.epochs) for batch in batches(lengths, options.batch, rng)]
    log.info("%d pairs, mean length %.1f, %d steps", len(pairs), lengths.mean(), len(plan))
    if options.freeze_words:
        model.bert.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
    trained = [weight for weight in model.parameters() if weight.requires_grad]
    decayed = [weight for weight in trained if weight.ndim > 1]
    plain = [weight for weight in trained if weight.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}], lr=options.lr, fused=True
    )
    loss_of = torch.nn.CrossEntropyLoss(label_smoothing=options.smoothing)
    model.train()
    started = saved = time.monotonic()
    seen, running = 0, 0.0
    for step, batch in enumerate(plan):
        for group in optimizer.param_groups:
            group["lr"] = options.lr * rate(step, len(plan), options.warmup, options.floor)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.bf16):
            out = model(**pad([rows[i] for i in batch])).logits
        loss = loss_of(out.float(), targets[batch])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        seen += len(batch)
        running = 0.98 * running + 0.02 * loss.item() if step else loss.item()
        if step % 50 == 0:
            pace = seen / (time.monotonic() - started)
            log.info("step %d/%d loss %.3f %.0f pairs/s", step, len(plan), running, pace)
        if time.monotonic() - saved > 60 * options.save_minutes:
            save(model, tokenizer, options.out / "last")
            log.info("saved at step %d; dev %s", step, accuracies(model, tokenizer, dev) if dev else "-")
            saved = time.monotonic()
            model.train()
    save(model, tokenizer, options.out / "final")
    log.info("done in %.0f s; dev %s", time.monotonic() - started, accuracies(model, tokenizer, dev) if dev else "-")


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder of the weights to start from")
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--dev", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--lr", type=float, default=1e-4)
    parser.add_argument("--floor", type=float, default=0.0)
    parser.add_argument("--warmup", type=int, default=200, help="steps")
    parser.add_argument("--smoothing", type=float, default=0.0)
    parser.add_argument("--max-length", type=int, default=96)
    parser.add_argument("--bf16", action="store_true", help="faster only where the processor multiplies bf16 natively")
    parser.add_argument("--dropout", type=float, default=0.0, help="0 is a fifth faster on a CPU")
    parser.add_argument("--freeze-words", action="store_true", help="leave the word vectors: a fifth faster on a CPU")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--save-minutes", type=float, default=15)
    parser.add_argument("--seed", type=int, default=20261122)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
