"""``kb check``: every fault of every article, drafts too, and what no build looks at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_kb.checks import links, renames, review
from sphinx_kb.command import build

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction
    from collections.abc import Iterator, Mapping

CHECKED = build.OUT / "check"


def checks(root: Path) -> Mapping[str, Iterator[str]]:
    """Return the faults of a site, each check's by its name, once it is built."""
    return {
        "Review dates": review.faults(root),
        "Renamed without an old address": renames.faults(root),
        "Links inside the site": links.faults(root / CHECKED),
    }


def check(given: Namespace) -> int:
    """Build the site with its drafts, and look at it; return 1 if something is to be mended."""
    build.annotate()
    print("- Articles, drafts too", flush=True)
    failed = ["Articles"] if build.build("html", "check", "-q", *build.STRICT, preview=True) else []
    for name, faults in checks(Path()).items():
        print(f"- {name}", flush=True)
        for fault in faults:
            print(fault)
            failed.append(name)
    for note in review.notes(Path()):
        print(f"Note: {note}")
    print(f"\nMend: {', '.join(dict.fromkeys(failed))}" if failed else "\nAll is well.")
    return 1 if failed else 0


def add_to(verbs: _SubParsersAction[ArgumentParser]) -> None:
    """Add the verb to the command line."""
    text = "every fault of every article, drafts too; links inside the site, review dates"
    verbs.add_parser("check", help=text, description=text).set_defaults(run=check)
