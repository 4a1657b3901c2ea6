"""One name of a file has one meaning, wherever it is written; HTML has Markdown in it where it asks for it."""

from __future__ import annotations

import pytest

from sphinx_kb.testing import article
from support.hostile import PNG

FILES = ("über uns.png", "a#b.png", "100%.png", "a%20b.png", "a+b&c.png", "plain.png")
WRITTEN = {  # how an author writes the name of a picture -> the file
    "![x](/assets/in/über%20uns.png)": "über uns.png",
    "![x](</assets/in/über uns.png>)": "über uns.png",
    "![x](../assets/in/%C3%BCber%20uns.png)": "über uns.png",
    "![x](/assets/in/a%23b.png)": "a#b.png",
    "![x](/assets/in/a#b.png)": "a#b.png",
    "![x](/assets/in/100%25.png)": "100%.png",
    "![x](/assets/in/100%.png)": "100%.png",
    "![x](/assets/in/a%20b.png)": "a%20b.png",
    "![x](/assets/in/a+b&c.png)": "a+b&c.png",
    "![[über uns.png]]": "über uns.png",
    '<img src="/assets/in/über uns.png" alt="x">': "über uns.png",
    '<img src="../assets/in/%C3%BCber%20uns.png" alt="x">': "über uns.png",
    '<img src="/assets/in/a%23b.png" alt="x">': "a#b.png",
    "```{figure} /assets/in/über uns.png\nA caption.\n```": "über uns.png",
    "```{image} ../assets/in/%C3%BCber%20uns.png\n:alt: x\n```": "über uns.png",
    "```{card} Title\n:img-top: /assets/in/über uns.png\nText.\n```": "über uns.png",
    '{{< figure src="/assets/in/über uns.png" >}}': "über uns.png",
}
LINKED = {  # how an author writes a link to a file -> the file
    "[x](/assets/in/%C3%BCber%20uns.png)": "über uns.png",
    "[x](</assets/in/über uns.png>)": "über uns.png",
    "[x](/assets/in/a%23b.png)": "a#b.png",
    "[x](/assets/in/100%25.png)": "100%.png",
    "[x](/assets/in/a+b&c.png)": "a+b&c.png",
    '<a href="/assets/in/plain.png">x</a>': "plain.png",
    'Text <a href="../assets/in/über uns.png">x</a> text': "über uns.png",
    '<p>Text <a class="lead" href="/assets/in/a%23b.png">x</a></p>': "a#b.png",
    '<ul>\n<li><a href="/assets/in/plain.png"><b>x</b></a></li>\n</ul>': "plain.png",
}
PIECES = {name: index for index, name in enumerate([*WRITTEN, *LINKED])}


@pytest.fixture(scope="module")
def pages(shared_site):
    """Return the site and the text of an article for each way."""
    files = {f"posts/m{n}.md": article(body=f"{text}\n") for text, n in PIECES.items()}
    small = {f"assets/in/{name}": PNG for name in (*FILES, "a b.txt")}
    site = shared_site(
        "local-files", {**files, **{k: v for k, v in small.items() if k.endswith(".png")}}
    )
    return site, {
        text: site.page(f"posts/m{n}").select_one("article > section") for text, n in PIECES.items()
    }


@pytest.mark.parametrize(("written", "file"), WRITTEN.items())
def test_a_picture_is_found_by_its_name(pages, written, file):
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in file[:-4]).strip(
        "-"
    )
    (img,) = [img for img in pages[1][written].select("img") if "_images/m" not in img["src"]]

    assert img["src"].startswith(f"../_images/{plain}-")


@pytest.mark.parametrize(("written", "file"), LINKED.items())
def test_a_link_to_a_file_is_a_download(pages, written, file):
    from urllib.parse import unquote

    site, texts = pages
    (link,) = texts[written].select("a[download]")
    path = unquote(link["href"]).removeprefix("../")

    assert (path.rpartition("/")[2], link.get_text(), (site.out / path).is_file()) == (
        file,
        "x",
        True,
    )


def test_a_missing_file_is_told_by_its_plain_name(make_site):
    site = make_site({"posts/a.md": article(body="![x](/assets/n%C3%B6.png)\n")})

    assert "assets/nö.png" in site.build().output


def test_links_find_the_parts_that_html_names(make_site):
    text = (
        '[a](#part), [b](#named), [c](other.md#there), <a href="#part">d</a>, <a href="#a-heading">e</a>\n\n'
        '<a id="part"></a>Text <a name="named">named</a>.\n\n## A heading\n'
    )
    site = make_site(
        {"posts/a.md": article(body=text), "posts/other.md": article(body='<p id="there">x</p>\n')}
    )
    built = site.build("-W", "--keep-going")
    page = site.page("posts/a").select_one("article > section")
    links = {a.get_text(): a["href"] for a in page.select("p a[href]")}
    ids = {node["id"] for node in page.select("[id]")}

    assert built.exit == 0, built.output
    assert links == {
        "a": "#own-part",
        "b": "#own-named",
        "c": "other.html#own-there",
        "d": "#own-part",
        "e": "#a-heading",
    }
    assert {"own-part", "own-named", "a-heading"} <= ids


ASKED = {  # HTML that asks for Markdown -> what its element holds
    '<div class="note" markdown="1">\nSome **bold** and <b>HTML</b>.\n\n- item\n</div>': (
        "div.note",
        "strong, b, li",
        3,
    ),
    "<div markdown>**one line**</div>": ("div", "strong", 1),
    '<details markdown="1"><summary>More</summary>\nText *there*.\n</details>': (
        "details",
        "summary, em",
        2,
    ),
    "<blockquote markdown='block'>\nText **there**</blockquote>": ("blockquote", "strong", 1),
    '<div>\n<div class="lead" markdown="1">\n`code`\n</div>\n</div>': ("div div.lead", "code", 1),
    '<div markdown="0">\n**raw**\n</div>': ("div", "strong", 0),
    'Text <span markdown="1">**bold**</span>.': ("span", "strong", 1),
}


def test_html_has_markdown_in_it_where_it_asks_for_it(make_site):
    files = {f"posts/m{n}.md": article(body=f"{text}\n\nAfter.\n") for n, text in enumerate(ASKED)}
    site = make_site(files)
    built = site.build("-W", "--keep-going")
    found = {}
    for n, (text, (outer, inner, _)) in enumerate(ASKED.items()):
        page = site.page(f"posts/m{n}").select_one("article > section")
        page.header.extract()
        (element,) = page.select(f":scope > {outer}, :scope > p > {outer}")
        found[text] = outer, inner, len(element.select(inner))

    assert built.exit == 0, built.output
    assert found == ASKED


def test_a_fault_in_such_html_is_told_with_its_line(make_site):
    site = make_site({"posts/a.md": article(body='<div markdown="1">\nText.\n\n<blink>\n</div>\n')})

    assert [line.partition(": W")[0] for line in site.build().warnings] == ["posts/a.md:9"]
