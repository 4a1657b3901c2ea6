"""Every directive, option, role and address with twenty values that nobody expects: one line, never a traceback."""

from __future__ import annotations

import io
import re

import pytest
from docutils.parsers.rst import directives
from docutils.parsers.rst.languages import en
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from sphinx_kb.security.allowlist import DIRECTIVES, ROLES
from sphinx_kb.testing import FRAME, Site, article
from support import SOAK
from support.hostile import PNG

pytestmark = pytest.mark.soak

ALL = (
    "null", "None", "0", "-1", "9" * 400, "9" * 400 + "px", "1e999px", "nan", "inf%", "100000%", "name_",
    "`x`_", "../conf.py", "../../outside.png", "%00", "a" * 300, "/assets/" + "a" * 300 + ".png",
    "[a, b]", "{a: b}", "javascript:x", "//", "#", "..", "/", "<b>", "ä" * 200, "1-999999999", "*", "~",
    "a\u2028b", "a|b", "9 9 9 9", "1,,,2", "\\", "{{ x }}", "$$",
)  # fmt: skip
VALUES = ALL if SOAK else ALL[::3]
BODIES = {
    "list-table": "* - a\n  - b\n* - c\n  - d", "table": "| a | b |\n|---|---|\n| c | d |", "math": "x",
    "code": "x = 1", "code-block": "x = 1", "sourcecode": "x = 1", "image": "", "rubric": "",
}  # fmt: skip
WITHIN = {"tab-item": "tab-set", "grid-item": "grid", "grid-item-card": "grid"}
ARGUMENTS = {"figure": "/assets/a.png", "image": "/assets/a.png", "tab-set": "", "math": "", "grid": "2",
             "epigraph": "", "pull-quote": "", "list-table": "T"}  # fmt: skip


def fence(name, argument, *options):
    body = BODIES.get(name, "Text.")
    inner = "~~~{tab-item} T\nText.\n~~~" if name == "tab-set" else body
    sign = "~~~~" if "`" in argument else "```"  # backticks behind backticks open no fence
    text = "\n".join([f"{sign}{{{name}}} {argument}".rstrip(), *options, "", inner, sign])
    return f"````{{{WITHIN[name]}}}\n{text}\n````" if name in WITHIN else text


@pytest.fixture(scope="module")
def options(tmp_path_factory):
    """Return the options of every directive that an article may use."""
    root = tmp_path_factory.mktemp("options") / "site"
    Site(root).write(FRAME)
    with docutils_namespace():
        app = Sphinx(
            root, root, root / "out", root / "trees", "html", status=None, warning=io.StringIO()
        )
        found = {
            name: directives.directive(name, en, new_document("x"))[0]
            for name in sorted(DIRECTIVES)
        }
        app.events.emit("build-finished", InterruptedError())
    return {name: sorted(found[name].option_spec or {}) for name in found}


def tried(files, folder):
    """Return a site of articles, and what its builds say."""
    site = Site(folder / "site").write(
        {**FRAME, **files, "assets/a.png": PNG, "posts/good.md": article()}
    )
    return site, [site.build("-j", processes, has_twin=False) for processes in ("1", "2")]


def check(site, builds, files):
    """Check that all is published, and told on lines with a place, the same by one process and two."""
    for built in builds:
        assert "Traceback" not in built.output
        assert [
            line
            for line in built.warnings
            if not re.match(r"posts/[\w./-]+:\d+: WARNING: .* \[kb\.\w+\]$", line)
        ] == []
    assert sorted(builds[0].warnings) == sorted(builds[1].warnings)
    assert [name for name in files if not site.has(name.removesuffix(".md"))] == []


@pytest.mark.slow
def test_each_option_of_each_directive(options, tmp_path):
    files = {
        f"posts/{name}-{option}.md": article(
            body="\n\n".join(
                fence(name, ARGUMENTS.get(name, "T"), f":{option}: {value}") for value in VALUES
            ) + "\n"
        )
        for name, own in options.items() for option in own
    }  # fmt: skip
    site, builds = tried(files, tmp_path)

    assert len(files) > 150
    check(site, builds, files)


@pytest.mark.slow
def test_each_argument_of_each_directive(tmp_path):
    files = {
        f"posts/{name}.md": article(
            body="\n\n".join(fence(name, value) for value in VALUES if "`" not in value) + "\n"
        )
        for name in sorted(DIRECTIVES)
    }

    check(*tried(files, tmp_path), files)


FORMS = {
    "link": "[x]({})", "link-angle": "[x](<{}>)", "picture": "![x]({})", "picture-angle": "![x](<{}>)",
    "auto": "<{}>", "reference": "[x][{0}]\n\n[{0}]: {0}", "tag-link": '<a href="{}">x</a>',
    "tag-picture": '<img src="{}" alt="x" width="{}">', "attribute": "![x](/assets/a.png){{width={} height={}}}",
    "attribute-quoted": '![x](/assets/a.png){{width="{}" align="{}"}}', "label": "({})=\n## A",
    "footnote": "[^{0}]\n\n[^{0}]: {0}", "code": "```{}\nx\n```", "heading": "## {}", "wikilink": "[[{}]]",
    "file": "[x](/assets/{}.csv)", "part": "[x](#{})", "class": "[x]{{.{} #{}}}", "math": "${}$",
    "image-file": "![x](/assets/{}.png)", "page": "[x](/posts/{}.md)",
}  # fmt: skip


@pytest.mark.slow
def test_each_role_link_picture_and_attribute(tmp_path):
    forms = {**{f"role-{name}": f"{{{{{name}}}}}`{{}}`" for name in sorted(ROLES)},
             **{f"role-text-{name}": f"{{{{{name}}}}}`x <{{}}>`" for name in sorted(ROLES)}, **FORMS}  # fmt: skip
    files = {
        f"posts/{name}.md": article(
            body="\n\n".join(form.replace("{}", value).replace("{0}", value).replace("{{", "{").replace("}}", "}")
                             for value in VALUES if value != "{{ x }}") + "\n"
        )
        for name, form in forms.items()
    }  # fmt: skip

    check(*tried(files, tmp_path), files)


@pytest.mark.parametrize(
    "field", ["image", "related", "redirect_from", "permalink", "lang", "author", "tags", "updated"]
)
def test_each_value_of_a_field(tmp_path, field):
    files = {
        f"posts/{number}.md": article(f"{field}: '{value}'\n".replace("\u2028", " "))
        for number, value in enumerate(VALUES)
    }
    _, builds = tried(files, tmp_path)

    assert not any("Traceback" in built.output for built in builds)
