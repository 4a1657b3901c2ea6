"""The sources of an article: a numbered list at its end, and the marks that point to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxRole

from sphinx_kb.article import dates
from sphinx_kb.article.months import MONTHS
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.article.front_matter import Source

TITLE = "Sources"


def section(sources: Sequence[Source]) -> nodes.section | None:
    """Return the section that lists an article's sources, or None if there are none."""
    if not sources:
        return None
    listed = nodes.enumerated_list(
        "", *map(_item, sources, range(1, len(sources) + 1)),
        enumtype="arabic", prefix="", suffix=".", classes=["kb-sources"],
    )  # fmt: skip
    return nodes.section("", nodes.title(TITLE, TITLE), listed, ids=["sources"], names=["sources"])


def _item(source: Source, number: int) -> nodes.list_item:
    """Return one source as a list item that a mark can point to."""
    text = nodes.paragraph()
    if source.url:
        text += nodes.reference("", source.title, refuri=source.url)
    else:
        text += nodes.Text(source.title)
    details = [source.publisher, source.date and written_out(source.date)]
    if source.accessed:
        details.append(f"read {dates.written_out(source.accessed)}")
    for detail in filter(None, details):
        text += nodes.Text(f", {detail}")
    text += nodes.Text(".")
    return nodes.list_item("", text, ids=[f"source-{number}"])


def written_out(written: str) -> str:
    """Return a source's date as readers see it: 2024, March 2024 or 5 March 2024."""
    year, *rest = written.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


class SourceRole(SphinxRole):
    """``{source}`2``` or ``{source}`1,3```: a mark that leads to the list of sources."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return one link a number; warn of a number that the list does not have."""
        article = CatalogDomain.of(self.env).articles.get(self.env.docname)
        known = len(article.meta.sources) if article else 0
        mark = nodes.superscript(classes=["kb-source"])
        for written in re.split(r"\s*,\s*", self.text.strip()):
            number = int(written) if re.fullmatch(r"[0-9]{1,3}", written) else 0
            if not 1 <= number <= known:
                remedy = (
                    f"write the number of a source, 1 to {known}, not '{written}'"
                    if known
                    else "list the source in the front matter: 'sources:' has none"
                )
                warn("source", remedy, (f"{self.env.docname}.md", self.lineno))
                continue
            if len(mark):
                mark += nodes.Text(" ")
            mark += nodes.reference("", str(number), refuri=f"#source-{number}", internal=True)
        return ([mark] if len(mark) else []), []


class StripSpaceBeforeCitation(SphinxTransform):
    """Set each mark right behind the word that it follows."""

    default_priority = 900

    def apply(self, **kwargs: Any) -> None:
        """Take away the space before a mark."""
        for mark in list(self.document.findall(nodes.superscript)):
            if "kb-source" not in mark["classes"]:
                continue
            place = mark.parent.index(mark)
            before = mark.parent[place - 1] if place else None
            if isinstance(before, nodes.Text) and before.astext().endswith((" ", "\n")):
                mark.parent[place - 1] = nodes.Text(before.astext().rstrip())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the role of the marks, and how they are set."""
    app.add_role("source", SourceRole())
    app.add_transform(StripSpaceBeforeCitation)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
