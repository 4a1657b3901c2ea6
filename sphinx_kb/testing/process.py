"""What the builds and the processes of a test run share."""

from __future__ import annotations

import gc
import logging
import os
import pickle
import sys
from functools import cache, wraps
from importlib import metadata
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from jinja2 import BytecodeCache, StrictUndefined, Undefined
from sphinx import theming
from sphinx.jinja2glue import BuiltinTemplateLoader

from sphinx_kb import theme
from sphinx_kb.incremental import compiled_templates, file_lock
from sphinx_kb.patches import garbage_collection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import CodeType

    from jinja2.bccache import Bucket

Shared = TypeVar("Shared")

EVERY = 20  # builds, after which what the earlier ones left is collected


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return the temporary folder that all processes of a test run share."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Shared]) -> Shared:
    """Return what ``make`` makes in a folder, made once for all the processes of a test run.

    The first process that asks makes it, and the others wait; what is made must be picklable.
    """
    folder = shared_folder(factory) / f"once-{name}"
    folder.mkdir(exist_ok=True)
    result = folder / "result.pickle"
    with (folder / "lock").open("w") as lock:
        file_lock.acquire(lock, wait=True)
        if not result.exists():
            result.write_bytes(pickle.dumps(make(folder)))
        shared: Shared = pickle.loads(result.read_bytes())  # noqa: S301  # written above
        return shared


class _Compiled(BytecodeCache):
    """Templates that are compiled already, by their names and texts."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._codes[bucket.key, bucket.checksum] = bucket.code


def undefined(*arguments: Any, **options: Any) -> Undefined:
    """Return what stands for a name that a template was not given: an error in ours, in others nothing."""
    frame = sys._getframe(1)
    while "jinja2" in Path(frame.f_code.co_filename).parts and frame.f_back:
        frame = frame.f_back
    is_ours = Path(frame.f_code.co_filename).is_relative_to(theme.TEMPLATES)
    return (StrictUndefined if is_ours else Undefined)(*arguments, **options)


@pytest.fixture(autouse=True, scope="session")
def _strict_templates() -> Iterator[None]:
    """Let our templates use no name that they are not given."""
    init = BuiltinTemplateLoader.init

    def strict(loader: BuiltinTemplateLoader, *arguments: Any, **options: Any) -> None:
        init(loader, *arguments, **options)
        loader.environment.undefined = undefined  # type: ignore[assignment]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BuiltinTemplateLoader, "init", strict)
        yield


def _collect(build: int) -> None:
    """Collect what some builds have left, and never look again at what stays."""
    if build % EVERY == 0:
        gc.collect()
        gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def _quick_builds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Do once for a test run what each build does for itself: half of a small one's time."""
    compiled, builds = _Compiled(), count(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KB_PICTURE_CACHE", str(shared_folder(tmp_path_factory) / "pictures"))
        patch.setattr(compiled_templates, "FileSystemBytecodeCache", lambda folder: compiled)
        patch.setattr(theming, "entry_points", cache(metadata.entry_points))  # of what is installed
        patch.setattr(garbage_collection, "tune_gc", lambda: _collect(next(builds)))
        freeze = garbage_collection.freeze_after_reading
        patch.setattr(garbage_collection, freeze.__name__, wraps(freeze)(lambda app, env: None))
        gc.set_threshold(*garbage_collection.THRESHOLDS)
        logging.disable(logging.DEBUG)  # a thousand lines of a build that nobody is shown
        yield
        logging.disable(logging.NOTSET)
