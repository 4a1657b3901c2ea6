"""Old addresses that must lead to an article: written plainly, or in Jekyll's patterns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_kb.article import names
from sphinx_kb.article.fault import Fault
from sphinx_kb.article.months import MONTHS
from sphinx_kb.article.names import hyphenated

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sphinx_kb.article.front_matter import FrontMatter

STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONGEST = 1000  # bytes of an address: a path on a disk has a limit
LONGEST_PART = 200
_PAGE = (".html", ".htm")
_APART = re.compile(r"[\s\\/%?#<>\"|*:`^\[\]{}]+")  # what Jekyll turns into a hyphen
_PLACEHOLDER = re.compile(r":([a-z_]+)")


def old_addresses(
    said: FrontMatter,
    lines: dict[str, int],
    slug: str,
    day: date | None,
    due: datetime | None,
    pattern: str | None,
) -> tuple[tuple[str, ...], list[Fault]]:
    """Return the old addresses of an article, normalised, and the faults of the others.

    A permalink has no meaning before the article has a day.
    """
    found: dict[str, None] = {}
    faults: list[Fault] = []
    written = [("redirect_from", address) for address in said.redirect_from]
    permalink = said.permalink or pattern
    if permalink and day and due:
        categories = [names.slug(category, "topic") for category in said.categories]
        try:
            address = expand(permalink, day=day, due=due, slug=slug, categories=categories)
            written.append(("permalink", address))
        except ValueError as error:
            faults.append(Fault(lines.get("permalink", 1), "address", f"'permalink': {error}"))
    for name, address in written:
        try:
            found[normalize(address)] = None
        except ValueError as error:
            faults.append(Fault(lines.get(name, 1), "address", f"'{name}': {error}"))
    return tuple(found), faults


def expand(pattern: str, *, day: date, due: datetime, slug: str, categories: Sequence[str]) -> str:
    """Return the address that Jekyll makes of a permalink. Raises ValueError.

    ``slug`` is the file's name without its date, ``categories`` the slugs in order.
    """
    pattern = STYLES.get(pattern.strip(), pattern.strip())
    week = day.isocalendar()
    path = "/".join(categories)
    title = _APART.sub("-", slug).strip("-")
    values = {
        "year": f"{day:%Y}", "short_year": f"{day:%y}", "month": f"{day:%m}",
        "i_month": str(day.month), "short_month": MONTHS[day.month - 1][:3],
        "long_month": MONTHS[day.month - 1], "day": f"{day:%d}", "i_day": str(day.day),
        "y_day": f"{day:%j}", "w_year": str(week.year), "week": f"{week.week:02}",
        "w_day": str(week.weekday), "short_day": _WEEKDAYS[day.weekday()][:3],
        "long_day": _WEEKDAYS[day.weekday()], "hour": f"{due:%H}", "minute": f"{due:%M}",
        "second": f"{due:%S}", "title": title, "categories": path,
        "slug": hyphenated(slug.lower()), "slugified_categories": path, "output_ext": ".html",
    }  # fmt: skip
    unknown = [name for name in _PLACEHOLDER.findall(pattern) if name not in values]
    if unknown:
        raise ValueError(f"write the address without ':{unknown[0]}', which has no meaning here")
    text = _PLACEHOLDER.sub(lambda found: values[found[1]], pattern)
    return re.sub(r"/{2,}", "/", text)


def normalize(address: str) -> str:
    """Return an address as a path from the site's root, without its leading slash.

    Raises ValueError where it could lead outside the site or to no file.
    """
    try:
        text = unquote(address.strip(), errors="strict")
    except UnicodeDecodeError:
        raise ValueError("write the old address in UTF-8, or without %") from None
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", text):
        raise ValueError("write the old address from the site's root: /old/address/")
    if re.search(r"[\\%?#<>\"|*:]", text) or not text.isprintable():
        raise ValueError("write the old address without \\ % ? # : or control characters")
    path = text.lstrip("/")
    parts = path.rstrip("/").split("/")
    if not all(map(_is_name, parts)) or any(part.lower().endswith(_PAGE) for part in parts[:-1]):
        raise ValueError("write the old address as a path inside the site: /old/address/")
    if len(path.encode()) > LONGEST:
        raise ValueError("shorten the old address")
    return path


def output_file(path: str) -> str:
    """Return the file that answers at a normalised old address."""
    path = path.rstrip("/")
    return path if path.lower().endswith(_PAGE) else path + "/index.html"


def _is_name(part: str) -> bool:
    """Return whether a part of an address can name a file or a folder, and no hidden one."""
    return part == part.strip() and part[:1] not in {"", "."} and len(part.encode()) <= LONGEST_PART
