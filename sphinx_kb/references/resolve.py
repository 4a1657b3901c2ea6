"""Links that name a page by its address: each leads to the page, or shows its text alone.

A link to an article that is not in the site is its text, however it is written; the page is written
again when the article appears. A link that leads nowhere stays as it is written, and its author is told.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from docutils import nodes
from myst_parser.mdit_to_docutils.base import default_slugify
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.references import addresses
from sphinx_kb.references.link_text import _is_label, is_name, show_text
from sphinx_kb.references.links import target
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from typing import Any

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

LONGEST = 80  # characters of an address in a warning
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|\Z")


class MarkAddresses(SphinxTransform):
    """Mark the links that name an address, before MyST makes such links of ``[](#part)``, too (879)."""

    default_priority = 870

    def apply(self, **kwargs: Any) -> None:
        """Mark each."""
        for node in self.document.findall(pending_xref):
            if node["reftype"] == "myst" and not node["refdomain"]:
                node["kb_address"] = True


class ResolveAddresses(SphinxPostTransform):
    """Let each link lead to its page, or show the text of one to an article that is not in the site.

    It runs before MyST resolves its references (9), which would warn.
    """

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Look at every link."""
        self.table = addresses.addresses(self.env)
        self.docname = self.env.current_document.docname
        for node in list(self.document.findall(pending_xref)):
            self.look_up(node)
        for reference in list(self.document.findall(nodes.reference)):
            for written in addresses.written_in(reference):
                self.lead(reference, written)
        for raw in list(self.document.findall(nodes.raw)):
            if any(addresses.written_in(raw)):
                self.rewrite(raw)

    def look_up(self, node: pending_xref) -> None:
        """Look a reference up: MyST resolves those that name a document, a part or a term."""
        if self.is_hidden(node):
            text = node.astext() if node.get("refexplicit") else self.config.kb_unpublished
            show_text(node, text)
            return
        if node["reftype"] == "myst" and not node.get("kb_address") and self.is_own_top(node):
            return
        for written in addresses.written_in(node):
            if is_name(self.env, self.docname, written):
                return
            found = self.table.find(self.docname, written)
            if found == addresses.HIDDEN:
                text = node.astext() if node.get("refexplicit") else self.config.kb_unpublished
                show_text(node, text)
            elif found and found.docname in self.env.found_docs:
                node["refdomain"], node["reftarget"] = "doc", found.docname
                node["reftargetid"] = found.part
            else:
                link = nodes.reference("", "", *node.children, refuri=written)
                link.source, link.line = node.source, node.line
                if not node.astext():
                    link[:] = [nodes.inline(written, written)]
                node.replace_self(link)

    def is_hidden(self, node: pending_xref) -> bool:
        """Return whether a reference names an article that is not in the site, or a part of it."""
        name = target(node)
        if name is not None:
            hidden = CatalogDomain.of(self.env).hidden
            return name in hidden or (
                name not in self.env.found_docs and self.table.is_hidden_name(name)
            )
        label = str(node["reftarget"]).lower()
        if node["reftype"] not in {"ref", "any", "numref", "myst"} or _is_label(self.env, label):
            return False
        return label in addresses.hidden_labels(self.env) or self.table.is_hidden_name(label)

    def is_own_top(self, node: pending_xref) -> bool:
        """Let a link to the title of its own page, or to ``#top``, lead there; return whether it is one."""
        name = str(node["reftarget"])
        title = next(iter(self.document.findall(nodes.title)), None)
        slug = default_slugify(title.astext()) if title is not None else ""
        if name not in {"top", slug} or _is_label(self.env, name.lower()):
            return False
        ids = title.parent["ids"] if title is not None else []
        where = {"refid": ids[0]} if ids else {"refuri": "#top"}
        link = nodes.reference("", "", *node.children, **where)
        if not link.astext():
            link += nodes.inline("", title.astext() if title is not None else name)
        node.replace_self(link)
        return True

    def lead(self, node: nodes.reference, written: str) -> None:
        """Let a link lead to its page, or show its text; tell of one that leads nowhere."""
        found = self.table.find(self.docname, written)
        if found == addresses.HIDDEN:
            text = node.astext()
            show_text(node, self.config.kb_unpublished if written.startswith(text) else text)
        elif _ELSEWHERE.match(written):
            return
        elif found:
            node["refuri"], node["internal"] = self.address(found), True
        else:
            self.tell(node, written)

    def rewrite(self, node: nodes.raw) -> None:
        """Let the links of a piece of HTML lead to their pages, or nowhere."""

        def led(tag: re.Match[str]) -> str:
            written = unescape(tag[2])
            found = self.table.find(self.docname, written)
            if found == addresses.HIDDEN:
                return tag[1].removesuffix('href="').rstrip()
            if _ELSEWHERE.match(written):
                return tag[0]
            if found:
                return tag[1] + escape(self.address(found)) + tag[3]
            if self.docname in CatalogDomain.of(self.env).articles:
                self.tell(node, written)
            return tag[0]

        text = addresses.ANCHOR.sub(led, node.astext())
        if text != node.astext():
            changed = nodes.raw("", text, format="html")
            changed.source, changed.line = node.source, node.line
            node.replace_self(changed)

    def address(self, found: addresses.Target) -> str:
        """Return the address of a page as this page has to write it."""
        builder = self.env._app.builder
        uri = builder.get_relative_uri(self.docname, found.docname)
        return f"{uri}#{found.part}" if found.part else uri

    def tell(self, node: nodes.Node, written: str) -> None:
        """Tell an author of a link that leads nowhere."""
        if addresses.MADE.fullmatch(written.rpartition("/")[2]):
            return
        near = self.table.nearest(written)
        hint = f": did you mean '{near}'?" if near else ""
        shown = written if len(written) <= LONGEST else written[: LONGEST - 1] + "…"
        warn(
            "link",
            f"correct the link '{shown}', which leads to no page or file of the site{hint}",
            node,
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transforms."""
    app.setup_extension("sphinx_kb.references.links")
    app.add_transform(MarkAddresses)
    app.add_post_transform(ResolveAddresses)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
