"""Compare encoders on data that none was trained on: `python -m training.encoder_compare --data DIR FOLDER…`.

Runs in the environment of development (`make .venv/.dev`): it needs no torch. FOLDER is what an audit loads. With
`--work DIR` it also compares the forms of one encoder there (`fp32.onnx`, `int8.onnx`, `int8-static.onnx`): cosine to
full precision and speed, one text a run, one thread.
"""

import argparse
import sys
from pathlib import Path
from time import process_time

from audit.cli_evaluate import write_figures
from audit.evaluate.labels import find_topics
from audit.evaluate.rows import find_folder, read_rows
from audit.evaluate.sides import side_topic
from audit.evaluate.tasks import silent
from audit.evaluate.vectors import describe_likeness, measure_encoder
from audit.models.folder import ModelFolder
from audit.models.session import Model
from audit.relations.pair import read_texts
from audit.settings import ModelSettings, Settings
from training.encoder_pairs import HELD_OUT


def main() -> None:
    """Print the figures of each folder, then of each form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/ and data/")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--work", type=Path)
    given = parser.parse_args()
    for folder in given.folders:
        models = ModelSettings(encoder=str(folder))
        tables = measure_encoder(given.data, given.limit, Settings(models=models), silent)
        held_out = ("vectors/argkp, held-out topics", describe_held_out(given.data, models))
        sys.stdout.write(f"== {folder}\n\n{write_figures((*tables, held_out))}\n")
    if given.work:
        sys.stdout.write(f"== forms\n\n{write_figures(compare_forms(given.data, given.folders[0], given.work))}")


def describe_held_out(data: Path, models: ModelSettings) -> dict:
    """Return the figures on the topics of argkp that the training leaves out."""
    rows = [row for row in read_rows(find_folder(data, "equivalence") / "argkp.jsonl") if row["topic"] in HELD_OUT]
    pairs = [(row["argument"], row["key_point"]) for row in rows]
    return dict(describe_likeness(pairs, [float(row["label"]) for row in rows], models, scored=False))


def compare_forms(data: Path, folder: Path, work: Path) -> list:
    """Return cosine to full precision and speed of each form on the claims of the labelled topics."""
    texts = [text for topic in find_topics(data) for text in read_texts(side_topic(topic, silent).claims)]
    tables, full = [], None
    for path in (work / "fp32.onnx", work / "int8.onnx", work / "int8-static.onnx"):
        if path.is_file():
            model = Model(ModelFolder(path.stem, "", "vectors", path, folder / "tokenizer.json", (), 1.0, 128, ""))
            model.run(texts[:20], 1)
            started = process_time()
            vectors = model.run(texts, 1)
            seconds = process_time() - started
            full = vectors if full is None else full
            cosines = (vectors * full).sum(axis=1)
            tables.append(
                (
                    path.stem,
                    {
                        "bytes": f"{path.stat().st_size:,}",
                        "texts": str(len(texts)),
                        "texts a second of one core": f"{len(set(texts)) / seconds:.0f}",
                        "cosine to fp32: mean": float(cosines.mean()),
                        "cosine to fp32: least": float(cosines.min()),
                    },
                )
            )
    return tables


if __name__ == "__main__":
    main()
