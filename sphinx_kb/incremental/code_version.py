"""A digest of our code and of the packages under it: another one makes a build read all again."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

CODE = Path(__file__).parent.parent
PACKAGES = (  # what decides what a page shows
    "Sphinx", "docutils", "myst-parser", "markdown-it-py", "sphinx-book-theme",
    "pydata-sphinx-theme", "sphinx-design", "ablog", "pydantic", "PyYAML", "pillow", "nh3",
    "Pygments", "pagefind", "feedgen", "beautifulsoup4", "html-to-markdown", "XlsxWriter",
)  # fmt: skip


@cache
def code_digest(room: str = "") -> str:
    """Return the digest: of each module and template of ours, or of one room; and the packages' versions."""
    digest = hashlib.sha256("".join(f"{name}=={version(name)};" for name in PACKAGES).encode())
    for file in sorted(
        path for path in (CODE / room).rglob("*") if path.suffix in {".py", ".html", ".xml", ".yml"}
    ):
        digest.update(file.relative_to(CODE).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Make the digest a part of the configuration that pages depend on."""
    app.add_config_value("kb_code", code_digest(), "env", types=frozenset({str}))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
