"""What is derived from all that was read: made once in each build, when it is first asked for."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

Value = TypeVar("Value")

# The values of each build by what derives them; there is an entry as soon as all is read.
_VALUES: WeakKeyDictionary[BuildEnvironment, dict[Callable[..., Any], Any]] = WeakKeyDictionary()


def once_per_build(
    derive: Callable[[BuildEnvironment], Value],
) -> Callable[[BuildEnvironment], Value]:
    """Memoize a function of the environment for one build. Use it as a decorator.

    The value is derived from what pages say, so the function raises RuntimeError when it is
    asked before all of them are read.
    """

    @wraps(derive)
    def derived(env: BuildEnvironment) -> Value:
        values = _VALUES.get(env)
        if values is None:
            raise RuntimeError(f"{derive.__module__}.{derive.__name__}: not all pages are read yet")
        if derive not in values:
            values[derive] = derive(env)
        return values[derive]  # type: ignore[no-any-return]

    return derived


def forget(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Forget what was derived: pages are about to be read."""
    _VALUES.pop(env, None)


def begin(app: Sphinx, env: BuildEnvironment) -> None:
    """Let values be derived from now on."""
    _VALUES[env] = {}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the moments before and after reading."""
    app.connect("env-before-read-docs", forget)
    app.connect("env-updated", begin, priority=150)  # after the faulty articles are dropped
    return {"parallel_read_safe": True, "parallel_write_safe": True}
