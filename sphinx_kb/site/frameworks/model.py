"""Frameworks and their controls: what each is called, where it stands, which one a name means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.article import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOLDER = "frameworks"  # of the pages
_NUMBERED = re.compile(r"(.*?)(\d{1,9})$")


@dataclass(frozen=True)
class Control:
    """One control of a framework: in NIST's words a category."""

    framework: str  # its key: csf
    written: str  # as it stands in front matter: GV.RM, CIS 4, A.5.7
    name: str = ""  # official; nothing where the site has none
    parts: tuple[str, ...] = ()  # as they are written: GV.RM-01
    text: str = ""  # what it asks for, in the publisher's words
    part_texts: tuple[tuple[str, str], ...] = ()  # the same of parts: how each is written, its text

    @property
    def page(self) -> str:
        """Return the name of the page that lists it."""
        return f"{FOLDER}/{self.framework}"

    @property
    def anchor(self) -> str:
        """Return its place on that page."""
        return names.slug(self.written, "control")


@dataclass(frozen=True)
class Group:
    """A function, a theme, or all of a framework."""

    controls: tuple[Control, ...]
    id: str = ""
    name: str = ""
    text: str = ""


class Named(NamedTuple):
    """What a name means: a control, or a part of it, as it is written."""

    control: Control
    written: str


@dataclass(frozen=True)
class Framework:
    """A framework as it was published, and its controls in their order."""

    key: str
    name: str
    short: str
    publisher: str
    version: str
    date: str
    source: str
    line: str = ""
    note: str = ""
    mark: str = ""  # stands before a number, to tell it from others: CIS
    unit: str = "control"
    units: str = "controls"
    order: int = 0  # among the frameworks
    groups: tuple[Group, ...] = ()

    @property
    def page(self) -> str:
        """Return the name of its page."""
        return f"{FOLDER}/{self.key}"

    @property
    def controls(self) -> tuple[Control, ...]:
        """Return all its controls."""
        return tuple(control for group in self.groups for control in group.controls)

    @cached_property
    def by_name(self) -> dict[str, Named]:
        """Return its controls and their parts by their names, case-folded."""
        return {
            name.casefold(): Named(control, name)
            for control in self.controls
            for name in (control.written, *control.parts)
        }

    def written(self, target: str) -> str:
        """Return how a target of the framework's role is written: 4 is CIS 4."""
        plain = " ".join(target.split())
        marked = plain.casefold().startswith(f"{self.mark} ".casefold())
        return plain if not self.mark or marked else f"{self.mark} {plain}"

    def find(self, target: str) -> Named | None:
        """Return what a target of the framework's role means."""
        return self.by_name.get(self.written(target).casefold())

    def described(self, named: Named) -> str:
        """Return the official name of a control, with its framework and its identifier."""
        return (
            f"{self.short}: {' '.join(filter(None, (named.control.written, named.control.name)))}"
        )


@dataclass(frozen=True)
class Row:
    """What goes with one control in other frameworks: single names, and first and last."""

    clauses: tuple[str, ...] = ()  # of a standard itself, which are no controls
    remark: str = ""
    others: Mapping[str, tuple[tuple[Control, Control], ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Frameworks:
    """All frameworks of the site by key, and the crosswalk from the first to the others."""

    of: Mapping[str, Framework] = field(default_factory=dict)
    crosswalk: Mapping[str, Row] = field(default_factory=dict)  # control as written -> row

    def find(self, name: str) -> Named | None:
        """Return what an identifier in front matter means."""
        folded = " ".join(name.split()).casefold()
        found = (framework.by_name.get(folded) for framework in self.of.values())
        return next(filter(None, found), None)

    def nearest(self, name: str, key: str = "") -> str | None:
        """Return the known identifier nearest to an unknown one, of one framework or of all."""
        some = [self.of[key]] if key in self.of else self.of.values()
        return nearest(name, [each.written for one in some for each in one.by_name.values()])


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the identifier with the nearest number, or the one that is spelled most alike."""
    known = list(known)
    asked = _NUMBERED.match(name.strip())
    if asked:
        number = int(asked[2])
        alike = {
            abs(int(found[2]) - number): each
            for each in reversed(known)
            if (found := _NUMBERED.match(each)) and found[1].casefold() == asked[1].casefold()
        }
        if alike:
            return alike[min(alike)]
    return names.nearest(name, known)
