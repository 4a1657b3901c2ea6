"""A generated page that would come out the same is not drawn again (design decision D8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_kb.facts_domain import FactsDomain
from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.incremental.page_data import page_data
from sphinx_kb.incremental.state import BuildState, fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    Page = tuple[str, Mapping[str, Any], str]  # its name, what its template gets, the template


STATE = "drawn"


class GeneratedPages(FactsDomain):
    """A digest of what each generated page was drawn from. Kept beside the environment.

    Pages are drawn after the environment was saved, so it cannot keep them.
    """

    name = "drawn"
    label = "Drawn"

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.now: dict[str, str] = {}


def skip_unchanged_pages(app: Sphinx, pages: Iterable[Page]) -> Iterator[Page]:
    """Yield the pages that are not there as they should be; note them all."""
    before, pages = BuildState(app, STATE).load(dict), list(pages)
    OutputManifest.of(app.env).add_pages(app, (name for name, _, _ in pages))
    domain, config = GeneratedPages.of(app.env), app.config
    frame = [
        app.builder.templates.newest_template_mtime(), config.kb_code, config.project, config.author,
        config.language, app.builder.build_info.config_hash,  # type: ignore[attr-defined]
    ]  # fmt: skip
    for name, context, template in pages:
        digest = fingerprint((frame, template, context, page_data(app, name)))
        domain.now[name] = digest
        if before.get(name) != digest or not app.builder.get_output_path(name).is_file():  # type: ignore[attr-defined]
            yield name, context, template


@after_success(*WEB, "epub")
def save(app: Sphinx) -> None:
    """Save the digests for the next build."""
    BuildState(app, STATE).save(GeneratedPages.of(app.env).now)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, and the moment at which it is kept."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.setup_extension("sphinx_kb.incremental.page_data")
    app.add_domain(GeneratedPages)
    app.connect("build-finished", save)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
