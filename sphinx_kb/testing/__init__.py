r"""Small sites for tests: a few files in, the site out, built by the real builder.

In the conftest.py of a project's tests, which must not import this module itself::

    pytest_plugins = ["sphinx_kb.testing"]

and in a test::

    from sphinx_kb.testing import article

    def test_a_link_becomes_an_address(make_site):
        site = make_site({"posts/a.md": article(body="[B](b.md)\n"), "posts/b.md": article()})
        built = site.build("-W")

        assert built.exit == 0, built.output
        assert site.page("posts/a").find("a", string="B")["href"] == "b.html"

`make_site` gives each test a site of its own. Tests that only read a site share one, which is
built once in a test run, whatever the number of its processes: `shared_site`.
It needs pytest, which the wheel brings with ``sphinx-kb[testing]``. Nothing of the engine
imports this module.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_kb.testing import twin
from sphinx_kb.testing.process import _quick_builds, _strict_templates, once, shared_folder
from sphinx_kb.testing.site import CONF, FRAME, TODAY, Built, Site, article, environ

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

__all__ = [
    "CONF", "FRAME", "TODAY", "Built", "Site", "_kinds_of_warnings", "_quick_builds", "_strict_templates", "article", "environ", "make_site",
    "once", "shared_site",
]  # fmt: skip


@pytest.fixture(autouse=True, scope="session")
def _kinds_of_warnings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Note the kinds of warnings that tests meet in one folder for all processes of a session."""
    twin.MET = shared_folder(tmp_path_factory) / "kinds"


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Site]:
    """Return a function that writes files around a home page and gives back their Site."""

    def make(files: Mapping[str, str | bytes] | None = None, folder: str = "site") -> Site:
        root = tmp_path / folder
        if root.exists():
            shutil.rmtree(root)
        return Site(root).write({**FRAME, **(files or {})})

    return make


@pytest.fixture(scope="session")
def shared_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Site]:
    """Return a function that gives a built site by its name: built once, and only to be read.

    What follows the files goes to ``Site.build``. A warning is a failure, unless ``strict`` is false.
    """

    def share(
        name: str,
        files: Mapping[str, str | bytes],
        *arguments: str,
        strict: bool = True,
        **options: Any,
    ) -> Site:
        def make(folder: Path) -> Site:
            site = Site(folder / "site").write({**FRAME, **files})
            built = site.build(*(["-W", "--keep-going"] if strict else []), *arguments, **options)
            if built.exit:
                pytest.fail(f"the site '{name}' cannot be built:\n{built.output}")
            return site

        return once(tmp_path_factory, name, make)

    return share
