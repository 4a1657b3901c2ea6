"""Three layers, each alone: the gate, the cleaning of the text, the policy of the page."""

from __future__ import annotations

import re
import shutil

import pytest
from docutils import nodes
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from sphinx.util.docutils import CustomReSTDispatcher

from sphinx_kb.markup import renderer
from sphinx_kb.pages import frame
from sphinx_kb.security import allowlist, files, html_values, raw_html, sanitize
from sphinx_kb.testing import FRAME, Site, article
from support import SOAK, hostile
from support.browsing import Visit, visiting
from support.output import kinds, pages, unguarded

# Articles with a script in them: with no layer at all, most of them run.
SCRIPTED = [
    one
    for one in hostile.corpus()
    if "__canary" in one.body and not one.name.startswith("svg-") and "nested" not in one.name
]
SOME = None if SOAK else {f"posts/{one.name}.html" for one in SCRIPTED[::2]}


def corpus_site(root, extra=None, names=None) -> Site:
    """Return a site of the articles with scripts, or of some, with what they reach for."""
    site = Site(root / "site").write({**FRAME, **(extra or {})})
    chosen = [one for one in SCRIPTED if names is None or f"posts/{one.name}.html" in names]
    site.write({f"posts/{one.name}.md": one.source for one in chosen})
    hostile.write_surroundings(site.root)
    return site


def directive(self, name, language, document):
    return CustomReSTDispatcher.directive(self, name, language, document)


def role(self, name, language, line, reporter):
    return CustomReSTDispatcher.role(self, name, language, line, reporter)


def as_written(self, **kwargs):
    for node in list(self.document.findall(raw_html.written_html)):
        node.replace_self(nodes.raw("", node.astext(), format="html"))


def take_the_gate_away(monkeypatch):
    """Let every directive, role, address and piece of HTML through."""
    monkeypatch.setattr(allowlist.Gate, "directive", directive)
    monkeypatch.setattr(allowlist.Gate, "role", role)
    monkeypatch.setattr(allowlist.Gate, "reject", lambda self, line, remedy: None)
    monkeypatch.setattr(
        renderer.ArticleRenderer,
        "render_restructuredtext",
        SphinxRenderer.render_restructuredtext,
    )
    for module in (allowlist, files, html_values, renderer):
        monkeypatch.setattr(module, "is_link", lambda address: True)
    monkeypatch.setattr(raw_html.RebuildHtml, "apply", as_written)


@pytest.fixture
def without(monkeypatch):
    """Return a function that takes layers away."""

    def take(*layers: str, but: str = "") -> None:
        if but:
            monkeypatch.undo()
        if "gate" in layers:
            take_the_gate_away(monkeypatch)
        if "cleaning" in layers:
            monkeypatch.setattr(sanitize, "clean", lambda body: body)
        if "policy" in layers:
            monkeypatch.setattr(frame, "POLICY_TAG", "")

    return take


@pytest.mark.soak
def test_no_page_of_any_kind_breaks_the_policy_or_asks_another_host(sample_site, chromium):
    with visiting(chromium, sample_site) as visit:
        for path in kinds(sample_site):
            visit.see(path, touch=False)
        visit.see_all(pages(sample_site) if SOAK else [], touch=False)
        visit.see("search.html?q=risk", touch=False)
        visit.page.wait_for_load_state("networkidle")

    assert (visit.violations, visit.elsewhere, visit.errors, visit.ran) == ([], [], [], [])


@pytest.mark.soak
def test_no_page_of_the_hostile_articles_does_either(tmp_path, chromium):
    extra = {
        "posts/plain.md": article(),
        "pages/formulas.md": "# Page\n\n{math}`a`\n\n:::{card} T\n:::\n",
    }
    site = corpus_site(tmp_path, extra, SOME)
    site.build(has_twin=False)
    found = pages(site)
    with visiting(chromium, site) as visit:
        visit.see_all(found)
        for words in (
            "<img src=x onerror=window.__canary=1>",
            "'\"><script>window.__canary=1</script>",
        ):
            visit.see(f"search.html?q={words}")
            visit.see(f"search.html?q=text#{words}")
            visit.see(f"404.html?{words}#{words}")

    assert len(found) > 50
    assert (visit.violations, visit.elsewhere, visit.ran) == ([], [], [])
    missing = [error for error in visit.errors if "404" not in error]  # pictures named x
    assert missing == []


def scripts_that_ran(tmp_path, chromium, names=SOME) -> tuple[list[str], Visit]:
    """Build articles with scripts, and return which of them ran, and what else was seen."""
    site = corpus_site(tmp_path, names=names)
    site.build(has_twin=False)
    shutil.rmtree(site.out / "_static")  # what is inline is looked at, and it is quicker so
    found = [path for path in pages(site) if path.startswith("posts/")]
    with visiting(chromium, site) as visit:
        visit.see_all(found)
    assert len(found) > 20
    return visit.ran, visit


def test_without_any_layer_they_run_and_the_policy_alone_stops_every_one(
    tmp_path, chromium, without
):
    without("gate", "cleaning", "policy")
    ran, _ = scripts_that_ran(tmp_path / "none", chromium, names=None)

    assert len(ran) >= 25, ran

    without("gate", "cleaning", but="policy")
    stopped, visit = scripts_that_ran(tmp_path / "policy", chromium, names=set(ran))

    assert stopped == []
    within = {"posts/html-iframe-srcdoc.html"}  # the frame in the page is the one that objects
    assert {line.partition(":")[0] for line in visit.violations} | within == set(ran) | within


@pytest.mark.soak
def test_the_cleaning_alone_stops_every_script(tmp_path, chromium, without):
    without("gate", "policy")
    ran, visit = scripts_that_ran(tmp_path, chromium)

    assert (ran, visit.elsewhere) == ([], [])


@pytest.mark.soak
def test_the_gate_alone_stops_every_script(tmp_path, chromium, without):
    without("cleaning", "policy")
    ran, visit = scripts_that_ran(tmp_path, chromium)

    assert (ran, visit.elsewhere) == ([], [])


def test_a_script_slipped_into_the_output_after_the_build_does_not_run(
    sample_site, chromium, tmp_path
):
    slipped = (
        "<script>window.__canary=1</script>",
        '<img src="x" onerror="window.__canary=1">',
        '<script src="data:text/javascript,window.__canary=1"></script>',
        '<script src="https://example.org/x.js"></script>',
        '<iframe srcdoc="<script>parent.__canary=1</script>"></iframe>',
        '<base href="https://example.org/"><link rel="stylesheet" href="https://example.org/x.css">',
    )
    page = (sample_site.out / "posts/more.html").read_text("utf-8")
    site = Site(tmp_path)
    for number, script in enumerate(slipped):
        for place in ("</head>", "</article>", "<main"):
            name = f"posts/{number}-{place.strip('</>')}.html"
            site.write({f"_build/html/{name}": page.replace(place, script + place, 1)})
    (site.out / "_static").symlink_to(sample_site.out / "_static")
    with visiting(chromium, site) as visit:
        for path in pages(site):
            visit.see(path, touch=False)

    assert visit.ran == []
    assert visit.elsewhere == []
    assert len(visit.violations) >= len(slipped) * 3


def test_every_page_has_the_policy_before_anything_loads(sample_site):
    assert unguarded(sample_site) == {}


@pytest.mark.slow
def test_the_policy_allows_no_script_but_the_sites_files():
    assert frame.POLICY["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert frame.POLICY["style-src"] == "'self'"
    assert frame.POLICY["default-src"] == "'none'"
    assert not re.search(
        r"unsafe-(inline|eval(?<!wasm-unsafe-eval)|hashes)|\*|sha\d|nonce|https?:",
        frame.POLICY_TEXT,
    )
