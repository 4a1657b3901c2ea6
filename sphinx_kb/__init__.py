"""A knowledge base of Markdown articles, as one Sphinx extension.

``extensions = ["sphinx_kb"]`` in conf.py is all that a site needs. The packages that it stands
on (MyST, sphinx-design, ABlog) are set up with it, and may be listed beside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_kb import defaults

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"

PACKAGES = ("myst_parser", "sphinx_design", "ablog")
PARTS = (  # in the order of a build: what is set up first hears of an event first
    "patches",
    "builders",
    "once_per_build",
    "sections",
    "incremental.code_version",
    "incremental.compiled_templates",
    "incremental.disk_errors",
    "incremental.lock",
    "incremental.source_stamps",
    "incremental.search_index",
    "incremental.repeat_warnings",
    "catalog.domain",
    "catalog.text_stats",
    "pages.card_html",
    "security.raw_html",
    "markup.local_files",
    "security.files",
    "markup.inline_styles",
    "markup.mathml",
    "markup.highlighting",
    "markup.named_parts",
    "markup.table_heads",
    "security.sanitize",
    "markup.sources",
    "markup.loose_ends",
    "markup.margin",
    "markup.asides",
    "markup.file_names",
    "markup.parser",
    "calculators",
    "checklists",
    "catalog.ablog",
    "references.labels",
    "references.links",
    "references.resolve",
    "references.reword",
    "references.citations",
    "references.auto_terms",
    "references.term_uses",
    "references.backlinks",
    "pages.related",
    "controls",
    "pages.reviews",
    "risks",
    "incidents",
    "pages.reading_paths",
    "pages.downloads",
    "pages.forms",
    "pages.sources",
    "incremental.page_data",
    "pages.menus",
    "pages.navigation",
    "pages.theme_options",
    "pages.article",
    "pages.topic_text",
    "pages.listings",
    "pages.home",
    "pages.news",
    "outputs.redirects",
    "outputs.feeds",
    "outputs.subscribe",
    "outputs.review_files",
    "outputs.structured_data",
    "outputs.sitemap",
    "outputs.sources_file",
    "outputs.markdown_twins",
    "outputs.previews",
    "pages.not_found",
    "search",
    "pictures",
    "pages.topic_css",
    "offline",
    "pages.tools",
    "pages.frame",
    "outputs.host_headers",
    "outputs.summary",
    "incremental.manifest",
    "outputs.epub",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the packages, the defaults and every part."""
    for package in PACKAGES:
        app.setup_extension(package)
    app.add_message_catalog(
        "sphinx", str(Path(__file__).with_name("locale"))
    )  # as templates ask for it
    app.connect("config-inited", defaults.apply, priority=0)  # before anything reads a value
    for part in PARTS:
        app.setup_extension(f"{__name__}.{part}")
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
