"""The site for machines that read: llms.txt, and a clean Markdown twin beside each article."""

from __future__ import annotations

import html
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_kb import urls
from sphinx_kb.article.source import decode, split
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import after_success
from sphinx_kb.incremental.derived import PageCache
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.incremental.state import fingerprint
from sphinx_kb.markup import liquid
from sphinx_kb.markup.sources import written_out
from sphinx_kb.pages import cards

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.article.model import Article

_FENCE = re.compile(
    r"^[ \t]*(?::{3,}|`{3,})\{[^}]*\}.*$|^[ \t]*:{3,}[ \t]*$|^[ \t]*:[a-z-]+:.*$", re.MULTILINE
)
_DEFINITION = re.compile(r"^ {0,3}\[([^\]]+)\]:[ \t]+<?([^\s>]+)>?.*$", re.MULTILINE)
# Of a link: escapes, brackets and pictures are part of its text. What is read is not read again
# (++, }+), and there are few parts, or a text of nothing but brackets would take minutes.
_TEXT = r"(?:[^\[\]\\]++|(?s:\\.)|\[(?:[^\[\]\\]++|(?s:\\.)){0,99}+\]){0,99}+"
_LINK = re.compile(
    rf"\[({_TEXT})\]\(<?((?<=<)[^>\n]++|[^)\s>]++)>?[^)]*+\)"
    r"|<(project:[^>]+)>|\{doc\}`([^`<>]+)`"
)
_ROLE = re.compile(r"\{([a-z-]+)\}`([^`]*)`")


def markdown_version(article: Article, body: str, address: str) -> str:
    """Return an article as plain Markdown: no directive, no role, no HTML."""
    text = _FENCE.sub("", body)
    text = _ROLE.sub(_role_text, text)
    text = re.sub(r"</?[A-Za-z][^>]*>|<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"(\]\((?!https?:|mailto:|#|/)[^)#\s]+)\.md\b", r"\1.html", text)
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    lines = [f"# {article.title}", ""]
    if article.meta.description:
        lines += [f"> {article.meta.description}", ""]
    lines += [f"Source: {address}", "", text, ""]
    if article.meta.sources:
        lines += ["## Sources", ""]
        for number, source in enumerate(article.meta.sources, 1):
            parts = [
                source.title,
                source.publisher,
                source.date and written_out(source.date),
                source.url,
            ]
            lines.append(f"{number}. {', '.join(filter(None, parts))}")
        lines.append("")
    return "\n".join(lines)


def strip_hidden_links(body: str, docname: str, hidden: Collection[str], unpublished: str) -> str:
    """Return a body in which what would name an article that is not in the site is its text."""
    folder = posixpath.dirname(docname)

    def is_hidden(target: str) -> bool:
        path = unquote(target.removeprefix("project:").split("#")[0]).removesuffix(".md")
        return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/") in hidden

    for name, target in _DEFINITION.findall(body):
        if is_hidden(target):
            use = rf"\[({_TEXT})\]\[{re.escape(name)}\]|\[({re.escape(name)})\](?![:(\[])"
            body = re.sub(use, lambda found: found[1] or found[2] or "", body)
    body = _DEFINITION.sub(lambda found: "" if is_hidden(found[2]) else found[0], body)

    def shown(found: re.Match[str]) -> str:
        text, *targets = found.groups()
        inner = _LINK.sub(shown, text or "")
        is_link = any(target and is_hidden(target) for target in targets)
        return (inner or unpublished) if is_link else found[0].replace(text or "", inner, 1)

    body = _LINK.sub(shown, body)
    plain = html.unescape(re.sub(r"&#\d{8,}", "", body)).replace("\\", "")  # 4301 digits raise
    names = (f"{posixpath.basename(path)}.{ending}" for path in hidden for ending in ("md", "html"))
    return _without_targets(body) if any(name in plain for name in names) else body


def _without_targets(body: str) -> str:
    """Return a body whose links within the site are their texts: one is written in some other way."""
    body = re.sub(r"^ {0,3}\[[^\]]+\]:[ \t]*\n?[ \t]*\S.*$", "", body, flags=re.MULTILINE)
    return re.sub(r"\]\((?!https?:|mailto:)[^)]*\)", "]", body)


def _role_text(found: re.Match[str]) -> str:
    """Return what a role shows."""
    name, text = found.groups()
    if name == "source":
        return f" [{text}]"
    if name == "cis" and "<" not in text:
        return f"CIS {text}" if text.strip().isdecimal() else text
    return text.partition("<")[0].strip() or text


@after_success("html")
def write_twins(app: Sphinx) -> None:
    """Write the twins and their list."""
    catalog = CatalogDomain.of(app.env)
    tidy = OutputManifest.of(app.env)
    written = PageCache(app, "twins")

    def write_twin(docname: str, _: Path) -> None:
        body = split(decode((app.srcdir / f"{docname}.md").read_bytes())[0])[1]
        body = strip_hidden_links(
            liquid.translate(body)[0], docname, catalog.hidden, app.config.kb_unpublished
        )
        text = markdown_version(catalog.articles[docname], body, urls.page_url(app, docname))
        file = app.outdir / f"{docname}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="")

    hidden = fingerprint(sorted(catalog.hidden))
    tidy.add_files(app, *(f"{docname}.md" for docname in catalog.articles))
    docnames = list(filter(written.is_written, catalog.articles))
    for docname in docnames:
        if not (app.outdir / f"{docname}.md").is_file():
            written.discard(docname)
    written.get_many(docnames, write_twin, urls.base_url(app), hidden)
    written.save()
    lines = [f"# {app.config.project}", ""]
    for topic in catalog.collections.by_kind["topic"].values():
        lines += [f"## {topic.name}", ""]
        for docname in topic.articles:
            card = cards.card(app.env, docname)
            address = urls.file_url(app, f"{docname}.md")
            lines.append(f"- [{card['title']}]({address}): {card['description']}")
        lines.append("")
    tidy.write(app, "llms.txt", "\n".join(lines).encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the writing."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect("build-finished", write_twins)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
