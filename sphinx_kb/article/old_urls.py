"""Old addresses that must lead to an article: written plainly, or in Jekyll's patterns."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from sphinx_kb.article.fault import Fault
from sphinx_kb.article.months import MONTHS
from sphinx_kb.source_names import without_ending

if TYPE_CHECKING:
    from collections.abc import Sequence, Set
    from datetime import date, datetime

    from sphinx_kb.article.front_matter import FrontMatter

FROM_ROOT = "write the old address from the site's root: /old/address/"
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
_KEPT = frozenset("._~!$&'()+,;=@")  # signs that Jekyll keeps in a title
_PLACEHOLDER = re.compile(r":([a-z_]+)")


def old_addresses(
    path: str,
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
    if said.slug:
        written.append(("slug", _of_slug(path, said.slug)))
        slug = said.slug.strip("/").rpartition("/")[2] or slug
    if permalink and day and due:
        try:
            address = expand(permalink, day=day, due=due, slug=slug, categories=said.categories)
            written.append(("permalink", quote(address)))
        except ValueError as error:
            faults.append(Fault(lines.get("permalink", 1), "address", f"'permalink': {error}"))
    for name, address in written:
        try:
            found[normalize(address)] = None
        except ValueError as error:
            faults.append(Fault(lines.get(name, 1), "address", f"'{name}': {error}"))
    return tuple(found), faults


def _of_slug(path: str, slug: str) -> str:
    """Return the address that Hugo and Docusaurus give an article by its slug."""
    if slug.startswith("/"):
        return slug
    folder, _, name = path.rpartition("/")
    if without_ending(name.lower()) == "index":
        folder = folder.rpartition("/")[0]
    return f"/{folder}/{slug}/"


def expand(pattern: str, *, day: date, due: datetime, slug: str, categories: Sequence[str]) -> str:
    """Return the address that Jekyll makes of a permalink. Raises ValueError.

    ``slug`` is the article's own or its file's name without the date, ``categories`` are the
    names in order. It is not encoded.
    """
    pattern = STYLES.get(pattern.strip(), pattern.strip())
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:/|//", pattern):
        raise ValueError(FROM_ROOT)
    week = day.isocalendar()
    lowered = dict.fromkeys(category.lower() for category in categories)
    plain = dict.fromkeys(hyphenated(category.lower()) for category in categories)
    values = {
        "year": f"{day:%Y}", "short_year": f"{day:%y}", "month": f"{day:%m}",
        "i_month": str(day.month), "short_month": MONTHS[day.month - 1][:3],
        "long_month": MONTHS[day.month - 1], "day": f"{day:%d}", "i_day": str(day.day),
        "y_day": f"{day:%j}", "w_year": str(week.year), "week": f"{week.week:02}",
        "w_day": str(week.weekday), "short_day": _WEEKDAYS[day.weekday()][:3],
        "long_day": _WEEKDAYS[day.weekday()], "hour": f"{due:%H}", "minute": f"{due:%M}",
        "second": f"{due:%S}", "title": hyphenated(slug, _KEPT),
        "categories": "/".join(lowered), "slugified_categories": "/".join(filter(None, plain)),
        "slug": hyphenated(slug.lower()), "output_ext": ".html",
    }  # fmt: skip
    unknown = [name for name in _PLACEHOLDER.findall(pattern) if name not in values]
    if unknown:
        raise ValueError(f"write the address without ':{unknown[0]}', which has no meaning here")
    text = "/" + _PLACEHOLDER.sub(lambda found: values[found[1]], pattern)
    return re.sub(r"/{2,}", "/", text.replace("..", "/").replace("./", ""))  # as Jekyll does


def hyphenated(text: str, kept: Set[str] = frozenset()) -> str:
    """Return a text as Jekyll's slugify has it: a hyphen for each run of signs that are not ``kept``.

    Letters with their marks and decimal digits are kept; a hyphen at an end is dropped.
    """
    shown = (sign if sign in kept or _is_word(sign) else " " for sign in text)
    return re.sub(" +", "-", "".join(shown)).strip("-")


def _is_word(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category[0] in "LM" or category == "Nd"


def normalize(address: str) -> str:
    """Return an address as a path from the site's root, without its leading slash.

    Raises ValueError where it could lead outside the site or to no file.
    """
    try:
        text = unquote(address.strip(), errors="strict")
    except UnicodeDecodeError:
        raise ValueError("write the old address in UTF-8, or without %") from None
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", text):
        raise ValueError(FROM_ROOT)
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
