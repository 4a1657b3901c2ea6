"""``kb html``, ``linkcheck``, ``offline``: the site, built as it is built everywhere."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_kb.article import raw_yaml

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

OUT = Path("_build")
FAULT = r"^((?:posts|pages|assets|_data)/.+?|index\.md|conf\.py):(\d+): (?:WARNING: |ERROR: )?(.+)$"
PUBLISHABLE = OUT / "publishable"
STRICT = ("-j", "auto", "-W", "--keep-going")  # all faults in one run, and none passes


def build(builder: str = "html", name: str = "", *flags: str, preview: bool = False) -> int:
    """Build the site of this folder into ``_build/NAME``.

    Return 0, or 1 if it has a fault, or 2 if it could not be built. With ``preview``, drafts and
    articles that are not due yet are shown, too.
    """
    from sphinx.cmd.build import build_main

    name = name or builder
    if preview:
        os.environ["KB_PREVIEW"] = "1"
    place = ["-b", builder, "-d", str(OUT / f".{name}"), ".", str(OUT / name)]
    return build_main([*(flags or STRICT), *place])


def annotate() -> None:
    """Let GitHub show each fault beside its line in a pull request."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return
    pattern = {"regexp": FAULT, "file": 1, "line": 2, "message": 3}
    matcher = {"owner": "sphinx-kb", "severity": "error", "pattern": [pattern]}
    OUT.mkdir(exist_ok=True)
    (OUT / "matcher.json").write_text(json.dumps({"problemMatcher": [matcher]}), "utf-8")
    print(f"::add-matcher::{(OUT / 'matcher.json').as_posix()}", flush=True)


def html(given: Namespace) -> int:
    """Build the site, and say which file to open.

    ``_build/publishable`` is there afterwards if what was built may be published: it has no fault,
    or the owner publishes the rest.
    """
    PUBLISHABLE.unlink(missing_ok=True)
    annotate()
    if os.environ.get("KB_CRISIS") == "1":
        make_book()
    code = build(name="html")
    setting = raw_yaml.read_file(Path("_data"), "site.yml", []).get("publish")
    if code == 0 or (code == 1 and setting and setting.value == "rest"):
        PUBLISHABLE.touch()
    if code == 1 and PUBLISHABLE.exists():
        print("There are faults, and the rest may be published (publish: rest in _data/site.yml).")
    print(f"Open {OUT / 'html' / 'index.html'}")
    return min(code, 1)


def linkcheck(given: Namespace) -> int:
    """Ask each link to another site whether it works."""
    return min(build("linkcheck"), 1)


def make_book() -> None:
    """Make the e-book, which is published beside the copy; without one the copy is made alone.

    Its faults are those of the site, which tells them: they are not told twice.
    """
    code = build("epub", "", "-j", "auto", "-q", "-Q")
    made = sorted((OUT / "epub").glob("*.epub"), key=lambda file: file.stat().st_mtime)
    if code == 0 and made:
        os.environ["KB_EBOOK"] = str(made[-1].resolve())


def offline(given: Namespace) -> int:
    """Build the site with its copy in one file, and the e-book: both are read without a network."""
    os.environ["KB_CRISIS"] = "1"
    code = html(given)
    for file in sorted((OUT / "html").glob("knowledge-base.*")):
        print(f"{file} is ready" + (": unpack it, and open index.html" * (file.suffix == ".zip")))
    return code


def add_to(verbs: _SubParsersAction[ArgumentParser]) -> None:
    """Add the verbs to the command line."""
    for names, run, text in (
        (("html", "build"), html, "build the site into _build/html"),
        (("linkcheck",), linkcheck, "the links to other sites (needs the network)"),
        (
            ("offline",),
            offline,
            "the site, with a copy in one file and an e-book to be read without a network",
        ),
    ):
        verb = verbs.add_parser(names[0], aliases=list(names[1:]), help=text, description=text)
        verb.set_defaults(run=run)
