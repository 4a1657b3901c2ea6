"""Which addresses a link of an article may have."""

from __future__ import annotations

import re

SCHEMES = ("http", "https", "mailto", "tel")


def is_link(address: str) -> bool:
    """Return whether an address is http, https, mailto, tel, or within the site."""
    plain = re.sub(r"[\x00-\x20\x7f-\x9f]", "", address)
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", plain)
    return not scheme or scheme[1].lower() in SCHEMES
