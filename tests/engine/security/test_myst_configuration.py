"""No field of MyST's configuration can be set by an article, however it is spelled."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import TYPE_CHECKING

import pytest
from myst_parser.config.main import MdParserConfig

from sphinx_kb.testing import FRAME, Built, Site, once
from support import SOAK

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.soak]

# A value for each field that would change the text below, where the field can change a text.
VALUES: dict[str, object] = {
    "commonmark_only": True,
    "gfm_only": True,
    "enable_extensions": ["substitution", "dollarmath", "html_image", "replacements", "fieldlist"],
    "disable_syntax": ["emphasis", "link"],
    "all_links_external": True,
    "links_external_new_tab": True,
    "url_schemes": {"javascript": None, "http": {"url": "https://example.org/{{path}}"}},
    "ref_domains": ["std"],
    "fence_as_directive": ["python", "include"],
    "number_code_blocks": ["python"],
    "title_to_header": True,
    "heading_anchors": 1,
    "heading_slug_func": "os.getcwd",
    "heading_anchors_html_ids": False,
    "html_meta": {"http-equiv=refresh": "0"},
    "footnote_sort": False,
    "footnote_transition": False,
    "words_per_minute": 1,
    "substitutions": {"x": "wordsubstituted"},
    "sub_delimiters": ["|", "|"],
    "linkify_fuzzy_links": True,
    "dmath_allow_labels": True,
    "dmath_allow_space": True,
    "dmath_allow_digits": True,
    "dmath_double_inline": True,
    "update_mathjax": False,
    "mathjax_classes": "x",
    "enable_checkboxes": True,
    "strikethrough_single_tilde": True,
    "colon_fence_exact_match": True,
    "suppress_warnings": ["kb.raw_html"],
    "highlight_code_blocks": False,
    "inventories": {"x": ["https://example.org/", None]},
}
BODY = """\
Text *with* {{ x }} and {{ 7 * 7 }}, |x|, $a^2$, $5 to $10, (c) and ~~struck~~ ~once~.

<img src="../assets/x.png" alt="x" width="40"> https://example.org www.example.org
[x](https://example.org/a) [x](http://example.org/b) [y](#heading-one)

## Heading one

```python
x = 1
```

:::{note}
Text.
:::

- [ ] open
- [x] done

Text.[^b] Text.[^a]

[^a]: The first.
[^b]: The second.

:field: value

$$
a = b
$$
"""
SPELLINGS = {
    "flow": "myst: {json}",
    "quoted": '"myst": {json}',
    "escaped": '"\\x6dyst": {json}',
    "single-quoted": "'myst': {json}",
    "spaced": "myst  : {json}",
    "complex-key": "? myst\n: {json}",
    "merged": "<<: {{myst: {json}}}",
    "tagged": "!!str myst: {json}",
    "top": "{name}: {value}",
    "prefixed": "myst_{name}: {value}",
    "nb": "mystnb: {json}",
    "dotted": "myst.{name}: {value}",
    "capital": "Myst: {json}",
    "in-conf": "myst_parser: {json}",
}
FIELDS = [field.name for field in dataclasses.fields(MdParserConfig)]
PARTS = (
    1 if SOAK else 4
)  # a field is tried in every fourth spelling, the next in the spelling after


def source(head: str, body: str = BODY, opening: str = "---\n") -> str:
    """Return an article with more front matter."""
    return f"{opening}title: An article\ndate: 2026-01-05\n{head}\n---\n\n{body}"


def shown(site: Site, docname: str) -> str:
    """Return what a page shows of its text, without what depends on its name."""
    section = site.page(docname).select_one(".kb-article section")
    assert section is not None
    for head in section.select(".kb-head"):
        head.decompose()
    return str(section)


def spellings(name: str) -> list[str]:
    """Return the spellings in which a field is tried."""
    return list(SPELLINGS)[FIELDS.index(name) % PARTS :: PARTS]


def articles() -> dict[str, str]:
    """Return an article for each field in each spelling."""
    found = {"posts/reference.md": source("")}
    for name in FIELDS:
        values = {
            "name": name, "value": json.dumps(VALUES[name]), "json": json.dumps({name: VALUES[name]}),
        }  # fmt: skip
        for spelling in spellings(name):
            text = source(SPELLINGS[spelling].format(**values))
            found[f"posts/{spelling}-{name.replace('_', '-')}.md"] = text
        value = values["json"]
        found[f"posts/bom-{name.replace('_', '-')}.md"] = source(
            f"myst: {value}", opening="\ufeff---\n"
        )
        second = f"---\nmyst: {value}\n---\n\n{BODY}"
        found[f"posts/second-{name.replace('_', '-')}.md"] = source("", body=second)
        nested = f"```{{note}}\n---\nmyst: {value}\n---\nText.\n```\n\n{BODY}"
        found[f"posts/nested-{name.replace('_', '-')}.md"] = source("", body=nested)
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Built]:
    """Return the site of all of them."""

    def make(folder: Path) -> tuple[Site, Built]:
        site = Site(folder / "site").write({**FRAME, **articles()})
        return site, site.build()

    return once(tmp_path_factory, "myst", make)


def test_there_is_a_value_for_every_field_of_this_version_of_myst():
    assert sorted(VALUES) == sorted(FIELDS)


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_of_the_configuration_has_no_effect_from_an_article(built, name):
    site, said = built
    reference = shown(site, "posts/reference")
    for spelling in spellings(name):
        docname = f"posts/{spelling}-{name.replace('_', '-')}"
        told = re.findall(rf"{docname}\.md:(\d+): WARNING", said.output)

        assert told, docname
        if site.has(docname):
            assert shown(site, docname) == reference, docname
    assert not site.has(f"posts/bom-{name.replace('_', '-')}")
    last = reference.rpartition("<section")[2]
    for place in ("second", "nested"):  # there it is text, and no front matter
        assert last in shown(site, f"posts/{place}-{name.replace('_', '-')}"), place


def test_what_names_the_configuration_keeps_its_article_out(built):
    site, said = built
    names = [name.replace("_", "-") for name in FIELDS]
    for spelling in (
        "flow",
        "quoted",
        "escaped",
        "single-quoted",
        "spaced",
        "complex-key",
        "tagged",
        "nb",
        "bom",
    ):
        assert not [name for name in names if site.has(f"posts/{spelling}-{name}")], spelling

    assert "Traceback" not in said.output


def test_no_page_has_a_sum_or_a_setting_from_it(built):
    site, _ = built
    data = b"".join(data for path, data in site.files().items() if path.startswith("posts/"))

    assert b"7 * 7" in data
    assert not re.search(rb"\b49\b", data)
    assert b'http-equiv="refresh"' not in data


def test_the_same_values_do_change_a_page_of_the_owner(make_site):
    pages = {"pages/reference.md": f"# Page\n\n{BODY}"}
    for name in FIELDS:
        head = json.dumps({"myst": {name: VALUES[name]}})
        pages[f"pages/{name}.md"] = f"---\n{head}\n---\n\n# Page\n\n{BODY}"
    site = make_site(pages)
    site.build()
    reference = shown(site, "pages/reference")
    changed = [name for name in FIELDS if shown(site, f"pages/{name}") != reference]

    assert len(changed) >= 10, changed
