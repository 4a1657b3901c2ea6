"""The worker that keeps pages in a browser, and the list of what it may keep.

Its version is a digest of all that it may keep: a browser that has an older one renews what it
has. What does not change has the same bytes.
"""

from __future__ import annotations

import json
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.incidents.page import PAGE as INCIDENT_PAGE
from sphinx_kb.incidents.page import kinds
from sphinx_kb.incremental.manifest import OutputManifest, output_paths
from sphinx_kb.incremental.state import fingerprint
from sphinx_kb.offline import page
from sphinx_kb.offline.copied_page import MARK
from sphinx_kb.offline.digests import named
from sphinx_kb.offline.reachable import for_readers, target
from sphinx_kb.theme import publish

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sphinx.application import Sphinx

    from sphinx_kb.offline.digests import File

SCRIPT, LIST = "kb-worker.js", "kb-worker.json"
SCRIPTS = Path(__file__).parent / "scripts"
_FRAME = ("_static/kb-start.js", "_static/kb.js")


def write_worker(app: Sphinx, files: Mapping[str, File]) -> None:
    """Write the worker, and the list of all that a reader may save."""
    listed = {quote(path): files[path] for path in for_readers(files)}
    shell = list(_shell(app, files))
    given = {
        "version": fingerprint(json.dumps(listed)),
        "shell": {
            "version": fingerprint(json.dumps([(name, files[name].digest) for name in shell])),
            "files": [quote(name) for name in shell],
        },
        "page": quote(output_paths(app, [page.PAGE])[0]),
        "search": quote(output_paths(app, ["search"])[0]),
        "list": LIST, "mark": MARK.strip(),
    }  # fmt: skip
    text = publish.script((SCRIPTS / "worker.js").read_text("utf-8"))
    manifest = OutputManifest.of(app.env)
    manifest.write(app, SCRIPT, f"const KB = {json.dumps(given)};\n{text}".encode())
    day = CatalogDomain.of(app.env).now.date().isoformat()
    told = {"version": given["version"], "day": day, "files": listed}
    manifest.write(app, LIST, json.dumps(told, separators=(",", ":")).encode())


def write_retired(app: Sphinx) -> None:
    """Write a worker that forgets all and goes: browsers that have one ask for it by its name."""
    text = publish.script((SCRIPTS / "worker-retired.js").read_text("utf-8"))
    OutputManifest.of(app.env).write(app, SCRIPT, text.encode())


def _shell(app: Sphinx, files: Collection[str]) -> Iterator[str]:
    """Yield the pages that are always kept, and their sheets, scripts and marks."""
    names = [page.PAGE, app.config.root_doc]
    names += [INCIDENT_PAGE] if kinds(app.env) else []
    shown = [path for path in output_paths(app, names) if path in files]
    found = {target(path, address, files) for path in shown for address in named(app, path)}
    parts = {name for name in found if posixpath.dirname(name) == "_static"}
    yield from shown
    yield from sorted(parts | {name for name in _FRAME if name in files})
