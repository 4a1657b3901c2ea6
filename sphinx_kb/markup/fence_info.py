"""What the first line of a fence of code says besides its language.

Material for MkDocs writes ``yaml title="a.yml" linenums="1" hl_lines="2 4-5"``, Docusaurus and Gatsby
``js {2,4-5} title="a.js" showLineNumbers``, Hugo ``go {linenos=true,hl_lines=[2,"4-5"],linenostart=9}``,
pandoc ``{.python .numberLines startFrom="9"}``. A drawing in Mermaid has a title of ours: nothing draws it, and its readers
should know what its text is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 500  # characters that are looked at
TITLES = {"title", "filename", "file", "name", "caption"}
STARTS = {"linenums", "linenostart", "startfrom", "showlinenumbers"}  # of numbers of lines
NUMBERED = {"linenos", "linenumbers", "showlinenumbers", "numberlines"}
MARKED = {"hl_lines", "hl-lines", "emphasize-lines", "highlight"}
DIAGRAM = "Diagram, written in Mermaid"
_LANGUAGE = re.compile(r"[^\s{},\"'=]+(?=[\s{,]|$)")
_TITLED = re.compile(r"([\w+#-]+):([\w./ -]+)")  # js:app.js, not C:\\x
_PART = re.compile(
    r"""(?P<name>[\w-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|\[(?P<list>[^\]]*)\]|(?P<bare>[^\s,{}"'\[\]]+))
    |\{(?P<lines>[\d\s,-]+)\}|\.(?P<class>[\w+\#-]+)|(?P<word>[\w-]+)""",
    re.VERBOSE,
)


class FenceInfo(NamedTuple):
    """The language of a fence, and what else is said of its code."""

    language: str
    title: str = ""
    first: str = ""  # the number of its first line, where lines are numbered
    marked: str = ""  # lines, such as "2,4-5"


def read(info: str) -> FenceInfo | None:
    """Return what a fence says of its code, or None where it has a directive or a language alone."""
    found = _said(info.strip()[:LONGEST])
    if found is None and info.strip().lower() == "mermaid":
        found = FenceInfo("mermaid")
    is_diagram = found is not None and found.language.lower() == "mermaid"
    return found._replace(title=found.title or DIAGRAM) if found and is_diagram else found


def _said(text: str) -> FenceInfo | None:
    if re.match(r"\{[^.\d\s}=]+\}", text) or re.fullmatch(r"[\w+#.-]*", text):
        return None
    found = _LANGUAGE.match(text)
    language, rest = (found[0], text[found.end() :]) if found else ("", text)
    title = ""
    if titled := _TITLED.fullmatch(language):
        language, title = titled.groups()
    values: dict[str, str] = {"title": title} if title else {}
    for part in _PART.finditer(rest):
        if part["name"]:
            value = next(filter(None, part.group("double", "single", "list", "bare")), "")
            values.setdefault(part["name"].lower(), value)
        elif part["lines"]:
            values.setdefault("highlight", part["lines"])
        elif part["class"] and not language:
            language = part["class"]
        else:
            values.setdefault((part["class"] or part["word"]).lower(), "")
    return FenceInfo(language, _first(values, TITLES), _number(values), _lines(values))


def _first(values: dict[str, str], names: set[str]) -> str:
    """Return the first value of one of some names."""
    return next((value for name, value in values.items() if name in names and value), "")


def _number(values: dict[str, str]) -> str:
    """Return the number of the first line, "" where lines have none."""
    number = next(iter(_first(values, STARTS).split()), "")
    if number.isdigit():
        return number
    on = [value for name, value in values.items() if name in NUMBERED]
    return "1" if any(value.lower() not in {"false", "0"} for value in on) else ""


def _lines(values: dict[str, str]) -> str:
    """Return the lines that are marked, with commas between them."""
    written = re.sub(r"[\"']", "", _first(values, MARKED))
    return ",".join(re.sub(r"\s*-\s*", "-", written).replace(",", " ").split())


def clipped(marked: str, lines: int) -> str:
    """Return the marked lines that a code has; what is no list of lines stays as it is."""
    kept = []
    for part in filter(None, marked.split(",")):
        found = re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?", part)
        if not found:
            return marked
        first, last = int(found[1]), min(int(found[2] or found[1]), lines)
        kept += [f"{first}-{last}"] if 0 < first <= last else []
    return ",".join(kept)
