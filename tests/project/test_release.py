"""A release: its files, made of one commit, and a page that says what the tests have shown."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import subprocess
import zipfile
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from sphinx_kb import __version__
from support import ROOT
from tools import release, trust

WHEEL = f"sphinx_kb-{__version__}-py3-none-any.whl"
SUMS = {WHEEL: "0" * 64}


def wrote(path, **ends):
    """Write what pytest would of tests that ended so, and return it read."""
    suite = ET.Element("testsuite", time="12.5")
    for name, end in ends.items():
        module, _, test = name.partition("__")
        case = ET.SubElement(suite, "testcase", classname=f"tests.{module}", name=test)
        if end != "passed":
            ET.SubElement(case, end)
    path.write_bytes(ET.tostring(suite))
    return trust.read(path)


def shown(results, audit=None):
    """Return the page of some results."""
    known = audit or {"dependencies": [{"name": "sphinx", "version": "9", "vulns": []}]}
    return BeautifulSoup(trust.page(results, SUMS, known, "abc"), "html.parser")


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Return a repository of the package alone, with one commit, and a file that is in none."""
    root = tmp_path_factory.mktemp("source")
    names = ["sphinx_kb", "README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml"]
    archive = subprocess.run(
        ["git", "ls-files", "-z", *names], cwd=ROOT, capture_output=True, check=True
    )
    for name in filter(None, archive.stdout.decode().split("\0")):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes((ROOT / name).read_bytes())
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "All"]):
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, *command], cwd=root, check=True)
    (root / "sphinx_kb" / "stranger.py").write_text("")
    return root


def test_the_packages_are_of_the_last_commit_and_the_same_bytes_each_time(source, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    one = release.packages(source, tmp_path / "one")
    two = release.packages(source, tmp_path / "two")

    assert [path.name for path in one] == [WHEEL, f"sphinx_kb-{__version__}.tar.gz"]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    names = zipfile.ZipFile(one[0]).namelist()
    assert "sphinx_kb/__init__.py" in names
    assert "sphinx_kb/stranger.py" not in names


def test_what_is_not_committed_or_not_in_the_changelog_stands_against_it(source):
    assert "commit" in release.unready(source)
    (source / "sphinx_kb" / "stranger.py").unlink()
    assert release.unready(source) == ""
    (source / "CHANGELOG.md").write_text("# Changelog\n")
    release.git(
        source, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qam", "x"
    )
    assert "CHANGELOG.md" in release.unready(source)


def test_the_bill_of_materials_has_every_package_of_the_lock_with_its_hashes(tmp_path):
    made = json.loads(release.bill_of_materials(ROOT / release.LOCK, tmp_path).read_text("utf-8"))
    listed = {
        (one["name"], one["version"]): [
            each["content"] for place in one["externalReferences"] for each in place["hashes"]
        ]
        for one in made["components"]
    }
    lock = (ROOT / release.LOCK).read_text("utf-8")
    wanted = set(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==([^\s;\\]+)", lock, re.M))

    assert made["bomFormat"] == "CycloneDX"
    assert set(listed) == wanted
    assert {each for found in listed.values() for each in found} == set(
        re.findall(r"sha256:(\w+)", lock)
    )


def test_hashes_are_of_the_files(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"a")

    assert release.hashes([tmp_path / "a.txt"]) == {"a.txt": hashlib.sha256(b"a").hexdigest()}


def test_the_page_says_what_tests_have_shown_and_what_not(tmp_path):
    page = shown(wrote(
        tmp_path / "r.xml", test_security_layers__test_a="passed", test_security_layers__test_b="passed",
        test_epub__test_epubcheck_finds_nothing="skipped", test_opened_files__test_c="failure",
    ))  # fmt: skip
    rows = {
        row.find("td").get_text(): row.find_all("td")[1].get_text(" ", strip=True)
        for row in page.select("tbody")[0].select("tr")
    }
    by_start = {text.split()[1]: said for text, said in rows.items()}

    assert rows.keys() == trust.PROMISES.keys()
    assert next(said for text, said in rows.items() if "runs nothing" in text) == "2"
    assert by_start["build"].startswith("not shown")
    assert by_start["e-book"].startswith("not shown")
    assert "2 tests passed, 1 failed, 1 were left out" in " ".join(
        page.main.p.find_next("p").get_text().split()
    )


def test_the_page_names_known_holes_and_says_when_nobody_was_asked(tmp_path):
    results = wrote(tmp_path / "r.xml", test_a__test_b="passed")
    hole = {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1"}]}
    unasked = {"name": "b", "version": "2", "skip_reason": "not found"}

    assert "a 1: PYSEC-1" in shown(results, {"dependencies": [hole, unasked]}).get_text()
    assert "None is known of 1 packages" in shown(results).get_text()
    assert "Not asked" in shown(results, {"dependencies": [unasked]}).get_text()


def test_the_page_runs_nothing_and_asks_no_host(tmp_path):
    page = shown(wrote(tmp_path / "r.xml", **{"test_a__test_<script>": "passed"}))

    assert page.find(["script", "link", "img"]) is None
    assert "default-src 'none'" in str(page.head)


@pytest.mark.parametrize("promise", trust.PROMISES)
def test_each_promise_has_tests(promise):
    names = [
        f"tests.{path.stem}::{node.name}"
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]

    assert [name for name in names if re.search(trust.PROMISES[promise], name)]
