"""What a build writes for the search: each published article once, the same bytes each time."""

import gzip
import json
import shutil

import pytest

from sphinx_kb import theme
from sphinx_kb.search import index_state, pagefind
from sphinx_kb.testing import article

GLOSSARY = "# Glossary\n\n```{glossary}\nMFA\nMulti-factor authentication\n  Two.\n```\n"
PATHS = "start:\n  name: Start\n  for: New\n  line: Begin.\n  articles:\n    - slug: alpha\n      reason: First.\n"
CLOCK = """\
law-x:
  name: Law X
  article: Art. 1
  jurisdiction: Elsewhere
  who: All
  starts: aware
  when: It is known
  calendar: none
  state: in force
  steps:
    - {id: warning, what: Early warning, after: 24h, from: aware, to: Authority}
    - {id: report, what: Report, after: 3 days, from: aware, to: Authority}
  checked: 2026-01-02
  review_by: 2999-01-02
  source: https://law.example/
"""
POSTS = {
    "posts/alpha.md": article(
        title="Alpha", tags="[one]", body="Some words.\n\n## A part\n\nMore.\n"
    ),
    "posts/beta.md": article(title="Beta", lang="de", body="Andere Texte.\n"),
    "posts/gamma.md": article(title="Gamma", draft="true", body="Secretword.\n"),
    "posts/delta.md": article(title="Delta", date="2030-01-01", body="Secretword.\n"),
    "pages/glossary.md": GLOSSARY,
}


@pytest.fixture
def runs(monkeypatch):
    """Return a list that grows with each run of the engine."""
    made, run = [], pagefind.PagefindRun

    def counted(folder, records, language, before):
        made.append(sorted(records))
        return run(folder, records, language, before)

    monkeypatch.setattr(pagefind, "PagefindRun", counted)
    return made


def search_files(site):
    return {
        name: data
        for name, data in site.files().items()
        if "_pagefind" in name or "kb-search-" in name
    }


def indexed(site):
    files = [data for name, data in site.files().items() if name.endswith(".pf_fragment")]
    fragments = [json.loads(gzip.decompress(data)[len("pagefind_dcd") :]) for data in files]
    return sorted(fragment["url"] for fragment in fragments)


@pytest.mark.slow
def test_each_published_article_is_indexed_once_and_nothing_else(make_site):
    site = make_site(POSTS)
    site.build()

    assert indexed(site) == ["/posts/alpha.html", "/posts/beta.html"]


def test_nothing_unpublished_is_in_a_file_of_the_search(make_site):
    site = make_site(POSTS)
    site.build()
    said = b"".join(
        gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
        for data in search_files(site).values()
    ).lower()

    assert not [word for word in (b"secretword", b"gamma", b"delta") if word in said]


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(make_site):
    one, other = make_site(POSTS, "one"), make_site(POSTS, "other")
    one.build()
    other.build("-j", "2")

    assert search_files(one) == search_files(other)


def test_the_engine_runs_only_when_a_record_changed(make_site, runs):
    site = make_site(POSTS)
    site.build()
    before = search_files(site)
    site.write({"index.md": "# Another home\n"}).build(has_twin=False)

    assert (len(runs), search_files(site)) == (1, before)


def test_the_engine_runs_again_when_a_file_of_it_is_gone(make_site, runs):
    site = make_site(POSTS)
    site.build()
    before = search_files(site)
    shutil.rmtree(site.out / "_pagefind" / "index")
    site.build()

    assert (len(runs), search_files(site)) == (2, before)


@pytest.mark.slow
@pytest.mark.parametrize("damage", [b"", b"other"])
def test_what_the_engine_made_before_is_used_only_as_it_was(make_site, damage):
    site, clean = make_site(POSTS), make_site(POSTS, "clean")
    site.build()
    for file in (site.root / "_build/html.doctrees/engine-html").rglob("*.pf_*"):
        file.write_bytes(damage)
    for each in (site, clean):
        each.write({"posts/alpha.md": article(title="Alpha", body="Other words.\n")}).build()

    assert search_files(site) == search_files(clean)


@pytest.mark.slow
def test_what_another_engine_made_is_not_used(make_site, monkeypatch):
    site, clean = make_site(POSTS), make_site(POSTS, "clean")
    with monkeypatch.context() as patch:
        patch.setattr(index_state, "engine_id", lambda language: "an older one")
        site.build()
    fragment = next(
        (site.root / "_build/html.doctrees").glob("state-*/engine-html/**/*.pf_fragment")
    )
    fragment.write_bytes(b"in its own form")
    state = next((site.root / "_build/html.doctrees").glob("state-*/search-html.json"))
    index = json.loads(state.read_text("utf-8"))
    path = f"fragment/{fragment.name}"
    index[1][path] = index_state.digest_of(fragment.read_bytes())
    state.write_text(json.dumps(index), "utf-8")
    (site.out / "_pagefind" / path).unlink()
    for each in (site, clean):
        each.build()

    assert search_files(site) == search_files(clean)


@pytest.mark.slow
def test_an_article_that_is_gone_leaves_nothing_behind(make_site):
    site, clean = make_site(POSTS), make_site(POSTS, "clean")
    site.build()
    site.remove("posts/beta.md").build()
    clean.remove("posts/beta.md").build()

    assert search_files(site) == search_files(clean)


@pytest.mark.slow
def test_dirhtml_is_indexed_under_its_own_addresses(make_site):
    site = make_site(POSTS)
    site.build(builder="dirhtml", out="_build/html")

    assert indexed(site) == ["/posts/alpha/", "/posts/beta/"]
    assert '"posts/alpha/"' in (site.out / "_static" / "kb-search-cards.js").read_text()


def test_other_builders_get_no_index(make_site):
    site = make_site(POSTS)
    built = site.build("-W", builder="text")

    assert built.exit == 0, built.output
    assert not (site.root / "_build" / "text" / "_pagefind").exists()


def test_a_fault_in_the_synonyms_is_one_warning_with_its_place(make_site):
    built = make_site({**POSTS, "_data/synonyms.yml": "- [mfa, sign-in]\n- only one\n"}).build()

    assert [line.partition(" write")[0] for line in built.warnings] == [
        "_data/synonyms.yml:2: WARNING:"
    ]


def test_an_engine_that_fails_is_a_warning_and_leaves_no_index(make_site, monkeypatch):
    site = make_site(POSTS)
    monkeypatch.setattr(pagefind, "get_executable", lambda: shutil.which("false"))
    built = site.build("-W", "--keep-going")

    assert (built.exit, len(built.warnings)) == (1, 1)
    assert not (site.out / "_pagefind").exists()


def test_a_glossary_gives_its_names_to_articles_and_queries(make_site):
    site = make_site({**POSTS, "posts/alpha.md": article(title="Why MFA")})
    site.build()
    words = (site.out / "_static" / "kb-search-words.js").read_text()

    assert '["mfa","multi-factor authentication"]' in words
    assert (
        "Multi-factor authentication" in (site.out / "_static" / "kb-search-cards.js").read_text()
    )


def test_the_name_of_a_section_leads_to_its_page(make_site):
    site = make_site({**POSTS, "_data/paths.yml": PATHS})
    site.build("-W")
    words = (site.out / "_static" / "kb-search-words.js").read_text()

    assert '["Page","All articles","archive.html",["All articles"]]' in words
    assert '["Page","Reading paths","paths.html",["Reading paths"]]' in words


def test_a_section_that_names_itself_is_named_once(make_site):
    source = "sources:\n  - {title: A law, url: 'https://law.example/', accessed: 2026-01-02}\n"
    site = make_site({"posts/a.md": article(source, body="So it is {source}`1`.\n")})
    site.build()

    assert [name[2] for name in vocabulary(site)["names"]].count("sources.html") == 1


def vocabulary(site):
    text = (site.out / "_static" / "kb-search-words.js").read_text("utf-8")
    return json.loads(text.removeprefix("kbSearch.vocabulary=").removesuffix(";\n"))


TOOLS = {
    "_data/clocks.yml": CLOCK,
    "_data/site.yml": "tasks: [archive, {page: posts/tools, name: Count}, {url: 'https://a.example/', name: Out}]\n",
    "posts/tools.md": article(
        title="Tools",
        body="```{calculator} rosi\n```\n\n```{calculator} clocks\n```\n\n## First steps\n\n"
        ":::{checklist} first-hour\n- [ ] One\n:::\n",
    ),
    "pages/glossary.md": GLOSSARY,
}


def test_the_search_finds_tools_by_their_names_and_answers_for_terms_and_clocks(make_site):
    site = make_site(TOOLS)
    built = site.build("-W", "--keep-going")
    assert built.exit == 0, built.output
    found = vocabulary(site)
    answers = (site.out / "_static" / "kb-search-answers.js").read_text("utf-8")
    places = {name: address for _, name, address, _ in found["names"]}

    assert places["What a measure returns"] == "posts/tools.html#calc-rosi"
    assert places["First steps"] == "posts/tools.html#check-first-hour"
    assert places["Law X"] == "posts/tools.html#calc-clocks"
    assert '"Early warning within 24 hours; Report within 3 days."' in answers
    assert '"Two."' in answers
    assert found["tasks"] == [
        ["All articles", "archive.html"],
        ["Count", "posts/tools.html"],
        ["Out", "https://a.example/"],
    ]


def test_without_a_choice_of_the_owner_the_tasks_are_what_the_site_has(make_site):
    site = make_site({**POSTS, "_data/paths.yml": PATHS})
    site.build("-W")

    assert vocabulary(site)["tasks"][:2] == [
        ["Start", "paths/start.html"],
        ["Reading paths", "paths.html"],
    ]


def test_a_task_without_a_page_is_told(make_site):
    built = make_site({**POSTS, "_data/site.yml": "private: no\ntasks: [nowhere]\n"}).build()

    assert [line.partition(": the site")[0] for line in built.warnings] == [
        "_data/site.yml:2: WARNING: correct 'nowhere' of 'tasks'"
    ]


def test_what_the_site_adds_to_the_engine_is_small(make_site):
    site = make_site(POSTS)
    site.build()
    files = [site.out / "_static" / file.name for file in theme.STATIC.glob("kb-search*")]

    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < 27_000


def test_a_browser_can_add_the_search_where_the_address_is_known(make_site, monkeypatch):
    site = make_site(POSTS)
    site.build("-D", "html_baseurl=https://kb.example/en/")
    described = (site.out / "_static" / "opensearch.xml").read_text()

    assert 'template="https://kb.example/en/search.html?q={searchTerms}"' in described
    assert site.page("index").select_one('link[rel="search"]')["href"] == "_static/opensearch.xml"


def test_an_article_without_words_is_found_by_its_title(make_site):
    site = make_site({"posts/a.md": "---\ntitle: Tabletop\ndate: 2026-01-01\n---\n"})

    assert site.build("-W").warnings == []
    assert list((site.out / "_pagefind").glob("index/*.pf_index"))
