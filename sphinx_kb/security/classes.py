"""The classes that an author may choose: none with which the site's own sheet could cover a page."""

from __future__ import annotations

import re

_CHOSEN = re.compile(
    r"""
    align-(left|center|right) | text-(left|center|right) | margin | full-width | lead | small | muted
  | note | tip | warning | important | caution | danger | hint | attention | seealso | simple | dropdown
  | sd-(card-hover|rounded|border|shadow|outline|bg|text|fs|font|badge|btn|p|px|py|pt|pb|pl|pr|m|mx|my|mt|mb|ml|mr
       |sphinx-override|cards-carousel|row-cols|col|g|gx|gy|d|flex|align|justify|width|avatar)(-[a-z0-9]+)*
    """,
    re.VERBOSE,
)


def chosen(names: list[str]) -> list[str]:
    """Return the classes of a list that an author may choose."""
    return [name for name in names if _CHOSEN.fullmatch(name)]
