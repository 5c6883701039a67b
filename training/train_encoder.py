"""Fine-tune the sentence encoder of MiniLM: `python -m training.train_encoder --weights DIR --data DIR --out DIR`.

Multiple-negatives ranking: in a batch each anchor's own neighbour must be nearer than every other neighbour and every
stranger. Batches hold one kind of triple and texts of about one length.
"""

import argparse
import json
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch

from training.encoder_model import INPUTS, SentenceEncoder, collate, load_tokenizer
from training.encoder_pairs import Triple, build_triples

SEED = 20261122
BATCH = 64
RATE = 2e-5
SCALE = 20.0
"""Cosines are multiplied by this before the softmax."""
MULTIPLE = 8
ROWS = 32
"""Lengths are padded to a multiple and runs filled up to a number of rows: every new shape costs a kernel build."""


def main() -> None:
    """Train one epoch and write a folder of weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--weights", type=Path, required=True, help="folder with model.safetensors, config.json, tokenizer.json"
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with the data sets")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--bf16", action="store_true", help="worth it only where the processor multiplies bf16 fast")
    parser.add_argument("--share", type=float, default=1.0, help="share of the triples to train on")
    given = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(given.threads)
    triples = build_triples(given.data, SEED)
    batches = list(make_batches(triples, random.Random(SEED)))
    batches = batches[: round(given.share * len(batches))]
    print(f"{len(triples)} triples, {len(batches)} batches", flush=True)
    model = SentenceEncoder(given.weights, "sdpa")
    train(model, batches, load_tokenizer(given.weights), bf16=given.bf16)
    given.out.mkdir(parents=True, exist_ok=True)
    model.bert.save_pretrained(given.out)
    shutil.copyfile(given.weights / "tokenizer.json", given.out / "tokenizer.json")
    settings = {
        "seed": SEED,
        "batch": BATCH,
        "rate": RATE,
        "scale": SCALE,
        "triples": len(triples),
        "batches": len(batches),
    }
    (given.out / "training.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def make_batches(triples: Sequence[Triple], generator: random.Random) -> Iterator[list[Triple]]:
    """Yield batches of one kind and about one length, no anchor or neighbour twice in one, in a shuffled order."""
    batches = []
    for kind in sorted({triple.kind for triple in triples}):
        members = [triple for triple in triples if triple.kind == kind]
        members.sort(key=lambda triple: (len(triple.anchor) // 40, generator.random()))
        waiting: list[Triple] = []
        batch: list[Triple] = []
        seen: set[str] = set()
        for triple in members:
            texts = {triple.anchor, triple.neighbour}
            if texts & seen:
                waiting.append(triple)
                continue
            batch.append(triple)
            seen |= texts
            if len(batch) == BATCH:
                batches.append(batch)
                batch, seen = [], set()
        if len(batch) >= BATCH // 4:
            batches.append(batch)
    generator.shuffle(batches)
    yield from batches


def train(model: SentenceEncoder, batches: Sequence[Sequence[Triple]], tokenizer, *, bf16: bool) -> None:
    """Run one epoch: AdamW, warm-up over a tenth, then linear decay."""
    model.train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    steps = len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / max(1, steps // 10), max(0.0, (steps - step) / (steps * 0.9)))
    )
    started, total = time.time(), 0.0
    for step, batch in enumerate(batches, start=1):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
            loss = ranking_loss(model, batch, tokenizer)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        total += float(loss.detach())
        if step % 10 == 0:
            print(
                f"{step}/{steps} loss {total / 10:.3f} {step * BATCH / (time.time() - started):.0f} triples/s",
                flush=True,
            )
            total = 0.0


def ranking_loss(model: SentenceEncoder, batch: Sequence[Triple], tokenizer) -> torch.Tensor:
    """Return the cross-entropy of each anchor's own neighbour among all neighbours and strangers of the batch."""
    strangers = [triple.stranger for triple in batch if triple.stranger]
    texts = [triple.anchor for triple in batch] + [triple.neighbour for triple in batch] + strangers
    vectors = encode(model, texts, tokenizer)
    anchors, others = vectors[: len(batch)], vectors[len(batch) : len(texts)]
    return torch.nn.functional.cross_entropy(SCALE * anchors @ others.T, torch.arange(len(batch)))


def encode(model: SentenceEncoder, texts: Sequence[str], tokenizer) -> torch.Tensor:
    """Return the vectors of texts in full precision, shortest first inside, in runs of one number of rows."""
    encodings = tokenizer.encode_batch(list(texts))
    order = sorted(range(len(texts)), key=lambda place: len(encodings[place].ids))
    order += order[:1] * (-len(order) % ROWS)
    runs = []
    for start in range(0, len(order), ROWS):
        arrays = collate([encodings[place] for place in order[start : start + ROWS]], MULTIPLE)
        runs.append(model(*(torch.from_numpy(arrays[name]) for name in INPUTS)).float())
    back = torch.empty(len(texts), dtype=torch.int64)
    back[order[: len(texts)]] = torch.arange(len(texts))
    return torch.nn.functional.normalize(torch.cat(runs)[back], dim=-1)


if __name__ == "__main__":
    main()
