"""Sizes as readers are told."""

from __future__ import annotations

_KILO = 1000


def spoken(size: int) -> str:
    """Return a number of bytes as "640 kB" or "3.2 MB"."""
    if size < _KILO * _KILO:
        return f"{max(1, round(size / _KILO))} kB"
    return f"{size / _KILO / _KILO:.1f} MB"
