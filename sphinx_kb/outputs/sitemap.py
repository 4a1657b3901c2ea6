"""The list of all pages for search engines, and what robots may read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sphinx_kb import urls
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental import static_files
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.risks import article_briefs
from sphinx_kb.risks.brief import is_brief

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

NOT_LISTED = {"404", "search", "genindex"}
ROBOTS, SITEMAP = "robots.txt", "sitemap.xml"


@after_success(*WEB)
def write_sitemap(app: Sphinx) -> None:
    """Write sitemap.xml and robots.txt; a preview and a private site are not for robots.

    A robots.txt of the owner's own stays, and so does a sitemap; without an address there is none.
    """
    catalog = CatalogDomain.of(app.env)
    own = static_files.extra_paths(app)
    if catalog.preview or catalog.site.settings.private:
        if catalog.preview or ROBOTS not in own:
            OutputManifest.of(app.env).write(app, ROBOTS, b"User-agent: *\nDisallow: /\n")
        return
    if urls.has_base_url(app) and SITEMAP not in own:
        OutputManifest.of(app.env).write(app, SITEMAP, _sitemap(app).encode())
    if ROBOTS not in own:
        address = urls.file_url(app, SITEMAP)
        line = f"Sitemap: {address}\n" if urls.has_base_url(app) else ""
        text = f"User-agent: *\nAllow: /\n{line}"
        OutputManifest.of(app.env).write(app, ROBOTS, text.encode())


def _sitemap(app: Sphinx) -> str:
    tidy = OutputManifest.of(app.env)
    catalog = CatalogDomain.of(app.env)
    briefs = set(article_briefs.pages(app.env).values())
    lines = []
    for name in sorted((app.env.found_docs | tidy.generated_pages) - NOT_LISTED):
        if is_brief(name) or name in briefs:
            continue
        article = catalog.articles.get(name)
        day = article and (article.changed or article.day)
        changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        lines.append(f"<url><loc>{escape(urls.page_url(app, name))}</loc>{changed}</url>\n")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "".join(lines)
        + "</urlset>\n"
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the writing."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect("build-finished", write_sitemap, priority=700)  # after all that makes pages
    return {"parallel_read_safe": True, "parallel_write_safe": True}
