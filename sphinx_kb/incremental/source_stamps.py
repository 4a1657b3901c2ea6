"""The time and size of each source file as it was read.

Sphinx looks for newer files only. A file that was replaced by an *older* one is read again, too.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx_kb.facts_domain import FactsDomain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class SourceStamps(FactsDomain):
    """The time and size of each page's file as it was read, kept in the environment."""

    name = "stamp"
    label = "Stamps"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"stamps": {}}  # docname -> (modified ns, bytes)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note the state of the file that was just read."""
        self.data["stamps"][docname] = mtime_and_size(Path(env.doc2path(docname)))


def mtime_and_size(file: Path) -> tuple[int, int]:
    """Return when a file was modified (ns), and its size (bytes)."""
    state = file.stat()
    return state.st_mtime_ns, state.st_size


def outdated_by_replacement(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Ask for the pages whose file is not the one that was read."""
    stamps = SourceStamps.of(env).data["stamps"]
    known = (env.found_docs & env.all_docs.keys()) - added - changed
    return [name for name in known if stamps.get(name) != mtime_and_size(Path(env.doc2path(name)))]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the stamps, and the moment at which they are compared."""
    app.add_domain(SourceStamps)
    app.connect("env-get-outdated", outdated_by_replacement)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
