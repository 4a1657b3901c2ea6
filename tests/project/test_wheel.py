"""The package as another team gets it: the wheel, a conf.py of a few lines, two articles."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from sphinx_kb.testing import article

CONF = """\
project = "Small Handbook"
author = "Its owners"
extensions = ["sphinx_kb"]
"""
POSTS = {
    "one": article(title="One", body="The first text.\n"),
    "two": article(title="Two", body="After [one](one.md).\n"),
}
OURS = ("ciso", "northwind", "security leader", "mishaal")  # words of this site alone


@pytest.fixture(scope="module")
def built(package, tmp_path_factory):
    """Return the output of a new site that stands on the installed package."""
    root = tmp_path_factory.mktemp("handbook")
    (root / "posts").mkdir()
    (root / "conf.py").write_text(CONF, "utf-8")
    (root / "index.md").write_text("# Small Handbook\n", "utf-8")
    for name, text in POSTS.items():
        (root / "posts" / f"{name}.md").write_text(text, "utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", ".", "out"]
    environ = {**os.environ, "PYTHONPATH": str(package), "KB_TODAY": "2026-11-24"}
    run = subprocess.run(command, cwd=root, env=environ, capture_output=True, text=True)  # noqa: PLW1510
    assert run.returncode == 0, run.stderr
    return root / "out"


def test_a_conf_of_a_few_lines_publishes_the_articles(built):
    page = (built / "posts/two.html").read_text("utf-8")

    assert '<a class="reference internal" href="one.html">' in page
    assert (built / "_static/kb.css").is_file()
    assert (built / "_pagefind/pagefind.js").is_file()


def test_its_pages_carry_no_word_of_our_site(built):
    found = {
        (path.relative_to(built).as_posix(), word)
        for path in built.rglob("*")
        if path.suffix in {".html", ".xml", ".json", ".txt", ".js", ".css"}
        for word in OURS
        if word in path.read_text("utf-8").casefold()
    }

    assert not found
