"""What other teams test with: the plugin as its own documentation uses it."""

import subprocess
import sys
import textwrap

import pytest
from jinja2 import Environment, FileSystemLoader, UndefinedError

from sphinx_kb import testing, theme
from sphinx_kb.testing import FRAME, article, environ
from sphinx_kb.testing.process import undefined

pytestmark = pytest.mark.slow


def pytest_in(folder, *arguments):
    """Run pytest in the tests of another team."""
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "conftest.py").write_text('pytest_plugins = ["sphinx_kb.testing"]\n')
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=folder, env=environ(), capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_example_of_the_documentation_passes(tmp_path):
    example = testing.__doc__.partition("and in a test::")[2].partition("`make_site` gives")[0]
    (tmp_path / "test_example.py").write_text(textwrap.dedent(example))
    run = pytest_in(tmp_path)

    assert "1 passed" in run.stdout, run.stdout + run.stderr


def test_a_shared_site_is_built_once_by_all_processes(tmp_path):
    (tmp_path / "test_shared.py").write_text(
        "import os, pytest\n"
        "from sphinx_kb.testing import article\n"
        "@pytest.mark.parametrize('number', range(4))\n"
        "def test_it_is_there(shared_site, number):\n"
        "    site = shared_site('one', {'posts/a.md': article()})\n"
        "    with open('seen', 'a') as file:\n"
        "        file.write(f'{site.root} {(site.out / \"index.html\").stat().st_mtime_ns}\\n')\n"
    )
    run = pytest_in(tmp_path, "-n", "2")
    seen = (tmp_path / "seen").read_text().splitlines()

    assert "4 passed" in run.stdout, run.stdout + run.stderr
    assert (len(seen), len(set(seen))) == (4, 1)


def test_a_shared_site_with_a_warning_is_a_failure_that_shows_it(tmp_path):
    (tmp_path / "test_shared.py").write_text(
        "from sphinx_kb.testing import article\n"
        "def test_it(shared_site):\n"
        "    shared_site('one', {'posts/a.md': article('unknown: x\\n')})\n"
    )
    run = pytest_in(tmp_path)

    assert "posts/a.md:4: WARNING" in run.stdout


def test_no_build_loads_it(tmp_path):
    program = (
        "import sys\nfrom sphinx.cmd.build import main\ncode = main(sys.argv[1:])\n"
        "print([name for name in sys.modules if 'pytest' in name or 'sphinx_kb.testing' in name])"
    )
    site = testing.Site(tmp_path / "site").write({**FRAME, "posts/a.md": article()})
    run = subprocess.run(
        site.command(program=program), env=environ(), capture_output=True, text=True, check=True
    )

    assert run.stdout.strip() == "[]"


def test_the_same_bytes_as_in_a_process_of_its_own(make_site):
    site = make_site({"posts/a.md": article("categories: [risk]\n")})
    site.build()
    ours = site.files()
    other = make_site({"posts/a.md": article("categories: [risk]\n")}, "other")
    subprocess.run(other.command(), env=environ(), check=True)

    assert other.files() == ours


def test_a_template_of_ours_may_use_no_name_that_it_is_not_given_and_others_may():
    environment = Environment(loader=FileSystemLoader(theme.TEMPLATES), autoescape=True)
    environment.undefined = undefined

    assert environment.from_string("{{ nope }}").render() == ""
    with pytest.raises(UndefinedError, match="'backlinks' is undefined"):
        environment.get_template("backlinks.html").render()
