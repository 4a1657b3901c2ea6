"""What Node checks: the scripts and style sheets of the engine, and the programs for it.

The programs and their versions are in tools/node; npm fetches them there on first use.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
HERE = ROOT / "tools" / "node"
MODULES = HERE / "node_modules"
OLDEST = (20, 19)  # Node, for the versions in package.json
SCRIPTS = (
    "sphinx_kb/theme/static/kb*.js", "sphinx_kb/command/*.js", "sphinx_kb/decisions/scripts/*.js",
    "sphinx_kb/checklists/scripts/*.js", "sphinx_kb/incidents/scripts/*.js", "sphinx_kb/outputs/scripts/*.js",
    "sphinx_kb/pages/forms/scripts/*.js", "sphinx_kb/offline/scripts/*.js", "_static/*.js",
)  # fmt: skip
SHEETS = (
    "sphinx_kb/theme/static/kb*.css",
    "sphinx_kb/decisions/scripts/*.css",
    "sphinx_kb/checklists/scripts/*.css",
    "sphinx_kb/incidents/scripts/*.css",
    "sphinx_kb/pages/forms/scripts/*.css",
    "_static/*.css",
)
BOOK = ("sphinx_kb/theme/templates/epub/*.css",)
MODULE_SCRIPTS = ("tools/node/*.mjs", "tests/**/*.mjs")
TYPES = ("tools/node/*.d.ts",)
CHECKS = {  # name -> the program, its arguments, the files that it checks
    "JavaScript: lint": (
        "eslint/bin/eslint.js", ["--config", "tools/node/eslint.config.mjs"],
        (*SCRIPTS, *MODULE_SCRIPTS),
    ),
    "JavaScript: format": (
        "prettier/bin/prettier.cjs",
        ["--config", "tools/node/prettier.json", "--log-level", "warn", "--check"],
        (*SCRIPTS, *MODULE_SCRIPTS, *TYPES, *SHEETS),
    ),
    "JavaScript: types": ("typescript/bin/tsc", ["--project", "tools/node/tsconfig.json"], ()),
    "JavaScript: unit tests": ("", ["--test"], ("tests/**/*.test.mjs",)),
    "Style sheets: lint": (
        "stylelint/bin/stylelint.mjs", ["--config", "tools/node/stylelint.config.mjs"],
        (*SHEETS, *BOOK),
    ),
}  # fmt: skip


def missing_node() -> str:
    """Return why there is no Node to run, or nothing."""
    if not shutil.which("node") or not shutil.which("npm"):
        return "there is no Node and npm on this machine"
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    found = tuple(int(part) for part in said.stdout.strip().lstrip("v").split(".")[:2])
    if found < OLDEST:
        return f"Node {said.stdout.strip()} is older than v{'.'.join(map(str, OLDEST))}"
    return ""


def missing() -> str:
    """Return why Node cannot check anything, or nothing; fetch the programs if they are not there."""
    if reason := missing_node():
        return reason
    if not is_fetched():
        subprocess.run(["npm", "ci", "--silent"], cwd=HERE, capture_output=True, check=False)
    return "" if is_fetched() else "npm could not fetch the programs of tools/node"


def is_fetched() -> bool:
    """Return whether the programs of the lock are there: npm writes down what it has fetched."""
    fetched = MODULES / ".package-lock.json"
    lock = HERE / "package-lock.json"
    return fetched.is_file() and fetched.stat().st_mtime >= lock.stat().st_mtime


def skip(name: str, reason: str) -> Iterator[str]:
    """Say that a check cannot run, on one line; that is a fault in continuous integration."""
    if os.environ.get("CI"):
        yield f"{name} did not run: {reason}"
    else:
        print(f"  skipped: {reason}")


def faults(name: str, root: Path = ROOT) -> Iterator[str]:
    """Yield what one of the checks finds below a folder, in the words of its program."""
    program, arguments, patterns = CHECKS[name]
    if reason := missing() if program else missing_node():
        yield from skip(name, reason)
        return
    files = sorted(path.relative_to(root) for each in patterns for path in root.glob(each))
    command: list[str | Path] = ["node", *([MODULES / program] if program else []), *arguments]
    command += files
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if run.returncode:
        yield f"{run.stdout}{run.stderr}".strip()
