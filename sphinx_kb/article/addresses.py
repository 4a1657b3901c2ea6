"""Which file has an address: two that differ in letters alone cannot both be published."""

from __future__ import annotations

from sphinx_kb.source_names import without_ending


class Addresses:
    """Which file was the first with an address."""

    def __init__(self, has_folders: bool) -> None:
        self._has_folders = has_folders
        self._first: dict[str, str] = {}

    def first(self, path: str) -> str:
        """Return the first file with the address of a file: that file itself, or another."""
        key = without_ending(path.casefold())
        if self._has_folders:
            key = key.removesuffix("/index")
        return self._first.setdefault(key, path)
