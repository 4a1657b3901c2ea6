"""What the search reads: the text of an article, its other names, the list of synonyms."""

import json

import pytest

from sphinx_kb.search import script_data, synonyms
from sphinx_kb.search.article_facts import matching_acronyms
from sphinx_kb.search.folding import fold, respelled, tokens
from sphinx_kb.search.record import record, words
from sphinx_kb.testing import article
from support import ROOT
from tools.browser import serve

TABLE = json.loads(
    (ROOT / "tests/support/folding.json").read_text("utf-8")
)  # the scripts' tests read it, too


def page(body):
    return (
        f'<html><body><nav>Side</nav><article class="bd-article kb-article">{body}</article></body>'
    )


@pytest.mark.parametrize(
    ("body", "markup"),
    [
        ("<p>One <em>two</em>.</p>", "<p>One two.</p>"),
        ('<h1>Title<a class="headerlink" href="#t">#</a></h1><p>Text</p>', "<p>Text</p>"),
        ('<div class="kb-head"><p>By <a>me</a></p><nav>In</nav></div><p>Text</p>', "<p>Text</p>"),
        ('<nav class="kb-contents"><ul><li>In</li></ul></nav>Text', "Text"),
        (
            '<section id="a"><h2>One<a class="headerlink">#</a></h2></section>',
            '<section><h2 id="a">One</h2></section>',
        ),
        (
            '<section id="a"><span id="b"></span><h2>One</h2></section>',
            '<section><h2 id="a">One</h2></section>',
        ),
        ("<pre><span>x = 1</span></pre>", '<pre data-pagefind-weight="0.2">x = 1</pre>'),
        ('<a>MFA</a><span class="kb-tooltip">Signing in</span> helps', "MFA helps"),
        ("<p>One<br>two <img src=x alt='a > b'>three</p>", "<p>One two three</p>"),
        ("<p>&lt;script&gt;</p>", "<p>&lt;script&gt;</p>"),
        ("<!-- <p>No</p> --><p>Yes</p>", "<p>Yes</p>"),
        ('<div class="postlist"><div>Other</div></div><p>Own</p>', "<p>Own</p>"),
    ],
)
def test_a_record_holds_the_text_of_the_article_alone(body, markup):
    assert words(page(body)).html == markup


def test_a_fact_cannot_leave_its_attribute():
    made = record(words(page("<p>x</p>")), {"title": '"><script>alert(1)</script>'})

    assert "<script>" not in made


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Paying for MFA", ["multi-factor authentication"]),
        ("multi factor authentication", ["MFA"]),
        ("SOC 2 or not", ["trust services criteria"]),
        ("Our SOC", ["security operations center"]),
        ("Mfat", []),
    ],
)
def test_an_article_is_found_by_the_other_names_of_what_it_speaks_of(text, others):
    thesaurus = synonyms.Thesaurus(
        [
            ("MFA", "multi-factor authentication"),
            ("SOC", "security operations center"),
            ("SOC 2", "trust services criteria"),
        ]
    )

    assert thesaurus.others(text) == others


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("- [one, two]\n- [three]\n", 2, "write a line of words"),
        ("- [one, two]\n- three\n", 2, "write a line of words"),
        ("- [one, {two: three}]\n", 1, "write a line of words"),
        ("- [one, '+']\n", 1, "write a line of words"),
        ("one: two\n", 1, "write a line of words"),
        ("- [one, two]\n\n- [Two, three]\n", 3, "keep 'Two' here or in line 1"),
        ("- [one, two]\n- [three, four\n- x\n", 3, "mend this line"),
    ],
)
def test_a_fault_in_the_synonyms_is_told_with_its_line(text, line, remedy):
    _, faults = synonyms.read(text)

    assert [(at, said[: len(remedy)]) for at, said in faults] == [(line, remedy)]


SHARED = (("mfa", "2fa"), ("board", "directors"))


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("", [("mfa", "2fa"), ("board", "directors")]),
        ("- [one, two]\n", [*SHARED, ("one", "two")]),
        ("- [Board, trustees]\n", [("mfa", "2fa"), ("board", "directors", "trustees")]),
        ("- [2FA, Directors]\n", [("mfa", "2fa", "board", "directors")]),
        ("- remove: [directors]\n", [("mfa", "2fa")]),
        ("- remove: [Directors]\n- [directors, managers]\n", [("mfa", "2fa"), ("directors", "managers")]),
    ],
)  # fmt: skip
def test_a_site_adds_to_the_shared_synonyms_and_takes_words_out(text, groups):
    assert synonyms.read(text, SHARED) == (groups, [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("- [one, two]\n- remove: [three]\n", (2, "correct 'three' of 'remove': the shared")),
        ("- remove: mfa\n", (1, "write the words to take out")),
        ("- remove: [{mfa: 2}]\n", (1, "write the words to take out")),
        ("- {remove: [mfa], add: [x]}\n", (1, "write a line of words")),
    ],
)
def test_what_is_taken_out_has_to_be_there(text, fault):
    groups, faults = synonyms.read(text, SHARED)

    assert [(line, remedy[: len(fault[1])]) for line, remedy in faults] == [fault]
    assert set(SHARED) <= set(groups)


def test_a_faulty_line_costs_no_other():
    groups, _ = synonyms.read("- [one, two]\n- three\n- [four, five]\n")

    assert groups == [("one", "two"), ("four", "five")]


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("Return on security investment, worked", "ROSI is a ROI of 4.", ["ROSI"]),
        ("What MFA does", "MFA for all", []),
        ("Plain language", "A PLAN", []),
    ],
)
def test_an_abbreviation_of_the_title_leads_to_the_article(title, text, found):
    assert matching_acronyms(title, words(page(f"<p>{text}</p>")).abbreviations) == found


def test_of_the_words_those_that_may_be_misspelled_are_kept_each_once():
    assert words(page("<p>Risk, risk: 5 of SOC2 and Übung</p>")).vocabulary == "and risk soc übung"


def test_a_text_without_a_word_has_its_title_for_one():
    assert "<body data-pagefind-body>Title</body>" in record(
        words(page("<p>…</p>")), {"title": "Title"}
    )


def test_the_list_of_words_counts_each_article_once():
    assert (
        script_data.words([("and owners risk", ["Risk, 5"]), ("", ["A risk"])])
        == "and:1 owners:1 risk:2"
    )


def test_words_that_are_two_in_one_are_listed_in_their_parts():
    listed = "base:1 bases:1 book:2 data:9 database:1 on:3 ongoing:1 going:2 playbook:1"

    assert script_data.compounds(listed) == "data|base"


def test_of_the_words_those_that_are_in_many_articles_are_listed_apart():
    assert script_data.common("a:3 b:4 c:16", 16) == "b:4 c:16"


def test_the_words_with_a_digit_are_listed_with_their_articles():
    text = words(page("<p>NIS2, <em>8</em>-K and TLS 1.3.</p><p>A.5.7.</p>"))

    assert text.codes == "1.3 8-k a.5.7 nis2"
    assert script_data.codes([("1.3 nis2", ["ISO 27001"]), ("", []), ("nis2", [])]) == {
        "1.3": [0], "27001": [0], "nis2": [0, 2],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("风险管理", "管理 险管 风险"),
        ("管", "管"),
        ("リスクの管理。", "の管 クの スク リス 管理"),
        ("보안은", "보안 안은"),
        ("ISO27001管理 第5章", "5 iso27001 章 第 管理"),
        ("No digit, no such sign", ""),
    ],
)
def test_neighboring_signs_of_scripts_without_spaces_are_listed(text, codes):
    assert words(page(f"<p>{text}</p>")).codes == codes


@pytest.mark.parametrize(("text", "folded"), TABLE["folded"])
def test_a_text_is_compared_as_in_the_page(text, folded):
    assert fold(text) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(("text", "words"), TABLE["tokens"])
def test_its_words_are_those_of_the_page(text, words):
    assert tokens(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Straße, the STRASSE and ﬁnance", "strasse finance"),
        ("m² and m²", "m2"),
        ("Plain words, résumé, A.5.7 \u2013 the board\u2019s", ""),
    ],
)
def test_the_index_gets_the_spelling_that_it_does_not_know(text, words):
    assert respelled(text) == words


def test_a_decomposed_letter_does_not_part_a_word():
    assert words(page("<p>Cafe\u0301s</p>")).html == "<p>Caf\u00e9s</p>"


SPELLINGS = {  # how an article has it -> how readers ask for it
    "\ufb01nance": ["finance", "FINANCE", "\ufb01nance"],
    "Straße": ["strasse", "STRASSE", "Straße"],
    "Diyarbak\u0131r": ["Diyarbak\u0131r", "diyarbakir"],
    "İstanbul": ["istanbul", "İstanbul"],
    "ΟΔΟΣ": ["οδος"],
    "m²": ["m2"],
}


def test_a_word_is_found_however_it_is_written(make_site, chromium):
    site = make_site(
        {
            f"posts/a{number}.md": article(title=f"T{number}", body=f"Here is {word} in a text.\n")
            for number, word in enumerate(SPELLINGS)
        }
    )
    assert site.build("-W").exit == 0
    lost = []
    with serve(site.out) as base:
        for root in (base, f"file://{site.out}/"):
            window = chromium.new_page()
            window.goto(f"{root}search.html?q=T0")
            window.wait_for_selector(".kb-search-articles li")
            for number, asked in enumerate(SPELLINGS.values()):
                for text in asked:
                    found = window.evaluate(
                        "async (text) => (await kbSearch.ask(text)).results.map((one) => one.title)",
                        text,
                    )
                    if found != [f"T{number}"]:
                        lost.append((root[:4], text, found))
            window.close()

    assert lost == []


def test_it_is_marked_in_the_article_as_it_is_written_there(make_site, chromium):
    site = make_site(
        {
            "posts/a.md": article(
                description="D.", body="The Straße, a re\ufb01nanced one, and STRASSEN.\n"
            )
        }
    )
    site.build("-W")
    with serve(site.out) as base:
        window = chromium.new_page()
        window.goto(f"{base}search.html?q=refinanced+stra\u00dfe")
        window.click(".kb-search-articles h2 a")
        window.wait_for_selector("mark.kb-search-mark")
        marks = window.locator("mark.kb-search-mark").all_text_contents()
        window.close()

    assert marks == ["Straße", "re\ufb01nanced", "STRASSEN"]
