"""The files that a page brings into the site: real ones, inside it, of allowed types.

Pictures and links to files are looked at before Sphinx collects them. What may not be published is
left out of its page, with its words in its place, and its author is told. What lies among the files
of articles is looked at whoever shows it: it may have come with an article.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.addnodes import download_reference
from sphinx.transforms import SphinxTransform

from sphinx_kb.article.files import (
    FOLDERS,
    LARGEST,
    SAVE,
    find,
    is_file,
    lexical,
    missing,
    unpublished,
)
from sphinx_kb.article.files import SUFFIXES as PICTURES
from sphinx_kb.article.svg_cleaned import cleaned
from sphinx_kb.article.svg_tree import Unsafe
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.security.html import is_web
from sphinx_kb.security.links import is_link
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util._files import FilenameUniqDict
    from sphinx.util.typing import ExtensionMetadata

NO_LINK = "write a link with http, https, mailto or tel, or to a page of the site"
OUTSIDE = "move the file into assets/: it is outside the site"
CARD_TEXT = {"sd-card-img-overlay": "sd-card-body"}
LONGEST = 80  # characters of a path in a warning
DOWNLOADS = PICTURES | {
    ".csv", ".tsv", ".txt", ".log", ".pdf", ".json", ".jsonl", ".yaml", ".yml", ".toml", ".ics", ".epub",
    ".xlsx", ".xls", ".ods", ".docx", ".doc", ".odt", ".pptx", ".ppt", ".odp", ".odg", ".vsdx", ".rtf",
    ".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".tar", ".pcap", ".pcapng", ".evtx", ".yar", ".yara",
    ".rules", ".sigma", ".asc", ".sig", ".pem",
}  # fmt: skip


class CheckFiles(SphinxTransform):
    """Leave out what may not be published.

    It runs before docutils and Sphinx look at pictures (from 10 on).
    """

    default_priority = 6

    def apply(self, **kwargs: Any) -> None:
        """Check every picture and every link to a file."""
        docname = self.env.current_document.docname
        is_article = docname in CatalogDomain.of(self.env).articles
        for node in list(self.document.findall(nodes.Element)):
            remedy = ""
            if isinstance(node, nodes.image):
                remedy = self.check(docname, node, "uri", PICTURES, is_article)
            elif isinstance(node, download_reference):
                remedy = self.check(docname, node, "reftarget", DOWNLOADS, is_article)
            elif isinstance(node, nodes.reference) and is_article:
                remedy = "" if is_link(node.get("refuri", "")) else NO_LINK
            if remedy:
                warn("file", remedy, _place(node, docname))
                show_words(node)

    def check(
        self,
        docname: str,
        node: nodes.Element,
        name: str,
        allowed: frozenset[str],
        is_article: bool,
    ) -> str:
        """Return what to do about a file that a node names, or "" if it may be published."""
        written = node[name]
        if isinstance(node, nodes.image):
            written = node[name] = of_mode(node, written)
        if is_article and (remedy := _no_file(written)):
            return remedy
        root = Path(self.env.srcdir)
        inside = lexical(docname, written)
        if not is_article and not (inside and inside.parts[0] in FOLDERS):
            return ""
        if not inside:
            return OUTSIDE
        if isinstance(node, nodes.image) and "*" not in written and not _is_there(root / inside):
            try:
                inside = PurePosixPath(find(root, docname, written))
                node[name] = f"/{inside}"
            except FileNotFoundError:
                return missing(root, written) if is_article else ""
            except ValueError as error:
                return str(error)
        path = str(root / inside)
        return (
            fault(root, path, allowed)
            or not_a_file(path, str(inside))
            or unpublished(_short(str(inside)), docname)
        )


def of_mode(node: nodes.Element, written: str) -> str:
    """Return the path of a picture for one color mode, as GitHub writes it, and show it in that mode alone."""
    if found := re.fullmatch(r"(.+)#(?:gh-)?(?:only-)?(dark|light)(?:-mode-only)?", written):
        node["classes"].append(f"only-{found[2]}")
        return str(found[1])
    return written


def _no_file(written: str) -> str:
    """Return what to do about an address that names no file of the site, or several."""
    if is_web(written):
        return SAVE
    if written.startswith(("data:", "//")) or "://" in written or not is_link(written):
        return f"save the picture under assets/ and name that file, not '{_short(written)}'"
    return f"name one file, not '{_short(written)}'" if "*" in written else ""


def _is_there(full: Path) -> bool:
    """Return whether there is something at a path, if only a link that leads nowhere."""
    try:
        os.lstat(full)
    except (OSError, ValueError):
        return False
    return True


def fault(root: Path, full: str, allowed: frozenset[str]) -> str:
    """Return what to do about the file at a full path, or "" if it may be published."""
    path = Path(os.path.normpath(full))
    if not path.is_relative_to(root):
        return OUTSIDE
    inside = PurePosixPath(path.relative_to(root).as_posix())
    if inside.parts[:1] and inside.parts[0] not in FOLDERS:
        return f"move '{_short(str(inside))}' into assets/"
    if remedy := _step_fault(root, inside):
        return remedy
    return _content_fault(path, inside, allowed) if is_file(path) else ""  # told elsewhere


def _step_fault(root: Path, inside: PurePosixPath) -> str:
    """Return what to do about a hidden or linked part of a path, or ""."""
    step = root
    for part in inside.parts:
        step /= part
        if part.startswith("."):
            return f"rename '{_short(str(inside))}': no hidden file is published"
        if step.is_symlink():
            return f"replace the symbolic link '{_short(str(inside))}' by the file itself"
    return ""


def _content_fault(path: Path, inside: PurePosixPath, allowed: frozenset[str]) -> str:
    """Return what to do about a file's type, size or drawing, or ""."""
    if inside.suffix.lower() not in allowed:
        types = " ".join(sorted(allowed))
        return f"'{_short(inside.name)}': link to a file of one of the types {types}"
    if path.stat().st_size > LARGEST:
        return f"make '{_short(inside.name)}' smaller than 10 MB"
    if inside.suffix.lower() == ".svg":
        try:
            drawing = cleaned(path.read_bytes())
        except Unsafe as error:
            return f"mend the drawing '{_short(str(inside))}': {error}"
        if allowed is DOWNLOADS and drawing != path.read_bytes():
            return f"link to '{_short(inside.name)}' as a PNG or PDF, or save it as a plain SVG"
    return ""


def not_a_file(full: str, path: str) -> str:
    """Return what to do about a folder, pipe or device in a file's place, which nobody may open."""
    try:
        state = os.lstat(full)
    except (OSError, ValueError):
        return ""  # Sphinx says that it is missing
    return "" if stat.S_ISREG(state.st_mode) else f"replace '{_short(path)}' by an ordinary file"


def check_found(app: Sphinx, doctree: nodes.document) -> None:
    """Look again, at what Sphinx found for each picture.

    It looks for one in the site's language, picture.en.png, and tells of one that is missing:
    where the writer of HTML finds no picture, it would look for one beside the place of the build.
    """
    docname = app.env.current_document.docname
    is_article = docname in CatalogDomain.of(app.env).articles
    for node in list(doctree.findall(nodes.image)):
        found: dict[str, str] = node.get("candidates", {})
        paths = [path for path in found.values() if is_article or path.startswith(FOLDERS)]
        remedy = ""
        for path in paths:
            full = str(app.srcdir / path)
            remedy = remedy or fault(Path(app.srcdir), full, PICTURES) or not_a_file(full, path)
        if remedy:
            warn("file", remedy, _place(node, docname))
            for path in paths:
                _forget(app.env.images, docname, path)
        if remedy or (is_article and found.get("*", "") not in app.env.images):
            show_words(node)


def _forget(images: FilenameUniqDict, docname: str, path: str) -> None:
    """Forget that a page shows a picture, which Sphinx has noted."""
    pages, name = images.get(path, (set(), ""))
    pages.discard(docname)
    if not pages and path in images:
        del images[path]
        images._existing.discard(name)


def show_words(node: nodes.Element) -> None:
    """Put what a picture or a file would have been in words in its place.

    A picture of another site is a link to it, unless it stands in a link. Sphinx takes for granted
    that a link outside of a text has a picture in it.
    """
    if not isinstance(node, nodes.image):
        node.replace_self(nodes.inline("", "", *node.children))
        return
    words = alternative(node.get("uri", ""), node.get("alt", ""), is_in_link=in_link(node))
    if "sd-card-img" in node["classes"]:  # behind the text of a card, which now stands alone
        for beside in (each for each in node.parent.children if isinstance(each, nodes.Element)):
            beside["classes"] = [CARD_TEXT.get(name, name) for name in beside["classes"]]
    place: nodes.Element = node
    link = node.parent
    if isinstance(link, nodes.reference) and not isinstance(link.parent, nodes.TextElement):
        link.replace(node, words)
        place, words = link, link.deepcopy()
    if not isinstance(place.parent, nodes.TextElement):
        words = nodes.paragraph("", "", words)
    place.replace_self(words)


def alternative(address: str, text: str, *, is_in_link: bool) -> nodes.Element:
    """Return what stands in the place of a picture: its words, or a link to it with these."""
    if not is_in_link and is_web(address):
        address = f"https:{address}" if address.startswith("//") else address
        link = nodes.reference("", text or address, refuri=address)
        return nodes.inline("", "", link, classes=["kb-no-picture"])
    return nodes.inline("", text, classes=["kb-no-picture"])


def in_link(node: nodes.Node) -> bool:
    """Return whether a node stands in a link."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.reference | download_reference):
        parent = parent.parent
    return parent is not None


def _place(node: nodes.Node, docname: str) -> tuple[str, int]:
    """Return the place of a node in its article's file."""
    at: nodes.Node | None = node
    while at is not None and not at.line:
        at = at.parent
    return f"{docname}.md", (at.line if at is not None and at.line else 1)


def _short(text: str) -> str:
    """Return a path that fits on a line."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform, and the second look."""
    app.add_transform(CheckFiles)
    app.connect("doctree-read", check_found)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
