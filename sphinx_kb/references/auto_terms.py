"""The first use of a glossary term in an article links to its entry and shows its definition."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.references.glossary import Entry, GlossaryDomain, glossary_fingerprint
from sphinx_kb.references.tooltip import tooltip_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_NOT_IN = (
    nodes.title, nodes.reference, nodes.literal, nodes.literal_block, nodes.term, nodes.raw,
    nodes.rubric, nodes.math, nodes.math_block, nodes.superscript, nodes.footnote,
)  # fmt: skip


class TermMatcher:
    """Finds the names of terms in text."""

    def __init__(self, entries: tuple[Entry, ...], without: tuple[str, ...] = ()) -> None:
        left_out = {name.casefold() for name in without}
        self.by_name: dict[str, Entry] = {}
        for entry in entries:
            if not any(name.casefold() in left_out for name in entry.names):
                for name in entry.names:
                    self.by_name.setdefault(name.casefold(), entry)
        names = sorted(
            {name for entry in self.by_name.values() for name in entry.names},
            key=lambda name: (-len(name), name),
        )
        self._pattern = re.compile(_alternation(names))

    def split(self, text: str, seen: set[Entry]) -> list[tuple[str, Entry | None]]:
        """Return a text in parts, the first mention of each unseen term by itself."""
        parts: list[tuple[str, Entry | None]] = []
        start = 0
        for found in self._pattern.finditer(text):
            entry = self.by_name.get(found[0].casefold())
            if entry is None or entry in seen:
                continue
            seen.add(entry)
            parts += [(text[start : found.start()], None), (found[0], entry)]
            start = found.end()
        return [*parts, (text[start:], None)] if parts else []


@lru_cache(maxsize=8)
def term_matcher(entries: tuple[Entry, ...], without: tuple[str, ...]) -> TermMatcher:
    """Return a finder: most articles share one."""
    return TermMatcher(entries, without)


def _alternation(names: list[str]) -> str:
    """Return the pattern of any of some names: abbreviations as they are, words also with a capital.

    They are grouped by their first letter, or each place of a text would be compared with all.
    """
    groups: dict[str, list[str]] = {}
    for name in names:
        rest = r"\s+".join(map(re.escape, f"x{name[1:]}".split()))[1:]
        as_it_is = name[1:2].isupper() or not name[0].isalpha()
        start = "".join(map(re.escape, sorted({name[0], name[0].lower(), name[0].upper()})))
        groups.setdefault(start, []).append(
            f"(?<={re.escape(name[0])}){rest}" if as_it_is else rest
        )
    starts = (f"[{start}](?:{'|'.join(rests)})" for start, rests in groups.items())
    return rf"(?<![\w-])(?:{'|'.join(starts)})(?![\w-])" if groups else r"(?!)"


class LinkFirstTerm(SphinxPostTransform):
    """Link the first use of each term in an article to its entry.

    It runs after references are resolved (10), so that a term that the author linked by
    hand counts as its first use.
    """

    default_priority = 20
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Give the first mention of each term its link and its definition."""
        docname = self.env.current_document.docname
        article = CatalogDomain.of(self.env).articles.get(docname)
        entries = GlossaryDomain.of(self.env).entries()
        if article is None or not entries:
            return
        anchors = {entry.anchor: entry for entry in entries}
        seen: set[Entry] = set()
        for link in list(self.document.findall(nodes.reference)):
            entry = anchors.get(link.get("refid") or link.get("refuri", "").rpartition("#")[2])
            if entry and entry not in seen:
                seen.add(entry)
                self._mention(link, [nodes.Text(link.astext())], entry)
        if article.meta.no_terms is True:
            return
        without = article.meta.no_terms or ()
        site = CatalogDomain.of(self.env).site
        finds = term_matcher(tuple(entries), (*without, *site.settings.unlinked_terms))
        for text in list(prose(self.document)):
            parts = finds.split(text.astext(), seen)
            for part, entry in parts:
                at = text.parent.index(text)
                if entry:
                    place = nodes.inline()
                    text.parent.insert(at, place)
                    self._mention(place, [nodes.Text(part)], entry)
                elif part:
                    text.parent.insert(at, nodes.Text(part))
            if parts:
                text.parent.remove(text)

    def _mention(self, place: nodes.Element, words: list[nodes.Text], entry: Entry) -> None:
        """Put a link with a definition in the place of a node."""
        docname = self.env.current_document.docname
        uri = self.app.builder.get_relative_uri(docname, entry.page) + "#" + entry.anchor
        link = nodes.reference("", "", *words, refuri=uri, internal=True, classes=["kb-term"])
        about = {"tip": entry.definition, "tip_id": f"kb-{entry.anchor}"}
        place.replace_self(tooltip_link("", "", link, **about))


def prose(node: nodes.Node) -> Iterator[nodes.Text]:
    """Yield the texts, below a node, in which a term may be linked."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, _NOT_IN):
            if isinstance(child, nodes.section) and "sources" in child["ids"]:
                continue
            yield from prose(child)


def add_glossary(app: Sphinx, pagename: str) -> dict[str, Any]:
    """Let an article be written again when the glossary changes."""
    if pagename not in CatalogDomain.of(app.env).articles:
        return {}
    return {"glossary": glossary_fingerprint(app.env)}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the transform, and what articles show of the glossary."""
    app.setup_extension("sphinx_kb.references.glossary")
    app.setup_extension("sphinx_kb.references.tooltip")
    app.setup_extension("sphinx_kb.incremental.page_data")
    app.add_post_transform(LinkFirstTerm)
    app.connect("kb-page-data", add_glossary)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
