"""Reviews that a change asks for: who has an article in hand is told that its review is old."""

from __future__ import annotations

import subprocess

import pytest

from sphinx_kb.checks import review
from sphinx_kb.testing import article

OLD, FRESH = "reviewed: 2026-01-20\n", "reviewed: 2026-11-01\n"
FILES = {
    "posts/old.md": article(OLD, title="Old"),
    "posts/fresh.md": article(FRESH, title="Fresh"),
    "posts/same.md": article(OLD, title="Same"),
    "posts/never.md": article(title="Never"),
    "posts/über.md": article(OLD, title="Über"),
}


def git(root, *words):
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


def changed(site, *names):
    for name in names:
        path = site.root / name
        path.write_text(path.read_text("utf-8") + "\nMore.\n", "utf-8")


@pytest.fixture
def site(make_site, monkeypatch):
    monkeypatch.setenv("KB_TODAY", "2026-11-24")
    site = make_site(FILES)
    git(site.root, "init", "--quiet", "--initial-branch", "main")
    git(site.root, "add", ".")
    git(site.root, "commit", "--quiet", "-m", "first")
    return site


def test_a_changed_article_whose_review_is_old_is_named(site):
    changed(site, "posts/old.md", "posts/fresh.md", "posts/never.md", "posts/über.md")

    assert list(review.notes(site.root)) == [
        "posts/old.md:4: you changed 'Old', reviewed on 20 January 2026: confirm its facts and set 'reviewed', or say why not",
        "posts/über.md:4: you changed 'Über', reviewed on 20 January 2026: confirm its facts and set 'reviewed', or say why not",
    ]  # fmt: skip


def test_what_a_branch_changed_is_named_once_it_is_committed_and_a_new_article_is_not(site):
    git(site.root, "checkout", "--quiet", "-b", "mine")
    changed(site, "posts/old.md")
    site.write({"posts/new.md": article(OLD, title="New")})
    git(site.root, "add", ".")
    git(site.root, "commit", "--quiet", "-m", "second")

    assert [note.split(":")[0] for note in review.notes(site.root)] == ["posts/old.md"]


def test_a_review_that_is_set_anew_ends_it(site):
    site.write({"posts/old.md": article(FRESH, body="Other.\n", title="Old")})

    assert list(review.notes(site.root)) == []


def test_outside_a_repository_nothing_is_named(make_site, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", "/")
    monkeypatch.setenv("GIT_DIR", "/nowhere")

    assert list(review.notes(make_site(FILES).root)) == []
