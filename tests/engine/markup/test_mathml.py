"""Formulas are MathML, and what cannot be read is told of and shown as it is written."""

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_kb.markup.mathml import convert
from sphinx_kb.security.sanitize import MATH_TAGS, clean
from sphinx_kb.testing import article

TOKENS = st.sampled_from(
    [
        r"a",
        r"1",
        r"^",
        r"_",
        r"{",
        r"}",
        r"&",
        r"\\",
        r"\frac",
        r"\sqrt",
        r"[",
        r"]",
        r"(",
        r")",
        r"|",
        r"\left",
        r"\right",
        r"\sum",
        r"\text",
        r"\mathbf",
        r"\begin{cases}",
        r"\end{cases}",
        r"\hat",
        r"\not",
        r"=",
        r"\limits",
        r"\operatorname",
        r"\displaystyle",
        r"\overset",
        r"\color",
        r"\bigl",
        r"<",
        r">",
        r"'",
        r"%",
        r"$",
        r"\cfrac",
        r"\binom",
        r"\substack",
        r"\boxed",
        r"\mod",
        r"\begin{pmatrix}",
        r"\end{pmatrix}",
        r"\tag",
        r"~",
        r"é",
        r"漢",
        r"<b>",
        r"</math>",
        r"<script>",
        r"&lt;",
        r"\u202e",
    ]
) | st.sampled_from(['"', " ", "\n"])


@pytest.mark.slow
@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(st.lists(TOKENS, max_size=14).map("".join), st.booleans())
def test_any_formula_is_mathml_or_a_remedy(formula, block):
    try:
        found = convert(formula, block=block)
    except ValueError as error:
        assert str(error)  # noqa: PT017  # most of what is tried is refused, and that is well
        return
    tags = {part.split(" ")[0].split(">")[0].strip("/") for part in found.split("<")[1:]}

    assert tags <= MATH_TAGS
    assert " style=" not in found
    assert clean(found).count("<") == found.count("<")


@pytest.mark.parametrize("formula", [
    "{" * 5000, "\\sqrt" * 5000, "\\sqrt" * 199, "x^" * 499 + "2", "x_a^" * 249 + "b", "\\left(" * 166,
    "\\hat " * 199 + "a", "\\frac{a}{" * 99, "a" * 1000, "a" * 100_000,
])  # fmt: skip
def test_a_formula_made_to_take_long_does_not(formula):
    start = time.process_time()
    with contextlib.suppress(ValueError):
        convert(formula)

    assert time.process_time() - start < 1


def test_a_formula_is_drawn_without_a_script(make_site):
    site = make_site(
        {
            "posts/a.md": article(
                body="A {math}`\\frac{a}{b}`.\n\n```{math}\n:label: one\na &= b \\\\\nc &= d\n```\n"
            ),
            "pages/b.md": "# B\n\n{math}`x^2`, see {eq}`one`.\n",
        }
    )
    built = site.build()

    assert built.warnings == []
    assert site.page("posts/a").select_one("p span.math math mfrac")
    assert len(site.page("posts/a").select("div.math#equation-one math[display=block] mtr")) == 2
    assert site.page("pages/b").select_one("span.math math msup")
    assert b"mathjax" not in b"".join(
        data for path, data in site.files().items() if path.endswith(".html")
    )


def test_a_formula_that_cannot_be_read_is_told_of_and_shown(make_site):
    site = make_site({"posts/a.md": article(body="A {math}`\\nonsense{<b>}` here.\n")})
    built = site.build()

    assert [
        line for line in built.warnings if "posts/a.md:6: WARNING: correct the formula" in line
    ] == built.warnings
    assert site.page("posts/a").select_one("span.math code").get_text() == "\\nonsense{<b>}"
