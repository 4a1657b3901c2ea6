"""``kb settings``: what an owner can set, where, and what it does. docs/settings.md is made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from sphinx_kb.command.site_schema import example
from sphinx_kb.site.settings import Settings

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction
    from collections.abc import Iterator

CONF = {  # of conf.py: what a Sphinx user looks for there
    "project": "the name of the site",
    "author": "who answers for it: the author of articles that name none",
    "copyright": "the first words of the foot",
    "language": "the language of the articles, unless one says its own; with `de` the frame around them is German",
    "html_baseurl": "the address of the site; it stands before what the host tells",
    "html_logo": "the mark beside the name: SVG, PNG, WebP or JPEG",
    "html_favicon": "the mark of the site in a browser's tab",
    "html_static_path": "a folder of the site's own files; one with the name of the engine's stands for it",
    "templates_path": "a folder of the site's own templates, likewise",
    "html_css_files": "sheets of `html_static_path`, loaded after the engine's; from no other site",
    "html_js_files": "scripts of `html_static_path`, likewise",
    "html_extra_path": "files that are copied to the root as they are; a `robots.txt` or `sitemap.xml` there stays",
    "html_title": "the name in the titles of pages, if it is not `project`",
    "linkcheck_ignore": "links that `kb linkcheck` does not ask, and all other `linkcheck_` values",
    "kb_unpublished": "what stands for a link without words to an article that is not published yet",
}
OPTIONS = {  # of html_theme_options in conf.py
    "announcement": "a line above every page: text, with links and marks",
    "icon_links": "links to other sites in the foot, each with a `name` and a `url`",
    "repository_url": "with `use_edit_page_button`: where the files are, as `repository` says it better",
    "repository_branch": "its branch",
    "repository_provider": "github, gitlab or gitea, if the address does not show it",
    "path_to_docs": "the folder of the site in it",
    "use_edit_page_button": "a link from each article to its file",
    "use_repository_button": "a link to the repository in the foot",
}
VARIABLES = {  # of the environment of a build
    "KB_ADDRESS": "the address of the site, before what a host tells",
    "READTHEDOCS_CANONICAL_URL": "Read the Docs tells the address so",
    "CI_PAGES_URL": "GitLab Pages",
    "URL": "Netlify (its previews: `DEPLOY_PRIME_URL`)",
    "CF_PAGES_URL": "Cloudflare Pages",
    "KB_TODAY": "the day of the build, as YYYY-MM-DD",
    "KB_PREVIEW": "1: drafts and what is not due are shown, marked",
    "KB_CRISIS": "1: the site as one file, knowledge-base.zip, with its hash; `kb html` makes the e-book, too",
    "KB_EBOOK": "an e-book that is published beside that file; `kb html` sets it",
    "KB_PICTURE_CACHE": "where made pictures are kept for the next build",
}
HEAD = """\
# Settings

`kb settings` prints this page. What a Sphinx user looks for is in `conf.py`, what editors change is in `_data/site.yml`.
An option of `conf.py` that has no effect here is a warning, and so is a setting that there is not.
"""


def page() -> str:
    """Return all settings as a page of Markdown."""
    return "\n".join([HEAD, *_site(), *_table("conf.py", CONF),
                      *_table("`html_theme_options` in conf.py", OPTIONS),
                      *_table("The environment of a build", VARIABLES)])  # fmt: skip


def _site() -> Iterator[str]:
    yield "## _data/site.yml\n\n| setting | does | as in |\n|---|---|---|"
    for name, field in Settings.model_fields.items():
        value = yaml.safe_dump(
            example(name), default_flow_style=True, width=1000, allow_unicode=True
        )
        shown = value.strip().removesuffix("...").strip()
        yield f"| `{name}` | {field.description} | `{shown}` |"
    yield ""


def _table(title: str, rows: dict[str, str]) -> Iterator[str]:
    yield f"## {title}\n\n| name | does |\n|---|---|"
    yield from (f"| `{name}` | {text} |" for name, text in rows.items())
    yield ""


def show(given: Namespace) -> int:
    """Print the page."""
    print(page(), end="")
    return 0


def add_to(verbs: _SubParsersAction[ArgumentParser]) -> None:
    """Add the verb to the command line."""
    text = "every setting: where it is written, and what it does"
    verbs.add_parser("settings", help=text, description=text).set_defaults(run=show)
