"""A small site on disk, and what its builds say."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from sphinx import locale
from sphinx.cmd.build import build_main
from sphinx.util.console import strip_colors

from sphinx_kb.testing import twin

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

ENGINE = Path(__file__).parents[2]
TODAY = "2026-11-24"  # the day of every build that is not given another
CONF = """\
project = "Sample Handbook"
author = "The editors"
copyright = "The editors"
extensions = ["sphinx_kb"]
suppress_warnings = ["kb.page"]  # nothing has to lead to a page of a test
"""
FRAME = {  # what a site has before its first article
    "conf.py": CONF,
    "index.md": "# Home\n\n```{toctree}\n:hidden:\n:glob:\n\npages/*\n```\n",
    "pages/about.md": "# About\n",
    "_data/authors.yml": "mishaal:\n  name: Mishaal\neditors:\n  name: The editors\n",
    "_data/topics.yml": (
        "risk:\n  name: Risk management\n  order: 1\n"
        "technical:\n  name: Technical foundations\n  order: 2\n"
        "business:\n  name: Business and communication\n  order: 3\n"
    ),
}


def article(head: str = "", body: str = "Text.\n", **fields: str) -> str:
    """Return an article with a title and a date, unless ``fields`` say otherwise.

    ``head`` is more front matter, line by line; a field that is empty is left out.
    """
    given = {"title": "An article", "date": "2026-01-05", **fields}
    lines = "".join(f"{name}: {value}\n" for name, value in given.items() if value)
    return f"---\n{lines}{head}---\n\n{body}"


@dataclass
class Built:
    """What a build said: its exit code, its output, and its warnings without colors."""

    exit: int
    output: str
    warnings: list[str] = field(default_factory=list)


@dataclass
class Site:
    """A small site on disk, with its conf.py, and where its pages are built."""

    root: Path

    @property
    def out(self) -> Path:
        """Return the folder of the built site."""
        return self.root / "_build" / "html"

    def write(self, files: Mapping[str, str | bytes]) -> Self:
        """Write files, by their paths from the site's root."""
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def remove(self, *names: str) -> Self:
        """Remove files."""
        for name in names:
            (self.root / name).unlink()
        return self

    def arguments(self, *more: str, builder: str = "html", out: str | None = None) -> list[str]:
        """Return the arguments of ``sphinx-build`` for this site, and some ``more``."""
        out = out or f"_build/{builder}"
        doctrees = str(self.root / f"{out}.doctrees")
        return ["-b", builder, "-d", doctrees, *more, str(self.root), str(self.root / out)]

    def build(
        self,
        *arguments: str,
        builder: str = "html",
        out: str | None = None,
        today: str = TODAY,
        environ: Mapping[str, str] | None = None,
        has_twin: bool = True,
    ) -> Built:
        """Build the site in this process, as ``sphinx-build`` does, with more ``arguments``.

        What it tells of its faults, a large twin has to tell, too (``testing.twin``): not of a
        site that changes while it is built.
        """
        settings = {"KB_TODAY": today, **(environ or {})}
        built = self._build(self.arguments(*arguments, builder=builder, out=out), settings)
        if has_twin and "-j" not in arguments and (builds := twin.builds(built.warnings)):
            large = type(self)(twin.copy(self.root))
            same = [argument.replace(str(self.root), str(large.root)) for argument in arguments]
            command = large.arguments(*same, "-j", "2", builder=builder, out=out)
            twin.check(built.warnings, builds, lambda: large._build(command, settings).warnings)
        return built

    @staticmethod
    def _build(command: list[str], settings: Mapping[str, str]) -> Built:
        before = dict(os.environ)
        os.environ.update(settings)
        locale.translators.clear()  # or each build is a fallback of all that were before it
        told, warned = io.StringIO(), io.StringIO()
        try:
            with contextlib.redirect_stdout(told), contextlib.redirect_stderr(warned):
                code = build_main(command)
        finally:
            os.environ.clear()
            os.environ.update(before)
        lines = [line for line in strip_colors(warned.getvalue()).splitlines() if line.strip()]
        return Built(code, strip_colors(told.getvalue()) + "\n".join(lines), lines)

    def command(self, *more: str, program: str = "") -> list[str]:
        """Return the command that builds the site in a process of its own, quietly.

        ``program`` is Python to run in place of ``-m sphinx``; it gets the same arguments.
        The process finds this engine if it has ``environ()``.
        """
        run = ["-c", program] if program else ["-m", "sphinx"]
        return [sys.executable, *run, *self.arguments("-q", *more)]

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


def environ(**more: str) -> dict[str, str]:
    """Return the environment of a process that builds with this engine on the day of the tests."""
    path = os.pathsep.join(filter(None, [str(ENGINE), os.environ.get("PYTHONPATH")]))
    return {**os.environ, "PYTHONPATH": path, "KB_TODAY": TODAY, **more}
