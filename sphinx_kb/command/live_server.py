"""The server of ``kb live``: the built files, on loopback, with a script that loads a page anew.

The script is put into a page when it is served, from the site's own address: what is built is
what is published, and its policy allows the script.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

HOST = "127.0.0.1"
SCRIPT, CHANGES = "/_kb/live.js", "/_kb/changes"
_HEAD_END = b"</head>"
_PATIENCE = 20  # seconds until a silent page is spoken to, so that one that is gone is noticed

if sys.platform == "win32":
    CONTEXT = multiprocessing.get_context("spawn")
else:
    CONTEXT = multiprocessing.get_context("fork")


class Builds:
    """How many builds have ended; threads wait for the next."""

    def __init__(self) -> None:
        self.count = 0
        self._changed = threading.Condition()

    def add(self) -> None:
        """Note that one more has ended."""
        with self._changed:
            self.count += 1
            self._changed.notify_all()

    def wait(self, seen: int) -> bool:
        """Wait until more than ``seen`` have ended; return False where that takes long."""
        with self._changed:
            return self._changed.wait_for(lambda: self.count > seen, _PATIENCE)


class Handler(SimpleHTTPRequestHandler):
    """Answers with the files of the site, and tells its pages of builds."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript", ".wasm": "application/wasm", ".md": "text/plain; charset=utf-8",
    }  # fmt: skip

    def __init__(self, builds: Builds, *arguments: object, **named: object) -> None:
        self.builds = builds
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer a request."""
        path, _, query = self.path.partition("?")
        if path == SCRIPT:
            self._send((Path(__file__).parent / "live.js").read_bytes(), "text/javascript")
        elif path == CHANGES:
            self._tell_of_builds(int(query) if query.isdecimal() else self.builds.count)
        elif page := self._page():
            self._send_page(page, 200)
        elif Path(self.translate_path(self.path)).is_file():
            super().do_GET()
        else:
            self._send_page(Path(self.directory) / "404.html", 404)

    def _page(self) -> Path | None:
        """Return the file of the page that is asked for, if it is one."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        return file if file.suffix == ".html" and file.is_file() else None

    def _send_page(self, file: Path, code: int) -> None:
        mark = f'<script src="{SCRIPT}?{self.builds.count}"></script>'.encode()
        text = file.read_bytes() if file.is_file() else b"<head></head>Not found"
        self._send(text.replace(_HEAD_END, mark + _HEAD_END, 1), "text/html; charset=utf-8", code)

    def _send(self, data: bytes, kind: str, code: int = 200) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _tell_of_builds(self, seen: int) -> None:
        """Send a line for each build, until the page is gone."""
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while True:
                done = self.builds.wait(seen)
                seen = self.builds.count if done else seen
                self.wfile.write(b"data: built\n\n" if done else b": still here\n\n")
        except OSError:
            return

    def end_headers(self) -> None:
        """Let a browser keep nothing: the next build may have changed it."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: the terminal is for the faults of articles."""


class Server(NamedTuple):
    """A server at work, and the way to tell it of a build."""

    address: str
    connection: Connection

    def tell(self) -> None:
        """Tell the pages that are open to load themselves anew."""
        self.connection.send(True)


def _serve(directory: Path, port: int, connection: Connection) -> None:
    builds = Builds()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        server = ThreadingHTTPServer(
            (HOST, port), partial(Handler, builds, directory=str(directory))
        )
    except OSError as error:
        connection.send(str(error.strerror))
        return
    server.daemon_threads = True
    connection.send(server.server_port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    while True:
        try:
            connection.recv()
        except EOFError:
            return
        builds.add()


@contextmanager
def start(directory: Path, port: int) -> Iterator[Server]:
    """Serve a folder from a process of its own. Raises SystemExit where the port is taken."""
    ours, theirs = CONTEXT.Pipe()
    process = CONTEXT.Process(target=_serve, args=(directory.resolve(), port, theirs), daemon=True)
    process.start()
    answer = ours.recv()
    if isinstance(answer, str):
        raise SystemExit(f"The port {port} cannot be used ({answer}): name another with --port")
    try:
        yield Server(f"http://{HOST}:{answer}/", ours)
    finally:
        process.terminate()
