"""General pairs, our families and agency documents → one file of pairs for each stage of training, and a check.

The stages follow one another: general pairs; general and contrast pairs; a short last round. The check file holds pairs
of words and topics that no stage uses.
"""

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from training.documents import document_pairs, read_documents
from training.families import Pair, family_pairs, hold_out, load_families, load_words
from training.quantities import quantity_pairs

ALLOWED = (
    "new_protocols", "mnli_20k", "snli_dev", "cad_train", "evidence_inference", "fm2", "fever_symmetric", "scifact",
    "kqa",
)  # fmt: skip
"""Sets whose licence lets trained weights be shipped."""
LONGEST = 52
"""Words of a general pair; longer ones cost more time than they teach."""
Row = dict[str, str]


@dataclass(frozen=True)
class Stage:
    """What one stage of training reads."""

    name: str
    shares: Mapping[str, float]
    """Share of the rows of a set; 1 for a set that is not named. Rows of new_protocols are used in one stage only."""
    contrast: tuple[int, int, int] = (0, 0, 0)
    """Pairs drawn of families, quantities and sentences."""
    turned: float = 0.0
    """Share of neutral and contradictory general pairs whose order is turned."""


STAGES = (
    Stage("general", {"new_protocols": 0.5}),
    Stage("mixed", {"new_protocols": 0.08, "mnli_20k": 0.76, "evidence_inference": 0.5}, (13000, 4000, 19000)),
    Stage(
        "last",
        {"new_protocols": 0.23, "mnli_20k": 0.5, "snli_dev": 0.75, "cad_train": 0.75}
        | {"fm2": 0.4, "fever_symmetric": 0.4, "evidence_inference": 0.2},
        (2600, 600, 4800),
        0.15,
    ),
)  # fmt: skip


def general_rows(path: Path, rng: random.Random) -> list[Row]:
    """Read the general pairs that may be trained on."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    kept = [
        {key: row[key] for key in ("premise", "hypothesis", "label", "source")}
        for row in rows
        if row["source"] in ALLOWED and len(f"{row['premise']} {row['hypothesis']}".split()) <= LONGEST
    ]
    rng.shuffle(kept)
    return kept


def stage_rows(rng: random.Random, general: list[Row], stage: Stage, used: float) -> list[Row]:
    """Draw the general pairs of a stage; `used` is the share of new_protocols that earlier stages took."""
    once = [row for row in general if row["source"] == "new_protocols"]
    first, share = int(used * len(once)), stage.shares.get("new_protocols", 1.0)
    kept = once[first : first + int(share * len(once))]
    kept += [
        row for row in general if row["source"] != "new_protocols" and rng.random() < stage.shares.get(row["source"], 1)
    ]
    return [
        {**row, "premise": row["hypothesis"], "hypothesis": row["premise"]}
        if row["label"] != "entailment" and rng.random() < stage.turned
        else row
        for row in kept
    ]


def contrast_rows(pairs: Iterable[Pair], count: int, source: str) -> list[Row]:
    """Take `count` different pairs."""
    unique = {(pair.premise, pair.hypothesis): pair for pair in islice(pairs, count)}
    return [
        {"premise": one.premise, "hypothesis": one.hypothesis, "label": one.label, "source": source, "kind": one.kind}
        for one in unique.values()
    ]


def write(rows: list[Row], path: Path) -> None:
    """Write JSON lines and say what is in them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    counts = Counter((row["source"], row["label"]) for row in rows)
    print(path, len(rows), dict(sorted(counts.items())))


def main() -> None:
    """Read the command line and write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--general", type=Path, required=True, help="nli_train.jsonl.gz")
    parser.add_argument("--documents", type=Path, required=True, help="articles.jsonl.gz")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=20261122)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    families, (words, held) = load_families(), hold_out(load_words())
    documents = read_documents(options.documents, rng)
    rng.shuffle(documents)
    check, train = documents[: len(documents) // 10], documents[len(documents) // 10 :]
    general = general_rows(options.general, rng)
    used = 0.0
    for stage in STAGES:
        made = (family_pairs(rng, families, words), quantity_pairs(rng, words), document_pairs(rng, train))
        rows = stage_rows(rng, general, stage, used)
        for pairs, count, source in zip(made, stage.contrast, ("families", "quantities", "sentences"), strict=True):
            rows += contrast_rows(pairs, count, source)
        used += stage.shares.get("new_protocols", 0)
        rng.shuffle(rows)
        write(rows, options.out / f"{stage.name}.jsonl")
    write(
        [
            *contrast_rows(family_pairs(rng, families, held), 1500, "families"),
            *contrast_rows(quantity_pairs(rng, held), 500, "quantities"),
            *contrast_rows(document_pairs(rng, check), 1500, "sentences"),
        ],
        options.out / "contrast_check.jsonl",
    )


if __name__ == "__main__":
    main()
