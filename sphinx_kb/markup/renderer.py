"""How an article's body becomes a document: under its title, through the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from docutils import nodes
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import token_line

from sphinx_kb.article.raw_yaml import CONTROL
from sphinx_kb.markup import sources
from sphinx_kb.markup.fence_renderer import FenceRenderer
from sphinx_kb.markup.part_addresses import PartAddresses
from sphinx_kb.security import classes, directive_options, raw_html
from sphinx_kb.security.files import NO_LINK
from sphinx_kb.security.links import can_be_path, is_link

if TYPE_CHECKING:
    from sphinx_kb.article.model import Article

DEEPEST_DIRECTIVE = 20
RESERVED = (  # ids of the frame, which a heading of the same name must not take
    "main-content", "pst-skip-link", "pst-search-dialog", "pst-primary-sidebar",
    "pst-primary-sidebar-modal", "pst-secondary-sidebar", "pst-secondary-sidebar-modal",
    "kb-side-contents-title",
)  # fmt: skip
NO_SLUG = 100  # a level of heading below those that MyST gives a slug


class ArticleRenderer(FenceRenderer, PartAddresses):
    """Renders an article's body into a section that has the article's title."""

    article: Article

    def _render_initialise(self) -> None:
        """Open the section of the article, before its body is rendered into it."""
        super()._render_initialise()
        self.article = self.md_options["kb_article"]
        self.gate = self.md_options["kb_gate"]
        self._open_levels: list[int] = []
        self._title_may_repeat = True
        self._depth = 0
        for name in RESERVED:
            self.document.ids[name] = self.document
        title = nodes.title(self.article.title, self.article.title)
        title["support_smartquotes"] = False  # it is shown as it is written
        section = nodes.section("", title)
        where = _at_line(self.article.lines.get("title", 1))
        self.add_line_and_source_path(section, where)
        self.add_line_and_source_path(title, where)
        self.update_section_level_state(section, 1)
        self.generate_heading_target(where, NO_SLUG, section, title)
        self.current_node = section

    def _render_finalise(self) -> None:
        """Close the article with the sources that its front matter lists."""
        section = sources.section(self.article.meta.sources)
        if section is not None:
            article = self._level_to_section[1]
            where = _at_line(self.article.lines["sources"])
            self.add_line_and_source_path_r([section], where)
            article.append(section)
            self.document.note_implicit_target(section, section)
        for quote in self.document.findall(nodes.block_quote):
            if not quote.children:
                quote.append(
                    nodes.paragraph()
                )  # Sphinx stops at an empty one that has a class or an id
        super()._render_finalise()

    def render_heading(self, token: SyntaxTreeNode) -> None:
        """Place a heading one level below the open, shallower ones; the title is level 1."""
        level = int(token.tag[1])
        text = token.children[0].content if token.children else ""
        if level == 1 and self._title_may_repeat:
            self._title_may_repeat = False
            if _folded(text) == _folded(self.article.title):
                return
        open_levels = [other for other in self._open_levels if other < level]
        if isinstance(self.current_node, nodes.section):
            self._open_levels = [*open_levels, level]
        self._heading_offset = 2 + len(open_levels) - level
        super().render_heading(token)
        self._heading_offset = 0

    def render_text(self, token: SyntaxTreeNode) -> None:
        """Render text without the control characters that a numbered one has brought in."""
        self.current_node.append(nodes.Text(CONTROL.sub("", token.content)))

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Render a link that leads to the web or to a part of the site; one to nothing is its text."""
        if token.attrGet("href") == "#":
            self.render_children(token)
            return
        written = unquote(str(token.attrGet("href") or ""))
        if not is_link(written):
            self.gate.tell(token_line(token, 0), NO_LINK)
            self.render_children(token)
        elif not can_be_path(written):
            shown = written[:40].replace("\0", "%00")
            self.gate.tell(
                token_line(token, 0), f"correct the link '{shown}…': no file has such a name"
            )
            self.render_children(token)
        else:
            super().render_link(token)

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Refuse reStructuredText, which MyST does not look up as a directive."""
        self.document.current_line = token_line(token, 0)
        self.gate.directive("eval-rst", self.language_module_rst, self.document)

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """Keep HTML as it is written; a transform rebuilds it."""
        node = raw_html.written_html("", token.content, format="html")
        self.add_line_and_source_path(node, token)
        self.current_node.append(node)

    render_html_inline = render_html_block

    def copy_attributes(
        self, token: SyntaxTreeNode, node: nodes.Element, keys: Any = ("class",), **options: Any
    ) -> None:
        """Copy what an author wrote in braces, without classes that are not for authors."""
        if names := token.attrs.get("class"):
            token.attrs["class"] = " ".join(classes.chosen(str(names).split()))
        super().copy_attributes(token, node, keys, **options)

    def run_directive(self, name: str, *arguments: Any, **options: Any) -> list[nodes.Element]:
        """Run a directive, unless it is too deep within others."""
        if self._depth >= DEEPEST_DIRECTIVE:
            line = int(arguments[2])
            self.gate.reject(line, f"nest directives at most {DEEPEST_DIRECTIVE} deep")
            return []
        self._depth += 1
        found: list[nodes.Element] = []
        try:
            found = super().run_directive(name, *arguments, **options)
        except RecursionError:
            raise  # told where the whole text is read
        except directive_options.BROKEN:  # a figure whose text comes to nothing, an odd value
            self.gate.tell(int(arguments[2]), f"correct the options and the text of {{{name}}}")
        finally:
            self._depth -= 1
        return found


def _at_line(line: int) -> SyntaxTreeNode:
    """Return a token that stands for a line of the file."""
    return SyntaxTreeNode([Token("hr", "hr", 0, map=[line, line])]).children[0]


def _folded(text: str) -> str:
    """Return a heading's text without what does not tell two apart."""
    return " ".join(text.split()).casefold()
