"""The site for machines that read: llms.txt, and a Markdown twin beside each article's page.

A twin is made from the written page, as feeds are: what the page does not name, a twin cannot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from html_to_markdown import ConversionOptions, convert

from sphinx_kb import urls
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import after_success
from sphinx_kb.incremental.derived import PageCache
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.outputs.page_text import article_html, for_markdown
from sphinx_kb.pages import cards
from sphinx_kb.risks import figures
from sphinx_kb.risks.assessed import assessment

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

OPTIONS = ConversionOptions(bullets="-", compact_tables=True, extract_metadata=False)


def markdown_version(page: str, title: str, description: str, address: str) -> str:
    """Return the page of an article as plain Markdown: no directive, no role, no HTML."""
    text = convert(for_markdown(article_html(page)), OPTIONS).content or ""
    head = [
        f"# {title}",
        f"> {description}" if description else "",
        f"Source: {address}" if address else "",
    ]
    return "\n\n".join(filter(None, [*head, text.strip()])) + "\n"


@after_success("html")
def write_twins(app: Sphinx) -> None:
    """Write the twins and their list; of a private site, none."""
    catalog = CatalogDomain.of(app.env)
    if catalog.site.settings.private:
        return
    manifest = OutputManifest.of(app.env)
    written = PageCache(app, "twins")

    def write_twin(docname: str, page: Path) -> None:
        article = catalog.articles[docname]
        text = markdown_version(
            page.read_text("utf-8"), article.title, article.meta.description or "",
            urls.page_url(app, docname) if urls.has_base_url(app) else "",
        )  # fmt: skip
        file = app.outdir / f"{docname}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="")

    manifest.add_files(app, *(f"{docname}.md" for docname in catalog.articles))
    docnames = list(filter(written.is_written, catalog.articles))
    for docname in docnames:
        if not (app.outdir / f"{docname}.md").is_file():
            written.discard(docname)
    written.get_many(docnames, write_twin, urls.base_url(app))
    written.save()
    manifest.write(app, "llms.txt", _list(app).encode())


def add_twin(app: Sphinx, pagename: str) -> dict[str, Any]:
    """Give the page of an article the name of its twin, which stands beside it."""
    catalog = CatalogDomain.of(app.env)
    has_twin = pagename in catalog.articles and not catalog.site.settings.private
    name = pagename.rpartition("/")[2]
    return {"markdown_twin": f"{name}.md" if has_twin and app.builder.name == "html" else ""}


def _list(app: Sphinx) -> str:
    lines = [f"# {app.config.project}", ""]
    if line := CatalogDomain.of(app.env).site.settings.description:
        lines += [f"> {line}", ""]
    for topic in CatalogDomain.of(app.env).collections.by_kind["topic"].values():
        lines += [f"## {topic.name}", ""]
        for docname in topic.articles:
            card = cards.card(app.env, docname)
            address = urls.file_url(app, f"{docname}.md")
            lines.append(f"- [{card['title']}]({address}): {card['description']}")
        lines.append("")
    return "\n".join([*lines, *_risks(app)])


def _risks(app: Sphinx) -> list[str]:
    """Return the risks of the register as a section, where there is one."""
    found = assessment(app.env)
    if not found:
        return []
    lines = ["## Risks", "", f"- [All risks]({urls.page_url(app, figures.LIST)}): {found.sentence}"]
    for name in found.ranked:
        risk = found.register.risks[name]
        address = urls.page_url(app, figures.page(name))
        lines.append(f"- [{name} {risk.title}]({address}): {risk.scenario}")
    return [*lines, ""]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the writing."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect("kb-page-data", add_twin)
    app.connect("build-finished", write_twins)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
