"""A site in another language has no English word in the frame around its articles."""

from __future__ import annotations

import re

import pytest

from sphinx_kb.testing import FRAME, article
from support import ROOT
from tools import catalog

TEMPLATES = ROOT / "sphinx_kb/theme/templates"
OPEN = {  # for owners, editors and those who work with the register: not translated yet
    "brief", "coverage", "crosswalk", "curve", "framework", "frameworks", "now", "offline", "offline-file", "reviews", "risk", "risks", "sources",
    "template", "templates",
}  # fmt: skip
FRAME_TEMPLATES = sorted(path for path in TEMPLATES.glob("*.html") if path.stem not in OPEN)
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
SAID = re.compile(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"')
NO_WORDS = {"·", "Ctrl K"}


def unmarked(text):
    """Return the words of a template that are shown as they are, between tags and in attributes."""
    plain = JINJA.sub(" ", text)
    shown = [*re.split(r"<[^<>]*>", plain), *SAID.findall(plain)]
    words = (" ".join(part.split()) for part in shown)
    return [part for part in words if re.search(r"[A-Za-z]{2}", part) and part not in NO_WORDS]


@pytest.mark.parametrize("path", FRAME_TEMPLATES, ids=lambda path: path.stem)
def test_each_word_of_the_frame_can_be_translated(path):
    assert unmarked(path.read_text("utf-8")) == []


def test_a_word_that_cannot_be_translated_is_noticed():
    text = '<p>New <b aria-label="Bold">{{ _("x") }}</b></p><!-- -->{# Words. #}'

    assert unmarked(text) == ["New", "Bold"]


def test_each_language_has_all_words_and_is_compiled():
    found = dict(catalog.catalogs())
    for path, words in found.items():
        missing = [text for text in catalog.asked() if not (text in words and words[text].string)]
        places = [
            message.id for message in words if message.id and not _has_the_same_places(message)
        ]

        assert missing == []
        assert places == []
        assert path.with_suffix(".mo").read_bytes() == catalog.compiled(words)
    assert [path.parents[1].name for path in found] == ["de"]


def _has_the_same_places(message):
    ids, strings = (
        one if isinstance(one, (list, tuple)) else [one] for one in (message.id, message.string)
    )
    wanted = sorted(re.findall(r"\{\w*\}", ids[0]))
    return all(sorted(re.findall(r"\{\w*\}", text)) == wanted for text in strings)


@pytest.fixture(scope="module")
def german(shared_site):
    """Return a site in German, with what a frame shows of articles."""
    posts = {
        f"posts/a{n:02}.md": article(
            title=f"Artikel {n:02}", date="2026-03-03", authors="[x]", categories="[thema]", tags="[wort]",
            level="new", updated="2026-03-09", body="Satz.\n\n## Teil\n\n[Artikel](a00.md)\n\n## Ende\n\nSatz.\n",
        )
        for n in range(14)
    }  # fmt: skip
    return shared_site("german", {
        **posts, "index.md": FRAME["index.md"].replace("Home", "Wissen"), "conf.py": FRAME["conf.py"] + '\nlanguage = "de"\n',
        "_data/authors.yml": "x:\n  name: Ich\n", "_data/topics.yml": "thema:\n  name: Thema A\n",
        "_data/paths.yml": "weg:\n  name: Weg\n  line: Zeile.\n  for: Alle\n  articles:\n    - slug: a00\n      reason: Warum.\n",
    })  # fmt: skip


PAGES = (
    "index", "archive", "topics", "tags", "authors", "new", "search", "404", "paths", "posts/a03", "topics/thema",
)  # fmt: skip


def test_no_english_word_is_left_in_the_frame_of_a_german_site(german):
    words = next(catalog.catalogs())[1]
    english = {
        word.id[0] if isinstance(word.id, tuple) else word.id
        for word in words
        if word.id and word.string not in {word.id, (word.id, word.id)}
    }
    left = [
        (name, said)
        for name in PAGES
        for said in _shown(german.page(name))
        if " ".join(said.split()) in english
    ]

    assert left == []
    assert german.page("index").html["lang"] == "de"


def _shown(page):
    """Yield what a reader sees or hears of a page."""
    yield from page.body.stripped_strings
    for tag in page.body.select("[aria-label], [title], [placeholder]"):
        yield from filter(None, map(tag.get, ("aria-label", "title", "placeholder")))


def test_days_and_counts_are_german(german):
    page = german.page("posts/a03").select_one(".kb-facts")

    assert page.get_text(" ", strip=True).startswith("3. März 2026 · Geändert am 9. März 2026")
    assert "14 Artikel, Seite 1 von 2" in german.page("archive").select_one(".kb-count").get_text()
