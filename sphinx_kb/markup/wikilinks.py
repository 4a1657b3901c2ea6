"""Links and pictures by the names of files, as Obsidian and Quartz write them, for markdown-it.

``[[note]]``, ``[[note|text]]``, ``[[note#Part]]``, ``![[picture.png|300]]``. What comes of them are
the tokens of links and pictures in Markdown: they go through the same gate.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from markdown_it.token import Token
from myst_parser.mdit_to_docutils.base import default_slugify

from sphinx_kb.article.files import SUFFIXES
from sphinx_kb.article.names import nearest
from sphinx_kb.markup.told import tell

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

    from sphinx_kb.markup.file_names import FileNames, Found

_MARK = re.compile(
    r"(!?)\[\[([^\[\]\n|#^]{0,200})(?:#([^\[\]\n|]{0,200}))?((?:\\?\|[^\[\]\n|]{0,300}){0,3})\]\](?![(\[])"
)
_SIZE = re.compile(r"(\d{1,4})(?:x\d{1,4})?")


def plugin(parser: MarkdownIt, body: str, names: FileNames, docname: str) -> None:
    """Read the marks of a body, if it may have any."""
    if "[[" in body:
        parser.inline.ruler.before("link", "wikilink", partial(_wikilink, names, docname))


def _wikilink(names: FileNames, docname: str, state: StateInline, silent: bool) -> bool:
    """Read a mark."""
    if state.src[state.pos] not in "[!" or state.linkLevel > 0:
        return False
    found = _MARK.match(state.src, state.pos, state.posMax)
    is_within = state.pos and state.src[state.pos - 1].isalnum()
    if not found or is_within or not (found[2].strip() or found[3]):
        return False
    if not silent:
        shows, name, part = bool(found[1]), found[2].strip(), (found[3] or "").strip()
        words = [word.strip() for word in found[4].replace("\\|", "|").split("|")[1:]]
        target = names.find(docname, name) if name else None
        if target is None and name:
            _tell_of_missing(state, names, name)
            state.append_pending(next(iter(words), name))
        elif target and not target.is_page and shows and _is_picture(target):
            _push_picture(state, target, words)
        else:
            if shows and target and target.is_page:
                remedy = f"write '[[{name}]]' without '!': no text is shown within another one"
                tell(state, f"![[{name}", remedy)
            _push_link(state, target, name, part, next(iter(words), ""))
    state.pos = found.end()
    return True


def _is_picture(target: Found) -> bool:
    """Return whether a file is a picture."""
    return PurePosixPath(target.path).suffix.lower() in SUFFIXES


def _tell_of_missing(state: StateInline, names: FileNames, name: str) -> None:
    """Tell of a name that nothing has."""
    near = nearest(name, names.known())
    hint = f"did you mean '{near}'?" if near else "no article and no file has this name"
    tell(state, f"[[{name}", f"correct '[[{name}]]': {hint}")


def _push_picture(state: StateInline, target: Found, words: list[str]) -> None:
    """Add a picture."""
    sizes = [size[1] for word in words if (size := _SIZE.fullmatch(word))]
    alt = next((word for word in words if word and not _SIZE.fullmatch(word)), "")
    token = state.push("image", "img", 0)
    token.content = alt or PurePosixPath(target.path).stem
    token.children = [Token("text", "", 0, content=token.content)]
    token.attrs = {"src": quote(f"/{target.path}"), "alt": ""}
    if sizes:
        token.attrs["width"] = f"{sizes[0]}px"


def _push_link(state: StateInline, target: Found | None, name: str, part: str, text: str) -> None:
    """Add a link; without a text of its own that of an article that is not in the site shows no name."""
    path = quote(f"/{target.path}" + ".md" * target.is_page) if target else ""
    anchor = (
        ""
        if not part or part.startswith("^")
        else "#" + default_slugify(part.rsplit("#", maxsplit=1)[-1])
    )
    shown = text or " > ".join(filter(None, [name, *part.lstrip("^").split("#")]))
    state.push("link_open", "a", 1).attrs = {"href": path + anchor}
    if text or not (target and target.is_hidden):
        state.push("text", "", 0).content = shown
    state.push("link_close", "a", -1)
