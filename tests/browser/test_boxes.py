"""Boxes of every kind have the look of the site, whoever marked them."""

from __future__ import annotations

import pytest

from sphinx_kb.testing import article
from tools.browser import serve

KINDS = ("note", "tip", "hint", "important", "warning", "caution", "danger", "error", "seealso")
BODY = "".join(
    f'```{{{kind}}}\nText.\n```\n\n!!! {kind} "A title"\n    Text.\n\n' for kind in KINDS
)
LOOK = """() => [...document.querySelectorAll(".admonition")].map((box) => {
  const title = box.querySelector(".admonition-title");
  return [
    getComputedStyle(title, "::before").content,
    getComputedStyle(title, "::after").content, // the theme's sign, for which there are no letters
    getComputedStyle(title).backgroundColor,
    title.getBoundingClientRect().left - title.nextElementSibling.getBoundingClientRect().left,
  ].join(" ");
})"""


@pytest.mark.parametrize("width", [1440, 390])
def test_a_box_has_no_sign_that_is_missing_and_its_text_stands_under_its_title(
    make_site, chromium, width
):
    site = make_site({"posts/a.md": article(body=BODY)})
    site.build("-W")

    with serve(site.out) as address:
        page = chromium.new_page(viewport={"width": width, "height": 900})
        page.goto(f"{address}posts/a.html")
        looks = page.evaluate(LOOK)
        page.close()

    assert looks == ["none none rgba(0, 0, 0, 0) 0"] * (2 * len(KINDS))
