"""A picture, a link or a drawing that is refused: the article is published without it, with one line."""

from __future__ import annotations

import pytest

from sphinx_kb.testing import article
from support.hostile import DRAWINGS, PNG, SCRIPT

WEB = "https://example.org/x.png"
SAVE = "save the picture under assets/ and write its path"
REFUSED = {  # what is written; what is shown in its place: its words, and where they lead; the remedy
    "web": (f"![words]({WEB})", "words", WEB, SAVE),
    "web-in-text": (f"Text ![words]({WEB}) text.", "words", WEB, SAVE),
    "web-host": ("![words](//example.org/x.png)", "words", WEB, SAVE),
    "web-without-words": (f"![]({WEB})", WEB, WEB, SAVE),
    "web-in-link": (f"[![words]({WEB})](https://example.org/)", "words", "https://example.org/", SAVE),
    "web-tag": (f'<img src="{WEB}" alt="words">', "words", WEB, SAVE),
    "web-tag-in-text": (f'Text <img src="{WEB}" alt="words"> text.', "words", WEB, SAVE),
    "web-tag-in-link": (
        f'<a href="https://example.org/"><img src="{WEB}" alt="words"></a>',
        "words", "https://example.org/", SAVE,
    ),
    "web-tag-in-markdown-link": (
        f'[<img src="{WEB}" alt="words">](https://example.org/)', "words", "https://example.org/", SAVE,
    ),
    "web-figure": (f"```{{figure}} {WEB}\n:alt: words\nCaption\n```", "words", WEB, SAVE),
    "web-image": (f"```{{image}} {WEB}\n:alt: words\n```", "words", WEB, SAVE),
    "web-card": (f"```{{card}} T\n:img-top: {WEB}\n:img-alt: words\nText.\n```", "words", WEB, SAVE),
    "web-background": (f"```{{card}} words\n:img-background: {WEB}\nText.\n```", "words", None, SAVE),
    "bytes": ("![words](data:image/png;base64,AAAA)", "words", None, "save the picture under assets/ and name"),
    "outside": ("![words](../../outside.png)", "words", None, "move the file into assets/: it is outside the site"),
    "config": ("![words](../conf.py)", "words", None, "move 'conf.py' into assets/"),
    "drawing": ("![words](../assets/evil.svg)", "words", None, "mend the drawing 'assets/evil.svg': line 1"),
    "script": (f"[words](javascript:{SCRIPT})", "words", None, "write a link with http"),
    "script-figure": (
        f"```{{figure}} ../assets/a.png\n:target: javascript:{SCRIPT}\nwords\n```", "words", None, "",
    ),
    "file-type": ("[words](../assets/run.py)", "words", None, "'run.py': link to a file of one of the types"),
    "missing": (
        "![words](/images/b.png)", "words", None,
        "add the picture '/images/b.png', or correct its path: did you mean '/assets/images/bb.png'?",
    ),
    "missing-tag": ('<img src="/images/b.png" alt="words">', "words", None, "add the picture '/images/b.png'"),
}  # fmt: skip


def files():
    """Return a site in which each article has one thing that is refused."""
    bodies = {
        f"posts/{name}.md": article(body=f"{body}\n\nWhole.\n")
        for name, (body, *_) in REFUSED.items()
    }
    return {
        **bodies,
        "assets/a.png": PNG,
        "assets/images/bb.png": PNG,
        "assets/run.py": "x\n",
        "assets/evil.svg": DRAWINGS["onload"],
    }


@pytest.fixture(scope="module")
def refused(shared_site):
    """Return the site, built, and what it said."""
    return shared_site("refused-pictures", files(), strict=False)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Return what two builds of the site say of each article, by two processes."""
    from sphinx_kb.testing import FRAME, Site

    site = Site(tmp_path_factory.mktemp("told") / "site").write({**FRAME, **files()})
    builds = [site.build("-j", "2").warnings for _ in range(2)]
    return [
        {name: [line for line in lines if line.startswith(f"posts/{name}.md:")] for name in REFUSED}
        for lines in builds
    ]


@pytest.mark.parametrize("name", REFUSED)
def test_the_article_is_published_with_words_in_its_place(refused, name):
    _, words, address, _ = REFUSED[name]
    body = refused.page(f"posts/{name}").select_one("article.bd-article")
    shown = [link.get("href") for link in body.select("section a") if words in link.get_text()]

    assert "Whole." in body.get_text()
    assert words in body.get_text()
    assert shown == ([address] if address else [])
    assert [img for img in body.select("img[src]") if "example.org" in img["src"]] == []


@pytest.mark.parametrize("name", REFUSED)
def test_its_author_is_told_in_one_line_in_every_build(told, name):
    first, second = (found[name] for found in told)

    assert len(first) == 1
    assert f"WARNING: {REFUSED[name][3]}" in first[0]
    assert second == first


@pytest.mark.parametrize(
    "written", ["/images/bb.png", "images/bb.png", "../images/bb.png", "/assets/images/bb.png"]
)
@pytest.mark.parametrize(
    "form", ["![x]({})", '<img src="{}" alt="x">', "```{{figure}} {}\n:alt: x\n```"]
)
def test_a_picture_is_found_in_a_folder_under_assets(make_site, written, form):
    site = make_site(
        {"posts/a.md": article(body=form.format(written) + "\n"), "assets/images/bb.png": PNG}
    )
    built = site.build("-W", "--keep-going", has_twin=False)

    assert built.warnings == []
    assert site.page("posts/a").select_one("article img[alt=x]")["src"].startswith("../_images/bb-")


def test_a_cover_is_found_in_a_folder_under_assets(make_site):
    head = "image: /images/bb.png\nimage_alt: x\n"
    site = make_site({"posts/a.md": article(head), "assets/images/bb.png": PNG})

    assert site.build("-W", "--keep-going").warnings == []


def test_a_drawing_of_a_program_is_published_without_what_is_no_drawing(make_site):
    drawing = (
        '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:i" i:x="secret" viewBox="0 0 9 9">'
        '<path style="fill:#123456" d="M0 0h9"/></svg>'
    )
    site = make_site({
        "posts/a.md": article("image: assets/d.svg\n", "![x](/assets/d.svg)\n"), "assets/d.svg": drawing,
    })  # fmt: skip
    built = site.build("-W", "--keep-going")
    published = [
        data for path, data in site.files().items() if path.endswith(".svg") and b"123456" in data
    ]

    assert built.warnings == []
    assert published
    assert all(b'fill="#123456"' in data and b"secret" not in data for data in published)


OWN = {
    "svg": "![words](../assets/evil.svg)",
    "svg-link": "[words](../assets/evil.svg)",
    "symlink": "![words](../assets/link.png)",
    "symlink-file": "[words](../assets/link.csv)",
    "symlinked-folder": "![words](../assets/linked/outside.png)",
    "symlinked-folder-file": "[words](../assets/linked/outside.csv)",
    "wild": "![words](../assets/evil.*)",
    "figure": "```{figure} ../assets/evil.svg\nwords\n```",
    "type": "[words](../assets/run.py)",
}


@pytest.mark.parametrize("name", OWN)
def test_what_lies_under_assets_passes_the_gate_though_an_owner_shows_it(make_site, name):
    site = make_site({
        "posts/a.md": article(),
        "pages/own.md": f"# Own\n\n{OWN[name]}\n",
        "assets/evil.svg": DRAWINGS["onload"].replace("<svg", "<svg id='canarysvg'"),
        "assets/run.py": "canaryrun\n",
    })  # fmt: skip
    for suffix in ("png", "csv"):
        outside = site.root.parent / f"outside.{suffix}"
        outside.write_bytes(PNG + b"canaryoutside")
        (site.root / f"assets/link.{suffix}").symlink_to(outside)
    (site.root / "assets/linked").symlink_to(site.root.parent, target_is_directory=True)
    built = site.build("-W", "--keep-going", has_twin=False)

    assert [line[:24] for line in built.warnings] == ["pages/own.md:3: WARNING:"]
    assert "words" in site.page("pages/own").get_text()
    assert [path for path, data in site.files().items() if b"canary" in data] == []


def test_an_owner_still_shows_files_of_other_folders(make_site):
    site = make_site({"posts/a.md": article(), "pages/own.md": "# Own\n\n[words](own.py)\n\n![x](own.png)\n", "pages/own.py": "x\n",
                      "pages/own.png": PNG})  # fmt: skip

    assert site.build("-W", "--keep-going").warnings == []
    assert site.page("pages/own").select_one("article a.download")
