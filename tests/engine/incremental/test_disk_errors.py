"""What the disk refuses is one line, and the next build leaves what a clean build leaves."""

import shutil
import subprocess

import pytest

from sphinx_kb.testing import article, environ

pytestmark = pytest.mark.slow

LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""
PAGES = {f"posts/{name}.md": article("category: risk\n", title=name.upper()) for name in "abc"}


def built_apart(site, *more, program=""):
    """Build a site in a process of its own; return its exit code and what it said."""
    command = site.command(*more, program=program)
    ended = subprocess.run(command, env=environ(), capture_output=True, text=True, check=False)
    return ended.returncode, ended.stderr.strip()


def clean(make_site, site):
    """Return the files that a clean build of the same sources leaves."""
    other = make_site(folder="clean")
    for name in ("posts", "pages", "_data", "assets"):
        if (site.root / name).exists():
            shutil.copytree(site.root / name, other.root / name, dirs_exist_ok=True)
    assert other.build().exit == 0
    return other.files()


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [(), ("-j", "2")])
@pytest.mark.parametrize("most", [3_000, 30_000])
def test_a_disk_that_takes_no_more_is_one_line_and_the_next_build_repairs(make_site, most, jobs):
    site = make_site(PAGES)
    code, said = built_apart(site, *jobs, program=LIMITED.format(most=most))

    assert code == 1
    assert "Traceback" not in said
    assert "report" not in said
    assert said.splitlines()[-1].endswith("allow larger files, and build again")
    assert site.build("-W").exit == 0
    assert site.files() == clean(make_site, site)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"a": 1}\n"../../x"\n"\\u0000"\n',
        b'"' + b"x" * 5000 + b'"\n',
    ],
)
def test_a_list_of_written_files_with_other_bytes_is_passed_over(make_site, data):
    site = make_site(PAGES)
    site.build("-W")
    (listed,) = site.root.rglob("written-html.jsonl")
    listed.write_bytes(listed.read_bytes() + data)
    site.remove("posts/b.md")
    built = site.build("-W")

    assert built.exit == 0, built.output
    assert not site.has("posts/b")
    assert site.has("posts/a")


def test_an_article_that_becomes_a_folder_and_a_folder_that_becomes_an_article(make_site):
    site = make_site(PAGES)
    site.build("-W")
    site.remove("posts/a.md").write(
        {"posts/a.md/index.md": article(title="A"), "posts/b.html/c.md": article(title="C2")}
    )
    site.remove("posts/b.md")
    built = site.build()
    assert built.exit == 0, built.output
    assert site.files() == clean(make_site, site)

    shutil.rmtree(site.root / "posts/a.md")
    shutil.rmtree(site.root / "posts/b.html")
    site.write({"posts/a.md": article(title="A"), "posts/b.md": article(title="B")})
    built = site.build()

    assert built.exit == 0, built.output
    assert site.files() == clean(make_site, site)


@pytest.mark.parametrize("place", ["archive.html", "posts/a.html", "_static/kb.css"])
def test_a_foreign_folder_in_the_place_of_a_file_is_told(make_site, place):
    site = make_site(PAGES)
    (site.out / place).mkdir(parents=True)
    (site.out / place / "mine.txt").write_text("Mine.")
    code, said = built_apart(site)

    assert code == 1
    assert said.splitlines()[-1] == (
        f"_build/html/{place}/mine.txt: the site needs this place: remove it, and build again"
    )
    shutil.rmtree(site.out / place)
    (site.out / place).mkdir()
    assert site.build("-W").exit == 0
    assert (site.out / place).is_file()


def test_a_foreign_file_in_the_place_of_a_folder_is_told(make_site):
    site = make_site(PAGES)
    site.out.mkdir(parents=True)
    (site.out / "_static").write_text("Mine.")
    code, said = built_apart(site)

    assert code == 1
    assert said.splitlines()[-1] == (
        "_build/html/_static: the site needs this place: remove it, and build again"
    )
