"""The settings of the site: what _data/site.yml may say. Each is explained here, once for all.

`kb settings`, docs/settings.md, the sample of `kb init` and the schema for editors are made from it.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from sphinx_kb.article import validators
from sphinx_kb.source_names import without_ending

_ELSEWHERE = r"^(https?://|mailto:)[^\s<>\"']+$"
_FORGES: dict[str, str] = {"gitlab": "-/edit/{branch}/{path}", "gitea": "_edit/{branch}/{path}"}
_EDIT = "edit/{branch}/{path}"  # GitHub's way

Names = Annotated[tuple[str, ...], BeforeValidator(validators.names)]
Color = Annotated[str, Field(pattern=r"^#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$")]
Folder = Annotated[str, Field(pattern=r"^(\.\./)*([\w.-]+/)+$|^(\.\./)+$")]


class _Part(BaseModel):
    """A part of a setting: no field but ours."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _or_text(schema: dict[str, Any]) -> None:
    """Say in a schema that the one text that matters may stand for the whole."""
    whole = dict(schema)
    schema.clear()
    schema["anyOf"] = [{"type": "string"}, whole]


class MenuItem(_Part):
    """An entry of the navigation or of the foot: a page of this site, or another site."""

    model_config = ConfigDict(json_schema_extra=_or_text)

    name: str = ""
    page: str = ""
    url: Annotated[str, Field(pattern=_ELSEWHERE)] = ""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"page": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _whole(self) -> MenuItem:
        if bool(self.page) == bool(self.url) or (self.url and not self.name):
            raise ValueError("write a page, or a url with a name")
        return self

    @property
    def docname(self) -> str:
        """Return the name of the page, which may be written as its file."""
        return without_ending(self.page.strip("/")).removesuffix(".html")


class HeadEntry(_Part):
    """A line in the head of the home page: a link to oneself elsewhere, or a mark of ownership."""

    rel: Literal["me", "author", "license", "webmention", "pingback", "alternate", ""] = ""
    href: Annotated[str, Field(pattern=_ELSEWHERE)] = ""
    name: Annotated[str, Field(pattern=r"^[\w:.-]{0,80}$")] = ""
    content: str = ""

    @model_validator(mode="after")
    def _whole(self) -> HeadEntry:
        if not (self.rel and self.href) and not (self.name and self.content):
            raise ValueError("write rel and href, or name and content")
        return self


class Repository(_Part):
    """Where the files of the site are kept, for links that lead to them."""

    model_config = ConfigDict(json_schema_extra=_or_text)

    url: Annotated[str, Field(pattern=r"^https://\S+$")]
    branch: Annotated[str, Field(pattern=r"^[\w./-]+$")] = "main"
    folder: str = ""  # of the site in the repository
    forge: Literal["github", "gitlab", "gitea", ""] = ""  # else seen from the address

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"url": value} if isinstance(value, str) else value

    def edit_address(self, path: str) -> str:
        """Return where a file of the site is edited."""
        seen = next((name for name in _FORGES if name in self.url), "")
        way = _FORGES.get(self.forge or seen, _EDIT)
        whole = "/".join(filter(None, (self.folder.strip("/"), path)))
        return f"{self.url.rstrip('/')}/{way.format(branch=self.branch, path=whole)}"

    def report_address(self, title: str) -> str:
        """Return where a mistake is reported, under a title."""
        seen = next((name for name in _FORGES if name in self.url), "")
        is_gitlab = (self.forge or seen) == "gitlab"
        way = "-/issues/new?issue[title]=" if is_gitlab else "issues/new?title="
        return f"{self.url.rstrip('/')}/{way}{title}"


class Settings(_Part):
    """What _data/site.yml may say."""

    description: str = Field(
        "", description="What the site is, in a sentence: for search engines and shared links.",
        examples=["How we build and run things, and why."],
    )  # fmt: skip
    address: Annotated[str, Field(pattern=r"^(https?://[^\s<>\"']+)?$")] = Field(
        "", description="Where the site is, if neither its host nor conf.py says so.",
        examples=["https://kb.example.org/"],
    )  # fmt: skip
    color: Color | None = Field(
        None, description="The color of links and marks in the light mode.", examples=["#0b5fa5"]
    )
    color_dark: Color | None = Field(
        None, description="The same in the dark mode.", examples=["#8ac4ff"]
    )
    navigation: tuple[MenuItem, ...] = Field(
        (), description="The first part of the side navigation, whole and in this order: pages of "
        "the site (of pages/, or archive, glossary, frameworks, ...), and links to other sites.",
        examples=[["archive", {"page": "pages/about", "name": "About us"},
                   {"url": "https://example.org/", "name": "Our company"}]],
    )  # fmt: skip
    foot: tuple[MenuItem, ...] = Field(
        (), description="The links at the foot of each page, whole and in this order.",
        examples=[["archive", "pages/about"]],
    )  # fmt: skip
    tasks: tuple[MenuItem, ...] = Field(
        (), description="What a search field offers before anything is typed: up to six pages, or links "
        "to other sites. Without it: incident mode, the first reading paths, the pages of lists.",
        examples=[["now", {"page": "posts/first-week", "name": "Plan the first week"}]],
    )  # fmt: skip
    head: tuple[HeadEntry, ...] = Field(
        (), description="Lines in the head of the home page: links to your profiles, and marks by "
        "which other services know that the site is yours.",
        examples=[[{"rel": "me", "href": "https://social.example.org/@us"},
                   {"name": "google-site-verification", "content": "abc"}]],
    )  # fmt: skip
    repository: Repository | None = Field(
        None, description="Where the files are kept: each article links to its own. An address, or "
        "url, branch, folder and forge (github, gitlab, gitea).",
        examples=["https://github.com/example/handbook"],
    )  # fmt: skip
    parts: tuple[Folder, ...] = Field(
        (), description="The other parts of a large site that is built in several: where each is published, "
        "as seen from here. The search finds their articles, too.",
        examples=[["../2024/", "../2025/"]],
    )  # fmt: skip
    private: bool = Field(
        False, description="Nothing for machines: robots are sent away, and there are no feeds, no "
        "sitemap, no Markdown twins and no llms.txt.", examples=[True],
    )  # fmt: skip
    offline: bool | None = Field(
        None, description="Browsers keep the pages that a reader opens, to show them when there is no "
        "network; false: they keep nothing, and forget what they have. Of a private site they keep "
        "nothing unless this is true.", examples=[False],
    )  # fmt: skip
    shared: Annotated[
        tuple[Literal["csf", "cis", "iso", "synonyms"], ...], BeforeValidator(validators.names)
    ] = Field(
        (), description="What of the package's own data serves here, too: the frameworks csf, cis and "
        "iso with their crosswalk, and synonyms for the search. A file of a framework's name in _data/controls/ stands for it; "
        "_data/synonyms.yml adds to the synonyms.",
        examples=[["csf", "cis", "iso", "synonyms"]],
    )  # fmt: skip
    ignored_fields: Names = Field(
        (), description="Fields of front matter that mean something elsewhere, and nothing here.",
        examples=[["wiki_id", "status"]],
    )  # fmt: skip
    publish: Literal["all", "rest"] = Field(
        "all", description="all: a fault stops publishing. rest: what has no fault is published, and "
        "the fault is told; `kb html` exits with 1 all the same.", examples=["rest"],
    )  # fmt: skip
    permalink: str | None = Field(
        None, description="The pattern of addresses of an old Jekyll site, for all articles: date, "
        "pretty, ordinal, weekdate, none, or one such as /:title/.", examples=["pretty"],
    )  # fmt: skip
    unlinked_terms: tuple[str, ...] = Field(
        (), description="Glossary terms that are too common to be linked by themselves.",
        examples=[["risk"]],
    )  # fmt: skip
    security_contact: Annotated[str | None, Field(pattern=r"^(https://|mailto:)\S+$")] = Field(
        None, description="Whom to tell of a hole in the site: /.well-known/security.txt.",
        examples=["mailto:security@example.org"],
    )  # fmt: skip
    security_expires: str | None = Field(
        None, description="Until when that is true.", examples=["2027-12-31"]
    )
