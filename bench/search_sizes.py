"""What the search costs by the size of the site: bytes for readers, time for builders."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote_plus, urlsplit

from bench import search_corpus, search_generated
from sphinx_kb.search.record import record, words
from tools.browser import browser, serve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser, Page

_TEXT = {".html", ".css", ".js", ".svg", ".json"}  # what servers send compressed


def measure(counts: Iterable[int]) -> None:
    """Print a line for each number of articles."""
    head = [
        "articles", "page view, kB", "first answer, kB", "of it ours, kB", "results page, kB",
        "index, files", "index, MB", "Pagefind, s", "processor, s", "memory, MB", "whole build, s",
    ]  # fmt: skip
    print("| " + " | ".join(head) + " |\n|" + "---:|" * len(head))
    for count in counts:
        with tempfile.TemporaryDirectory() as scratch, browser() as chromium:
            site = Path(scratch, "site")
            search_corpus.frame(site)
            search_generated.write(site / "posts", count)
            start = time.perf_counter()
            out = search_corpus.build(site)
            built = time.perf_counter() - start
            cells = [str(count), *bytes_of(out, chromium), *index_of(out, site), f"{built:.0f}"]
            print("| " + " | ".join(cells) + " |", flush=True)


def bytes_of(out: Path, chromium: Browser) -> list[str]:
    """Return what a page view, a first answer and a page of results bring to a reader, in kB."""
    with serve(out) as base:
        page = chromium.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        page.goto(f"{base}posts/article-00007.html", wait_until="networkidle")
        view = _sent(out, asked)
        asked.clear()
        page.keyboard.press("Control+k")
        page.keyboard.type(search_generated.QUERY)
        _answered(page, ".kb-search-result")
        answer, ours = (
            _sent(out, asked),
            _sent(out, (path for path in asked if "kb-search" in path)),
        )
        page.close()
        page = chromium.new_page()
        asked.clear()
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        page.goto(f"{base}search.html?q={quote_plus(search_generated.QUERY)}")
        _answered(page, ".kb-search-filters label")
        results = _sent(out, (path for path in asked if "search" in path or "_pagefind" in path))
        page.close()
    return [f"{size / 1000:.0f}" for size in (view, answer, ours, results)]


def _answered(page: Page, selector: str) -> None:
    """Wait for an answer, and for all that it brings."""
    page.wait_for_selector(selector, state="attached", timeout=60_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)


def _sent(out: Path, paths: Iterable[str]) -> int:
    """Return the bytes that a compressing server sends for some requests, each once."""
    total = 0
    for path in set(paths):
        file = out / path.lstrip("/")
        if file.is_file():
            data = file.read_bytes()
            total += len(gzip.compress(data, 9)) if file.suffix in _TEXT else len(data)
    return total


def index_of(out: Path, site: Path) -> list[str]:
    """Return the files and the size of the index; run the engine again for its time and memory."""
    files = [file for file in (out / "_pagefind").rglob("*") if file.is_file()]
    records = site / "records.json"
    records.write_text(_records(out), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "bench.search_index", str(records)],
        cwd=search_corpus.ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    seconds, processor, memory = map(float, done.stdout.split())
    size = sum(file.stat().st_size for file in files) / 1e6
    return [
        str(len(files)),
        f"{size:.1f}",
        f"{seconds:.1f}",
        f"{processor:.1f}",
        f"{memory / 1024:.0f}",
    ]


def _records(out: Path) -> str:
    """Return the records of the pages of a built site, without their facts, as JSON."""
    made = {}
    for file in sorted((out / "posts").glob("*.html")):
        text = words(file.read_text("utf-8"))
        made[f"posts/{file.name}"] = record(text, {"title": file.stem})
    return json.dumps(made)
