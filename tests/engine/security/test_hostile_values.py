"""Values that are not what they should be, in every field and file, on every kind of page."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import html5lib
import pytest

from sphinx_kb.testing import FRAME, Built, Site, article, once
from support import SOAK
from support.browsing import visiting
from support.hostile import PNG, SCRIPT
from support.output import kinds, pages

if TYPE_CHECKING:
    from pathlib import Path

PARTS = (
    f"</title><script>{SCRIPT}</script>", f"<img src=x onerror={SCRIPT}>", "\"'><kbcanary x=\"", "' onfocus='kbcanary",
    "{{ 7 * 7 }}{% x %}", "&lt;kbcanary&gt;&amp;", "--><!--", "]]><kbcanary>", "</main></article>", "\\u003ckbcanary>",
    "\u202e\u2066bidi\u2069", "<kbcanary", "${7*7}", f"javascript:{SCRIPT}",
)  # fmt: skip


def value(name: str) -> str:
    """Return a hostile value that starts with the name of what it is for."""
    return f"{name} {' '.join(PARTS)}"


def signs(text: str) -> str:
    """Return a text without what typography changes: quotes, dashes and spaces."""
    return re.sub(r"[\s\"'\u2010-\u201f-]+", "", text)


def yaml(name: str) -> str:
    """Return it as YAML."""
    return json.dumps(value(name), ensure_ascii=False)


def markdown(name: str) -> str:
    """Return it as text of Markdown, with every mark escaped."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>&\"'$~:%^@])", r"\\\1", value(name))


HEAD = f"""\
description: {yaml("description")}
authors: [mishaal, {yaml("stranger")}]
categories: [risk, {yaml("category")}]
tags: [{yaml("tag")}, "<kbcanary>", "</title>"]
image: assets/picture.png
image_alt: {yaml("alt")}
toc: true
beforetoc: {yaml("beforetoc")}
toctitle: {yaml("toctitle")}
level: new
updated: 2026-02-01
reviewed: 2026-02-01
keywords: [{yaml("keyword")}]
controls: [{yaml("control")}, "GV.RM", {yaml("GV.OC")}]
sources:
  - title: {yaml("source")}
    url: https://example.org/?a=1&b=2
    publisher: {yaml("publisher")}
"""


def source(title: str, body: str, head: str = HEAD) -> str:
    """Return an article."""
    return f"---\ntitle: {yaml(title)}\ndate: 2026-01-05\n{head}---\n\n{body}"


BODY = f"""\
{markdown("opening")} Text.{{source}}`1`

## {markdown("heading")}

[{markdown("file")}](../assets/downloads/form.csv) [{markdown("link")}](other.md "{markdown("title")}") {{term}}`risk appetite` ![{markdown("alt")}](../assets/picture.png)

### {markdown("deeper")}

```html
{value("code")}
```

`{value("span").replace("`", "")}` {{abbr}}`CISO ({markdown("abbreviation")})`

{{csf}}`GV.RM` {{csf}}`{markdown("words")} <GV.RM>` {{cis}}`{value("unknown").replace("`", "")}` {{iso}}`A.1.1`

```{{admonition}} {markdown("admonition")}
{markdown("note")}
```

```{{figure}} ../assets/picture.png
:alt: {value("alt")}
:name: "{markdown("name")}"

{markdown("caption")}
```

| {markdown("cell")} |
|---|
| x |
"""
DATA = {
    "_data/authors.yml": (
        f"mishaal:\n  name: {yaml('author')}\n  biography: {yaml('biography')}\n"
        f"  links:\n    - label: {yaml('label')}\n      url: https://example.org/?a=1&b=2\n"
        "editors:\n  name: The editors\n"
    ),
    "_data/topics.yml": (
        f"risk:\n  name: {yaml('topic')}\n  line: {yaml('line')}\n  text: {yaml('text')}\n  order: 1\n"
        "technical:\n  name: Technical\n  order: 2\n"
    ),
    "_data/paths.yml": (
        f"start:\n  name: {yaml('path')}\n  for: {yaml('whom')}\n  line: {yaml('line')}\n  articles:\n"
        f"    - slug: first\n      reason: {yaml('reason')}\n    - slug: other\n      reason: {yaml('reason')}\n"
    ),
    "_data/controls/csf.yml": (
        f"name: {yaml('framework')}\nshort: {yaml('short')}\npublisher: {yaml('publisher')}\nversion: {yaml('version')}\n"
        f"date: 2024-02-26\nsource: https://example.org/?a=1&b=2\nline: {yaml('framework-line')}\nnote: {yaml('note')}\n"
        f"unit: {yaml('unit')}\nunits: {yaml('units')}\ngroups:\n  - id: {yaml('group')}\n    name: {yaml('function')}\n"
        f"    names:\n      GV.RM: {yaml('category')}\n      {yaml('GV.OC')}: {yaml('other-category')}\n"
        f"    parts:\n      GV.RM: [{yaml('part')}]\n"
        f"  - id: {yaml('group')}\n    name: {yaml('function')}\n    names:\n      ID.AM: {yaml('category')}\n"
    ),
    "_data/controls/iso.yml": (
        f"name: ISO\nshort: ISO\npublisher: ISO\nversion: x\ndate: 2022\nsource: https://example.org/\nmark: {yaml('mark')}\n"
        "groups:\n  - id: A.1\n    count: 3\n"
    ),
    "_data/controls/crosswalk.yml": (
        f"GV.RM: {{remark: {yaml('remark')}, clauses: [{yaml('clause')}], iso: [A.1.1]}}\n"
    ),
    "_data/templates.yml": (
        f"now:\n  name: {yaml('situation-name')}\n  line: {yaml('situation-line')}\n  files:\n"
        f"    - file: form.csv\n      name: {yaml('form')}\n      use: {yaml('use')}\n"
    ),
    "assets/downloads/form.csv": "a,b\n",
    "_data/synonyms.yml": f"- [{yaml('synonym')}, word]\n",
    "pages/glossary.md": (
        f"# Glossary\n\n```{{glossary}}\nrisk appetite\n  {markdown('definition')}\n\n"
        f"{markdown('term').replace(':', '')}\n  {markdown('definition')}\n```\n"
    ),
    "pages/about.md": f"# {markdown('page')}\n\n## {markdown('heading')}\n\n## Two\n\nText.\n",
    "index.md": f"# {markdown('home')}\n\n```{{toctree}}\n:hidden:\n:glob:\n\npages/*\n```\n",
    "assets/picture.png": PNG,
}  # fmt: skip
QUERIES = ("text", PARTS[1], "author", "kbcanary", PARTS[2], "<b>x")
NAMED = 'it\'s "b" <i> & {{7}} %41 #x é'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Built]:
    """Return a site of hostile values, built."""
    return once(tmp_path_factory, "values", made)


def made(folder: Path) -> tuple[Site, Built]:
    """Build the site of hostile values."""
    site = Site(folder / "site").write({**FRAME, **DATA})
    site.write(
        {
            "posts/first.md": source(
                "first", BODY, HEAD + "featured: true\nredirect_from: /old/first/\n"
            ),
            "posts/other.md": source(
                "other", f"{markdown('opening')}\n\n[](first.md)\n\n{{doc}}`first`\n"
            ),
            f"posts/{NAMED}.md": source("named", f"## {markdown('heading')}\n\n## Two\n\nText.\n"),
            **{
                f"posts/more-{number}.md": source(f"more-{number}", "Text.\n")
                for number in range(13)
            },
        }
    )
    return site, site.build(has_twin=False)


@pytest.mark.slow
def test_the_build_goes_on_and_every_article_is_there(built):
    site, said = built

    assert said.exit == 0
    assert "Traceback" not in said.output
    assert len(list((site.out / "posts").glob("*.html"))) == 16
    assert site.has(f"posts/{NAMED}")


@pytest.mark.slow
def test_no_page_has_an_element_an_attribute_or_an_id_from_a_value(built):
    site, _ = built
    for path in pages(site):
        tree = html5lib.parse((site.out / path).read_text("utf-8"), namespaceHTMLElements=False)
        nodes = [node for node in tree.iter() if isinstance(node.tag, str)]
        ids = [node.get("id") for node in nodes if node.get("id")]

        assert {node.tag for node in nodes} & {"kbcanary", "i", "b<i"} == set(), path
        for node in nodes:
            assert not any(name.startswith("on") or "kbcanary" in name for name in node.attrib), (
                path,
                node.attrib,
            )
            assert not re.match(r"\s*javascript:", node.get("href", ""), re.IGNORECASE), path
            assert node.get("src") != "x", path
            assert (
                node.tag != "script" or "__canary" not in (node.text or "") or node.get("type")
            ), path
        assert len(ids) == len(set(ids)), (
            path,
            sorted(name for name in ids if ids.count(name) > 1),
        )
        assert not re.search(r"\b49\b", "".join(tree.itertext())), path
        if path != "old/first/index.html":
            assert len(list(tree.iter("h1"))) == len(list(tree.iter("title"))) == 1, path


def test_no_script_of_data_can_end_before_its_end(built):
    site, _ = built
    for path in pages(site):
        for data in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>',
            (site.out / path).read_text("utf-8"),
            re.S,
        ):
            assert "<" not in data, path
            json.loads(data)


def test_values_are_shown_as_they_are_written(built):
    site, _ = built
    first = site.page("posts/first")

    assert value("first") in first.h1.get_text()
    assert first.title.get_text().startswith(value("first"))
    for name in (
        "description",
        "author",
        "beforetoc",
        "toctitle",
        "source",
        "publisher",
        "biography",
        "label",
        "tag",
    ):
        assert signs(value(name)) in signs(first.get_text()), name
    assert value("alt") in [image.get("alt") for image in first.select("img")]
    for docname, name in (
        ("topics/risk", "line"),
        ("topics/risk", "text"),
        ("topics", "topic"),
        ("authors/mishaal", "biography"),
        ("frameworks/csf", "framework"),
        ("frameworks/csf", "framework-line"),
        ("frameworks/csf", "note"),
        ("frameworks/csf", "category"),
        ("frameworks/csf", "function"),
        ("frameworks/csf", "first"),
        ("frameworks/coverage", "function"),
        ("frameworks/crosswalk", "clause"),
        ("frameworks", "framework-line"),
        ("templates", "situation-name"),
        ("templates", "form"),
        ("templates", "use"),
        ("templates", "first"),
    ):
        assert value(name) in site.page(docname).get_text(), name


@pytest.mark.soak
def test_every_page_loads_in_a_browser_with_nothing_made_from_a_value(built, chromium):
    site, _ = built
    count = """() => [document.querySelectorAll("kbcanary, [onerror], [onfocus], img[src='x']").length,
                      document.querySelectorAll("h1").length]"""
    all_pages, one_of_each = pages(site), kinds(site)
    with visiting(chromium, site) as visit:
        visit.see_all(all_pages[:: 1 if SOAK else 3])
        for path in one_of_each:
            visit.see(quote(path), touch=False)
            assert path.startswith("old/") or visit.page.evaluate(count) == [0, 1], path

    assert (visit.ran, visit.elsewhere, visit.errors, visit.violations) == ([], [], [], [])


@pytest.mark.soak
@pytest.mark.parametrize("query", QUERIES if SOAK else QUERIES[:2])
def test_the_search_shows_values_as_text(built, chromium, query):
    site, _ = built
    made = "document.querySelectorAll(\"kbcanary, [onerror], [onfocus], img[src='x'], main script\").length"
    with visiting(chromium, site) as visit:
        visit.page.goto(
            f"{visit.root}search.html?q={query.replace('#', '%23').replace('&', '%26')}"
        )
        visit.page.wait_for_load_state("networkidle")
        visit.page.wait_for_timeout(150)
        assert visit.page.evaluate(made) == 0
        if query in {"text", "author"}:
            assert visit.page.locator("main a", has_text="more-").count() > 0
        visit.page.goto(f"{visit.root}posts/first.html")
        visit.page.keyboard.press("Control+k")
        visit.page.keyboard.type(query)
        visit.page.wait_for_load_state("networkidle")
        visit.page.wait_for_timeout(300)
        assert visit.page.evaluate(made) == 0
        assert not visit.page.evaluate("window.__canary")

    assert (visit.elsewhere, visit.errors) == ([], [])


@pytest.mark.slow
def test_what_is_no_address_is_told_of_in_the_data(make_site):
    for url in (
        f"javascript:{SCRIPT}",
        "data:text/html,x",
        'https://example.org/"><b>',
        "//example.org",
    ):
        links = f"  links:\n    - label: x\n      url: {json.dumps(url)}\n"
        site = make_site(
            {
                "_data/authors.yml": f"mishaal:\n  name: M\n{links}",
                "posts/a.md": article("authors: mishaal\n"),
            }
        )
        built = site.build("-W", "--keep-going")

        assert built.exit == 1
        assert "_data/authors.yml:" in built.output
        assert url not in "".join(data.decode("utf-8", "replace") for data in site.files().values())
