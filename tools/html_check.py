"""The HTML of the built site, checked by html-validate, where there is Node to run it."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tools import node_checks

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = node_checks.MODULES / "html-validate" / "bin" / "html-validate.mjs"
RULES = node_checks.HERE / "rules.mjs"


def faults(site: Path) -> Iterator[str]:
    """Yield each fault as ``page:line: what is wrong [rule]``."""
    if reason := node_checks.missing():
        yield from node_checks.skip("html-validate", reason)
        return
    pages = [path for path in site.rglob("*.html") if "_static" not in path.relative_to(site).parts]
    command: list[str | Path] = ["node", PROGRAM, "--config", RULES, "--formatter", "json"]
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
