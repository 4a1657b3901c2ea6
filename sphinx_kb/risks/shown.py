"""Which pages show tables and curves of the register, and the files of the curves' drawings.

Such a page is read again when the register is another one than it shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx_kb.facts_domain import FactsDomain
from sphinx_kb.handlers import WEB
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.incremental.state import fingerprint
from sphinx_kb.risks.assessed import AssessedRegister, assessment

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class ShownRegister(FactsDomain):
    """The register that each page shows, as a digest, and its drawings. Kept in the environment."""

    name = "shown-register"
    label = "Register shown"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {
        "registers": {},  # docname -> digest of the register that it shows
        "drawings": {},  # docname -> {name of the file: drawing}
    }

    def note(self, docname: str) -> None:
        """Note that a page shows something of the register, or would if there were one."""
        self.data["registers"][docname] = digest(self.env)

    def add_drawing(self, docname: str, name: str, drawing: bytes) -> None:
        """Keep a drawing that a page shows."""
        self.data["drawings"].setdefault(docname, {})[name] = drawing


def digest(env: BuildEnvironment) -> str:
    """Return a digest of the register of the site; nothing where there is none."""
    found, kept = assessment(env), AssessedRegister.of(env)
    if found and not kept.digest:
        kept.digest = fingerprint(repr((found.register, found.chosen)))
    return kept.digest


def read_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Ask for the pages that show a register as it is no more."""
    known: dict[str, str] = ShownRegister.of(env).data["registers"]
    return [docname for docname, shown in known.items() if shown != digest(env)]


def write_drawings(app: Sphinx) -> None:
    """Write the drawings of the curves that pages show."""
    manifest = OutputManifest.of(app.env)
    for drawings in ShownRegister.of(app.env).data["drawings"].values():
        for name, drawing in drawings.items():
            manifest.write(app, f"_images/{name}", drawing)


def write_first(app: Sphinx, builder: Builder) -> None:
    """Write them before an e-book is packed. It runs at ``write-started``."""
    if builder.name == "epub":
        write_drawings(app)


def write_last(app: Sphinx, exception: Exception | None) -> None:
    """Write them beside the pages of a site."""
    if exception is None and app.builder.name in WEB:
        write_drawings(app)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, when pages are read anew, and when the drawings are written."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.add_domain(ShownRegister)
    app.connect("env-get-outdated", read_outdated)
    app.connect("write-started", write_first)
    app.connect("build-finished", write_last)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
