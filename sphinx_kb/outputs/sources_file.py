"""``sources.json``: what the articles rest on, for programs that check links or days of reading."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.pages.works import Work, works

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

FILE = "sources.json"


@after_success(*WEB)
def write_sources(app: Sphinx) -> None:
    """Write the file, where articles list sources."""
    if found := works(app.env):
        said = {"sources": [_entry(app, work) for work in found]}
        data = json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"
        OutputManifest.of(app.env).write(app, FILE, data)


def _entry(app: Sphinx, work: Work) -> dict[str, Any]:
    """Return what the file says of a work; addresses of articles are from the site's root."""
    articles = CatalogDomain.of(app.env).articles
    entry = {
        "title": work.title, "url": work.url, "publisher": work.publisher, "date": work.published,
        "kind": work.kind, "read": work.read and work.read.isoformat(),
    }  # fmt: skip
    cited = [
        {
            "title": articles[one.article].title,
            "url": app.builder.get_target_uri(one.article),
            "number": one.number,
            "sentences": [{"text": mark.sentence, "id": mark.anchor} for mark in one.citations],
        }
        for one in work.cited_by
    ]
    return {name: value for name, value in entry.items() if value} | {"articles": cited}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the moment at which the file is written."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect("build-finished", write_sources)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
