"""Check everything that can be checked without publishing: `make check`.

It runs each check to its end, prints what each finds, and exits with 1 if any found anything.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sphinx_kb.checks import links, renames, review
from tools import articles, claims, epub_check, html_check, node_checks, spelling, watch

ROOT = Path(__file__).parent.parent
BUILT = ROOT / "_build" / "check"
COMMANDS = {
    "Python: lint": ["ruff", "check", "--quiet", "."],
    "Python: format": ["ruff", "format", "--quiet", "--check", "."],
    "Python: types": ["mypy", "--no-error-summary"],
    "Python: layers": ["lint-imports", "--no-logo"],
    "Templates: lint": ["djlint", "--lint", "--quiet", "sphinx_kb/theme/templates", "_templates"],
    "Spelling": ["codespell", "."],
    "Articles, drafts too: faults": [
        "sphinx-build", "-q", "-j", "auto", "-W", "--keep-going", "-b", "html",
        "-d", "_build/.check", ".", "_build/check",
    ],
}  # fmt: skip


def main() -> int:
    """Run every check; return the exit code."""
    failed = []
    for name, command in COMMANDS.items():
        print(f"- {name}", flush=True)
        environ = {**os.environ, "KB_PREVIEW": "1", "LC_ALL": "C"}  # a locale that is there
        program = Path(sys.executable).with_name(command[0])
        run = subprocess.run([program, *command[1:]], cwd=ROOT, env=environ, check=False)
        if run.returncode:
            failed.append(name)
    checks = {
        **{name: node_checks.faults(name) for name in node_checks.CHECKS},
        "Articles: form": articles.faults(ROOT),
        "Articles: figures without a source": claims.faults(ROOT),
        "Articles: house spelling": spelling.faults(ROOT),
        "Articles: review dates": review.faults(ROOT),
        "What may change: watch list and deadlines": watch.faults(ROOT),
        "Articles: renamed without an old address": renames.faults(ROOT),
        "Links inside the site": links.faults(BUILT),
        "HTML of the site": html_check.faults(BUILT),
        "E-book": epub_check.faults(),
    }
    for name, faults in checks.items():
        print(f"- {name}", flush=True)
        for fault in faults:
            print(fault)
            failed.append(name)
    for note in (*review.notes(ROOT), *claims.notes(ROOT)):
        print(f"Note: {note}")
    if failed:
        print(f"\nMend: {', '.join(dict.fromkeys(failed))}")
    else:
        print("\nAll is well.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
