"""Articles that try to do what an article may not: the corpus of the tests of trust.

Every payload is harmless: a word that must not appear, a sum that must stay a sum, a script
that would set ``window.__canary`` and nothing else.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_kb.testing import article

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = "window.__canary=1"
CANARIES = {  # path from the site's root -> a word that must be in no byte of the output
    "../outside.txt": "canaryparent",
    "../outside.md": "canaryparent",
    "../outside.csv": "canaryparent",
    "../outside.png": "canaryparent",
    "conf.py": "canaryconf",
    ".env": "canaryenv",
    ".git/config": "canarygit",
    ".git/HEAD.csv": "canarygit",
    "_data/secret.csv": "canarydata",
    "pages/own.csv": "canarypages",
    "assets/.hidden.csv": "canaryhidden",
    "assets/.hidden/picture.png": "canaryhidden",
    "assets/page.html": "canarytype",
    "assets/run.py": "canarytype",
    "assets/run.js": "canarytype",
    "assets/style.css": "canarytype",
    "assets/noending": "canarytype",
    "assets/two.csv.html": "canarytype",
    "assets/script.svgz": "canarytype",
    "assets/text.xml": "canarytype",
    "posts/_drafts/kept.md": "canarydraft",
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6364"
    "60f85f0f00028701 80eb47ba920000000049454e44ae426082".replace(" ", "")
)
SVG = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"'


@dataclass(frozen=True)
class Hostile:
    """A hostile article: its file's name, its text, and what must become of it."""

    name: str
    body: str = ""
    head: str = ""
    fate: str = "out"  # left out whole; "text": published, with what is hostile shown as text
    at: str = ""  # what stands on the line that its author is told; the first of the text if ""
    beside: int = 0  # how far from that line it may be
    silent: bool = False  # nobody is told, for it is no fault: it is plain text, or dropped
    toml: str = ""  # more front matter, in TOML

    @property
    def word(self) -> str:
        """Return a word of the article that nothing else has."""
        return "word" + self.name.replace("-", "") + "end"

    @property
    def source(self) -> str:
        """Return the file."""
        if self.toml:
            return f'+++\ntitle = "An article"\ndate = 2026-01-05\n{self.toml}+++\n\n{self.word}\n'
        return article(
            self.head, f"{self.body}\n\n{self.word}\n" if self.body else f"{self.word}\n"
        )

    @property
    def line(self) -> int:
        """Return the line that the author is told."""
        lines = self.source.split("\n")
        if self.toml:
            return 4
        if self.at:
            return next(number for number, line in enumerate(lines, 1) if self.at in line)
        return lines.index("---", 1) + 3


def fence(
    name: str, argument: str = "", *options: str, body: str = "Text.", mark: str = "```"
) -> str:
    """Return a directive."""
    head = f"{mark}{{{name}}} {argument}".rstrip()
    return "\n".join([head, *options, *([""] if options else []), body, mark])


# -- Front matter that configures, or leads somewhere -------------------------

HEADS = {
    "myst": "myst: {enable_extensions: [substitution]}",
    "myst-substitutions": "myst:\n  substitutions: {x: '{{ 7 * 7 }}'}",
    "mystnb": "mystnb: {execution_mode: force}",
    "substitutions": "substitutions: {x: '{{ 7 * 7 }}'}",
    "html-meta": 'html_meta: {"http-equiv": refresh}',
    "kernelspec": "kernelspec: {name: python3}",
    "jupytext": "jupytext: {formats: md}",
    "file-format": "file_format: mystnb",
    "redirect": "redirect: ../../wordoutside",
    "external-link": f"external_link: 'javascript:{SCRIPT}'",
    "canonical-link": "canonical_link: https://example.org/",
    "alias-bomb": "tags: &a [x, x]\nkeywords: [*a, *a, *a]",
    "yaml-object": "title: !!python/object/apply:os.getcwd []",
    "not-a-date": "date: !!timestamp x",
}
HEAD_LINES = {"alias-bomb": "keywords"}

# -- Directives that read, run, write or set HTML ------------------------------

INCLUDES = {
    "include": fence("include", "../../outside.md", body=""),
    "include-literal": fence("include", "../../outside.txt", ":literal:", body=""),
    "include-capital": fence("INCLUDE", "../../outside.md", body=""),
    "literalinclude": fence("literalinclude", "../conf.py", body=""),
    "csv-file": fence("csv-table", "T", ":file: ../../outside.csv", body=""),
    "csv-url": fence("csv-table", "T", ":url: file:///etc/hostname", body=""),
    "csv-rows": fence("csv-table", "T", body="a, b"),
    "raw-html": fence("raw", "html", body=f"<script>{SCRIPT}</script>"),
    "raw-file": fence("raw", "html", ":file: ../../outside.txt", body=""),
    "raw-url": fence("raw", "html", ":url: file:///etc/hostname", body=""),
    "eval-rst": fence("eval-rst", body=".. include:: ../../outside.txt"),
    "eval-rst-raw": fence("eval-rst", body=f".. raw:: html\n\n   <script>{SCRIPT}</script>"),
    "eval-rst-role": fence(
        "eval-rst", body=f".. role:: r(raw)\n   :format: html\n\n:r:`<script>{SCRIPT}</script>`"
    ),
    "toctree": fence("toctree", body="../pages/*"),
    "meta": fence("meta", body=":http-equiv=refresh: 0; url=https://example.org"),
    "role": fence("role", "r(raw)", ":format: html", body=""),
    "default-role": fence("default-role", "download", body=""),
    "default-domain": fence("default-domain", "py", body=""),
    "only": fence("only", "html"),
    "class": fence("class", "kb-drawer", body=""),
    "cssclass": fence("cssclass", "kb-drawer", body=""),
    "container": fence("container", "kb-drawer"),
    "div-style": fence("div", "kb-drawer", ":style: position:fixed;inset:0"),
    "replace": fence("replace", body="x"),
    "date": fence("date", body=""),
    "title": fence("title", "Another title", body=""),
    "header": fence("header"),
    "footer": fence("footer"),
    "contents": fence("contents", body=""),
    "sectnum": fence("sectnum", body=""),
    "target-notes": fence("target-notes", body=""),
    "index": fence("index", "word", body=""),
    "glossary": fence("glossary", body="Term\n  Text."),
    "object": fence("py:function", "f()"),
    "parsed-literal": fence("parsed-literal", body="{download}`../conf.py`"),
    "highlight": fence("highlight", "python", body=""),
    "post": fence("post", "2026-01-01", body=""),
    "postlist": fence("postlist", "5", body=""),
    "update": fence("update", body=""),
    "button-link": fence("button-link", f"javascript:{SCRIPT}"),
    "button-ref": fence("button-ref", "index"),
    "article-info": fence("article-info", "", ":avatar: ../../outside.png", body=""),
    "figure-md": fence("figure-md", body="![x](../../outside.png)\n\nCaption"),
    "card-carousel": fence(
        "card-carousel", "2", body=fence("card", body="x").replace("```", "~~~")
    ),
    "all-octicon": fence("_all-octicon", body=""),
    "automodule": fence("automodule", "os", body=""),
    "graphviz": fence("graphviz", "../../outside.txt", body=""),
    "program-output": fence("program-output", "echo wordran", body=""),
    "exec": fence("exec", body="print(7 * 7)"),
    "code-cell": fence("code-cell", "python", body="print(7 * 7)"),
    "colons-class": ":::{.sd-card-img-overlay}\nText.\n:::",
    "nonsense": fence("x" * 300),
}

# -- The same, within others --------------------------------------------------

INNER = "~~~{include} ../../outside.md\n~~~"
NESTED = {
    "in-tabs": f"````{{tab-set}}\n```{{tab-item}} A\n{INNER}\n```\n````",
    "in-card": f"````{{card}} Title\n{INNER}\n````",
    "in-grid": f"`````{{grid}} 2\n````{{grid-item-card}} A\n{INNER}\n````\n`````",
    "in-dropdown": f"```{{dropdown}} A\n{INNER}\n```",
    "in-admonition": f"```{{note}}\n{INNER}\n```",
    "in-note-in-note": f"`````{{note}}\n````{{tip}}\n{INNER}\n````\n`````",
    "in-colon-fence": f":::{{note}}\n{INNER}\n:::",
    "in-colons": "::::{note}\n:::{include} ../../outside.md\n:::\n::::",
    "in-quote": "> Text.\n>\n> ~~~{include} ../../outside.md\n> ~~~",
    "in-list": "- Text.\n\n  ~~~{include} ../../outside.md\n  ~~~",
    "in-deflist": "Term\n: Text.\n\n  ~~~{include} ../../outside.md\n  ~~~",
    "in-list-table": "```{list-table}\n* - a\n  - ~~~{include} ../../outside.md\n    ~~~\n```",
    "in-table-directive": "```{table} T\n| a |\n|---|\n| {download}`../conf.py` |\n```",
    "in-cell": "| a |\n|---|\n| {download}`../../outside.csv` |",
    "in-figure": "```{figure} ../assets/fine.png\nA {download}`../conf.py`\n```",
    "in-footnote": "Text.[^1]\n\n[^1]: A {download}`../conf.py`",
    "in-footnote-block": f"Text.[^1]\n\n[^1]:\n    {INNER.splitlines()[0]}\n    ~~~",
    "in-sidebar": f"```{{sidebar}} Title\n{INNER}\n```",
    "in-margin": f"```{{margin}} Title\n{INNER}\n```",
    "in-epigraph": f"```{{epigraph}}\n{INNER}\n```",
    "in-title-of-admonition": "```{admonition} A {download}`../conf.py`\nText.\n```",
    "in-title-of-card": "```{card} A {download}`../conf.py`\nText.\n```",
    "in-title-of-dropdown": "```{dropdown} A {download}`../conf.py`\nText.\n```",
    "in-label-of-tab": "````{tab-set}\n```{tab-item} A {download}`../conf.py`\nText.\n```\n````",
    "in-rubric": "```{rubric} A {download}`../conf.py`\n```",
    "in-heading": "## A {download}`../conf.py`",
    "in-link": "[A {download}`../conf.py`](https://example.org/)",
    "in-emphasis": "*A {download}`../conf.py`*",
    "in-card-header": "```{card} A\nHead {download}`../conf.py`\n^^^\nText.\n+++\nFoot\n```",
    "in-card-option": "```{card} A\n:header: Head {download}`../conf.py`\nText.\n```",
    "in-code-caption": "```{code-block} python\n:caption: A {download}`../conf.py`\nx\n```",
    "in-html": "<div>\n\n~~~{include} ../../outside.md\n~~~\n\n</div>",
}

# -- Roles --------------------------------------------------------------------

ROLES = {
    "download-up": "{download}`../../outside.txt`",
    "download-conf": "{download}`configuration <../conf.py>`",
    "octicon": '{octicon}`report;1em;x"><img src=x onerror=' + SCRIPT + ">`",
    "octicon-script": f"{{octicon}}`report;1em;</svg><script>{SCRIPT}</script>`",
    "material": "{material-regular}`lock;1em;kb-drawer`",
    "fontawesome": "{fas}`lock`",
    "raw-role": f"{{raw}}`<script>{SCRIPT}</script>`",
    "eval-role": "{eval}`7 * 7`",
    "button-role": f"{{bdg-link-primary}}`x <javascript:{SCRIPT}>`",
    "index-role": "{index}`word`",
    "any-role": "{any}`index`",
    "pep-role": "{pep}`8`",
    "title-role": "{title-reference}`x`",
    "glue-role": "{glue:text}`x`",
}

# -- Options that lead somewhere, or cover something --------------------------

OPTIONS = {
    "figure-target": fence(
        "figure", "../assets/fine.png", f":target: javascript:{SCRIPT}", body="C"
    ),
    "image-target": fence("image", "../assets/fine.png", f":target: JavaScript:{SCRIPT}", body=""),
    "image-target-data": fence("image", "../assets/fine.png", ":target: data:text/html,x", body=""),
    "card-link": fence("card", "T", f":link: javascript:{SCRIPT}"),
    "card-link-entity": fence("card", "T", f':link: "java\\tscript:{SCRIPT}"'),
    "card-link-vbscript": fence("card", "T", ":link: vbscript:x"),
    "grid-card-link": "````{grid} 1\n"
    + fence("grid-item-card", "T", f":link: javascript:{SCRIPT}")
    + "\n````",
    "card-img-top": fence("card", "T", ":img-top: ../../outside.png"),
    "card-img-bottom": fence("card", "T", ":img-bottom: /../outside.png"),
    "card-img-background": fence("card", "T", ":img-background: https://example.org/x.png"),
    "card-img-data": fence("card", "T", ":img-top: data:image/png;base64,AAAA"),
    "figure-up": fence("figure", "../../outside.png", body="C"),
    "image-remote": fence("image", "https://example.org/x.png", body=""),
    "list-table-file": fence("list-table", "T", ":file: ../../outside.csv", body="* - a"),
    "code-file": fence("code-block", "text", ":file: ../../outside.txt", body="x"),
}

# -- Files --------------------------------------------------------------------

LINKS_TO_FILES = {
    "link-conf": "[x](../conf.py)",
    "link-conf-root": "[x](/conf.py)",
    "link-parent": "[x](../../outside.txt)",
    "link-parent-root": "[x](/../outside.txt)",
    "link-env": "[x](../.env)",
    "link-git": "[x](../.git/config)",
    "link-git-type": "[x](../.git/HEAD.csv)",
    "link-data": "[x](../_data/secret.csv)",
    "link-pages": "[x](../pages/own.csv)",
    "link-hidden": "[x](../assets/.hidden.csv)",
    "link-html": "[x](../assets/page.html)",
    "link-python": "[x](../assets/run.py)",
    "link-script": "[x](../assets/run.js)",
    "link-style": "[x](../assets/style.css)",
    "link-noending": "[x](../assets/noending)",
    "link-two-endings": "[x](../assets/two.csv.html)",
    "link-svgz": "[x](../assets/script.svgz)",
    "link-xml": "[x](../assets/text.xml)",
    "link-symlink": "[x](../assets/link.csv)",
    "link-symlinked-folder": "[x](../assets/linked/outside.csv)",
    "link-symlink-conf": "[x](../assets/conf.txt)",
    "link-large": "[x](../assets/large.csv)",
    "link-dots": "[x](../assets/../conf.py)",
    "link-encoded": "[x](%2e%2e/conf.py)",
    "link-path-scheme": "[x](path:../conf.py)",
    "link-auto-path": "<path:../conf.py>",
    "link-angle": "[x](<../conf.py>)",
    "link-definition": "[x][1]\n\n[1]: ../conf.py",
    "link-svg-script": "[x](../assets/evil-script.svg)",
    "image-up": "![x](../../outside.png)",
    "image-root": "![x](/../outside.png)",
    "image-symlink": "![x](../assets/link.png)",
    "image-symlinked-folder": "![x](../assets/linked/outside.png)",
    "image-hidden": "![x](../assets/.hidden/picture.png)",
    "image-conf": "![x](../conf.py)",
    "image-wild": "![x](../../outside.*)",
    "image-wild-svg": "![x](../assets/evil-script.*)",
    "image-language": "![x](../assets/tongue.svg)",
    "image-large": "![x](../assets/large.png)",
    "image-web": "![x](https://example.org/x.png)",
    "image-web-capital": "![x](HTTPS://example.org/x.png)",
    "image-host": "![x](//example.org/x.png)",
    "image-data": "![x](data:image/png;base64,AAAA)",
    "image-file-scheme": "![x](file:///etc/hostname)",
    "image-reference": "![x][1]\n\n[1]: ../../outside.png",
}
COVERS = {
    "cover-up": "../outside.png",
    "cover-root": "/../outside.png",
    "cover-conf": "conf.py",
    "cover-hidden": "assets/.hidden/picture.png",
    "cover-symlink": "assets/link.png",
    "cover-symlinked-folder": "assets/linked/outside.png",
    "cover-web": "https://example.org/x.png",
    "cover-host": "//example.org/x.png",
    "cover-data": "data:image/png;base64,AAAA",
    "cover-svg": "assets/evil-script.svg",
    "cover-large": "assets/large.png",
    "cover-type": "assets/page.html",
    "cover-quote": "'\"><img src=x onerror=" + SCRIPT + ">'",
}

# -- Drawings that are more than drawings --------------------------------------

DRAWINGS = {
    "script": f"<svg {SVG}><script>{SCRIPT}</script></svg>",
    "script-cdata": f"<svg {SVG}><script><![CDATA[{SCRIPT}]]></script></svg>",
    "script-prefix": f'<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>{SCRIPT}</s:script></s:svg>',
    "onload": f'<svg {SVG} onload="{SCRIPT}"/>',
    "onclick": f'<svg {SVG}><g onclick="{SCRIPT}"><path d="M0 0h9"/></g></svg>',
    "foreign": f'<svg {SVG}><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject></svg>',
    "link": f'<svg {SVG}><a href="javascript:{SCRIPT}"><path d="M0 0h9"/></a></svg>',
    "xlink": f'<svg {SVG} xmlns:xlink="http://www.w3.org/1999/xlink"><use xlink:href="x#y"/></svg>',
    "use": f'<svg {SVG}><use href="https://example.org/x.svg#y"/></svg>',
    "image": f'<svg {SVG}><image href="https://example.org/x.png"/></svg>',
    "feimage": f'<svg {SVG}><filter id="f"><feImage href="https://example.org/"/></filter></svg>',
    "style": f"<svg {SVG}><style>@import url(https://example.org/)</style></svg>",
    "style-attribute": f'<svg {SVG}><path d="M0 0h9" style="fill:url(https://example.org/)"/></svg>',
    "fill-url": f'<svg {SVG}><path d="M0 0h9" fill="url(https://example.org/x#y)"/></svg>',
    "fill-escape": f'<svg {SVG}><path d="M0 0h9" fill="\\75rl(https://example.org/x)"/></svg>',
    "fill-comment": f'<svg {SVG}><path d="M0 0h9" fill="url(/**/https://example.org/x)"/></svg>',
    "animate": f'<svg {SVG}><animate attributeName="href" to="javascript:{SCRIPT}"/></svg>',
    "set": f'<svg {SVG}><set attributeName="onload" to="{SCRIPT}"/></svg>',
    "doctype": f'<!DOCTYPE svg [<!ENTITY x "y">]>\n<svg {SVG}><text>&x;</text></svg>',
    "external": f'<!DOCTYPE svg [<!ENTITY x SYSTEM "../outside.txt">]>\n<svg {SVG}><text>&x;</text></svg>',
    "bomb": f'<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>\n<svg {SVG}><text>&b;</text></svg>',
    "sheet": f'<?xml-stylesheet href="https://example.org/x.css"?>\n<svg {SVG}/>',
    "xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
    "namespace": f'<svg {SVG}><g xmlns="http://www.w3.org/1999/xhtml"><title/></g></svg>',
    "handler": f"<svg {SVG}><handler>{SCRIPT}</handler></svg>",
    "iframe": f'<svg {SVG}><iframe src="https://example.org/"/></svg>',
    "image-drawing": f'<svg {SVG}><image href="data:image/svg+xml;base64,PHN2Zz4="/></svg>',
    "image-text": f'<svg {SVG} xmlns:l="http://www.w3.org/1999/xlink"><image l:href="data:text/html,x"/></svg>',
    "use-prefix": f'<svg {SVG} xmlns:l="http://www.w3.org/1999/xlink"><use l:href="//example.org/x.svg#y"/></svg>',
    "use-bomb": f"<svg {SVG}>"
    + "".join(f'<g id="a{n}">{"<use href={!r}/>".format(f"#a{n + 1}") * 9}</g>' for n in range(9))
    + '<use href="#a0"/></svg>',
    "link-tab": f'<svg {SVG}><a href="java&#9;script:{SCRIPT}"><path d="M0 0h9"/></a></svg>',
    "handler-prefix": f'<svg {SVG} xmlns:s="http://www.w3.org/2000/svg" s:onload="{SCRIPT}"/>',
    "sheet-escape": f"<svg {SVG}><style>path{{fill:\\75rl(https://example.org/)}}</style></svg>",
    "sheet-url": f"<svg {SVG}><style>*{{fill:url(//example.org/x#y)}}</style></svg>",
    "style-import-comment": f"<svg {SVG}><style>/**/@import/**/url(//example.org/)</style></svg>",
    "switch-script": f"<svg {SVG}><switch><script>{SCRIPT}</script></switch></svg>",
    "html-in-text": f'<svg {SVG}><text><p xmlns="http://www.w3.org/1999/xhtml">x</p></text></svg>',
    "attribute-entity": f'<!DOCTYPE svg [<!ENTITY x "url(//example.org/)">]>\n<svg {SVG}><path fill="&x;"/></svg>',
    "broken": f"<svg {SVG}><path></svg>",
    "empty": "",
    "no-drawing": "not a drawing: canarytype",
}

# -- Drawings that are published without what they have besides -----------------

CLEANED = {
    "metadata": f"<svg {SVG}><metadata><script>{SCRIPT}</script></metadata><path d='M0 0h9'/></svg>",
    "other-space": f'<svg {SVG} xmlns:x="urn:x"><x:a onload="{SCRIPT}"><script>{SCRIPT}</script></x:a></svg>',
    "other-attribute": f'<svg {SVG} xmlns:x="urn:x" x:onload="{SCRIPT}" data-x="{SCRIPT}"/>',
    "document-type": f'<!DOCTYPE svg PUBLIC "x" "https://example.org/x.dtd">\n<svg {SVG}/>',
    "choice": f'<svg {SVG}><switch><path d="M0 0h9"/><foreignObject><p onclick="{SCRIPT}"/></foreignObject></switch></svg>',
    "comment": f"<svg {SVG} data-x=''><!-- <script>{SCRIPT}</script> --></svg>",
    "link-to-web": f'<svg {SVG}><a href="https://example.org/canarysvg"><path d="M0 0h9"/></a></svg>',
}

# -- Front matter in TOML --------------------------------------------------------

TOML = {
    "myst": '[myst]\nenable_extensions = ["substitution"]\n',
    "substitutions": 'substitutions = {x = "{{ 7 * 7 }}"}\n',
    "html-meta": '[html_meta]\nhttp-equiv = "refresh"\n',
    "redirect": 'Redirect = "../../wordoutside"\n',
    "external-link": f'external_link = "javascript:{SCRIPT}"\n',
    "deep": f"x = {'[' * 60}{']' * 60}\n",
    "dots": f"{'a.' * 5000}a = 1\n",
    "number": f"x = {'9' * 5000}\n",
    "open": 'x = "\n',
    "nul": 'description = "a\\u0000"\n',
}

# -- Links that act -----------------------------------------------------------

SCHEMES = {
    "plain": f"[x](javascript:{SCRIPT})",
    "mixed-case": f"[x](JaVaScRiPt:{SCRIPT})",
    "entity": f"[x](&#106;avascript:{SCRIPT})",
    "colon-entity": f"[x](javascript&colon;{SCRIPT})",
    "tab-entity": f"[x](java&Tab;script:{SCRIPT})",
    "newline-entity": f"[x](java&NewLine;script:{SCRIPT})",
    "control-entity": f"[x](&#1;javascript:{SCRIPT})",
    "encoded": f"[x](java%0Ascript:{SCRIPT})",
    "backslash": f"[x](java\\script:{SCRIPT})",
    "angle": f"[x](<javascript:{SCRIPT}>)",
    "auto": f"<javascript:{SCRIPT}>",
    "definition": f"[x][1]\n\n[1]: javascript:{SCRIPT}",
    "vbscript": "[x](vbscript:x)",
    "data": "[x](data:text/html;base64,PGI+)",
    "data-svg": "[x](data:image/svg+xml,x)",
    "data-png": "[x](data:image/png;base64,AAAA)",
    "file": "[x](file:///etc/hostname)",
    "blob": "[x](blob:https://example.org/x)",
    "about": "[x](about:blank)",
    "ftp": "[x](ftp://example.org/)",
    "view-source": "[x](view-source:https://example.org/)",
    "inventory": "[x](inv:#index)",
    "auto-inventory": "<inv:#index>",
    "around-image": f"[![x](../assets/fine.png)](javascript:{SCRIPT})",
    "in-heading": f"## A [x](javascript:{SCRIPT})",
    "in-cell": f"| a |\n|---|\n| [x](javascript:{SCRIPT}) |",
    "title": f'[x](javascript:{SCRIPT} "title")',
}

LINK_LINES = {"in-cell": "| [x]"}

# -- HTML ---------------------------------------------------------------------

HTML = {
    "script": f"<script>{SCRIPT}</script>",
    "script-inline": f"Text <script>{SCRIPT}</script> text.",
    "script-capital": f"<SCRIPT>{SCRIPT}</SCRIPT>",
    "script-src": '<script src="https://example.org/x.js"></script>',
    "script-module": f'<script type="module">{SCRIPT}</script>',
    "script-open": f"<script>{SCRIPT}",
    "script-slash": f"<script/x>{SCRIPT}</script>",
    "script-lines": f"<script\n>{SCRIPT}</script\n>",
    "script-blocks": f"<script>\n\n{SCRIPT}\n\n</script>",
    "script-nested": f"<scr<script>ipt>{SCRIPT}</scr</script>ipt>",
    "script-noscript": f'<noscript><p title="</noscript><script>{SCRIPT}</script>"></noscript>',
    "script-svg": f"<svg><script>{SCRIPT}</script></svg>",
    "script-math": f"<math><mtext><script>{SCRIPT}</script></mtext></math>",
    "mutation": f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror={SCRIPT}&gt;">',
    "mutation-form": f"<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={SCRIPT}>",
    "onerror": f'<img src="x" onerror="{SCRIPT}">',
    "onerror-inline": f'Text <img src=x onerror="{SCRIPT}"> text.',
    "onerror-slash": f'<div><img/src="x"/onerror="{SCRIPT}"></div>',
    "onerror-capital": f'<img src="x" OnError="{SCRIPT}">',
    "onerror-lines": f'<img src="x"\nonerror="{SCRIPT}">',
    "onload": f'<body onload="{SCRIPT}">',
    "onload-svg": f'<svg onload="{SCRIPT}"></svg>',
    "ontoggle": f'<details open ontoggle="{SCRIPT}"><summary>x</summary></details>',
    "onfocus": f'<a href="#" autofocus onfocus="{SCRIPT}">x</a>',
    "onfocus-input": f'<input autofocus onfocus="{SCRIPT}">',
    "onanimation": f'<p style="animation:x" onanimationstart="{SCRIPT}">x</p>',
    "onbegin": f'<svg><animate onbegin="{SCRIPT}" attributeName="x"></svg>',
    "onstart": f'<marquee onstart="{SCRIPT}">x</marquee>',
    "onpageshow": f'<body onpageshow="{SCRIPT}">',
    "link-script": f'<a href="javascript:{SCRIPT}">x</a>',
    "link-script-entity": f'<a href="&#x6A;avascript&#58;{SCRIPT}">x</a>',
    "link-script-tab": f'<a href="java\tscript:{SCRIPT}">x</a>',
    "link-script-newline": f'<a href="java&#10;script:{SCRIPT}">x</a>',
    "link-data": '<a href="data:text/html,x">x</a>',
    "link-vbscript": '<a href="VBSCRIPT:x">x</a>',
    "link-target": '<a href="https://example.org/" target="_top" ping="https://example.org/">x</a>',
    "area": f'<map name="m"><area href="javascript:{SCRIPT}" alt="x"></map>',
    "iframe": '<iframe src="https://example.org/"></iframe>',
    "iframe-srcdoc": f'<iframe srcdoc="&lt;script&gt;parent.{SCRIPT.removeprefix("window.")}&lt;/script&gt;"></iframe>',
    "iframe-script": f'<iframe src="javascript:parent.{SCRIPT.removeprefix("window.")}"></iframe>',
    "frame": '<frameset><frame src="https://example.org/"></frameset>',
    "form": '<form action="https://example.org/"><button>x</button></form>',
    "formaction": f'<button formaction="javascript:{SCRIPT}">x</button>',
    "isindex": '<isindex action="https://example.org/">',
    "base": '<base href="https://example.org/">',
    "meta-refresh": '<meta http-equiv="refresh" content="0; url=https://example.org/">',
    "meta-policy": '<meta http-equiv="Content-Security-Policy" content="script-src *">',
    "link-sheet": '<link rel="stylesheet" href="https://example.org/x.css">',
    "link-prefetch": '<link rel="prefetch" href="https://example.org/">',
    "style": "<style>body { display: none }</style>",
    "style-attribute": '<p style="position:fixed;inset:0">x</p>',
    "style-import": "<style>@import 'https://example.org/x.css'</style>",
    "object": '<object data="https://example.org/"></object>',
    "object-script": f'<object data="javascript:{SCRIPT}"></object>',
    "embed": f'<embed src="javascript:{SCRIPT}">',
    "applet": '<applet code="x"></applet>',
    "svg": "<svg><foreignObject><p>x</p></foreignObject></svg>",
    "svg-use": '<svg><use href="https://example.org/x.svg#y"></use></svg>',
    "math-link": f'<math href="javascript:{SCRIPT}">x</math>',
    "video": f'<video src="https://example.org/" onerror="{SCRIPT}"></video>',
    "audio": '<audio src="https://example.org/"></audio>',
    "picture": '<picture><source srcset="https://example.org/x.png"><img src="x" alt=""></picture>',
    "img-web": '<img src="https://example.org/x.png" alt="">',
    "img-host": '<img src="//example.org/x.png" alt="">',
    "img-backslash": '<img src="\\\\example.org/x.png" alt="">',
    "img-slash": '<img src="/\\example.org/x.png" alt="">',
    "img-tab": '<img src="/\t/example.org/x.png" alt="">',
    "img-data": '<img src="data:image/svg+xml,x" alt="">',
    "img-srcset": '<img src="x" srcset="https://example.org/x.png 2x" alt="">',
    "img-up": '<img src="../../outside.png" alt="">',
    "img-dots-tab": '<img src="/\t/example.org/x.png" alt="">',
    "background": '<table background="https://example.org/"><tr><td>x</td></tr></table>',
    "textarea": f"<textarea><script>{SCRIPT}</script></textarea>",
    "title": f"<title><script>{SCRIPT}</script></title>",
    "xmp": f"<xmp><script>{SCRIPT}</script></xmp>",
    "plaintext": "<plaintext>",
    "template": f"<template><script>{SCRIPT}</script></template>",
    "select": f"<select><script>{SCRIPT}</script></select>",
    "dialog": "<dialog open>x</dialog>",
    "slot": "<slot name=x></slot><x-element></x-element>",
    "comment": f"<!-- <script>{SCRIPT}</script> -->",
    "comment-odd": f"<!--><script>{SCRIPT}</script>-->",
    "comment-bang": f"<!-- --!><script>{SCRIPT}</script> -->",
    "comment-open": f"<!-- <script>{SCRIPT}</script>",
    "comment-conditional": f"<!--[if IE]><script>{SCRIPT}</script><![endif]-->",
    "cdata": f"<![CDATA[<script>{SCRIPT}</script>]]>",
    "declaration": "<!DOCTYPE html>",
    "instruction": "<?php echo 7 * 7 ?>",
    "close-main": "</main>",
    "close-article": "Text </article> text.",
    "close-everything": "</p></div></section></article></main></body></html>",
    "close-head": f"</title></head><script>{SCRIPT}</script>",
    "open-many": "<div><div><div>",
    "close-many": "</div></div></div>",
    "crossed": "<b><i>x</b></i>",
    "over-blocks": "<div>\n\nText.\n\n<section>\n\nText.\n\n</div>",
    "in-cell": f'| a |\n|---|\n| <img src=x onerror="{SCRIPT}"> |',
    "in-heading": f'## A <img src=x onerror="{SCRIPT}">',
    "in-note": f"```{{note}}\n<script>{SCRIPT}</script>\n```",
    "in-caption": f'```{{figure}} ../assets/fine.png\nA <img src=x onerror="{SCRIPT}">\n```',
    "in-link": f'[<img src=x onerror="{SCRIPT}">](https://example.org/)',
    "in-footnote": f'Text.[^1]\n\n[^1]: A <img src=x onerror="{SCRIPT}">',
    "in-term": f'A <img src=x onerror="{SCRIPT}">\n: Text.',
    "in-tab": f'````{{tab-set}}\n```{{tab-item}} A <img src=x onerror="{SCRIPT}">\nText.\n```\n````',
    "in-alt": f'![<img src=x onerror="{SCRIPT}">](../assets/fine.png)',
    "in-title": f'[x](https://example.org/ "<img src=x onerror={SCRIPT}>")',
    "in-code": f"`<script>{SCRIPT}</script>`",
    "in-fence": f"```html\n<script>{SCRIPT}</script>\n```",
    "in-fence-info": f"```<img/src=x/onerror={SCRIPT}>\nx\n```",
    "in-math": f"```{{math}}\n</math><script>{SCRIPT}</script>\n```",
    "in-math-text": "{math}`\\text{<img src=x onerror=" + SCRIPT + ">}`",
    "in-abbreviation": f'{{abbr}}`CISO ("><img src=x onerror={SCRIPT}>)`',
    "in-label": f'(a"><img src=x onerror={SCRIPT}>)=\n## Heading',
    "in-list": f"- <script>{SCRIPT}</script>",
    "in-quote": f"> <script>{SCRIPT}</script>",
    "in-title-of-card": f'```{{card}} <img src=x onerror="{SCRIPT}">\nText.\n```',
    "block-open": '<div title="',
    "script-strange": f"<script>\n'<b>' + \"</i>\"; {SCRIPT}\n</script>",
    "attribute-open": '<a href="x" title="',
    "attribute-twice": f'<a href="https://example.org/" href="javascript:{SCRIPT}">x</a>',
    "nul-like": "<scr&#0;ipt>x</scr&#0;ipt>",
    "number-long": f'<a title="&#{"9" * 5000};">x</a>',
    "name": '<a name="main-content">x</a>',
    "contenteditable": "<p contenteditable accesskey=x>x</p>",
    "is": '<p is="x-element" part="x" slot="x">x</p>',
    "data-kb": '<span data-kb="print">x</span>',
}
# Comments are dropped; the others are text by the rules of Markdown.
SILENT_HTML = {
    "name", "comment", "comment-odd", "comment-bang", "comment-conditional", "attribute-open", "block-open", "nul-like",
    "number-long", "data-kb",
    "in-alt", "in-title", "in-code", "in-fence", "in-fence-info", "in-math", "in-math-text", "in-label",
    "in-abbreviation",
}  # fmt: skip

# -- Ids and classes that would cover or clobber -------------------------------

COVERING = {
    "attribute-class": "{.kb-drawer .bd-sidebar-primary}\nText.",
    "attribute-class-inline": "[Text]{.kb-drawer .skip-link #main-content}",
    "attribute-class-code": "`x`{.kb-copy .kb-tooltip}",
    "attribute-class-image": "![x](../assets/fine.png){.kb-drawer}",
    "attribute-class-list": "{.kb-close}\n- Text.",
    "attribute-class-quote": "{.skip-link}\n> Text.",
    "attribute-class-fence": "{.kb-drawer}\n```python\nx\n```",
    "attribute-class-heading": "{.kb-drawer #pst-search-dialog}\n## Heading",
    "attribute-class-table": "{.kb-tooltip}\n| a |\n|---|\n| b |",
    "kramdown": "Text.\n{: .kb-drawer #main-content}",
    "option-class": fence("note", "", ":class: kb-drawer skip-link sd-stretched-link"),
    "option-figclass": fence(
        "figure", "../assets/fine.png", ":figclass: sd-stretched-link", body="C"
    ),
    "option-align": fence("figure", "../assets/fine.png", ":align: kb-drawer", body="C"),
    "option-class-card": fence("card", "T", ":class-card: kb-drawer sd-card-img-overlay"),
    "option-class-container": fence(
        "dropdown", "T", ":class-container: kb-drawer sd-stretched-link"
    ),
    "option-class-label": "````{tab-set}\n"
    + fence("tab-item", "A", ":class-label: sd-stretched-link")
    + "\n````",
    "option-name": fence("note", "", ":name: main-content"),
    "option-name-dialog": fence("image", "../assets/fine.png", ":name: pst-search-dialog", body=""),
    "target-label": "(pst-primary-sidebar)=\n## Heading",
    "target-label-own": "(own-x)=\n## Heading\n\n<p id='x'>x</p>",
    "heading-id": "## Main content",
    "html-class": '<div class="kb-drawer bd-sidebar-primary skip-link">x</div>',
    "html-id": '<p id="main-content">x</p>',
    "html-id-twice": '<p id="x">x</p>\n\n<p id="x">x</p>',
    "html-id-dialog": '<p id="pst-search-dialog">x</p>',
    "html-stretched": '<a class="sd-stretched-link" href="https://example.org/">x</a>',
    "html-label": '<label for="pst-search-dialog">x</label>',
    "code-language": "```kb-drawer\nx\n```",
    "admonition-title": "```{admonition} kb-drawer\nText.\n```",
    "colons": ":::kb-drawer\nText.\n:::",
    "colons-stretched": ":::sd-stretched-link\nText.\n:::",
    "footnote": "Text.[^main-content]\n\n[^main-content]: Text.",
    "math-label": fence("math", "", ":label: main-content", body="x"),
}

# -- Marks of other systems ----------------------------------------------------

INDENTED = INNER.replace("\n", "\n    ")
FOREIGN = {  # a name -> the article's text, and its fate; one that is silent starts with "-"
    "box-include": (f"!!! note\n\n    {INDENTED}", "out"),
    "box-folded-include": (f'??? note "T"\n\n    {INDENTED}', "out"),
    "box-title-role": ('!!! note "A {download}`../conf.py`"\n    Text.', "out"),
    "box-title-script": (f'!!! note "<script>{SCRIPT}</script>"\n    Text.', "text"),
    "box-title-link": (f'!!! note "[x](javascript:{SCRIPT})"\n    Text.', "text"),
    "box-kind": ("!!! kb-drawer sd-stretched-link\n    Text.", "-text"),
    "box-deep": ("\n".join("    " * depth + "!!! note" for depth in range(120)), "out"),
    "tab-include": (f'=== "T"\n\n    {INDENTED}', "out"),
    "tab-title-script": (f'=== "<script>{SCRIPT}</script>"\n\n    Text.', "text"),
    "fence-box-include": (f"::::tip T\n{INNER}\n::::", "out"),
    "fence-box-title": (f'::::tip[<img src=x onerror="{SCRIPT}">]\nText.\n::::', "text"),
    "fence-box-options": (":::note\n:class: kb-drawer\nText.\n:::", "-text"),
    "callout-include": ("> [!note] T\n> ~~~{include} ../../outside.md\n> ~~~", "out"),
    "callout-title-script": (f"> [!note] <script>{SCRIPT}</script>\n> Text.", "text"),
    "callout-title-role": ("> [!note]- A {download}`../conf.py`\n> Text.", "out"),
    "callout-kind": ("> [!kb-drawer]\n> Text.", "-text"),
    "autolink-script": (f"See javascript://x.example.org/%0A{SCRIPT}.", "-text"),
    "autolink-quote": (f'https://example.org/"><script>{SCRIPT}</script>', "text"),
    "autolink-mail": ("x@example.org?subject=<b>", "-text"),
    "formula-script": (f"$$</math><script>{SCRIPT}</script>$$", "-text"),
    "formula-block": (f"$$\n\\text{{<img src=x onerror={SCRIPT}>}}\n$$", "-text"),
    "formula-fence": (f"```math\n</math><script>{SCRIPT}</script>\n```", "-text"),
    "mark-script": (f"==<script>{SCRIPT}</script>==", "text"),
    "mark-link": (f"==[x](javascript:{SCRIPT})==", "text"),
    "comment-include": (f"%%\n{INNER}\n%%", "-text"),
    "comment-open": (f"%%\n\n{INNER}", "out"),
    "code-title": (f'```yaml title="<script>{SCRIPT}</script>"\nx\n```', "-text"),
    "code-class": ("```{.kb-drawer .sd-stretched-link}\nx\n```", "-text"),
    "code-lines": ("```js {1-999999999}\nx\n```", "-text"),
    "image-title": (f"![x](../assets/fine.png '\"><script>{SCRIPT}</script>')", "-text"),
    "wikilink-up": ("[[../conf]] and [[../../outside.md]]", "text"),
    "wikilink-conf": ("[[conf.py]] and ![[conf.py]]", "text"),
    "wikilink-env": ("[[.env]] and [[.hidden.csv]]", "text"),
    "wikilink-type": ("[[run.js]]", "text"),
    "wikilink-symlink": ("[[link.csv]]", "text"),
    "wikilink-picture": ("![[link.png]]", "text"),
    "wikilink-drawing": ("![[evil-script.svg]]", "text"),
    "wikilink-draft": ("[[kept]] and [[kept|canary]]", "-text"),
    "wikilink-text": (f"[[good|<img src=x onerror={SCRIPT}>]]", "-text"),
    "html-markdown-include": (f'<div markdown="1">\n{INNER}\n</div>', "out"),
    "html-markdown-script": (f'<div markdown="1"><script>{SCRIPT}</script></div>', "text"),
    "html-markdown-handler": (f'<div markdown onclick="{SCRIPT}">\n*x*\n</div>', "text"),
    "html-name": (
        '<a name="x"></a><a name="pst-search-dialog">x</a> <a href="#main-content">y</a>',
        "-text",
    ),
    "html-link-file": ('<a href="../conf.py">x</a>', "text"),
    "html-link-up": ('<p><a href="../../outside.txt">x</a></p>', "text"),
    "html-link-encoded": ('<a href="%2e%2e/conf.py">x</a>', "text"),
    "image-encoded": ("![x](%2e%2e/%2e%2e/outside.png)", "text"),
    "shortcode-figure": (
        f'{{{{< figure src="../../outside.png" caption="<script>{SCRIPT}</script>" >}}}}',
        "text",
    ),
    "shortcode-link": (
        f'{{{{< figure src="../assets/fine.png" link="javascript:{SCRIPT}" >}}}}',
        "text",
    ),
    "shortcode-ref": ('[x]({{< ref "../../conf.py" >}})', "text"),
    "shortcode-notice": (
        f'{{{{% notice note "<script>{SCRIPT}</script>" %}}}}\nx\n{{{{% /notice %}}}}',
        "text",
    ),
    "shortcode-include": ('{{< include "../../outside.md" >}}', "text"),
    "prompt-kind": ("> Text.\n{: .prompt-kb-drawer .kb-drawer }", "-text"),
}
FOREIGN_LINES = {"box-deep": "    " * 98 + "!!! note"}

# -- Text ---------------------------------------------------------------------

TEXTS = {
    "jinja": "{{ 7 * 7 }}",
    "jinja-block": "{% for x in [1] %}{{ 7 * 7 }}{% endfor %}",
    "jinja-heading": "## {{ 7 * 7 }}",
    "jinja-class": "{{ ''.__class__ }}",
    "liquid-include": "{% include ../outside.md %}",
    "liquid-include-relative": "{% include_relative ../conf.py %}",
    "substitution": "{{ x }}",
    "unclosed-fence": "```python\nprint(7 * 7)",
    "unclosed-colons": ":::{note}\nText.",
    "deep-quotes": "> " * 120 + "x",
    "deep-lists": "\n".join("  " * depth + "- x" for depth in range(120)),
    "deep-directives": "\n".join(
        ":" * (60 - depth) + ("{tip}" if depth == 20 else "{note}") for depth in range(40)
    )
    + "\nx\n"
    + "\n".join(":" * (21 + depth) for depth in range(40)),
    "rst-include": ".. include:: ../../outside.txt",
    "rst-raw": ".. raw:: html\n\n   <b>x</b>",
}
TEXT_FATES = {
    "unclosed-fence": "out", "unclosed-colons": "out", "deep-quotes": "out", "deep-lists": "out",
    "deep-directives": "out",
}  # fmt: skip
SILENT_TEXTS = {"rst-include", "rst-raw"}  # plain text in Markdown
TEXT_LINES = {
    "deep-lists": "  " * 49 + "- x", "deep-directives": "{tip}",
}  # fmt: skip
# Where a title or a caption is a text of its own, MyST counts from the line below.
BESIDE = {
    "nested-in-code-caption", "html-in-tab", "html-in-title-of-card", "html-onerror-lines",
    "text-deep-directives",
}  # fmt: skip
PAYLOADS = (
    "{include}",
    "{download}",
    ":target:",
    ":link:",
    ":file:",
    "onerror",
    "<script",
    "<section",
)


def _line_of_payload(body: str) -> str:
    """Return what stands on the line of an article that does harm: the first that names it."""
    return next((mark for mark in PAYLOADS if mark in body), "")


def corpus() -> list[Hostile]:
    """Return every hostile article."""
    found = [
        Hostile(f"head-{name}", head=head + "\n", at=HEAD_LINES.get(name, head.split("\n")[0]))
        for name, head in HEADS.items()
    ]
    for group, bodies in (
        ("directive", INCLUDES), ("nested", NESTED), ("role", ROLES), ("option", OPTIONS),
        ("file", LINKS_TO_FILES), ("link", SCHEMES),
    ):  # fmt: skip
        for name, body in bodies.items():
            fate = "text" if group in {"option", "file", "link"} else "out"
            at = (
                _line_of_payload(body)
                if group in {"nested", "option"}
                else LINK_LINES.get(name, "")
            )
            found.append(Hostile(f"{group}-{name}", body, fate=fate, at=at))
    found += [
        Hostile(name, head=f"image: {image}\n", fate="text", at="image:")
        for name, image in COVERS.items()
    ]
    found += [
        Hostile(f"svg-{name}", f"![x](../assets/evil-{name}.svg)", fate="text") for name in DRAWINGS
    ]
    found += [
        Hostile(
            f"svg-cleaned-{name}", f"![x](../assets/cleaned-{name}.svg)", fate="text", silent=True
        )
        for name in CLEANED
    ]
    found += [Hostile(f"toml-{name}", toml=toml) for name, toml in TOML.items()]
    found += [
        Hostile(
            f"html-{name}", body, fate="text", at=_line_of_payload(body), silent=name in SILENT_HTML
        )
        for name, body in HTML.items()
    ]
    # Names that are not for authors are dropped or changed: a silent rule, as for kramdown's.
    found += [
        Hostile(f"frame-{name}", body, fate="text", silent=True) for name, body in COVERING.items()
    ]
    found += [
        Hostile(f"text-{name}", body, fate=TEXT_FATES.get(name, "text"),
                at=TEXT_LINES.get(name, ""), silent=name in SILENT_TEXTS)
        for name, body in TEXTS.items()
    ]  # fmt: skip
    found += [
        Hostile(f"foreign-{name}", body, fate=fate.removeprefix("-"), silent=fate.startswith("-"),
                at=FOREIGN_LINES.get(name, "") or _line_of_payload(body))
        for name, (body, fate) in FOREIGN.items()
    ]  # fmt: skip
    return [replace(one, beside=1) if one.name in BESIDE else one for one in found]


def write_surroundings(root: Path) -> None:
    """Write what hostile articles reach for, inside and around a site."""
    for path, word in CANARIES.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("ab") as text:  # a conf.py stays one
            text.write((PNG if path.endswith(".png") else b"# ") + word.encode() + b"\n")
    (root / "posts/_drafts/kept.md").write_text(article(body="canarydraft\n"))
    assets = root / "assets"
    (assets / "fine.png").write_bytes(PNG)
    (assets / "tongue.svg").write_text(f'<svg {SVG}><path d="M0 0h9"/></svg>')
    (assets / "tongue.en.svg").write_text(DRAWINGS["script"])
    for name, drawing in DRAWINGS.items():
        (assets / f"evil-{name}.svg").write_text(drawing)
    for name, drawing in CLEANED.items():
        (assets / f"cleaned-{name}.svg").write_text(drawing)
    for name in ("large.csv", "large.png"):
        with (assets / name).open("wb") as file:
            file.write(PNG + b"canarylarge")
            file.truncate(10_000_001)
    (assets / "link.csv").symlink_to(root.parent / "outside.csv")
    (assets / "link.png").symlink_to(root.parent / "outside.png")
    (assets / "conf.txt").symlink_to(root / "conf.py")
    (assets / "linked").symlink_to(root.parent, target_is_directory=True)
    (root / "posts/symlinked.md").symlink_to(root.parent / "outside.md")


def outside(root: Path) -> dict[str, tuple[int, int]]:
    """Return every file in and around a site that is not output, with its time and size."""
    found = {}
    for folder, _, files in os.walk(root.parent):
        if "_build" not in folder:
            for name in files:
                path = os.path.join(folder, name)  # noqa: PTH118  # of a link as such
                state = os.lstat(path)
                found[os.path.relpath(path, root.parent)] = (state.st_mtime_ns, state.st_size)
    return found
