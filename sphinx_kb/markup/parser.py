"""MyST for articles: what Jekyll meant is translated, and the gate is at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser

from sphinx_kb.article.source import split
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.catalog.text_stats import TextStats
from sphinx_kb.markup import dialects, inline_marks, limits, liquid
from sphinx_kb.markup.renderer import ArticleRenderer
from sphinx_kb.security.allowlist import Gate
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from docutils import nodes
    from markdown_it.token import Token
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

DEEPEST = 100


class ArticleParser(MystParser):
    """Parses articles by the catalog, and every other page as MyST does."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse one source into ``document``."""
        env = document.settings.env
        docname = env.docname
        article = CatalogDomain.of(env).articles.get(docname)
        if article is None:
            if docname.startswith(
                "posts/"
            ):  # Sphinx has found what we have not: trust nothing of it
                CatalogDomain.of(env).reject(docname)
                warn("file", "rename the file: it is not read by this name", (f"{docname}.md", 1))
                inputstring = ""
            super().parse(inputstring, document)
            return
        document.settings.file_insertion_enabled = document.settings.raw_enabled = False
        _, body, body_line = split(inputstring)
        gate = Gate(env, docname)
        if too_much := limits.before_parsing(body):
            gate.reject(body_line, too_much)
            body = ""
        body, faults = liquid.translate(inline_marks.without_comments(body))
        parser = create_md_parser(env.myst_config, ArticleRenderer)
        dialects.enable(parser, body, article, env, docname)
        parser.validateLink = lambda url: True  # type: ignore[method-assign]  # render_link tells of it
        parser.options["maxNesting"] = DEEPEST + 1
        parser.options.update(document=document, kb_article=article, kb_gate=gate)
        marks: dict[str, object] = {}
        with gate:
            tokens = parser.parse("\n" * (body_line - 1) + body, marks)
            deep = next((token for token in tokens if _depth(token) >= DEEPEST), None)
            if deep:
                line = deep.map[0] + 1 if deep.map else 1
                gate.reject(line, f"nest less deeply: more than {DEEPEST} levels")
                tokens = []
            elif too_much := limits.after_parsing(tokens):
                gate.reject(body_line, too_much)
                tokens = []
            try:
                parser.renderer.render(tokens, parser.options, marks)
            except RecursionError:  # directives in quotes in directives
                gate.reject(body_line, "nest quotes, lists and directives less deeply")
                document.clear()
        for used_up in (parser.renderer, parser):
            vars(used_up).clear()  # they hold each other
        _forget_lost_footnotes(document)
        env.metadata[docname]["orphan"] = ""  # it is in no toctree, and need not be
        TextStats.of(env).note(docname, document, wants_contents="kb_contents" in marks)
        faults = [(line + body_line - 1, remedy) for line, remedy in faults]
        faults += [(line + 1, remedy) for line, remedy in marks.get("kb_faults", ())]  # type: ignore[attr-defined]
        for line, remedy in sorted(faults):
            warn("jekyll", remedy, (f"{docname}.md", line))


def _forget_lost_footnotes(document: nodes.document) -> None:
    """Forget the footnotes within a directive that came to nothing: MyST would look for them."""
    lists = (document.footnotes, document.autofootnotes, document.symbol_footnotes)
    parents = {id(note.parent): note.parent for notes in lists for note in notes if note.parent}
    there = {id(child) for parent in parents.values() for child in parent.children}
    for notes in lists:
        notes[:] = [note for note in notes if id(note) in there]


def _depth(token: Token) -> int:
    """Return how deep a token is within others, or the deepest of its own text is."""
    depth = deepest = token.level
    for child in token.children or ():
        depth += child.nesting
        deepest = max(deepest, depth)
    return deepest


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put our parser in the place of MyST's."""
    app.setup_extension("myst_parser")
    app.add_source_parser(ArticleParser, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
