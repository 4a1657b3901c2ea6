"""The command ``kb`` works in the folder of a site, and says in one line why it does not."""

import json
import re
import subprocess
import sys
import zipfile

import pytest

from sphinx_kb.command import build, lock
from sphinx_kb.testing import article, environ

pytestmark = pytest.mark.slow

LATE = article("review_by: 2026-03-01\n", body="[B](b.md)\n")


@pytest.fixture
def kb():
    """Return a function that runs the command in a folder."""

    def run(folder, *arguments):
        command = [sys.executable, "-m", "sphinx_kb", *arguments]
        return subprocess.run(
            command, cwd=folder, env=environ(), capture_output=True, text=True, check=False
        )

    return run


def test_html_builds_the_site_and_names_the_file_to_open(make_site, kb):
    site = make_site({"posts/a.md": article()})
    ended = kb(site.root, "html")

    assert ended.returncode == 0, ended.stderr
    assert "Open _build/html/index.html" in ended.stdout
    assert site.has("posts/a")


def test_a_locale_that_the_machine_does_not_have_hinders_nothing(make_site):
    site = make_site({"posts/a.md": article()})
    ended = subprocess.run(
        [sys.executable, "-m", "sphinx_kb", "html"], cwd=site.root, capture_output=True, text=True,
        env=environ(LANG="xx_YY.UTF-8", LC_ALL="xx_YY.UTF-8"), check=False,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    assert site.has("posts/a")


def test_a_fault_is_told_and_ends_with_1(make_site, kb):
    site = make_site({"posts/a.md": article("autor: mishaal\n")})
    ended = kb(site.root, "html")

    assert ended.returncode == 1
    assert "posts/a.md:4: WARNING: remove or correct the field 'autor'" in ended.stderr
    assert site.has("posts/a")


@pytest.mark.parametrize(("setting", "may_be"), [("all", False), ("rest", True)])
def test_with_a_fault_the_rest_is_published_where_the_owner_says_so(make_site, kb, setting, may_be):
    site = make_site({
        "_data/site.yml": f"publish: {setting}\n", "posts/a.md": article(),
        "posts/b.md": article("date: never\n", title="B", date=""),
    })  # fmt: skip
    ended = kb(site.root, "html")

    assert ended.returncode == 1
    assert (site.root / "_build/publishable").exists() is may_be
    assert (site.has("posts/a"), site.has("posts/b")) == (True, False)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("posts/a b.md:5: WARNING: add the field [kb.x]", ("posts/a b.md", "5", "add the field [kb.x]")),
        ("posts/a.md:4: review the article: it was due", ("posts/a.md", "4", "review the article: it was due")),
        ("_data/site.yml:1: WARNING: correct it", ("_data/site.yml", "1", "correct it")),
        ("conf.py:7: WARNING: remove it", ("conf.py", "7", "remove it")),
        ("writing output... [ 50%] posts/a", None),
    ],
)  # fmt: skip
def test_github_finds_the_place_of_a_fault(line, parts):
    found = re.match(build.FAULT, line)

    assert (found and found.groups()) == parts


def test_on_github_a_fault_is_shown_beside_its_line(make_site, tmp_path):
    site = make_site({"posts/a.md": article()})
    ended = subprocess.run(
        [sys.executable, "-m", "sphinx_kb", "html"], cwd=site.root, env=environ(GITHUB_ACTIONS="true"),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    (matcher,) = json.loads((site.root / "_build/matcher.json").read_text())["problemMatcher"]

    assert ended.stdout.startswith("::add-matcher::_build/matcher.json\n")
    assert matcher["pattern"][0]["regexp"] == build.FAULT


def test_it_works_from_another_folder(make_site, kb, tmp_path):
    site = make_site({"posts/a.md": article()})
    ended = kb(tmp_path, "-C", "site", "html")

    assert ended.returncode == 0, ended.stderr
    assert site.has("posts/a")


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["html"], "There is no conf.py here: go into the folder of a site, or name it with -C"),
        (["-C", "nowhere", "html"], "There is no folder 'nowhere'"),
    ],
)
def test_where_there_is_no_site_it_says_so_in_one_line(kb, tmp_path, arguments, remedy):
    ended = kb(tmp_path, *arguments)

    assert (ended.returncode, ended.stderr) == (1, remedy + "\n")


def test_check_sees_drafts_and_what_no_build_looks_at(make_site, kb):
    site = make_site({
        "posts/a.md": LATE, "posts/b.md": article(),
        "posts/_drafts/c.md": article("levle: new\n", title="A draft", date=""),
    })  # fmt: skip
    ended = kb(site.root, "check")

    assert ended.returncode == 1
    assert "posts/_drafts/c.md:3: WARNING" in ended.stderr
    assert "posts/a.md:4: review the article: it was due on 1 March 2026" in ended.stdout
    assert ended.stdout.endswith("Mend: Articles, Review dates\n")
    assert not site.has("posts/_drafts/c")


def test_check_of_a_site_without_faults_is_short(make_site, kb):
    ended = kb(make_site({"posts/a.md": article()}).root, "check")

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.endswith("All is well.\n")


def test_offline_packs_the_site_into_one_file(make_site, kb):
    site = make_site({"posts/a.md": article()})
    ended = kb(site.root, "offline")

    assert ended.returncode == 0, ended.stderr
    assert "knowledge-base.epub is ready\n" in ended.stdout
    assert "knowledge-base.zip is ready: unpack it, and open index.html\n" in ended.stdout
    with zipfile.ZipFile(site.root / "_build/html/knowledge-base.zip") as packed:
        names = {name.removeprefix("knowledge-base/") for name in packed.namelist()}
    assert {"index.html", "posts/a.html", "_static/kb.css"} <= names


def test_new_writes_a_draft_of_the_first_author(make_site, kb):
    site = make_site()
    ended = kb(site.root, "new", 'Costs: $4 & "more"', "--category", "risk")
    text = (site.root / "posts/_drafts/costs-4-and-more.md").read_text("utf-8")

    assert ended.returncode == 0, ended.stderr
    assert "title: 'Costs: $4 & \"more\"'\nauthor: mishaal\ncategories: [risk]\n" in text


def test_new_in_a_site_without_authors_names_none(kb, make_site):
    site = make_site().remove("_data/authors.yml")
    kb(site.root, "new", "Alone")

    assert "author" not in (site.root / "posts/_drafts/alone.md").read_text("utf-8")


def test_the_schema_needs_no_site(kb, tmp_path):
    ended = kb(tmp_path, "schema")

    assert json.loads(ended.stdout)["title"] == "Front matter of an article"


def test_lock_says_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match=r"There is no requirements\.in here"):
        lock.lock(None)
