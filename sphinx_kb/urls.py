"""The address of the site, and of its pages, on the web.

Where nobody has told it, an address is one from the site's root, and nothing that needs a whole
one is written: an address that the site does not have leads readers to somebody else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

OWN_VARIABLE = "KB_ADDRESS"
_ADDRESS = re.compile(r"https?://[^\s<>\"'/]+(?:/[^\s<>\"']*)?")


def of_host(environ: Mapping[str, str]) -> tuple[str, str]:
    """Return the address that the host of the build tells, and the variable that has it.

    Raises ValueError where the address is none.
    """
    names = [OWN_VARIABLE, "READTHEDOCS_CANONICAL_URL", "CI_PAGES_URL"]
    if environ.get("NETLIFY") == "true":
        names += ["URL"] if environ.get("CONTEXT") == "production" else ["DEPLOY_PRIME_URL", "URL"]
    if environ.get("CF_PAGES") == "1":
        names.append("CF_PAGES_URL")
    name = next((name for name in names if environ.get(name)), "")
    address = environ.get(name, "").strip()
    if name and not _ADDRESS.fullmatch(address):
        raise ValueError(f"set {name} to the address of the site, https://..., not '{address}'")
    return address, name


def has_base_url(app: Sphinx) -> bool:
    """Return whether the site's address is known."""
    return bool(app.config.html_baseurl)


def base_url(app: Sphinx) -> str:
    """Return the address of the site's root, with a slash at its end; "" if it is not known."""
    known = str(app.config.html_baseurl)
    return known.rstrip("/") + "/" if known else ""


def page_url(app: Sphinx, pagename: str) -> str:
    """Return the address of a page on the web, or from the site's root if that is not known."""
    return (
        base_url(app) + app.builder.get_target_uri(pagename) or "./"
    )  # of a home page, in dirhtml


def file_url(app: Sphinx, path: str) -> str:
    """Return the address of a file of the output, as ``page_url`` does of a page."""
    return base_url(app) + quote(path)
