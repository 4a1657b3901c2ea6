"""This project's own site, and a real browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support import ROOT, SOAK
from tools import chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from sphinx_kb.testing import Site

pytest_plugins = ["sphinx_kb.testing"]
REAL_TODAY = "2026-11-30"  # by then all articles of the project are published
os.environ.pop("FORCE_COLOR", None)
os.environ["NO_COLOR"] = "1"  # the lines of a build are compared, whatever the terminal
MEMORY = Path(
    "/dev/shm"
)  # what is written there is no disk's work: a quarter of a small build's time
NEEDED = 8 * 2**30  # twice what all tests write
OWN = ("posts", "pages", "assets", "_data", "_templates", "_static")  # folders of this site


if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > NEEDED:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(autouse=True, scope="session")
def _several_processes_on_small_sites() -> None:
    """Let ``-j 2`` mean two processes, though a site has few pages, and no more than two."""
    from sphinx_kb import parallel

    parallel.MIN_ITEMS = parallel.CHUNKS_PER_PROCESS = 1


@pytest.fixture(autouse=True, scope="session")
def _twins(request: pytest.FixtureRequest, _kinds_of_warnings: None) -> None:
    """Build no twins where only the first cases run, and one in each test in the long form."""
    from sphinx_kb.testing import twin

    twin.EACH_TEST = SOAK
    if request.config.option.first_cases:
        twin.MET = None


@pytest.fixture
def own_picture_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test's sites keep their pictures where they do by themselves."""
    monkeypatch.delenv("KB_PICTURE_CACHE")


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the project's own site, copied and built once in a test run."""
    from sphinx_kb.testing import Site, once  # a plugin is not imported before pytest does it

    def make(folder: Path) -> Site:
        site = Site(folder / "site")
        for name in OWN:
            shutil.copytree(ROOT / name, site.root / name)
        for name in ("conf.py", "index.md"):
            shutil.copy(ROOT / name, site.root)
        built = site.build("-W", "--keep-going", "-j", "2", today=REAL_TODAY)
        assert built.exit == 0, built.output
        return site

    return once(tmp_path_factory, "real", make)


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder into which the wheel of the package is installed, and nothing else."""
    from sphinx_kb.testing import once

    def make(folder: Path) -> Path:
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
        build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder / "dist", ROOT]
        subprocess.run([*pip, *build], check=True, cwd=folder)
        (wheel,) = (folder / "dist").iterdir()
        target = folder / "site"
        subprocess.run([*pip, "install", "--no-deps", "--target", target, wheel], check=True)
        return target

    return once(tmp_path_factory, "package", make)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know the option of ``make quick``."""
    parser.addoption(
        "--first-cases", action="store_true", help="of each test its first case, and no twins"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, for ``make quick``, all cases of a test but its first."""
    if not config.option.first_cases:
        return
    first = {item.nodeid.partition("[")[0]: item for item in reversed(items)}
    chosen = set(first.values())
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = [item for item in items if item in chosen]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the tests that drive a browser."""
    if "chromium_path" in getattr(item, "fixturenames", ()):
        item.add_marker("browser")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Have one process more than cores: where a test waits for a browser, another builds."""
    return (os.cpu_count() or 1) + 1


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


@pytest.fixture(scope="session")
def sample_site(shared_site: Callable[..., Site]) -> Site:
    """Return a site with every construct and every kind of page, built once in a test run."""
    from support.samples import SAMPLE

    return shared_site("sample", SAMPLE)
