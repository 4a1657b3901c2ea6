"""The address of the site, and of its pages, on the web."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOCAL_URL = "http://localhost:8000/"  # where a site is tried out before its address is set


def has_base_url(app: Sphinx) -> bool:
    """Return whether the owner has set the site's address."""
    return bool(app.config.html_baseurl)


def base_url(app: Sphinx) -> str:
    """Return the address of the site's root, with a slash at its end."""
    return (str(app.config.html_baseurl) or LOCAL_URL).rstrip("/") + "/"


def page_url(app: Sphinx, pagename: str) -> str:
    """Return the address of a page on the web."""
    return base_url(app) + app.builder.get_target_uri(pagename)


def file_url(app: Sphinx, path: str) -> str:
    """Return the address of a file of the output on the web."""
    return base_url(app) + quote(path)
