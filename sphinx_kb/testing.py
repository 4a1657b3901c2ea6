"""Tiny sites for the tests: a few files in, the site out, built by the real builder.

Each is built with the project's own conf.py, extensions and templates; only the articles,
the pages and _data/ are the test's.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from sphinx.cmd.build import build_main
from sphinx.util.console import strip_colors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


ROOT = Path(__file__).parent.parent
TODAY = "2026-11-24"
FRAME = {
    "index.md": "# Home\n\n```{toctree}\n:hidden:\n:glob:\n\npages/*\n```\n",
    "pages/about.md": "# About\n",
    "_data/authors.yml": "mishaal:\n  name: Mishaal\neditors:\n  name: The editors\n",
    "_data/topics.yml": (
        "risk:\n  name: Risk management\n  order: 1\n"
        "technical:\n  name: Technical foundations\n  order: 2\n"
        "business:\n  name: Business and communication\n  order: 3\n"
    ),
}


@dataclass
class Built:
    """What a build said: its exit code, and its warnings without colors."""

    exit: int
    output: str
    warnings: list[str] = field(default_factory=list)


@dataclass
class Site:
    """A small site on disk."""

    root: Path

    @property
    def out(self) -> Path:
        """Return the folder of the built site."""
        return self.root / "_build" / "html"

    def write(self, files: Mapping[str, str | bytes]) -> Site:
        """Write files, by their paths from the site's root."""
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def remove(self, *names: str) -> Site:
        """Remove files."""
        for name in names:
            (self.root / name).unlink()
        return self

    def build(
        self,
        *arguments: str,
        builder: str = "html",
        out: str | None = None,
        today: str = TODAY,
        environ: Mapping[str, str] | None = None,
    ) -> Built:
        """Build the site, as ``sphinx-build`` does; more ``arguments`` are passed on."""
        out = out or f"_build/{builder}"
        command = ["-b", builder, "-c", str(ROOT), "-d", str(self.root / f"{out}.doctrees")]
        command += [*arguments, str(self.root), str(self.root / out)]
        before = dict(os.environ)
        os.environ.update({"KB_TODAY": today, **(environ or {})})
        said, warned = io.StringIO(), io.StringIO()
        try:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(warned):
                code = build_main(command)
        finally:
            os.environ.clear()
            os.environ.update(before)
        lines = [line for line in strip_colors(warned.getvalue()).splitlines() if line.strip()]
        return Built(code, strip_colors(said.getvalue()) + "\n".join(lines), lines)

    def page(self, docname: str) -> BeautifulSoup:
        """Return a page of the built site."""
        return BeautifulSoup((self.out / f"{docname}.html").read_text("utf-8"), "html.parser")

    def has(self, docname: str) -> bool:
        """Return whether the built site has a page."""
        return (self.out / f"{docname}.html").is_file()

    def files(self) -> dict[str, bytes]:
        """Return every file of the built site, by its path."""
        paths = sorted(path for path in self.out.rglob("*") if path.is_file())
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(autouse=True, scope="session")
def _several_processes_on_small_sites() -> None:
    """Let ``-j 2`` mean two processes, though a site has few pages."""
    from sphinx_kb import parallel

    parallel.MIN_ITEMS = 1


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Site]:
    """Return a function that writes files around a home page and gives back their Site."""

    def make(files: Mapping[str, str | bytes] | None = None, folder: str = "site") -> Site:
        root = tmp_path / folder
        if root.exists():
            shutil.rmtree(root)
        return Site(root).write({**FRAME, **(files or {})})

    return make


def article(head: str = "", body: str = "Text.\n", **fields: str) -> str:
    """Return an article with a title and a date, unless ``fields`` say otherwise."""
    given = {"title": "An article", "date": "2026-01-05", **fields}
    lines = "".join(f"{name}: {value}\n" for name, value in given.items() if value)
    return f"---\n{lines}{head}---\n\n{body}"
