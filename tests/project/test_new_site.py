"""A site of one's own, from the wheel alone: begun, renamed, branded, with a framework of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest
from PIL import Image

OURS = ("ciso", "northwind", "security leader", "mishaal")  # words of this repository's site alone
PCI = """\
name: PCI DSS v4.0.1
short: PCI DSS
publisher: PCI Security Standards Council
version: 4.0.1
date: 2024-06
source: https://www.pcisecuritystandards.org/
mark: PCI
groups:
  - {id: "8", name: Access, count: 2, names: {"8.1": Access is managed}}
"""
POST = """\
---
title: Who may enter
date: 2026-01-05
author: editors
categories: [start]
controls: [PCI 8.1]
---

What {pci}`8.1` asks for.
"""


@pytest.fixture(scope="module")
def run(package):
    """Return a function that runs a command with the wheel."""

    def command(folder, *arguments):
        environ = {**os.environ, "PYTHONPATH": str(package), "KB_TODAY": "2100-01-01"}
        ended = subprocess.run(
            [sys.executable, *arguments], cwd=folder, env=environ, capture_output=True, text=True, check=False
        )  # fmt: skip
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    return command


@pytest.fixture(scope="module")
def site(run, tmp_path_factory):
    """Return a site that was begun, renamed, branded and emptied of all articles but one."""
    root = tmp_path_factory.mktemp("new") / "site"
    run(
        root.parent,
        "-m",
        "sphinx_kb",
        "init",
        "site",
        "--name",
        "Old",
        "--author",
        "Us",
        "--host",
        "github",
    )
    run(root, "-m", "sphinx_kb", "html")
    conf = (
        (root / "conf.py")
        .read_text("utf-8")
        .replace('project = "Old"', 'project = "Harbor Handbook"')
    )
    conf = conf.replace('# html_logo = "assets/logo.png"', 'html_logo = "assets/logo.png"')
    (root / "conf.py").write_text(conf, "utf-8")
    logo = io.BytesIO()
    Image.new("RGB", (48, 48), "navy").save(logo, "PNG")
    (root / "assets/logo.png").write_bytes(logo.getvalue())
    (root / "index.md").write_text(
        (root / "index.md").read_text("utf-8").replace("# Old", "# Harbor")
    )
    (root / "_data/site.yml").write_text(
        'color: "#0b5fa5"\ncolor_dark: "#8ac4ff"\nnavigation: [archive, frameworks, pages/team, pages/about]\n'
    )
    (root / "pages/team.md").write_text("# The team\n")
    (root / "_data/controls").mkdir()
    (root / "_data/controls/pci.yml").write_text(PCI)
    (root / "posts/welcome.md").unlink()
    (root / "posts/who.md").write_text(POST)
    run(root, "-m", "sphinx_kb", "html")
    return root


@pytest.mark.slow
def test_its_own_tests_are_green(site, run):
    assert "4 passed" in run(
        site, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "tests"
    )


@pytest.mark.slow
def test_it_is_the_owners_in_name_look_and_frameworks(site):
    home = (site / "_build/html/index.html").read_text("utf-8")
    page = (site / "_build/html/posts/who.html").read_text("utf-8")

    assert "<title>Harbor Handbook</title>" in home
    assert "_static/logo.png" in home
    assert ">The team</a>" in home
    assert "#0b5fa5" in (site / "_build/html/_static/kb-topics.css").read_text("utf-8")
    assert 'href="../frameworks/pci.html#pci-8-1"' in page
    assert not (site / "_build/html/posts/welcome.html").exists()


@pytest.mark.slow
def test_no_word_of_ours_is_in_its_output(site):
    found = {
        (path.relative_to(site).as_posix(), word)
        for path in (site / "_build/html").rglob("*")
        if path.suffix in {".html", ".xml", ".json", ".txt", ".js", ".css"}
        for word in OURS
        if word in path.read_text("utf-8").casefold()
    }

    assert not found


@pytest.mark.slow
def test_check_finds_nothing_to_mend(site, run):
    assert run(site, "-m", "sphinx_kb", "check").endswith("All is well.\n")
