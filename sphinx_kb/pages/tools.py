"""The scripts and the sheets of the tools: published, and loaded, where a page has one.

What makes such pages connects to the event ``kb-tools`` and returns the tools of each. A
site without one is not a byte larger.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_kb.calculators.domain import CalculatorDomain
from sphinx_kb.checklists.domain import pages as pages_with_checklists
from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.theme import publish

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

EVENT = "kb-tools"
ROOMS = Path(__file__).parents[1]
FOLDERS = [
    ROOMS / room / "scripts"
    for room in ("decisions", "checklists", "incidents", "outputs", "offline", "pages/forms")
]
CHECKLIST = "checklist"
SHEET = "kb-decide.css"
OWN_SHEETS = {
    CHECKLIST: ("kb-checklist.css",), "incident": ("kb-checklist.css", "kb-now.css"),
    "brief": (SHEET, "kb-brief.css"), "copy": (), "fill": ("kb-checklist.css", "kb-fill.css"),
    "offline": ("kb-checklist.css",),
}  # fmt: skip
_SUMS = ("ranges", "show", "amounts", "money", "forms", "inputs", "calculators", "calc")
TOOLS = {  # a tool -> its scripts; they run in the order of ORDER
    "register": ("ranges", "losses", "show", "amounts", "register", "bought", "curve", "risks"),
    "page": (),
    "brief": (),
    "ale": (*_SUMS, "worked-ale"),
    "rosi": (*_SUMS, "worked-rosi"),
    "npv": (*_SUMS, "curve", "positions", "worked-npv"),
    "staffing": (*_SUMS, "staffing", "worked-staffing"),
    "fair": (*_SUMS, "losses", "curve", "worked-fair"),
    "insurance": (*_SUMS, "losses", "insurance", "worked-insurance"),
    "patch": (*_SUMS, "flaws", "worked-patch"),
    "clocks": ("clocks", "calc-clocks"),
    CHECKLIST: ("save", "dates", "checklist"),
    "incident": ("clocks", "save", "now"),
    "copy": ("copy",),
    "fill": ("show", "amounts", "save", "fill"),
    "offline": ("save", "offline"),
}  # fmt: skip
ORDER = (
    "ranges", "losses", "show", "amounts", "money", "staffing", "flaws", "register", "worth",
    "gordon-loeb", "bought", "insurance", "clocks", "forms", "inputs", "calculators", "worked-ale",
    "worked-rosi", "worked-fair", "worked-npv", "worked-staffing", "worked-insurance",
    "worked-patch", "curve", "positions", "calc", "calc-clocks", "risks", "save", "dates", "checklist", "now",
    "fill", "copy", "offline",
)  # fmt: skip
CALCULATORS = {
    "ale", "rosi", "npv", "staffing", "fair", "insurance", "patch", "clocks",
}  # fmt: skip
LATER = "kb-later.js"  # loads the script of calculators when a reader comes near one
_PAGES_OWN = {
    "curve", "positions", "calc", "calc-clocks", "risks", "save", "dates", "checklist", "now", "fill", "copy",
    "offline",
}  # fmt: skip
CURVE = 'class="kb-risk-curve"'  # a drawing of the register in an article
_MARK = re.compile(r'class="kb-(?:calc kb-calc-([a-z]+)"|checklist )')


def on_page(body: str, told: Iterable[str]) -> list[str]:
    """Return the tools of a page: those in its body, and those that its maker tells of."""
    found = {kind or CHECKLIST for kind in _MARK.findall(body)}
    own = {"page"} if CURVE in body else set()
    return sorted({*found, *told, *own} & TOOLS.keys())


def parts(tools: Iterable[str]) -> list[str]:
    """Return the scripts that tools need, in the order in which they run."""
    needed = {name for tool in tools for name in TOOLS[tool]}
    return [_file(name) for name in ORDER if name in needed]


def script(tools: Iterable[str]) -> str:
    """Return the name of the one file that has the scripts of tools, or nothing.

    One file is a sixth smaller than its parts, each compressed alone, and one request.
    """
    named = sorted({tool for tool in tools if TOOLS[tool]})
    return f"kb-tools-{'-'.join(named)}.js" if named else ""


def at_once(tools: Iterable[str]) -> set[str]:
    """Return the tools of a page whose script a browser loads with it.

    That of calculators comes when a reader comes near one: their worked tables can be read
    before, and most readers change no number.
    """
    return set(tools) - CALCULATORS


def later(tools: Iterable[str]) -> set[str]:
    """Return the tools of a page whose script is loaded later."""
    return set(tools) & CALCULATORS


def sheets(tools: Iterable[str]) -> list[str]:
    """Return the sheets that tools need."""
    named = [name for tool in tools for name in OWN_SHEETS.get(tool, (SHEET,))]
    return sorted(set(named), key=lambda name: (name != SHEET, name))


def in_articles(env: BuildEnvironment) -> set[frozenset[str]]:
    """Return the tools of each page that has a calculator or a checklist in its text."""
    found = {name: set(kinds) for name, kinds in CalculatorDomain.of(env).data["kinds"].items()}
    for docname in pages_with_checklists(env):
        found.setdefault(docname, set()).add(CHECKLIST)
    return set(map(frozenset, found.values()))


@after_success(*WEB)
def publish_tools(app: Sphinx) -> None:
    """Write the scripts and the sheets of the tools that the site has, without comments."""
    pages = {frozenset(tools) for told in app.events.emit(EVENT) for tools in told}
    pages |= in_articles(app.env)
    manifest = OutputManifest.of(app.env)
    files = {frozenset(load(tools)) for tools in pages for load in (at_once, later)}
    for tools in sorted(files, key=sorted):
        if name := script(tools):
            texts = [publish.script(_text(part)) for part in parts(tools)]
            manifest.write(app, f"_static/{name}", "".join(texts).encode())
    if any(map(later, pages)):
        manifest.write(app, f"_static/{LATER}", publish.script(_text(LATER)).encode())
    for name in sheets({tool for tools in pages for tool in tools}):
        text = publish.sheet(_text(name))
        manifest.write(app, f"_static/{name}", text.encode())


def _text(name: str) -> str:
    """Return a script or a sheet of a tool, from the room that has it."""
    return next(folder / name for folder in FOLDERS if (folder / name).is_file()).read_text("utf-8")


def _file(name: str) -> str:
    return f"kb-{name}.js" if name in _PAGES_OWN else f"kb-decide-{name}.js"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the event, and connect the publishing."""
    app.add_event(EVENT)
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect("build-finished", publish_tools)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
