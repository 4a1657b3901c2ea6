"""What is written once all else is: the copy, and the worker with the list of what it may keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental.manifest import output_paths
from sphinx_kb.offline import page
from sphinx_kb.offline.crisis_copy import write_copy
from sphinx_kb.offline.digests import named, written_files
from sphinx_kb.offline.reachable import reachable
from sphinx_kb.offline.worker import write_retired, write_worker

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
    if page.has_copy(app):
        starts = output_paths(app, [app.config.root_doc, "search", page.PAGE])
        write_copy(app, reachable(starts, written_files(app), lambda path: named(app, path)))
    if page.has_worker(app):
        write_worker(app, written_files(app))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the writing."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect(
        "build-finished", write_offline, priority=750
    )  # after all that writes, before what is stale goes
    return {"parallel_read_safe": True, "parallel_write_safe": True}
