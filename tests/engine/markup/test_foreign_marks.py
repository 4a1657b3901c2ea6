"""Marks that authors bring from other systems, and what becomes of each."""

from __future__ import annotations

import pytest

from sphinx_kb.markup import fence_info, inline_marks
from sphinx_kb.testing import article
from support.hostile import PNG

LINKS = {  # what an author writes -> the links that it has: text, address
    "See https://example.org/x.": [("https://example.org/x", "https://example.org/x")],
    "(https://example.org/a_(b))": [("https://example.org/a_(b)", "https://example.org/a_(b)")],
    '"http://example.org/a?b=1&c=2"!': [("http://example.org/a?b=1&c=2", "http://example.org/a?b=1&c=2")],
    "**https://example.org/a_b_c**": [("https://example.org/a_b_c", "https://example.org/a_b_c")],
    "At www.example.org, too": [("www.example.org", "http://www.example.org")],
    "Write to me@example.org.": [("me@example.org", "mailto:me%40example.org")],
    "<https://example.org/>": [("https://example.org/", "https://example.org/")],
    "[https://github.com/example/tool/issues/12](https://github.com/example/tool/issues/12)":
        [("https://github.com/example/tool/issues/12", "https://github.com/example/tool/issues/12")],
    "https://github.com/example/tool/issues/12":
        [("https://github.com/example/tool/issues/12", "https://github.com/example/tool/issues/12")],
    "[at https://a.example.org](https://b.example.org)": [("at https://a.example.org", "https://b.example.org")],
    "`https://example.org`": [],
    "xhttps://example.org and https:// and http://": [],
    "- https://example.org/in-list": [("https://example.org/in-list", "https://example.org/in-list")],
    "| a |\n|---|\n| https://example.org/in-cell |": [("https://example.org/in-cell", "https://example.org/in-cell")],
}  # fmt: skip
FORMULAS = {  # -> the formulas, whether each stands by itself
    "Text $$x^2$$ goes on.": [("x^2", False)],
    "$$\nx^2\n$$": [("x^2", True)],
    "$$ x^2 $$": [("x^2", True)],
    "Text\n$$x^2$$": [("x^2", True)],
    "- a\n\n  $$\n  x\n  $$": [("x", True)],
    "```math\nx^2\n```": [("x^2", True)],
    "With $`x^2`$.": [("x^2", False)],
    "$5 and $6, $HOME and $PATH": [],
    "`$$x$$` and \\$\\$x\\$\\$": [],
    "$$": [],
    "$$ a\n\nb $$": [],
}
SWITCHED = {
    "With $x^2$ and $a_1$.": ["x^2", "a_1"],
    "It costs $5 or 6 $ or $ 7 $.": [],
    "With \\\\(x^2\\\\) and \\(y\\).": ["x^2", "y"],
    "\\\\[x^2\\\\]": ["x^2"],
}
CODES = {  # the first line of a fence -> the name of its file, numbers of its lines, lines that are marked
    'yaml title="policy.yml" linenums="1" hl_lines="2"': ("policy.yml", ["1", "2", "3"], ["b\n"]),
    "js {2}": ("", [], ["b\n"]),
    "js{1,3-9}": ("", [], ["a\n", "c\n"]),
    "js showLineNumbers title='a b.js'": ("a b.js", ["1", "2", "3"], []),
    'go {linenos=table,hl_lines=[1,"3-4"],linenostart=199}': ("", ["199", "200", "201"], ["a\n", "c\n"]),
    "{.python .numberLines}": ("", ["1", "2", "3"], []),
    '{ .yaml title="b.yml" }': ("b.yml", [], []),
    "js:src/a.js": ("src/a.js", [], []),
    "{2}": ("", [], ["b\n"]),
    'text title="<b>x</b>"': ("<b>x</b>", [], []),
    "python": ("", [], []),
    "mermaid": ("Diagram, written in Mermaid", [], []),
    'Mermaid title="Who asks whom"': ("Who asks whom", [], []),
}  # fmt: skip
RAW = {
    "```yaml\n{% raw %}\na: {{ x }}\n{% endraw %}\n```": "a: {{ x }}\n",
    "```yaml\na: {% raw %}{{ x }}{% endraw %}\n```": "a: {{ x }}\n",
    "{% raw %}\n```yaml\na: {{ x }}\n```\n{% endraw %}": "a: {{ x }}\n",
    "`{% raw %}{{ x }}{% endraw %}`": "{{ x }}",
    "{% highlight yaml %}\n{% raw %}\na: {{ x }}\n{% endraw %}\n{% endhighlight %}": "a: {{ x }}\n",
    "    {% raw %}{{ x }}{% endraw %}": "{{ x }}\n",
    "`{% raw %}{% raw %}{% endraw %}`": "{% raw %}",
    "```\n{% raw %} is never closed\n```": "{% raw %} is never closed\n",
}
TEXTS = {  # what an author writes -> what a reader sees
    ":warning: be careful :+1:": "⚠️ be careful 👍",
    "10:100:20 and :nothing: and `:warning:`": "10:100:20 and :nothing: and :warning:",
    "Shown %%not this%% again": "Shown  again",
    "%%\nnot\n\nthis\n%%\n\nShown": "Shown",
    "100%% and 20%%": "100%% and 20%%",
    "An open %%comment": "An open %%comment",
    "a == b == c, x==y==z, `==a==`": "a == b == c, x==y==z, ==a==",
}


@pytest.fixture(scope="module")
def marks(shared_site):
    """Return the text of an article for each mark."""
    plain = [*LINKS, *FORMULAS, *CODES, *RAW, *TEXTS]
    bodies = {mark: f"```{mark}\na\nb\nc\n```" if mark in CODES else mark for mark in plain}
    files = {f"posts/m{n}.md": article(body=f"{body}\n") for n, body in enumerate(bodies.values())}
    files |= {
        f"posts/s{n}.md": article("math: true\n", f"{mark}\n") for n, mark in enumerate(SWITCHED)
    }
    site = shared_site("marks", files)
    names = {mark: f"posts/m{n}" for n, mark in enumerate(plain)}
    names |= {mark: f"posts/s{n}" for n, mark in enumerate(SWITCHED)}
    return {mark: site.page(name).select_one("article > section") for mark, name in names.items()}


def text(page):
    """Return the text of an article without its head."""
    for node in page.select("h1, header"):
        node.extract()
    return page.get_text().strip("\n")


@pytest.mark.parametrize(("mark", "expected"), LINKS.items())
def test_an_address_in_a_text_is_a_link_as_it_is_written(marks, mark, expected):
    found = [(a.get_text(), a["href"]) for a in marks[mark].select("a:not(.headerlink)")]

    assert found == expected


@pytest.mark.parametrize(("mark", "expected"), FORMULAS.items())
def test_dollars_around_a_text_make_a_formula(marks, mark, expected):
    found = [(node["alttext"], "display" in node.attrs) for node in marks[mark].select("math")]

    assert found == expected


@pytest.mark.parametrize(("mark", "expected"), SWITCHED.items())
def test_one_dollar_is_a_formula_where_the_front_matter_says_so(marks, mark, expected):
    assert [node["alttext"] for node in marks[mark].select("math")] == expected


@pytest.mark.parametrize(("info", "expected"), CODES.items())
def test_code_has_its_name_its_numbers_and_its_marked_lines(marks, info, expected):
    page = marks[info]
    name = page.select_one(".code-block-caption .caption-text")
    numbers = [node.get_text().strip() for node in page.select(".linenos")]
    for node in page.select(".linenos"):
        node.extract()
    marked = [node.get_text() for node in page.select(".hll")]

    assert (name.get_text() if name else "", numbers, marked) == expected
    assert page.select_one("pre").get_text() == "a\nb\nc\n"


@pytest.mark.parametrize(("mark", "expected"), RAW.items())
def test_the_marks_of_raw_text_are_dropped_in_code_too(marks, mark, expected):
    assert marks[mark].select_one("pre, code").get_text() == expected


@pytest.mark.parametrize(("mark", "expected"), TEXTS.items())
def test_signs_stand_for_their_names_and_comments_are_hidden(marks, mark, expected):
    assert text(marks[mark]) == expected


def test_a_marked_text_is_marked(make_site):
    site = make_site({"posts/a.md": article(body="So ==much *more*== of it, and ==this==.\n")})
    site.build("-W")

    assert [str(node) for node in site.page("posts/a").select("section > p mark")] == [
        "<mark>much <em>more</em></mark>", "<mark>this</mark>",
    ]  # fmt: skip


def test_a_formula_that_may_be_money_and_an_icon_are_told_once(make_site):
    text = "One.\n\nTwo\n$a^{2}$ and $\\frac{1}{2}$.\n\n:material-check: and :octicons-x-16:\n"
    site = make_site({"posts/a.md": article(body=text)})
    first = site.build().warnings

    assert [line.partition(" [kb")[0] for line in first] == [
        "posts/a.md:9: WARNING: set 'math: true' in the front matter, or write \\$ where it is no formula",
        "posts/a.md:11: WARNING: remove ':material-check:', an icon that only Material for MkDocs has",
    ]
    assert site.build().warnings == first


def test_the_title_of_a_picture_is_its_caption_or_its_title(make_site):
    text = (
        '![Chart](../assets/p.png "Losses by year")\n\nIn ![a](../assets/p.png "A title") text '
        'and <img src="/assets/p.png" alt="b" title="Another">.\n'
    )
    site = make_site({"posts/a.md": article(body=text), "assets/p.png": PNG})
    built = site.build("-W", "--keep-going")
    page = site.page("posts/a").select_one("article > section")

    assert built.exit == 0, built.output
    assert page.select_one("figure figcaption .caption-text").get_text() == "Losses by year"
    assert [img.get("title") for img in page.select("img.kb-picture")] == [
        None,
        "A title",
        "Another",
    ]


WIKI = """\
To [[second]], [[Second Note|words]], [[sub/deep]], [[second#A part]], [[#Here]], [[file.pdf]] and a[[1]].

![[chart.png]] ![[chart.png|Losses|300]]

| a |
|---|
| [[second\\|in a cell]] |

## Here
"""


def test_notes_and_pictures_are_found_by_the_names_of_their_files(make_site):
    site = make_site({
        "posts/first.md": article(body=WIKI), "posts/2026-01-01-second.md": article(body="## A part\n", date=""),
        "posts/second-note.md": article(), "posts/sub/deep.md": article(), "assets/in/file.pdf": "x",
        "assets/in/chart.png": PNG,
    })  # fmt: skip
    built = site.build("-W", "--keep-going")
    page = site.page("posts/first").select_one("article > section")
    links = [
        (a.get_text(), a["href"].rpartition("/")[2]) for a in page.select("a:not(.headerlink)")
    ]

    assert built.exit == 0, built.output
    assert links == [
        ("second", "2026-01-01-second.html"), ("words", "second-note.html"), ("sub/deep", "deep.html"),
        ("second > A part", "2026-01-01-second.html#a-part"), ("Here", "#here"), ("file.pdf", "file.pdf"),
        ("in a cell", "2026-01-01-second.html"),
    ]  # fmt: skip
    assert [img["alt"] for img in page.select("img.kb-picture")] == ["chart", "Losses"]
    assert "a[[1]]" in page.get_text()


def test_a_name_that_nothing_has_is_told_and_shown_as_words(make_site):
    site = make_site({"posts/first.md": article(body="One.\n\nTo [[secnd]] and ![[second]].\n"),
                      "posts/second.md": article()})  # fmt: skip
    first = site.build().warnings

    assert [line.partition(" [kb")[0] for line in first] == [
        "posts/first.md:8: WARNING: correct '[[secnd]]': did you mean 'second'?",
        "posts/first.md:8: WARNING: write '[[second]]' without '!': no text is shown within another one",
    ]
    assert site.build().warnings == first
    assert "To secnd and second." in site.page("posts/first").get_text()


def test_a_link_by_name_follows_what_comes_and_goes(make_site):
    site = make_site(
        {"posts/first.md": article(body="To [[other]].\n"), "posts/sub/other.md": article()}
    )
    address = lambda: site.page("posts/first").select_one("section > p a")["href"]  # noqa: E731
    site.build("-W", has_twin=False)
    far = address()
    site.write({"posts/other.md": article()}).build("-W", has_twin=False)
    near = address()
    site.remove("posts/other.md").build("-W", has_twin=False)

    assert (far, near, address()) == ("sub/other.html", "other.html", "sub/other.html")


def test_a_link_by_name_to_an_unpublished_article_names_nothing(make_site):
    site = make_site({"posts/first.md": article(body="To [[secretname]], [[secretname#Part]] or [[secretname|this]].\n"),
                      "posts/secretname.md": article(date="2027-01-01")})  # fmt: skip
    built = site.build("-W", "--keep-going", has_twin=False)
    found = [path for path, data in site.files().items() if b"secretname" in data]

    assert (built.exit, found) == (0, []), built.output
    assert (
        "To an article to come, an article to come or this." in site.page("posts/first").get_text()
    )


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        ("python", None),
        ("{note} title", None),
        ("{code-block} python", None),
        ("{python}", None),
        ("", None),
        ("c++ {1}", fence_info.FenceInfo("c++", "", "", "1")),
        ("js {1, 3 - 5}", fence_info.FenceInfo("js", "", "", "1,3-5")),
        ("bash linenums='3 2'", fence_info.FenceInfo("bash", "", "3", "")),
        ("go {linenos=false}", fence_info.FenceInfo("go")),
        ("js showLineNumbers=10", fence_info.FenceInfo("js", "", "10", "")),
        ("bash copy", fence_info.FenceInfo("bash")),
    ],
)
def test_the_first_line_of_a_fence_is_read(info, expected):
    assert fence_info.read(info) == expected


def test_a_body_without_such_marks_needs_no_table_of_characters():
    assert inline_marks.without_comments("Plain.") == "Plain."
    assert (inline_marks.character("warning"), inline_marks.character("no-such-name")) == ("⚠️", "")
