"""How wide a picture is shown: the ``sizes`` by which a browser chooses among its files.

The numbers are those of kb.css; tests/engine/pictures/test_pictures.py compares them with a real browser.
"""

from __future__ import annotations

from typing import NamedTuple


class Slot(NamedTuple):
    """A place for pictures: how wide it is on screens from some width on, widest first."""

    widths: tuple[tuple[int, str], ...]
    aspect_ratio: float = 0  # width by height, where it crops what it shows; 0 where it does not

    def sizes(self, width: int, height: int, limit: int | None) -> str:
        """Return the ``sizes`` of a picture here; one that is cropped is drawn wider than shown."""
        more = max(1, width / max(1, height) / self.aspect_ratio) if self.aspect_ratio else 1
        parts = []
        for start, shown in self.widths:
            length = shown if more == 1 else f"calc({more:.3g} * {shown})"
            if limit and not self.aspect_ratio and limit < WIDEST:
                length = f"min({limit}px, {shown})"
            parts.append(f"(min-width: {start}px) {length}" if start else length)
        return ", ".join(parts)


WIDEST = 656  # px: no place is wider, on any screen
SLOTS = {
    "cover": Slot(((601, "224px"), (0, "104px"))),
    "column": Slot((  # figures
        (1296, "656px"), (1200, "calc(92vw - 536px)"), (1000, "656px"), (960, "calc(92vw - 264px)"),
        (713, "656px"), (420, "92vw"), (0, "calc(100vw - 34px)"),
    )),
    "text": Slot((  # lines of text are shorter
        (601, "558px"), (573, "527px"), (420, "92vw"), (0, "calc(100vw - 34px)"),
    )),
    "card": Slot(((601, "152px"), (0, "96px")), 4 / 3),
    "face": Slot(((0, "42px"),), 1),
}  # fmt: skip
