"""Old addresses lead to the article that has taken them over, without a script or a delay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from _ext.article.addresses import output_file
from _ext.catalogue import CatalogueDomain
from _ext.tidy import TidyDomain
from _ext.warn import warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_OURS = ("_static/", "_images/", "_downloads/", "_sources/", "_pagefind/", "assets/")


def redirects(app: Sphinx) -> Iterator[tuple[str, str, str]]:
    """Yield each old address as (file of the output, docname, address)."""
    for docname, article in sorted(CatalogueDomain.of(app.env).articles.items()):
        for address in article.old_addresses:
            yield output_file(address), docname, address


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write a page at each old address, over none that exists."""
    if exception is not None or app.builder.name not in {"html", "dirhtml"}:
        return
    tidy = TidyDomain.of(app.env)
    taken = {path.casefold(): None for path in tidy.pages(app)}
    owners: dict[str, str] = {}
    for path, docname, address in redirects(app):
        lines = CatalogueDomain.of(app.env).articles[docname].lines
        line = lines.get("redirect_from") or lines.get("permalink") or 1
        folded = path.casefold()
        if folded == app.builder.get_target_uri(docname).casefold():
            continue  # the article is there already
        if folded in taken or folded.startswith(_OURS):
            warn("address", f"remove the old address '{address}': a page is there", (f"{docname}.md", line))
        elif folded in owners:
            other = owners[folded]
            warn("address", f"remove the old address '{address}': {other}.md has it", (f"{docname}.md", line))
        else:
            owners[folded] = docname
            base = "../" * path.count("/")
            uri = base + app.builder.get_target_uri(docname)
            context = {"uri": uri, "article": CatalogueDomain.of(app.env).articles[docname]}
            page = app.builder.templates.render("redirect.html", context)
            tidy.write(app, path, page.encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the writing of the pages."""
    app.setup_extension("_ext.tidy")
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
