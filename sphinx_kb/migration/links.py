"""Links and pictures of a text: to articles that came along, to files that are copied, or as they are."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from sphinx_kb.migration.source import inside

if TYPE_CHECKING:
    from sphinx_kb.migration.model import OldSite
    from sphinx_kb.migration.source import Source

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")
DOWNLOADS = (
    ".pdf", ".zip", ".csv", ".xlsx", ".docx", ".pptx", ".txt", ".json", ".yml", ".yaml", ".ics", ".odt", ".ods",
)  # fmt: skip
_INLINE = re.compile(r"\]\((<[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)?)(?=[\s)])")
_HTML = re.compile(r"\b(href|src|srcset)=(?:\"([^\"\n<>]*)\"|'([^'\n<>]*)')")
_PICTURE = re.compile(
    r"!\[([^\]\n]{0,400})\]\((https?://[^\s()<>]+)([ \t]+\"[^\"\n]*\")?\)"
    r"|<img\b[^<>]{0,400}?\bsrc=[\"'](https?://[^\s\"'<>]+)[\"'][^<>]{0,400}>"
)
_LINKED = re.compile(r"\[!\[([^\]\n]{0,400})\]\((https?://[^\s()<>]+)(?:[ \t]+\"[^\"\n]*\")?\)\]\(")
_ALT = re.compile(r"\balt=[\"']([^\"'<>\n]*)[\"']")
_REFERENCE = re.compile(r"^([ ]{0,3}\[[^\]\n]{1,200}\]:[ \t]*)(<[^<>\n]*>|\S+)", re.MULTILINE)


class Copied(NamedTuple):
    """A file that comes along: where it is there, and where it will be here."""

    source: str
    target: str


class Table:
    """What the addresses of the other site are here, and which of its files are needed."""

    def __init__(self, source: Source, site: OldSite) -> None:
        self.source, self.site = source, site
        self.copied: dict[str, str] = {}  # path there -> path here
        self._targets: set[str] = set()
        self._articles: dict[str, str] = {}  # address without its ending -> path here
        host = urlsplit(site.address)
        self._host, self._base = host.netloc.removeprefix("www."), host.path.rstrip("/")
        self._sources = {_key(address): post.source for post in site.posts for address in post.old}
        for post in site.posts:
            for address in post.old:
                self._articles.setdefault(_key(address), post.target)
        self._files = {post.source: post.target for post in site.posts}
        for page in site.pages:
            for address in page.old:
                self._articles.setdefault(_key(address), f"pages/{page.name}.md")
            self._files[page.source] = f"pages/{page.name}.md"

    def rewrite(self, text: str, post_source: str, own: str, lost: list[str]) -> str:
        """Return a text whose links and pictures lead to what is here."""

        def inline(found: re.Match[str]) -> str:
            written = found[1].strip("<>")
            new = self.new(written, post_source, own, lost)
            return found[0] if new is None else "](" + (f"<{new}>" if " " in new else new)

        def html(found: re.Match[str]) -> str:
            if found[1] == "srcset":
                return ""
            new = self.new(found[2] or found[3] or "", post_source, own, lost)
            return found[0] if new is None else f'{found[1]}="{new}"'

        def reference(found: re.Match[str]) -> str:
            new = self.new(found[2].strip("<>"), post_source, own, lost)
            return found[0] if new is None else f"{found[1]}{new}"

        text = _LINKED.sub(lambda found: self._linked(found, lost), text)
        text = _PICTURE.sub(lambda found: self._elsewhere(found, lost), text)
        return _REFERENCE.sub(reference, _HTML.sub(html, _INLINE.sub(inline, text)))

    def _linked(self, found: re.Match[str], lost: list[str]) -> str:
        """Return the words of a picture of another site that is a link by itself."""
        if self._local(found[2]) is not None:
            return found[0]
        self.site.told.append(found[2])
        lost.append(f"a picture of another site, now the words of its link: {found[2]}")
        return f"[{found[1] or 'Picture'}]("

    def _elsewhere(self, found: re.Match[str], lost: list[str]) -> str:
        """Return a link in the place of a picture of another site."""
        address = found[2] or found[4]
        if self._local(address) is not None:  # it is the site's own, and comes along
            return found[0]
        words = found[1] or (_ALT.search(found[0]) or ("", ""))[1] or "Picture"
        self.site.told.append(address)
        lost.append(f"a picture of another site, now a link: {address}")
        return f"[{words}]({address}{found[3] or ''})" if found[2] else f"[{words}]({address})"

    def new(self, written: str, post_source: str, own: str, lost: list[str]) -> str | None:
        """Return what an address is here; None where it stays as it is."""
        local = self._local(written)
        if local is None:
            return None
        path, mark, anchor = local.partition("#")
        path = unquote(path.partition("?")[0])
        if not path:
            return None
        if path.lower().endswith((*PICTURES, *DOWNLOADS)):
            return self.file(path, post_source, lost)
        target = self._article(path, post_source)
        if target is not None:
            return relative(target, own) + mark + anchor
        if path.startswith("/") and self.site.address.startswith("http"):
            lost_here = f"{self.site.address}{path}{mark}{anchor}"
            self.site.absent[lost_here] = self.site.absent.get(lost_here, 0) + 1
            return lost_here
        return None

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

    def _bases(self, post_source: str) -> list[str]:
        post = next((one for one in self.site.posts if one.source == post_source), None)
        address = post.old[0] if post and post.old else "/"
        return [address.strip("/"), address.strip("/").rpartition("/")[0], ""]

    def file(self, path: str, post_source: str, lost: list[str]) -> str | None:
        """Return the path here of a file that comes along, noting that it does."""
        folder = str(PurePosixPath(post_source).parent)
        stem = str(PurePosixPath(post_source).with_suffix(""))
        found = None
        if not path.startswith("/"):
            found = self.source.find(f"{folder}/{path}", f"{stem}/{path}")
        found = found or self.source.find(*(f"{root}/{path}" for root in self.site.roots), path)
        if found is None and (owner := self._sources.get(_key(str(PurePosixPath(path).parent)))):
            found = self.source.find(f"{PurePosixPath(owner).parent}/{PurePosixPath(path).name}")
        if found is None:
            lost.append(f"the file {path}, which the source does not have")
            return None
        return "/" + quote(self.take(found), safe="/~!$&'()+,;=@:")

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
    return quote(text, safe="/~!$&'()+,;=@:")
