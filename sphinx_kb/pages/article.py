"""The head and the foot of an article's page: who, when, for whom, and where to go next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.catalog.text_stats import TextStats
from sphinx_kb.pages import theme_options
from sphinx_kb.pages.cards import card, day, label, people
from sphinx_kb.pages.works import evidence
from sphinx_kb.source_names import file_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_kb.pages.contexts import ArticlePage, Heading

FEWEST_HEADINGS = 2  # from here on a page has contents by itself


class article_head(nodes.Element):  # noqa: N801  # docutils names nodes so
    """Stands under an article's title for its byline, its cover and its contents."""


class AddHead(SphinxPostTransform):
    """Put the place of the head under the title of an article."""

    default_priority = 100  # any time after references are resolved
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Add the node; what it shows is known when it is written."""
        docname = self.env.current_document.docname
        if docname in CatalogDomain.of(self.env).articles:
            title = next(self.document.findall(nodes.title))
            _part(title)
            title.parent.insert(1, article_head(docname=docname))


def _part(title: nodes.title) -> None:
    """Let a title break after its colon before it breaks elsewhere."""
    text = title[0] if len(title) == 1 else None
    head, _, rest = str(text).partition(": ") if isinstance(text, nodes.Text) else ("", "", "")
    if rest:
        title.children = []
        title += [nodes.Text(f"{head}: "), nodes.inline("", rest, classes=["kb-part"])]


def visit_head(self: HTML5Translator, node: article_head) -> None:
    """Draw the head by its template."""
    builder, docname = self.builder, node["docname"]

    def pathto(name: str, resource: int = 0) -> str:
        if resource:
            depth = builder.get_target_uri(docname).count("/")
            return "../" * depth + name
        return builder.get_relative_uri(docname, name)

    context = article(builder.env, docname) | {"pathto": pathto}
    self.body.append(builder.templates.render("article-head.html", context))


def depart_head(self: HTML5Translator, node: article_head) -> None:
    """Do nothing: the head is closed."""


def skip(self: Any, node: article_head) -> None:
    """Leave the head out of what is not HTML."""
    raise nodes.SkipNode


def article(env: BuildEnvironment, docname: str) -> ArticlePage:
    """Return what the templates show around an article's text."""
    catalog = CatalogDomain.of(env)
    said = catalog.articles[docname].meta
    shelves = catalog.collections
    topic = shelves.topic_of(docname)
    order = topic.articles if topic else ()
    place = topic.places[docname] if topic else 0
    contents = headings(env, docname)
    return {
        "article": {
            **card(env, docname),
            "meta": said,
            "updated": day(catalog.articles[docname].changed),
            "changes": [
                {"day": when, "what": each.what} for each in said.changes if (when := day(each.date))
            ],
            "reviewed": day(said.reviewed),
            "reviewers": people(env, said.reviewers),
            "topics": [label(item) for item in shelves.collections_of("topic", docname)],
            "tags": [label(item) for item in shelves.collections_of("tag", docname)],
            "contents": contents if _boxed(env, docname) else [],
            "previous": card(env, order[place - 1]) if place > 0 else None,
            "next": card(env, order[place + 1]) if place + 1 < len(order) else None,
            "evidence": evidence(said.sources, catalog.now.date()),
            "due": day(said.review_by),
            "is_overdue": _is_overdue(catalog, docname),
            "edit": _edit_address(catalog, env.config, file_of(env.srcdir, docname)),
            "report": _report_address(catalog, env.config, docname),
        },
        "side_contents": [] if said.toc is False else _enough(contents),
    }  # fmt: skip


def _is_overdue(catalog: CatalogDomain, docname: str) -> bool:
    """Return whether an article should have been reviewed by now."""
    due = catalog.articles[docname].meta.review_by
    return due is not None and due < catalog.now.date()


def _edit_address(catalog: CatalogDomain, config: Config, file: str) -> str | None:
    """Return where an article is edited, or None where the repository is not known."""
    repository = catalog.site.settings.repository or theme_options.repository(config)
    return repository.edit_address(quote(file)) if repository else None


def _report_address(catalog: CatalogDomain, config: Config, docname: str) -> str | None:
    """Return where a mistake of an article is reported, or None where the repository is not known."""
    repository = catalog.site.settings.repository or theme_options.repository(config)
    title = f"A mistake in “{catalog.articles[docname].title}”"
    return repository.report_address(quote(title)) if repository else None


def _enough(contents: list[Heading]) -> list[Heading]:
    """Return contents that are worth showing at the side, or none."""
    return contents if sum(1 + len(entry["below"]) for entry in contents) >= FEWEST_HEADINGS else []


def _boxed(env: BuildEnvironment, docname: str) -> bool:
    """Return whether an article shows its contents in its text."""
    asked = CatalogDomain.of(env).articles[docname].meta.toc
    return TextStats.of(env).body(docname).wants_contents if asked is None else asked


def headings(env: BuildEnvironment, docname: str) -> list[Heading]:
    """Return an article's headings as a tree of (text, anchor, below)."""

    def walk(parent: nodes.Node) -> list[Heading]:
        result: list[Heading] = []
        for item in parent.children:
            link = next(iter(item.findall(nodes.reference)), None)
            if isinstance(item, nodes.list_item) and link is not None:
                below = [child for child in item.children if isinstance(child, nodes.bullet_list)]
                text = link.astext()
                result.append({
                    "text": text, "anchor": link["anchorname"],
                    "below": walk(below[0]) if below else [],
                })  # fmt: skip
        return result

    tree = walk(env.tocs.get(docname, addnodes.only()))
    return tree[0]["below"] if tree else []


def unlink_files(app: Sphinx, doctree: nodes.document) -> None:
    """Show a link to a file, in a heading, as its text in the contents: Sphinx stops at it there."""
    contents = app.env.tocs[app.env.current_document.docname]
    for link in list(contents.findall(addnodes.download_reference)):
        link.replace_self(link.children)


def add_article(app: Sphinx, pagename: str) -> Mapping[str, Any]:
    """Give the page of an article its data, and every other page its contents."""
    if pagename in CatalogDomain.of(app.env).articles:
        return article(app.env, pagename)
    known = pagename in app.env.tocs and pagename != app.config.root_doc
    contents = headings(app.env, pagename) if known else []
    return {"article": None, "side_contents": _enough(contents)}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node and its place, and the data of the templates."""
    app.setup_extension("sphinx_kb.incremental.page_data")
    others = dict.fromkeys(("latex", "text", "man", "texinfo"), (skip, None))
    app.add_node(article_head, html=(visit_head, depart_head), **others)  # type: ignore[arg-type]
    app.add_post_transform(AddHead)
    app.connect("doctree-read", unlink_files)  # after Sphinx has collected the contents
    app.connect("kb-page-data", add_article)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
