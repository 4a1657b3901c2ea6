"""Articles and files that an article names without their folder, as Obsidian does.

What a name led to is kept: an article is read again when the same name would lead elsewhere.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.article.dates import in_name, own_name
from sphinx_kb.article.files import FOLDERS
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.facts_domain import FactsDomain
from sphinx_kb.source_names import ENDINGS, without_ending

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, ClassVar

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class Found(NamedTuple):
    """What a name leads to."""

    path: str  # from the site's root: of a page without its ending, of a file with it
    is_page: bool = True
    is_hidden: bool = False  # an article that is not in the site


class FileNames(FactsDomain):
    """The names that articles use, and what they lead to, kept in the environment."""

    name = "kb-file-name"
    label = "Names of files"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"used": {}}  # docname -> {name: Found or None}
    _known: dict[str, list[Found]] | None = None  # of this build: folded name -> what has it

    def find(self, docname: str, name: str) -> Found | None:
        """Return what a name leads to in an article: the nearest one of several, by its path."""
        found = self._find(docname, name)
        self.data["used"].setdefault(docname, {})[name] = found
        return found

    def known(self) -> Iterable[str]:
        """Return the names of all articles and pages."""
        return {each.path.rpartition("/")[2] for named in self._all().values()
                for each in named if each.is_page and not each.is_hidden}  # fmt: skip

    def outdated(self) -> list[str]:
        """Return the articles with a name that leads elsewhere by now."""
        self._known = None
        return [
            docname
            for docname, used in self.data["used"].items()
            if any(self._find(docname, name) != found for name, found in used.items())
        ]

    def _find(self, docname: str, name: str) -> Found | None:
        path = _folded(without_ending(name))
        candidates = self._all().get(path.rpartition("/")[2], [])
        here = docname.rpartition("/")[0]
        fitting = [each for each in candidates if f"/{_folded(each.path)}".endswith(f"/{path}")]
        fitting = fitting or [each for each in candidates if "/" not in path]
        near = lambda each: (each.path.rpartition("/")[0] != here, each.path.count("/"), each.path)  # noqa: E731
        return min(fitting, key=near, default=None)

    def _all(self) -> dict[str, list[Found]]:
        if self._known is None:
            self._known = {}
            catalog = CatalogDomain.of(self.env)
            for docname in sorted(catalog.articles.keys() | catalog.hidden | self.env.found_docs):
                found = Found(docname, is_hidden=docname in catalog.hidden)
                for name in {own_name(f"{docname}.md"), _slug(docname)}:
                    self._known.setdefault(_folded(name), []).append(found)
            for path in _files(str(self.env.srcdir)):
                self._known.setdefault(_folded(path.rpartition("/")[2]), []).append(
                    Found(path, is_page=False)
                )
        return self._known


def _slug(docname: str) -> str:
    """Return the name of an article without its date."""
    stem = own_name(f"{docname}.md")
    try:
        return in_name(stem)[1]
    except ValueError:
        return stem


def _files(root: str) -> Iterable[str]:
    """Yield the paths of the files that articles may show, from the site's root."""
    for base in FOLDERS:
        for folder, folders, files in os.walk(os.path.join(root, base)):  # noqa: PTH118  # of many files
            folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
            for name in sorted(files):
                if not name.startswith(".") and not name.endswith(ENDINGS):
                    yield os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")  # noqa: PTH118


def _folded(name: str) -> str:
    """Return a name without what does not tell two apart: Obsidian's spaces are hyphens elsewhere."""
    return re.sub(r"[\s_-]+", "-", name.strip().strip("/").casefold())


def read_renamed(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Ask for the articles with a name that leads elsewhere by now."""
    return FileNames.of(env).outdated()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, and the moment at which names are looked up again."""
    app.add_domain(FileNames)
    app.connect("env-get-outdated", read_renamed)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
