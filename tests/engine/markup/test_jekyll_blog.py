"""A whole Jekyll blog, dropped into posts/: every post is published, every doubt is a line."""

import io

import pytest
from PIL import Image

from sphinx_kb.markup import liquid
from sphinx_kb.testing import FRAME, Site, article

POSTS = {
    "2019-02-28-first-week.md": """---
layout: post
title:  "A first week"
author: mishaal
categories: [ risk, business ]
image: assets/images/one.png
featured: true
hidden: false
toc: true
rating: 4.5
comments: true
---
Opening words.
A list without a blank line:
- one
- two

# Big heading

A [page]({{ site.baseurl }}/pages/about.md), the
[next post]({% post_url 2019-03-01-second-week %}){:target="_blank"}
and [again]({% link _posts/2019-03-01-second-week.md %}#two).

# Another big heading

#### Deep at once

![a picture]({{ site.baseurl }}/assets/images/two.png){: .center width="100"}

| a | b |
|---|---|
| 1 | 2 |
{: .table #numbers}

{:.no_toc}
## After a mark

###### Sixth level {#sixth}

## Plain
{: #own-name .no_toc}

A lead.
{: .lead}
""",
    "2019-03-01-second-week.md": """---
layout: post
title: A second week
authors: [mishaal, editors]
category: risk
tag: board talk
image: /assets/images/two.png
description: "In short."
permalink: /:categories/:title/
last_modified_at: 2019-04-01
---

* TOC
{:toc}

## One

<ins>New</ins> and <a class="btn" href="https://example.org">a button</a>.

{% raw %}{{ shown.as.it.is }}{% endraw %}

{% highlight python linenos %}
def f(): # {{ code }}
    return '''
```
{% comment %}
'''
{% endhighlight %}

## Two
{% comment %}
Hidden from readers.
```
{% endcomment %}
Inline `{{ code }}` and

    {{ indented }} {: .code}

```liquid
{% if code %}{% endif %}
```
""",
    "2019-03-05-risk: what is it?.md": """---
layout: post
title: "Risk: what is it?"
author: editors
categories: technical business
tags: board cloud
image: "assets/images/one.png"
hidden: true
redirect_from:
  - /old/risk/
permalink: pretty
---
# Risk: what is it?

A text with a note[^1].

### Starts at three

<div class="note" markdown="1">
Some <b>HTML</b>.
</div>

[^1]: The note.
""",
    "2020-11-08-a-new-year.markdown.md": """---
layout: post
date: 2020-11-08 09:30:00 -0500
title: 'No words'
categories: []
tags:
  - Cloud
  - "2020"
author: Jane Doe
excerpt_separator: <!--more-->
permalink: date
---
First.

<!--more-->

Second.
""",
    "2021-1-2-liquid.md": """---
layout: post
title: Marks
categories: "risk, technical"
tag: cloud
pin: true
math: true
summary: What only Jekyll knows.
---

{% include figure.html src="a.png" %}
{{ page.title }} and {{ "/assets/a.css" | relative_url }}
{% if page.url %}yes{% endif %}
{::nomarkdown}x{:/}
{% include gallery
   layout="half" %}

*[CISO]: Chief information security officer

A mark {: .here} within a line.

{% endhighlight %}
""",
}
FACTS = {  # name -> title, day, authors, topics, tags, picture (None: one is drawn)
    "2019-02-28-first-week": (
        "A first week", "2019-02-28", ["Mishaal"],
        ["Risk management", "Business and communication"], [], "one"),
    "2019-03-01-second-week": (
        "A second week", "2019-03-01", ["Mishaal", "The editors"], ["Risk management"],
        ["board talk"], "two"),
    "2019-03-05-risk: what is it?": (
        "Risk: what is it?", "2019-03-05", ["The editors"],
        ["Technical foundations", "Business and communication"], ["board", "cloud"], "one"),
    "2020-11-08-a-new-year.markdown": (
        "No words", "2020-11-08", ["Jane Doe"], [], ["cloud", "2020"], None),
    "2021-1-2-liquid": (
        "Marks", "2021-01-02", [], ["Risk management", "Technical foundations"], ["cloud"], None),
}  # fmt: skip
FAULTS = {
    "2020-11-08-a-new-year.markdown.md:9": ["add 'Jane Doe' to _data/authors.yml"],
    "2021-1-2-liquid.md:11": ["remove '{% include figure.html src=\"a.png\" %}'"],
    "2021-1-2-liquid.md:12": ["remove '{{ page.title }}'"],
    "2021-1-2-liquid.md:13": ["remove '{% endif %}'", "remove '{% if page.url %}'"],
    "2021-1-2-liquid.md:14": ["remove '{:/}'", "remove '{::nomarkdown}'"],
    "2021-1-2-liquid.md:15": ["remove '{% include gallery'"],
    "2021-1-2-liquid.md:18": ["write {abbr}`CISO (...)` in the text in place of '*[CISO]:'"],
    "2021-1-2-liquid.md:20": ["remove '{:.here}', which only kramdown understands"],
    "2021-1-2-liquid.md:22": ["remove '{% endhighlight %}'"],
}


def picture(color):
    data = io.BytesIO()
    Image.new("RGB", (40, 20), color).save(data, "PNG")
    return data.getvalue()


@pytest.fixture(scope="module")
def blog(tmp_path_factory):
    """Build the blog; return its site and what the build said."""
    site = Site(tmp_path_factory.mktemp("jekyll") / "site").write(
        {
            **FRAME,
            "pages/about.md": "# About\n",
            "assets/images/one.png": picture("teal"),
            "assets/images/two.png": picture("navy"),
            **{f"posts/{name}": text for name, text in POSTS.items()},
        }
    )
    return site, site.build("-W", "--keep-going")


def texts(page, selector):
    return [node.get_text().strip() for node in page.select(selector)]


def headings(page):
    nodes = page.select(".kb-article :is(h1, h2, h3, h4, h5, h6)")
    return [(node.name, node.get_text().rstrip("#¶").strip(), node.parent["id"]) for node in nodes]


@pytest.mark.slow
def test_what_has_no_meaning_here_is_a_line_each(blog):
    said = {}
    for line in blog[1].warnings:
        place, _, remedy = line.partition(": WARNING: ")
        said.setdefault(place.removeprefix("posts/"), []).append(remedy)
    expected = {
        place: [
            remedy[: len(start)] for remedy, start in zip(said.get(place, ()), starts, strict=False)
        ]
        for place, starts in FAULTS.items()
    }

    assert (expected, set(said)) == (FAULTS, set(FAULTS))


def test_the_build_ends_with_1_and_no_traceback(blog):
    assert (blog[1].exit, "Traceback" in blog[1].output) == (1, False)


@pytest.mark.parametrize(("name", "facts"), FACTS.items())
def test_every_post_is_published_with_what_it_says(blog, name, facts):
    page = blog[0].page(f"posts/{name}")
    cover = page.select_one(".kb-cover img")
    file = cover["src"].rsplit("/", 1)[-1][:3] if cover else ""
    shown = (
        page.select_one("h1").get_text().rstrip("#¶").strip(),
        page.select_one(".kb-facts time")["datetime"],
        texts(page, ".kb-authors")[0].replace(" and ", ", ").split(", ")
        if page.select(".kb-authors")
        else [],
        texts(page, ".kb-label-topic"),
        texts(page, ".kb-label:not(.kb-label-topic)"),
        file if file in {"one", "two"} else None,
    )

    assert shown == facts


@pytest.mark.parametrize("name", [name for name, facts in FACTS.items() if facts[-1]])
def test_the_picture_of_a_post_is_in_the_site(blog, name):
    folder = blog[0].out / "posts"
    cover = blog[0].page(f"posts/{name}").select_one(".kb-cover img")["src"]

    assert (folder / cover).is_file()


def test_posts_stand_in_the_lists_of_their_topics_authors_tags_and_years(blog):
    lists = ("topics/risk", "authors/editors", "tags/cloud", "archive/2019")

    assert [texts(blog[0].page(name), ".kb-card-title") for name in lists] == [
        ["Marks", "A second week", "A first week"],
        ["Risk: what is it?", "A second week"],
        ["Marks", "No words", "Risk: what is it?"],
        ["Risk: what is it?", "A second week", "A first week"],
    ]


def test_a_featured_post_is_on_the_home_page_and_a_hidden_one_is_not(blog):
    shown = texts(blog[0].page("index"), ".kb-card-title")

    assert ("A first week" in shown, "Risk: what is it?" in shown) == (True, False)


def test_headings_of_any_level_sit_under_the_title_and_keep_their_names(blog):
    assert headings(blog[0].page("posts/2019-02-28-first-week")) == [
        ("h1", "A first week", "a-first-week"),
        ("h2", "Big heading", "big-heading"),
        ("h2", "Another big heading", "another-big-heading"),
        ("h3", "Deep at once", "deep-at-once"),
        ("h3", "After a mark", "after-a-mark"),
        ("h4", "Sixth level", "sixth"),
        ("h3", "Plain", "own-name"),
    ]


def test_a_heading_that_repeats_the_title_is_dropped(blog):
    assert headings(blog[0].page("posts/2019-03-05-risk: what is it?")) == [
        ("h1", "Risk: what is it?", "risk-what-is-it"),
        ("h2", "Starts at three", "starts-at-three"),
    ]


@pytest.mark.parametrize("name", ["2019-02-28-first-week", "2019-03-01-second-week"])
def test_toc_in_the_front_matter_and_its_mark_in_the_text_give_a_contents_box(blog, name):
    assert len(blog[0].page(f"posts/{name}").select(".kb-contents a")) >= 2


def test_the_mark_of_the_contents_leaves_nothing_in_the_text(blog):
    page = blog[0].page("posts/2019-03-01-second-week")

    assert not any("TOC" in text or "{:" in text for text in texts(page, ".kb-article p, li"))


def test_links_between_posts_and_to_pages_lead_there(blog):
    links = blog[0].page("posts/2019-02-28-first-week").select(".kb-article p a.reference")

    assert [(link.get_text(), link["href"]) for link in links if not link.img] == [
        ("page", "../pages/about.html"),
        ("next post", "2019-03-01-second-week.html"),
        ("again", "2019-03-01-second-week.html#two"),
    ]


def test_a_mark_after_a_table_gives_its_name_and_no_row(blog):
    table = blog[0].page("posts/2019-02-28-first-week").select_one("table#numbers")

    assert texts(table, "td") == ["1", "2"]


def test_a_picture_in_the_text_is_shown(blog):
    image = blog[0].page("posts/2019-02-28-first-week").select_one("img[alt='a picture']")

    assert (blog[0].out / "posts" / image["src"]).is_file()


def test_html_that_says_something_is_kept(blog):
    page = blog[0].page("posts/2019-03-01-second-week")

    assert (texts(page, "ins"), texts(page, "p a[href='https://example.org']")) == (
        ["New"],
        ["a button"],
    )


@pytest.mark.parametrize(
    "text",
    [
        "{{ shown.as.it.is }}",
        "def f(): # {{ code }}\n    return '''\n```\n{% comment %}\n'''",
        "{{ code }}",
        "{{ indented }} {: .code}",
        "{% if code %}{% endif %}",
    ],
)
def test_marks_within_code_or_raw_are_shown_as_they_are(blog, text):
    page = blog[0].page("posts/2019-03-01-second-week")

    assert text in texts(page, ".kb-article pre, .kb-article code, .kb-article p")


def test_a_comment_is_hidden_from_readers(blog):
    assert "Hidden from readers" not in blog[0].page("posts/2019-03-01-second-week").get_text()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("old/risk/index.html", "2019-03-05-risk%3A%20what%20is%20it%3F"),
        (
            "technical/business/2019/03/05/risk-what-is-it/index.html",
            "2019-03-05-risk%3A%20what%20is%20it%3F",
        ),
        ("risk/a-second-week/index.html", None),
        ("risk/second-week/index.html", "2019-03-01-second-week"),
        ("2020/11/08/a-new-year.markdown.html", "2020-11-08-a-new-year.markdown"),
    ],
)
def test_the_old_addresses_lead_to_the_posts(blog, address, name):
    file = blog[0].out / address
    page = file.read_text("utf-8") if file.is_file() else ""

    assert (f"posts/{name}.html" in page) == bool(name)


@pytest.mark.slow
def test_the_old_pattern_of_a_site_leads_every_post_home(make_site):
    site = make_site(
        {
            **{f"posts/{name}": text for name, text in POSTS.items()},
            "_data/site.yml": "permalink: /blog/:year/:title.html\n",
        }
    )
    site.build()
    shown = {path.relative_to(site.out).as_posix() for path in site.out.glob("blog/*/*")}

    assert shown == {"blog/2019/first-week.html", "blog/2021/liquid.html"}


# -- The marks by themselves ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a {{ site.baseurl }}/b", "a /b"),
        ("{{site.url}}{{ site.baseurl | escape }}/b", "/b"),
        ("![x]({{ '/a.png' | relative_url }})", "![x](/a.png)"),
        ('{{ "/a.png" | absolute_url }}', "/a.png"),
        ('{{ "/a.png" | prepend: site.baseurl }}', "/a.png"),
        ('{{ site.baseurl | append: "/a.png" | absolute_url }}', "/a.png"),
        ("[x]({% post_url 2020-01-02-a %})", "[x](/posts/2020-01-02-a.md)"),
        ("[x]({%- link _posts/a.md -%})", "[x](/posts/a.md)"),
        ("[x]({% link assets/a.csv %})", "[x](/assets/a.csv)"),
        ("{% raw %}{{ a }}{% endraw %}", "{{ a }}"),
        ("{% raw %}\n{{ a }}\n{% endraw %}", "\n{{ a }}\n"),
        ("a{% comment %} b {% endcomment %}c", "ac"),
        ("{% comment %}\na\n\nb\n{%- endcomment -%}c", "\n\n\n\nc"),
        ("`{% comment %}` a", "`{% comment %}` a"),
        ("{% highlight c %}\nint a;\n{% endhighlight %}", f"{'`' * 10}c\nint a;\n{'`' * 10}"),
        ("```\n{% highlight c %}\n```", "```\n{% highlight c %}\n```"),
        ("```{note}\n{{ site.url }}/b\n```", "```{note}\n/b\n```"),
        ("```{code-block} c\n{{ site.url }}\n```", "```{code-block} c\n{{ site.url }}\n```"),
        ("    {{ site.url }}", "    {{ site.url }}"),
        ("no marks", "no marks"),
    ],
)
def test_a_mark_with_a_meaning_is_translated_outside_code(written, meant):
    assert liquid.translate(written) == (meant, [])


@pytest.mark.parametrize("written", [*POSTS.values(), "{% highlight c %}\n{% comment %}\n{{", ""])
def test_translation_keeps_the_number_of_lines(written):
    assert liquid.translate(written)[0].count("\n") == written.count("\n")


@pytest.mark.parametrize("part", ["{{ ", "{% ", "{:: ", "` `` ", "{% raw %}", "{% comment %}"])
def test_a_line_of_nothing_but_open_marks_takes_no_time(part):
    from time import process_time

    start = process_time()
    liquid.translate("{{" + part * 20_000)

    assert process_time() - start < 3


def test_an_attribute_list_may_stand_before_its_paragraph(make_site):
    body = "To [it](#named).\n\n{: .lead #named}\nThe first line,\nthe *second*.\n"
    site = make_site({"posts/a.md": article(body=body)})
    built = site.build("-W", "--keep-going")
    found = site.page("posts/a").select_one("#named")

    assert built.exit == 0, built.output
    assert found.get_text() == "The first line,\nthe second."


@pytest.mark.parametrize(
    "mark", ["{#own}", "{: #own }", "{:#own .lead}", "{ #own }", "{: .no_toc #own}"]
)
def test_a_heading_has_the_name_that_stands_behind_it(make_site, mark):
    site = make_site(
        {"posts/a.md": article(body=f"To [it](#own).\n\n## The part {mark}\n\nText.\n")}
    )
    built = site.build("-W", "--keep-going")

    assert built.exit == 0, built.output
    assert site.page("posts/a").select_one("#own h2").contents[0] == "The part"
