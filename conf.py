"""What the site is. Nothing is computed here; the work is done in sphinx_kb/."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # for sphinx_kb

# -- The site ----------------------------------------------------------------

project = "CISO Knowledge Base"
author = "The editors"
copyright = "The editors. Text: CC BY 4.0. Code: BSD-3-Clause"
version = "1"  # EPUB asks for one
language = "en"
html_title = project
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")

# -- What it is made of ------------------------------------------------------

extensions = [
    "sphinx_kb.patches",
    "sphinx_design",
    "sphinx_kb.incremental.lock",
    "sphinx_kb.incremental.repeat_warnings",
    "sphinx_kb.catalog.domain",
    "sphinx_kb.catalog.text_stats",
    "sphinx_kb.pages.cards",
    "sphinx_kb.pages.card_html",
    "sphinx_kb.security.raw_html",
    "sphinx_kb.security.files",
    "sphinx_kb.markup.inline_styles",
    "sphinx_kb.markup.mathml",
    "sphinx_kb.security.sanitize",
    "sphinx_kb.markup.sources",
    "sphinx_kb.markup.parser",
    "sphinx_kb.catalog.ablog",
    "sphinx_kb.references.links",
    "sphinx_kb.references.auto_terms",
    "sphinx_kb.references.term_uses",
    "sphinx_kb.references.backlinks",
    "sphinx_kb.pages.related",
    "sphinx_kb.controls",
    "sphinx_kb.pages.reading_paths",
    "sphinx_kb.pages.downloads",
    "sphinx_kb.incremental.page_data",
    "sphinx_kb.pages.navigation",
    "sphinx_kb.pages.article",
    "sphinx_kb.pages.listings",
    "sphinx_kb.pages.home",
    "sphinx_kb.outputs.redirects",
    "sphinx_kb.outputs.feeds",
    "sphinx_kb.outputs.structured_data",
    "sphinx_kb.outputs.sitemap",
    "sphinx_kb.outputs.markdown_twins",
    "sphinx_kb.pages.not_found",
    "sphinx_kb.search",
    "sphinx_kb.pictures",
    "sphinx_kb.pages.topic_css",
    "sphinx_kb.pages.frame",
    "sphinx_kb.outputs.host_headers",
    "sphinx_kb.incremental.manifest",
    "sphinx_kb.outputs.epub",
]
source_suffix = {".md": "markdown"}
include_patterns = ["index.md", "pages/**", "posts/**"]
exclude_patterns = ["_build", ".*"]  # Sphinx would go through all of it in every build
suppress_warnings = [
    "myst.strikethrough",  # MyST says that it works in HTML only, which is what we make
]

# -- Markdown (MyST) ---------------------------------------------------------

myst_enable_extensions = [
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "strikethrough",
    "tasklist",
]
myst_heading_anchors = 4
myst_url_schemes = ["http", "https", "mailto"]

# -- The registry of articles (ABlog), filled by sphinx_kb/catalog/ablog.py ----------------

blog_title = project
blog_path = "archive"
blog_post_pattern: list[str] = []  # the catalogue says what an article is
fontawesome_included = True  # or every build is a full one (pydata-sphinx-theme #1222)
skip_injecting_base_ablog_templates = True  # they show values unescaped; ours are in _templates

# -- The pages (sphinx-book-theme) -------------------------------------------

html_theme = "sphinx_book_theme"
html_static_path = ["_static"]

templates_path = ["_templates"]
html_copy_source = False
html_math_renderer = "mathml"  # ours: MathJax would come from another host
html_show_sourcelink = False
html_show_sphinx = False
html_use_index = False
html_logo = "_static/logo.svg"
html_favicon = "_static/favicon.svg"
html_context = {"default_mode": "auto"}
html_sidebars = {"**": ["navbar-logo.html", "search-button-field.html", "navigation.html"]}

# -- Other builders ----------------------------------------------------------

epub_show_urls = "no"
linkcheck_anchors = False
