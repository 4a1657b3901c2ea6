"""What an attribute of a tag may say: addresses, lengths, names."""

from __future__ import annotations

import re

from sphinx_kb.security import classes
from sphinx_kb.security.links import is_link

ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href"}, "img": {"alt", "height", "src", "width"}, "ol": {"start"},
    "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"},
    "details": {"open"}, "time": {"datetime"}, "blockquote": {"cite"}, "q": {"cite"},
}  # fmt: skip
LONGEST = 40  # characters of a tag in a warning
PREFIX = "own-"  # before an id that an author chose
WEB = "data-web"  # in place of the src= of a picture of another site: it is shown as a link
PLAYER = re.compile(
    r"(?:https?:)?//(?:www\.)?(?:youtube(?:-nocookie)?\.com/embed/(?P<youtube>[\w-]{1,40})|player\.vimeo\.com/video/(?P<vimeo>\d{1,15}))"
    r"(?:[?#/].*)?",
    re.DOTALL,
)
_PLACING = re.compile(  # what only says where a thing stands and how much room it has
    r"(?:(?:padding|margin|border|overflow|background)(?:-[a-z-]+)?|(?:min-|max-)?(?:width|height)|position|top|left|right|bottom|"
    r"float|clear|text-align|vertical-align|line-height|box-shadow|aspect-ratio|gap|(?:justify|align)-[a-z]+|flex(?:-[a-z]+)?|"
    r"display(?=\s*:\s*(?:block|inline|inline-block|flex|grid)\s*$))\s*:.*",
    re.DOTALL | re.IGNORECASE,
)
TOO_LONG = re.compile(r"&#\d{8,}")  # no character's number; Python stops at very long ones


def component(written: str) -> str:
    """Return what a tag of MDX is called in a warning, or "" for one that HTML may have."""
    found = re.match(r"</?[A-Z][a-z][\w.]*", written[:LONGEST])
    return f"{found[0]}> of MDX" if found else ""


def kept_value(name: str, value: str) -> str | None:  # noqa: PLR0911  # one for each kind
    """Return an attribute's value if it may be kept; "" drops the attribute silently."""
    if name == "class":
        return " ".join(classes.chosen(value.split()))
    if name == "id":
        return PREFIX + value if re.fullmatch(r"[A-Za-z][\w-]*", value) else None
    if name in {"href", "cite"}:
        if value == "#":
            return ""  # a link to nothing is its text
        if value.startswith("#"):
            return f"#{PREFIX}{value[1:]}"
        return value if is_link(value) else None
    if name == "src":
        plain = re.sub(r"[\x00-\x1f\x7f-\x9f]", "", value).strip()  # which browsers do not read
        bare = plain.replace(" ", "")
        return plain if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|.*\\", bare) else None
    if name in {"width", "height"}:
        return _length(name, value)
    if name in {"colspan", "rowspan", "start"}:
        return value if re.fullmatch(r"\d{1,4}", value) else None
    return value


def _length(name: str, value: str) -> str | None:
    """Return the side of a picture, in pixels, or in percent of the column's width."""
    found = re.fullmatch(r"\s*(\d{1,4})(?:\.\d{1,9})?(px|%)?\s*", value)
    if found and found[2] == "%":
        return f"{found[1]}%" if name == "width" else ""
    return found[1] if found else None


def player_link(source: str) -> tuple[str, str] | None:
    """Return the address of a film that a frame plays, and the words for a link to it."""
    found = PLAYER.fullmatch(source.strip())
    if found is None:
        return None
    if found["vimeo"]:
        return f"https://vimeo.com/{found['vimeo']}", "Video on Vimeo"
    return f"https://www.youtube.com/watch?v={found['youtube']}", "Video on YouTube"


def is_placing(style: str) -> bool:
    """Return whether a style has no meaning: it only places what it is of."""
    return all(_PLACING.fullmatch(part.strip()) for part in style.split(";") if part.strip())


def is_web(address: str) -> bool:
    """Return whether an address is that of something on another site."""
    return bool(re.match(r"(?:https?:)?//[^\s/\\]", address.strip(), re.IGNORECASE))
