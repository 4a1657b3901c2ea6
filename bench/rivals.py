"""The builders that ours is measured against: each gets the same articles, in its own form.

Each is installed from PyPI into a virtual environment of its own, under the folder of the
benchmark, on first use.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bench.corpus import Sample

ROOT = Path(__file__).parent.parent


class Builder(NamedTuple):
    """How to set a site up, where its articles are, and how to build it."""

    packages: Sequence[str]
    articles: str  # folder
    prepare: Callable[[Path], None]
    form: Callable[[Sample], str]  # an article as this builder reads it
    command: Sequence[str]  # {bin} is the folder of programs
    output: str  # folder
    page: str  # an article's page in it, {slug}


def _ours(folder: Path) -> None:
    """Set our site up: the project's own pages and data, but other articles."""
    import shutil

    for name in ("pages", "_data"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("paths.yml", "templates.yml"):  # they name the project's own articles and files
        (folder / "_data" / name).unlink()
    shutil.copy(ROOT / "index.md", folder)


def _stock(folder: Path) -> None:
    """Set up the five packages as they come."""
    (folder / "conf.py").write_text(
        'project = "Bench"\n'
        'extensions = ["myst_parser", "sphinx_design", "ablog"]\n'
        'html_theme = "sphinx_book_theme"\nblog_title = "Bench"\n'
        'blog_baseurl = "https://example.org/"\nblog_post_pattern = "posts/*.md"\n'
        'exclude_patterns = ["_build", "bench.log"]\nmyst_heading_anchors = 3\n'
    )
    (folder / "index.md").write_text("# Home\n\n```{postlist} 10\n```\n")


def _stock_form(sample: Sample) -> str:
    """Return an article as ABlog reads it from MyST."""
    return (
        f"---\ndate: {sample.day}\nauthor: {sample.author}\ncategory: {', '.join(sample.topics)}\n"
        f"tags: {', '.join(sample.tags)}\n---\n\n# {sample.title}\n\n{sample.body}"
    )


def _material(folder: Path) -> None:
    """Set up Material for MkDocs with its search and tags."""
    (folder / "mkdocs.yml").write_text(
        "site_name: Bench\nsite_url: https://example.org/\ntheme:\n  name: material\n"
        "plugins: [search, tags]\nmarkdown_extensions: [tables, fenced_code, pymdownx.highlight]\n"
    )
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Home\n")


def _titled(sample: Sample) -> str:
    """Return an article with the front matter that most builders read."""
    return (
        f"---\ntitle: {sample.title}\ndate: {sample.day}\nauthors: [{sample.author}]\n"
        f"categories: [{', '.join(sample.topics)}]\ntags: [{', '.join(sample.tags)}]\n"
        f"description: {sample.description}\n---\n\n{sample.body}"
    )


def _hugo(folder: Path) -> None:
    """Set up Hugo with small templates of our own: a page, lists, feeds."""
    (folder / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\ntitle = "Bench"\n[taxonomies]\ncategory = "categories"\ntag = "tags"\n'
        "[markup.goldmark.renderer]\nunsafe = true\n"
    )
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    frame = "<!doctype html><html lang=en><title>{{ .Title }}</title><body><main data-pagefind-body>%s</main></body></html>"
    (layouts / "single.html").write_text(
        frame % "<h1>{{ .Title }}</h1>{{ .TableOfContents }}{{ .Content }}"
    )
    (layouts / "article-list.html").write_text(
        frame
        % '<h1>{{ .Title }}</h1>{{ range (.Paginate .Pages 12).Pages }}<a href="{{ .Permalink }}">{{ .Title }}</a>{{ end }}'
    )


def _pelican(folder: Path) -> None:
    """Set up Pelican with its own theme."""
    (folder / "pelicanconf.py").write_text(
        'SITENAME = "Bench"\nSITEURL = ""\nPATH = "content"\nOUTPUT_PATH = "output"\nTIMEZONE = "UTC"\n'
        'DEFAULT_LANG = "en"\nDEFAULT_PAGINATION = 12\nFEED_ALL_ATOM = "feeds/all.atom.xml"\n'
    )


def _pelican_form(sample: Sample) -> str:
    """Return an article as Pelican reads it."""
    body = sample.body.replace("](article-", "]({filename}article-")
    return (
        f"Title: {sample.title}\nDate: {sample.day}\nAuthor: {sample.author}\n"
        f"Category: {sample.topics[0]}\nTags: {', '.join(sample.tags)}\nSlug: {sample.slug}\n\n{body}"
    )


def _ours_form(sample: Sample) -> str:
    """Return an article with our front matter."""
    from bench.corpus import front_matter

    return front_matter(sample)


_SPHINX = ("-j", "auto", "-q", "-b", "html", "-d", "doctrees")
BUILDERS = {
    "ours": Builder(
        (), "posts", _ours, _ours_form,
        (sys.executable, "-m", "sphinx", "-j", "auto", "-q", "-b", "html", "-d", "_build/.doctrees", "-c", str(ROOT), ".",
         "_build/html"), "_build/html", "posts/{slug}.html",
    ),
    "stock": Builder(
        ("sphinx==9.0.4", "myst-parser", "sphinx-book-theme", "sphinx-design", "ablog", "docutils<0.23"),
        "posts", _stock, _stock_form,
        ("{bin}/python", "-m", "sphinx", *_SPHINX, ".", "out"), "out", "posts/{slug}.html",
    ),
    "material": Builder(
        ("mkdocs-material",), "docs", _material, _titled,
        ("{bin}/mkdocs", "build", "-q", "-d", "out"), "out", "{slug}/index.html",
    ),
    "zensical": Builder(
        ("zensical",), "docs", _material, _titled, ("{bin}/zensical", "build"), "site", "{slug}/index.html",
    ),
    "hugo": Builder(
        ("hugo", "pagefind[bin]"), "content/posts", _hugo, _titled,
        ("sh", "-c", "{bin}/hugo --quiet -d out && {bin}/python -m pagefind --site out"),
        "out", "posts/{slug}/index.html",
    ),
    "pelican": Builder(
        ("pelican[markdown]",), "content", _pelican, _pelican_form,
        ("{bin}/pelican", "-q", "content", "-s", "pelicanconf.py"), "output", "{slug}.html",
    ),
}  # fmt: skip


def programs(name: str, folder: Path) -> Path:
    """Return the folder of a builder's programs, installed on first use."""
    environment = folder / "environments" / name
    if not BUILDERS[name].packages:
        return Path(sys.executable).parent
    if not (environment / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        python = str(environment / "bin" / "python")
        pip = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, *BUILDERS[name].packages], check=True)
        (environment / "ready").touch()
    return environment / "bin"


def versions(name: str, folder: Path) -> str:
    """Return the versions of a builder's packages."""
    python = programs(name, folder) / "python"
    wanted = {
        package.partition("[")[0].partition("=")[0].partition("<")[0]
        for package in BUILDERS[name].packages
    }
    said = subprocess.run(
        [python, "-m", "pip", "list", "--format=freeze"], capture_output=True, text=True, check=True
    ).stdout
    return ", ".join(
        line.replace("==", " ") for line in said.splitlines() if line.split("==")[0] in wanted
    )
