"""What the pages for developers and authors say of the code is so."""

import re

from sphinx_kb.article.front_matter import FrontMatter
from support import ROOT
from support.samples import SAMPLE
from tools import build_order

PAGE = (ROOT / "docs/developing.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TEXT = "\n".join(text for text in SAMPLE.values() if isinstance(text, str))


def test_the_order_of_a_build_is_the_one_that_is_written():
    assert build_order.tables() in PAGE, "run python -m tools.build_order --write"


def test_every_handler_says_what_it_does():
    assert not re.search(r"\| +\|$", build_order.tables(), re.M)


def test_the_rooms_are_the_packages():
    rooms = {path.parent.name for path in (ROOT / "sphinx_kb").glob("*/__init__.py")}
    cells = re.findall(r"^\| (?:\d+|aside) \| (.+?) \|", PAGE, re.M)

    assert set(re.findall(r"`(\w+)/`", " ".join(cells))) == rooms


def test_the_tests_mirror_the_rooms():
    rooms = {path.parent.name for path in (ROOT / "sphinx_kb").glob("*/__init__.py")}
    folders = {path.name for path in (ROOT / "tests/engine").iterdir() if path.is_dir()}

    assert folders - {"__pycache__"} <= rooms


def test_no_test_module_imports_another():
    for path in (ROOT / "tests").rglob("*.py"):
        assert not re.search(
            r"^\s*(from|import) (test_|conftest|tests\b)", path.read_text(), re.M
        ), path


def test_the_sample_site_has_every_construct_that_authors_are_promised():
    promised = CONTRIBUTING.partition("## What an article may contain")[2].partition("HTML as")[0]
    names = re.findall(r"`([a-z][\w-]*)`", promised)
    missing = [name for name in names if f"{{{name}}}" not in TEXT]

    assert len(names) > 30
    assert missing == []


def test_the_sample_site_has_every_field_that_authors_are_promised():
    table = CONTRIBUTING.partition("## Front matter")[2].partition("An article is published")[0]
    first = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    promised = {name for cell in first for name in re.findall(r"`(\w+)`", cell)}

    assert promised == set(FrontMatter.model_fields)
    assert [name for name in promised if not re.search(rf"^{name}:", TEXT, re.M)] == []
