"""Tiny sites for the tests: a few files in, the site out, built by the real builder.

Each is built with the project's own conf.py, extensions and templates; only the articles,
the pages and _data/ are the test's.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from sphinx.cmd.build import build_main
from sphinx.util.console import strip_colors

from tools import chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import twin  # noqa: E402  # it needs the path

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
        has_twin: bool = True,
    ) -> Built:
        """Build the site, as ``sphinx-build`` does; more ``arguments`` are passed on.

        What it tells of its faults, a large twin has to tell, too: not of a site that changes
        while it is built.
        """
        out = out or f"_build/{builder}"
        environ = {"KB_TODAY": today, **(environ or {})}
        built = self._build(["-b", builder, *arguments], out, environ)
        if has_twin and "-j" not in arguments and twin.is_new(built.warnings):
            large = Site(twin.copy(self.root))
            same = [argument.replace(str(self.root), str(large.root)) for argument in arguments]
            command = ["-b", builder, *same, "-j", "2"]
            twin.check(built.warnings, lambda: large._build(command, out, environ).warnings)
        return built

    def _build(self, arguments: list[str], out: str, environ: Mapping[str, str]) -> Built:
        """Build the site into a folder of it."""
        command = ["-c", str(ROOT), "-d", str(self.root / f"{out}.doctrees"), *arguments]
        command += [str(self.root), str(self.root / out)]
        before = dict(os.environ)
        os.environ.update(environ)
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


@pytest.fixture(autouse=True, scope="session")
def _kinds_of_warnings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Note the kinds of warnings that tests meet in one folder for all processes of a session."""
    base = tmp_path_factory.getbasetemp()
    twin.MET = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "kinds"


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Site]:
    """Return a function that writes files around a home page and gives back their Site."""

    def make(files: Mapping[str, str | bytes] | None = None, folder: str = "site") -> Site:
        root = tmp_path / folder
        if root.exists():
            shutil.rmtree(root)
        return Site(root).write({**FRAME, **(files or {})})

    return make


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the project's own site, copied and built once."""
    root = tmp_path_factory.mktemp("real") / "site"
    root.mkdir()
    for name in ("posts", "pages", "assets", "_data"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "index.md", root)
    site = Site(root)
    built = site.build("-W", "--keep-going", "-j", "2")
    assert built.exit == 0, built.output
    return site


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the tests that drive a browser."""
    if "chromium_path" in getattr(item, "fixturenames", ()):
        item.add_marker("browser")


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    """Find or install the browser before the processes start: they must not race to install it."""
    if chromium.find() or _has_browser_tests(config):
        _name_browser()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Find or install the browser before the first test, where there is but this process."""
    is_worker = hasattr(session.config, "workerinput")
    if is_worker or session.config.option.collectonly:
        return
    if any(item.get_closest_marker("browser") for item in session.items):
        _name_browser()


def _has_browser_tests(config: pytest.Config) -> bool:
    """Ask pytest, which has collected nothing yet, for the browser tests of this very command."""
    marks = " and ".join(f"({mark})" for mark in ("browser", config.option.markexpr) if mark)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *map(str, config.invocation_params.args),
         "--numprocesses=0", "--collect-only", "--quiet", "-m", marks],
        cwd=config.invocation_params.dir, stdin=subprocess.DEVNULL, capture_output=True, check=False,
    )  # fmt: skip
    return run.returncode == pytest.ExitCode.OK


def _name_browser() -> None:
    try:
        os.environ[chromium.VARIABLE] = chromium.ensure()
    except SystemExit as remedy:
        raise pytest.UsageError(str(remedy)) from None


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Return the path of the browser that was found or installed before the first test."""
    return os.environ[chromium.VARIABLE]


@pytest.fixture(scope="session", name="chromium")
def _chromium(chromium_path: str) -> Iterator[Browser]:
    """Return a real browser."""
    from tools.browser import browser

    with browser(chromium_path) as found:
        yield found


def eventually(page: Page, expression: str, arg: object = None) -> None:
    """Wait until an expression is true in a page.

    Playwright's own waiting evaluates it in the page once more, which the policy forbids.
    """
    for _ in range(200):
        if page.evaluate(expression, arg):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"never true: {expression}")


def article(head: str = "", body: str = "Text.\n", **fields: str) -> str:
    """Return an article with a title and a date, unless ``fields`` say otherwise."""
    given = {"title": "An article", "date": "2026-01-05", **fields}
    lines = "".join(f"{name}: {value}\n" for name, value in given.items() if value)
    return f"---\n{lines}{head}---\n\n{body}"
