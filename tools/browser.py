"""A real browser, and a small server for it: what the tests and the screenshots drive."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",)


def find() -> str | None:
    """Return the path of a Chromium on this machine, or None."""
    if named := os.environ.get("KB_CHROMIUM"):
        return named
    found = next(filter(None, map(shutil.which, NAMES)), None)
    found = found or next((place for place in PLACES if Path(place).exists()), None)
    if found:
        return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def ensure() -> str:
    """Return the path of a Chromium; install one where there is none.

    Raises SystemExit with what to do where it cannot be installed.
    """
    found = find()
    if found:
        return found
    if Path("/etc/debian_version").exists() and os.geteuid() == 0:
        quiet = {"DEBIAN_FRONTEND": "noninteractive", **os.environ}
        subprocess.run(["apt-get", "update", "-q"], env=quiet, check=False)
        subprocess.run(["apt-get", "install", "-yq", "chromium"], env=quiet, check=False)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    found = find()
    if not found:
        raise SystemExit(
            "The browser tests need Chromium: install it, or set KB_CHROMIUM to its path."
        )
    return found


@contextmanager
def browser() -> Iterator[Browser]:
    """Give a headless Chromium with a profile of its own, and close it."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=ensure_cached(), args=ARGUMENTS)
        try:
            yield chromium
        finally:
            chromium.close()


@functools.cache
def ensure_cached() -> str:
    """Return the path of a Chromium, looked for once."""
    return ensure()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    """A server that does not mind a browser that goes away."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell of all but a closed connection."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serve(folder: Path, handling: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve a folder on loopback; give the address of its root, with a slash."""
    handler = functools.partial(handling, directory=str(folder))
    server = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
