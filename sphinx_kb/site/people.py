"""The authors of a site, as Jekyll, Docusaurus and Material for MkDocs write them in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_kb.article.raw_yaml import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BIOGRAPHY = ("biography", "bio", "description", "title", "role")  # the first that is there
PICTURE = ("picture", "avatar", "image_url", "imageURL", "image", "photo")
PLACES = {  # what stands before the name that somebody has there; {} is that name
    "x": "https://x.com/{}", "twitter": "https://twitter.com/{}", "github": "https://github.com/{}",
    "gitlab": "https://gitlab.com/{}", "linkedin": "https://www.linkedin.com/in/{}",
    "stackoverflow": "https://stackoverflow.com/users/{}", "instagram": "https://www.instagram.com/{}",
    "bluesky": "https://bsky.app/profile/{}", "youtube": "https://www.youtube.com/@{}",
    "twitch": "https://www.twitch.tv/{}", "threads": "https://www.threads.net/@{}",
    "facebook": "https://www.facebook.com/{}", "mastodon": "https://{}", "email": "mailto:{}",
    "orcid": "https://orcid.org/{}", "keybase": "https://keybase.io/{}",
}  # fmt: skip
NAMES = {"url": "Website", "website": "Website", "homepage": "Website", "site": "Website", "web": "Website",
         "github": "GitHub", "gitlab": "GitLab", "linkedin": "LinkedIn", "x": "X", "email": "Email",
         "stackoverflow": "Stack Overflow", "youtube": "YouTube", "orcid": "ORCID"}  # fmt: skip
# What other systems write of an author, and this site has no place for.
WITHOUT_EFFECT = frozenset(
    {"page", "slug", "permalink", "location", "uri", "username", "icon", "layout"}
)


def entries(given: Mapping[str, Field]) -> dict[str, Field]:
    """Return the authors of a file by their keys, each as our own model has it."""
    nested = given.get("authors")
    if len(given) == 1 and nested and isinstance(nested.value, dict):  # as Material writes it
        given = {key: Field(value, nested.line) for key, value in nested.value.items()}
    return {key: Field(_author(key, field.value), field.line) for key, field in given.items()}


def _author(key: str, given: Any) -> Any:
    """Return an author in our own names, with what nobody knows left for the model to refuse."""
    if not isinstance(given, dict):
        return {"name": given} if isinstance(given, str) else given
    rest = {
        name: value
        for name, value in given.items()
        if name not in WITHOUT_EFFECT and value is not None
    }
    links = list(_links(rest))
    found = {
        "biography": _first(rest, BIOGRAPHY),
        "picture": _first(rest, PICTURE),
        "links": links or None,
    }
    return {**rest, **{name: value for name, value in found.items() if value is not None}}


def _first(rest: dict[str, Any], names: tuple[str, ...]) -> Any:
    """Return the first of some fields that is there, and take all of them away."""
    values = [rest.pop(name) for name in names if name in rest]
    return values[0] if values else None


def _links(rest: dict[str, Any]) -> Iterator[Any]:
    """Yield the links of an author, each with its name, and take them away."""
    given = rest.pop("links", [])
    for link in given if isinstance(given, list) else [given]:
        if isinstance(link, dict):
            kept = {name: value for name, value in link.items() if name not in WITHOUT_EFFECT}
            yield {"label": NAMES["url"], **kept}
        else:
            yield link
    socials = rest.pop("socials", None) or {}
    own = {
        name: rest.pop(name)
        for name in list(rest)
        if name in PLACES or NAMES.get(name) == "Website"
    }
    for name, value in [*own.items(), *(socials.items() if isinstance(socials, dict) else ())]:
        if isinstance(value, str) and value.strip():
            yield {
                "label": NAMES.get(name, name.capitalize()),
                "url": _address(name, value.strip()),
            }


def _address(name: str, value: str) -> str:
    """Return the address of somebody's page: a name alone is the one that they have there."""
    if "://" in value or value.startswith("mailto:") or name not in PLACES:
        return value
    return PLACES[name].format(value.lstrip("@"))
