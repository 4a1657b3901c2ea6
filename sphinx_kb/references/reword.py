"""One voice for all that is said of a page, by whichever program: with the nearest name that is there."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_kb.incremental.repeat_warnings import one_line, say_in_other_words
from sphinx_kb.references import messages
from sphinx_kb.security.allowlist import DIRECTIVES, ROLES
from sphinx_kb.source_names import file_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    Table = Callable[[Mapping[str, str]], Iterable[str]]


def tables(env: BuildEnvironment, page: str) -> dict[str, Table]:
    """Return what a name on a page may mean, by the kind of name: asked only where one is wrong."""
    standard = env.domains.standard_domain

    def slugs(docname: str) -> list[str]:
        return list(env.metadata.get(docname, {}).get("myst_slugs", {}))

    return {
        "labels": lambda parts: [*standard.anonlabels, *slugs(page)],
        "parts": lambda parts: slugs(parts["page"]),
        "pages": lambda parts: {name.rpartition("/")[2] for name in env.found_docs},
        "terms": lambda parts: list(standard._terms),
        "formulas": lambda parts: env.domaindata["math"].get("objects", {}),
        "options": lambda parts: re.findall(r"[\w-]+", parts["options"]),
        "directives": lambda parts: DIRECTIVES,
        "roles": lambda parts: ROLES,
    }


def reword(app: Sphinx, message: str, page: str) -> tuple[str, str]:
    """Return the kind of a fault of a page, and what to do about it."""
    subtype, remedy = messages.in_our_words(
        message, tables(app.env, page), partial(file_of, Path(app.srcdir))
    )
    return subtype, one_line(remedy)


def listen(app: Sphinx, config: Config) -> None:
    """Take over what other programs say of pages."""
    say_in_other_words(partial(reword, app))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the moment from which all is said in our words."""
    app.connect("config-inited", listen, priority=61)  # the recorder is there at 50
    return {"parallel_read_safe": True, "parallel_write_safe": True}
