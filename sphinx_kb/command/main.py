"""The command line: its verbs, and the folder in which they work.

It is read by argparse, which Python brings: a verb is a few plain arguments, and one package more
would be one more to fix and to trust. Each verb imports what it needs when it is called.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_kb import __version__
from sphinx_kb.command import (
    build,
    check,
    import_site,
    init,
    live,
    lock,
    new_article,
    schema,
    settings,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

VERBS = (
    init,
    import_site,
    build,
    live,
    new_article,
    check,
    settings,
    schema,
    lock,
)  # each adds its verbs to the parser
ANYWHERE = {"import", "init", "schema", "settings"}  # verbs that need no site


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(
        prog="kb", description="Everything one does with a knowledge base, in its folder."
    )
    result.add_argument("--version", action="version", version=f"sphinx-kb {__version__}")
    result.add_argument(
        "-C",
        dest="folder",
        type=Path,
        default=Path(),
        help="the site's folder, if it is not this one",
    )
    verbs = result.add_subparsers(title="commands", metavar="COMMAND", required=True, dest="verb")
    for module in VERBS:
        module.add_to(verbs)
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code: 0, or 1 where something is to be mended."""
    given = parser().parse_args(arguments)
    try:
        os.chdir(given.folder)
    except OSError:
        return _refuse(f"There is no folder '{given.folder}'")
    if given.verb not in ANYWHERE and not Path("conf.py").is_file():
        return _refuse("There is no conf.py here: go into the folder of a site, or name it with -C")
    try:
        code: int = given.run(given)
    except KeyboardInterrupt:
        return 130
    except SystemExit as stop:
        return _refuse(stop.code) if isinstance(stop.code, str) else int(stop.code or 0)
    return code


def _refuse(remedy: str) -> int:
    print(remedy, file=sys.stderr)
    return 1
