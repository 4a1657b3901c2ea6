"""How the marks of other systems become nodes: marked text, files that are linked, code with a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from docutils import nodes
from myst_parser.mdit_to_docutils.base import token_line
from sphinx import addnodes
from sphinx.locale import _

from sphinx_kb.article.raw_yaml import CONTROL
from sphinx_kb.markup import fence_info, local_files
from sphinx_kb.markup.box_renderer import BoxRenderer
from sphinx_kb.security import directive_options
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

    from sphinx_kb.security.allowlist import Gate

LONGEST_NAME = 255  # bytes of a file's name
LINE_OPTIONS = {"emphasize-lines", "lineno-start"}


def _may_be_a_file(address: str) -> bool:
    """Return whether a system would look for a file of such a name."""
    is_short = all(len(part.encode()) <= LONGEST_NAME for part in re.split(r"[/#]", address))
    return is_short and not CONTROL.search(address)


class ForeignRenderer(BoxRenderer):
    """Renders what MyST does not know."""

    gate: Gate

    def render_told(self, token: SyntaxTreeNode) -> None:
        """Tell an author of a mark."""
        docname = self.sphinx_env.docname if self.sphinx_env else ""
        line = token_line(token, 0) + token.meta["offset"]
        warn("jekyll", token.meta["remedy"], (f"{docname}.md", max(1, line)))

    def render_mark(self, token: SyntaxTreeNode) -> None:
        """Render a marked text."""
        self.current_node.append(nodes.raw("", "<mark>", format="html"))
        self.render_children(token)
        self.current_node.append(nodes.raw("", "</mark>", format="html"))

    def render_link_unknown(self, token: SyntaxTreeNode) -> None:
        """Render a link; MyST does not find a file with a sign in its name that parts addresses."""
        href = str(token.attrGet("href") or "")
        docname = self.sphinx_env.docname
        file = local_files.find(self.sphinx_env, docname, href) if re.search(r"[%#?]", href) else ""
        if not file or self.sphinx_env.path2doc(file):
            if not _may_be_a_file(unquote(href)):
                self.render_link_nowhere(token, href)
            else:
                super().render_link_unknown(token)
            return
        link = addnodes.download_reference(
            refdomain=None, reftarget=file, refdoc=docname, reftype="myst", refexplicit=bool(token.children)
        )  # fmt: skip
        self._process_wrap_node(
            link, token, bool(token.children), ["xref", "download", "myst"], file
        )

    def render_link_nowhere(self, token: SyntaxTreeNode, href: str) -> None:
        """Render a link to what no file can be called: a system does not even look for it."""
        link = addnodes.pending_xref(
            refdomain=None, reftarget=href, reftype="myst", refdoc=self.sphinx_env.docname,
            refexplicit=bool(token.children), reftargetid=None,
        )  # fmt: skip
        self._process_wrap_node(link, token, bool(token.children), ["xref", "myst"], href)

    def run_directive(self, name: str, first_line: str, *arguments: Any, **options: Any) -> Any:
        """Run a directive; docutils takes the spaces out of the name of a picture."""
        if name.lower() in {"figure", "image"}:
            first_line = first_line.strip().replace(" ", "%20")
        return super().run_directive(name, first_line, *arguments, **options)

    def render_paragraph(self, token: SyntaxTreeNode) -> None:
        """Render a picture that stands alone, and has a title, as a figure with a caption."""
        parts = token.children[0].children if token.children else []
        title = parts[0].attrs.get("title") if len(parts) == 1 and parts[0].type == "image" else ""
        super().render_paragraph(token)
        paragraph = self.current_node.children[-1]
        image = paragraph.children[0] if title and len(paragraph.children) == 1 else None
        if isinstance(image, nodes.image) and isinstance(paragraph, nodes.paragraph):
            del image["title"]
            figure = nodes.figure("", image, nodes.caption(str(title), str(title)))
            figure["classes"] = paragraph["classes"]
            self.add_line_and_source_path_r([figure], token)
            self.current_node.replace(paragraph, figure)

    def render_fence(self, token: SyntaxTreeNode) -> None:
        """Render code with its file's name, the numbers of its lines, and lines that are marked."""
        if token.info.strip() == "math":
            self.render_math_block(token)
            return
        info = fence_info.read(token.info)
        if info and token.token:
            marked = fence_info.clipped(info.marked, token.content.count("\n"))
            said = {"lineno-start": info.first, "emphasize-lines": marked}
            attributes = {name: value for name, value in said.items() if value} | token.attrs
            token.token = token.token.copy(info=info.language, attrs=attributes)
        self.limit_lines(token)
        super().render_fence(token)
        code = self.current_node[-1] if info and info.title else None
        if info and isinstance(code, nodes.literal_block):
            title = _(info.title) if info.title == fence_info.DIAGRAM else info.title
            caption = nodes.caption(title, title)
            around = nodes.container("", literal_block=True, classes=["literal-block-wrapper"])
            self.current_node.replace(code, around)
            around += [caption, code]
            self.add_line_and_source_path_r([caption], token)

    def limit_lines(self, token: SyntaxTreeNode) -> None:
        """Let the attributes of code name only lines that it may have; MyST writes each out."""
        for name in LINE_OPTIONS & token.attrs.keys():
            try:
                token.attrs[name] = directive_options.OWN[name](str(token.attrs[name]))
            except ValueError as error:
                del token.attrs[name]
                self.gate.tell(token_line(token, 0), f"correct {name}=: {error}")
