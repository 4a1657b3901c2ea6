"""Links and pictures of a text: to articles that came along, to files that are copied, or as they are."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

from sphinx_kb.migration.source import inside

if TYPE_CHECKING:
    from sphinx_kb.migration.model import OldSite
    from sphinx_kb.migration.rewriting import Place
    from sphinx_kb.migration.source import Source

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")
DOWNLOADS = (
    ".pdf", ".zip", ".csv", ".xlsx", ".docx", ".pptx", ".txt", ".json", ".yml", ".yaml", ".ics", ".odt", ".ods",
)  # fmt: skip
SAFE = "/~!$&'()+,;=@:"  # what stays as it is in an address
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?:com|dev|io|net|org)", re.IGNORECASE)
_PAGES = (".md", ".mdx", ".markdown")


class Table:
    """What the addresses of the other site are here, and which of its files are needed."""

    def __init__(self, source: Source, site: OldSite) -> None:
        self.source, self.site = source, site
        self.copied: dict[str, str] = {}  # path there -> path here
        self._targets: set[str] = set()
        self._articles: dict[str, str] = {}  # address without its ending -> path here
        host = urlsplit(site.address)
        self._host, self._base = host.netloc.removeprefix("www."), host.path.rstrip("/")
        self._old = {post.source: post.old[0] for post in site.posts if post.old}
        self._sources = {_key(address): post.source for post in site.posts for address in post.old}
        for post in site.posts:
            for address in post.old:
                self._articles.setdefault(_key(address), post.target)
        self._files = {post.source: post.target for post in site.posts}
        for page in site.pages:
            for address in page.old:
                self._articles.setdefault(_key(address), f"pages/{page.name}.md")
            self._files[page.source] = f"pages/{page.name}.md"

    def picture_elsewhere(self, written: str, place: Place, now: str) -> str:
        """Return where a picture is that does not come along, noting it; "" for all others."""
        local = self._local(written)
        if local is None:
            if not written.startswith(("http://", "https://", "//")):
                return ""
            address = f"https:{written}" if written.startswith("//") else written
            self.site.told.append(address)
            place.lost.append(f"a picture of another site, now {now}: {address}")
            return address
        path = unquote(local.partition("#")[0].partition("?")[0])
        if not path or self._find(path, place.source):
            return ""
        address = self._where_it_was(local, place.source)
        if address:
            place.lost.append(f"a picture that the source does not have, now {now}: {address}")
        return address

    def cover(self, written: str, source: str) -> str | None:
        """Return the path here of a picture in a head; None where it does not come."""
        local = self._local(written)
        path = unquote((local or "").partition("#")[0].partition("?")[0])
        return self.file(path, source) if path else None

    def new(self, written: str, place: Place) -> str | None:
        """Return what an address is here; None where it stays as it is."""
        local = self._local(written)
        if local is None:
            return None
        path, mark, anchor = local.partition("#")
        path = unquote(path.partition("?")[0])
        if not path:
            return None
        if path.lower().endswith((*PICTURES, *DOWNLOADS)):
            new = self.file(path, place.source)
            if new:
                return new
            if written.startswith(("http", "//")):
                return None  # it leads to where it was, already
            place.lost.append(f"the file {path}, which the source does not have")
        target = self._article(path, place.source)
        if target is not None:
            return relative(target, place.target) + mark + anchor
        was = self._where_it_was(local, place.source)
        if was:
            self.site.absent[was] = self.site.absent.get(was, 0) + 1
        return was or None

    def _where_it_was(self, local: str, source: str) -> str:
        """Return the address on the old site of what does not come; "" where it is not known."""
        path, mark, anchor = local.partition("#")
        if not self.site.address.startswith("http") or _HOST.fullmatch(path.split("/")[0]):
            return ""
        if path.lower().endswith(_PAGES):
            path = self._page_address(path, source)
        elif not path.startswith("/"):
            path = urljoin(f"/{self._old.get(source, '/').lstrip('/')}", path)
        return f"{self.site.address}{quote(path, safe=SAFE + '%?')}{mark}{anchor}"

    def _page_address(self, path: str, source: str) -> str:
        """Return the address of a file of Markdown that does not come."""
        inner = path if path.startswith("/") else f"{PurePosixPath(source).parent}/{path}"
        plain = inside(inner) or ""
        for root in sorted(filter(None, self.site.roots), key=len, reverse=True):
            plain = plain.removeprefix(f"{root}/")
        plain = re.sub(r"(?:^|/)(?:_?index|README)$", "", plain.rpartition(".")[0])
        ending = {"Jekyll": ".html", "Docusaurus": ""}.get(self.site.system, "/")
        return f"/{plain}{ending}" if plain else "/"

    def _local(self, written: str) -> str | None:
        """Return an address without the site's own host and path; None where it is elsewhere."""
        written = written.removeprefix("@site")
        if "{{" in written or "{%" in written:
            return None
        try:
            parts = urlsplit(written)
        except ValueError:
            return None
        if parts.scheme in {"http", "https"} or written.startswith("//"):
            if not self._host or parts.netloc.removeprefix("www.") != self._host:
                return None
            written = parts.path + (f"#{parts.fragment}" if parts.fragment else "")
        elif parts.scheme:
            return None
        if self._base and written.startswith(f"{self._base}/"):
            written = written.removeprefix(self._base)
        return written

    def _article(self, path: str, post_source: str) -> str | None:
        folder = str(PurePosixPath(post_source).parent)
        if path.lower().endswith((".md", ".mdx", ".markdown")):
            roots = [folder, *self.site.roots, ""]
            places = [inside(f"{root}/{path}") for root in roots] + [inside(f"content/{path}")]
            return next((self._files[place] for place in places if place in self._files), None)
        if path.startswith("/"):
            return self._articles.get(_key(path))
        for base in self._bases(post_source):
            place = inside(f"{base}/{path}")
            if place and (found := self._articles.get(_key(place))):
                return found
        return None

    def _bases(self, source: str) -> list[str]:
        address = self._old.get(source, "/").strip("/")
        return [address, address.rpartition("/")[0], ""]

    def file(self, path: str, source: str) -> str | None:
        """Return the path here of a file that comes along, noting that it does."""
        found = self._find(path, source)
        return "/" + quote(self.take(found), safe=SAFE) if found else None

    def _find(self, path: str, source: str) -> str | None:
        """Return a file of the source: beside the text, under a root, or by its old address."""
        found = None
        if not path.startswith("/") and source:
            stem = source.rpartition(".")[0]
            found = self.source.find(f"{PurePosixPath(source).parent}/{path}", f"{stem}/{path}")
        found = found or self.source.find(*(f"{root}/{path}" for root in self.site.roots), path)
        if found is None and not path.startswith("/"):
            plain = (inside(f"{base}/{path}") for base in self._bases(source))
            found = self.source.find(
                *(f"{root}/{one}" for one in plain if one for root in self.site.roots)
            )
        if found is None and (owner := self._sources.get(_key(str(PurePosixPath(path).parent)))):
            found = self.source.find(f"{PurePosixPath(owner).parent}/{PurePosixPath(path).name}")
        if found and self.source.is_pointer(found):
            self.site.pointers.add(found)
            return None
        return found

    def take(self, found: str) -> str:
        """Note that a file of the source comes along; return its path here."""
        if found not in self.copied:
            plain = found
            for root in sorted((root for root in self.site.roots if root), key=len, reverse=True):
                plain = plain.removeprefix(f"{root}/")
            plain = plain.removeprefix("assets/")
            target = "assets/" + "/".join(_plain(part) for part in plain.split("/"))
            while target.casefold() in self._targets:
                file = PurePosixPath(target)
                target = str(file.with_name(f"{file.stem}-2{file.suffix}"))
            self._targets.add(target.casefold())
            self.copied[found] = target
        return self.copied[found]


def _plain(part: str) -> str:
    return re.sub(r"[<>:\"|?*\\#%\x00-\x1f]+", "-", part).lstrip("._") or "file"


def _key(address: str) -> str:
    """Return an address as it is compared: without what hosts leave out or add."""
    text = unquote(address).strip("/").casefold()
    return re.sub(r"(?:/index)?(?:\.html?)?$", "", text)


def relative(target: str, own: str) -> str:
    """Return the way from one file of the site to another."""
    up = "../" * (len(PurePosixPath(own).parts) - 1)
    mine, other = PurePosixPath(own).parent, PurePosixPath(target)
    text = other.relative_to(mine).as_posix() if other.is_relative_to(mine) else up + target
    return quote(text, safe=SAFE)
