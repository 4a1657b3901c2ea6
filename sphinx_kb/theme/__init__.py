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


class Templates(BuiltinTemplateLoader):
    """Sphinx's template loader, which looks into our folder after the site's own.

    It is no entry of ``templates_path``, which would put the place of an installation into the
    digest of the configuration that is published.
    """

    first: Path | None = None  # a folder before all others

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

    def _insert(self, place: int, folder: Path) -> None:
        self.loaders.insert(place, SphinxFileSystemLoader(folder))
        self.pathchain.insert(place, folder)  # type: ignore[arg-type]
        self.templatepathlen += 1  # "!layout.html" is the theme's
