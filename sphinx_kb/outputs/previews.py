"""What a link to an article shows before it is followed: title, standfirst and level, in one file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.pages.cards import card

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

FILE = "_static/kb-preview-texts.js"  # a script, because a page on a disk loads no other kind


@after_success(*WEB)
def write_previews(app: Sphinx) -> None:
    """Write the texts of all published articles by their addresses."""
    texts = {}
    for docname in sorted(CatalogDomain.of(app.env).articles):
        shown = card(app.env, docname)
        texts[app.builder.get_target_uri(docname)] = [
            shown["title"], shown["description"], shown["level_text"] or ""
        ]  # fmt: skip
    data = json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
    OutputManifest.of(app.env).write(app, FILE, f"kb.previews={data};\n".encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the moment at which the file is written."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect("build-finished", write_previews)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
