"""What patches save is saved with the versions that they know, and nobody misses it."""

import dataclasses
import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest
from myst_parser.mdit_to_docutils import base
from sphinx.search import IndexBuilder

from sphinx_kb import patches
from sphinx_kb.patches import parsing
from sphinx_kb.patches.patch import Patch
from sphinx_kb.testing import article
from support import ROOT

SITE = {
    "pages/terms.md": "# Terms\n\n```{glossary}\nMFA\n: Signing in with two proofs.\n```\n",
    "posts/a.md": article(
        "category: risk\ntags: [one]\n",
        title="A",
        body='# One\n\nMFA, "it\'s" -- [b](b.md).\n\n## Two\n\nText...\n',
    ),
    "posts/b.md": article(
        "category: risk\ntags: [one]\n", title="B", body="- [ ] do\n\n```python\nx = 1\n```\n"
    ),
}
LEAST = 0.02  # of a build's time: what brings less is not worth its risk
WITHOUT = """
import sys, sphinx_kb.patches
sphinx_kb.patches.PATCHES = ()
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""
UNTESTED = """
import dataclasses, sys, sphinx_kb.patches as room
room.PATCHES = [dataclasses.replace(one, tested_with={"docutils": "0.1"}) for one in room.PATCHES]
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""


def built_anew(site, code, *options):
    """Build a site in a process of its own by some code; return its files, and what was told."""
    plain = site.root / "_build" / "plain"
    command = [*options, "-d", str(site.root / "_build/d"), str(site.root), str(plain)]
    told = subprocess.run(
        [sys.executable, "-c", code, *command], cwd=ROOT, check=True, capture_output=True, text=True,
        env={"KB_TODAY": "2026-11-24", "PATH": "", "NO_COLOR": "1"},
    )  # fmt: skip
    found = {
        path.relative_to(plain).as_posix(): path.read_bytes()
        for path in plain.rglob("*")
        if path.is_file()
    }
    return found, told.stdout + told.stderr


@pytest.mark.parametrize("patch", patches.PATCHES, ids=lambda patch: patch.name)
def test_a_patch_says_why_it_is_worth_its_risk_and_knows_what_is_installed(patch):
    assert patch.why
    assert patch.gain >= LEAST
    assert patch.untested() == []
    assert not patch.upstream or (ROOT / "docs/upstream" / patch.upstream).is_file()


@pytest.mark.slow
@pytest.mark.parametrize("code", [WITHOUT, UNTESTED], ids=["without", "untested"])
def test_a_site_built_without_patches_is_the_same(make_site, code):
    site = make_site(SITE)
    site.build()
    found, told = built_anew(site, code)

    assert found == site.files()
    lines = [line for line in told.splitlines() if "slower than it could be" in line]
    assert len(lines) == (code is UNTESTED)
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("tested", "is_known"),
    [("0", True), ("0.2", False), ("0.22", True), ("0.22.4.1", False), ("1", False)],
)
def test_a_version_is_known_by_its_beginning_part_by_part(monkeypatch, tested, is_known):
    monkeypatch.setattr("sphinx_kb.patches.patch.version", lambda name: "0.22.4")
    patch = Patch(print, "", "", 1.0, {"docutils": tested})

    assert patch.untested() == ([] if is_known else ["docutils 0.22.4"])


def test_a_package_that_is_not_there_is_not_patched():
    patch = dataclasses.replace(patches.PATCHES[0], tested_with={"no-such-package": "1"})

    assert patch.untested() == ["no-such-package (not installed)"]


def test_a_second_build_in_one_process_wraps_nothing_anew(make_site):
    site = make_site(SITE)
    site.build()
    before = base.make_document, IndexBuilder.prune
    site.build()

    assert (base.make_document, IndexBuilder.prune) == before


def test_myst_still_makes_a_document_that_it_throws_away(make_site, monkeypatch):
    asked = []
    monkeypatch.setattr(parsing, "MAKE_DOCUMENT", lambda *_: asked.append(None))  # none is used
    make_site(SITE).build("-W")

    assert len(asked) >= len(SITE)


def test_sphinx_still_goes_through_all_pages_for_each_word_of_its_index():
    class Pages(dict):
        walks = 0

        def __iter__(self):
            Pages.walks += 1
            return super().__iter__()

    prune = inspect.unwrap(IndexBuilder.prune)
    index = IndexBuilder.__new__(IndexBuilder)
    index._titles = index._filenames = index._all_titles = {}
    index._mapping = {str(number): {"a"} for number in range(50)}
    index._title_mapping = {}

    prune(index, Pages(a=1))

    assert Pages.walks > 50


def test_the_index_is_not_written_again_when_nothing_changed(make_site):
    site = make_site(SITE)
    site.build()
    index = site.out / "searchindex.js"
    before = index.stat().st_mtime_ns, site.files()
    site.build()

    assert (index.stat().st_mtime_ns, site.files()) == before


@pytest.mark.slow
@pytest.mark.parametrize("change", [Path.unlink, lambda file: file.write_text("nothing")])
def test_an_index_that_somebody_changed_is_mended(make_site, change):
    site = make_site(SITE)
    site.build()
    before = site.files()
    change(site.out / "searchindex.js")
    built = site.build("-W", "--keep-going")

    assert built.warnings == []

    assert site.files() == before


def test_sphinx_does_not_look_for_pages_in_the_output_or_the_environment(make_site, monkeypatch):
    site = make_site(SITE).write({".venv/lib/posts/a.md": "no", "_build/html/x/a.md": "no"})
    visited = []
    walk = os.walk

    def noted(top, **options):
        for folder, folders, files in walk(top, **options):
            visited.append(os.path.relpath(folder, site.root))
            yield folder, folders, files

    monkeypatch.setattr("sphinx.util.matching.os.walk", noted)
    site.build()

    assert "posts" in visited
    assert not [folder for folder in visited if folder.startswith((".venv", "_build"))]
