"""What the decision tools cost: bytes of a built site, milliseconds of both engines, and of builds.

    make html && python -m bench.decisions [_build/html]
    python -m bench.decisions builds

The budgets stand beside what is measured.
"""

from __future__ import annotations

import gzip
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.builds import build, prepared
from sphinx_kb.decisions import effects, frontier, losses
from sphinx_kb.decisions.register import read
from tools.browser import browser, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

RUNS = 20
ARTICLES, BUILDS = 60, 2  # of a small site; each is built so often
ROOT = Path(__file__).parents[1]
TYPE = """() => {
  const input = document.querySelector('.kb-calc-fair input');
  const times = [];
  for (let i = 0; i < 30; i++) {
    input.value = String(0.01 + i / 1000);
    const start = performance.now();
    input.dispatchEvent(new Event('input', { bubbles: true }));
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[15];
}"""
SLIDE = """() => {
  const slider = document.querySelector('.kb-register-controls input[type=range]');
  const times = [];
  for (let i = 0; i < 30; i++) {
    slider.value = String(5000 * i);
    const start = performance.now();
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[15];
}"""


def packed(*files: Path) -> float:
    """Return the kilobytes of files, each compressed as a host sends it."""
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) / 1000


def scripts(out: Path, page: str) -> list[Path]:
    """Return the scripts of the tools that a page loads."""
    text = (out / page).read_text("utf-8")
    names = re.findall(r'(?:data-script="|_static/)(kb-tools-[\w-]+\.js)"', text)
    return [out / "_static" / name for name in names]


def sizes(out: Path) -> Iterator[tuple[str, float, str]]:
    """Yield what is measured in kilobytes, and its budget."""
    yield "risks.html", packed(out / "risks.html"), "11 kB"
    yield "its scripts", packed(*scripts(out, "risks.html")), "12 kB"
    for slug, budget in (
        ("return-on-security-investment", "12 kB"), ("quantifying-risk-with-fair", "12 kB"),
        ("writing-a-security-business-case", "12 kB"), ("cyber-insurance", "14 kB"),
        ("vulnerability-prioritization", "12 kB"), ("regulation-and-disclosure-clocks", "12 kB"),
    ):  # fmt: skip
        yield f"scripts of {slug}", packed(*scripts(out, f"posts/{slug}.html")), budget
    yield "the sheet", packed(out / "_static" / "kb-decide.css"), "1.6 kB"


def times() -> Iterator[tuple[str, float, str]]:
    """Yield what is measured in milliseconds of processor, and its budget."""
    register, _ = read((ROOT / "_data/risks.yml").read_text("utf-8"))
    assert register  # noqa: S101
    pairs = [effects.after(register, name, []) for name in register.risks]
    yield "a year", quickest(lambda: losses.year(*pairs[0])), "25 ms"
    yield "all together", quickest(lambda: losses.together(pairs)), "200 ms"
    yield "the frontier", quickest(lambda: frontier.frontier(register)), "150 ms"


def builds() -> Iterator[tuple[str, float, str]]:
    """Yield the milliseconds of processor that a register adds to a build, and their budget."""
    found: dict[bool, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for has_register in (True, False):
            times = [_built(Path(folder), has_register=has_register) for _ in range(BUILDS)]
            found[has_register] = [min(each) for each in zip(*times, strict=True)]
    clean, edited = (one - other for one, other in zip(found[True], found[False], strict=True))
    yield "a clean build, the register adds", 1000 * clean, "1200 ms"
    yield "an edit of an article, the register adds", 1000 * edited, "0 ms"


def _built(folder: Path, *, has_register: bool) -> tuple[float, float]:
    """Return the seconds of processor of a clean build, and of one after an edit."""
    site = prepared("ours", ARTICLES, folder)
    if not has_register:
        (site / "_data/risks.yml").unlink()
    clean = build("ours", site, folder).processor
    article = min((site / "posts").glob("*.md"))
    article.write_text(article.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
    edited = build("ours", site, folder).processor
    shutil.rmtree(site)
    return clean, edited


def quickest(work: Callable[[], object]) -> float:
    """Return the milliseconds of processor of the quickest of some runs."""
    found = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        found.append(1000 * (time.process_time() - start))
    return min(found)


def in_browser(page: Page, root: str, slowed: int) -> Iterator[tuple[str, float, str]]:
    """Yield the milliseconds of one change, with the processor slowed so many times."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    page.goto(f"{root}posts/quantifying-risk-with-fair.html")
    page.wait_for_timeout(1500)
    budget = "16 ms" if slowed == 1 else "100 ms"
    yield f"a change of a number, slowed {slowed} times", page.evaluate(TYPE), budget
    page.goto(f"{root}risks.html")
    page.wait_for_timeout(1500)
    if slowed == 1:
        yield "a step of the slider", page.evaluate(SLIDE), "5 ms"


def main() -> None:
    """Measure, and print the table."""
    if sys.argv[1:] == ["builds"]:
        for name, value, budget in builds():
            print(f"| {name} | {value:.0f} ms | {budget} |")
        return
    out = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "_build" / "html")
    print("| what | measured | budget |\n|---|---:|---:|")
    for name, value, budget in sizes(out):
        print(f"| {name} | {value:.1f} kB | {budget} |")
    for name, value, budget in times():
        print(f"| {name} | {value:.1f} ms | {budget} |")
    with browser() as found, serve(out) as root:
        for slowed in (1, 6):
            for name, value, budget in in_browser(found.new_page(), root, slowed):
                print(f"| {name} | {value:.1f} ms | {budget} |")


if __name__ == "__main__":
    main()
