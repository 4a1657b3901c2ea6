"""What is left of the other site around its articles: its pages as data, and its lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import yaml

from sphinx_kb.article import names
from sphinx_kb.migration import code_fences
from sphinx_kb.migration.model import listed, words
from sphinx_kb.site.settings import Settings

if TYPE_CHECKING:
    from sphinx_kb.migration.model import OldSite

MOST = 8  # pages that the navigation has room for
_DIRECTIVE = re.compile(r"(?<![`~:])(`{3,}|~{3,}|:{3,})([ \t]*)\{([^{}\n]*)\}")
_UP = re.compile(r"(?:\.|%2e){2}(?:/|%2f|\\)", re.IGNORECASE)
_ROLE = re.compile(r"\{([\w:+.-]+)\}(?=`)")
_PLAIN_TAGS = "p|br|b|i|em|strong|u|s|ul|ol|li|dl|dt|dd|h[1-6]|table|thead|tbody|tr|td|th|blockquote|code|pre|div|span|kbd|sub|sup|hr|a|img"
_TAG = re.compile(rf"<(?!/?(?:{_PLAIN_TAGS})[\s/>])(?=[a-zA-Z/!?])")
_HANDLER = re.compile(
    r"\s(?:on[a-z]+|style|srcdoc|action|formaction)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s<>]+)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^[ ]{0,3}(#{1,6})[ \t]+([^\n]*?)[ \t]*(?:\{:?[^{}#\n]*#([\w-]+)[^{}#\n]*\})?[ \t]*$",
    re.MULTILINE,
)
_SCHEME = re.compile(r"\b(?:javascript|vbscript|data)\s*:", re.IGNORECASE)


def page(heading: str, body: str) -> str:
    """Return a page of ours: the text of a stranger's page, in which nothing is a directive or runs.

    Our own pages are not looked at by the gate, so what could ask for anything is taken away here.
    """
    plain = _DIRECTIVE.sub(r"\1\2\3", body.replace("\x00", ""))
    plain = _ROLE.sub(r"\1 ", plain)
    plain = re.sub(r"(?:\.\./){2,}", "../", _UP.sub("../", plain)).replace("/../", "/")
    plain = re.sub(r"\A\s*# +[^\n]*\n", "", code_fences.change(plain, _harmless))
    plain = _under_title(plain).strip()
    return f"# {title(heading)}\n\n{plain or 'There was no text.'}\n"


def _under_title(text: str) -> str:
    """Return a text whose headings stand under the title of its page, none too deep; each keeps its id."""
    above: list[int] = []

    def heading(found: re.Match[str]) -> str:
        level = len(found[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        given = f"{{#{found[3]}}}\n" if found[3] else ""
        return f"{given}{'#' * (len(above) + 1)} {found[2]}"

    return "".join(
        piece if is_code else _HEADING.sub(heading, piece)
        for is_code, piece in code_fences.pieces(text)
    )


def _harmless(text: str) -> str:
    text = _HANDLER.sub("", text)
    return _SCHEME.sub("", _TAG.sub("&lt;", text)).replace("{%", "{ %").replace("{{", "{ {")


def menu(site: OldSite) -> dict[str, bytes]:
    """Return the settings that put the pages into the navigation; of many, a page that lists them."""
    if not site.pages:
        return {}
    names_of = [page.name for page in site.pages]
    listed_pages = ["archive", *(f"pages/{name}" for name in names_of)]
    files: dict[str, bytes] = {}
    if len(names_of) > MOST:
        rows = "".join(f"- [{title(page.title)}]({quote(page.name)}.md)\n" for page in site.pages)
        files["pages/all-pages.md"] = f"# All pages\n\n{rows}".encode()
        listed_pages = ["archive", "pages/all-pages"]
    if "about" not in names_of:
        listed_pages.append("pages/about")
    shared = (Settings.model_fields["shared"].examples or [[]])[0]
    settings: dict[str, Any] = {"navigation": listed_pages, "shared": shared}
    if site.description:
        settings = {"description": site.description, **settings}
    head = "# Settings of the site. `kb settings` explains each, and all others.\n\n"
    text = head + yaml.safe_dump(settings, sort_keys=False, allow_unicode=True, width=1000)
    return {**files, "_data/site.yml": text.encode()}


def title(text: str) -> str:
    """Return a title that is text, whatever stands in it."""
    return re.sub(r"[\[\]{}<>`]", "", " ".join(text.split())) or "A page"


def lists(site: OldSite) -> dict[str, str]:
    """Return what the lists of topics and tags were called, and what they are here."""
    forms = {
        "Hugo": (("/categories/{}/", "/tags/{}/"),), "Docusaurus": (("", "/blog/tags/{}"),),
        "Jekyll": (("/category/{}/", "/tag/{}/"), ("/categories/{}/", "/tags/{}/")),
        "Material for MkDocs": (("/blog/category/{}/", ""),),
    }.get(site.system, ())  # fmt: skip
    topics: dict[str, str] = {}
    tags: dict[str, str] = {}
    for post in site.posts:
        if not post.is_draft:
            topics |= {slug: f"topics/{slug}" for slug in post.topics}
            given = post.fields.get("tags")
            for tag in words(given) if site.system == "Jekyll" else listed(given):
                tags.setdefault(names.slug(tag, "tag"), f"tags/{names.slug(tag, 'tag')}")
    return {
        form.format(slug): new
        for pair in forms
        for form, found in zip(pair, (topics, tags), strict=True)
        if form
        for slug, new in found.items()
    }
