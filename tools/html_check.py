"""The HTML of the built site, checked by html-validate, where there is Node to run it.

The checker and its version are in tools/html; npm fetches it there on first use.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent / "html"
PROGRAM = HERE / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
OLDEST = (20, 19)  # Node, for the version in package.json


def missing() -> str:
    """Return why the HTML cannot be checked, or nothing; fetch the checker if it is not there."""
    if not shutil.which("node") or not shutil.which("npm"):
        return "there is no Node and npm on this machine"
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    found = tuple(int(part) for part in said.stdout.strip().lstrip("v").split(".")[:2])
    if found < OLDEST:
        return f"Node {said.stdout.strip()} is older than v{'.'.join(map(str, OLDEST))}"
    if not PROGRAM.is_file():
        subprocess.run(["npm", "ci", "--silent"], cwd=HERE, capture_output=True, check=False)
    return "" if PROGRAM.is_file() else "npm could not fetch html-validate"


def faults(site: Path) -> Iterator[str]:
    """Yield each fault as ``page:line: what is wrong [rule]``.

    Where it cannot be checked it says so on one line; that is a fault in continuous integration.
    """
    if reason := missing():
        if os.environ.get("CI"):
            yield f"html-validate did not run: {reason}"
        else:
            print(f"  skipped: {reason}")
        return
    pages = [path for path in site.rglob("*.html") if "_static" not in path.relative_to(site).parts]
    command: list[str | Path] = [
        "node",
        PROGRAM,
        "--config",
        HERE / "rules.mjs",
        "--formatter",
        "json",
    ]
    command += sorted(pages)
    with tempfile.TemporaryFile("w+") as said:  # a pipe may be closed before all is said
        run = subprocess.run(command, stdout=said, stderr=subprocess.PIPE, text=True, check=False)
        said.seek(0)
        found = said.read()
    if not found.startswith("["):
        yield f"html-validate did not run: {run.stderr.strip() or found.strip()}"
        return
    for page in json.loads(found):
        name = Path(page["filePath"]).relative_to(site.resolve()).as_posix()
        for fault in page["messages"]:
            yield f"{name}:{fault['line']}: {fault['message']} [{fault['ruleId']}]"
