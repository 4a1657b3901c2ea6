"""Work on many pages, in as many processes as the build may have.

A process does all that a page needs, so that nothing is done for all of them in one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sphinx.util.parallel import ParallelTasks, parallel_available

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx.application import Sphinx

Item = TypeVar("Item")
Result = TypeVar("Result")

MIN_ITEMS = 24  # pages for which a process costs more than it saves
CHUNKS_PER_PROCESS = 4  # of each process: one that is done early takes another


def use_processes(app: Sphinx, items: Sequence[object]) -> bool:
    """Return whether the items are many enough for more than one process."""
    return parallel_available and app.parallel > 1 and len(items) > MIN_ITEMS


def map_in_processes(
    app: Sphinx, work: Callable[[Sequence[Item]], Result], items: Sequence[Item]
) -> Iterator[Result]:
    """Yield what ``work`` returns for each share of the items, in any order.

    A share is worked on in a process of its own, which has a copy of everything: what it is to
    leave behind, it returns. Warnings are told by this process. With few items, or ``-j 1``, all
    is one share, and worked on here.

    Raises SphinxParallelError, with what the other process raised.
    """
    if not use_processes(app, items):
        yield work(items)
        return
    found: list[Result] = []
    tasks = ParallelTasks(app.parallel)
    for share in chunks(items, app.parallel * CHUNKS_PER_PROCESS):
        tasks.add_task(work, share, lambda _, result: found.append(result))
        yield from found
        found.clear()
    tasks.join()
    yield from found


def chunks(items: Sequence[Item], count: int) -> list[Sequence[Item]]:
    """Return the items in at most so many shares, of the same size but for the last."""
    size = max(1, -(-len(items) // count))
    return [items[start : start + size] for start in range(0, len(items), size)]
