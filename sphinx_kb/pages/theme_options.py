"""What an owner sets in conf.py as on any Sphinx site: it works here, or it is told that it does not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nh3

from sphinx_kb.defaults import DEFAULTS, THEME_OPTIONS, is_set
from sphinx_kb.site.settings import Repository
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

WORKING = frozenset({  # options of the theme
    "announcement", "icon_links", "path_to_docs", "repository_branch", "repository_provider", "repository_url",
    "use_edit_page_button", "use_repository_button",
})  # fmt: skip
WITHOUT_EFFECT = (  # values of Sphinx: the frame of our pages does not ask for them
    "html_additional_pages", "html_copy_source", "html_domain_indices", "html_file_suffix", "html_last_updated_fmt",
    "html_link_suffix", "html_permalinks", "html_permalinks_icon", "html_show_copyright", "html_show_search_summary",
    "html_show_sourcelink", "html_show_sphinx", "html_sourcelink_suffix", "html_split_index", "html_style",
    "html_use_index", "html_use_modindex", "html_short_title", "html_secnumber_suffix",
)  # fmt: skip
_INLINE = {"a", "abbr", "b", "br", "code", "em", "i", "strong"}


def tell_without_effect(app: Sphinx, config: Config) -> None:
    """Tell of each option in conf.py that has no effect on a site of ours."""
    for name, remedy in _useless(config):
        warn("source", remedy, ("conf.py", _line(app, name)))


def _useless(config: Config) -> Iterator[tuple[str, str]]:
    """Yield (the name to look for in conf.py, what to do) for each option without effect."""
    for name in WITHOUT_EFFECT:
        if is_set(config, name) and getattr(config, name, None) != DEFAULTS.get(name, object()):
            yield name, f"remove '{name}': it has no effect here"
    options = config.html_theme_options
    for name in sorted(options.keys() - WORKING - THEME_OPTIONS.keys()):
        yield name, f"remove '{name}' from html_theme_options: it has no effect here"
    if str(options.get("announcement", "")).startswith("http"):
        yield (
            "announcement",
            "write the text of the announcement: it is not fetched from an address",
        )
    for value in ("html_css_files", "html_js_files"):
        for name in files(getattr(config, value), anywhere=True):
            if _is_elsewhere(name):
                yield value, f"save '{name}' under _static/: a page loads nothing from another site"


def files(listed: Any, *, anywhere: bool = False) -> list[str]:
    """Return the names in html_css_files or html_js_files; those of other sites only if asked."""
    names = [item if isinstance(item, str) else item[0] for item in listed or ()]
    return [name for name in names if name and (anywhere or not _is_elsewhere(name))]


def _is_elsewhere(name: str) -> bool:
    return bool(re.match(r"(?:[a-z]+:)?//", name))


def _line(app: Sphinx, name: str) -> int:
    """Return the line of conf.py that names an option; 1 if none does."""
    try:
        lines = Path(app.confdir, "conf.py").read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return 1
    asked = re.compile(rf"\b{re.escape(name)}\b")
    return next((number for number, line in enumerate(lines, 1) if asked.search(line)), 1)


def announcement(config: Config) -> str:
    """Return the announcement as HTML that is text."""
    text = str(config.html_theme_options.get("announcement") or "")
    return "" if text.startswith("http") else nh3.clean(text, tags=_INLINE, link_rel=None)


def links(config: Config) -> list[dict[str, str]]:
    """Return the links elsewhere that the foot shows, as (name, url)."""
    options = config.html_theme_options
    found = [
        {"name": str(link.get("name", "")), "url": str(link.get("url", ""))}
        for link in options.get("icon_links") or ()
    ]
    if options.get("use_repository_button") and options.get("repository_url"):
        found.append({"name": "Repository", "url": str(options["repository_url"])})
    return [link for link in found if link["name"] and link["url"]]


def repository(config: Config) -> Repository | None:
    """Return the repository that theme options name for the link that leads to a page's file."""
    options = config.html_theme_options
    if not (options.get("use_edit_page_button") and options.get("repository_url")):
        return None
    return Repository(
        url=options["repository_url"], branch=options.get("repository_branch", "main"),
        folder=options.get("path_to_docs", ""), forge=options.get("repository_provider", ""),
    )  # fmt: skip


def add_options(app: Sphinx, pagename: str) -> dict[str, Any]:
    """Give each page what the owner's options put on it."""
    return {"kb_announcement": announcement(app.config), "kb_links": links(app.config)}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the telling, and the data of the frame."""
    app.setup_extension("sphinx_kb.incremental.page_data")
    app.connect("config-inited", tell_without_effect, priority=70)  # the recorder is there at 50
    app.connect("kb-page-data", add_options)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
