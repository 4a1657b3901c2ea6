"""Tags that close themselves, as in XHTML and MDX."""

from __future__ import annotations

import pytest

from sphinx_kb.security.html import rebuilt
from sphinx_kb.testing import article

CLOSED = {
    '<span id="part" />': '<span id="own-part"></span>',
    '<a id="part"/>text': '<a id="own-part"></a>text',
    "<br/>": "<br>",
    "<b><i/>text</b>": "<b><i></i>text</b>",
    "<script/>x": "&lt;script/&gt;x",
}


@pytest.mark.parametrize(("written", "shown"), CLOSED.items())
def test_it_is_empty(written, shown):
    results, _, end = rebuilt([written])

    assert ("".join(results), end) == (shown, "")


def test_it_is_a_part_of_the_page(make_site):
    body = '<span id="here" />\n\n## There\n\nSee [it](#here).\n'
    site = make_site({"posts/a.md": article(body=body)})
    built = site.build("-W", "--keep-going")

    assert built.exit == 0, built.output
    page = site.page("posts/a")
    target = page.select_one(page.find("a", string="it")["href"])
    assert (target.name, target.get_text()) == ("span", "")
