"""The same bytes for any folder, user, time zone, locale, hash seed, day, number of jobs, file order."""

import io
import os
import subprocess
import sys

import pytest
from PIL import Image

from sphinx_kb.testing import FRAME, Site, article
from support import ROOT, SOAK

pytestmark = [pytest.mark.slow, pytest.mark.soak]

# Builds as sphinx-build does; with KB_BACKWARDS folders are listed from their end.
BUILD = """
import os, sys
from sphinx_kb import parallel
parallel.MIN_ITEMS = 1
if os.environ.get("KB_BACKWARDS"):
    scandir, listdir = os.scandir, os.listdir
    class Backwards:
        def __init__(self, path="."):
            with scandir(path) as entries:
                self.entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))
        def __iter__(self): return self
        def __next__(self): return next(self.entries)
        def __enter__(self): return self
        def __exit__(self, *error): pass
        def close(self): pass
    os.scandir = Backwards
    os.listdir = lambda path=".": sorted(listdir(path), reverse=True)
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""
PLAIN = {
    "KB_TODAY": "2026-11-24",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "1",
    "USER": "one",
}
WAYS = {
    "another folder": {},
    "another user": {"USER": "two", "HOME": "/nowhere", "LOGNAME": "two"},
    "another time zone": {"TZ": "Pacific/Kiritimati"},
    "another locale": {
        "LC_ALL": "POSIX",
        "LANGUAGE": "tr",
    },
    "another hash seed": {"PYTHONHASHSEED": "4242"},
    "another day": {"KB_TODAY": "2027-01-02"},
    "two jobs": {"KB_JOBS": "2"},
    "another file order": {"KB_BACKWARDS": "1"},
}
TOGETHER = {"all of them": {name: value for way in WAYS.values() for name, value in way.items()}}


def picture():
    """Return a photograph, more or less."""
    data = io.BytesIO()
    Image.linear_gradient("L").resize((1300, 700)).convert("RGB").save(data, "JPEG")
    return data.getvalue()


def files():
    """Return a site with something of all that a build makes."""
    found = {
        "pages/terms.md": "# Terms\n\n```{glossary}\nMFA\n2FA\n  Two proofs.\n\nRisk appetite\n  How much.\n```\n",
        "_data/paths.yml": "start:\n  name: Start\n  articles: [{slug: a0, reason: First.}, {slug: a3, reason: Then.}]\n",
        "assets/photo.jpg": picture(),
        "posts/draft.md": article("draft: true\n", title="Not yet"),
    }
    for number in range(16):
        head = f"categories: [risk, {'business' if number % 2 else 'New topic'}]\ntags: [t{number % 3}, Ünï]\n"
        head += f"author: {'mishaal' if number % 3 else 'editors'}\n"
        head += "image: assets/photo.jpg\nimage_alt: A wall\n" if number == 2 else ""
        body = f"# One\n\nMFA and [another](a{(number * 7) % 16}.md).[^n]\n\n[^n]: A note.\n\n```python\nx = {number}\n```\n"
        found[f"posts/a{number}.md"] = article(
            head, title=f"Title İı {number}", date=f"2026-0{1 + number % 9}-03", body=body
        )
    return found


def built(site, **environ):
    """Return every file of a site that was built in such an environment."""
    environ = {"PATH": os.environ["PATH"], **PLAIN, **environ}
    command = [
        sys.executable,
        "-c",
        BUILD,
        "-q",
        "-W",
        "--keep-going",
        "-j",
        environ.get("KB_JOBS", "1"),
    ]
    command += ["-d", str(site.root / "_build/d"), str(site.root), str(site.out)]
    done = subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return site.files()


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """Return the files of the site, built once."""
    return built(Site(tmp_path_factory.mktemp("plain") / "site").write({**FRAME, **files()}))


@pytest.mark.parametrize("way", WAYS if SOAK else TOGETHER)
def test_a_build_gives_the_same_bytes(plain, tmp_path, way):
    now = built(
        Site(tmp_path / "a folder with ünï").write({**FRAME, **files()}), **(WAYS | TOGETHER)[way]
    )

    assert [name for name in plain.keys() | now if plain.get(name) != now.get(name)] == []
