"""A build leaves what a clean build leaves, whatever happened before it."""

import os
import signal
import subprocess
import sys
import time

import pytest

from sphinx_kb.article.folder import Posts
from sphinx_kb.catalog import publication
from sphinx_kb.testing import CONF, FRAME, article, environ

pytestmark = pytest.mark.slow


def clean(make_site, site):
    """Return the files of a clean build of the same sources."""
    sources = {
        path.relative_to(site.root).as_posix(): path.read_bytes()
        for path in site.root.rglob("*")
        if path.is_file() and "_build" not in path.parts
    }
    other = make_site({}, "clean")
    other.remove(*FRAME).write(sources).build()
    return other.files()


def differing(site, make_site):
    ours, fresh = site.files(), clean(make_site, site)
    return sorted(name for name in ours.keys() | fresh if ours.get(name) != fresh.get(name))


FILES = {
    "pages/glossary.md": "# Glossary\n\n```{glossary}\nMFA\n  Two proofs.\n```\n",
    "posts/a.md": article("categories: [risk]\ntags: [x]\n", title="A", body="[b](b.md) MFA\n"),
    "posts/b.md": article("categories: [risk]\ntags: [x]\nauthor: mishaal\n", title="B"),
    "posts/c.md": article("category: business\nredirect_from: /old/\n", title="C"),
}
CHANGES = {
    "a body": {"posts/a.md": article("categories: [risk]\n", title="A", body="Other words.\n")},
    "a title": {"posts/b.md": article("categories: [risk]\ntags: [x]\n", title="New title")},
    "a topic": {"posts/a.md": article("categories: [technical]\ntags: [x]\n", title="A")},
    "an author": {"_data/authors.yml": "mishaal:\n  name: Somebody\n"},
    "a topic's name": {"_data/topics.yml": "risk:\n  name: Risk\n"},
    "a definition": {"pages/glossary.md": "# Glossary\n\n```{glossary}\nMFA\n  Three.\n```\n"},
    "an old address": {"posts/c.md": article("category: business\n", title="C")},
    "a new article": {"posts/d.md": article("categories: [risk]\n", title="D", body="[](a.md)\n")},
    "a draft": {"posts/b.md": article("draft: true\n", title="B")},
    "a faulty body": {"posts/b.md": article(title="B", body="```{include} x\n```\n")},
    "a page": {"pages/more.md": "# More\n"},
    "the home page": {"index.md": "# House\n\n```{toctree}\n:hidden:\n:glob:\n\npages/*\n```\n"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_leaves_what_a_clean_build_leaves(make_site, change):
    site = make_site(FILES)
    site.build()
    site.write(CHANGES[change]).build()

    assert differing(site, make_site) == []


@pytest.mark.parametrize("name", ["posts/a.md", "posts/b.md", "pages/glossary.md"])
def test_a_removal_leaves_what_a_clean_build_leaves(make_site, name):
    site = make_site(FILES)
    site.build("-j", "2")
    site.remove(name).build("-j", "2")

    assert differing(site, make_site) == []


def test_an_older_file_moved_over_a_page_is_read(make_site):
    site = make_site(FILES)
    site.build()
    old = site.root / "old.md"
    old.write_text(article("categories: [risk]\n", title="Older", body="Old words.\n"))
    os.utime(old, (1, 1))
    old.rename(site.root / "posts/a.md")
    site.build()

    assert differing(site, make_site) == []


def test_a_foreign_file_in_the_output_stays(make_site):
    site = make_site(FILES)
    site.build()
    (site.out / "CNAME").write_text("kb.example.org")
    site.remove("posts/a.md").build()

    assert (site.out / "CNAME").read_text() == "kb.example.org"


def test_the_description_of_the_search_goes_with_the_address_of_the_site(make_site):
    site = make_site(FILES)
    site.build(environ={"READTHEDOCS_CANONICAL_URL": "https://kb.example.org/"})
    assert (site.out / "_static/opensearch.xml").is_file()
    site.build()

    assert not (site.out / "_static/opensearch.xml").exists()


@pytest.mark.parametrize("share", [0.5, 0.8, 0.95])
def test_a_killed_build_is_repaired_by_the_next(make_site, share):
    site = make_site(FILES)
    started = time.monotonic()
    subprocess.run(site.command(), check=True, env=environ())
    whole = time.monotonic() - started
    site.write({**CHANGES["a title"], **CHANGES["a new article"]})
    build = subprocess.Popen(site.command(), env=environ(), start_new_session=True)
    time.sleep(whole * share)
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    site.remove("posts/d.md").build()

    assert differing(site, make_site) == []


def test_what_was_written_is_removed_though_the_list_of_it_is_cut_off(make_site):
    site = make_site(FILES)
    site.build()
    written = next((site.root / "_build").rglob("written-html.jsonl"))
    written.write_bytes(written.read_bytes() + b'"posts/cut')
    gone = next(name for name in FILES if name.startswith("posts/"))
    site.remove(gone).build()

    assert not (site.out / gone).with_suffix(".html").exists()
    assert differing(site, make_site) == []


def test_the_second_of_two_builds_waits_for_the_first(make_site):
    site = make_site(FILES)
    builds = [subprocess.Popen(site.command(), env=environ()) for _ in range(2)]

    assert [build.wait(60) for build in builds] == [0, 0]
    assert differing(site, make_site) == []


def test_a_build_of_some_files_is_made_whole_by_the_next(make_site):
    site = make_site(FILES)
    site.build()
    site.write(CHANGES["a title"])
    one = str(site.root / next(iter(CHANGES["a title"])))
    subprocess.run([*site.command(), one], check=True, env=environ())
    site.build()

    assert differing(site, make_site) == []


def test_one_file_alone_can_be_built_first(make_site):
    site = make_site(FILES)
    one = str(site.root / next(name for name in FILES if name.startswith("posts/")))
    subprocess.run([*site.command(), one], check=True, env=environ())
    site.build()

    assert differing(site, make_site) == []


def test_generated_pages_follow_the_configuration(make_site):
    site = make_site(FILES)
    site.build()
    site.build("-D", "copyright=Somebody else")

    for name in ("index", "archive", "topics"):
        assert "Somebody else" in site.page(name).select_one("footer").get_text(), name


def test_what_builds_keep_is_never_in_the_output(make_site):
    site = make_site({**FILES, "posts/secret.md": article("draft: true\n", title="Not yet")})
    subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", str(site.root), str(site.out)],
        check=True, env=environ(),
    )  # fmt: skip

    assert [name for name, data in site.files().items() if b"Not yet" in data] == []
    assert not (site.out / ".doctrees").exists()


def test_a_file_that_sphinx_finds_and_we_do_not_is_not_trusted(make_site, monkeypatch):
    monkeypatch.setattr(publication, "scan", lambda folder, **options: Posts([], [], []))
    built = make_site({"posts/a.md": article(body="{{ 7 * 7 }}")}).build()

    assert built.warnings == [
        "posts/a.md:1: WARNING: rename the file: it is not read by this name [kb.file]"
    ]


def test_a_build_that_failed_to_begin_leaves_the_next_of_its_process_its_turn(make_site):
    fail = "def fail(app, config):\n    1 / 0\n\n\ndef setup(app):\n    app.connect('config-inited', fail)\n"
    site = make_site({**FILES, "conf.py": CONF + fail})
    failed = site.build(has_twin=False)
    built = site.write({"conf.py": CONF}).build("-W")

    assert failed.exit == 2
    assert built.exit == 0, built.output
