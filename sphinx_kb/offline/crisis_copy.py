"""The site as one file that is read from a disk, with its hash beside it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.incremental.manifest import OutputManifest, output_paths
from sphinx_kb.incremental.written_files import write_if_changed
from sphinx_kb.offline import copied_page, page
from sphinx_kb.offline.archive import FOLDER, archive
from sphinx_kb.offline.sizes import spoken
from sphinx_kb.pages.cards import written_out

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.application import Sphinx

NAME = f"{FOLDER}.zip"
BOOK = f"{FOLDER}.epub"


def write_copy(app: Sphinx, files: Collection[str]) -> None:
    """Write the copy of these files and its hash, and the e-book, and tell of them on the page."""
    day = written_out(CatalogDomain.of(app.env).now.date())
    bar = _("Offline copy of {}. The site may be newer.").format(day)
    packed = archive({path: _copied(app, path, bar, files) for path in sorted(files)})
    digest = hashlib.sha256(packed).hexdigest()
    manifest = OutputManifest.of(app.env)
    manifest.write(app, NAME, packed)
    manifest.write(app, f"{NAME}.sha256", f"{digest}  {NAME}\n".encode())
    told: dict[str, Any] = {
        "name": NAME, "day": day, "size": spoken(len(packed)), "digest": digest,
        "newest": _newest(app),
        "book": "", "book_size": "",
    }  # fmt: skip
    if file := page.book(app):
        data = file.read_bytes()
        manifest.write(app, BOOK, data)
        told |= {"book": BOOK, "book_size": spoken(len(data))}
    _tell(app, told)


def _copied(app: Sphinx, path: str, bar: str, files: Collection[str]) -> bytes:
    data = (app.outdir / path).read_bytes()
    if path.startswith("_static/kb-search-"):  # its lists have the addresses of pages
        names = app.env.found_docs | OutputManifest.of(app.env).generated_pages
        pages = map(app.builder.get_target_uri, sorted(names))
        return copied_page.with_pages(data.decode("utf-8"), set(pages)).encode()
    if not path.endswith(".html"):
        return data
    return copied_page.copied(
        path, data.decode("utf-8"), bar, _("You are reading it."), files
    ).encode()


def _newest(app: Sphinx) -> str:
    """Return the day of the newest article, or nothing."""
    days = [article.day for article in CatalogDomain.of(app.env).articles.values() if article.day]
    return written_out(max(days)) if days else ""


def _tell(app: Sphinx, told: dict[str, Any]) -> None:
    """Let the page tell of the file, which is made when the page is drawn already."""
    (path,) = output_paths(app, [page.PAGE])
    file = app.outdir / path
    told["root"] = "../" * path.count("/")
    text: str = app.builder.templates.render("offline-file.html", told)
    shown = copied_page.with_file(file.read_text("utf-8"), text)
    write_if_changed(file, shown.encode())
