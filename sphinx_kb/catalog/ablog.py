"""ABlog as the registry of articles, authors, topics, tags and years (design decision D6).

It is filled from the catalog, so nothing of it is read in workers and nothing of it is
ever stale. Its pages, feeds, redirects and templates are not used.
"""

from __future__ import annotations

from datetime import datetime
from string import Formatter
from typing import TYPE_CHECKING, Any

from ablog import blog as registry
from ablog import post
from ablog.blog import Blog, Collection
from docutils import nodes

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.catalog.text_stats import TextStats
from sphinx_kb.incremental.page_data import pages_with_changed_data
from sphinx_kb.site.collections import KINDS, LISTS, Kind
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.article.model import Article

CATALOGS: dict[Kind, str] = {
    "topic": "category", "author": "author", "tag": "tags", "year": "archive"
}  # fmt: skip
UNUSED = {
    post.generate_archive_pages, post.generate_atom_feeds, post.process_posts, post.purge_posts
}  # fmt: skip
PARTS = {"date", "title", "author", "location", "language", "category", "tags", None}


class ArticleList(post.PostListDirective):  # type: ignore[misc]  # ABlog has no types
    """ABlog's ``postlist``, which says what to mend where ABlog stops with a traceback."""

    def run(self) -> list[nodes.Node]:
        """Return the list, or nothing where it cannot be made."""
        env = self.state.document.settings.env
        where = (env.doc2path(env.docname, base=False), self.lineno)
        try:
            names = {name for _, name, _, _ in Formatter().parse(self.options.get("format", ""))}
        except ValueError:
            names = {"{"}
        wrong = [f"'{name}'" for name in names - PARTS]
        if self.arguments and not self.arguments[0].isdecimal():
            wrong.append(f"'{self.arguments[0]}' (write a number of articles)")
        if wrong:
            warn("front_matter", f"correct {' and '.join(sorted(wrong))} in the list", where)
            return []
        listed: list[nodes.Node] = super().run()
        return listed


def disable_ablog_output(app: Sphinx, config: Config) -> None:
    """Take ABlog's own publishing away.

    Nothing of it is read in workers any more, so it may be told to be safe there.
    """
    for listeners in list(app.events.listeners.values()):
        for listener in list(listeners):
            if listener.handler in UNUSED:
                app.disconnect(listener.id)
    app.extensions["ablog"].parallel_read_safe = True


def register_articles(app: Sphinx, env: BuildEnvironment, docnames: object = None) -> None:
    """Fill ABlog's registry with the published articles.

    It runs before documents are read, and again when some were left out.
    """
    catalog = CatalogDomain.of(env)
    Blog._dict = {}  # ABlog keeps its state in the class: give each build its own
    registry.TOMORROW = datetime.max  # noqa: DTZ901  # the catalog decides what is due
    blog = Blog(app)
    for kind in KINDS:
        registered = blog.archive if kind == "year" else blog.catalogs[CATALOGS[kind]]
        registered.path = registered.docname = LISTS[kind]
        for item in catalog.collections.by_kind[kind].values():
            label = int(item.slug) if kind == "year" else item.slug
            name = int(item.slug) if kind == "year" else item.name
            registered[label] = Collection(registered, label, name, path=item.docname)
            blog.references[registered[label].xref] = (item.docname, item.name)
    blog.posts._path = "archive"
    for name, kind in (("authors", "author"), ("tags", "tag"), ("categories", "topic")):
        blog.references[f"blog-{name}"] = (LISTS[kind], name.capitalize())
    for name in ("archives", "posts"):
        blog.references[f"blog-{name}"] = ("archive", name.capitalize())
    for name in ("drafts", "feed", "locations", "languages"):
        blog.references.pop(f"blog-{name}", None)
    for docname in catalog.collections.newest_first:
        if catalog.articles[docname].day or catalog.preview:  # its lists are of days
            blog.register(docname, _info(catalog, docname, catalog.articles[docname]))


def _info(catalog: CatalogDomain, docname: str, article: Article) -> dict[str, Any]:
    """Return an article in ABlog's terms."""
    day = article.day or catalog.now.date()
    moment = datetime.combine(day, datetime.min.time())
    said = article.meta
    labels = {
        CATALOGS[kind]: [item.slug for item in catalog.collections.collections_of(kind, docname)]
        for kind in ("topic", "author", "tag")
    }
    opening = said.description or TextStats.of(catalog.env).body(docname).opening
    return {
        "section": "", "order": 1, "date": moment, "title": article.title,
        "update": datetime.combine(article.changed or day, datetime.min.time()),
        "excerpt": [nodes.paragraph("", opening)], "doctree": nodes.section(), "image": None,
        "location": [], "language": [], "redirect": [], "nocomments": True, "exclude": False,
        "canonical_link": None, "external_link": None, **labels,
    }  # fmt: skip


def register_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Fill the registry again after reading; ask for pages whose lists changed."""
    register_articles(app, env)
    catalog = CatalogDomain.of(env)
    listed = [(docname, catalog.articles[docname]) for docname in catalog.collections.newest_first]
    pages = {name for name in env.found_docs if "kb_lists" in env.metadata[name]}
    return pages_with_changed_data(env, "lists", dict.fromkeys(pages, listed))


def references(app: Sphinx) -> dict[str, tuple[str, str]]:
    """Return what references of ABlog lead to: label -> (docname, text)."""
    return {str(label).lower(): target for label, target in Blog(app).references.items()}


def record_lists(app: Sphinx, doctree: nodes.document) -> None:
    """Note which pages have a list of articles."""
    if next(doctree.findall(post.PostList), None) is not None:
        app.env.metadata[app.env.docname]["kb_lists"] = ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set ABlog up, and the moments at which it is filled."""
    app.setup_extension("ablog")
    app.setup_extension("sphinx_kb.incremental.page_data")
    app.add_directive("postlist", ArticleList, override=True)
    app.connect("config-inited", disable_ablog_output)
    app.connect("env-before-read-docs", register_articles)
    app.connect("doctree-read", record_lists)
    app.connect(
        "env-updated", register_again, priority=400
    )  # after the faulty articles are dropped
    return {"parallel_read_safe": True, "parallel_write_safe": True}
