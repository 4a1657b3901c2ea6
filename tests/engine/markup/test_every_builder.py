"""What an article may use is known, whatever is built."""

from __future__ import annotations

import pytest

from sphinx_kb.security.allowlist import DIRECTIVES, ROLES
from sphinx_kb.testing import article

ARGUMENTS = {
    "admonition": "Title", "figure": "/assets/x.png", "image": "/assets/x.png", "card": "Title",
    "dropdown": "Title", "grid": "1", "grid-item-card": "Title", "sidebar": "Title",
    "rubric": "Title", "code": "python", "code-block": "python", "sourcecode": "python",
    "calculator": "rosi", "math": "",
}  # fmt: skip
WITHIN = {"grid-item": "grid", "grid-item-card": "grid", "tab-item": "tab-set"}
BODIES = {
    "list-table": "* - a\n  - b\n", "table": "| a |\n|---|\n| b |\n", "image": "", "math": "x\n",
    "rubric": "", "calculator": "",
}  # fmt: skip
ROLE_TEXTS = {
    "source": "1", "csf": "GV.RM", "cis": "4", "iso": "A.5.7", "doc": "/posts/a",
    "ref": "the part <part>", "term": "Risk", "math": "x", "abbr": "KB (knowledge base)",
}  # fmt: skip


def _directive(name):
    if name == "tab-set":
        return "::::{tab-set}\n:::{tab-item} One\nText.\n:::\n::::\n"
    text = f":::{{{name}}} {ARGUMENTS.get(name, 'Title' if name == 'tab-item' else '')}\n"
    text += BODIES.get(name, "Text.\n") + ":::\n"
    around = WITHIN.get(name)
    return f"::::{{{around}}}\n{text}::::\n" if around else text


@pytest.mark.parametrize("builder", ["html", "epub", "dummy"])
def test_no_directive_and_no_role_is_unknown(make_site, builder):
    roles = "\n\n".join(f"{{{role}}}`{ROLE_TEXTS.get(role, 'x')}`" for role in sorted(ROLES))
    body = (
        "(part)=\n\n## Part\n\n" + "\n".join(map(_directive, sorted(DIRECTIVES))) + f"\n{roles}\n"
    )
    head = "sources:\n- title: A\n  url: https://example.org/\n"
    site = make_site({"posts/a.md": article(head, body)})
    told = site.build(builder=builder, has_twin=False).warnings

    assert not [line for line in told if "correct the name of" in line or "may not use" in line]


def test_a_note_in_the_margin_is_in_the_e_book(make_site):
    site = make_site({"posts/a.md": article(body=":::{margin} Aside\nBeside the text.\n:::\n")})
    built = site.build("-W", builder="epub")
    page = (site.root / "_build" / "epub" / "posts" / "a.xhtml").read_text("utf-8")

    assert built.exit == 0, built.output
    assert "Beside the text." in page
