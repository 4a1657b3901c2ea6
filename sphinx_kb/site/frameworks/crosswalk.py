"""What goes with each control in the other frameworks, in both directions."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_kb.site.frameworks.model import Control, Frameworks


def reverse_crosswalk(frameworks: Frameworks) -> dict[str, list[Control]]:
    """Return, for each control of the other frameworks as written, the first one's that name it."""
    found: dict[str, list[Control]] = defaultdict(list)
    place = {
        control.written: (framework.controls, number)
        for framework in frameworks.of.values()
        for number, control in enumerate(framework.controls)
    }
    for name, row in frameworks.crosswalk.items():
        controls, number = place[name]
        for spans in row.others.values():
            for first, last in spans:
                others, start = place[first.written]
                for other in others[start : place[last.written][1] + 1]:
                    found[other.written].append(controls[number])
    return dict(found)
