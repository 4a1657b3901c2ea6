"""What ``kb live`` answers: the built files, with a script that loads a page anew.

The script is put into a page when it is served, from the site's own address: what is built is
what is published, and its policy allows the script. A page is loaded anew as soon as its file is another:
a build writes what was edited first, and goes on with lists, feeds and the search.
"""

from __future__ import annotations

import hashlib
import re
import time
from contextlib import suppress
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.parse import unquote

SCRIPT, CHANGES = "/_kb/live.js", "/_kb/changes"
_HEAD_END, _PAGE_END = b"</head>", b"</html>"
_FRAME = re.compile(rb'(?:href|src)="[^"]*?(_static/[\w./-]+\.(?:css|js))"')
_PAUSE = 0.03  # seconds between two looks at a page that is open
_TRIES = 20
_PATIENCE = 20  # seconds until a silent page is spoken to, so that one that is gone is noticed


class Handler(SimpleHTTPRequestHandler):
    """Answers with the files of the site, and tells a page that it has changed."""

    builds = 0  # that have ended, for all pages
    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript", ".wasm": "application/wasm", ".md": "text/plain; charset=utf-8",
    }  # fmt: skip

    def do_GET(self) -> None:
        """Answer a request."""
        path, _, query = self.path.partition("?")
        if path == SCRIPT:
            self._send((Path(__file__).parent / "live.js").read_bytes(), "text/javascript")
        elif path == CHANGES:
            seen, _, address = query.partition("&")
            self._tell_of_a_change(unquote(address), seen)
        elif page := self._page(self.path):
            self._send_page(page, page, 200)
        elif Path(self.translate_path(self.path)).is_file():
            super().do_GET()
        else:
            self._send_page(Path(self.directory) / "404.html", None, 404)

    def _page(self, address: str) -> Path | None:
        """Return the file of the page that is asked for, if it is one."""
        file = Path(self.translate_path(address))
        file = file / "index.html" if file.is_dir() else file
        return file if file.suffix == ".html" and file.is_file() else None

    def _send_page(self, file: Path, page: Path | None, code: int) -> None:
        shown, text = _time(page), _whole(file) or b"<head></head>Not found"
        seen = f"{shown}-{self._frame(text)}"
        mark = f'<script src="{SCRIPT}?{seen}"></script>'.encode()
        self._send(text.replace(_HEAD_END, mark + _HEAD_END, 1), "text/html; charset=utf-8", code)

    def _frame(self, text: bytes) -> str:
        """Return a digest of the scripts and sheets that a page names."""
        files = (Path(self.directory) / name.decode() for name in sorted(set(_FRAME.findall(text))))
        return hashlib.sha256(b"".join(map(_bytes, files))).hexdigest()[:16]

    def _send(self, data: bytes, kind: str, code: int = 200) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _tell_of_a_change(self, address: str, seen: str) -> None:
        """Send a line as soon as a page is another than the one that was seen, or it is gone.

        Its scripts and sheets are looked at where a build has ended: it writes them more than once.
        """
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        shown, _, frame = seen.partition("-")
        count, spoken = 0, time.monotonic()
        try:
            while str(_time(page := self._page(address))) == shown:
                if count != self.builds:
                    count = self.builds
                    if page and self._frame(page.read_bytes()) != frame:
                        break
                if time.monotonic() > spoken + _PATIENCE:
                    spoken = time.monotonic()
                    self.wfile.write(b": still here\n\n")
                time.sleep(_PAUSE)
            self.wfile.write(b"data: changed\n\n")
        except OSError:
            return

    def end_headers(self) -> None:
        """Let a browser keep nothing: the next build may have changed it."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: the terminal is for the faults of articles."""


def _time(page: Path | None) -> int:
    """Return when a page was written, in nanoseconds; 0 where there is none."""
    with suppress(OSError):
        return page.stat().st_mtime_ns if page else 0
    return 0


def _bytes(file: Path) -> bytes:
    with suppress(OSError):
        return file.read_bytes()
    return b""


def _whole(file: Path) -> bytes:
    """Return a page that a build may be writing at this moment, once it has its end."""
    text = _bytes(file)
    for _ in range(_TRIES):
        if not file.is_file() or text.rstrip().endswith(_PAGE_END):
            break
        time.sleep(_PAUSE)
        text = _bytes(file)
    return text
