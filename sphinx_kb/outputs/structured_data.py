"""What a page says of itself to other machines: its address, its card, its structure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_kb import urls
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.pages.cards import card, people
from sphinx_kb.references.glossary import GlossaryDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.pages.contexts import Author

CONTEXT = "https://schema.org"


def add_meta(app: Sphinx, pagename: str) -> dict[str, Any]:
    """Give a page its canonical address, its description, and what it is in schema.org's terms."""
    catalog = CatalogDomain.of(app.env)
    is_article = pagename in catalog.articles
    structure = _article(app, pagename) if is_article else _other(app, pagename)
    settings, is_home = catalog.site.settings, pagename == app.config.root_doc
    return {
        "canonical": _page(app, pagename),
        "kb_root": urls.base_url(app) if urls.has_base_url(app) else "",
        "structure": [json_in_html({"@context": CONTEXT, **_known(item)}) for item in structure],
        "site_line": settings.description if is_home else "",
        "head_entries": [entry.model_dump() for entry in settings.head] if is_home else [],
        "is_private": settings.private,
    }


def _page(app: Sphinx, pagename: str) -> str | None:
    """Return the address of a page, or None where the site's is not known."""
    return urls.page_url(app, pagename) if urls.has_base_url(app) else None


def _known(item: dict[str, Any]) -> dict[str, Any]:
    """Return what is known of a thing, without what is None."""

    def known(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: known(part) for key, part in value.items() if part is not None}
        return [known(part) for part in value] if isinstance(value, list) else value

    found: dict[str, Any] = known(item)
    return found


def json_in_html(value: object) -> str:
    """Return JSON that no element of HTML can end."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _article(app: Sphinx, docname: str) -> list[dict[str, Any]]:
    """Return an article and its place in the site."""
    catalog = CatalogDomain.of(app.env)
    article = catalog.articles[docname]
    shelves = catalog.collections
    topic = shelves.topic_of(docname)
    shown = card(app.env, docname)
    url = _page(app, docname)
    written_by = _persons(app, shown["authors"])
    reviewed_by = _persons(app, people(app.env, article.meta.reviewers))
    day = article.day or (catalog.now.date() if catalog.preview else None)
    changed = article.changed or day
    item: dict[str, Any] = {
        "@type": "Article",
        "headline": article.title,
        "mainEntityOfPage": url,
        "url": url,
        "image": urls.file_url(app, shown["card_image"]) if url else None,
        "inLanguage": article.meta.lang or app.config.language,
        "datePublished": day.isoformat() if day else None,
        "dateModified": changed.isoformat() if changed else None,
        "author": written_by or [{"@type": "Organization", "name": app.config.author}],
        "publisher": {"@type": "Organization", "name": app.config.project},
    }
    if article.meta.reviewed and reviewed_by:
        reviewed = {"lastReviewed": article.meta.reviewed.isoformat(), "reviewedBy": reviewed_by}
        item["mainEntityOfPage"] = {"@type": "WebPage", "@id": url, **reviewed}
    if article.meta.description:
        item["description"] = article.meta.description
    if topic:
        item["articleSection"] = topic.name
    if words := [tag.name for tag in shelves.collections_of("tag", docname)]:
        item["keywords"] = words
    trail = [("Home", app.config.root_doc), ("Topics", "topics")]
    trail += [(topic.name, topic.docname)] if topic else []
    return [item, _trail(app, [*trail, (article.title, docname)])]


def _persons(app: Sphinx, found: list[Author]) -> list[dict[str, Any]]:
    """Return people in schema.org's terms."""
    return [
        {
            "@type": "Person", "name": person["name"],
            "url": _page(app, person["page"]) if person["page"] else None,
        }
        for person in found
    ]  # fmt: skip


def _trail(app: Sphinx, steps: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the way from the home page to a page."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem", "position": place, "name": name,
                "item": _page(app, page),
            }
            for place, (name, page) in enumerate(steps, 1)
        ],
    }  # fmt: skip


def _other(app: Sphinx, pagename: str) -> list[dict[str, Any]]:
    """Return what the home page, an author's page or a glossary is."""
    catalog = CatalogDomain.of(app.env)
    if pagename == app.config.root_doc:
        search = _page(app, "search")
        found = search and {
            "@type": "SearchAction",
            "target": search + "?q={search_term_string}",
            "query-input": "required name=search_term_string",
        }
        root = urls.base_url(app) or None
        site = {"@type": "WebSite", "name": app.config.project, "url": root}
        line = catalog.site.settings.description or None
        return [site | {"description": line, "potentialAction": found}]
    shelf = next(
        (
            item
            for item in catalog.collections.by_kind["author"].values()
            if item.docname == pagename
        ),
        None,
    )
    if shelf:
        author = catalog.site.authors[shelf.slug]
        person: dict[str, Any] = {"@type": "Person", "name": author.name}
        person["url"] = _page(app, pagename)
        if author.biography:
            person["description"] = author.biography
        if author.links:
            person["sameAs"] = [link.url for link in author.links]
        return [person]
    entries = [entry for entry in GlossaryDomain.of(app.env).entries() if entry.page == pagename]
    if entries:
        url = _page(app, pagename)
        terms = [
            {
                "@type": "DefinedTerm", "name": entry.names[0], "description": entry.definition,
                "url": url and f"{url}#{entry.anchor}",
                **({"alternateName": list(entry.names[1:])} if entry.names[1:] else {}),
            }
            for entry in entries
        ]  # fmt: skip
        return [
            {"@type": "DefinedTermSet", "name": "Glossary", "url": url, "hasDefinedTerm": terms}
        ]
    return []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the data."""
    app.setup_extension("sphinx_kb.incremental.page_data")
    app.connect("kb-page-data", add_meta)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
