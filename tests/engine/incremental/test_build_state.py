"""What other code kept for the next build is never read: the site is what a clean build leaves."""

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

import sphinx_kb
from sphinx_kb import theme
from sphinx_kb.article import front_matter
from sphinx_kb.pictures import encode
from sphinx_kb.testing import TODAY, article
from support import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("own_picture_cache")]

CODE = Path(sphinx_kb.__file__).parent
LAYOUT = theme.TEMPLATES / "layout.html"
FIELD = "    lang: Annotated", "    credits: Text = None\n    lang: Annotated"
UNKNOWN = "posts/a.md:4: WARNING: remove 'credits', which the site does not know"
AUDITED = """
import sys
def tell(event, arguments):
    if event == "open" and "r" in (arguments[1] or "") and "_build" in str(arguments[0]):
        print("OPENED", arguments[0], file=sys.stderr)
sys.addaudithook(tell)
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""
NOT_STATE = {
    ".html",
    ".doctree",
    ".lock",
    ".jsonl",
}  # output; what is read anew; whose turn it is; what to remove


@pytest.fixture
def picture(tmp_path):
    """Return a small picture."""
    path = tmp_path / "wall.png"
    Image.linear_gradient("L").convert("RGB").save(path)
    return path.read_bytes()


@pytest.fixture
def engine(tmp_path):
    """Return a copy of our code and of what it needs, to change it."""
    engine = tmp_path / "engine"
    engine.mkdir()
    for name in (CODE.name, "_templates", "_static"):
        shutil.copytree(ROOT / name, engine / name)
    for name in ("conf.py", "requirements.txt"):
        shutil.copy(ROOT / name, engine)
    return engine


def change(engine, changed, old, new):
    """Change a module of the copy, or a template."""
    file = engine / Path(getattr(changed, "__file__", changed)).relative_to(ROOT)
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def build(site, engine, *command):
    """Build a site in a process of its own, by the copy; return what it tells."""
    doctrees = str(site.root / "_build/html.doctrees")
    built = subprocess.run(
        [sys.executable, *(command or ("-m", "sphinx")), "-q", "-c", str(engine), "-d", doctrees,
         str(site.root), str(site.out)],
        cwd=engine, env={**os.environ, "KB_TODAY": TODAY, "PYTHONDONTWRITEBYTECODE": "1"},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return built.stderr.splitlines()


def test_a_field_that_the_code_learns_is_known_and_shown_by_the_next_build(make_site, engine):
    site = make_site({"posts/a.md": article("credits: Ann\n"), "posts/b.md": article()})
    before = build(site, engine)
    change(engine, front_matter, *FIELD)
    change(engine, LAYOUT, "article.meta.lang", "article.meta.credits")
    after = build(site, engine)
    shown = site.page("posts/a").article["lang"]
    change(engine, front_matter, *reversed(FIELD))
    change(engine, LAYOUT, "article.meta.credits", "article.meta.lang")

    assert [line.startswith(UNKNOWN) for line in before] == [True]
    assert (after, shown) == ([], "Ann")
    assert build(site, engine) == before


@pytest.mark.parametrize("is_other_code", [False, True])
def test_only_the_code_that_kept_something_reads_it(make_site, engine, picture, is_other_code):
    files = {
        name: article(body="![A wall](../assets/wall.png)\n")
        for name in ("posts/a.md", "posts/b.md")
    }
    site = make_site(files | {"assets/wall.png": picture})
    build(site, engine)
    state = {
        str(path)
        for path in (site.root / "_build").rglob("*")
        if path.is_file() and site.out not in path.parents and path.suffix not in NOT_STATE
    }
    if is_other_code:
        change(engine, front_matter, *FIELD)
    shutil.rmtree(site.out / "_images")
    told = build(site, engine, "-c", AUDITED)
    read = state & {line.removeprefix("OPENED ") for line in told}

    names = {Path(path).name for path in read}
    pictures = (".png", ".webp", ".avif", ".svg", ".seals.json")  # and their digests
    others = {name for name in names if not name.endswith(pictures)}
    if is_other_code:
        assert others == set()  # pictures are kept for the code that makes them
    else:
        assert names >= {"environment.pickle", "drawn-html.json", "256.png"}


def test_a_picture_that_the_code_makes_otherwise_is_published_so(make_site, engine, picture):
    site = make_site(
        {"posts/a.md": article("image: /assets/wall.png\n"), "assets/wall.png": picture}
    )
    build(site, engine)
    before = {path.name: path.read_bytes() for path in (site.out / "_images").glob("*.webp")}
    change(engine, encode, '"quality": 90', '"quality": 5')
    build(site, engine)
    after = {path.name: path.read_bytes() for path in (site.out / "_images").glob("*.webp")}

    assert before
    assert after.keys() == before.keys()
    assert all(after[name] != data for name, data in before.items())
    assert (
        len([*(site.root / "_build/pictures").iterdir()]) == 1
    )  # what the other code made is gone


def test_an_environment_that_names_a_class_that_is_gone_is_made_anew(make_site):
    files = {"posts/a.md": article(title="A", body="[b](b.md)\n"), "posts/b.md": article(title="B")}
    site, clean = make_site(files), make_site(files, "clean")
    site.build()
    kept = site.root / "_build/html.doctrees/environment.pickle"
    kept.write_bytes(b"csphinx_kb.catalog.domain\nAClassThatIsGone\n.")
    with pytest.raises(AttributeError):
        pickle.loads(kept.read_bytes())
    built = site.build()
    clean.build()

    assert (built.exit, built.warnings) == (0, [])
    assert site.files() == clean.files()


def test_what_was_kept_before_there_were_folders_of_code_is_forgotten(make_site):
    site = make_site({"posts/a.md": article()})
    site.build()
    doctrees = site.root / "_build/html.doctrees"
    shutil.rmtree(next(doctrees.glob("state-*")))
    (doctrees / "environment.pickle").write_bytes(b"anything")
    built = site.build()

    assert "loading pickled environment" not in built.output
    assert site.page("posts/a").h1
