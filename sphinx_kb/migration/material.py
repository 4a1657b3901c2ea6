"""The blog of Material for MkDocs: its posts, its authors, and the pages beside it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from sphinx_kb.article import dates
from sphinx_kb.migration import heads
from sphinx_kb.migration.model import OldSite, Page, Post, is_true, listed
from sphinx_kb.migration.source import inside

if TYPE_CHECKING:
    from sphinx_kb.migration.source import Source

_CONFIG = re.compile(r"mkdocs[\w.-]*\.ya?ml")
DEEPEST = 5  # settings that inherit from settings
_TITLE = re.compile(r"^# +(.+?)[ #]*$", re.MULTILINE)
_FORMAT = {
    "yyyy": "%Y", "yy": "%y", "MMMM": "%B", "MMM": "%b", "MM": "%m", "M": "{m}", "dd": "%d", "d": "{d}",
}  # fmt: skip


def is_here(source: Source) -> bool:
    """Return whether the source is a site of MkDocs with a blog."""
    return bool(_blogs(_config(source)))


def _config(source: Source) -> dict[str, Any]:
    """Return the settings that have a blog: those of mkdocs.yml, or of another file beside it."""
    names = sorted(filter(_CONFIG.fullmatch, source.paths), key=lambda name: (len(name), name))
    found = [_inherited(source, name) for name in names]
    return next(filter(_blogs, found), {})


def _inherited(source: Source, name: str, depth: int = 0) -> dict[str, Any]:
    """Return the settings of a file, with those that it inherits."""
    said = heads.mapping(source.text(name))
    parent = inside(f"{PurePosixPath(name).parent}/{said.get('INHERIT')}")
    if parent is None or parent not in source or depth == DEEPEST:
        return said
    return _merged(_inherited(source, parent, depth + 1), said)


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    mixed = {
        name: _merged(below[name], value)
        for name, value in above.items()
        if isinstance(value, dict) and isinstance(below.get(name), dict)
    }
    return {**below, **above, **mixed}


def _blogs(said: dict[str, Any]) -> list[dict[str, Any]]:
    plugins = said.get("plugins") or []
    entries = plugins.items() if isinstance(plugins, dict) else [
        next(iter(one.items())) if isinstance(one, dict) and one else (one, {}) for one in plugins
    ]  # fmt: skip
    return [
        dict(options or {}) for name, options in entries if str(name) in {"blog", "material/blog"}
    ]


def read(source: Source) -> OldSite:
    """Read the site."""
    said = _config(source)
    docs = str(said.get("docs_dir") or "docs").strip("/")
    site = OldSite(
        "Material for MkDocs", title=str(said.get("site_name") or ""),
        description=" ".join(str(said.get("site_description") or "").split()),
        author=str(said.get("site_author") or ""), address=str(said.get("site_url") or "").rstrip("/"),
        language=str((said.get("theme") or {}).get("language") or "") if isinstance(said.get("theme"), dict) else "",
        roots=(docs, ""),
    )  # fmt: skip
    taken: set[str] = set()
    for blog in _blogs(said):
        folder = str(blog.get("blog_dir", "blog")).strip("/.")
        given = str(blog.get("post_dir") or "{blog}/posts").replace("{blog}", folder or ".")
        posts = str(PurePosixPath(docs, given))
        listing = str(blog.get("authors_file") or "{blog}/.authors.yml").replace(
            "{blog}", folder or "."
        )
        found = heads.mapping(source.text(str(PurePosixPath(docs, listing)))).get("authors")
        site.authors |= found if isinstance(found, dict) else {}
        for path in source.under(posts, ".md"):
            taken.add(path)
            site.posts.append(_post(source, blog, folder, path))
        site.redirects |= {f"/{folder}/".replace("//", "/"): "archive"} if folder else {}
    for path in source.under(docs, ".md"):
        if path not in taken and not any(part.startswith((".", "_")) for part in path.split("/")):
            _add_page(site, source, docs, path)
    site.redirects["/feed_rss_created.xml"] = "feed.xml"
    return site


def title_of(head: heads.Head, stem: str) -> str:
    """Return the title of a file: of its head, else its first heading, else its name."""
    heading = _TITLE.search(head.body)
    said = words_of(heading[1]) if heading else stem.replace("-", " ").capitalize()
    return str(head.fields.get("title") or said)


def words_of(heading: str) -> str:
    """Return the words of a heading as readers see them, without marks and tags."""
    inline = MarkdownIt("commonmark").parseInline(re.sub(r"\{[:#. ][^{}]*\}$", "", heading.strip()))
    parts = inline[0].children or [] if inline else []
    return "".join(part.content for part in parts if part.type != "html_inline").strip()


def slugified(text: str) -> str:
    """Return a title as Material makes an address of it."""
    plain = re.sub(r"<[^<>]*>|`", "", unicodedata.normalize("NFC", text))
    kept = re.sub(r"[^\w\- ]", "", plain).strip().lower()
    return re.sub(r"[- ]", "-", kept)


def _post(source: Source, blog: dict[str, Any], folder: str, path: str) -> Post:
    head = heads.read(source.text(path))
    fields = head.fields
    stem = PurePosixPath(path).stem
    stem = PurePosixPath(path).parent.name if stem == "index" else stem
    day = heads.moment(fields.get("date"))
    if isinstance(fields.get("date"), dict) and "updated" in fields["date"]:
        fields["updated"] = fields["date"]["updated"]
    title = title_of(head, stem)
    fields.setdefault("title", title)
    post = Post(path, fields, head.body, stem, day, is_true(fields.get("draft")))
    if head.fault:
        post.lost.append(head.fault)
    post.topics = listed(fields.get("categories"))
    if day and not post.is_draft:
        post.old = [_address(blog, folder, day, str(fields.get("slug") or slugified(title)), post)]
    return post


def _address(blog: dict[str, Any], folder: str, day: str, slug: str, post: Post) -> str:
    at, _ = dates.parse(day)
    form = str(blog.get("post_url_date_format") or "yyyy/MM/dd")
    dated = re.sub(r"y{4}|yy|M{1,4}|d{1,2}", lambda found: _FORMAT.get(found[0], found[0]), form)
    shown = at.strftime(dated).replace("{m}", str(at.month)).replace("{d}", str(at.day))
    pattern = str(blog.get("post_url_format") or "{date}/{slug}")
    topics = "/".join(map(slugified, post.topics[: int(blog.get("post_url_max_categories") or 1)]))
    values = {"date": shown, "slug": slug, "file": post.slug, "categories": topics}
    tail = re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], ""), pattern)
    return re.sub(r"/{2,}", "/", f"/{folder}/{tail}/")


def _add_page(site: OldSite, source: Source, docs: str, path: str) -> None:
    head = heads.read(source.text(path))
    inner = PurePosixPath(path).relative_to(docs).with_suffix("")
    parts = [part for part in inner.parts if part not in {"index", "README"}]
    if not parts or "blog" in str(head.fields.get("template", "")):
        return
    old = ["/" + "/".join(parts) + "/"]
    site.pages.append(Page(path, title_of(head, parts[-1]), head.body, old, "-".join(parts)))
