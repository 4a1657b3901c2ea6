"""Pictures in the text of articles and pages: shown in the size that a reader's screen needs.

They open larger, by a plain link, where there is more to see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_kb.pictures.context import picture
from sphinx_kb.pictures.domain import PictureDomain
from sphinx_kb.security.alternatives import show_words
from sphinx_kb.security.directive_options import NATURAL
from sphinx_kb.theme.lengths import COLUMN, pixels

if TYPE_CHECKING:
    from typing import Any

    from sphinx.writers.html5 import HTML5Translator

    from sphinx_kb.pictures.facts import Facts

DRAWING = 480  # px: a drawing so wide has small type on a phone
MORE = 1.2  # from here on a larger picture shows more


class responsive_image(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801  # docutils names nodes so
    """A picture that we made, in the place of an image that Sphinx would copy as it is."""


class ShowPictures(SphinxPostTransform):
    """Put our pictures in the place of the images of a text.

    It runs after the transforms that bring images in (200), and before the builder
    looks for images to copy.
    """

    default_priority = 300
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Replace every image of ours; one that is damaged by what it would have shown."""
        domain = PictureDomain.of(self.env)
        types = self.env._builder_cls.supported_image_types
        for node in list(self.document.findall(nodes.image)):
            paths: dict[str, str] = node.get("candidates", {})
            path = next((paths[kind] for kind in ("*", *types) if kind in paths), None)
            if path is None or path not in self.env.images:
                continue
            facts = domain.facts(path)
            fit_figure(node, facts)
            if facts:
                link = node.parent
                node.replace_self(self.shown(node, facts))
                if isinstance(link, nodes.reference):
                    into_text(link)
            else:
                show_words(node)

    def shown(self, node: nodes.image, facts: Facts) -> responsive_image:
        """Return our picture for an image, with what its author said of it."""
        width, height = facts.size
        limit, classes = None, list(node["classes"])
        if "width" in node:
            limit = pixels(node["width"])
            if node["width"].strip().endswith("%"):
                classes.append(_share_class(100 * (limit or COLUMN) / COLUMN))
        elif "height" in node and (tall := pixels(node["height"])):
            limit = round(width * tall / max(1, height))
        if "scale" in node:
            limit = round((limit or width) * node["scale"] / 100)
        if "align" in node:
            classes.append(f"align-{node['align']}")
        linked = isinstance(node.parent, nodes.reference) or "within_html" in node
        place = "column" if isinstance(node.parent, nodes.figure) else "text"
        if facts.kind == "vector" and place == "column" and limit is None:
            classes.append(_share_class(100))  # a drawing loses nothing
        is_drawing = facts.kind == "vector" and place == "column" and width >= DRAWING
        if is_drawing and limit is None:
            classes.append("kb-drawing")
        more = is_drawing or (
            facts.kind == "still" and width >= MORE * min(limit or COLUMN, COLUMN)
        )
        return responsive_image(
            "",
            docname=self.env.current_document.docname,
            picture=picture(self.env, facts, place, limit=limit),
            place=place,
            alt=node.get("alt", ""),
            title=node.get("title", ""),
            classes=classes,
            larger=more and not linked and not PictureDomain.of(self.env).plain,
        )


def into_text(link: nodes.reference) -> None:
    """Put a link around a picture into a text: elsewhere Sphinx accepts an image of its own alone."""
    if not isinstance(link.parent, nodes.TextElement):
        text = nodes.inline(classes=["image-reference"])
        link.parent.replace(link, text)
        text.append(link)


def fit_figure(node: nodes.image, facts: Facts | None) -> None:
    """Give the figure around a picture the width of the picture, where its author asks for it."""
    figure = node.parent if isinstance(node.parent, nodes.figure) else node.parent.parent
    if isinstance(figure, nodes.figure) and figure.get("width") == NATURAL:
        del figure["width"]
        if facts:
            figure["width"] = node.get("width") or f"{facts.size[0]}px"


def _share_class(share: float) -> str:
    """Return the class for a share of the column, in percent: the policy allows no style."""
    return f"kb-width-{min(100, max(10, round(share / 10) * 10))}"


def visit_responsive_image(self: HTML5Translator, node: responsive_image) -> None:
    """Draw a picture by its template."""
    depth = self.builder.get_target_uri(node["docname"]).count("/")

    def pathto(name: str, resource: int) -> str:
        return "../" * depth + name

    context = {"node": node, "pathto": pathto}
    self.body.append(self.builder.templates.render("picture.html", context))
    raise nodes.SkipNode
