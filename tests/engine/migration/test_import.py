"""A blog of another system comes over with its articles, pictures, people and addresses; as data."""

import io
import os
import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from sphinx_kb.command.main import main
from sphinx_kb.migration import bodies, wholeness
from sphinx_kb.testing import Site


def picture():
    """Return a picture of one color."""
    data = io.BytesIO()
    Image.new("RGB", (320, 200), "navy").save(data, "PNG")
    return data.getvalue()


PNG = picture()
JEKYLL = {
    "_config.yml": "title: Our blog\nurl: https://old.example.org\nbaseurl: /b\npermalink: pretty\nhelp: Ask us\n"
    "defaults:\n  - scope: {type: posts}\n    values: {author: ann}\n",
    "_data/authors.yml": "ann: {name: Ann Other, bio: Writes., twitter: ann}\n",
    "_posts/2024-01-02-First:-post.md": "---\ntitle: First\ncategories: [Risk Stuff, blog]\ntags: one two\nlayout: post\n---\n"
    "![x]({{ site.baseurl }}/images/x.png)\n\nSee [second]({{ '/risk-stuff/2024/01/03/second/' | relative_url }}#part), "
    "[again](https://old.example.org/b/2024/01/03/second), [docs](/docs/). {{ site.help }}\n\n```\n{{ site.help }} [x](/images/x.png)\n```\n",
    "_posts/2024-01-03-second.markdown": '---\ntitle: Second\nimage: /images/x.png\n---\n<a href="/b/images/x.png" target="_blank">x</a> '
    "![far](https://img.example.org/p.png)\n{% include ads.html %}\n",
    "_drafts/soon.md": "---\ntitle: Soon\n---\nText.\n",
    "about.md": "---\ntitle: About us\npermalink: /about/\n---\nWe.\n\n```{include} /etc/passwd\n```\n\n{raw}`x` <script>x()</script> <p onclick='x()'>y</p>\n",
    "images/x.png": PNG, "CNAME": "old.example.org\n", "images/unused.png": PNG,
}  # fmt: skip
HUGO = {
    "hugo.toml": 'title = "Notes"\nbaseURL = "https://h.example.org/"\n[permalinks]\nposts = "/:year/:month/:slug/"\n',
    "content/posts/My Post.md": '+++\ntitle = "My Post"\ndate = 2024-02-03T10:00:00+01:00\nslug = "mine"\naliases = ["/x/"]\n+++\n{{< figure src="/p.png" alt="A" >}}\n\n{{< high rust >}}\nlet x = {{ 1 }};\n{{< /high >}}\n',
    "layouts/shortcodes/high.html": "{{ highlight .Inner (.Get 0) }}",
    "content/posts/bundle/index.md": "---\nTitle: Bundle\ndate: 2024-02-04\ncategories: [Ops]\n---\n![b](b.png) ![b](/2024/02/bundle/b.png) [mine](/2024/02/mine/)\n",
    "content/about.md": "---\ntitle: About\n---\nHi.\n", "content/posts/bundle/b.png": PNG, "static/p.png": PNG,
}  # fmt: skip
MATERIAL = {
    "mkdocs.yml": "site_name: Docs\nsite_url: https://m.example.org/\nplugins:\n  - search\n  - blog:\n      post_url_format: '{date}/{slug}'\n"
    "extra: {x: !ENV HOME, y: !!python/object/apply:os.system ['touch HACKED']}\n",
    "docs/blog/.authors.yml": "authors:\n  bo: {name: Bo, description: Builds., avatar: https://a.example/x.png}\n",
    "docs/blog/posts/one.md": "---\ndate: {created: 2024-03-01, updated: 2024-03-05}\nauthors: [bo]\ncategories: [Tools]\n---\n\n# It's *One* & two\n\nText.<!-- more --> [two](two.md)\n",
    "docs/blog/posts/two.md": "---\ndate: 2024-03-02\n---\n\n# Two\n\nText with {{ braces }}.\n",
    "docs/guide.md": "# Guide\n\nHow.\n",
}  # fmt: skip
DOCUSAURUS = {
    "docusaurus.config.js": "require('child_process').execSync('touch HACKED'); module.exports = {title: 'Doc', url: 'https://d.example.org', baseUrl: '/'};",
    "blog/authors.yml": "cy: {name: Cy, title: Engineer, url: 'https://c.example', image_url: 'https://c.example/x.png'}\n",
    "blog/2024-04-01-hello.mdx": "---\nauthors: cy\ntags: [a, b]\n---\nimport X from './X';\n\n# Hello there\n\nText <!-- truncate --> ![i](./i.png)\n",
    "blog/2024/04/02-own/index.md": "---\ntitle: Own\nslug: own-slug\n---\n\n[hello](../../../2024-04-01-hello.mdx)\n", "blog/i.png": PNG,
}  # fmt: skip
PLAIN = {
    "a/2024-05-01-note.md": "# A note\n\nText.\n",
    "b.md": "Only text.\n",
    "README.md": "# No\n",
}
SYSTEMS = {
    "jekyll": JEKYLL,
    "hugo": HUGO,
    "material": MATERIAL,
    "docusaurus": DOCUSAURUS,
    "plain": PLAIN,
}


def write(root, files):
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


@pytest.fixture
def taken(tmp_path, monkeypatch):
    """Return a function that takes a source over, and gives back the new site."""
    monkeypatch.setenv("KB_ADDRESS", "https://new.example.org/")

    def take(files, *more):
        source = write(tmp_path / "source", files)
        assert (
            main(["import", str(source), "--into", str(tmp_path / "site"), "--write", *more]) == 0
        )
        return Site(tmp_path / "site")

    return take


def old_addresses(site):
    return {
        path.relative_to(site.out).parent.as_posix()
        if path.name == "index.html"
        else path.relative_to(site.out).as_posix()
        for path in site.out.rglob("*.html")
        if b"kb-redirect.js" in path.read_bytes()
    }


def test_nothing_is_written_before_it_is_asked_for(tmp_path, capsys):
    source = write(tmp_path / "source", JEKYLL)
    main(["import", str(source), "--into", str(tmp_path / "site")])
    told = capsys.readouterr().out

    assert not (tmp_path / "site").exists()
    assert "Jekyll: 3 articles, 1 pages, 2 files." in told
    assert "2 of 3 articles come over whole; these 1 need you:" in told


def test_jekyll(taken):
    site = taken(JEKYLL)
    built = site.build("-W", "--keep-going")
    first = (site.root / "posts/2024-01-02-First-post.md").read_text("utf-8")

    assert built.exit == 0, built.output
    assert {"risk%20stuff/blog/2024/01/02/First-post", "2024/01/03/second", "about"} <= {
        name.replace(" ", "%20") for name in old_addresses(site)
    }
    assert "](/assets/images/x.png)" in first
    assert (
        "[second](2024-01-03-second.md#part)" not in first
    )  # its category was never in the address
    assert "[again](2024-01-03-second.md)" in first
    assert "[docs](https://old.example.org/b/docs/). Ask us" in first
    assert "{{ site.help }} [x](/images/x.png)" in first
    assert "authors:\n- ann\ncategories:\n- risk-stuff\ntags:\n- one\n- two\n" in first
    assert (site.root / "posts/_drafts/soon.md").is_file()
    assert (site.root / "extra/CNAME").read_bytes() == b"old.example.org\n"
    assert (site.out / "CNAME").is_file()
    assert not (site.root / "assets/images/unused.png").exists()
    assert (
        "name: Ann Other\n  biography: Writes.\n" in (site.root / "_data/authors.yml").read_text()
    )
    assert (
        "<id>https://old.example.org/b/2024/01/03/second</id>"
        in (site.out / "atom.xml").read_text()
    )


def test_a_picture_of_another_site_is_told_even_where_it_is_a_link(taken):
    body = '[![](https://img.example.org/a.png)](/docs/) [![b](https://img.example.org/b.png "B")](/docs/)\n'
    site = taken({**JEKYLL, "_posts/2024-02-01-far.md": f"---\ntitle: Far\n---\n{body}"})
    site.build()
    told = (site.root / "IMPORT.md").read_text("utf-8")

    assert "now the words of its link: https://img.example.org/a.png" in told
    assert "now the words of its link: https://img.example.org/b.png" in told
    page = site.page("posts/2024-02-01-far")
    assert [a.get_text() for a in page.select('a[href$="/docs/"]')] == ["Picture", "b"]


def test_a_page_of_a_stranger_asks_for_nothing_and_runs_nothing(taken):
    site = taken(JEKYLL)
    site.build()
    page = str(site.page("pages/about").select_one("article"))

    assert "root:" not in page
    assert "<script" not in page
    assert "onclick" not in page


def test_hugo(taken):
    site = taken(HUGO)
    built = site.build("-W", "--keep-going")

    assert built.exit == 0, built.output
    assert {"2024/02/mine", "x", "2024/02/bundle", "about"} <= old_addresses(site)
    assert "```rust\nlet x = {{ 1 }};\n```" in (site.root / "posts/My-Post.md").read_text("utf-8")
    bundle = (site.root / "posts/bundle.md").read_text("utf-8")
    assert (
        "![b](/assets/posts/bundle/b.png) ![b](/assets/posts/bundle/b.png) [mine](My-Post.md)"
        in bundle
    )
    assert "![A](/assets/p.png)" in (site.root / "posts/My-Post.md").read_text("utf-8")


def test_material(taken, tmp_path):
    site = taken(MATERIAL)
    built = site.build("-W", "--keep-going")

    assert built.exit == 0, built.output
    assert {"blog/2024/03/01/its-one--two", "blog/2024/03/02/two", "guide"} <= old_addresses(site)
    one = (site.root / "posts/one.md").read_text("utf-8")
    assert "updated: '2024-03-05'\nauthors:\n- bo\ncategories:\n- tools\n" in one
    assert "[two](two.md)" in one
    assert "title: It's One & two\n" in one
    assert "Text with {{ braces }}." in site.page("posts/two").get_text()


def test_docusaurus(taken):
    site = taken(DOCUSAURUS)
    built = site.build("-W", "--keep-going")

    assert built.exit == 0, built.output
    assert {"blog/2024/04/01/hello", "blog/own-slug"} <= old_addresses(site)
    hello = (site.root / "posts/2024-04-01-hello.md").read_text("utf-8")
    assert "import X" not in hello
    assert "title: Hello there" in hello
    assert "![i](/assets/i.png)" in hello


def test_a_plain_folder(taken):
    site = taken(PLAIN)
    built = site.build("-W", "--keep-going", today="2100-01-01")

    assert built.exit == 0, built.output
    assert (site.root / "posts/2024-05-01-note.md").is_file()
    assert "its date: the source has none" in (site.root / "IMPORT.md").read_text("utf-8")


@pytest.mark.parametrize("system", SYSTEMS)
def test_nothing_of_the_source_runs(taken, tmp_path, monkeypatch, system):
    monkeypatch.chdir(tmp_path)
    taken(SYSTEMS[system])

    assert not list(tmp_path.rglob("HACKED"))


def test_twice_does_no_harm_and_the_owners_work_stays(taken, capsys):
    site = taken(JEKYLL)
    mine = site.root / "posts/2024-01-03-second.md"
    mine.write_text("mine\n")
    before = {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()}
    capsys.readouterr()
    taken(JEKYLL)
    after = {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()}

    assert after == before
    assert "kept as you have it: posts/2024-01-03-second.md\n" in capsys.readouterr().out


def test_no_path_leads_out_and_no_symbolic_link_is_followed(taken, tmp_path):
    (tmp_path / "secret.png").write_bytes(PNG + b"secret")
    source = write(tmp_path / "source", {
        **PLAIN, "c.md": "# C\n\n![x](../secret.png) ![y](link.png) ![z](/../secret.png)\n",
    })  # fmt: skip
    (source / "link.png").symlink_to(tmp_path / "secret.png")
    (source / "linked").symlink_to(tmp_path)
    site = taken({})

    assert not [
        path
        for path in site.root.rglob("*")
        if path.is_file() and b"secret" in path.read_bytes() and path.suffix == ".png"
    ]


def test_what_is_written_follows_no_symbolic_link(taken, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site/posts").symlink_to(tmp_path / "elsewhere")
    taken(PLAIN)

    assert [
        path.name for path in (tmp_path / "elsewhere").iterdir() if path.name != "welcome.md"
    ] == []


def test_a_git_directory_is_read_without_a_work_tree(tmp_path, taken):
    source = write(tmp_path / "work", HUGO)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-C", str(source)]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run(
            [*git, *words], check=True, env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
        )
    Path(source, ".git").rename(tmp_path / "source")
    site = taken({})

    assert (site.root / "posts/bundle.md").is_file()
    assert (site.root / "assets/p.png").read_bytes() == PNG


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---\n: : :\n---\n",
        "+++\nx = \n+++\n",
        "---\ntitle: [\n---\nx",
        "\x00\xff",
        "---\ndate: 99999-99-99\n---\n",
        "[x](http://[::1)",
    ],
)
def test_a_file_that_cannot_be_read_ends_nothing(taken, text):
    site = taken({**JEKYLL, "_posts/2024-02-01-odd.md": text.encode("latin-1")})

    assert (site.root / "posts/2024-01-03-second.md").is_file()


def test_a_day_in_the_name_that_is_not_the_heads_is_dropped(taken):
    post = "---\ntitle: Odd\ndate: 2024-03-04\n---\nText.\n"
    site = taken({**JEKYLL, "_posts/2024-03-03-odd.md": post})
    built = site.build("-W", "--keep-going")

    assert built.exit == 0, built.output
    assert "2024/03/04/odd" in old_addresses(site)
    assert site.has("posts/odd")


def test_where_there_is_no_article_it_says_so(tmp_path, capsys):
    assert main(["import", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("There is no article here")


@pytest.mark.parametrize(
    "text",
    [
        "```{include} /etc/passwd\n```", "- ```{include} /etc/passwd\n  ```", "> :::{include} /etc/passwd\n> :::", "~~~ {raw} html\nx\n~~~",
        "{raw}`x`", "*{raw-html}`x`*", "{{ env }}", "{% include x %}", "<script>x()</script>", "<IFRAME src=x>", "<a href='javascript:x()'>x</a>",
        "<p onclick=x()>x</p>", "![x](../../../../etc/x.png)", "![x](%2e%2e/%2E./etc/x.png)", "![x](/../../etc/x.png)",
    ],
)  # fmt: skip
def test_whatever_stands_in_a_page_is_text(text):
    made = wholeness.page("A {raw}`title` <b>", f"Before.\n\n{text}\n").casefold()

    assert not re.search(
        r"[`~:]{3,}[ \t]*\{|\{[\w:+.-]+\}`|\{[{%]|<(?:script|iframe)|javascript:|onclick|(?:\.\./){2}|%2e",
        made,
    )
    assert made.startswith("# a raw")


THEME = """\
A {{< tooltip text="kernel" term_id="k" >}} of version {{< param versions.core >}}.

{{% pageinfo color="warning" %}}

Mind this.

{{% /pageinfo %}}

{{<notice type="tip">}}
Close by.
{{</notice>}}

{{< blocks/content wrap="col" >}}

- {{< card header="Head" >}}Inner `code` text.{{< /card >}}

{{< /blocks/content >}}

{{< youtube-80 id="abc" title="A talk" >}} {{< partner-list >}}

{{<img src="/p.png" max-width="300px"
  alt="On two lines" />}}

`{{< kept >}}`
"""


def test_shortcodes_of_a_theme_leave_their_words_and_the_text_between_them(taken):
    config = HUGO["hugo.toml"] + "[params.versions]\ncore = 1.5\n"
    post = f"---\ntitle: T\ndate: 2024-02-05\n---\n{THEME}"
    site = taken({**HUGO, "hugo.toml": config, "content/posts/theme.md": post})
    built = site.build("-W", "--keep-going")
    page = site.page("posts/theme").select_one(".kb-article")
    told = (site.root / "IMPORT.md").read_text("utf-8")

    assert built.exit == 0, built.output
    assert "A kernel of version 1.5." in page.get_text()
    assert "Mind this." in page.select_one(".admonition.warning").get_text()
    assert page.find("img", alt="On two lines")
    assert "Close by." in page.select_one(".admonition.tip").get_text()
    assert page.strong.get_text() == "Head"
    assert "Inner code text." in page.get_text()
    assert page.find("a", string="A talk")["href"] == "https://www.youtube.com/watch?v=abc"
    assert "{{< kept >}}" in page.get_text()
    assert "what the old theme put in the place of {{< partner-list >}}" in told
    assert "- the shortcode blocks/content around a text, 1 times" in told


OLD_LOOKS = """\
<center><font size="4">Big</font> <strike>gone</strike></center>

<div style="color: red" align="center" onclick="x()"><img src="/images/x.png" alt="X" hspace="3" style="width: 9em"></div>

Copy <source> to <dest-dir>. <video controls><source src="/films/a.mp4" type="video/mp4"></video>

<h1>One</h1>

<section class="x">

Two.

</section>
"""


def test_html_of_an_old_theme_keeps_its_words_and_loses_its_looks(taken):
    site = taken({**JEKYLL, "_posts/2024-02-01-old.md": f"---\ntitle: Old\n---\n{OLD_LOOKS}"})
    built = site.build()
    page = site.page("posts/2024-02-01-old").select_one(".kb-article")

    assert built.warnings == []
    assert [page.find(name).get_text() for name in ("s", "h2")] == ["gone", "One"]
    assert "Copy <source> to <dest-dir>." in page.get_text()
    assert page.find("a", string="Video")["href"] == "https://old.example.org/b/films/a.mp4"
    assert "a video, now a link: /films/a.mp4" in (site.root / "IMPORT.md").read_text("utf-8")


def test_tabs_of_docusaurus_are_tabs(taken):
    tabs = (
        "<Tabs>\n<TabItem value='a' label='First'>\n\nOne.\n\n</TabItem>\n"
        '  <TabItem value="Second">\n\n```js\nx\n```\n\n  </TabItem>\n</Tabs>\n'
    )
    site = taken({**DOCUSAURUS, "blog/2024-05-01-tabs.md": f"---\ntitle: T\n---\n{tabs}"})
    built = site.build("-W", "--keep-going")

    assert built.exit == 0, built.output
    assert [
        one.get_text(strip=True)
        for one in site.page("posts/2024-05-01-tabs").select(".sd-tab-label")
    ] == ["First", "Second"]


def test_settings_of_docusaurus_may_have_their_names_in_quotes(taken):
    config = """export default {"title": "Doc", 'url': "https://d.example.org", 'baseUrl': '/'};"""
    post = "# New\n\n[x](/docs/x)\n\n[y]: /docs/y\n"
    files = {name: text for name, text in DOCUSAURUS.items() if name != "docusaurus.config.js"}
    site = taken({**files, "docusaurus.config.ts": config, "blog/2024-05-01-new.md": post})
    text = (site.root / "posts/2024-05-01-new.md").read_text("utf-8")

    assert "[x](https://d.example.org/docs/x)\n\n[y]: https://d.example.org/docs/y" in text


def test_settings_of_mkdocs_may_have_any_name_and_inherit(taken):
    base = (
        "site_name: Base\nsite_url: https://m.example.org/\nplugins:\n  blog: {blog_dir: notes}\n"
    )
    site = taken({
        "mkdocs.yml": "INHERIT: mkdocs-base.yml\nsite_name: Ours\n", "mkdocs-base.yml": base,
        "docs/notes/posts/one.md": "---\ndate: 2024-03-01\n---\n# One\n",
    })  # fmt: skip
    site.build()

    assert 'project = "Ours"' in (site.root / "conf.py").read_text("utf-8")
    assert "notes/2024/03/01/one" in old_addresses(site)


def test_a_site_without_an_address_is_where_its_host_serves_it(taken):
    config = JEKYLL["_config.yml"].replace("url: https://old.example.org\n", "")
    site = taken({**JEKYLL, "_config.yml": config})

    assert "[docs](https://old.example.org/b/docs/)" in (
        site.root / "posts/2024-01-02-First-post.md"
    ).read_text("utf-8")


def test_a_page_has_its_headings_under_its_title_and_they_keep_their_names(taken):
    page = "---\ntitle: How\n---\n#### Deep {#deep}\n\nSee [this](#deep).\x0c\n  # Top\n\n### Below\n\n```sh\n# no heading\n```\n"
    site = taken({**JEKYLL, "how.md": page})
    built = site.build("-W", "--keep-going")
    shown = site.page("pages/how")

    assert built.exit == 0, built.output
    assert [(one.name, one.contents[0]) for one in shown.select("article :is(h2, h3)")] == [
        ("h2", "Deep"),
        ("h2", "Top"),
        ("h3", "Below"),
    ]
    assert shown.find("a", string="this")["href"] == "#deep"
    assert "- csf\n" in (site.root / "_data/site.yml").read_text("utf-8")  # as a new site has it
    assert "# no heading" in shown.find("pre").get_text()


def test_signs_that_only_an_old_theme_draws_are_left_out_and_listed_once(taken):
    post = (
        "---\ndate: 2024-03-09\n---\n# One &amp; [two](x.md)<sub>2</sub> `a_b` snake_case_x\n\n[//]: # (a note)\n[//]: # (another)\n\n"
        "Press :material-pencil: and :octicons-x-16:{ .big }, `:material-pencil:`.\n"
    )
    site = taken({**MATERIAL, "docs/blog/posts/signs.md": post})
    built = site.build("-W", "--keep-going")
    page = site.page("posts/signs")

    assert built.exit == 0, built.output
    assert page.h1.contents[0] == "One & two2 a_b snake_case_x"
    assert "Press and, :material-pencil:." in page.get_text()
    assert "- icons of Material for MkDocs, 2 times" in (site.root / "IMPORT.md").read_text("utf-8")


def test_an_address_may_be_named_and_the_report_asks_for_it(taken, capsys):
    files = {**HUGO, "hugo.toml": 'title = "Notes"\nbaseURL = "/"\n'}
    files["content/posts/far.md"] = (
        "---\ntitle: Far\ndate: 2024-02-06\n---\n[x](/community/#meetings)\n"
    )
    site = taken(files)
    asked = capsys.readouterr().out
    taken(files, "--address", "https://h.example.org/")

    assert "name it by --address" in asked
    assert "name it by --address" not in capsys.readouterr().out
    assert (
        "[x](https://h.example.org/community/#meetings)" in (site.root / "posts/far.md").read_text()
    )


def test_code_without_an_end_ends_and_what_follows_is_text(taken):
    body = "> Run this:\n> ```\n\n[two](/2024/01/03/second)\n\n```sh\nx\n```\n\n```\nopen\n"
    site = taken({**JEKYLL, "_posts/2024-02-01-open.md": f"---\ntitle: Open\n---\n{body}"})
    built = site.build("-W", "--keep-going")
    told = (site.root / "IMPORT.md").read_text("utf-8")

    assert built.exit == 0, built.output
    assert (
        site.page("posts/2024-02-01-open")
        .find("a", string="two")["href"]
        .startswith("2024-01-03-second")
    )
    assert [one.get_text() for one in site.page("posts/2024-02-01-open").select(".kb-article pre")][
        -2:
    ] == ["x\n", "open\n"]
    assert "a piece of code in a quotation, which has no end" in told
    assert "a piece of code that has no end" in told


@pytest.mark.parametrize(
    "body", ["- ```\n  a\n  ```\n", "1. x\n\n   ~~~\n   a\n   ~~~\n", "````\n```\n````\n"]
)
def test_code_with_an_end_is_left_as_it_is(body):
    lost = []

    assert bodies.closed(body, lost) == body
    assert lost == []


LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
FAR = """\
![On
two lines](https://img.example.org/a(1).png) ![gone](/images/gone.png "Gone") ![kept](/images/x.png)

<img alt="Not here" src="gone.svg">  [![](/images/kept-by-lfs.png)](https://example.org/) [x](/images/no.pdf)

[old](../05/old.html#part) [dead](host.example.org/x) [dead](mail.example.com/x)

<script id="asciicast-1" src="https://asciinema.org/a/1.js" async></script>
<script async src="https://platform.twitter.com/widgets.js"></script>
<iframe src="https://codepen.example.org/x"></iframe>\x0c
"""


def test_what_does_not_come_is_a_link_to_where_it_was(taken, capsys):
    site = taken({
        **JEKYLL, "_posts/2024-02-01-far.md": f"---\ntitle: Far\nimage: /images/kept-by-lfs.png\n---\n{FAR}",
        "images/kept-by-lfs.png": LFS,
    })  # fmt: skip
    asked = capsys.readouterr().out
    text = (site.root / "posts/2024-02-01-far.md").read_text("utf-8")
    told = (site.root / "IMPORT.md").read_text("utf-8")

    for written in (
        "[On\ntwo lines](https://img.example.org/a(1).png)",
        '[gone](https://old.example.org/b/images/gone.png "Gone")',
        "![kept](/assets/images/x.png)",
        '<a href="https://old.example.org/b/2024/02/01/far/gone.svg">Not here</a>',
        "[Picture](https://example.org/)",
        "[x](https://old.example.org/b/images/no.pdf)",
        "[old](https://old.example.org/b/2024/02/01/05/old.html#part)",
        "[dead](host.example.org/x) [dead](mail.example.com/x)",
        "[Recording](https://asciinema.org/a/1)",
        "[codepen.example.org](https://codepen.example.org/x)",
    ):
        assert written in text
    assert "\x0c" not in text
    assert "widgets.js" not in text
    assert "image:" not in text
    assert "now a link: https://old.example.org/b/images/gone.png" in told
    assert told.count("/images/gone.png") == 1
    assert "scripts that only dress what stands beside them, 1 times" in told
    assert "1 files are kept by Git LFS: run `git lfs pull`" in asked
    assert "- `images/kept-by-lfs.png`" in told


def test_where_the_old_site_was_is_not_known_a_missing_picture_is_left_to_the_build(taken):
    config = JEKYLL["_config.yml"].replace("url: https://old.example.org\n", "")
    files = {name: text for name, text in JEKYLL.items() if name != "CNAME"}
    site = taken({
        **files, "_config.yml": config, "_posts/2024-02-01-far.md": "---\ntitle: F\n---\n![g](/images/gone.png)\n",
    })  # fmt: skip

    assert "![g](/images/gone.png)" in (site.root / "posts/2024-02-01-far.md").read_text("utf-8")


def test_html_of_material_names_its_pictures_from_the_address_of_the_page(taken):
    post = '---\ndate: 2024-03-09\n---\n# Up\n\n<img src="../../../../../img/p.png" alt="P"> [guide](../../other.md)\n'
    site = taken({**MATERIAL, "docs/blog/posts/up.md": post, "docs/img/p.png": PNG})
    text = (site.root / "posts/up.md").read_text("utf-8")

    assert '<img src="/assets/img/p.png" alt="P">' in text
    assert "[guide](https://m.example.org/other/)" in text


CONFIG = """\
module.exports = {title: 'Doc', url: 'https://d.example.org', baseUrl: '/', // blog: {path: 'no'}
  presets: [['classic', {
    blog: {feedOptions: {path: 'no'}, showReadingTime: true, postsPerPage: 5},
    pages: {path: 'src/pages'},
  }]],
  plugins: [['@docusaurus/plugin-content-blog', {id: "second", routeBasePath: '/news', path: './more'}]],
};
"""


def test_each_blog_of_docusaurus_has_its_own_settings(taken):
    site = taken({
        **DOCUSAURUS, "docusaurus.config.js": CONFIG, "src/pages/help.md": "# Help\n\nAsk.\n", "more/2024-06-01-more.md": "# More\n",
        "blog/authors.yml": "cy: {name: Cy, image_url: /img/cy.png}\n", "static/img/cy.png": PNG,
        "src/pages/2024-06-02-page.md": "# No post\n",
    })  # fmt: skip
    names = sorted(path.name for path in (site.root / "posts").iterdir())
    more = (site.root / "posts/2024-06-01-more.md").read_text("utf-8")

    assert names == ["2024-04-01-hello.md", "2024-04-02-own.md", "2024-06-01-more.md"]
    assert "- /news/2024/06/01/more\n" in more
    assert "picture: assets/img/cy.png" in (site.root / "_data/authors.yml").read_text("utf-8")


def test_an_old_address_that_two_articles_had_leads_to_the_first_and_is_told(taken):
    post = "---\ndate: 2024-03-09\nslug: same\n---\n# {}\n"
    site = taken(
        {
            **MATERIAL,
            "docs/blog/posts/x.md": post.format("X"),
            "docs/blog/posts/y.md": post.format("Y"),
        }
    )
    told = (site.root / "IMPORT.md").read_text("utf-8")
    kept = [
        name
        for name in ("x", "y")
        if "redirect_from" in (site.root / f"posts/{name}.md").read_text("utf-8")
    ]

    assert kept == ["x"]
    assert "its old address /blog/2024/03/09/same/, which posts/x.md has too" in told
