"""Old addresses lead to what has taken them over, without a delay: articles, pages, files, lists.

Where a host reads ``_redirects`` (Netlify, Cloudflare Pages), it answers with 301; everywhere
else a small page at the old address sends the reader on.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from sphinx_kb import urls
from sphinx_kb.article.old_urls import output_file
from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental import static_files
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.incremental.written_files import previous_files
from sphinx_kb.outputs.old_addresses import redirects
from sphinx_kb.pages import frame
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.outputs.old_addresses import Redirect

_OURS = ("_static/", "_images/", "_downloads/", "_sources/", "_pagefind/", "assets/")
_FILE = re.compile(r"\.(?:xml|json|js|txt|inv|webmanifest)/")  # what the site writes besides pages
_MARK = b"kb-redirect.js"  # in a page of ours, if the list of what builds wrote is lost
_HOST = "_redirects"


@after_success(*WEB)
def write_redirects(app: Sphinx) -> None:
    """Write a page at each old address, over none that exists, and the list for hosts."""
    old = list(redirects(app))
    if not old:
        return
    tidy = OutputManifest.of(app.env)
    pages = {path.casefold() for path in tidy.pages(app) | tidy.files}
    written = previous_files(app)
    owners: dict[str, tuple[str, str]] = {}  # old file -> (whose it is, what it leads to)
    lines: list[str] = []
    for one in old:
        path = one.address if one.is_file else output_file(one.address)
        folded = path.casefold()
        if folded == one.file.casefold():
            continue  # it is there already
        if folded in pages or _is_ours(folded, pages) or _is_foreign(app.outdir, path, written):
            reason = "a page is there"
        elif folded in owners:
            place, file = owners[folded]
            if file == one.file:
                continue
            reason = f"{place} has it"
        else:
            owners[folded] = one.place[0], one.file
            if one.is_file:
                tidy.write(app, path, (one.source or app.outdir / one.file).read_bytes())
                continue
            tidy.write(app, path, _page(app, one, path).encode())
            lines.append(_line(app, one))
            continue
        warn("address", f"remove the old address '{one.address}': {reason}", one.place)
    if _HOST not in static_files.extra_paths(app):
        tidy.write(app, _HOST, "".join(lines).encode())


def _page(app: Sphinx, one: Redirect, path: str) -> str:
    """Return the page at an old address."""
    root = "../" * path.count("/")
    context = {
        "uri": root + one.uri, "title": one.title, "script": f"{root}_static/kb-redirect.js",
        "policy": frame.POLICY_TAG, "language": app.config.language or "en",
    }  # fmt: skip
    page: str = app.builder.templates.render("redirect.html", context)
    return page


def _line(app: Sphinx, one: Redirect) -> str:
    """Return the line of a redirect for hosts."""
    root = urlsplit(urls.base_url(app)).path or "/"
    return f"{root}{quote(one.address)} {root}{one.uri} 301\n"


def _is_ours(path: str, pages: set[str]) -> bool:
    """Return whether a path is in a folder of the builder, or under what is a file."""
    above = path.split("/")[:-1]
    folders = {"/".join(above[: count + 1]) for count in range(len(above))}
    return path.startswith(_OURS) or bool(_FILE.search(path)) or not pages.isdisjoint(folders)


def _is_foreign(outdir: Path, path: str, written: set[str]) -> bool:
    """Return whether a path is a folder, or is or is under a file that no build of ours wrote."""
    file = outdir / path
    if file.is_file():
        return path not in written and _MARK not in file.read_bytes()
    return file.exists() or any((outdir / above).is_file() for above in Path(path).parents)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the writing of the pages."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect(
        "build-finished", write_redirects, priority=700
    )  # after all that writes files of its own
    return {"parallel_read_safe": True, "parallel_write_safe": True}
