"""The list of all pages for search engines, and what robots may read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sphinx_kb import urls
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.risks.brief import is_brief

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

NOT_LISTED = {"404", "search", "genindex"}


@after_success(*WEB)
def write_sitemap(app: Sphinx) -> None:
    """Write sitemap.xml and robots.txt; a preview is not for robots."""
    tidy = OutputManifest.of(app.env)
    catalog = CatalogDomain.of(app.env)
    if catalog.preview:
        tidy.write(app, "robots.txt", b"User-agent: *\nDisallow: /\n")
        return
    lines = []
    for name in sorted((app.env.found_docs | tidy.generated_pages) - NOT_LISTED):
        if is_brief(name):
            continue
        article = catalog.articles.get(name)
        day = article and (article.meta.updated or article.day)
        changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        lines.append(f"<url><loc>{escape(urls.page_url(app, name))}</loc>{changed}</url>\n")
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "".join(lines)
        + "</urlset>\n"
    )
    tidy.write(app, "sitemap.xml", text.encode())
    address = urls.file_url(app, "sitemap.xml")
    tidy.write(app, "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {address}\n".encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the writing."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect("build-finished", write_sitemap, priority=700)  # after all that makes pages
    return {"parallel_read_safe": True, "parallel_write_safe": True}
