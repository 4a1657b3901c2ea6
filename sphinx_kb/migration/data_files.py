"""The data files of a site that comes over: authors, topics, old addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import yaml

from sphinx_kb.article import names, old_urls
from sphinx_kb.migration import (
    people,
    wholeness,
)

if TYPE_CHECKING:
    from sphinx_kb.migration.convert import Converted
    from sphinx_kb.migration.links import Table
    from sphinx_kb.migration.source import Source


_ROOT_FILES = {  # path -> what it has to look like
    "CNAME": r"[\w.-]+\s*", "ads.txt": r"[\x20-\x7e\s]*", "humans.txt": r"[^<]*", "keybase.txt": r"[^<]*",
    "BingSiteAuth.xml": r"<\?xml[^<>]*>\s*<users>\s*<user>\w+</user>\s*</users>\s*",
}  # fmt: skip
_GOOGLE = re.compile(r"google[0-9a-f]{10,20}\.html")


def _data(source: Source, found: Converted, table: Table, topics: dict[str, Any]) -> None:
    """Add the files of _data/, and those at the root."""
    site = found.site
    authors = {}
    for key, said in site.authors.items():
        made = people.entry(str(key), said)
        picture = made.pop("picture", "")
        if picture and not picture.startswith("http") and (new := table.file(picture, "")):
            made["picture"] = unquote(new).lstrip("/")
        authors[str(key)] = made
    redirects = {old: new for old, new in site.redirects.items() if new != "topics" or topics}
    for page in site.pages:
        redirects |= dict.fromkeys(page.old, f"pages/{page.name}.md")
    redirects |= wholeness.lists(site)
    taken = {address.strip("/") for post in site.posts for address in post.old}
    redirects = {old: new for old, new in redirects.items() if old.strip("/") not in taken}
    for name, data in (
        ("authors", authors),
        ("topics", topics),
        ("redirects", _allowed(redirects)),
    ):
        if data:
            text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1000)
            found.files[f"_data/{name}.yml"] = text.encode()
    for path in source.paths:
        pattern = _ROOT_FILES.get(path)
        if (pattern and re.fullmatch(pattern, source.text(path))) or (
            _GOOGLE.fullmatch(path)
            and source.text(path).strip() == f"google-site-verification: {path}"
        ):
            found.copies[path] = table.copied[path] = f"extra/{path}"
    found.extra = any(target.startswith("extra/") for target in table.copied.values())


def _allowed(redirects: dict[str, str]) -> dict[str, str]:
    result = {}
    for old, new in redirects.items():
        try:
            path = old_urls.normalize(old)
        except ValueError:
            continue
        if path and f"/{path}".rstrip("/") not in {
            f"/{new}",
            "/" + new.removesuffix(".md") + ".html",
        }:
            result[f"/{path}"] = new
    return result


def tag_slug(name: str) -> str:
    """Return the address part of a tag here."""
    return names.slug(name, "tag")
