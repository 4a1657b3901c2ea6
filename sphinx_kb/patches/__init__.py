"""Monkeypatches: the one room for what we change in our dependencies to save a build's time.

Each change is a row of ``PATCHES``. It is made only with the versions that it was tested with; a
build without it is slower, and its site the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_kb.patches import (
    findall,
    garbage_collection,
    parsing,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PATCHES = (
    *garbage_collection.PATCHES,
    *findall.PATCHES,
    *parsing.PATCHES,
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Apply each patch that was tested with what is installed, and say which were not."""
    strangers: set[str] = set()
    for patch in PATCHES:
        untested = patch.untested()
        strangers.update(untested)
        if not untested:
            patch.apply(app)
    if strangers:
        versions = ", ".join(sorted(strangers))
        logging.getLogger(__name__).info(
            "this build is slower than it could be: its patches were not tested with %s", versions
        )
    return {"parallel_read_safe": True, "parallel_write_safe": True}
