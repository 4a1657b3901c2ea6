"""The fields of an article's front matter: their names, their rules, their remedies."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from _ext.article import dates
from _ext.article.names import as_list

ALIASES = {
    "last_modified_at": "updated", "author": "authors", "category": "categories",
    "tag": "tags", "summary": "description", "excerpt": "description",
    "subtitle": "description", "aliases": "redirect_from", "pin": "pinned",
}  # fmt: skip
REFUSED = frozenset({
    "myst", "mystnb", "substitutions", "html_meta", "redirect", "external_link",
    "canonical_link", "kernelspec", "jupytext", "file_format",
})  # fmt: skip
IGNORED = frozenset({
    "layout", "comments", "rating", "slug", "sitemap", "search", "share", "classes", "header",
    "sidebar", "author_profile", "read_time", "reading_time", "imageshadow", "video_embed", "math",
    "mermaid", "nav_order", "parent", "has_children", "render_with_liquid", "excerpt_separator",
    "toc_label", "toc_icon", "toc_sticky", "type", "id", "locale", "blogpost", "style", "color",
})  # fmt: skip

Moment = tuple[dt.date, dt.datetime]  # the day as written; when it is due, in UTC


def _text(value: Any) -> str | None:
    """Return a value as one line of plain text."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError("write plain text")  # noqa: TRY004
    return " ".join(value.split())


def _flag(value: Any) -> bool:
    """Return whether a flag is set."""
    word = str(value).strip().lower()
    if value is None or word in {"false", "no", "off", "0"}:
        return False
    if word in {"true", "yes", "on", "1"}:
        return True
    raise ValueError("write true or false")


def _day(value: Any) -> dt.date | None:
    """Return a day as written."""
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        return dates.parse(value)[0]
    if value is None:
        return None
    raise ValueError(dates.REMEDY)


def _moment(value: Any) -> Moment | None:
    """Return a day as written and the moment at which it is due."""
    if isinstance(value, str):
        return dates.parse(value)
    if value is None or isinstance(value, tuple):
        return value
    raise ValueError(dates.REMEDY)


def _picture(value: Any) -> Any:
    """Return the path of a picture, which Jekyll's plug-ins may write as a mapping."""
    return _text(value.get("path") if isinstance(value, dict) else value)


def _source_date(value: Any) -> str | None:
    """Return a year, a month or a day, as written."""
    text = _text(value)
    if text and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        raise ValueError("write the source's date as YYYY, YYYY-MM or YYYY-MM-DD")
    if text:
        dates.parse((text + "-01-01")[:10])
    return text


def _web(value: Any) -> str | None:
    """Return an address on the web."""
    text = _text(value)
    if text and not re.match(r"https?://[^\s<>\"'\\]+$", text):
        raise ValueError("write the source's address with http:// or https://")
    return text


def _names(value: Any) -> tuple[str, ...]:
    """Return names from a list, or from a text with commas."""
    return () if value is None else tuple(as_list(list(value) if isinstance(value, tuple) else value))


Text = Annotated[str | None, BeforeValidator(_text)]
Flag = Annotated[bool, BeforeValidator(_flag, json_schema_input_type=bool)]
Day = Annotated[dt.date | None, BeforeValidator(_day, json_schema_input_type=str | None)]
Names = Annotated[
    tuple[str, ...], BeforeValidator(_names, json_schema_input_type=str | list[str] | None)
]


class Compact(BaseModel):
    """A frozen model that is pickled without its defaults, and revived unvalidated.

    The catalogue keeps one for each article, and loads all of them in every build.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep what was set."""
        kept = {name: value for name, value in self.__dict__.items() if name in self.model_fields_set}
        return _revive, (type(self), kept)


@cache
def _defaults(model: type[Compact]) -> dict[str, Any]:
    """Return the value of each field that is not set."""
    return {name: each.default for name, each in model.model_fields.items()}


def _revive(model: type[Compact], values: dict[str, Any]) -> Compact:
    """Return a model with values that were validated before.

    It does what ``model_construct`` does, which takes longer than validation.
    """
    instance = model.__new__(model)
    object.__setattr__(instance, "__dict__", {**_defaults(model), **values})
    object.__setattr__(instance, "__pydantic_fields_set__", set(values))
    object.__setattr__(instance, "__pydantic_extra__", None)
    object.__setattr__(instance, "__pydantic_private__", None)
    return instance


class Source(Compact):
    """A work that the article relies on."""

    title: Annotated[str, BeforeValidator(_text)]
    url: Annotated[str | None, BeforeValidator(_web)] = None
    publisher: Text = None
    date: Annotated[str | None, BeforeValidator(_source_date)] = None
    accessed: Day = None


class FrontMatter(Compact):
    """What the front matter of an article may say. Design decision D2 has the rules."""

    title: Text = Field(None, description="Plain text, shown as written.")
    date: Annotated[Moment | None, BeforeValidator(_moment, json_schema_input_type=str)] = Field(
        None, description="The day of publication: YYYY-MM-DD, with a time if it matters."
    )
    updated: Day = Field(None, description="The day of the last change of substance.")
    authors: Names = Field((), description="Keys of _data/authors.yml.")
    categories: Names = Field((), description="Topics; the first is the article's own.")
    tags: Names = Field((), description="Tags.")
    image: Annotated[str | None, BeforeValidator(_picture)] = Field(
        None, description="The cover: a path from the site's root, or beside the article."
    )
    image_alt: Text = Field(None, description="What the cover shows.")
    description: Text = Field(None, description="One or two sentences of plain text.")
    toc: Annotated[bool | None, BeforeValidator(lambda v: None if v is None else _flag(v))] = Field(
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
    level: Literal["aspiring", "new", "seasoned", "all"] | None = Field(
        None, description="Whom the article is for."
    )
    reviewed: Day = Field(None, description="The day of the last review.")
    review_by: Day = Field(None, description="The day by which to review again.")
    owner: Text = Field(None, description="Who answers for the article: a key of authors.yml.")
    sources: tuple[Source, ...] = Field((), description="What the article relies on.")
    related: Names = Field((), description="Articles to read next: their file names.")
    keywords: Names = Field((), description="Words that readers type and the text does not have.")
    controls: Names = Field((), description="Identifiers of frameworks.")
    lang: Annotated[str | None, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = Field(
        None, description="The language of the article."
    )
    dir: Literal["ltr", "rtl"] | None = Field(None, description="The direction of its script.")


NAMES = tuple(FrontMatter.model_fields)
