"""The discrete Fourier transform of a power of two of values, in plain Python.

Losses are added by multiplying their transforms. NumPy would be faster and 20 MB larger; 4,096
values take 4 ms here. The twin is ``KBLosses`` in kb-decide-losses.js.
"""

from __future__ import annotations

from operator import add, mul, sub
from typing import TYPE_CHECKING

from sphinx_kb.decisions.arithmetic import rotations

if TYPE_CHECKING:
    from collections.abc import Sequence


def transform(values: Sequence[complex]) -> list[complex]:
    """Return the sums of values[n] exp(-2 pi i n k / N) for k = 0 .. N - 1.

    ``values`` are a power of two, at least four (Cooley and Tukey, radix 2).
    """
    size = len(values)
    if size == 4:
        a, b, c, d = values
        even, odd, minus, turn = a + c, b + d, a - c, (b - d) * -1j
        return [even + odd, minus + turn, even - odd, minus - turn]
    left, right = transform(values[::2]), transform(values[1::2])
    turned = list(map(mul, right, rotations(size)))
    return [*map(add, left, turned), *map(sub, left, turned)]


def real_part(transformed: Sequence[complex]) -> list[float]:
    """Return the real values whose transform it is.

    The inverse is the transform of the conjugates, conjugated and divided by their number.
    """
    size = len(transformed)
    return [value.real / size for value in transform([one.conjugate() for one in transformed])]
