"""The register assessed once in each build, before pages are read; years are kept for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.decisions.assessment import Assessment, assess
from sphinx_kb.decisions.yearly import Years
from sphinx_kb.facts_domain import FactsDomain
from sphinx_kb.incremental.state import BuildState

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

STATE = "years"


class AssessedRegister(FactsDomain):
    """The assessment of this build. Nothing of it is kept in the environment."""

    name = "assessed"
    label = "Assessed register"

    assessment: Assessment | None = None
    digest: str = ""  # of the register; ``shown`` makes it
    years: Years
    before: dict[str, list[float | None]]  # the years that the last build kept


def assessment(env: BuildEnvironment) -> Assessment | None:
    """Return the register of the site, assessed; None where there is none."""
    return AssessedRegister.of(env).assessment


def assess_register(app: Sphinx) -> None:
    """Assess the register, with the years that the last build kept."""
    register = CatalogDomain.of(app.env).site.register
    if not register:
        return
    assessed = AssessedRegister.of(app.env)
    assessed.before = BuildState(app, STATE).load(dict)
    assessed.years = Years(assessed.before)
    assessed.assessment = assess(register, assessed.years)


def keep_years(app: Sphinx, exception: Exception | None) -> None:
    """Keep the years that this build asked for; it runs at ``build-finished``, after a failure too."""
    assessed = AssessedRegister.of(app.env)
    if assessed.assessment and assessed.years.kept != assessed.before:
        BuildState(app, STATE).save(assessed.years.kept)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the assessment."""
    app.add_domain(AssessedRegister)
    app.connect("builder-inited", assess_register, priority=110)  # the catalog is read at 100
    app.connect("build-finished", keep_years)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
