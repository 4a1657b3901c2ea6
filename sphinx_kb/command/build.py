"""``kb html``, ``linkcheck``, ``offline``: the site, built as it is built everywhere."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

OUT = Path("_build")
STRICT = ("-j", "auto", "-W", "--keep-going")  # all faults in one run, and none passes


def build(builder: str = "html", name: str = "", *flags: str, preview: bool = False) -> int:
    """Build the site of this folder into ``_build/NAME``; return 1 if it has a fault, else 0.

    With ``preview``, drafts and articles that are not due yet are shown, too.
    """
    from sphinx.cmd.build import build_main

    name = name or builder
    if preview:
        os.environ["KB_PREVIEW"] = "1"
    place = ["-b", builder, "-d", str(OUT / f".{name}"), ".", str(OUT / name)]
    return 1 if build_main([*(flags or STRICT), *place]) else 0


def html(given: Namespace) -> int:
    """Build the site, and say which file to open."""
    code = build(name="html")
    print(f"Open {OUT / 'html' / 'index.html'}")
    return code


def linkcheck(given: Namespace) -> int:
    """Ask each link to another site whether it works."""
    return build("linkcheck")


def offline(given: Namespace) -> int:
    """Pack the built site into one file: unpacked, it is read without a server."""
    code = build(name="html")
    if code == 0:
        packed = shutil.make_archive(str(OUT / "offline"), "zip", OUT / "html")
        print(f"{os.path.relpath(packed)} has the site: unpack it, and open index.html")
    return code


def add_to(verbs: _SubParsersAction[ArgumentParser]) -> None:
    """Add the verbs to the command line."""
    for names, run, text in (
        (("html", "build"), html, "build the site into _build/html"),
        (("linkcheck",), linkcheck, "the links to other sites (needs the network)"),
        (("offline",), offline, "the site as one file, to be read without a network"),
    ):
        verb = verbs.add_parser(names[0], aliases=list(names[1:]), help=text, description=text)
        verb.set_defaults(run=run)
