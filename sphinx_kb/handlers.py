"""What handlers of ``build-finished`` share: most write files after a build that did not fail."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

WEB = ("html", "dirhtml")  # the builders that write a site


def is_site(app: Sphinx) -> bool:
    """Return whether a build makes pages for browsers, which have pages that nobody wrote."""
    return app.builder.format == "html" and app.builder.name != "epub"


def after_success(
    *builders: str,
) -> Callable[[Callable[[Sphinx], None]], Callable[[Sphinx, Exception | None], None]]:
    """Decorate a handler of ``build-finished``: it runs after builds of ``builders`` that did not fail."""

    def decorate(handle: Callable[[Sphinx], None]) -> Callable[[Sphinx, Exception | None], None]:
        @wraps(handle)
        def handler(app: Sphinx, exception: Exception | None) -> None:
            if exception is None and app.builder.name in builders:
                handle(app)

        return handler

    return decorate
