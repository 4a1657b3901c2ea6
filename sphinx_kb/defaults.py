"""The configuration values that a knowledge base needs, unless its conf.py sets them.

A value that the owner has set, in conf.py or by ``-D``, always stands.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from sphinx_kb import urls
from sphinx_kb.article import raw_yaml
from sphinx_kb.source_names import ENDINGS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

DEFAULTS: dict[str, Any] = {
    # Sphinx
    "version": "1",  # EPUB asks for one
    "source_suffix": dict.fromkeys(ENDINGS, "markdown"),
    "include_patterns": ["index.md", "pages/**", "posts/**"],
    "exclude_patterns": ["_build", ".*"],  # Sphinx would go through all of it in every build
    "suppress_warnings": [
        "toc.not_included",  # what nothing leads to is told by pages/menus
        "myst.strikethrough",  # MyST says that it works in HTML only, which is what we make
    ],
    "template_bridge": "sphinx_kb.theme.Templates",
    "html_theme": "sphinx_book_theme",
    "html_copy_source": False,
    "html_math_renderer": "mathml",  # ours: MathJax would come from another host
    "html_show_sourcelink": False,
    "html_show_sphinx": False,
    "html_use_index": False,
    "html_context": {"default_mode": "auto"},
    "html_sidebars": {"**": ["navbar-logo.html", "search-button-field.html", "navigation.html"]},
    "epub_show_urls": "no",
    "linkcheck_anchors": False,
    # MyST
    "myst_enable_extensions": [
        "attrs_block", "attrs_inline", "colon_fence", "deflist", "strikethrough", "tasklist",
    ],
    "myst_heading_anchors": 4,
    "myst_url_schemes": ["http", "https", "mailto", "tel"],
    # ABlog, which the catalog fills
    "blog_path": "archive",
    "blog_post_pattern": [],  # the catalog says what an article is
    "fontawesome_included": True,  # or every build is a full one (pydata-sphinx-theme #1222)
    "skip_injecting_base_ablog_templates": True,  # they show values unescaped
}  # fmt: skip
THEME_OPTIONS = {"shorten_urls": False}  # the owner's are added to ours
FROM_PROJECT = ("html_title", "blog_title")  # they are the name of the project


def is_set(config: Config, name: str) -> bool:
    """Return whether the owner has set a value, in conf.py or on the command line."""
    return name in config._raw_config or name in config.overrides


def _address(app: Sphinx) -> str:
    """Return the address of the site: what its host tells, else _data/site.yml; "" if neither does.

    Raises SystemExit where the host tells no address.
    """
    try:
        address, _ = urls.of_host(os.environ)
    except ValueError as error:
        raise SystemExit(str(error)) from None
    given = raw_yaml.read_file(app.srcdir / "_data", "site.yml", []).get("address")
    return address or (str(given.value or "") if given else "")


def apply(app: Sphinx, config: Config) -> None:
    """Give each value that the owner has not set our default."""
    values = DEFAULTS | dict.fromkeys(FROM_PROJECT, config.project)
    if not config.html_baseurl:  # it may be set, and empty
        config.html_baseurl = _address(app)
    for name, value in values.items():
        if not is_set(config, name):
            setattr(config, name, value)
    config.suppress_warnings = sorted({*DEFAULTS["suppress_warnings"], *config.suppress_warnings})
    for option in list(config):
        if isinstance(option.value, list | dict) and not is_set(config, option.name):
            # Themes append to the one list of all builds of a process, and the next one would
            # take it for a change of the configuration.
            setattr(config, option.name, option.value.copy())
    # The theme would show "example/tool#12" for an address that an author has written out.
    config.html_theme_options = THEME_OPTIONS | config.html_theme_options
