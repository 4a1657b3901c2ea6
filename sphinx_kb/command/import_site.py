"""``kb import``: a blog of Jekyll, Hugo, Material for MkDocs or Docusaurus, or a folder of Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sphinx_kb
from sphinx_kb.command import init, site_schema
from sphinx_kb.migration import report, writing
from sphinx_kb.migration.convert import Converted, convert
from sphinx_kb.migration.detect import SYSTEMS
from sphinx_kb.migration.source import Source

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

SAMPLES = (
    "posts/welcome.md",
    "pages/about.md",
    "_data/authors.yml",
    "_data/topics.yml",
)  # of a site that kb init made


def import_site(given: Namespace) -> int:
    """Show what would come over; with ``--write``, write it, into a new site if there is none."""
    source = Source(given.source)
    try:
        return _import(given, source, convert(source, given.system or "", given.address))
    finally:
        source.close()


def _import(given: Namespace, source: Source, found: Converted) -> int:
    if not given.write:
        print(report.screen(found, is_written=False))
        return 0
    folder: Path = given.into
    if not (folder / "conf.py").is_file():
        _begin(folder, found)
    _drop_samples(folder)
    more = {"IMPORT.md": report.document(found).encode()}
    _keep_needed(folder, found)
    kept = writing.write(folder, source, found, more)
    for path in kept:
        print(f"kept as you have it: {path}")
    if found.extra and "html_extra_path" not in (folder / "conf.py").read_text("utf-8"):
        with (folder / "conf.py").open("a", encoding="utf-8") as conf:
            conf.write('\nhtml_extra_path = ["extra"]  # files for the root of the site\n')
    print(report.screen(found, is_written=True))
    return 0


def _begin(folder: Path, found: Converted) -> None:
    """Make a new site, with the name that the old one had."""
    site = found.site
    values = init.values(
        site.title or folder.resolve().name, site.author or "The editors", site.language or "en",
        f"{site.address}/" if site.address.startswith("http") else "", f"sphinx-kb=={sphinx_kb.__version__}",
    )  # fmt: skip
    init.write(folder, init.files(values, ""))


def _keep_needed(folder: Path, found: Converted) -> None:
    """Write again what a site needs and the other one did not have: an about page, its settings."""
    needed = {
        "_data/site.yml": site_schema.sample().encode(),
        "pages/about.md": b"# About\n\nWho writes here.\n",
    }
    for name, text in needed.items():
        if name not in found.files and not (folder / name).exists():
            found.files[name] = text


def _drop_samples(folder: Path) -> None:
    """Take away what kb init wrote as a sample, if it is still that."""
    for name in SAMPLES:
        path = folder / name
        if path.is_file() and path.read_text("utf-8").startswith(init.sample_start(name)):
            path.unlink()
    settings = folder / "_data/site.yml"
    if settings.is_file() and settings.read_text("utf-8") == site_schema.sample():
        settings.unlink()


def add_to(verbs: _SubParsersAction[ArgumentParser]) -> None:
    """Add the verb to the command line."""
    text = "take over a blog of Jekyll, Hugo, Material or Docusaurus, or a folder of Markdown"
    verb = verbs.add_parser(
        "import", help=text, description=f"{text}; without --write, only show what would come"
    )
    verb.add_argument("source", metavar="SOURCE", type=Path, help="a folder, or a git directory")
    verb.add_argument(
        "--into",
        metavar="FOLDER",
        type=Path,
        default=Path(),
        help="the site; a new one if it has no conf.py",
    )
    verb.add_argument(
        "--system", choices=[*SYSTEMS], help="the system that made it, if it is not seen by itself"
    )
    verb.add_argument(
        "--address", default="", help="where the old site was, if it does not say so itself"
    )
    verb.add_argument("--write", action="store_true", help="write it")
    verb.set_defaults(run=import_site)
