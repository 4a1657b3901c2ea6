"""The fields of an article's front matter: their names, their rules, their remedies."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from sphinx_kb.article import validators
from sphinx_kb.article.compact import Compact

ALIASES = {
    "last_modified_at": "updated", "author": "authors", "category": "categories",
    "tag": "tags", "summary": "description", "excerpt": "description",
    "subtitle": "description", "aliases": "redirect_from", "url": "permalink", "pin": "pinned",
    "reviewer": "reviewers", "reviewed_by": "reviewers", "mathjax": "math", "katex": "math", "use_math": "math",
    "usemathjax": "math",
    "pubdate": "date", "publishdate": "date", "published_at": "date", "date_published": "date",
    "lastmod": "updated", "updateddate": "updated", "updated_at": "updated", "modified": "updated",
    "date_modified": "updated", "last_updated": "updated", "last_update": "updated",
    "sticky": "pinned", "publish": "published", "unlisted": "hidden", "language": "lang",
}  # fmt: skip
REFUSED = frozenset({
    "myst", "mystnb", "substitutions", "html_meta", "redirect", "external_link",
    "canonical_link", "kernelspec", "jupytext", "file_format",
})  # fmt: skip
IGNORED = frozenset({
    # Jekyll and its themes
    "layout", "comments", "rating", "sitemap", "search", "share", "classes", "header",
    "sidebar", "author_profile", "read_time", "reading_time", "imageshadow", "video_embed",
    "mermaid", "nav_order", "parent", "grand_parent", "has_children", "has_toc", "nav_exclude",
    "render_with_liquid", "excerpt_separator", "toc_label", "toc_icon", "toc_sticky", "type", "id",
    "locale", "blogpost", "style", "color", "collection", "ext", "defaults", "last_modified_by",
    # Hugo and its themes
    "weight", "menu", "menus", "cascade", "outputs", "resources", "headless", "iscjklanguage",
    "linktitle", "markup", "params", "series", "translationkey", "showtoc", "tocopen", "hidemeta",
    "disableshare", "searchhidden", "showreadingtime", "showbreadcrumbs", "showpostnavlinks",
    "showwordcount", "build", "_build", "extra", "images",
    # Material for MkDocs
    "hide", "icon", "status", "template", "readtime", "links", "social",
    # Docusaurus
    "hide_title", "hide_table_of_contents", "toc_min_heading_level", "toc_max_heading_level",
    "sidebar_label", "sidebar_position", "sidebar_class_name", "sidebar_custom_props", "title_meta",
    "pagination_next", "pagination_prev", "pagination_label", "custom_edit_url", "displayed_sidebar",
    "parse_number_prefixes", "format",
    # Obsidian
    "cssclass", "cssclasses",
})  # fmt: skip


Text = Annotated[str | None, BeforeValidator(validators.text)]
Flag = Annotated[bool, BeforeValidator(validators.boolean, json_schema_input_type=bool)]
Day = Annotated[dt.date | None, BeforeValidator(validators.day, json_schema_input_type=str | None)]
Moment = Annotated[
    validators.Moment | None, BeforeValidator(validators.date_and_due, json_schema_input_type=str)
]
Names = Annotated[
    tuple[str, ...],
    BeforeValidator(validators.names, json_schema_input_type=str | list[str] | None),
]
People = Annotated[
    tuple[str, ...],
    BeforeValidator(validators.people, json_schema_input_type=str | list[str] | None),
]


class Source(Compact):
    """A work that the article relies on."""

    title: Annotated[str, BeforeValidator(validators.text)]
    url: Annotated[str | None, BeforeValidator(validators.url)] = None
    publisher: Text = None
    date: Annotated[
        str | None,
        BeforeValidator(validators.source_date, json_schema_input_type=str | int | None),
    ] = None
    accessed: Day = None
    kind: (
        Literal["law", "standard", "primary", "research", "vendor", "press", "secondary"] | None
    ) = None


def _line(longest: int) -> BeforeValidator:
    return BeforeValidator(partial(validators.line, longest=longest))


class Brief(Compact):
    """One page for the board: what is to be decided, in plain text."""

    decision: Annotated[str, _line(240)]
    decline: Annotated[str, _line(160)]
    by: Annotated[str | None, _line(160)] = None
    ask: Annotated[str | None, _line(160)] = None
    cost: Annotated[str | None, _line(160)] = None
    unknown: Annotated[str | None, _line(160)] = None
    risk: Annotated[str | None, _line(160)] = None
    options: Names = ()


class Change(Compact):
    """A change of substance: its day, and one sentence on what is new."""

    date: Annotated[dt.date, BeforeValidator(validators.known_day, json_schema_input_type=str)]
    what: Annotated[str, BeforeValidator(validators.sentence)]


class FrontMatter(Compact):
    """What the front matter of an article may say. Design decision D2 has the rules."""

    title: Text = Field(None, description="Plain text, shown as written.")
    date: Moment = Field(
        None, description="The day of publication: YYYY-MM-DD, with a time if it matters."
    )
    updated: Day = Field(None, description="The day of the last change of substance.")
    authors: People = Field((), description="Keys or names of _data/authors.yml.")
    categories: Names = Field((), description="Topics; the first is the article's own.")
    tags: Names = Field((), description="Tags.")
    image: Annotated[str | None, BeforeValidator(validators.picture)] = Field(
        None, description="The cover: a path from the site's root, or beside the article."
    )
    image_alt: Text = Field(None, description="What the cover shows.")
    description: Text = Field(None, description="One or two sentences of plain text.")
    toc: Annotated[bool | None, BeforeValidator(validators.boolean)] = Field(
        None, description="true: a contents box in the text; false: no contents at all."
    )
    beforetoc: Text = Field(None, description="Plain text above the contents box.")
    toctitle: Text = Field(None, description="The title of the contents box.")
    featured: Flag = Field(False, description="Shown on the home page.")
    hidden: Flag = Field(False, description="Left out of the latest articles.")
    pinned: Flag = Field(False, description="First in its topic.")
    draft: Flag = Field(False, description="Not published.")
    published: Flag = Field(True, description="false: not published.")
    redirect_from: Names = Field((), description="Old addresses that lead here.")
    permalink: Text = Field(None, description="The old address, or a Jekyll style.")
    slug: Text = Field(
        None, description="The last part of the old address, in place of the file's name."
    )
    guid: Text = Field(
        None, description="What feeds called the article before: readers keep it as read."
    )
    level: Literal["aspiring", "new", "seasoned", "all"] | None = Field(
        None, description="Whom the article is for."
    )
    reviewed: Day = Field(None, description="The day of the last review.")
    reviewers: Names = Field((), description="Who reviewed it: keys of _data/authors.yml.")
    review_by: Day = Field(None, description="The day by which to review again.")
    owner: Text = Field(None, description="Who answers for the article: a key of authors.yml.")
    sources: tuple[Source, ...] = Field((), description="What the article relies on.")
    changes: tuple[Change, ...] = Field(
        (), description="Changes of substance: a day, and one sentence on what is new."
    )
    related: Names = Field((), description="Articles to read next: their file names.")
    keywords: Names = Field((), description="Words that readers type and the text does not have.")
    controls: Names = Field((), description="Identifiers of frameworks.")
    brief: Brief | None = Field(
        None, description="One page for the board: decision, decline, by, ask, cost, risk, options."
    )
    no_terms: Annotated[bool | tuple[str, ...], BeforeValidator(validators.flag_or_names)] = Field(
        (), description="Glossary terms that are not linked by themselves here; true: none is."
    )
    no_claims: Text = Field(
        None, description="Why no figure here needs a source: the check of claims leaves it alone."
    )
    math: Annotated[bool, BeforeValidator(validators.switched_on, json_schema_input_type=bool)] = (
        Field(False, description="true: what stands between single dollars is a formula.")
    )
    lang: Annotated[str | None, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = Field(
        None, description="The language of the article."
    )
    dir: Literal["ltr", "rtl"] | None = Field(None, description="The direction of its script.")


NAMES = tuple(FrontMatter.model_fields)
