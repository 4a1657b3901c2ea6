"""What each patch of a dependency saves of a cold build, alone.

    python -m bench.patches [--count 1000] [--runs 5] [--only NAME,NAME] [--write]

In each turn the site is built with all patches, then without each of them: the medians of the
processor's time are compared, for a machine that does other work tells the wall's time wrongly.
One that saves less than two hundredths is not worth its risk.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from bench import measure
from bench.builds import prepared
from sphinx_kb.patches import PATCHES

WITHOUT = """
import sys
import sphinx_kb.patches as room
left_out = sys.argv.pop(1)
room.PATCHES = [patch for patch in room.PATCHES if left_out not in ("none", patch.name)]
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""
ROOT = Path(__file__).parents[1]


def build(site: Path, left_out: str) -> measure.Cost:
    """Build a site from nothing without a patch; with "all" there is none of that name."""
    shutil.rmtree(site / "_build", ignore_errors=True)
    command = [sys.executable, "-c", WITHOUT, left_out, "-q", "-j", "auto", "-c", str(ROOT)]
    folders = ["-d", str(site / "_build/doctrees"), str(site), str(site / "_build/html")]
    return measure.run([*command, *folders], site, {"PYTHONPATH": str(ROOT)})


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="", help="names of patches, with commas between")
    parser.add_argument("--write", action="store_true", help="add the table to RESULTS.md")
    options = parser.parse_args()
    only = options.only.split(",") if options.only else [patch.name for patch in PATCHES]
    costs: dict[str, list[measure.Cost]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        site = prepared("ours", options.count, Path(folder))
        build(site, "all")  # so that code is compiled, and files are in memory
        for _ in range(options.runs):
            for name in ("all", *only, "none"):
                costs[name].append(build(site, name))
    medians = {name: measure.median(found) for name, found in costs.items()}
    base = medians["all"].processor
    lines = [
        f"## Patches, {options.count} articles",
        "",
        f"Cold builds, medians of {options.runs} in turns; {measure.machine()}.",
        "",
        "| without | processor s | saves |",
        "|---|---|---|",
    ]
    lines += [
        f"| {name} | {cost.processor:.1f} | {cost.processor / base - 1:+.1%} |"
        for name, cost in medians.items()
    ]
    measure.show(lines, write=options.write)


if __name__ == "__main__":
    main()
