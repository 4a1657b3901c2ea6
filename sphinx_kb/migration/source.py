"""The site that is taken over: the files of a folder, or of the last commit of a git directory."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path, PurePosixPath

from sphinx_kb.article.raw_yaml import CONTROL

LARGEST = 40_000_000  # bytes of a file that is read
_SKIPPED = {".git", "node_modules", "vendor", ".venv", "__pycache__", ".cache", "_site"}
_ENVIRON = {
    **os.environ,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
}  # nothing is fetched
_POINTER = b"version https://git-lfs.github.com/spec/"
_LINK, _FILE = b"120000", b"blob"


class Source:
    """Files by their paths from the root, with slashes; read when they are asked for."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._prefix = ""
        self._answering: subprocess.Popen[bytes] | None = None
        self._is_git = (place / "HEAD").is_file() and (place / "objects").is_dir()
        if not place.is_dir():
            raise SystemExit(f"There is no folder '{place}' to import from")
        self._objects: dict[str, bytes] = {}  # path -> what git calls it
        self.paths = self._listed() if self._is_git else list(_walk(place))
        self._known = frozenset(self.paths)
        self._pointers: dict[str, bool] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._known

    def _command(self, *words: str) -> list[str]:
        git = shutil.which("git")
        if not git:
            raise SystemExit("Install git, or name a folder of files")
        return [git, "-c", "core.fsmonitor=false", f"--git-dir={self.place}", *words]

    def _git(self, *words: str) -> bytes:
        command = self._command(*words)
        run = subprocess.run(command, capture_output=True, env=_ENVIRON, check=False)  # noqa: S603
        if run.returncode:
            raise SystemExit(
                f"git cannot read '{self.place}': {run.stderr.decode(errors='replace').strip()}"
            )
        return run.stdout

    def _blob(self, name: bytes) -> bytes | None:
        """Return an object, from one git that answers for all of them."""
        if self._answering is None:
            self._answering = subprocess.Popen(  # noqa: S603
                self._command("cat-file", "--batch"), env=_ENVIRON, stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        asked, answered = self._answering.stdin, self._answering.stdout
        if asked is None or answered is None:
            return None
        asked.write(name + b"\n")
        asked.flush()
        head = answered.readline().split()
        if len(head) != len(("name", "kind", "size")):
            return None
        data = answered.read(int(head[2]) + 1)[:-1]
        return data if len(data) <= LARGEST else None

    def close(self) -> None:
        """End the git that answers."""
        if self._answering is not None:
            self._answering.communicate()
            self._answering = None

    def _listed(self) -> list[str]:
        for line in self._git("ls-tree", "-r", "-z", "HEAD").split(b"\0"):
            mode, _, rest = line.partition(b" ")
            kind, _, rest = rest.partition(b" ")
            name, _, path = rest.partition(b"\t")
            text = path.decode("utf-8", "replace")
            if kind == _FILE and mode != _LINK and not _is_skipped(text):
                self._objects[text] = name
        return sorted(self._objects)

    def enter(self, folder: str) -> None:
        """Take a folder for the root: the site is in it."""
        inner = f"{folder}/"
        self.paths = [path.removeprefix(inner) for path in self.paths if path.startswith(inner)]
        self._known, self._prefix = frozenset(self.paths), self._prefix + inner
        self._pointers = {}

    def read(self, path: str) -> bytes | None:
        """Return what a file has; None where it is not there, or too large."""
        if path not in self._known:
            return None
        if self._is_git:
            return self._blob(self._objects[self._prefix + path])
        file = self.place / (self._prefix + path)
        try:
            return file.read_bytes() if file.stat().st_size <= LARGEST else None
        except OSError:
            return None

    def text(self, path: str) -> str:
        """Return a file as text with plain line ends, without signs that none shows; "" where it is not there."""
        data = self.read(path) or b""
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
        return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))

    def is_pointer(self, path: str) -> bool:
        """Return whether a file only says where Git LFS keeps the real one."""
        if path not in self._pointers:
            self._pointers[path] = (self.read(path) or b"").startswith(_POINTER)
        return self._pointers[path]

    def under(self, folder: str, *endings: str) -> list[str]:
        """Return the files under a folder, those with one of the endings if any is given."""
        start = f"{folder.strip('/')}/" if folder.strip("/") else ""
        return [
            path for path in self.paths
            if path.startswith(start) and (not endings or path.lower().endswith(endings))
        ]  # fmt: skip

    def find(self, *candidates: str) -> str | None:
        """Return the first candidate that is a file of the source, inside of it."""
        for candidate in candidates:
            path = inside(candidate)
            if path and path in self._known:
                return path
        return None


def inside(path: str) -> str | None:
    """Return a path without its dots, or None where it leads out."""
    parts: list[str] = []
    for part in PurePosixPath(path.replace("\\", "/").lstrip("/")).parts:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _is_skipped(path: str) -> bool:
    return not _SKIPPED.isdisjoint(path.split("/"))


def _walk(root: Path) -> list[str]:
    found = []
    for folder, subfolders, files in os.walk(root, followlinks=False):
        subfolders[:] = sorted(
            name for name in subfolders
            if name not in _SKIPPED and not Path(folder, name).is_symlink()
        )  # fmt: skip
        for name in sorted(files):
            file = Path(folder, name)
            if file.is_file() and not file.is_symlink():
                found.append(file.relative_to(root).as_posix())
    return sorted(found)
