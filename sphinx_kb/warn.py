"""One voice for every warning of the knowledge base."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sphinx.util import logging

if TYPE_CHECKING:
    from docutils.nodes import Node

Subtype = Literal[
    "address", "author", "calculator", "checklist", "class", "code", "control", "date", "file", "front_matter", "gate", "incident", "jekyll", "link", "math", "page", "picture", "raw_html", "risk", "source", "topic"
]  # fmt: skip

_logger = logging.getLogger(__name__)


def warn(subtype: Subtype, remedy: str, location: tuple[str, int] | Node | None) -> None:
    """Tell an author what to mend, and where.

    ``location`` is a node, or ``(path from the site's root, line)``.
    """
    place = "{}:{}".format(*location) if isinstance(location, tuple) else location
    _logger.warning("%s", remedy, type="kb", subtype=subtype, location=place)
