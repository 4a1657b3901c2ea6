"""From save to sight: how long an author waits for the browser to show what was saved.

    python -m bench.live [--count 1000] [--runs 10] [--sites project,ours,material] [--write]

A server that builds again on each change is asked for an article in Chromium; a sentence is added
to the article's file; the clock runs from the save until the page, which loads itself anew, shows it.
``project`` is this project's own site, ``ours`` and ``material`` have so many articles of the corpus.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench import measure
from bench.builds import prepared
from bench.rivals import BUILDERS, ROOT, programs
from tools.browser import browser

if TYPE_CHECKING:
    from collections.abc import Iterator

OF_A_SITE = ("_data", "_static", "_templates", "assets", "pages", "posts", "conf.py", "index.md")
AIMS = {"project": 1.5, "ours": 3.0}  # seconds, medians
LONGEST = 600  # seconds until a page must have changed: a busy machine is slow, not wrong
READY = {
    "kb": r"(http://127\.0\.0\.1:\d+/) shows the site",
    "mkdocs": r"Serving on (http://127\.0\.0\.1:\d+/)",
}


class Served(NamedTuple):
    """A site with a server that builds again: one article of it, and its page."""

    folder: Path
    article: Path
    page: str
    command: list[str]


def site(name: str, count: int, folder: Path) -> Served:
    """Return a site, made anew."""
    kb = [sys.executable, "-m", "sphinx_kb", "live", "--port", "0"]
    if name == "project":
        root = folder / "project"
        shutil.rmtree(root, ignore_errors=True)
        for part in OF_A_SITE:
            _copy(ROOT / part, root / part)
        article = max((root / "posts").glob("*.md"), key=lambda path: path.stat().st_size)
        return Served(root, article, f"posts/{article.stem}.html", kb)
    root = prepared(name, count, folder)
    article = min((root / BUILDERS[name].articles).glob("*.md"))
    page = BUILDERS[name].page.format(slug=article.stem)
    if name == "ours":
        for part in ("conf.py", "_static", "_templates"):
            _copy(ROOT / part, root / part)
        return Served(root, article, page, kb)
    mkdocs = [str(programs(name, folder) / "mkdocs"), "serve", "-a", "127.0.0.1:8765"]
    return Served(root, article, page.removesuffix("index.html"), mkdocs)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


@contextmanager
def server(served: Served) -> Iterator[str]:
    """Serve a site, and give its address once its first build is there."""
    ready = READY["kb" if "sphinx_kb" in served.command else "mkdocs"]
    process = subprocess.Popen(
        served.command, cwd=served.folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        said = []
        for line in process.stdout or ():
            said.append(line)
            if found := re.search(ready, line):
                yield found[1]
                break
        else:
            raise RuntimeError(f"{served.command[0]} ended: {''.join(said)[-800:]}")
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=60)
        except subprocess.TimeoutExpired:  # it is in the middle of a build
            process.kill()
            process.communicate()


def waits(name: str, count: int, runs: int, folder: Path) -> list[float]:
    """Return the seconds from each save to its sight."""
    served = site(name, count, folder)
    found = []
    with server(served) as address, browser() as chromium:
        page = chromium.new_page()
        page.goto(address + served.page)
        before = served.article.read_text("utf-8")
        for number in range(runs + 1):  # the first one warms up
            words = f"Sentence {number} was saved just now."
            start = time.perf_counter()
            served.article.write_text(f"{before}\n{words}\n", "utf-8")
            page.get_by_text(words).first.wait_for(timeout=1000 * LONGEST)
            found.append(time.perf_counter() - start)
    return found[1:]


def table(found: dict[str, list[float]], count: int) -> list[str]:
    """Return the table of all sites, and whether ours are within their aims."""
    named = {"project": "this project's site"}
    rows = [
        f"| {named.get(name, f'{name}, {count:,} articles')} | {statistics.median(each):.2f} "
        f"| {min(each):.2f} | {max(each):.2f} |"
        for name, each in found.items()
    ]
    missed = [
        name for name, aim in AIMS.items() if name in found and statistics.median(found[name]) > aim
    ]
    aims = ", ".join(f"{aim} s" for aim in AIMS.values())
    verdict = f"NOT within: {', '.join(missed)}" if missed else "within"
    return [
        "| site | median s | least s | most s |", "|---|---:|---:|---:|", *rows, "",
        f"The aims are {aims}: {verdict}.",
    ]  # fmt: skip


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure from save to sight.")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--sites", default="project,ours,material")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "kb-bench")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    names = given.sites.split(",")
    load = os.getloadavg()[0]
    found = {name: waits(name, given.count, given.runs, given.folder) for name in names}
    lines = [
        (
            f"Measured on {measure.machine()}; {load:.0f} processes wanted to run when it began, "
            f"{os.getloadavg()[0]:.0f} when it ended."
        ),
        "",
        f"### From save to sight, medians of {given.runs}",
        "",
        *table(found, given.count),
    ]
    measure.show(lines, write=given.write)


if __name__ == "__main__":
    main()
