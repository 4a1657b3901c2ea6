"""Drawings as e-books may hold them: without attributes that are younger than SVG 1.1."""

from __future__ import annotations

import re

_YOUNGER = re.compile(r'\s(paint-order|vector-effect)="([^"]*)"')
_STYLE = re.compile(r'\sstyle="([^"]*)"')
_NAME = re.compile(r"<[\w:.-]+")
_TAG = re.compile(r"<[A-Za-z][^<>]*>")


def svg_1_1(drawing: str) -> str:
    """Return a drawing whose younger attributes are styles, which any version of SVG may have."""
    return _TAG.sub(lambda tag: _styled(tag[0]), drawing)


def _styled(tag: str) -> str:
    younger = [f"{name}:{value}" for name, value in _YOUNGER.findall(tag)]
    if not younger:
        return tag
    styles = ";".join([*_STYLE.findall(tag), *younger])
    plain = _STYLE.sub("", _YOUNGER.sub("", tag))
    return _NAME.sub(lambda name: f'{name[0]} style="{styles}"', plain, count=1)
