"""The reviews as files: a calendar for all, one for each owner, and JSON for programs.

A calendar has nothing of the clock in it: what does not change has the same bytes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from sphinx_kb import urls
from sphinx_kb.article.names import slugs
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.pages import reviews

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.pages.reviews import Row

LONGEST = 75  # octets of a line (RFC 5545, 3.1)
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def escaped(text: str) -> str:
    """Return a text as a value of a calendar (RFC 5545, 3.3.11)."""
    return text.translate(_ESCAPED)


def folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, none of which cuts a character."""
    pieces, octets = [""], 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > LONGEST:
            pieces.append(" ")
            octets = 1
        pieces[-1] += sign
        octets += size
    return "\r\n".join(pieces)


def calendar(app: Sphinx, rows: Iterable[Row]) -> bytes:
    """Return the calendar of texts that are due."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sphinx-kb//reviews//EN"]
    for row in rows:
        lines += _event(app, row)
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(app: Sphinx, row: Row) -> Iterator[str]:
    if row.due is None:
        return
    place = f"{row.page or row.kind}{f'-{row.anchor}' if row.anchor else ''}"
    if not row.page:
        place += f"-{row.name}"
    host = urlsplit(urls.base_url(app)).hostname or app.config.project
    yield "BEGIN:VEVENT"
    yield f"UID:{quote(place)}@{quote(host)}"
    yield f"DTSTAMP:{row.reviewed or row.due:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{row.due:%Y%m%d}"
    yield f"SUMMARY:{escaped(f'Review: {row.name}')}"
    if row.page and urls.has_base_url(app):
        yield f"URL:{urls.page_url(app, row.page)}"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escaped(row.name)}", "TRIGGER:-P14D", "END:VALARM", "END:VEVENT")  # fmt: skip


@after_success(*WEB)
def write_review_files(app: Sphinx) -> None:
    """Write the calendars and the list, where there is something to review."""
    found = reviews.rows(app.env)
    if not found:
        return
    manifest = OutputManifest.of(app.env)
    manifest.write(app, "reviews.ics", calendar(app, found))
    manifest.write(app, "reviews.json", _json(app, found))
    for name, part in slugs({row.owner for row in found if row.owner}, "owner").items():
        own = [row for row in found if row.owner == name]
        manifest.write(app, f"reviews/{part}.ics", calendar(app, own))


def _json(app: Sphinx, rows: Iterable[Row]) -> bytes:
    today = CatalogDomain.of(app.env).now.date()
    listed = [
        {
            "kind": row.kind, "name": row.name,
            "url": urls.page_url(app, row.page) + (f"#{row.anchor}" if row.anchor else "") if row.page else None,
            "owner": row.owner or None,
            "reviewed": row.reviewed.isoformat() if row.reviewed else None,
            "due": row.due.isoformat() if row.due else None,
            "state": reviews.state(row, today),
        }
        for row in rows
    ]  # fmt: skip
    return json.dumps({"reviews": listed}, ensure_ascii=False, indent=1).encode()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the writing."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect("build-finished", write_review_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
