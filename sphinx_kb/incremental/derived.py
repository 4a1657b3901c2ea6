"""A cache of values derived from written HTML pages, keyed by mtime and size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_kb.incremental.source_stamps import mtime_and_size
from sphinx_kb.incremental.state import BuildState
from sphinx_kb.parallel import map_in_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from sphinx.application import Sphinx

    Values = dict[str, Any]  # docname -> what was made of its page


class PageCache:
    """What one module makes of the pages of documents, kept beside the environment."""

    def __init__(self, app: Sphinx, name: str) -> None:
        self._app = app
        self._state = BuildState(app, name)
        self._before: dict[str, list[Any]] = self._state.load(dict)
        self._now: dict[str, list[Any]] = {}

    def is_written(self, docname: str) -> bool:
        """Return whether a page is written: a build may be asked for some only."""
        return self._page(docname).is_file()

    def get_many(
        self, docnames: Collection[str], take: Callable[[str, Path], Any], *also: str
    ) -> Values:
        """Return what ``take`` makes of each of the written pages; JSON can hold it.

        It is taken anew when the page was written again, or what it depends on ``also``
        changed: of many, in several processes. Raises FileNotFoundError if a page is not there.
        """
        pages = {name: self._page(name) for name in docnames}
        states = {name: [*mtime_and_size(page), *also] for name, page in pages.items()}
        for name, state in states.items():
            known = self._before.get(name)
            if known and known[0] == state:
                self._now[name] = known

        def work(share: Sequence[str]) -> Values:
            return {name: take(name, pages[name]) for name in share}

        for made in map_in_processes(
            self._app, work, [name for name in pages if name not in self._now]
        ):
            self._now |= {name: [states[name], value] for name, value in made.items()}
        return {name: self._now[name][1] for name in docnames}

    def _page(self, docname: str) -> Path:
        """Return the file of a page."""
        page: Path = self._app.builder.get_output_path(docname)  # type: ignore[attr-defined]
        return page

    def discard(self, docname: str) -> None:
        """Let something be made of a page once more: what was made is lost."""
        self._before.pop(docname, None)

    def save(self) -> None:
        """Keep what was taken for the next build."""
        if self._now != self._before:
            self._state.save(self._now)
