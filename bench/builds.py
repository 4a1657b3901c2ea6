"""The cost of builds, ours beside the builders that we are measured against.

    python -m bench.builds [--count 1000] [--runs 3] [--builders ours,stock,material] [--parts 3]
    python -m bench.builds --growth 1000,5000,10000 [--runs 3]

Each builder gets the same articles. A table says what each build cost (medians), and ratios;
it is added to bench/RESULTS.md with --write.
"""

from __future__ import annotations

import argparse
import gzip
import math
import shutil
import tempfile
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from bench import measure
from bench.corpus import samples
from bench.rivals import BUILDERS, programs, versions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PARTS = (
    "cold",
    "nothing changed",
    "one body edited",
    "one title edited",
    "one added",
    "one deleted",
)
OUTPUT = (
    "_build/html",
    "_build/.doctrees",
    "out",
    "doctrees",
    "site",
    "output",
    "public",
    ".cache",
)


def prepared(name: str, count: int, folder: Path) -> Path:
    """Return the folder of a site of so many articles, made anew."""
    builder = BUILDERS[name]
    site = folder / f"{name}-{count}"
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    builder.prepare(site)
    articles = site / builder.articles
    articles.mkdir(parents=True, exist_ok=True)
    for sample in samples(count):
        (articles / f"{sample.slug}.md").write_text(builder.form(sample), "utf-8")
    return site


def build(name: str, site: Path, folder: Path) -> measure.Cost:
    """Build a site once."""
    where = str(programs(name, folder))
    return measure.run([part.replace("{bin}", where) for part in BUILDERS[name].command], site)


def changes(name: str, site: Path, count: int, turn: int) -> Iterator[str]:
    """Yield the parts of a run, each after its change was made."""
    builder = BUILDERS[name]
    articles = site / builder.articles
    sample = samples(count)[count // 2]
    path = articles / f"{sample.slug}.md"
    for part in OUTPUT:
        shutil.rmtree(site / part, ignore_errors=True)
    yield "cold"
    yield "nothing changed"
    path.write_text(path.read_text("utf-8") + f"\nOne more sentence, number {turn}.\n", "utf-8")
    yield "one body edited"
    path.write_text(
        path.read_text("utf-8").replace(sample.title, f"{sample.title} {turn}", 1), "utf-8"
    )
    yield "one title edited"
    added = articles / f"added-{turn}.md"
    added.write_text(builder.form(sample._replace(slug=added.stem, title=f"Added {turn}")), "utf-8")
    yield "one added"
    added.unlink()
    yield "one deleted"


def costs(
    chosen: Sequence[tuple[str, int]], runs: int, folder: Path, parts: int = len(PARTS)
) -> dict[tuple[str, int], dict[str, measure.Cost]]:
    """Return the median cost of the first parts of a run, by builder and number of articles.

    Ours is built once before, with no picture made. All take turns, for a machine is not as quick
    at one time as at another.
    """
    sites = {(name, count): prepared(name, count, folder) for name, count in chosen}
    found: dict[tuple[str, int], dict[str, list[measure.Cost]]] = {key: {} for key in sites}
    for (name, count), site in sites.items():
        if name == "ours":
            found[name, count]["cold, pictures too"] = [build(name, site, folder)]
    for turn in range(runs):
        for (name, count), site in sites.items():
            for part in islice(changes(name, site, count, turn), parts):
                found[name, count].setdefault(part, []).append(build(name, site, folder))
    return {
        key: {part: measure.median(each) for part, each in of.items()} for key, of in found.items()
    }


def page_bytes(name: str, count: int, folder: Path) -> int:
    """Return the bytes (gzipped) of an article's page."""
    sample = samples(count)[count // 2]
    builder = BUILDERS[name]
    page = folder / f"{name}-{count}" / builder.output / builder.page.format(slug=sample.slug)
    return len(gzip.compress(page.read_bytes())) if page.exists() else 0


def table(found: dict[str, dict[str, measure.Cost]]) -> list[str]:
    """Return the table of all builders: wall and processor seconds, memory, ratios to ours."""
    lines = [
        "| builder | part | wall s | processor s | memory MB | wall, ours = 1 |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for name, parts in found.items():
        for part, cost in parts.items():
            ours = found.get("ours", {}).get(part)
            ratio = f"{cost.wall / ours.wall:.2f}" if ours else ""
            lines.append(
                f"| {name} | {part} | {cost.wall:.1f} | {cost.processor:.1f} | {cost.memory:.0f} | {ratio} |"
            )
    return lines


def growth(counts: list[int], runs: int, folder: Path) -> list[str]:
    """Return how our cost grows: processor seconds, and the exponent to the count before.

    Every picture is made before, and the sizes take turns.
    """
    parts = PARTS[:3]
    cost = costs([("ours", count) for count in counts], runs, folder, len(parts))
    lines = [
        "| articles | " + "".join(f"{part} s | exponent | " for part in parts) + "memory MB |",
        "|---:|" + "---:|---:|" * len(parts) + "---:|",
    ]
    for before, count in zip([None, *counts], counts, strict=False):
        cells = [f"{count:,}"]
        for part in parts:
            now = cost["ours", count][part].processor
            old = before and cost["ours", before][part].processor
            cells += [
                f"{now:.1f}",
                f"{math.log(now / old) / math.log(count / before):.2f}" if before and old else "",
            ]
        cells.append(f"{cost['ours', count]['cold'].memory:.0f}")
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure builds.")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--builders", default="ours,stock,material")
    parser.add_argument("--parts", type=int, default=len(PARTS), help="how many of a run's parts")
    parser.add_argument("--growth", default="")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "kb-bench")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    lines = [f"Measured on {measure.machine()}.", ""]
    if given.growth:
        lines += [f"### Growth of our builds, processor time, medians of {given.runs}", ""]
        counts = [int(count) for count in given.growth.split(",")]
        lines += growth(counts, given.runs, given.folder)
    else:
        names = given.builders.split(",")
        chosen = [(name, given.count) for name in names]
        found = costs(chosen, given.runs, given.folder, given.parts)
        lines += [
            f"### Builds of {given.count:,} articles, medians of {given.runs}",
            "",
            *table({name: of for (name, _), of in found.items()}),
            "",
        ]
        for name in names:
            size = page_bytes(name, given.count, given.folder)
            lines.append(
                f"- {name}: {versions(name, given.folder) or 'this project'}; an article's page {size:,} bytes gzipped"
            )
    measure.show(lines, write=given.write)


if __name__ == "__main__":
    main()
