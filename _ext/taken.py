"""What is made of written pages: of each once, until it is written again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from _ext.truth import stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx


class Taken:
    """What one module makes of the pages of documents, kept beside the environment."""

    def __init__(self, app: Sphinx, name: str) -> None:
        self._app = app
        self._file = app.doctreedir / f"{name}-{app.builder.name}.json"
        try:
            self._before: dict[str, list[Any]] = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            self._before = {}
        self._now: dict[str, list[Any]] = {}

    def has(self, docname: str) -> bool:
        """Return whether a page is written: a build may be asked for some only."""
        return Path(self._app.builder.get_outfilename(docname)).is_file()  # type: ignore[attr-defined]

    def of(self, docname: str, take: Callable[[Path], Any], *also: str) -> Any:
        """Return what ``take`` makes of a written page; JSON can hold it.

        It is taken anew when the page was written again, or what it depends on ``also``
        changed. Raises FileNotFoundError if the page is not there.
        """
        page = Path(self._app.builder.get_outfilename(docname))  # type: ignore[attr-defined]
        state = [*stamp(page), *also]
        known = self._before.get(docname)
        if known is None or known[0] != state:
            known = [state, take(page)]
        self._now[docname] = known
        return known[1]

    def forget(self, docname: str) -> None:
        """Let something be made of a page once more: what was made is lost."""
        self._before.pop(docname, None)

    def keep(self) -> None:
        """Keep what was taken for the next build."""
        if self._now != self._before:
            self._file.write_text(json.dumps(self._now), "utf-8")
