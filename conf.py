"""What the site is. Nothing is computed here; the work is done in _ext/."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # for _ext

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
    "_ext.faster",
    "sphinx_design",
    "_ext.truth",
    "_ext.faults",
    "_ext.catalogue",
    "_ext.reading",
    "_ext.cards",
    "_ext.drawn_cards",
    "_ext.raw_html",
    "_ext.gate_files",
    "_ext.sizes",
    "_ext.mathml",
    "_ext.sanitize",
    "_ext.sources",
    "_ext.parser",
    "_ext.blog",
    "_ext.links",
    "_ext.terms",
    "_ext.term_uses",
    "_ext.backlinks",
    "_ext.related",
    "_ext.controls",
    "_ext.paths",
    "_ext.templates",
    "_ext.shown",
    "_ext.navigation",
    "_ext.article_page",
    "_ext.archives",
    "_ext.home",
    "_ext.redirects",
    "_ext.feeds",
    "_ext.page_meta",
    "_ext.sitemap",
    "_ext.plain_text",
    "_ext.not_found",
    "_ext.search",
    "_ext.pictures",
    "_ext.data_sheet",
    "_ext.assets",
    "_ext.headers",
    "_ext.tidy",
    "_ext.book",
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

# -- The registry of articles (ABlog), filled by _ext/blog.py ----------------

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
