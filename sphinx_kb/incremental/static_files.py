"""The files in _static/ of the output that themes, extensions and the site itself bring."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_kb import theme as engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

_GENERATED = ("pygments.css",)  # Sphinx's own, which a file of the site may have stood for


def paths(app: Sphinx) -> set[str]:
    """Return the paths in the output of the static files that a build copies now.

    Those of the theme are among them: where a file of the site stood for one, the theme's
    own is there again when that file is gone.
    """
    theme = app.builder.theme  # type: ignore[attr-defined]  # of every builder of HTML
    places = [*engine.static_folders(theme), engine.STATIC]
    places += [Path(app.confdir, place) for place in app.config.html_static_path]
    return {f"_static/{name}" for name in (*_names(places), *_GENERATED)}


def extra_paths(app: Sphinx) -> set[str]:
    """Return the paths in the output of the files that the owner puts there (``html_extra_path``)."""
    places = [Path(app.confdir, place) for place in app.config.html_extra_path]
    return set(_names(places))


def _names(places: Iterable[Path]) -> Iterator[str]:
    """Yield the names of files in folders, or of files, without the mark of a template."""
    for place in places:
        for file in (place,) if place.is_file() else place.rglob("*"):
            if file.is_file():
                name = file.name if file == place else file.relative_to(place).as_posix()
                yield name.removesuffix(".jinja").removesuffix("_t")
