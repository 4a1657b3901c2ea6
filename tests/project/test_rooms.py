"""The rooms of the engine: each imports lower ones only, and the check says so."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from support import ROOT

LINT = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the imports of a copy of the engine."""
    return subprocess.run(
        [LINT, "--no-logo", "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


def copy(folder: Path) -> Path:
    """Return a copy of the engine and of its contract."""
    shutil.copytree(
        ROOT / "sphinx_kb", folder / "sphinx_kb", ignore=shutil.ignore_patterns("theme/*")
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_each_room_imports_lower_ones_only(tmp_path):
    run = lint(copy(tmp_path))

    assert run.returncode == 0, run.stdout


def test_an_upward_import_is_told(tmp_path):
    engine = copy(tmp_path) / "sphinx_kb"
    with (engine / "article" / "dates.py").open("a") as file:
        file.write("\nfrom sphinx_kb.pages import cards\n")
    run = lint(tmp_path)

    assert run.returncode == 1
    assert "sphinx_kb.article is not allowed to import sphinx_kb.pages" in run.stdout
