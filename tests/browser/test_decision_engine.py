"""Every vector of the decision tools in Chromium, under the policy of a page of the site."""

from __future__ import annotations

import json

from sphinx_kb.pages.tools import ORDER
from sphinx_kb.testing import article
from support import ROOT
from support.browsing import visiting
from support.registers import RISKS

HERE = ROOT / "tests/engine/decisions"
FOLDER = ROOT / "sphinx_kb/decisions/scripts"
LOAD = """(names) => names.reduce((before, name) => before.then(() => new Promise((done, fail) => {
    const script = document.createElement('script');
    script.src = name;
    script.onload = done;
    script.onerror = () => fail(new Error(name));
    document.head.append(script);
})), Promise.resolve())"""


def agree(got, expected, within):
    """Return whether a result is what is expected of it, number by number."""
    if isinstance(expected, dict):
        return all(key in got and agree(got[key], one, within) for key, one in expected.items())
    if isinstance(expected, list):
        return len(got) == len(expected) and all(
            map(lambda a, b: agree(a, b, within), got, expected)
        )
    if isinstance(expected, bool | str) or expected is None:
        return got == expected
    return isinstance(got, float | int) and abs(got - expected) <= within


def answer_with(path):
    """Return what answers a request with a file."""
    return lambda route: route.fulfill(path=path)


def test_every_vector_is_answered_as_expected_under_the_policy(shared_site, chromium):
    files = {"posts/fire.md": article(title="Fire"), "_data/risks.yml": RISKS}
    data = json.loads((HERE / "vectors.json").read_text("utf-8"))
    named = (FOLDER / f"kb-decide-{name}.js" for name in ORDER)
    scripts = [script for script in named if script.is_file()]
    assert set(scripts) == set(FOLDER.glob("kb-decide-*.js"))
    with visiting(chromium, shared_site("register in a browser", files)) as visit:
        for script in [*scripts, HERE / "calls.js"]:
            visit.page.route(f"**/engine/{script.name}", answer_with(script))
        visit.page.goto(visit.root + "posts/fire.html")  # a page without a tool of its own
        names = [f"/engine/{path.name}" for path in [*scripts, HERE / "calls.js"]]
        visit.page.evaluate(LOAD, names)
        calls = [[one["call"], one["args"]] for one in data["vectors"]]
        answers = visit.page.evaluate(
            "([named, list]) => JSON.parse(JSON.stringify(KBCalls.answer(named, list)))",
            [data["registers"], calls],
        )
        violations = visit.violations

    wrong = [
        one["what"]
        for one, got in zip(data["vectors"], answers, strict=True)
        if not agree(got, one["expected"], one["within"])
    ]
    assert wrong == []
    assert violations == []
