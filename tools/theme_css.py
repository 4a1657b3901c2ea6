"""Make theme.css and design.css of sphinx_kb/theme/static: the rules of others' sheets that our pages can use.

    python -m tools.theme_css

The theme's sheets are 470 kB; a page of ours uses a tenth. A rule is kept where every class
and id that it names is listed below; a custom property, where something kept refers to it.
Of sphinx-design, ``design.css`` has what tabs, dropdowns, cards and grids come with: a third. A
page with another class of it loads the whole sheet.
"""

from __future__ import annotations

import importlib.metadata
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pydata_sphinx_theme
import sphinx
import sphinx_book_theme
import sphinx_design
import tinycss2

from sphinx_kb import theme
from sphinx_kb.pages.frame import DESIGN_CLASSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TARGET = theme.STATIC / "theme.css"
DESIGN_TARGET = theme.STATIC / "design.css"
DESIGN = Path(sphinx_design.__file__).parent / "static/sphinx-design.min.css"
PYDATA = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static/styles"
BOOK = Path(sphinx_book_theme.__file__).parent / "theme/sphinx_book_theme/static/styles"
BASIC = Path(sphinx.__file__).parent / "themes/basic/static/basic.css.jinja"
SHEETS = (BASIC, PYDATA / "pydata-sphinx-theme.css", BOOK / "sphinx-book-theme.css")
OURS = ("kb.css",)

CLASSES = re.compile(
    r"""
    bd-(article|article-container|container|container__inner|page-width|content|main|sidebar
       |sidebar-primary|sidebar-secondary|footer-content|footer-content__inner|header-article)
  | (header-article|sidebar-secondary)__inner | header-article-items?(__start|__end)?
  | skip-link | d-print-none
  | align-(left|right|center|default) | figure | caption(-text|-number)? | code-block-caption
  | literal(-block(-wrapper)?)? | highlight | highlighted | pre | docutils | doctest
  | topic | topic-title | sidebar | sidebar-title | margin | rubric | epigraph | pull-quote
  | attribution | admonition(-title)? | attention | caution | danger | error | hint | important
  | note | seealso | tip | warning
  | footnote(-reference|-list)? | brackets | label | fn-backref | backrefs
  | table | colwidths-auto | field-list | glossary | simple | compact | line(-block)? | loweralpha | upperalpha
  | lowerroman | upperroman | arabic | contains-task-list | task-list-item(-checkbox)? | headerlink
  | only-(light|dark) | visually-hidden | kbd | guilabel | xref | menuselection
    """,
    re.VERBOSE,
)
IDS = {"pst-primary-sidebar", "pst-secondary-sidebar", "main-content"}
HEADER = """\
/*! Made by tools/theme_css.py from pydata-sphinx-theme {pydata}, sphinx-book-theme {book} (BSD-3-Clause,
   with parts of Bootstrap, MIT) and Sphinx {sphinx} (BSD-2-Clause). Do not edit. */
"""
DESIGN_HEADER = """\
/*! Made by tools/theme_css.py from sphinx-design {version} (MIT, with parts of Bootstrap, MIT). Do not edit. */
"""
NAME = re.compile(r"(?<![\w-])(--[\w-]+)")


def kept_selector(selector: str, allowed: re.Pattern[str] = CLASSES) -> bool:
    """Return whether a selector can match something on a page of ours."""
    plain = re.sub(r"\[[^\]]*\]", "", selector)
    classes = re.findall(r"\.(-?[A-Za-z_][\w-]*)", plain)
    ids = re.findall(r"#([A-Za-z_][\w-]*)", plain)
    return all(allowed.fullmatch(name) for name in classes) and set(ids) <= IDS


def rules(nodes: Iterable[object], kept_one: Callable[[str], bool] = kept_selector) -> list[str]:
    """Return the kept rules of a sheet, each as text; at-rules hold their own."""
    result: list[str] = []
    for node in nodes:
        if node.type == "qualified-rule":  # type: ignore[attr-defined]
            selectors = split(tinycss2.serialize(node.prelude))  # type: ignore[attr-defined]
            kept = [selector for selector in selectors if kept_one(selector)]
            body = declarations(tinycss2.serialize(node.content))  # type: ignore[attr-defined]
            if kept and body:
                result.append(f"{','.join(kept)}{{{body}}}")
        elif node.type == "at-rule" and node.lower_at_keyword in {"media", "supports"}:  # type: ignore[attr-defined]
            inner = rules(tinycss2.parse_rule_list(node.content or [], True, True), kept_one)  # type: ignore[attr-defined]
            if inner:
                prelude = tinycss2.serialize(node.prelude).strip()  # type: ignore[attr-defined]
                result.append(f"@{node.at_keyword} {prelude}{{{''.join(inner)}}}")  # type: ignore[attr-defined]
    return result


def split(prelude: str) -> list[str]:
    """Return the selectors of a list; commas within parentheses do not divide."""
    parts, depth, start = [], 0, 0
    for place, sign in enumerate(prelude):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append(prelude[start:place].strip())
            start = place + 1
    return [*parts, prelude[start:].strip()]


def declarations(text: str) -> str:
    """Return declarations on one line, without those that fetch a font."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text).strip().strip(";")
    return text if "url(" not in text or "data:" in text else ""


def without_unused(text: str, others: str) -> str:
    """Return a sheet without custom properties that nothing refers to."""
    while True:
        used = set(re.findall(r"var\(\s*(--[\w-]+)", text + others))
        slim = re.sub(
            r"(--[\w-]+):[^;{}]*(;|(?=\}))",
            lambda found, used=used: found[0] if found[1] in used else "",  # type: ignore[misc]
            text,
        )
        slim = re.sub(r"[^{};]*\{;*\}", "", slim)
        if slim == text:
            return text
        text = slim


def make() -> str:
    """Return the sheet."""
    found: list[str] = []
    for sheet in SHEETS:
        text = re.sub(r"\{\{.*?\}\}", "230px", sheet.read_text("utf-8"))
        found += rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))
    ours = "".join((theme.STATIC / name).read_text("utf-8") for name in OURS)
    sheet_text = without_unused("".join(dict.fromkeys(found)), ours)
    header = HEADER.format(
        pydata=importlib.metadata.version("pydata-sphinx-theme"),
        book=importlib.metadata.version("sphinx-book-theme"),
        sphinx=importlib.metadata.version("sphinx"),
    )
    # a tip is hidden from machines that read the page aloud; the sheet shows it to who points at it
    sheet_text = sheet_text.replace("[hidden]{", "[hidden]:not(.kb-tooltip){")
    return header + sheet_text.replace("}", "}\n")


def make_design() -> str:
    """Return the sheet of what articles have of sphinx-design."""
    sheet = tinycss2.parse_stylesheet(DESIGN.read_text("utf-8"), True, True)
    found = rules(sheet, partial(kept_selector, allowed=DESIGN_CLASSES))
    text = without_unused("".join(dict.fromkeys(found)), "")
    version = importlib.metadata.version("sphinx-design")
    return DESIGN_HEADER.format(version=version) + text.replace("}", "}\n")


if __name__ == "__main__":
    for target, text in ((TARGET, make()), (DESIGN_TARGET, make_design())):
        target.write_text(text, "utf-8")
        print(f"{target.name}: {target.stat().st_size:,} bytes")
