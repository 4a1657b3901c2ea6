"""What is written once all else is: the copy, and the worker with the list of what it may keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental.manifest import output_paths
from sphinx_kb.offline import page
from sphinx_kb.offline.crisis_copy import write_copy
from sphinx_kb.offline.reachable import reachable
from sphinx_kb.offline.worker import write_retired, write_worker
from sphinx_kb.offline.written_files import written_files

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


@after_success(*WEB)
def write_offline(app: Sphinx) -> None:
    """Write what the site has of both; where browsers keep nothing, a worker that takes its leave."""
    if not page.has_worker(app):
        write_retired(app)
    if not page.has_worker(app) and not page.has_copy(app):
        return
    found = written_files(app)
    starts = output_paths(app, [app.config.root_doc, "search", page.PAGE])
    copied = reachable(starts, found, lambda path: found[path].named)
    if page.has_copy(app):
        write_copy(app, copied)
    if page.has_worker(app):
        write_worker(app, written_files(app), copied)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the writing."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect(
        "build-finished", write_offline, priority=750
    )  # after all that writes, before what is stale goes
    return {"parallel_read_safe": True, "parallel_write_safe": True}
