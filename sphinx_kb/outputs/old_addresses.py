"""The old addresses that a site answers, and what each of them leads to."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from sphinx_kb.article import files
from sphinx_kb.article.names import as_list
from sphinx_kb.article.old_urls import normalize
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.incremental.manifest import OutputManifest, current_files, output_paths
from sphinx_kb.incremental.written_files import previous_files
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

LIST = "_data/redirects.yml"
_ENDING = re.compile(r"\.(?!html?$)[a-z0-9]{1,8}")  # of a file that is no page


class Redirect(NamedTuple):
    """An old address, and where it leads."""

    address: str  # normalized
    file: str  # of the output, that is there now
    uri: str  # of it, from the root
    title: str
    place: tuple[str, int]  # where the author wrote it
    source: Path | None = None  # what stands at the address itself, if it is not in the output

    @property
    def is_file(self) -> bool:
        """Return whether a file stands at the address, not a page: a picture, a feed."""
        ending = PurePosixPath(self.address).suffix.lower()
        is_other = bool(_ENDING.fullmatch(ending)) and not self.file.endswith(".html")
        return is_other or self.source is not None


def redirects(app: Sphinx) -> Iterator[Redirect]:
    """Yield the old addresses of articles, of the owner's pages, and of the list in _data/."""
    catalog = CatalogDomain.of(app.env)
    for docname, article in sorted(catalog.articles.items()):
        line = article.lines.get("redirect_from") or article.lines.get("permalink") or 1
        for address in article.old_addresses:
            yield _to_page(app, address, docname, article.title, (f"{docname}.md", line))
    for docname in sorted(app.env.found_docs - catalog.articles.keys()):
        yield from _of_page(app, docname)
    for address, (new, line) in catalog.site.redirects.items():
        if found := _target(app, address, new, line):
            yield found
        else:
            warn("address", f"correct '{new}': no page or file of the site is there", (LIST, line))


def _to_page(
    app: Sphinx, address: str, docname: str, title: str, place: tuple[str, int]
) -> Redirect:
    file = output_paths(app, [docname])[0]
    return Redirect(address, file, app.builder.get_target_uri(docname), title, place)


def _of_page(app: Sphinx, docname: str) -> Iterator[Redirect]:
    """Yield the old addresses in the front matter of a page of the owner's."""
    written = app.env.metadata[docname].get("redirect_from")
    if not written:
        return
    place = (app.env.doc2path(docname, base=False).replace("\\", "/"), 1)
    try:
        listed = json.loads(written) if written.startswith("[") else written
        for address in as_list(listed):
            title = app.env.titles[docname].astext()
            yield _to_page(app, normalize(address), docname, title, place)
    except ValueError as error:
        warn("address", f"'redirect_from': {error}", place)


def _target(app: Sphinx, address: str, new: str, line: int) -> Redirect | None:
    """Return where an address of the list leads, or None where nothing is there."""
    path = new.strip().lstrip("/").partition("#")[0]
    name = re.sub(r"(?:\.md|\.html)?/?$", "", path) or app.config.root_doc
    manifest = OutputManifest.of(app.env)
    if name in app.env.found_docs | manifest.generated_pages:
        article = CatalogDomain.of(app.env).articles.get(name)
        node = app.env.titles.get(name)
        title = article.title if article else node.astext() if node else name
        return _to_page(app, address, name, title, (LIST, line))
    if ".." not in path.split("/") and _is_there(app, path):
        return Redirect(address, path, quote(path), path.rsplit("/", 1)[-1], (LIST, line))
    return _source_file(app, address, path, line)


def _is_there(app: Sphinx, path: str) -> bool:
    """Return whether a file is in the output, and not one of an earlier build that will go."""
    is_left_over = path in previous_files(app) and path not in current_files(app)
    return (app.outdir / path).is_file() and not is_left_over


def _source_file(app: Sphinx, address: str, path: str, line: int) -> Redirect | None:
    """Return a picture or a download of assets/, which stands at its old address, too.

    A drawing may be published in another form than it is kept, and does not.
    """
    try:
        found = files.find(app.srcdir, app.config.root_doc, f"/{path}")
    except (OSError, ValueError):
        return None
    if not found or path.lower().endswith(".svg"):
        return None
    return Redirect(address, found, "", found.rsplit("/", 1)[-1], (LIST, line), app.srcdir / found)
