"""The time that marks of other systems take grows with their number, whoever writes them."""

from __future__ import annotations

import time

import pytest
from markdown_it import MarkdownIt

from sphinx_kb.markup import boxes, kramdown, tabs

PIECES = {
    "box": "!!! note\n",
    "box-title": '!!! note "a" "a" "a"\n    x\n',
    "box-words": "!!! note" + " a" * 50 + "\n",
    "box-blanks": "!!! note\n\n\n\n\n",
    "box-within": "    " * 30 + "!!! note\n",
    "tab": '=== "a"\n\n    x\n\n',
    "tab-set": '===! "a"\n\n    x\n\n',
    "callout": "> [!note] a\n\n",
    "callout-open": "> [!note\n\n",
    "callout-deep": "> " * 30 + "[!note]\n",
    "prompt": "> a\n{: .prompt-tip }\n\n",
}


def seconds(text: str) -> float:
    """Return the time of the processor for a text."""
    parser = MarkdownIt("commonmark").enable("table")
    for plugin in (kramdown.plugin, boxes.plugin, tabs.plugin):
        parser.use(plugin)
    start = time.process_time()
    parser.parse(text)
    return time.process_time() - start


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_a_text_of_four_times_the_size_takes_about_four_times_as_long(piece):
    once = min(seconds(piece * (8_000 // len(piece))) for _ in range(3))
    four_times = min(seconds(piece * (32_000 // len(piece))) for _ in range(3))

    assert four_times < 8 * once + 0.05
