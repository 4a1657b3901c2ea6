"""What an article may say of itself: every field, every spelling, every rule, every remedy."""

import time
from datetime import UTC, date, datetime

import pytest

from sphinx_kb.article.model import read
from sphinx_kb.site import checks, data

PATH = "posts/x.md"
TOPICS = frozenset({"risk", "risk management", "technical", "business"})
KINDS = "'law', 'standard', 'primary', 'research', 'vendor', 'press' or 'secondary'"
HEAD = "title: An article\ndate: 2026-01-05\n"  # so that line 4 is the first of a case
DATE_REMEDY = "write the date as YYYY-MM-DD"
DATE_MISSING = f"add the field 'date' ({DATE_REMEDY}), or start the file's name with it"
UNREADABLE = "mend this line, which YAML cannot read"
INDENT = "indent with spaces, not tabs, and quote a value that starts with @, ` or %"
WEB = "write the source's address with http:// or https://"
OLD_ADDRESS = "write the old address"


def reading(head, path=PATH, body="Text.\n", **arguments):
    return read(path, f"---\n{head}---\n\n{body}".encode(), TOPICS, **arguments)


def at(*moment):
    return datetime(*moment, tzinfo=UTC)


# -- What is accepted: a head, and what is read from it -----------------------------------

GOOD = {
    "title: plain text, as written": ("title: Yes\n", "title", "Yes"),
    "title: a number stays as written": ("title: 007\n", "title", "007"),
    "title: quotes for a colon": ('title: "Risk: a primer"\n', "title", "Risk: a primer"),
    "title: marks mean nothing": ("title: '*a* <b> [x](y) #'\n", "title", "*a* <b> [x](y) #"),
    "title: spaces and lines fold": ("title: >\n  An   old\n  tale\n", "title", "An old tale"),
    "updated": ("updated: 2026-02-01\n", "updated", date(2026, 2, 1)),
    "updated: on the same day": ("updated: 2026-01-05\n", "updated", date(2026, 1, 5)),
    "updated as last_modified_at": (
        "last_modified_at: 2026-02-01 10:00:00 +0100\n", "updated", date(2026, 2, 1)),
    "authors: a list": ("authors: [mishaal, editors]\n", "authors", ("mishaal", "editors")),
    "authors: commas": ("authors: mishaal, editors\n", "authors", ("mishaal", "editors")),
    "authors: one": ("authors: Jane Doe\n", "authors", ("Jane Doe",)),
    "authors as author": ("author: mishaal\n", "authors", ("mishaal",)),
    "authors: a block list, as author": (
        "author:\n  - mishaal\n  - editors\n", "authors", ("mishaal", "editors")),
    "categories: a list": ("categories: [ risk, a b ]\n", "categories", ("risk", "a b")),
    "categories: commas": ("categories: risk, a b\n", "categories", ("risk", "a b")),
    "categories: words are names": ("categories: risk new\n", "categories", ("risk", "new")),
    "categories: a listed topic is one name": (
        "categories: Risk  Management\n", "categories", ("Risk Management",)),
    "categories as category: words are one name": (
        "category: Supply chain\n", "categories", ("Supply chain",)),
    "categories as category: a list": ("category: [a, 'b, c']\n", "categories", ("a", "b, c")),
    "tags: text as written": ("tags: [no, 007, ~, 1_0, '']\n", "tags", ("no", "007", "1_0")),
    "tags: words are names": ("tags: cloud audit\n", "tags", ("cloud", "audit")),
    "tags: the same twice is one": ("tags: [Cloud, cloud]\n", "tags", ("Cloud",)),
    "tags as tag": ("tag: cloud audit\n", "tags", ("cloud audit",)),
    "image": ("image: /assets/a.png\n", "image", "/assets/a.png"),
    "image: a mapping, as some themes have it": (
        "image: {path: a.png, alt: A plan}\n", "image", "a.png"),
    "image_alt": ("image_alt: A plan\n", "image_alt", "A plan"),
    "image_alt: from the mapping": ("image:\n  path: a\n  alt: A plan\n", "image_alt", "A plan"),
    "description": ("description: In *short*.\n", "description", "In *short*."),
    "description as summary": ("summary: In short.\n", "description", "In short."),
    "description as excerpt": ("excerpt: In short.\n", "description", "In short."),
    "description as subtitle": ("subtitle: In short.\n", "description", "In short."),
    "description: the field wins": (
        "excerpt: No.\ndescription: Yes.\n", "description", "Yes."),
    "description: an empty one does not": (
        "excerpt: Yes.\ndescription:\n", "description", "Yes."),
    "toc: true": ("toc: true\n", "toc", True),
    "toc: false": ("toc: False\n", "toc", False),
    "toc: absent": ("", "toc", None),
    "beforetoc": ("beforetoc: First.\n", "beforetoc", "First."),
    "toctitle": ("toctitle: Here\n", "toctitle", "Here"),
    "featured": ("featured: yes\n", "featured", True),
    "hidden": ("hidden: on\n", "hidden", True),
    "pinned": ("pinned: 1\n", "pinned", True),
    "pinned as pin": ("pin: true\n", "pinned", True),
    "draft: false": ("draft: no\n", "draft", False),
    "draft: empty": ("draft:\n", "draft", False),
    "published: true": ("published: true\n", "published", True),
    "published: empty": ("published:\n", "published", True),
    "level": ("level: seasoned\n", "level", "seasoned"),
    "reviewed": ("reviewed: 2026-03-01\n", "reviewed", date(2026, 3, 1)),
    "review_by": ("review_by: 2027-03-01\n", "review_by", date(2027, 3, 1)),
    "owner": ("owner: editors\n", "owner", "editors"),
    "related": ("related: [a, b]\n", "related", ("a", "b")),
    "keywords": ("keywords: tprm, vendors\n", "keywords", ("tprm", "vendors")),
    "controls": ("controls: [GV.RM-01, A.5.1]\n", "controls", ("GV.RM-01", "A.5.1")),
    "lang": ("lang: en-GB\n", "lang", "en-GB"),
    "dir": ("dir: rtl\n", "dir", "rtl"),
    "authors: mappings, as Docusaurus has them": (
        "authors:\n  - name: Jane Doe\n    title: Engineer\n  - key: mishaal\n    title: X\n  - editors\n",
        "authors", ("Jane Doe", "mishaal", "editors")),
    "author: a mapping": ("author: {name: Jane Doe, url: x}\n", "authors", ("Jane Doe",)),
    "a capital letter": ("Tags: [a]\n", "tags", ("a",)),
    "updated as lastmod": ("lastmod: 2026-02-01T10:00:00Z\n", "updated", date(2026, 2, 1)),
    "updated as updatedDate": ("updatedDate: Feb 01 2026\n", "updated", date(2026, 2, 1)),
    "an alias of a text": ("image: &p /a.jpg\ndescription: *p\n", "description", "/a.jpg"),
    "lists in taxonomies, as Zola has them": ("taxonomies: {tags: [a, b]}\n", "tags", ("a", "b")),
    "hidden as unlisted": ("unlisted: true\n", "hidden", True),
    "an anchor that nobody uses": ("tags: &t [a]\n", "tags", ("a",)),
    "a tag of YAML means nothing": ("tags: !!python/object:os.system [a]\n", "tags", ("a",)),
}  # fmt: skip


@pytest.mark.parametrize(("head", "field", "value"), GOOD.values(), ids=GOOD)
def test_a_field_is_read_and_nothing_is_said(head, field, value):
    given = head if head.startswith("title:") else f"title: T\n{head}"
    found = reading(f"date: 2026-01-05\n{given}")

    assert (getattr(found.article.meta, field), found.faults) == (value, ())


def test_the_sources_of_an_article_are_read():
    found = reading(
        HEAD + "sources:\n  - title: A report\n    url: https://example.org/a\n"
        "    publisher: An office\n    date: 2024-03\n    accessed: 2026-01-04\n    kind: law\n"
        "  - title: Another\n"
    )

    assert [tuple(source.model_dump().values()) for source in found.article.meta.sources] == [
        ("A report", "https://example.org/a", "An office", "2024-03", date(2026, 1, 4), "law"),
        ("Another", None, None, None, None, None),
    ]


@pytest.mark.parametrize(
    "key",
    ["layout", "comments", "rating", "sitemap", "share", "math", "sidebar", "excerpt_separator"],
)
def test_a_key_that_only_jekyll_needs_is_accepted_silently(key):
    assert reading(f"{HEAD}{key}: [anything]\n").faults == ()


DATES = {
    "2026-01-05": at(2026, 1, 5),
    "2026-1-5": at(2026, 1, 5),
    "'2026-01-05'": at(2026, 1, 5),
    "2026-01-05 23:30": at(2026, 1, 5, 23, 30),
    "2026-01-05T23:30:15": at(2026, 1, 5, 23, 30, 15),
    "2026-01-05 23:30:15.25": at(2026, 1, 5, 23, 30, 15),
    "2026-01-05 23:30 -0500": at(2026, 1, 6, 4, 30),
    "2026-01-05 01:00:00 +05:30": at(2026, 1, 4, 19, 30),
    "2026-01-05 01:00:00 +09": at(2026, 1, 4, 16),
    "2026-01-05T23:30:00Z": at(2026, 1, 5, 23, 30),
    "2026-01-05 23:30 UTC": at(2026, 1, 5, 23, 30),
    "2026-01-05 10:00 EST": at(2026, 1, 5, 15),
    "Jan 05, 2026": at(2026, 1, 5),
    "Mon Jan  5 10:00:00 CET 2026": at(2026, 1, 5, 9),
    "Mon Jan  5 10:00:00 +0100 2026": at(2026, 1, 5, 9),
    "Mon Jan  5 10:00:00 2026": at(2026, 1, 5, 10),
    "Jan 5 10:00 UTC 2026": at(2026, 1, 5, 10),
    "January 5, 2026": at(2026, 1, 5),
    "jan. 5th 2026": at(2026, 1, 5),
    "5 January 2026": at(2026, 1, 5),
    "05-Jan-2026": at(2026, 1, 5),
    "2026/01/05": at(2026, 1, 5),
    "2026/1/5 23:30": at(2026, 1, 5, 23, 30),
    "2026.01.05": at(2026, 1, 5),
    "20260105": at(2026, 1, 5),
    "Mon, 05 Jan 2026 10:00:00 +0100": at(2026, 1, 5, 9),
    "Mon, 5 Jan 2026 10:00:00 GMT": at(2026, 1, 5, 10),
    "Monday, January 5, 2026 at 3:30 PM": at(2026, 1, 5, 15, 30),
    "January 5, 2026, 12:05 am": at(2026, 1, 5, 0, 5),
    "{created: 2026-01-05, updated: 2026-02-01}": at(2026, 1, 5),
}


@pytest.mark.parametrize(("written", "due"), DATES.items())
def test_the_day_is_the_day_as_written_and_the_zone_decides_when_it_is_due(written, due):
    found = reading(f"title: T\ndate: {written}\n")

    assert (found.article.day, found.due, found.faults) == (date(2026, 1, 5), due, ())


@pytest.mark.parametrize("name", ["pubDate", "publishDate", "publishdate", "Date", "DATE"])
def test_the_day_is_found_by_the_names_of_other_systems(name):
    found = reading(f"title: T\n{name}: 2026-01-05\n")

    assert (found.article.day, found.faults) == (date(2026, 1, 5), ())


@pytest.mark.parametrize(
    "head",
    ["date: 2026-01-05\npublishDate: 2027-01-01\n", "publishDate: 2027-01-01\ndate: 2026-01-05\n"],
)
def test_of_two_days_of_publication_the_later_one_counts(head):
    assert reading(f"title: T\n{head}").due == at(2027, 1, 1)


@pytest.mark.parametrize("head", ["publish: false\n", "status: draft\n", "status: private\n"])
def test_other_systems_words_hold_an_article_back(head):
    assert reading(HEAD + head).held_back


def test_the_day_of_the_last_change_is_found_in_a_mapping_of_days():
    found = reading("title: T\ndate: {created: 2026-01-05, updated: 2026-02-01}\n")

    assert found.article.meta.updated == date(2026, 2, 1)


OTHER_HEADS = {
    "toml": (
        '+++\ntitle = "A: tale"\ndate = 2026-01-05T23:30:00Z\ntags = ["a", "b"]\ndraft = false\n+++\n\nText.\n'
    ),
    "toml with tables": (
        'title = "A: tale"\ndate = 2026-01-05 23:30:00\n[taxonomies]\ntags = ["a", "b"]\n[extra]\nx = 1.5\n'
    ),
    "bare": "Title: A: tale\nDate: 2026-01-05 23:30\nTags: a,\n    b\n\nText.\n",
}


@pytest.mark.parametrize("name", OTHER_HEADS)
def test_a_head_in_another_form_is_read(name):
    text = OTHER_HEADS[name]
    if name == "toml with tables":
        text = f"+++\n{text}+++\n\nText.\n"
    found = read(PATH, text.encode(), TOPICS)

    assert found.faults == ()
    assert (found.article.title, found.due, found.article.meta.tags) == (
        "A: tale", at(2026, 1, 5, 23, 30), ("a", "b"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("+++\ntitle = T\n+++\n", 2, "mend this line, which TOML cannot read (invalid value)"),
        ('+++\ntitle = "T"\ndate = 2026-01-05\ntags = ["a"\n+++\n', 4, "mend this line, which TOML cannot read"),
        ('+++\ntitle = "T"\n', 1, "close the front matter with a line '+++'"),
        ('+++\ntitle = "T"\ntitle = "U"\n+++\n', 3, "mend this line, which TOML cannot read"),
        (f"+++\ntags = {'[' * 900}{']' * 900}\n+++\n", 2, "nest the values less deeply"),
        (f"+++\n{'a.' * 60}a = 1\n+++\n", 2, "nest the values less deeply"),
        (f"+++\na = {'9' * 5000}\n+++\n", 2, "mend this line, which TOML cannot read"),
        ('+++\ntitle = "T\\u0000"\n+++\n', 2, "remove the control character U+0000"),
        (f'+++\ntitle = "{"T" * 20_000}"\n+++\n', 2, "shorten the front matter to 20,000 characters"),
        ('+++\ntitle = "T"\ndate = 2026-01-05\n[myst]\nx = 1\n+++\n', 4, "remove the field 'myst'"),
    ],
)  # fmt: skip
def test_a_fault_in_toml_is_one_line(text, line, remedy):
    found = read(PATH, text.encode(), TOPICS)

    assert found.article is None
    assert (line, remedy) in {(fault.line, fault.remedy[: len(remedy)]) for fault in found.faults}


def test_a_text_that_only_begins_like_fields_has_no_head():
    found = read("posts/2026-01-05-x.md", b"Note: this is text.\n\n# A tale\n", TOPICS)

    assert (found.article.title, found.lacking, found.faults) == ("X", (("title", 1),), ())


@pytest.mark.parametrize(
    "key",
    [
        "cover",
        "hide",
        "teaser",
        "zzqq",
        "Author_Info",
        "linkTitle",
        "date_format",
        "ogImage",
        "redirect_to",
        "isFeatured",
        "ogSummary",
        "image_x",
        "my_title",
    ],
)
def test_a_field_that_nobody_knows_gets_no_hint_of_its_own(key):
    assert reading(f"{HEAD}{key}: x\n").faults == ()


def test_a_hint_never_leads_to_a_field_that_is_there():
    assert reading(f"{HEAD}titel: x\n").faults == ()


def test_a_day_at_the_edge_of_time_is_kept():
    assert reading("title: T\ndate: 0001-01-01 00:00 +1400\n").article.day == date(1, 1, 1)


@pytest.mark.parametrize(
    ("name", "day", "slug"),
    [
        ("2026-01-05-a-tale.md", date(2026, 1, 5), "a-tale"),
        ("2026-1-5-a-tale.md", date(2026, 1, 5), "a-tale"),
        ("2026-01-05-risk: a tale.md", date(2026, 1, 5), "risk: a tale"),
        ("sub/2026-01-05-a.md", date(2026, 1, 5), "a"),
    ],
)
def test_the_date_in_the_name_of_the_file_is_taken_when_there_is_no_other(name, day, slug):
    found = reading("title: T\n", f"posts/{name}").article

    assert (found.day, found.slug) == (day, slug)


def test_the_front_matter_wins_over_the_name_of_the_file_which_is_said():
    found = reading(HEAD, "posts/2025-12-31-x.md")

    assert (found.article.day, *found.faults) == (
        date(2026, 1, 5),
        (3, "date", "make the two dates agree: the file's name says 2025-12-31", False),
    )


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# A tale\n\nText.\n", "A tale"),
        ("\n\n#  A  *tale* ##\n", "A *tale*"),
        ("# A tale\r\n\r\nText.\r\n", "A tale"),
    ],
)
def test_a_leading_heading_is_the_title_when_there_is_no_other(body, title):
    assert reading("date: 2026-01-05\n", body=body).article.title == title


@pytest.mark.parametrize("head", ["draft: true\n", "published: false\n", "draft: 'Yes'\n"])
def test_an_article_that_holds_itself_back_needs_no_date(head):
    found = reading(f"title: T\n{head}")

    assert (found.held_back, found.article.day, found.faults) == (True, None, ())


def test_an_article_in_the_folder_of_drafts_is_held_back():
    assert reading(HEAD, "posts/_drafts/x.md").held_back


ADDRESSES = {
    "redirect_from: /old/": ("old/",),
    "redirect_from: old.html": ("old.html",),
    "redirect_from: [/a/, /b/c.html, /a/]": ("a/", "b/c.html"),
    "redirect_from: /caf%C3%A9/": ("café/",),
    "aliases: [/a/]": ("a/",),
    "permalink: /a/b.html": ("a/b.html",),
    "permalink: /:title/": ("a-tale/",),
    "permalink: pretty": ("risk/two words/2026/01/05/a-tale/",),
    "permalink: date": ("risk/two words/2026/01/05/a-tale.html",),
    "permalink: ordinal": ("risk/two words/2026/005/a-tale.html",),
    "permalink: weekdate": ("risk/two words/2026/W02/Mon/a-tale.html",),
    "permalink: none": ("risk/two words/a-tale.html",),
    "permalink: /:short_year/:i_month/:i_day/:slug:output_ext": ("26/1/5/a-tale.html",),
    "permalink: /:long_month/:short_month/:long_day/:w_year-:w_day/:title/": (
        "January/Jan/Monday/2026-1/a-tale/",
    ),
    "permalink: /:hour/:minute/:second/:title": ("14/30/00/a-tale",),
}


@pytest.mark.parametrize(("line", "addresses"), ADDRESSES.items())
def test_an_old_address_is_expanded_and_normalised(line, addresses):
    head = f"title: T\ndate: 2026-01-05 14:30\ncategories: [risk, Two words]\n{line}\n"
    found = reading(head, "posts/2026-01-05-a tale.md")

    assert (found.article.old_addresses, found.faults) == (addresses, ())


def test_the_old_pattern_of_the_site_gives_every_article_an_address():
    found = reading(HEAD, "posts/2026-01-05-risk: what is it?.md", pattern="/blog/:title/")

    assert found.article.old_addresses == ("blog/risk-what-is-it/",)


def test_a_permalink_waits_until_the_article_has_a_day():
    found = reading("title: T\ndraft: true\npermalink: /:year/:title/\n")

    assert (found.article.old_addresses, found.faults) == ((), ())


# -- What is not: a head, and what is said of it. A line with "!" keeps the article out. --

BAD = {
    # The title
    "list-title": (
        "title: [a]\ndate: 2026-01-05\n", [(2, "front_matter!", "'title': write plain text")]),
    "mapping-title": (
        "title: {a: b}\ndate: 2026-01-05\n",
        [(2, "front_matter!", "'title': write plain text")]),
    # The date
    "empty-date": ("title: T\ndate:\n", [(3, "date!", DATE_MISSING)]),
    "quoted-empty-date": ("title: T\ndate: ''\n", [(3, "date!", f"'date': {DATE_REMEDY}")]),
    **{
        f"date-{number}": ("title: T\ndate: " + written + "\n",
                           [(3, "date!", f"'date': {DATE_REMEDY}")])
        for number, written in enumerate([
            "tomorrow", "10", "2026", "2026-01", "03/04/2026", "2026/01-05", "5 Januar 2026",
            "202601051", "26-01-05", "2026-01-05 noon", "2026-01-05 9am", "2026-01-05T",
            "2026-01-05 10:00 XST", "[2026-01-05]", "{year: 2026}", "yes", "-2026-01-05",
            "2026-01-05 10:00:00 +0530 x",
        ])
    },
    **{
        f"impossible-date-{number}": (
            "title: T\ndate: " + written + "\n",
            [(3, "date!", f"'date': write a day that exists: '{written}' does not")])
        for number, written in enumerate([
            "2023-13-45", "2023-02-29", "2026-00-10", "2026-01-32", "0000-01-01",
            "2026-01-05 25:00", "2026-01-05 10:75", "2026-01-05 10:00 +9900",
        ])
    },
    "updated-before": (
        HEAD + "updated: 2026-01-04\n",
        [(4, "date", "'updated': write a day not before the date")]),
    "updated-unreadable": (HEAD + "updated: soon\n", [(4, "date", f"'updated': {DATE_REMEDY}")]),
    "updated-list": (HEAD + "updated: []\n", [(4, "date", f"'updated': {DATE_REMEDY}")]),
    "modified-impossible": (
        HEAD + "last_modified_at: 2026-02-30\n",
        [(4, "date", "'updated': write a day that exists: '2026-02-30' does not")]),
    "reviewed-unreadable": (HEAD + "reviewed: Q1\n", [(4, "date", f"'reviewed': {DATE_REMEDY}")]),
    "review-by-unreadable": (
        HEAD + "review_by: 2027\n", [(4, "date", f"'review_by': {DATE_REMEDY}")]),
    # Names
    "authors-mapping": (
        HEAD + "authors: {age: '7'}\n",
        [(4, "front_matter", "'authors': write the name of each author: {name: Jane Doe}")]),
    "authors-nested": (
        HEAD + "authors: [[a]]\n",
        [(4, "front_matter", "'authors': write a plain list of names: [one, another]")]),
    "categories-mapping": (
        HEAD + "categories: {a: b}\n",
        [(4, "front_matter", "'categories': write a list: [one, another]")]),
    "tags-of-mappings": (
        HEAD + "tags:\n  - a: b\n",
        [(4, "front_matter", "'tags': write a plain list of names: [one, another]")]),
    "related-mapping": (
        HEAD + "related: {a: b}\n",
        [(4, "front_matter", "'related': write a list: [one, another]")]),
    # Flags, words and texts
    "draft-unclear": (
        HEAD + "draft: ture\n", [(4, "front_matter!", "'draft': write true or false")]),
    "published-unclear": (
        HEAD + "published: later\n", [(4, "front_matter!", "'published': write true or false")]),
    "featured-unclear": (
        HEAD + "featured: maybe\n", [(4, "front_matter", "'featured': write true or false")]),
    "toc-unclear": (HEAD + "toc: [1]\n", [(4, "front_matter", "'toc': write true or false")]),
    "level-unknown": (
        HEAD + "level: expert\n",
        [(4, "front_matter", "'level': write one of 'aspiring', 'new', 'seasoned' or 'all'")]),
    "source-kind-unknown": (
        HEAD + "sources:\n  - title: A\n    kind: blog\n",
        [(4, "front_matter", f"'sources' (1 kind): write one of {KINDS}")]),
    "lang-unknown": (
        HEAD + "lang: English language\n",
        [(4, "front_matter", "'lang': write a language tag such as en or en-GB")]),
    "lang-list": (HEAD + "lang: [en]\n", [(4, "front_matter", "'lang': write plain text")]),
    "dir-unknown": (
        HEAD + "dir: up\n", [(4, "front_matter", "'dir': write one of 'ltr' or 'rtl'")]),
    "description-list": (
        HEAD + "description: [a]\n", [(4, "front_matter", "'description': write plain text")]),
    "summary-mapping": (
        HEAD + "summary: {a: b}\n", [(4, "front_matter", "'description': write plain text")]),
    "image-list": (HEAD + "image: [a.png]\n", [(4, "front_matter", "'image': write plain text")]),
    "owner-list": (HEAD + "owner: [a]\n", [(4, "front_matter", "'owner': write plain text")]),
    # Sources
    "sources-text": (
        HEAD + "sources: A report\n", [(4, "front_matter", "'sources': write a list")]),
    "sources-of-text": (
        HEAD + "sources: [A report]\n",
        [(4, "front_matter", "'sources' (1): write each as a mapping, with a title and a url")]),
    "source-without-title": (
        HEAD + "sources:\n  - url: https://example.org\n",
        [(4, "front_matter", "'sources' (1 title): add it")]),
    "source-address": (
        HEAD + "sources:\n  - title: A\n  - title: B\n    url: javascript:alert(1)\n",
        [(4, "front_matter", f"'sources' (2 url): {WEB}")]),
    "source-date": (
        HEAD + "sources:\n  - {title: A, date: May 2024}\n",
        [(4, "date",
          "'sources' (1 date): write the source's date as YYYY, YYYY-MM or YYYY-MM-DD")]),
    "source-date-impossible": (
        HEAD + "sources:\n  - {title: A, date: 2024-13}\n",
        [(4, "date",
          "'sources' (1 date): write a day that exists: '2024-13-01' does not")]),
    "source-accessed": (
        HEAD + "sources:\n  - {title: A, accessed: today}\n",
        [(4, "date", f"'sources' (1 accessed): {DATE_REMEDY}")]),
    "source-unknown-field": (
        HEAD + "sources:\n  - {title: A, auther: B}\n",
        [(4, "front_matter", "'sources' (1 auther): remove it, or correct its name")]),
    # Old addresses
    **{
        f"old-address-{number}": (
            HEAD + "redirect_from: [" + written + "]\n",
            [(4, "address", "'redirect_from': " + remedy)])
        for number, (written, remedy) in enumerate([
            ("https://example.org/a", "write the old address from the site's root: /old/address/"),
            ("//example.org", "write the old address from the site's root: /old/address/"),
            ("/../a", "write the old address as a path inside the site: /old/address/"),
            ("/a/%2e%2e/b", "write the old address as a path inside the site: /old/address/"),
            ("/", "write the old address as a path inside the site: /old/address/"),
            ("/a//b", "write the old address as a path inside the site: /old/address/"),
            ("/.git/config", "write the old address as a path inside the site: /old/address/"),
            ("/a.html/b", "write the old address as a path inside the site: /old/address/"),
            (f"/{'a' * 201}/", "write the old address as a path inside the site: /old/address/"),
            ("/a" * 600, "shorten the old address"),
            ("/a?b=c", "write the old address without \\ % ? # : or control characters"),
            ("'/a#b'", "write the old address without \\ % ? # : or control characters"),
            ("/a%00", "write the old address without \\ % ? # : or control characters"),
            ("'/a\\b'", "write the old address without \\ % ? # : or control characters"),
            ("/%ff", "write the old address in UTF-8, or without %"),
        ])
    },
    "permalink-placeholder": (
        HEAD + "permalink: /:collection/:title/\n",
        [(4, "address",
          "'permalink': write the address without ':collection', which has no meaning here")]),
    "permalink-elsewhere": (
        HEAD + "permalink: https://example.org/\n",
        [(4, "address",
          "'permalink': write the old address from the site's root: /old/address/")]),
    # Keys
    "key-misspelt": (
        HEAD + "desciption: T\n",
        [(4, "front_matter",
          "remove or correct the field 'desciption': did you mean 'description'?")]),
    "key-misspelt-with-capitals": (
        HEAD + "Catgories: [a]\n",
        [(4, "front_matter", "remove or correct the field 'Catgories': did you mean 'categories'?")]),
    **{
        f"key-refused-{key}": (
            f"{HEAD}{key}: x\n",
            [(4, "gate!", f"remove the field '{key}', which an article may not use")])
        for key in ("myst", "mystnb", "substitutions", "html_meta", "redirect", "external_link")
    },
    "key-twice": (
        HEAD + "tags: a\nlevel: new\ntags: b\n",
        [(6, "front_matter!", "keep one of the two fields 'tags'")]),
    "key-of-list": (
        HEAD + "? [a]\n: b\n", [(4, "front_matter!", "write each field as 'field: value'")]),
    "key-with-line-break": (
        HEAD + '"a\\nb": c\n', [(4, "front_matter!", "write each field as 'field: value'")]),
    # YAML
    "yaml-colon": (
        "title: Risk: a primer\ndate: 2026-01-05\n",
        [(2, "front_matter!", "put quotes around a value that contains ': '")]),
    "yaml-tab": ("title: T\n\tdate: 2026-01-05\n", [(3, "front_matter!", INDENT)]),
    "yaml-at": ("title: @T\ndate: 2026-01-05\n", [(2, "front_matter!", INDENT)]),
    "yaml-open-list": (HEAD + "tags: [a, b\n", [(4, "front_matter!", UNREADABLE)]),
    "yaml-open-quote": (HEAD + "level: 'new\n", [(4, "front_matter!", UNREADABLE)]),
    "yaml-alias": (
        HEAD + "tags: &t [a]\nkeywords: *t\n",
        [(5, "front_matter!", "write the value out in place of a YAML alias (*name)")]),
    "yaml-unknown-alias": (HEAD + "tags: *t\n", [(4, "front_matter!", UNREADABLE)]),
    "yaml-list": ("- a\n- b\n", [(2, "front_matter!", "write lines of 'field: value'")]),
    "yaml-text": ("Only text\n", [(2, "front_matter!", "write lines of 'field: value'")]),
    "yaml-deep": (
        HEAD + "tags: " + "[" * 900 + "]" * 900 + "\n",
        [(4, "front_matter!", "nest the values less deeply")]),
    "yaml-deeper": (
        HEAD + "tags: " + "[" * 9000 + "]" * 9000 + "\n",
        [(4, "front_matter!", "nest the values less deeply")]),
    "yaml-escaped-nul": (
        HEAD + 'description: "a\\0b"\n',
        [(4, "front_matter!", "remove the control character U+0000")]),
    "yaml-escaped-escape": (
        HEAD + 'tags: [a, "\\x1b[31m"]\n',
        [(4, "front_matter!", "remove the control character U+001B")]),
    "yaml-surrogate": (HEAD + 'tags: ["\\ud800"]\n', [(4, "front_matter!", UNREADABLE)]),
    "head-too-long": (
        HEAD + "description: " + "a" * 64_000 + "\n",
        [(1, "front_matter!", "shorten the front matter to 64,000 characters")]),
    "several": (
        "title: T\ndate: 2026-01-05\nlevle: 1\ntoc: x\nupdated: 2020-01-01\nmyst: {}\n",
        [(4, "front_matter", "remove or correct the field 'levle'"),
         (5, "front_matter", "'toc': write true or false"),
         (6, "date", "'updated': write a day not before the date"),
         (7, "gate!", "remove the field 'myst', which an article may not use")]),
}  # fmt: skip


@pytest.mark.parametrize(("head", "faults"), BAD.values(), ids=BAD)
def test_a_fault_has_its_line_its_remedy_and_its_weight(head, faults):
    found = reading(head)
    told = [
        (line, subtype + "!" * fatal, remedy[: len(expected)])
        for (line, subtype, remedy, fatal), (_, _, expected) in zip(
            sorted(found.faults), faults, strict=True
        )
    ]

    assert (told, found.article is None) == (faults, any("!" in kind for _, kind, _ in faults))


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("2026-02-30-x.md", "rename the file: write a day that exists: '2026-02-30' does not"),
    ],
)
def test_a_name_with_a_day_that_does_not_exist_keeps_the_article_out(name, remedy):
    assert reading("title: T\n", f"posts/{name}").faults == ((1, "date", remedy, True),)


@pytest.mark.parametrize("name", ["x.md", "2026-02-x.md", "2026-02-03.md", "2026-02-03-.md"])
def test_a_name_without_a_day_gives_no_date(name):
    found = reading("title: T\n", f"posts/{name}")

    assert (found.article.day, found.lacking, found.faults) == (None, (("date", 1),), ())


def test_a_field_that_says_the_same_twice_is_one():
    found = reading(f"{HEAD}description: A tale\ndescription: 'A tale'\n")

    assert (found.article.meta.description, found.faults) == ("A tale", ())


NAMELESS = {  # the name of a file without a title -> what its article is called
    "2026-01-05-risk-appetite.md": "Risk appetite",
    "Self-hosted notes.md": "Self-hosted notes",
    "risk_of_AI.md": "Risk of AI",
    "ünder-way.md": "Ünder way",
    "risk-appetite/index.md": "Risk appetite",
    "nis2.markdown": "Nis2",
}


@pytest.mark.parametrize(("name", "title"), NAMELESS.items())
@pytest.mark.parametrize("head", ["", "title:\n", "title: '  '\n"])
def test_an_article_without_a_title_is_called_as_its_file(name, title, head):
    found = reading(f"date: 2026-01-05\n{head}", f"posts/{name}")

    line = 3 if head else 1
    assert (found.article.title, found.lacking) == (title, (("title", line),))


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("A tale\n======\n\nText.\n", "A tale"),
        ("<!-- a -->\n<!-- b\nc -->\n\n# A tale\n", "A tale"),
        ("<!-- a -->\nA tale\n===\n", "A tale"),
    ],
)
def test_the_title_may_be_underlined_and_stand_under_comments(body, title):
    assert reading("date: 2026-01-05\n", body=body).article.title == title


def test_a_title_is_looked_for_in_linear_time():
    body = "<!-- a -->\n" * 20_000 + "x\n"
    start = time.process_time()

    assert reading("date: 2026-01-05\n", body=body).article.title == "X"
    assert time.process_time() - start < 2


def test_a_day_that_is_left_open_holds_the_article_back():
    found = reading("title: T\ndate:\n")

    assert found.article is None
    assert found.faults == ((3, "date", DATE_MISSING, True),)


def test_what_an_unseen_line_break_does_not_move_is_the_line_of_a_fault():
    found = reading(f"{HEAD}description: 'a\u2028b\u0085c\ufeff'\ntagz: 1\n")

    assert (found.faults[0].line, found.article.meta.description) == (5, "a b c")


@pytest.mark.parametrize(
    ("topic", "faults"),
    [
        ("risk", []),
        ("Risk Management", []),
        ("RISK", []),
        ("Something else", ["choose a listed topic"]),
        ("risks", ["did you mean 'risk'?"]),
    ],
)
def test_a_closed_list_of_topics_wants_one_of_them(tmp_path, topic, faults):
    (tmp_path / "topics.yml").write_text("closed: true\nrisk:\n  name: Risk management\n")
    article = reading(f"{HEAD}category: {topic}\n").article
    told = checks.faults(tmp_path, "posts/x", article, data.read(tmp_path)[0])
    remedy = f"'{topic}' is not a topic of _data/topics.yml: "

    assert list(told) == [(4, "topic", remedy + hint, False) for hint in faults]


def test_an_open_list_of_topics_takes_any_other(tmp_path):
    article = reading(f"{HEAD}category: Something else\n").article

    assert list(checks.faults(tmp_path, "posts/x", article, data.SiteData())) == []


# -- What is told once for the whole site ----------------------------------------------------


def test_fields_that_nobody_knows_are_one_line_for_the_site_in_every_build(make_site):
    from sphinx_kb.testing import article

    files = {f"posts/{name}.md": article("cover: x\nteaser: y\n") for name in "abc"}
    site = make_site({**files, "posts/d.md": article("cover: x\n"), "posts/e.md": article()})
    builds = [site.build(), site.build()]

    assert [built.warnings for built in builds] == [[
        ("posts/a.md:4: WARNING: remove 'cover', 'teaser', which the site does not know, or list them as "
         "'ignored_fields' in _data/site.yml (3 more articles have such fields) [kb.front_matter]"),
    ]] * 2  # fmt: skip

    site.write({"_data/site.yml": "ignored_fields: [cover, Teaser]\n"})

    assert site.build("-W").warnings == []


def test_an_author_whom_nobody_knows_is_one_line_for_the_site(make_site):
    from sphinx_kb.testing import article

    files = {f"posts/{name}.md": article("author: Nobody at all\n") for name in "abc"}
    built = make_site(files).build()

    assert built.warnings == [
        (
            "posts/a.md:4: WARNING: add 'Nobody at all' to _data/authors.yml: or correct the name"
            " (2 more articles name them) [kb.author]"
        )
    ]


def test_a_site_that_knows_no_author_is_told_so_once(make_site):
    from sphinx_kb.testing import article

    names = {"a": "Jane Doe", "b": "[Jane Doe, mo]", "c": "mo", "d": "mo"}
    files = {f"posts/{name}.md": article(f"author: {who}\n") for name, who in names.items()}
    built = make_site({**files, "_data/authors.yml": "{}\n"}).build()

    assert built.warnings == [
        (
            "posts/a.md:4: WARNING: add 'mo', 'Jane Doe' to a new _data/authors.yml"
            " (3 more articles name them) [kb.author]"
        )
    ]


# -- The same in a real build ---------------------------------------------------------------

AROUND = {
    "unknown-author": (
        HEAD + "author: mishal\n",
        [(4, "author", "add 'mishal' to _data/authors.yml: did you mean 'mishaal'?")]),
    "unknown-owner": (
        HEAD + "owner: Nobody at all\n",
        [(4, "author", "add 'Nobody at all' to _data/authors.yml: or correct the name")]),
    "misspelt-topic": (
        HEAD + "categories: [technicall]\n",
        [(4, "topic",
          "'technicall' is not a topic of _data/topics.yml: did you mean 'technical'?")]),
    "missing-picture": (
        HEAD + "image: assets/none.png\n",
        [(4, "picture", "add the picture 'assets/none.png', or correct its path")]),
    "remote-picture": (
        HEAD + "image: https://example.org/a.png\n",
        [(4, "picture", "save the picture under assets/ and write its path")]),
    "picture-outside": (
        HEAD + "image: ../../etc/passwd.png\n",
        [(4, "picture", "add the picture '../../etc/passwd.png', or correct its path")]),
    "picture-elsewhere": (
        HEAD + "image: _data/topics.yml\n",
        [(4, "picture", "move the picture into assets/ or posts/")]),
    "old-address-of-a-page": (
        HEAD + "redirect_from: /posts/good.html\n",
        [(4, "address", "remove the old address 'posts/good.html': a page is there")]),
    "old-address-under-a-file": (
        HEAD + "redirect_from: /searchindex.js/\n",
        [(4, "address", "remove the old address 'searchindex.js/': a page is there")]),
    "old-address-of-ours": (
        HEAD + "redirect_from: /_static/\n",
        [(4, "address", "remove the old address '_static/': a page is there")]),
    "old-address-taken": (
        HEAD + "redirect_from: /Moved/\n",
        [(4, "address", "remove the old address 'Moved/': posts/good.md has it")]),
}  # fmt: skip


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    """Build a site of every bad head and two good ones, twice; return it and what it said."""
    from sphinx_kb.testing import FRAME, Site

    site = Site(tmp_path_factory.mktemp("faulty") / "site").write(
        {
            **FRAME,
            "pages/about.md": "# About\n",
            "posts/good.md": f"---\n{HEAD}redirect_from: /moved/\n---\n\nText.\n",
            "posts/2026-01-05-named.md": "---\ntitle: Named\n---\n\nText.\n",
            **{
                f"posts/{name}.md": f"---\n{head}---\n\nText.\n"
                for name, (head, _) in (BAD | AROUND).items()
            },
        }
    )
    return site, [site.build("-W", "--keep-going") for _ in range(2)]


def line_of(warning):
    """Return (path:line, subtype, remedy) of a warning."""
    place, _, rest = warning.partition(": WARNING: ")
    remedy, _, subtype = rest.rpartition(" [kb.")
    return place, subtype.removesuffix("]"), remedy


@pytest.mark.slow
def test_a_build_tells_every_fault_on_a_line_of_its_own(faulty):
    expected = [
        (f"posts/{name}.md:{line}", subtype.removesuffix("!"), remedy)
        for name, (_, faults) in (BAD | AROUND).items()
        for line, subtype, remedy in faults
    ]
    told = sorted(map(line_of, faulty[1][0].warnings))
    shortened = [
        (*where, remedy[: len(wanted)])
        for (*where, remedy), (_, _, wanted) in zip(told, sorted(expected), strict=True)
    ]

    assert shortened == sorted(expected)


def test_a_build_with_faults_ends_with_1_and_says_the_same_again(faulty):
    first, second = faulty[1]

    assert (first.exit, second.exit, sorted(second.warnings)) == (1, 1, sorted(first.warnings))


def test_no_fault_is_a_traceback(faulty):
    assert not any("Traceback" in built.output for built in faulty[1])


def test_what_is_not_fatal_is_published_with_the_good_articles(faulty):
    shown = {path.stem for path in (faulty[0].out / "posts").glob("*.html")}
    kept = {
        name
        for name, (_, faults) in (BAD | AROUND).items()
        if not any("!" in subtype for _, subtype, _ in faults)
    }

    assert shown == {"good", "2026-01-05-named", *kept}
