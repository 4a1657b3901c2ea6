"""The last lines of a build: what it made, in which time, and what it could not do."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_kb import urls
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import WEB
from sphinx_kb.incremental.manifest import OutputManifest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

NO_ADDRESS = (
    "The address of the site is not known: there is no sitemap, and feeds and shared links have none. "
    "Write html_baseurl into conf.py, or address into _data/site.yml."
)
_logger = logging.getLogger(__name__)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


class Summary:
    """The last words of one build, which began when this was made."""

    def __init__(self) -> None:
        self._started = time.perf_counter()

    def tell(self, app: Sphinx, exception: Exception | None) -> None:
        """Say how many pages and faults there are, in how many seconds."""
        if exception is not None or app.builder.name not in WEB:
            return
        pages = len(OutputManifest.of(app.env).pages(app))
        seconds = time.perf_counter() - self._started
        faults = _count(app._warncount, "fault")
        _logger.info("%s, %s, %.1f s", _count(pages, "page"), faults, seconds)
        if not urls.has_base_url(app) and not CatalogDomain.of(app.env).site.settings.private:
            _logger.info(NO_ADDRESS)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Note when the build began, and connect its last words."""
    app.connect("build-finished", Summary().tell, priority=910)  # after what is published
    return {"parallel_read_safe": True, "parallel_write_safe": True}
