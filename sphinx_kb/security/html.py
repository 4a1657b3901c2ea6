"""How the pieces of HTML of one parent become safe and balanced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_kb.security.html_tags import LEFT_OPEN, Tags
from sphinx_kb.security.html_values import TOO_LONG

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping

_HIDDEN = re.compile(r"<(script|style)\b[^<>]*>", re.IGNORECASE)


def without_hidden(text: str) -> tuple[str, list[str]]:
    """Return HTML without scripts and styles that are closed, and the names of these.

    What is left goes through the list like any other HTML.
    """
    kept: list[str] = []
    names: list[str] = []
    place = 0
    for found in _HIDDEN.finditer(text):
        if found.start() < place:
            continue
        name = found[1].lower()
        end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, found.end())
        if not end:
            break
        kept.append(text[place : found.start()])
        names.append(f"<{name}>")
        place = end.end()
    return " ".join([*kept, text[place:]]), names


def rebuilt(
    pieces: Iterable[str], ids: MutableMapping[str, Any] | None = None
) -> tuple[list[str], list[list[str]], str]:
    """Return pieces of HTML that are safe and balanced, what each had to lose, and the end.

    The pieces are those of one parent, in their order; the end closes what they left open.
    ``ids`` are those that are taken; those of the pieces are added.
    """
    ids = {} if ids is None else ids
    opened: list[str] = []
    results: list[str] = []
    refused: list[list[str]] = []
    for piece in pieces:
        tags = Tags(opened, ids)
        shown, hidden = without_hidden(piece)
        tags.refused += hidden
        tags.feed(TOO_LONG.sub("&#xFFFD;", shown))
        tags.close()
        ids.update(dict.fromkeys(tags.ids))
        results.append("".join(tags.result))
        refused.append(tags.refused)
    if opened and refused:
        refused[-1] += [f"<{tag}> without an end" for tag in opened if tag not in LEFT_OPEN]
    return results, refused, "".join(f"</{tag}>" for tag in reversed(opened))
