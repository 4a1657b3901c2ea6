"""``kb live`` and ``kb preview``: build, serve on this machine, build again on every change.

A page loads itself anew once a build has written it. Each build runs in a process of its own, made from one that
has loaded all that a build needs (on Windows it loads it each time).
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
import time
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx_kb
from sphinx_kb.command import build, live_server

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction
    from collections.abc import Iterator

PAUSE = 0.1  # seconds between two looks
QUIET = ("-q", "-j", "auto")  # a fault is told, and the page is shown all the same
SKIPPED = {"_build", "node_modules", "__pycache__"}


def snapshot(root: Path) -> dict[str, tuple[int, int]]:
    """Return when each file of a site was changed, and its size; hidden ones are passed over."""
    return dict(_stamps(str(root)))


def _stamps(folder: str) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:  # it was removed at this very moment
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in SKIPPED:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _stamps(entry.path)
        else:
            with suppress(OSError):
                state = entry.stat(follow_symlinks=False)
                yield entry.path, (state.st_mtime_ns, state.st_size)


def wait_for_change(root: Path, before: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Return the files as they are once some have changed, and nothing changes any more."""
    now = before
    while now == before:
        time.sleep(PAUSE)
        now = snapshot(root)
    while (later := _after_pause(root)) != now:
        now = later
    return now


def _after_pause(root: Path) -> dict[str, tuple[int, int]]:
    time.sleep(PAUSE / 4)
    return snapshot(root)


def load() -> None:
    """Load what every build needs, so that the processes that build have it already."""
    modules = [f"sphinx_kb.{part}" for part in sphinx_kb.PARTS]
    for name in ("sphinx.cmd.build", *sphinx_kb.PACKAGES, "sphinx_book_theme", *modules):
        with suppress(ImportError):
            importlib.import_module(name)


def _build(name: str, preview: bool) -> None:
    sys.exit(build.build("html", name, *QUIET, preview=preview))


def build_apart(name: str, preview: bool) -> float:
    """Build in a process of its own; return how many seconds it took."""
    start = time.perf_counter()
    process = live_server.CONTEXT.Process(target=_build, args=(name, preview))
    process.start()
    process.join()
    return time.perf_counter() - start


def serve(given: Namespace) -> int:
    """Serve the site until somebody stops it."""
    root, name = Path.cwd(), "preview" if given.verb == "preview" else "html"
    for number in (signal.SIGINT, signal.SIGTERM):  # end in order, whoever started us
        signal.signal(number, signal.default_int_handler)
    load()
    before = snapshot(root)
    build_apart(name, name == "preview")
    with live_server.start(build.OUT / name, given.port) as server:
        print(f"{server.address} shows the site: Ctrl+C ends it", flush=True)
        if given.open:
            webbrowser.open(server.address)
        while True:
            before = wait_for_change(root, before)
            seconds = build_apart(name, name == "preview")
            server.tell()
            print(f"Built in {seconds:.1f} s", flush=True)


def add_to(verbs: _SubParsersAction[ArgumentParser]) -> None:
    """Add the verbs to the command line."""
    for names, port, text in (
        (("live", "serve"), 8000, "build, serve on loopback, rebuild and reload on every change"),
        (("preview",), 8001, "the same with drafts, marked, in _build/preview"),
    ):
        verb = verbs.add_parser(names[0], aliases=list(names[1:]), help=text, description=text)
        verb.add_argument("--port", type=int, default=port, help="0: any that is free")
        verb.add_argument("--open", action="store_true", help="open it in the browser")
        verb.set_defaults(run=serve)
