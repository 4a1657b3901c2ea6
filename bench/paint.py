"""What a reader with a slow phone waits for, on our pages and on those of the stock stack.

    python -m bench.paint [--count 100] [--runs 5] [--builders ours,stock] [--write]

Chromium, 150 ms from each request to its answer, 1.6 Mbit/s down, a processor four times
slower, an empty cache, a screen of 390 x 844 with two pixels each. Medians. The pages are the
home page and an article with a photograph as its cover; every builder gets the same articles.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench import measure
from bench.builds import build, prepared
from bench.corpus import samples
from bench.host import Host
from bench.rivals import BUILDERS, ROOT, versions
from tools.browser import browser, serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

COVER = ROOT / "assets" / "post-images" / "whiteboard.jpg"
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}
SLOWER = 4
SETTLED = 2000  # ms after the last file, in which nothing may move
OBSERVE = """
window.__paint = {largest: 0, shift: 0, blocked: 0};
const watch = (type, note) =>
  new PerformanceObserver((list) => list.getEntries().forEach(note))
    .observe({type, buffered: true});
watch("largest-contentful-paint", (entry) => (__paint.largest = entry.startTime));
watch("layout-shift", (entry) => (__paint.shift += entry.hadRecentInput ? 0 : entry.value));
watch("longtask", (entry) => (__paint.blocked += Math.max(0, entry.duration - 50)));
"""


class Paint(NamedTuple):
    """What a visit cost its reader."""

    largest: float  # s until the largest part of the first screen is drawn
    shift: float  # how much of the screen moved, in the browsers' measure
    blocked: float  # ms in which the page could not answer
    received: float  # kB


TARGETS = Paint(1.8, 0.02, 100, float("inf"))  # what ours must stay under


def with_cover(name: str, site: Path) -> str:
    """Give the newest article of a site its cover; return the address of its page."""
    builder = BUILDERS[name]
    newest = max(samples(len(list((site / builder.articles).iterdir()))), key=lambda one: one.day)
    (site / "assets").mkdir(exist_ok=True)
    shutil.copy(COVER, site / "assets")
    if name == "ours":
        head = f"---\nimage: assets/{COVER.name}\nimage_alt: A whiteboard\n"
        text = builder.form(newest).replace("---\n", head, 1)
    else:
        shown = f"![A whiteboard](../assets/{COVER.name})\n\n"
        text = builder.form(newest._replace(body=shown + newest.body))
    (site / builder.articles / f"{newest.slug}.md").write_text(text, "utf-8")
    return builder.page.format(slug=newest.slug)


def visit(chromium: Browser, address: str) -> Paint:
    """Visit a page for the first time, slowly."""
    with chromium.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=2
    ) as context:
        page = context.new_page()
        page.add_init_script(OBSERVE)
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", NETWORK)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        received = [0.0]
        session.on(
            "Network.loadingFinished",
            lambda event: received.append(received.pop() + event["encodedDataLength"]),
        )
        page.goto(address, wait_until="networkidle", timeout=120_000)
        page.wait_for_timeout(SETTLED)
        found = page.evaluate("__paint")
    return Paint(found["largest"] / 1000, found["shift"], found["blocked"], received[0] / 1000)


def paints(name: str, count: int, runs: int, folder: Path) -> dict[str, Paint]:
    """Return the medians of a builder's home page and of its article with a cover."""
    site = prepared(name, count, folder)
    article = with_cover(name, site)
    build(name, site, folder)
    with serve(site / BUILDERS[name].output, Host) as root, browser() as chromium:
        found = {}
        for kind, path in (("home", "index.html"), ("article", article)):
            visits = [visit(chromium, root + path) for _ in range(runs)]
            found[kind] = Paint(*map(statistics.median, zip(*visits, strict=True)))
    return found


def table(found: dict[str, dict[str, Paint]]) -> list[str]:
    """Return the table of all builders, and whether ours is within its targets."""
    lines = [
        "| builder | page | largest paint s | layout shift | blocked ms | received kB |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for name, pages in found.items():
        for kind, (largest, shift, blocked, received) in pages.items():
            lines.append(
                f"| {name} | {kind} | {largest:.2f} | {shift:.3f} | {blocked:.0f}"
                f" | {received:.0f} |"
            )
    within = all(
        value < target
        for paint in found.get("ours", {}).values()
        for value, target in zip(paint, TARGETS, strict=True)
    )
    aims = f"{TARGETS.largest} s, {TARGETS.shift} and {TARGETS.blocked} ms"
    return [*lines, "", f"Ours is {'within' if within else 'NOT within'} its targets: {aims}."]


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure first visits.")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--builders", default="ours,stock")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "kb-bench")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    names = given.builders.split(",")
    found = {name: paints(name, given.count, given.runs, given.folder) for name in names}
    lines = [
        f"Measured on {measure.machine()}.",
        "",
        f"### First visits by a slow phone, {given.count:,} articles, medians of {given.runs}",
        "",
        *table(found),
        "",
        *(f"- {name}: {versions(name, given.folder) or 'this project'}" for name in names),
    ]
    measure.show(lines, write=given.write)


if __name__ == "__main__":
    main()
