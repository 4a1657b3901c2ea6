"""Code in colors, whatever its author wrote: in the listed languages, of a bounded size, in a bounded time.

Pygments' lexers are some 600 sets of regular expressions; on a line of hostile code many of them
never end. What is not colored is shown as it is.
"""

from __future__ import annotations

import signal
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from pygments.filter import Filter
from pygments.token import Error, Text
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.highlighting import PygmentsBridge

from sphinx_kb.markup import lexers
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from pygments.lexer import Lexer
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    Token = tuple[Any, str]  # its kind, and the text

NO_COLOR = "or name no language:"
LARGEST = 50_000  # characters of one piece of code
PATIENCE = 3.0  # seconds of the processor, for all the code of a page
# What a lexer raises when it meets what its author did not think of.
BROKEN = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip


class OutOfTime(BaseException):  # not an Exception: no lexer may catch it
    """The time for a piece of code is up."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise OutOfTime within, once so much time of the processor has passed.

    Python looks for signals within a regular expression, too. They reach the main thread alone,
    in which Sphinx writes; elsewhere there is no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


class WithoutErrors(Filter):  # type: ignore[misc]
    """Shows what a lexer cannot make anything of as plain text."""

    def filter(self, lexer: Lexer, stream: Iterator[Token]) -> Iterator[Token]:
        """Yield the parts of a code."""
        for kind, text in stream:
            yield (Text if kind is Error else kind), text


class Highlighter(PygmentsBridge):
    """Highlights code as Sphinx does, but never fails, and always ends."""

    def __init__(self, style: str) -> None:
        super().__init__("html", style)
        self._left: WeakKeyDictionary[object, float] = WeakKeyDictionary()  # page -> seconds

    def get_lexer(
        self,
        source: str,
        lang: str,
        opts: dict[str, Any] | None = None,
        force: bool = False,
        location: Any = None,
    ) -> Lexer:
        """Return the lexer of a listed language, or the one that makes plain text."""
        name = lexers.language(lang)
        if name == "python" and source.startswith(">>>"):
            name = "pycon"
        options = dict(opts or {})
        if name == "php" and "<?" not in source:
            options.setdefault("startinline", True)
        lexer = lexers.lexer(name, options)
        lexer.add_filter(WithoutErrors())
        return lexer

    def highlight_block(
        self,
        source: str,
        lang: str,
        opts: dict[str, Any] | None = None,
        force: bool = False,
        location: Any = None,
        **options: Any,
    ) -> str:
        """Return code as HTML: in colors, or plain where that would take too long."""
        if lexers.language(lang) != lexers.PLAIN and self._is_bounded(source, location):
            page, start = self._page(location), time.process_time()
            left = self._left.get(page, PATIENCE)
            try:
                with at_most(left):
                    return super().highlight_block(source, lang, opts, force, location, **options)
            except OutOfTime:
                warn("code", f"shorten this code, {NO_COLOR} it takes too long to color", location)
                left = 0.0
            except BROKEN:
                pass  # it is no code of its language
            finally:
                self._left[page] = left - (time.process_time() - start)
        return super().highlight_block(source, lexers.PLAIN, None, True, location, **options)

    def _is_bounded(self, source: str, location: nodes.Node | None) -> bool:
        """Return whether code is small enough to be colored, and there is time left for its page."""
        if len(source) > LARGEST:
            most = f"more than {LARGEST:,} characters are not colored"
            warn("code", f"shorten this code, {NO_COLOR} {most}", location)
            return False
        return self._left.get(self._page(location), PATIENCE) > 0

    def _page(self, location: nodes.Node | None) -> object:
        """Return what stands for the page of a node; what has none shares its time."""
        return getattr(location, "document", None) or self


def bound(app: Sphinx) -> None:
    """Put our highlighter in the place of Sphinx's."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        style = app.builder.highlighter.formatter_args["style"]
        app.builder.highlighter = Highlighter(f"{style.__module__}.{style.__name__}")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the moment at which the builder is ready."""
    app.connect("builder-inited", bound)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
