"""Time and peak memory of `audit run` on a folder, cold: each run is a fresh process, measured by the system.

usage: python bench/cold.py [FOLDER] [RUNS]

FOLDER is the five labelled articles on cramps below AUDIT_SHARED (default ../shared) when none is given.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 3


def main() -> int:
    """Run the audit a few times and print each run, then the median."""
    shared = Path(os.environ.get("AUDIT_SHARED") or "../shared")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else shared / "gold" / "cramps" / "articles"
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else RUNS
    if not folder.is_dir():
        print(f"{folder}: no such folder; name one, or set AUDIT_SHARED", file=sys.stderr)  # noqa: T201
        return 2
    measured = []
    for number in range(1, runs + 1):
        measured.append(run_cold(folder))
        wall, cpu, memory = measured[-1]
        print(f"run {number}: {wall:.2f} s, {cpu:.2f} s of processor, peak {memory:.0f} MB")  # noqa: T201
    wall, cpu, memory = (sorted(column)[runs // 2] for column in zip(*measured, strict=True))
    print(f"median of {runs}: {wall:.2f} s, {cpu:.2f} s of processor, peak {memory:.0f} MB")  # noqa: T201
    return 0


def run_cold(folder: Path) -> tuple[float, float, float]:
    """Audit the folder in a process of its own; return seconds, seconds of processor, peak megabytes of that process.

    All formats of the report are written. Files may already be in the system's cache.
    """
    with tempfile.TemporaryDirectory() as out:
        command = [
            str(Path(sys.executable).with_name("audit")),
            "run",
            str(folder),
            "--out",
            out,
            "--quiet",
            "--fail-on",
            "never",
        ]
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"audit ended with {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6


if __name__ == "__main__":
    sys.exit(main())
