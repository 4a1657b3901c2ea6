"""A server that sends files as hosts do: text compressed, connections kept open."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

from tools.browser import Quiet

TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md")


class Host(Quiet):
    """Serves a folder, gzipped where that helps."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> io.BytesIO | None:
        """Send the headers of a file; return what is to be sent of it."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix in TEXT:
            data = gzip.compress(data, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)
