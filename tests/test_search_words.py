"""What the search reads: the text of an article, its other names, the list of synonyms."""

import pytest

from sphinx_kb.search import script_data, synonyms
from sphinx_kb.search.article_facts import matching_acronyms
from sphinx_kb.search.record import record, words


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
