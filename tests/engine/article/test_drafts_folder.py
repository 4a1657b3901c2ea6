"""The folder of drafts, however its name is spelled; and what lies in it beside articles."""

from __future__ import annotations

import pytest

from sphinx_kb.article.folder import is_draft
from sphinx_kb.testing import FRAME, Site, article
from support.hostile import PNG

CANARY = "zqxvk"
DRAFTS = ("_drafts", "_Drafts", "_DRAFTS", "a/_drafts", "a/_dRaFtS/b")
ALMOST = (
    "_draft", "_Draft", "draft", "Drafts", "DRAFTS", "b/drafts", "b/__drafts", "b/drafts-2026",
    "b/_drafts_", "b/-draft", "b/ drafts",
)  # fmt: skip
OTHERS = ("drafting", "first-drafts-of-law", "_posts", "undrafted", "_d")
REMEDY = "rename the folder to '_drafts', or give it another name: nothing in it is published"


def mentions(site: Site) -> list[str]:
    """Return the files of the output in whose name or bytes the canary is."""
    return [
        name
        for name, data in site.files().items()
        if CANARY in name.lower() or CANARY.encode() in data.lower()
    ]


def folders(root: Site) -> Site:
    """Write an article into each folder, and one that links to them all."""
    drafts = {
        f"posts/{folder}/{CANARY}-{number}.md": article(title=f"{CANARY} {number}")
        for number, folder in enumerate(DRAFTS + ALMOST)
    }
    links = "".join(f"[text](<{name.removeprefix('posts/')}>)\n\n" for name in drafts)
    published = {f"posts/{folder}/x.md": article(title="Published") for folder in OTHERS}
    return root.write({**FRAME, **drafts, **published, "posts/links.md": article(body=links)})


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """Build the site of all folders twice; return it and what it said."""
    site = folders(Site(tmp_path_factory.mktemp("folders") / "site"))
    return site, [site.build("-W", "--keep-going"), site.build("-W", "--keep-going", "-j", "2")]


def test_nothing_of_a_folder_of_drafts_is_published_however_it_is_spelled(guarded):
    assert mentions(guarded[0]) == []


def test_a_name_that_only_seems_to_mean_drafts_is_told_in_every_build(guarded):
    said = {f"posts/{folder}:1: WARNING: {REMEDY} [kb.file]" for folder in ALMOST}

    assert [set(built.warnings) for built in guarded[1]] == [said, said]
    assert [len(built.warnings) for built in guarded[1]] == [len(said), len(said)]
    assert [built.exit for built in guarded[1]] == [1, 1]


def test_what_is_in_such_folders_counts_as_drafts_and_not_as_left_out(guarded):
    count = len(DRAFTS + ALMOST)

    assert f"{len(OTHERS) + 1} published, {count} drafts" in guarded[1][0].output.splitlines()


def test_folders_with_other_names_are_published(guarded):
    assert [folder for folder in OTHERS if not guarded[0].has(f"posts/{folder}/x")] == []


def test_a_link_to_what_is_in_such_a_folder_is_its_text(guarded):
    shown = guarded[0].page("posts/links").select(".kb-article .kb-unpublished")

    assert [node.get_text() for node in shown] == ["text"] * len(DRAFTS + ALMOST)


def test_a_preview_shows_what_is_in_such_folders_as_drafts(tmp_path):
    site = folders(Site(tmp_path / "site"))
    site.build(environ={"KB_PREVIEW": "1"})
    names = [f"posts/{folder}/{CANARY}-{n}" for n, folder in enumerate(DRAFTS + ALMOST)]

    assert [name for name in names if not site.page(name).select_one(".kb-draft")] == []


@pytest.mark.parametrize(
    ("path", "held_back"),
    [
        ("posts/_drafts/x.md", True),
        ("posts/a/_DRAFTS/b/x.md", True),
        ("posts/\uff3fdrafts/x.md", True),  # as wide as an ideograph
        ("posts/drafts.md", False),
        ("posts/_drafts.md", False),
        ("posts/a/drafty/x.md", False),
    ],
)
def test_a_path_is_a_drafts_by_its_folders_alone(path, held_back):
    assert is_draft(path) == held_back


@pytest.mark.parametrize(
    "use",
    [
        "![words](_Drafts/zqxvk.png)\n",
        "![words](/posts/_Drafts/zqxvk.png)\n",
        '<img src="_Drafts/zqxvk.png" alt="words">\n',
        "```{figure} _Drafts/zqxvk.png\nwords\n```\n",
        "````{grid} 1\n```{grid-item-card} words\n:img-top: _Drafts/zqxvk.png\n```\n````\n",
        "[words](_Drafts/zqxvk.csv)\n",
        "[words](/posts/_Drafts/zqxvk.csv)\n",
    ],
)
def test_a_picture_or_download_among_the_drafts_is_not_published_but_told(make_site, use):
    site = make_site({
        "posts/_Drafts/zqxvk.png": PNG,
        "posts/_Drafts/zqxvk.csv": "zqxvk,1\n",
        "posts/a.md": article(body=f"Text.\n\n{use}"),
    })  # fmt: skip
    built = site.build("-W", "--keep-going")
    lines = [line for line in built.warnings if line.startswith("posts/a.md:")]

    assert (len(built.warnings), len(lines), built.exit) == (1, 1, 1)
    assert "zqxvk" in built.warnings[0]
    assert "out of the drafts" in built.warnings[0]
    assert set(mentions(site)) <= {"posts/a.md"}  # the article's own text
    assert "words" in site.page("posts/a").select_one("article").get_text()


def test_a_cover_among_the_drafts_is_not_published_but_told(make_site):
    site = make_site({
        "posts/_drafts/zqxvk.png": PNG,
        "posts/a.md": article("image: /posts/_drafts/zqxvk.png\n"),
    })  # fmt: skip
    built = site.build("-W", "--keep-going")

    remedy = "move 'posts/_drafts/zqxvk.png' out of the drafts: nothing in them is published"

    assert built.warnings == [f"posts/a.md:4: WARNING: {remedy} [kb.picture]"]
    assert mentions(site) == []


def test_a_preview_shows_a_draft_with_the_pictures_beside_it(make_site):
    site = make_site({
        "posts/_drafts/in.png": PNG,
        "posts/_drafts/cover.png": PNG,
        "posts/_drafts/a.md": article("image: cover.png\n", body="![words](in.png)\n"),
    })  # fmt: skip
    built = site.build("-W", "--keep-going", environ={"KB_PREVIEW": "1"})

    assert built.warnings == []
    assert len(site.page("posts/_drafts/a").select("article img")) == 2
