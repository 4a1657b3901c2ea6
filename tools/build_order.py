"""The order of a build: which handler and which transform of ours runs when, and what it does.

python -m tools.build_order            print the tables
python -m tools.build_order --write    put them into docs/developing.md; a test tells when they are stale
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from inspect import getdoc
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = Path(__file__).parent.parent / "docs" / "developing.md"
BLOCK = re.compile(r"(<!-- order of a build -->\n\n).*?(\n\n<!-- end -->)", re.DOTALL)
EVENTS = (  # as a build of HTML meets them
    "config-inited", "builder-inited", "env-get-outdated", "env-before-read-docs", "env-purge-doc",
    "source-read", "object-description-transform", "doctree-read", "env-merge-info", "env-updated",
    "kb-sections", "kb-names", "kb-page-data", "env-get-updated", "env-check-consistency", "write-started",
    "doctree-resolved", "missing-reference", "warn-missing-reference", "html-collect-pages",
    "html-page-context", "build-finished", "kb-tools", "kb-reviews",
)  # fmt: skip
EVERYWHERE = 500  # the priority of who asks for none


def tables() -> str:
    """Return the handlers and the transforms, as Markdown."""
    with tempfile.TemporaryDirectory() as name, docutils_namespace():
        root = Path(name)
        (root / "conf.py").write_text('extensions = ["sphinx_kb"]\n', "utf-8")
        app = Sphinx(
            root, root, root / "out", root / "trees", "html", status=None, warning=io.StringIO()
        )
        rows = list(_handlers(app))
        transforms = list(_transforms(app))
        app.events.emit("build-finished", InterruptedError())  # the lock of the folder is let go
    return "\n".join([
        "| event | priority | who | what it does |", "|---|---:|---|---|", *rows, "",
        "| transform | priority | who | what it does |", "|---|---:|---|---|", *transforms,
    ])  # fmt: skip


def _handlers(app: Sphinx) -> Iterator[str]:
    """Yield a row for each handler of ours, event by event, in the order of its calls."""
    ours = {
        event: [each for each in listeners if each.handler.__module__.startswith("sphinx_kb.")]
        for event, listeners in app.events.listeners.items()
    }
    for event in sorted(filter(ours.get, ours), key=_place):
        for listener in sorted(ours[event], key=lambda each: each.priority):
            yield _row(f"`{event}`", listener.priority, listener.handler)


def _place(event: str) -> int:
    """Return when an event comes; raises ValueError for one that is not listed."""
    return EVENTS.index(event)


def _transforms(app: Sphinx) -> Iterator[str]:
    """Yield a row for each transform of ours, then for each that runs while pages are written."""
    reading, writing = app.registry.get_transforms(), app.registry.get_post_transforms()
    for kind, found in (("while reading", reading), ("while writing", writing)):
        ours = [each for each in found if each.__module__.startswith("sphinx_kb.")]
        for transform in sorted(ours, key=lambda each: each.default_priority or 0):
            yield _row(kind, transform.default_priority, transform)


def _row(when: str, priority: int | None, does: Callable[..., object]) -> str:
    """Return a row of a table."""
    module = does.__module__.removeprefix("sphinx_kb.")
    words = (getdoc(does) or "").partition("\n\n")[0].replace("\n", " ").replace("|", r"\|")
    number = "" if priority == EVERYWHERE else str(priority)
    return f"| {when} | {number} | `{module}.{does.__name__}` | {words} |"


def main() -> None:
    """Print the tables, or put them into the page."""
    if "--write" in sys.argv:
        text = PAGE.read_text("utf-8")
        PAGE.write_text(BLOCK.sub(lambda found: found[1] + tables() + found[2], text), "utf-8")
    else:
        print(tables())


if __name__ == "__main__":
    main()
