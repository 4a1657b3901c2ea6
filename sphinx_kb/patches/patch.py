"""A patch: what we change in a dependency while a build runs, and the versions it was tested with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, wraps
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx


@dataclass(frozen=True)
class Patch:
    """One change to dependencies that saves time, and nothing else: a site without it is the same.

    ``apply`` makes the change, once in a process or for one build. ``gain`` is the share of the
    processor's time of a cold build of 1,000 articles that it saves (``python -m bench.patches``).
    ``tested_with`` names each distribution that it changes, and the beginning of its version.
    ``upstream`` is a file in docs/upstream/ that proposes the change to its owners.
    """

    apply: Callable[[Sphinx], None]
    target: str
    why: str
    gain: float
    tested_with: dict[str, str]
    upstream: str = ""

    @property
    def name(self) -> str:
        """The name of the function that applies it."""
        return self.apply.__name__

    def untested(self) -> list[str]:
        """Return the distributions in whose installed versions the patch was not tested."""
        found = {name: _version(name) for name in self.tested_with}
        return [
            f"{name} {found[name]}"
            for name, tested in self.tested_with.items()
            if not f"{found[name]}.".startswith(f"{tested}.")
        ]


@cache
def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "(not installed)"


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
