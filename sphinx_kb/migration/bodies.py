"""The text of an article: what only its old system understood, said in Markdown. Code is left alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markdown_it import MarkdownIt

from sphinx_kb.migration import shortcodes, tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_kb.migration.model import OldSite

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})")
_CODE = re.compile(r"(`+[^`\n]*`+)")
_PATH_FILTER = re.compile(
    r"\{\{-?\s*[\"']([^\"'{}\n]*)[\"']\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))[^{}\n]*\}\}"
)
_SITE = re.compile(r"\{\{-?\s*site\.(?:baseurl|url|github\.url)\s*-?\}\}")
_INCLUDE = re.compile(r"\{%-?\s*include\s+([\w./-]+)([^%\n]*)%\}")
_VARIABLE = re.compile(r"\{\{-?\s*(site\.[\w.]+)\s*-?\}\}")
_STYLED = re.compile(r"\s(?:style|className)=(?:\{\{[^{}\n]*\}\}|\{[^{}\n]*\}|\"[^\"\n]*\")")
_EMPTY = re.compile(r"<!--+\s*(?:more|truncate|end[-_ ]?excerpt|excerpt|toc)\s*--+>", re.IGNORECASE)
_ICON = re.compile(
    r"[ \t]?:(?:material|fontawesome|octicons|simple|lucide)-[a-z0-9-]{1,80}:(?:\{[^{}\n]*\})?"
)
_COMMENT = re.compile(r"^[ ]{0,3}\[(?://|comment)\]:[ \t]*(?:#|<>)[^\n]*$", re.MULTILINE)
_IAL = re.compile(r"\{:\s*(?:target|rel)=[^{}\n]*\}")
_EMBED = re.compile(
    r"<(iframe|script|embed|object)\b([^<>]*)>(?:[^<]{0,2000}</\1\s*>)?", re.IGNORECASE
)
_DECORATING = re.compile(
    r"platform\.(?:twitter|x)\.com/|instagram\.com/embed|tiktok\.com/embed|embed\.bsky\.app/|embedr\.flickr\.com/|embed\.reddit|"
    r"connect\.facebook\.net/|mathjax|katex|polyfill|buttons\.github\.io"
)
_FILM = re.compile(r"youtu\.?be|vimeo|dailymotion|wistia|loom\.com|twitch\.tv|peertube|/videos?/")
_STYLE = re.compile(r"<style\b[^<>]*>[^<]{0,20000}</style\s*>", re.IGNORECASE)
_MODULE = re.compile(r"^(?:import\s[^\n]*|export\s(?:const|default|function)[^\n]*)$", re.MULTILINE)
_NAMED_PICTURE = re.compile(
    r"^import\s+(\w{1,80})\s+from\s+[\"']([^\"'\n]{1,300}\.(?:png|jpe?g|gif|webp|avif|svg))[\"']",
    re.MULTILINE | re.IGNORECASE,
)
_USED = re.compile(r"\bsrc=\{\s*(\w{1,80})\s*\}")
_REQUIRE = re.compile(
    r"\{\s*(?:require\(|useBaseUrl\()\s*['\"]([^'\"\n]+)['\"]\s*\)(?:\.default)?\s*\}"
)


def fenced(body: str, marks: frozenset[str]) -> str:
    """Return a text in which what the shortcodes of an old theme showed as code is in fences."""
    if not marks:
        return body
    names = "|".join(map(re.escape, sorted(marks)))
    opened = re.compile(
        rf"^[ \t]*\{{\{{[<%][ \t]*(?:{names})\b([^\n{{}}]*)[>%]\}}\}}[ \t]*$", re.MULTILINE
    )
    closed = re.compile(
        rf"^[ \t]*\{{\{{[<%][ \t]*/[ \t]*(?:{names})[ \t]*[>%]\}}\}}[ \t]*$", re.MULTILINE
    )
    return closed.sub("```", opened.sub(lambda found: f"```{_language(found[1])}", body))


def _language(rest: str) -> str:
    words = [word.strip("\"'") for word in rest.split() if "=" not in word]
    return words[0] if words and re.fullmatch(r"[\w+#-]{1,20}", words[0]) else ""


def closed(body: str, lost: list[str]) -> str:
    """Return a text in which each piece of code has an end: with its quotation, or with the text."""
    if not _is_open(body):
        return body
    told: list[str] = []
    made = _ended(body, told)
    if _is_open(made):
        return body  # the build tells of it
    lost += told
    return made


def _is_open(body: str) -> bool:
    """Return whether a piece of code has no end of its own."""
    if "```" not in body and "~~~" not in body:
        return False
    found = MarkdownIt("commonmark").parse(body)
    return any(
        one.type == "fence" and one.map and one.map[1] - one.map[0] != one.content.count("\n") + 2
        for one in found
    )


def _ended(body: str, lost: list[str]) -> str:
    lines: list[str] = []
    opened = quoted = ""
    for line in body.split("\n"):
        if opened and quoted and not line.lstrip().startswith(">"):
            lines.append(f"{quoted}{opened}")
            lost.append("a piece of code in a quotation, which has no end")
            opened = ""
        mark = _FENCE.match(line)
        if mark and not opened:
            opened, quoted = mark[1], line[: mark.start(1)] if ">" in line[: mark.start(1)] else ""
        elif mark and mark[1].startswith(opened) and not line.strip(" \t>`~"):
            opened = ""
        lines.append(line)
    if opened:
        while not lines[-1].strip():
            lines.pop()
        lines.append(f"{quoted}{opened}")
        lost.append("a piece of code that has no end: all behind it is code")
    return "\n".join(lines)


def pieces(body: str) -> Iterator[tuple[bool, str]]:
    """Yield a text in pieces, as (whether it is code in a fence, piece)."""
    opened = ""
    held: list[str] = []
    for line in body.splitlines(keepends=True):
        mark = _FENCE.match(line)
        if not opened and mark:
            yield False, "".join(held)
            opened, held = mark[1], [line]
        elif opened and mark and mark[1].startswith(opened) and not line.strip(" \t>`~\n"):
            yield True, "".join([*held, line])
            opened, held = "", []
        else:
            held.append(line)
    yield bool(opened), "".join(held)


def change(body: str, rewrite: Callable[[str], str]) -> str:
    """Return a text with everything rewritten that is not code."""
    changed = []
    for is_code, piece in pieces(body):
        parts = [piece] if is_code else _CODE.split(piece)
        changed += [
            part if is_code or number % 2 else rewrite(part) for number, part in enumerate(parts)
        ]
    return "".join(changed)


def translated(body: str, site: OldSite, lost: list[str]) -> str:
    """Return a text in which nothing of its old system is left that we know; note what is lost."""
    system, variables, dropped = site.system, site.variables, site.dropped
    ends = shortcodes.closed(body)

    def rewrite(text: str) -> str:
        text = _COMMENT.sub("", _EMPTY.sub("", text))
        text = _PATH_FILTER.sub(
            lambda found: found[1] if found[1].startswith("/") else f"/{found[1]}", text
        )
        text = _IAL.sub("", _SITE.sub("", text))
        text = _INCLUDE.sub(lambda found: _included(found[1], found[2], lost), text)
        if variables:
            text = _VARIABLE.sub(lambda found: variables.get(found[1], found[0]), text)
        if system not in {"Jekyll", "Docusaurus", "Material for MkDocs"}:
            text = shortcodes.plain(text, site, ends, lost)
        text = tags.players(_REQUIRE.sub(lambda found: f'"{found[1]}"', text), lost)
        text = tags.plain(
            _EMBED.sub(lambda found: _embedded(found, site, lost), _STYLE.sub("", text))
        )
        if system in {"Docusaurus", "Material for MkDocs"}:  # there braces are braces
            text, icons = _ICON.subn("", text)
            dropped.update({"icons of Material for MkDocs": icons} if icons else ())
            text = _STYLED.sub("", text).replace("{{", "&#123;{").replace("{%", "&#123;%")
        return text

    if system == "Docusaurus":
        named = dict(_NAMED_PICTURE.findall(body))
        if named:
            body = change(
                body, lambda text: _USED.sub(lambda found: _named_source(found, named), text)
            )
        body = change(body, lambda text: tags.components(tags.tabs(_MODULE.sub("", text)), lost))
    return change(body, rewrite)


def _named_source(found: re.Match[str], named: dict[str, str]) -> str:
    """Return the source of a picture that an import of MDX has named."""
    path = named.get(found[1])
    return f'src="{path}"' if path else found[0]


def _included(name: str, rest: str, lost: list[str]) -> str:
    said, kind = shortcodes.attributes(rest), name.rpartition("/")[2].partition(".")[0].lower()
    if any(word in kind for word in ("figure", "image", "img", "picture")) and (
        made := shortcodes.figure(said)
    ):
        return made
    if "video" in kind or "youtube" in kind:
        address = shortcodes.FILMS.get(
            said.get("provider", kind), shortcodes.FILMS["youtube"]
        ).format(said.get("id", ""))
        return f"[Video]({address})"
    if kind not in {"toc", "base_path", "share", "comments"}:
        lost.append(f"what the old theme put in the place of {{% include {name} %}}")
    return ""


def _embedded(found: re.Match[str], site: OldSite, lost: list[str]) -> str:
    name, said = found[1].lower(), shortcodes.attributes(found[2])
    address = said.get("src") or said.get("data") or ""
    if address.startswith("//"):
        address = f"https:{address}"
    if name == "script":
        if "gist.github.com" in address:
            return f"[Gist]({address.removesuffix('.js')})"
        if re.match(r"https?://asciinema\.org/a/", address):
            return f"[Recording]({address.removesuffix('.js')})"
        if _DECORATING.search(address):
            site.dropped["scripts that only dress what stands beside them"] += 1
            return ""
        lost.append("a script" + (f" of {address}" if address else ""))
        return ""
    if address.startswith("http"):
        watch = re.sub(
            r"youtube(?:-nocookie)?\.com/embed/([\w-]+).*", r"youtube.com/watch?v=\1", address
        )
        is_film = _FILM.search(watch) is not None
        words = "Video" if is_film else urlsplit(watch).netloc or "Page"
        return f"[{said.get('title') or words}]({watch})"
    lost.append(f"what <{name}> showed" + (f": {address}" if address else ""))
    return ""
