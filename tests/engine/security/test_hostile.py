"""An article is data: what hostile articles try, and what becomes of them."""

from __future__ import annotations

import gzip
import io
import os
import re
import sys
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

import html5lib
import pytest
from docutils.parsers.rst import directives, roles
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.security.allowlist import DIRECTIVES, ROLES
from sphinx_kb.security.html_tags import TAGS
from sphinx_kb.security.html_values import ATTRIBUTES
from sphinx_kb.security.sanitize import MADE_ATTRIBUTES, MADE_TAGS
from sphinx_kb.testing import FRAME, Built, Site, article, once
from support import hostile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

pytestmark = pytest.mark.slow

CORPUS = hostile.corpus()
ADDRESSES = {"href", "src", "action", "cite", "formaction", "data", "poster", "background"}
ALLOWED = set().union(*ATTRIBUTES.values(), *MADE_ATTRIBUTES.values())
COVERING = {
    "kb-drawer", "bd-sidebar-primary", "skip-link", "kb-copy", "kb-close", "sd-stretched-link",
    "sd-card-img-overlay",
}  # fmt: skip
GOOD = article(body="A [file](../assets/good.csv) and a picture.\n\n![x](../assets/good.png)\n")


class Watch:
    """What Python opened, ran and connected to while it was on."""

    def __init__(self) -> None:
        self.on = True
        self.opened: set[str] = set()
        self.acted: list[tuple[str, str]] = []
        sys.addaudithook(self._note)

    def _note(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.on:
            return
        if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
            self.opened.add(os.path.realpath(os.fsdecode(arguments[0])))
        elif event in {"os.system", "os.exec", "os.posix_spawn", "subprocess.Popen", "socket.connect",
                       "socket.getaddrinfo", "urllib.Request"}:  # fmt: skip
            self.acted.append((event, str(arguments[0])))


@dataclass
class Result:
    """A built site of hostile articles."""

    site: Site
    built: Built
    bytes: dict[str, bytes]
    before: dict[str, tuple[int, int]]
    after: dict[str, tuple[int, int]]
    opened: set[str]
    acted: list[tuple[str, str]]
    named: set[str] = field(default_factory=set)  # articles, by their words or their files' names
    told: dict[str, list[int]] = field(default_factory=dict)


def unpacked(data: bytes) -> bytes:
    """Return a file's bytes without their compression."""
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """Return the site of all hostile articles, built once."""
    return once(tmp_path_factory, "hostile", made)


def made(folder: Path) -> Result:
    """Build the site of all hostile articles, with a good article among them."""
    site = Site(folder / "hostile" / "site").write({**FRAME, "pages/own.md": "# Own\n"})
    site.write({f"posts/{one.name}.md": one.source for one in CORPUS})
    site.write(
        {"posts/good.md": GOOD, "assets/good.csv": "good,csv\n", "assets/good.png": hostile.PNG}
    )
    hostile.write_surroundings(site.root)
    before = hostile.outside(site.root)
    watch = Watch()
    built = site.build("-W", "--keep-going", has_twin=False)
    watch.on = False
    files = {path: unpacked(data) for path, data in site.files().items()}
    after = hostile.outside(site.root)
    found = Result(site, built, files, before, after, watch.opened, watch.acted)
    for path, data in files.items():
        marks = re.findall(rb"([\w-]+)\.(?:html|md)\b|(word[a-z0-9]+end)", data)
        found.named.update(mark.decode() for pair in marks for mark in pair)
        found.named.add(path.rpartition("/")[2].partition(".")[0])
    for line in built.warnings:
        if place := re.match(r"(?:.*/)?posts/([\w-]+)\.md:(\d+): (?:WARNING|ERROR): ", line):
            found.told.setdefault(place[1], []).append(int(place[2]))
    return found


def faults(tree: Element, *, in_article: bool) -> Iterator[str]:
    """Yield what could act in a tree of a page, or cover it."""
    for node in tree.iter():
        if not isinstance(node.tag, str):
            yield "a comment"
            continue
        tag = node.tag.rpartition("}")[2]
        if in_article and tag not in TAGS | MADE_TAGS:
            yield f"<{tag}>"
        for name, value in node.attrib.items():
            plain = re.sub(r"[\x00-\x20]", "", value).lower()
            if name.startswith("on") or name == "style" or (in_article and name not in ALLOWED):
                yield f"{name}= of <{tag}>"
            if name in ADDRESSES and re.match(r"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", plain):
                yield f"{name}={value}"
            if name in {"src", "srcset"} and re.match(r"https?:|[/\\]{2}", plain):
                yield f"{name}={value}"
        if in_article:
            yield from COVERING & set(node.get("class", "").split())


def trees(html: str) -> tuple[Element, list[Element]]:
    """Return a page as a browser reads it, and the articles in it."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    found = [node for node in tree.iter("article") if "bd-article" in node.get("class", "")]
    return tree, found


@pytest.mark.parametrize("one", CORPUS, ids=lambda one: one.name)
def test_a_hostile_article_is_left_out_or_harmless_and_its_author_told(result, one):
    docname = f"posts/{one.name}"
    told = result.told.get(one.name, [])
    if not one.silent:
        assert any(abs(line - one.line) <= one.beside for line in told), (one.line, told)
    if one.fate == "out":
        assert not result.site.has(docname)
        assert {one.word, one.name} & result.named == set()
        return

    tree, articles = trees(result.bytes[f"{docname}.html"].decode())
    body = articles[0].find("section")
    assert body is not None
    text = "".join(body.itertext())
    assert one.word in text
    assert list(faults(body, in_article=True)) == []
    assert list(faults(tree, in_article=False)) == []
    assert not re.search(r"\b49\b", text)


def test_every_page_keeps_its_frame_and_has_no_script_but_its_own(result):
    own = None
    for path, data in sorted(result.bytes.items()):
        if not path.startswith("posts/") or not path.endswith(".html"):
            continue
        tree, articles = trees(data.decode())
        scripts = [
            (node.get("src"), node.text) for node in tree.iter("script") if node.get("type") is None
        ]
        ids = [node.get("id") for node in tree.iter() if node.get("id")]
        own = own or scripts

        assert scripts == own, path
        assert len(articles) == len(list(tree.iter("main"))) == len(list(tree.iter("h1"))) == 1, (
            path
        )
        assert next(tree.iter("main")).get("id") == "main-content", path
        assert len(list(tree.iter("base"))) == 0, path
        assert len(ids) == len(set(ids)), (
            path,
            sorted(name for name in ids if ids.count(name) > 1),
        )
        assert any("bd-footer-content" in node.get("class", "") for node in tree.iter("footer")), (
            path
        )


def test_feeds_and_lists_carry_nothing_that_acts(result):
    for path, data in result.bytes.items():
        if path.startswith("_static/"):
            continue  # the theme's own
        text = data.decode("utf-8", "replace")
        if path.endswith(".html"):
            assert list(faults(trees(text)[0], in_article=False)) == [], path
        elif path.endswith((".xml", ".json")):
            for written in re.findall(
                r"&lt;[a-z].*?(?=</content>|</description>|$)|<[a-z][^>]*\son\w+=.*", text
            ):
                tree = html5lib.parseFragment(unescape(written), namespaceHTMLElements=False)
                assert list(faults(tree, in_article=False)) == [], path
                assert list(tree.iter("script")) == [], path


def test_no_byte_of_the_output_is_from_a_file_that_is_not_published(result):
    words = {*hostile.CANARIES.values(), "canarylarge"}
    found = [
        (path, word)
        for path, data in result.bytes.items()
        for word in words
        if word.encode() in data
    ]

    assert found == []


def test_no_hostile_drawing_is_published(result):
    drawings = {drawing.encode() for drawing in hostile.DRAWINGS.values() if drawing}

    assert [path for path, data in result.bytes.items() if data in drawings] == []


def test_of_a_drawing_that_is_cleaned_nothing_that_acts_is_published(result):
    drawings = [
        data
        for path, data in result.bytes.items()
        if path.endswith("-drawn.svg") and b"cleaned" in path.encode()
    ]

    assert len(drawings) == len(hostile.CLEANED)
    for data in drawings:
        assert not re.search(
            rb"script|canary|example\.org|foreign|onload|onclick|data-|<!|<\?", data
        )


def test_a_good_article_among_them_is_published_with_its_files(result):
    assert b"good,csv\n" in result.bytes.values()
    assert result.site.page("posts/good").select("article img")


def test_nothing_is_written_or_changed_outside_the_output(result):
    assert result.after == result.before


def test_nothing_is_opened_that_an_article_may_not_read(result):
    root = result.site.root
    paths = {os.path.realpath(root / path) for path in hostile.CANARIES}
    paths -= {os.path.realpath(root / "posts/_drafts/kept.md")}  # its head is read: it is a draft
    paths -= {os.path.realpath(root / "conf.py")}  # Sphinx runs it; no byte of it is in the output
    hidden = [path for path in result.opened if path.startswith(f"{root}/.")]

    assert result.opened & paths == set()
    assert hidden == []
    assert "/etc/hostname" not in result.opened


def test_nothing_is_run_and_nobody_is_called(result):
    assert [act for act in result.acted if "pagefind" not in act[1]] == []


def test_the_build_goes_on_and_ends_with_1(result):
    assert result.built.exit == 1
    assert "Traceback" not in result.built.output
    assert "posts/head-myst.md:4: WARNING: remove the field 'myst'" in result.built.output


def test_each_of_a_few_alone_ends_a_build_with_1(make_site):
    for name in (
        "nested-in-cell",
        "link-mixed-case",
        "html-in-caption",
        "text-jinja",
        "svg-script",
    ):
        one = next(one for one in CORPUS if one.name == name)
        site = make_site({f"posts/{name}.md": one.source}, folder=name)
        (site.root / "assets").mkdir()
        hostile.write_surroundings(site.root)
        site.remove("posts/symlinked.md", "assets/linked", "posts/_drafts/kept.md")
        built = site.build("-W", "--keep-going")

        assert (built.exit, f"posts/{name}.md:{one.line}: WARNING" in built.output) == (1, True), (
            name
        )


@pytest.fixture(scope="module")
def registered(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str]]:
    """Return the names of all directives and roles that this site's Sphinx knows."""
    root = tmp_path_factory.mktemp("registry") / "site"
    Site(root).write(FRAME)

    with docutils_namespace():
        app = Sphinx(
            root, root, root / "out", root / "trees", "html", status=None, warning=io.StringIO()
        )
        assert CatalogDomain.of(app.env).articles == {}
        known = [set(directives._directive_registry) | set(directives._directives)]
        known += [set(roles._role_registry) | set(roles._roles)]
        for kind, index in (("directives", 0), ("roles", 1)):
            for name, domain in app.env.domains.items():
                known[index] |= {f"{name}:{own}" for own in getattr(domain, kind)}
                known[index] |= set(getattr(domain, kind)) if name == "std" else set()
        app.events.emit("build-finished", InterruptedError())  # it gives its turn back
    return known[0], known[1]


def test_every_directive_and_role_that_is_not_listed_is_refused(make_site, registered):
    names, role_names = (sorted(known - listed) for known, listed in
                         zip(registered, (DIRECTIVES, ROLES), strict=True))  # fmt: skip
    ways = {
        "fence": "```{%s} x\n```\n", "colons": ":::{%s} x\n:::\n", "tildes": "~~~{%s}\nx\n~~~\n",
        "quote": "> ```{%s}\n> x\n> ```\n",
    }  # fmt: skip
    role_ways = {
        "text": "{%s}`x`\n\n",
        "cell": "| a |\n|---|\n| {%s}`x` |\n\n",
        "title": "#### {%s}`x`\n\n",
    }
    files = {f"posts/d-{way}.md": article(body="\n".join(form % name for name in names))
             for way, form in ways.items()}  # fmt: skip
    files |= {f"posts/r-{way}.md": article(body="".join(form % name for name in role_names))
              for way, form in role_ways.items()}  # fmt: skip
    built = make_site(files).build()
    refused: dict[str, set[str]] = {}
    for place, name in re.findall(
        r"posts/([\w-]+)\.md:\d+: WARNING: remove \{(.+?)\}, which", built.output
    ):
        refused.setdefault(place, set()).add(name)

    assert len(names) > 100
    assert len(role_names) > 100
    assert {place: set(names) - found for place, found in refused.items() if place[0] == "d"} == {
        f"d-{way}": set() for way in ways
    }
    assert {
        place: set(role_names) - found for place, found in refused.items() if place[0] == "r"
    } == {f"r-{way}": set() for way in role_ways}
    assert "Traceback" not in built.output


def test_files_that_only_look_like_articles_are_told_of_and_left_out(make_site):
    files: dict[str, str | bytes] = {
        "posts/latin.md": article(body="wordlatin \xe9\n").encode("latin-1"),
        "posts/wide.md": article(body="wordwide\n").encode("utf-16"),
        "posts/nul.md": article(body="wordnul \x00\n"),
        "posts/control.md": article(body="wordcontrol \x08\n"),
        "posts/large.md": article(body="wordlarge\n" + "x " * 1_000_001),
        "posts/page.html": "<p>wordpage</p>",
        "posts/text.rst": "wordrst\n",
        "posts/open.md": "---\ntitle: wordopen\n",
        "posts/good.md": article(),
    }
    site = make_site(files)
    (site.root / "posts/loop").symlink_to(site.root / "posts", target_is_directory=True)
    (site.root / "posts/device.md").symlink_to("/dev/zero")
    built = site.build("-W", "--keep-going")
    words = re.findall(
        rb"word(?:latin|wide|nul|control|large|page|rst|open)", b"".join(site.files().values())
    )

    assert built.exit == 1
    assert words == []
    assert [path for path in [*files, "posts/loop", "posts/device.md"]
            if f"{path}:" not in built.output] == ["posts/good.md"]  # fmt: skip
    assert "Traceback" not in built.output
