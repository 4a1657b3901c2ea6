"""Formulas as MathML, which the browser draws by itself: no script, nothing from elsewhere."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils.math import MathError, unichar2tex
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.transforms import SphinxTransform
from sphinx.util.math import get_node_equation_number

from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

LONGEST = 1000  # characters: what takes longer to read is no formula
# What docutils' converter raises where it cannot read on.
_UNREAD = (
    MathError, AttributeError, IndexError, KeyError, NameError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip


def convert(formula: str, *, block: bool = False) -> str:
    """Return a formula in LaTeX as MathML. Raises ValueError with what is wrong."""
    if len(formula) > LONGEST:
        raise ValueError(f"shorten it to {LONGEST:,} characters")
    try:
        found = tex2mathml(formula.translate(unichar2tex.uni2tex_table), as_block=block)
    except MathError as error:
        raise ValueError(str(error)) from None
    except _UNREAD:
        raise ValueError("a part of it is missing") from None
    bare = re.sub(r" (?:xmlns|style)=\"[^\"]*\"", "", re.sub(r">\n *<", "><", found))
    return bare.replace("<math", f'<math alttext="{escape(formula.strip())}"', 1)


def _parts(node: nodes.math | nodes.math_block) -> list[str]:
    """Return the formulas of a node: a block may hold several, with empty lines between."""
    if isinstance(node, nodes.math_block):
        return [part for part in re.split(r"\n\s*\n", node.astext()) if part.strip()]
    return [node.astext()]


class CheckFormulas(SphinxTransform):
    """Tell an author of a formula that cannot be read."""

    default_priority = 400  # any time after parsing

    def apply(self, **kwargs: Any) -> None:
        """Try every formula; it is converted when its page is written."""
        for node in self.document.findall(lambda n: isinstance(n, nodes.math | nodes.math_block)):
            try:
                for part in _parts(node):  # type: ignore[arg-type]
                    convert(part, block=isinstance(node, nodes.math_block))
            except ValueError as error:
                docname = self.env.current_document.docname
                line = next((at.line for at in _upward(node) if at.line), 1)
                warn("math", f"correct the formula: {error}", (f"{docname}.md", line))


def _upward(node: nodes.Node | None) -> list[nodes.Node]:
    """Return a node and those that it stands in."""
    return [] if node is None else [node, *_upward(node.parent)]


def _drawn(self: HTML5Translator, node: nodes.math | nodes.math_block) -> str:
    """Return a node's formulas as HTML; what cannot be read is shown as it is written."""
    block = isinstance(node, nodes.math_block)
    try:
        return "".join(convert(part, block=block) for part in _parts(node))
    except ValueError:  # the author has been told by CheckFormulas
        return f"<code>{self.encode(node.astext())}</code>"


def visit_math(self: HTML5Translator, node: nodes.math) -> None:
    """Write a formula in a line."""
    self.body.append(self.starttag(node, "span", "", CLASS="math") + _drawn(self, node) + "</span>")
    raise nodes.SkipNode


def visit_math_block(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula of its own, with its number if it has one."""
    self.body.append(self.starttag(node, "div", CLASS="math"))
    if node["number"]:
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append(_drawn(self, node) + "</div>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the renderer, which conf.py names, and the check."""
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_math_block, None))
    app.add_transform(CheckFormulas)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
