"""How an article's code and its fences become nodes: those that are closed, without what was taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.markup import boxes, liquid
from sphinx_kb.markup.foreign import ForeignRenderer
from sphinx_kb.security import classes
from sphinx_kb.security.allowlist import DIRECTIVES

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


class FenceRenderer(ForeignRenderer):
    """Renders fences that are closed; refuses an article with one that is not."""

    def render_fence(self, token: SyntaxTreeNode) -> None:
        """Render a fence that is closed."""
        if self._is_closed(token):
            _drop_gone(token)
            super().render_fence(token)

    def render_code_block(self, token: SyntaxTreeNode) -> None:
        """Render code that is indented."""
        _drop_gone(token)
        self.limit_lines(token)
        super().render_code_block(token)

    def render_colon_fence(self, token: SyntaxTreeNode) -> None:
        """Render a fence of colons that is closed; without a directive, its name is a class."""
        if not self._is_closed(token):
            return
        if box := boxes.of_fence(token.info):
            self.render_boxed_fence(token, box)
            return
        name, *_ = token.info.split() or [""]
        if name.strip("{}") in DIRECTIVES and token.content.startswith(":::") and token.token:
            # MyST puts an empty line before a fence within, which is not in the file.
            first, end = token.map or (0, 0)
            token.token = token.token.copy(map=[first - 1, end])
        if not name.startswith("{") and token.token:
            token.token = token.token.copy(info=" ".join(classes.chosen([name])))
        super().render_colon_fence(token)

    def _is_closed(self, token: SyntaxTreeNode) -> bool:
        """Return whether a fence ends with a mark of its own; refuse the article if not."""
        first, end = token.map or (0, 0)
        if end - first == token.content.count("\n") + 2:
            return True
        self.gate.reject(first, f"close the fence '{token.markup}' that opens here")
        return False


def _drop_gone(token: SyntaxTreeNode) -> None:
    """Take the lines out of code that had nothing but a mark of Jekyll's."""
    if liquid.GONE in token.content and token.token:
        content = token.content.replace(f"{liquid.GONE}\n", "").replace(liquid.GONE, "")
        token.token = token.token.copy(content=content)
