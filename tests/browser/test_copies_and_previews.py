"""What a reader takes along: an article as Markdown, a table; and where a link leads, before it is followed."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from sphinx_kb.testing import article
from support.axe import violations
from support.browsing import eventually
from tools.browser import serve

HOSTILE = "<img src=x onerror=window.hurt=1>"
TABLE = f"""\
| Name | Sum |
|---|---|
| Plain | 1,200 |
| =1+1 | -5% |
| @cmd | -2+3 |
| +49 call | two<br>lines |
| `{HOSTILE}` | \uff1dA1 |
"""
SITE = {
    "posts/a.md": article(
        title="Alpha",
        description="What alpha says.",
        body=f"See [beta](b.md), {{term}}`MFA` and [itself](a.md).\n\n{TABLE}",
    ),
    "posts/b.md": article(
        "level: new\n", title=f"'Beta {HOSTILE}'", description="What beta is about.", body="Text.\n"
    ),
    "pages/glossary.md": "# Glossary\n\n```{glossary}\nMFA\n  Two factors.\n```\n",
}
TIPS = ".kb-tooltip:visible"


@pytest.fixture(scope="module")
def base(shared_site):
    site = shared_site("copies", SITE)
    with serve(site.out) as address:
        yield address


@contextmanager
def opened(chromium, address, **options):
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"], **options)
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(address)
    yield page
    context.close()


def copied(page, name):
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")
    eventually(
        page, "[...document.querySelectorAll('button')].some((b) => b.textContent === 'Copied')"
    )
    return page.evaluate("navigator.clipboard.readText()")


def test_a_link_to_an_article_shows_where_it_leads_one_tip_at_a_time(base, chromium):
    with opened(chromium, f"{base}posts/a.html") as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        link = page.locator(".kb-article a.internal", has_text="beta")
        link.focus()
        eventually(page, "Boolean(document.querySelector('.kb-preview'))")
        text = page.locator(TIPS).all_inner_texts()
        is_focused = link.evaluate("(link) => document.activeElement === link")
        described = link.get_attribute("aria-describedby")
        page.locator(".kb-mention", has_text="MFA").first.hover()
        both = page.locator(TIPS).count()
        page.keyboard.press("Escape")
        after = page.locator(TIPS).count()
        link.hover()
        again = page.locator(TIPS).count()
        faults = violations(page)
        own = page.locator(".kb-preview").count()

        assert len(text) == 1
        assert text[0].split("\n") == [f"Beta {HOSTILE}", "What beta is about.", "for new leaders"]
        assert (is_focused, bool(described), both, after, again, own) == (True, True, 1, 0, 1, 1)
        assert page.evaluate("window.hurt") is None
        assert faults == []
        assert len([url for url in asked if "preview" in url]) == 2


def test_nothing_of_it_is_loaded_before_or_shown_on_touch(base, chromium):
    with opened(
        chromium,
        f"{base}posts/a.html",
        has_touch=True,
        is_mobile=True,
        viewport={"width": 390, "height": 844},
    ) as page:
        scripts = page.locator("script[src*=preview], script[src*=kb-copy]").count()
        page.evaluate("addEventListener('click', (event) => event.preventDefault(), true)")
        page.locator(".kb-article a.internal", has_text="beta").tap()
        page.wait_for_timeout(300)

        assert scripts == page.locator("script[src*=preview]").count() == 0
        assert page.locator(".kb-preview:visible").count() == 0


def test_a_table_is_copied_for_a_spreadsheet_without_formulas(base, chromium):
    with opened(chromium, f"{base}posts/a.html") as page:
        text = copied(page, "Copy table")
        html = page.evaluate(
            """async () => {
              const [item] = await navigator.clipboard.read();
              return (await item.getType("text/html")).text();
            }"""
        )

    assert text.splitlines() == [
        "Name\tSum",
        "Plain\t1,200",
        "'=1+1\t-5%",
        "'@cmd\t'-2+3",
        "'+49 call\ttwo lines",
        f"{HOSTILE}\t'\uff1dA1",
    ]
    assert "<img" not in html
    assert "'=1+1" in html
    assert html.count("<tr") == 6


def test_an_article_is_copied_as_markdown_of_which_the_address_stands_beside(base, chromium):
    with opened(chromium, f"{base}posts/a.html") as page:
        text = copied(page, "Copy page as Markdown")
        link = page.locator(".kb-share a[href$='.md']").get_attribute("href")

    assert text.startswith("# Alpha\n\n> What alpha says.")
    assert link == "a.md"


def test_a_private_site_has_no_twin_to_copy(make_site):
    site = make_site({**SITE, "_data/site.yml": "private: yes\n"})
    site.build()

    assert site.page("posts/a").select("[data-kb=markdown], [data-kb-twin]") == []


def test_what_is_not_published_has_no_preview(make_site):
    late = article(title="Late", date="2030-01-01")
    site = make_site({"posts/a.md": article(title="Alpha"), "posts/late.md": late})
    site.build()

    assert "Late" not in (site.out / "_static/kb-preview-texts.js").read_text("utf-8")
