"""A real browser, and a small server for it: what the tests and the screenshots drive."""

from __future__ import annotations

import functools
import http.server
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tools import chromium

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@contextmanager
def browser(path: str | None = None) -> Iterator[Browser]:
    """Give a headless Chromium with a profile of its own, and close it.

    Where no path is given it is looked for, and installed if there is none.
    """
    path = path or chromium.ensure()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield launched
        finally:
            launched.close()


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
