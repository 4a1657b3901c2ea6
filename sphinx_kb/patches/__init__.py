"""What a build need not do: the one room for what we change in our dependencies to save time.

Each change has its reason here, and a test that fails when it is no longer needed.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def wrap_method(owner: type, name: str, act: Callable[..., Any]) -> None:
    """Let ``act`` be called in the place of a method, which it gets first; once in a process.

    The method itself is found by ``inspect.unwrap``.
    """
    method = getattr(owner, name)
    if not hasattr(method, "__wrapped__"):

        @wraps(method)
        def instead(*arguments: Any, **options: Any) -> Any:
            return act(method, *arguments, **options)

        setattr(owner, name, instead)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Save the time of each part of a build."""
    for part in (
        "garbage_collection",
        "reference_cycles",
        "findall",
        "parsing",
        "templates",
        "search_index",
    ):
        app.setup_extension(f"sphinx_kb.patches.{part}")
    app.setup_extension("sphinx_kb.builders")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
