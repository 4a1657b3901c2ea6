"""A site that an earlier `kb init` began builds with the package of today, on what its last build left.

The site is kept as that version wrote it: its wheel was made from the history, which a checkout of a
server may not have, and took minutes. A version that changes what `kb init` writes adds a file.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BEGUN = sorted(Path(__file__).parent.glob("begun_with_*.json"))
OWN = "---\ntitle: Who may enter\ndate: 2026-01-05\nauthor: editors\ncategories: [start]\n---\n\nFirst text.\n"


@pytest.fixture(scope="module")
def run(package):
    """Return a function that runs a module of Python in a folder, with the wheel of today."""

    def command(folder, *arguments):
        environ = {**os.environ, "PYTHONPATH": str(package), "KB_TODAY": "2100-01-01"}
        return subprocess.run(
            [sys.executable, "-m", *arguments], cwd=folder, env=environ, capture_output=True, text=True, check=False
        )  # fmt: skip

    return command


@pytest.fixture(scope="module", params=BEGUN, ids=lambda path: path.stem)
def site(request, tmp_path_factory):
    """Return the folder of a site as a version began it, and an article of its owner's in it."""
    root = tmp_path_factory.mktemp("begun") / "site"
    for name, text in {**json.loads(request.param.read_text("utf-8")), "posts/who.md": OWN}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def test_there_is_a_site_of_each_version_that_could_begin_one():
    assert "begun_with_0.1.0" in {path.stem for path in BEGUN}


@pytest.mark.slow
def test_it_builds_without_a_fault(site, run):
    ended = run(site, "sphinx_kb", "html")

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "First text." in (site / "_build/html/posts/who.html").read_text("utf-8")
    assert "Harbor Handbook" in (site / "_build/html/index.html").read_text("utf-8")


@pytest.mark.slow
def test_its_own_checks_are_green(site, run):
    checked = run(site, "sphinx_kb", "check")
    tested = run(site, "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "tests")

    assert checked.stdout.endswith("All is well.\n"), checked.stdout + checked.stderr
    assert tested.returncode == 0, tested.stdout


@pytest.mark.slow
def test_what_begins_a_new_site_today_leaves_the_old_one_as_it_is(site, run):
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    ended = run(
        site, "sphinx_kb", "init", ".", "--name", "Other", "--author", "Us", "--host", "github"
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "kept as it is: conf.py\n" in ended.stdout
    assert all(path.read_bytes() == data for path, data in before.items())
