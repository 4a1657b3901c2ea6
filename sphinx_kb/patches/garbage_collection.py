"""Python's own work: collecting what nobody holds."""

from __future__ import annotations

import atexit
import gc
from typing import TYPE_CHECKING

from sphinx_kb.patches.patch import Patch

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# Objects made before the youngest generation is collected, and collections of it before the
# next one. A build makes few cycles; Python's own (700, 10, 10) cost a fifth of its time.
THRESHOLDS = (500_000, 20, 50)


def tune_gc() -> None:
    """Let the garbage collector look less often, and never at what is loaded already."""
    if gc.get_freeze_count():  # an earlier build was in this process
        gc.unfreeze()
        gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
    atexit.register(gc.freeze)  # and do not look through everything once more to leave


def freeze_after_reading(app: Sphinx, env: BuildEnvironment) -> None:
    """Let the collector pass over what was read: it stays to the end.

    The processes that write then share its memory with this one, for nobody writes to it.
    """
    gc.freeze()


def collect_less(app: Sphinx) -> None:
    """Let Python's collector work less, in this process and in those that write."""
    tune_gc()
    app.connect("env-updated", freeze_after_reading, priority=1)


PATCHES = (
    Patch(
        collect_less,
        target="gc",
        why="a build makes few cycles, and the collector goes through all that is young, again and again",
        gain=0.137,
        tested_with={},
    ),
)
