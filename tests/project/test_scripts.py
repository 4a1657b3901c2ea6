"""The scripts and style sheets of the engine: what Node checks of them."""

from __future__ import annotations

import os

import pytest

from tools import node_checks

FAULTS = {
    "JavaScript: lint": ("sphinx_kb/theme/static/kb-a.js", "const find = 1;\n", "no-redeclare"),
    "JavaScript: format": ("sphinx_kb/theme/static/kb-a.js", "alert( 1 )\n", "kb-a.js"),
    "JavaScript: unit tests": (
        "tests/a.test.mjs",
        'import { test } from "node:test";\n\ntest("it fails", () => {\n  throw Error();\n});\n',
        "it fails",
    ),
    "Style sheets: lint": (
        "sphinx_kb/theme/static/kb-a.css",
        "a {\n  margin: 1rem;\n}\n",
        "declaration-property-value-disallowed-list",
    ),
}


needs_programs = pytest.mark.skipif(
    bool(node_checks.missing_node()) or not node_checks.is_fetched(),
    reason="`make check` has not fetched the programs of tools/node here",
)


@pytest.mark.skipif(
    bool(node_checks.missing_node()) and "CI" not in os.environ, reason=node_checks.missing_node()
)
def test_the_unit_tests_of_the_scripts_pass():
    assert list(node_checks.faults("JavaScript: unit tests")) == []


@needs_programs
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told(tmp_path, name):
    path, text, told = FAULTS[name]
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(text)
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "node").symlink_to(node_checks.HERE)

    assert told in "".join(node_checks.faults(name, tmp_path))
