"""Which system made a site that comes over."""

from __future__ import annotations

import re
from copy import copy
from typing import TYPE_CHECKING, Any

from sphinx_kb.migration import (
    docusaurus,
    hugo,
    jekyll,
    material,
    plain,
)

if TYPE_CHECKING:
    from sphinx_kb.migration.source import Source


SYSTEMS = {  # in the order in which they are looked for
    "jekyll": jekyll, "material": material, "docusaurus": docusaurus, "hugo": hugo, "plain": plain,
}  # fmt: skip
_CONFIG = re.compile(
    r"(?:^|/)(?:_config\.\w+|mkdocs[\w.-]*\.ya?ml|docusaurus\.config\.\w+|(?:hugo|config)\.(?:toml|ya?ml|json))$"
)


def detect(source: Source, asked: str = "") -> Any:
    """Return the module of the system that made the source, and enter its folder.

    Raises SystemExit where there is no article.
    """
    if not asked:
        found = {path.rpartition("/")[0] for path in source.paths if _CONFIG.search(path)}
        for folder in sorted({"", *found}, key=_depth):
            inner = copy(source)
            if folder:
                inner.enter(folder)
            for module in (jekyll, material, docusaurus, hugo):
                if module.is_here(inner):
                    if folder:
                        source.enter(folder)
                    return module
    module = SYSTEMS[asked or "plain"]
    if not module.is_here(source):
        raise SystemExit(
            "There is no article here: name the folder that has the settings of the site"
        )
    return module


def _depth(folder: str) -> tuple[int, str]:
    return folder.count("/") + bool(folder), folder
