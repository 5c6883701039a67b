"""Two checkpoints of one model → a checkpoint whose weights are their mean."""

import argparse
import shutil
from pathlib import Path

from safetensors.torch import load_file, save_file


def main() -> None:
    """Read the command line and write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("one", type=Path)
    parser.add_argument("two", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    shutil.copytree(options.two, options.out, dirs_exist_ok=True)
    one, two = (load_file(folder / "model.safetensors") for folder in (options.one, options.two))
    mean = {name: (one[name] + two[name]) / 2 if one[name].is_floating_point() else one[name] for name in one}
    save_file(mean, options.out / "model.safetensors", metadata={"format": "pt"})


if __name__ == "__main__":
    main()
