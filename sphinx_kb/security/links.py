"""Which addresses a link of an article may have."""

from __future__ import annotations

import re

SCHEMES = ("http", "https", "mailto", "tel")
LONGEST_NAME = 255  # bytes that a disk has for the name of a file
LONGEST_PATH = 2_000


def is_link(address: str) -> bool:
    """Return whether an address is http, https, mailto, tel, or within the site."""
    plain = re.sub(r"[\x00-\x20\x7f-\x9f]", "", address)
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", plain)
    return not scheme or scheme[1].lower() in SCHEMES


def can_be_path(address: str) -> bool:
    """Return whether an address can be looked for on a disk, or is that of another site."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address):
        return True
    path = address.partition("#")[0]
    longest = max(len(part.encode("utf-8", "replace")) for part in path.split("/"))
    return "\0" not in path and longest <= LONGEST_NAME and len(path) <= LONGEST_PATH
