"""The templates, scripts and style sheets of the engine: between a site's own and its theme's.

A file of the same name in a site's ``templates_path`` or ``html_static_path`` stands for ours.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.jinja2glue import BuiltinTemplateLoader, SphinxFileSystemLoader

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.theming import Theme

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"
_UNUSED = ("pydata_sphinx_theme", "sphinx_book_theme")  # our pages load nothing of theirs


class Templates(BuiltinTemplateLoader):
    """Sphinx's template loader, which looks into our folder after the site's own.

    It is no entry of ``templates_path``, which would put the place of an installation into the
    digest of the configuration that is published.
    """

    first: Path | None = None  # a folder before all others
    _newest: float | None = None

    def init(
        self, builder: Builder, theme: Theme | None = None, dirs: list[str] | None = None
    ) -> None:
        """Load the templates of the site, of the engine and of its theme, in this order."""
        super().init(builder, theme, dirs)
        folders = theme.get_theme_dirs() if theme else []
        own = self.pathchain[: self.templatepathlen]  # and what themes have added to them
        count = sum(not any(path.is_relative_to(folder) for folder in folders) for path in own)
        self._insert(count, TEMPLATES)
        if self.first:
            self._insert(0, self.first)

    def newest_template_mtime(self) -> float:
        """Return the time of the newest template; each list of pages asks for it."""
        if self._newest is None:
            self._newest = super().newest_template_mtime()
        return self._newest

    def _insert(self, place: int, folder: Path) -> None:
        self.loaders.insert(place, SphinxFileSystemLoader(folder))
        self.pathchain.insert(place, folder)  # type: ignore[arg-type]
        self.templatepathlen += 1  # "!layout.html" is the theme's


def static_folders(theme: Theme) -> list[Path]:
    """Return the folders whose files a theme brings into a site, the ones that win last.

    Without the 5 MB of styles, scripts, fonts and translations of the themes under ours: its
    layout loads none of them.
    """
    folders = map(Path, reversed(theme.get_theme_dirs()))
    return [folder / "static" for folder in folders if folder.name not in _UNUSED]
