"""What a build opens: the site's own files, and none that the gate has not looked at."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from typing import NamedTuple

import pytest

from sphinx_kb.testing import FRAME, TODAY, Site, article
from support import ROOT, SOAK
from support.hostile import PNG, fence

pytestmark = [pytest.mark.slow, pytest.mark.soak]

PATIENCE = 240  # seconds: a named pipe that is opened is waited for without end
PATHS = {
    "device": "/dev/ptmx",
    "zeros": "/dev/zero",
    "outside": "../../outside.png",
    "outside-absolute": "OUTSIDE",
    "outside-root": "/../outside.png",
    "working-folder": "secret.png",
    "working-folder-root": "/secret.png",
    "pipe": "../assets/pipe.png",
    "pipe-root": "/assets/pipe.png",
    "pipe-drawing": "../assets/pipe.svg",
    "pipe-without-type": "../assets/pipe",
    "folder": "../assets/folder.png",
    "link": "../assets/link.png",
    "link-to-pipe": "../assets/link-to-pipe.png",
    "bomb": "../assets/bomb.png",
    "conf": "../conf.py",
    "missing": "../assets/missing.png",
    "data": "data:image/png;base64,AAAA",
    "file": "file:///dev/ptmx",
}
SHOWN = ("figwidth", "scale", "embed", "markdown", "tag", "card-top", "cover")  # as pictures
PART = 1 if SOAK else 3  # others are tried with every third path, the next one with those after
FILES = {  # construct -> an article's body, or its front matter
    "figwidth": fence("figure", "PATH", ":figwidth: image", body="words"),
    "figwidth-target": fence("figure", "PATH", ":figwidth: IMAGE", ":target: a.md", body="words"),
    "scale": fence("image", "PATH", ":scale: 50", body=""),
    "embed": fence("image", "PATH", ":loading: embed", body=""),
    "embed-scale": fence("figure", "PATH", ":loading: embed", ":scale: 50", body="words"),
    "markdown": "![words](PATH)",
    "markdown-sized": "![words](PATH){width=50%}",
    "markdown-reference": "![words][1]\n\n[1]: PATH",
    "markdown-linked": "[![words](PATH)](PATH)",
    "link": "[words](PATH)",
    "tag": '<img src="PATH" alt="words" width="50">',
    "card-top": fence("card", "words", ":img-top: PATH"),
    "card-bottom": fence("card", "words", ":img-bottom: PATH"),
    "card-background": fence("card", "words", ":img-background: PATH"),
    "card-link": fence("card", "words", ":link: PATH"),
    "cover": "image: PATH",
    "code": fence("code-block", "text", ":file: PATH", body="words"),
    "table": fence("list-table", "words", ":file: PATH", body="* - words"),
    "include": fence("include", "PATH", body=""),
    "literal": fence("literalinclude", "PATH", body=""),
    "rows": fence("csv-table", "words", ":file: PATH", body=""),
    "rows-url": fence("csv-table", "words", ":url: file://PATH", body=""),
    "raw": fence("raw", "html", ":file: PATH", body=""),
    "rst": fence("eval-rst", body=".. figure:: PATH\n   :figwidth: image"),
    "download": "{download}`PATH`",
}


class Audited(NamedTuple):
    """A site, what its builds said, and what each opened."""

    site: Site
    output: list[str]
    opened: list[set[str]]


def bomb() -> bytes:
    """Return the head of a PNG of 60,000 by 60,000 pixels."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return PNG[:8] + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + PNG[33:]


def surroundings(root: Path) -> None:
    """Write what hostile articles name."""
    (root.parent / "outside.png").write_bytes(PNG)
    (root.parent / "secret.png").write_bytes(PNG)  # where the build is started
    assets = root / "assets"
    (assets / "folder.png").mkdir(parents=True)
    (assets / "link.png").symlink_to(root.parent / "outside.png")
    for name in ("pipe.png", "pipe.svg", "pipe"):
        os.mkfifo(assets / name)
    (assets / "link-to-pipe.png").symlink_to("pipe.png")
    (assets / "bomb.png").write_bytes(bomb())
    (assets / "good.png").write_bytes(PNG)
    (assets / "good.csv").write_text("a,b\n")


def bodies(outside: str) -> dict[str, str]:
    """Return each construct with each path, as articles by their names."""
    found = {}
    for number, (name, body) in enumerate(FILES.items()):
        step = 1 if name in SHOWN else PART
        for kind, path in list(PATHS.items())[number % step :: step]:
            text = body.replace("PATH", path.replace("OUTSIDE", outside))
            is_head = name == "cover"
            found[f"{name}-{kind}"] = article(
                text + "\n" if is_head else "", "" if is_head else text
            )
    return found


def run(site: Site, log: Path, *arguments: str) -> tuple[str, set[str]]:
    """Build a site in another process; return what it said, and what it opened."""
    log.unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/support/audited.py"), str(log), str(site.root), *arguments],
        cwd=site.root.parent, env={**os.environ, "KB_TODAY": TODAY, "KB_PICTURE_CACHE": ""}, capture_output=True, text=True,
        timeout=PATIENCE, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr, set(log.read_bytes().decode("utf-8", "replace").split("\0"))


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    """Build a site of all constructs and paths, three times."""
    root = tmp_path_factory.mktemp("audited") / "site"
    posts = {
        f"posts/{name}.md": text for name, text in bodies(f"{root.parent}/outside.png").items()
    }
    good = "![x](../assets/good.png)\n\n[x](../assets/good.csv)\n"
    site = Site(root).write({**FRAME, **posts, "posts/good.md": article(body=good)})
    surroundings(root)
    log = root.parent / "opened"
    builds = [run(site, log), run(site, log, "-j", "2"), run(site, log, "-b", "epub", "-E")]
    return Audited(site, [output for output, _ in builds], [opened for _, opened in builds])


def strangers(audited: Audited, opened: set[str]) -> set[str]:
    """Return the paths that a build has no reason to open."""
    root = audited.site.root
    own = [
        ROOT,
        *(root / name for name in ("_build", "_data", "assets", "pages", "posts")),
    ]
    own += [Path(sys.prefix), Path(sys.base_prefix), Path("/usr/share/zoneinfo")]
    files = {
        "",
        *(str(root / name) for name in ("conf.py", "docutils.conf", "index.md")),
        os.devnull,
    }
    return {
        path for path in opened - files
        if not any(path.startswith(f"{os.path.realpath(folder)}/") for folder in own)
    }  # fmt: skip


def test_a_build_opens_the_sources_the_packages_and_its_output_and_nothing_else(audited):
    assert [strangers(audited, opened) for opened in audited.opened] == [set(), set(), set()]


def test_a_build_opens_no_pipe_no_folder_and_no_file_behind_a_link(audited):
    assets = audited.site.root / "assets"
    names = ("pipe.png", "pipe.svg", "pipe", "folder.png")
    never = {str(assets / name) for name in names} | {str(audited.site.root.parent / "outside.png")}

    assert [opened & never for opened in audited.opened] == [set(), set(), set()]


def test_the_pictures_and_downloads_of_the_site_are_opened(audited):
    wanted = {str(audited.site.root / "assets" / name) for name in ("good.png", "good.csv")}

    assert wanted <= audited.opened[0]


def test_no_such_article_is_a_traceback(audited):
    assert ["Traceback" in output or "Exception" in output for output in audited.output] == [
        False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize("kind", PATHS)
@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_that_cannot_be_shown_is_told(audited, name, kind):
    for output in audited.output[:2]:
        assert f"posts/{name}-{kind}.md:" in output
