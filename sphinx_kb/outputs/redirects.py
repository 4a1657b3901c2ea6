"""Old addresses lead to the article that has taken them over, without a script or a delay."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_kb.article.old_urls import output_file
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental.manifest import OutputManifest, output_paths, previous_files
from sphinx_kb.pages import frame
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_OURS = ("_static/", "_images/", "_downloads/", "_sources/", "_pagefind/", "assets/")
_FILE = re.compile(r"\.(?:xml|json|js|txt|inv|webmanifest)/")  # what the site writes besides pages
_MARK = b"kb-redirect.js"  # in a page of ours, if the list of what builds wrote is lost


def redirects(app: Sphinx) -> Iterator[tuple[str, str, str]]:
    """Yield each old address as (file of the output, docname, address)."""
    for docname, article in sorted(CatalogDomain.of(app.env).articles.items()):
        for address in article.old_addresses:
            yield output_file(address), docname, address


@after_success(*WEB)
def write_redirects(app: Sphinx) -> None:
    """Write a page at each old address, over none that exists."""
    old = list(redirects(app))
    if not old:
        return
    catalog, tidy = CatalogDomain.of(app.env), OutputManifest.of(app.env)
    pages = {path.casefold() for path in tidy.pages(app) | tidy.files}
    written = previous_files(app)
    owners: dict[str, str] = {}
    for path, docname, address in old:
        article = catalog.articles[docname]
        folded = path.casefold()
        if folded == _page(app, docname).casefold():
            continue  # the article is there already
        if folded in pages or _is_ours(folded, pages) or _is_foreign(app.outdir, path, written):
            reason = "a page is there"
        elif folded in owners:
            reason = f"{owners[folded]}.md has it"
        else:
            owners[folded] = docname
            root = "../" * path.count("/")
            context = {
                "uri": root + app.builder.get_target_uri(docname), "article": article,
                "script": f"{root}_static/kb-redirect.js", "policy": frame.POLICY_TAG,
            }  # fmt: skip
            page = app.builder.templates.render("redirect.html", context)
            tidy.write(app, path, page.encode())
            continue
        line = article.lines.get("redirect_from") or article.lines.get("permalink") or 1
        warn("address", f"remove the old address '{address}': {reason}", (f"{docname}.md", line))


def _page(app: Sphinx, docname: str) -> str:
    """Return the file of the output that holds an article."""
    return output_paths(app, [docname])[0]


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
