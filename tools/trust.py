"""A page that says what a run of the tests has shown: each promise, and the tests that keep it."""

from __future__ import annotations

import platform
import re
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

from jinja2 import Environment, StrictUndefined

from sphinx_kb import __version__
from sphinx_kb.pages.frame import POLICY_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping

PROMISES = {  # a promise -> the tests of it, by their names
    "An article runs nothing in a reader's browser: each of three layers alone stops every script": r"security_layers",
    "No page of any kind breaks its policy or asks another host": r"no_page_of_any_kind",
    "A build opens the site's files and no other, whatever an article names": r"test_opened_files",
    "What is not due is shown nowhere: page, list, search, feed, map": r"test_drafts|test_drafts_folder",
    "axe finds nothing on any kind of page, with its best practices": r"axe_finds_nothing|passes_axe",
    "Everything can be read without scripts": r"without_scripts",
    "The same sources give the same bytes on any machine, by any number of processes": r"test_reproducible|same_bytes",
    "Any sequence of changes, builds and kills ends in what a clean build makes": r"random_walk|test_incremental",
    "An author is told what to mend, at its line, in every build": r"repeat_warnings|warning_places",
    "The e-book passes epubcheck": r"epubcheck_finds_nothing",
}
SHOWN = (
    "sphinx", "myst-parser", "sphinx-book-theme", "sphinx-design", "ablog", "docutils", "pagefind",
    "nh3", "pydantic", "pillow", "playwright", "axe-playwright-python",
)  # fmt: skip


class Results(NamedTuple):
    """What a run of pytest wrote: each test's full name and how it ended."""

    ended: dict[str, str]  # "passed", "failed" or "skipped"
    seconds: float

    def count(self, how: str, names: str = "") -> int:
        """Return how many of the tests with such names ended so."""
        ends = (end for name, end in self.ended.items() if re.search(names, name))
        return sum(end == how for end in ends)

    @property
    def passed(self) -> int:
        """Return how many passed."""
        return self.count("passed")

    @property
    def failed(self) -> int:
        """Return how many failed, or could not be run."""
        return self.count("failed")

    @property
    def skipped(self) -> int:
        """Return how many were left out."""
        return self.count("skipped")


class Promise(NamedTuple):
    """A promise, and how the tests of it ended."""

    text: str
    passed: int
    failed: int
    skipped: int

    @property
    def is_kept(self) -> bool:
        """Return whether tests have shown it."""
        return self.passed > 0 and self.failed == 0


def read(results: Path) -> Results:
    """Read what ``pytest --junitxml`` wrote."""
    tree = ET.parse(results)  # noqa: S314  # written by our own tests
    ended = {}
    for case in tree.iter("testcase"):
        parts = {child.tag for child in case}
        how = (
            "failed"
            if parts & {"failure", "error"}
            else "skipped"
            if "skipped" in parts
            else "passed"
        )
        ended[f"{case.get('classname')}::{case.get('name')}"] = how
    return Results(ended, sum(float(suite.get("time", 0)) for suite in tree.iter("testsuite")))


def promises(shown: Results) -> list[Promise]:
    """Return each promise with how its tests ended."""
    ends = ("passed", "failed", "skipped")
    return [
        Promise(text, *(shown.count(how, names) for how in ends))
        for text, names in PROMISES.items()
    ]


def known_holes(audit: Mapping[str, Any]) -> list[str]:
    """Return what is known against packages, as pip-audit says it."""
    return [
        f"{one['name']} {one['version']}: {hole['id']}"
        for one in audit["dependencies"]
        for hole in one.get("vulns", ())
    ]


def page(shown: Results, sums: Mapping[str, str], audit: Mapping[str, Any], commit: str) -> str:
    """Return the page."""
    unasked = sum("skip_reason" in one for one in audit["dependencies"])
    text = Path(__file__).with_suffix(".html").read_text("utf-8")
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(text)
    made: str = template.render(
        version=f"sphinx-kb {__version__}",
        day=datetime.now(UTC).date().isoformat(),
        commit=commit,
        machine=f"Python {platform.python_version()} on {platform.system()}",
        shown=shown,
        promises=promises(shown),
        policy=POLICY_TEXT,
        sums=sums,
        holes=known_holes(audit),
        asked=len(audit["dependencies"]) - unasked,
        unasked=unasked,
        versions={name: version(name) for name in SHOWN},
    )
    return made
