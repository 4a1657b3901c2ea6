"""Authors and topics of the other site, as our files of _data/ have them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from sphinx_kb.article import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_kb.migration.model import OldSite

NO_TOPIC = {
    "blog",
    "blogs",
    "news",
    "posts",
    "post",
    "articles",
    "uncategorized",
    "general",
    "misc",
    "default",
}
GOLDEN = 137  # degrees: neighbors in a list get colors far apart
_PLACES = {
    "twitter": "https://twitter.com/{}", "x": "https://x.com/{}", "github": "https://github.com/{}",
    "linkedin": "https://www.linkedin.com/in/{}", "mastodon": "{}", "website": "{}", "web": "{}", "url": "{}", "uri": "{}",
    "home": "{}", "bluesky": "https://bsky.app/profile/{}", "stackoverflow": "https://stackoverflow.com/users/{}",
}  # fmt: skip
_PICTURE = ("avatar", "picture", "image", "image_url", "imageurl", "photo")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


def keys(site: OldSite, named: Iterable[Any]) -> dict[str, str]:
    """Return the key of each author that articles name, by the name as it is written."""
    known = {str(key).casefold(): str(key) for key in site.authors}
    for key, said in site.authors.items():
        if isinstance(said, dict):
            known.setdefault(str(said.get("name") or key).casefold(), str(key))
    found: dict[str, str] = {}
    for name in named:
        folded = name.casefold()
        if folded not in known:
            known[folded] = names.slug(name, "author")
            site.authors[known[folded]] = {"name": name}
        found[name] = known[folded]
    return found


def entry(key: str, said: Any) -> dict[str, Any]:
    """Return an author as _data/authors.yml has one, with the old path of the picture."""
    if not isinstance(said, dict):
        return {"name": str(said or key)}
    lowered = {str(name).lower(): value for name, value in said.items()}
    result: dict[str, Any] = {
        "name": str(lowered.get("display_name") or lowered.get("name") or key).strip()
    }
    text = (
        lowered.get("bio")
        or lowered.get("biography")
        or lowered.get("description")
        or lowered.get("title")
    )
    if isinstance(text, str) and text.strip():
        result["biography"] = " ".join(re.sub(r"<[^<>]*>", "", text).split())
    if picture := next(
        (lowered[name] for name in _PICTURE if isinstance(lowered.get(name), str)), None
    ):
        result["picture"] = picture
    links = dict(_links(lowered))
    if links:
        result["links"] = [{"label": label, "url": url} for url, label in links.items()]
    return result


def _links(said: dict[str, Any]) -> Iterable[tuple[str, str]]:
    nested = said.get("socials") or said.get("links") or {}
    if isinstance(nested, list):
        nested = {
            str(one.get("label", n)): one.get("url")
            for n, one in enumerate(nested)
            if isinstance(one, dict)
        }
    for name, value in {**said, **(nested if isinstance(nested, dict) else {})}.items():
        text = str(value or "").strip()
        form = _PLACES.get(str(name).lower())
        address = (
            text
            if _ADDRESS.fullmatch(text)
            else form.format(text.lstrip("@"))
            if form and re.fullmatch(r"@?[\w.-]+", text)
            else ""
        )
        if _ADDRESS.fullmatch(address) and str(name).lower() not in _PICTURE:
            plain = {"url": "Site", "uri": "Site", "web": "Site", "website": "Site", "home": "Site"}
            yield address, plain.get(str(name).lower(), str(name).capitalize())


def topics(site: OldSite) -> dict[str, dict[str, Any]]:
    """Return the topics that articles name, the most frequent first; give articles their keys."""
    spelled: dict[str, Counter[str]] = {}
    for post in site.posts:
        for name in post.topics:
            plain = " ".join(re.split(r"[\s_-]+", name.casefold())).strip()
            if plain and plain not in NO_TOPIC:
                spelled.setdefault(plain, Counter())[name] += 1
    order = sorted(spelled, key=lambda plain: (-spelled[plain].total(), plain))
    found: dict[str, dict[str, Any]] = {}
    slugs: dict[str, str] = {}
    for number, plain in enumerate(order):
        name = spelled[plain].most_common(1)[0][0]
        slug = names.slug(plain, "topic")
        slugs[plain] = slug
        shown = name if name != name.lower() else name[:1].upper() + name[1:]
        shown = " ".join(re.split(r"[_-]+", shown)) if " " not in shown else shown
        found.setdefault(
            slug, {"name": shown, "color": (178 + number * GOLDEN) % 360, "order": number + 1}
        )
    for post in site.posts:
        plains = [" ".join(re.split(r"[\s_-]+", name.casefold())).strip() for name in post.topics]
        post.topics = list(dict.fromkeys(slugs[plain] for plain in plains if plain in slugs))
    return found
