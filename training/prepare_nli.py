"""General pairs, our families and agency documents → training and check files of sentence pairs.

The check file holds pairs of words and topics that the training file never uses.
"""

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from training.documents import document_pairs, read_documents
from training.families import Pair, family_pairs, hold_out, load_families, load_words
from training.quantities import quantity_pairs

ALLOWED = {
    "new_protocols": 1.0, "mnli_20k": 1.0, "snli_dev": 1.0, "cad_train": 1.0, "evidence_inference": 1.0, "fm2": 1.0,
    "fever_symmetric": 1.0, "scifact": 1.0, "kqa": 1.0,
}  # fmt: skip
"""Sets whose licence lets trained weights be shipped, and the share of their rows that is drawn."""
LONGEST = 52
"""Words of a general pair; longer ones cost more time than they teach."""
Row = dict[str, str]


def general_rows(path: Path, rng: random.Random) -> list[Row]:
    """Read the general pairs that may be trained on."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    kept = [
        {key: row[key] for key in ("premise", "hypothesis", "label", "source")}
        for row in rows
        if rng.random() < ALLOWED.get(row["source"], 0)
        and len(f"{row['premise']} {row['hypothesis']}".split()) <= LONGEST
    ]
    rng.shuffle(kept)
    return kept


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
    parser.add_argument("--families", type=int, default=13000)
    parser.add_argument("--quantities", type=int, default=4000)
    parser.add_argument("--sentences", type=int, default=19000)
    parser.add_argument("--seed", type=int, default=20261122)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    families, (words, held) = load_families(), hold_out(load_words())
    documents = read_documents(options.documents, rng)
    rng.shuffle(documents)
    check, train = documents[: len(documents) // 10], documents[len(documents) // 10 :]
    general = general_rows(options.general, rng)
    contrast = [
        *contrast_rows(family_pairs(rng, families, words), options.families, "families"),
        *contrast_rows(quantity_pairs(rng, words), options.quantities, "quantities"),
        *contrast_rows(document_pairs(rng, train), options.sentences, "sentences"),
    ]
    rng.shuffle(contrast)
    write(general, options.out / "general.jsonl")
    write(contrast, options.out / "contrast.jsonl")
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
