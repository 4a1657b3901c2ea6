"""The address of the site, and of its pages, on the web."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOCAL = "http://localhost:8000/"  # where a site is tried out before its address is set


def known(app: Sphinx) -> bool:
    """Return whether the owner has set the site's address."""
    return bool(app.config.html_baseurl)


def root(app: Sphinx) -> str:
    """Return the address of the site's root, with a slash at its end."""
    return (str(app.config.html_baseurl) or LOCAL).rstrip("/") + "/"


def page(app: Sphinx, pagename: str) -> str:
    """Return the address of a page on the web."""
    return root(app) + app.builder.get_target_uri(pagename)


def file(app: Sphinx, path: str) -> str:
    """Return the address of a file of the output on the web."""
    return root(app) + quote(path)
