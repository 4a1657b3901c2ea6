"""One vector: what a function of the engine has to give, in both languages."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

CENT = 0.01
MILLIONTH = 1e-6


@dataclass(frozen=True)
class Vector:
    """A call with its arguments, and what is expected of it, within a tolerance.

    ``within`` is absolute and holds for each number of the result; of an expected mapping only
    the named entries are compared.
    """

    id: str
    what: str
    call: str
    args: list[Any]
    expected: Any
    within: float = 0.0

    def as_data(self) -> dict[str, Any]:
        """Return the vector as it stands in the file."""
        return asdict(self)
