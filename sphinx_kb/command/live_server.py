"""The server of ``kb live``: a process of its own, on loopback."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from functools import partial
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.command.live_handler import Handler

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

HOST = "127.0.0.1"

if sys.platform == "win32":
    CONTEXT = multiprocessing.get_context("spawn")
else:
    CONTEXT = multiprocessing.get_context("fork")


class Server(NamedTuple):
    """A server at work, and the way to tell it of the end of a build."""

    address: str
    connection: Connection

    def tell(self) -> None:
        """Let it look at the scripts and sheets of the pages that are open."""
        self.connection.send(True)


def _serve(directory: Path, port: int, connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        server = ThreadingHTTPServer((HOST, port), partial(Handler, directory=str(directory)))
    except OSError as error:
        connection.send(str(error.strerror))
        return
    server.daemon_threads = True
    connection.send(server.server_port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with suppress(EOFError):
        while connection.recv():
            Handler.builds += 1


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
