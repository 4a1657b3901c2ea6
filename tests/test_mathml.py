"""Formulas are MathML, and what cannot be read is told of and shown as it is written."""

import pytest
from conftest import article
from hypothesis import given, settings
from hypothesis import strategies as st

from _ext.mathml import convert
from _ext.sanitize import MATH_TAGS, clean

TOKENS = st.sampled_from(
    r"a 1 ^ _ { } & \\ \frac \sqrt [ ] ( ) | \left \right \sum \text \mathbf \begin{cases} \end{cases} \hat \not"
    r" = \limits \operatorname \displaystyle \overset \color \bigl < > ' % $ \cfrac \binom \substack \boxed"
    r" \mod \begin{pmatrix} \end{pmatrix} \tag ~ é 漢 <b> </math> <script> &lt;".split() + ["\u202e", '"', " "]
)


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(st.lists(TOKENS, max_size=14).map("".join), st.booleans())
def test_any_formula_is_mathml_or_a_remedy(formula, block):
    try:
        found = convert(formula, block=block)
    except ValueError as error:
        assert str(error)
        return
    tags = {part.split(" ")[0].split(">")[0].strip("/") for part in found.split("<")[1:]}

    assert tags <= MATH_TAGS
    assert "style=" not in found
    assert clean(found).count("<") == found.count("<")


@pytest.mark.parametrize("formula", ["{" * 5000, "\\sqrt" * 5000, "x^" * 900 + "2", "\\left(" * 300, "a" * 100_000])
def test_a_formula_made_to_take_long_is_refused(formula):
    with pytest.raises(ValueError, match="."):
        convert(formula)


def test_a_formula_is_drawn_without_a_script(make_site):
    site = make_site({
        "posts/a.md": article(body="A {math}`\\frac{a}{b}`.\n\n```{math}\n:label: one\na &= b \\\\\nc &= d\n```\n"),
        "pages/b.md": "# B\n\n{math}`x^2`, see {eq}`one`.\n",
    })
    built = site.build()

    assert built.warnings == []
    assert site.page("posts/a").select_one("p span.math math mfrac")
    assert len(site.page("posts/a").select("div.math#equation-one math[display=block] mtr")) == 2
    assert site.page("pages/b").select_one("span.math math msup")
    assert b"mathjax" not in b"".join(data for path, data in site.files().items() if path.endswith(".html"))


def test_a_formula_that_cannot_be_read_is_told_of_and_shown(make_site):
    site = make_site({"posts/a.md": article(body="A {math}`\\frac{<b>` here.\n")})
    built = site.build()

    assert [line for line in built.warnings if "posts/a.md:6: WARNING: correct the formula" in line] == built.warnings
    assert site.page("posts/a").select_one("span.math code").get_text() == "\\frac{<b>"
