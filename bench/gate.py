"""What it costs that an article is data: our builds with the gate and the cleaning, and without.

    python -m bench.gate [--count 300] [--runs 5]

Both build the same articles from nothing, in turns; the table has the medians.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from bench import measure
from bench.builds import prepared

ROOT = Path(__file__).parent.parent
WAYS = {"with": "sphinx", "without": "bench.ungated"}


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description="Measure what the gate costs.")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    costs: dict[str, list[measure.Cost]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        site = prepared("ours", given.count, Path(folder))
        options = ["-q", "-b", "html", "-d", "doctrees", "-c", str(ROOT), ".", "out"]
        path = {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
        for turn in range(given.runs + 1):
            for way, module in WAYS.items():
                for name in ("out", "doctrees"):
                    shutil.rmtree(site / name, ignore_errors=True)
                cost = measure.run([sys.executable, "-m", module, *options], site, path)
                if turn:  # the first one makes the pictures
                    costs[way].append(cost)
    print(f"Measured on {measure.machine()}: {given.count} articles, medians of {given.runs}.\n")
    print("| gate and cleaning | processor s | memory MB |\n|---|---:|---:|")
    medians = {way: measure.median(found) for way, found in costs.items()}
    for way, cost in medians.items():
        print(f"| {way} | {cost.processor:.2f} | {cost.memory:.0f} |")
    ratio = medians["with"].processor / medians["without"].processor
    print(f"\nWith them a build takes {ratio:.3f} times the processor.")


if __name__ == "__main__":
    main()
