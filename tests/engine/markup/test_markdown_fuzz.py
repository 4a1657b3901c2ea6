"""Whatever an article is made of, the build goes on and its page is valid HTML.

A hundred random articles to a build; KB_SOAK=1 makes twenty builds.
"""

from __future__ import annotations

import random
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sphinx_kb.security.allowlist import DIRECTIVES
from sphinx_kb.security.html_tags import TAGS
from sphinx_kb.security.sanitize import MADE_TAGS
from sphinx_kb.testing import FRAME, Site, article
from support import SOAK
from support.hostile import PNG
from support.output import invalid, strict

if TYPE_CHECKING:
    from collections.abc import Callable

BUILDS = 20 if SOAK else 1
PER_BUILD = 100
WORDS = (
    "text", "risk", "a", "<kbcanary>", "</kbcanary>", '" kbcanary="', "<kbcanary x='", "&lt;kbcanary&gt;", "&",
    "&amp;", "&#60;kbcanary>", "<", ">", "*", "_", "**", "`", "~~", "[", "]", "(", ")", "{", "}", "{{ 7 * 7 }}",
    "{% x %}", "$5", "$", "|", "\\", "\\\\", "!", "^", "#", ":", ":::", "```", "~~~", "---", "===", "%", "+", "1.",
    "é", "漢字", "\u202e", "\u200b", "\u2028", "🔐", "<!--", "-->", "]]>", "<![CDATA[", "<?x", "</p>", "</div>",
    "</section>", "<br>", "<p>", "<b>", "</b>", "https://example.org/?a=1&b=2",
)  # fmt: skip
TARGETS = (
    "https://example.org/", "#heading", "#kbcanary", "other.md", "other.md#x", "missing.md", "../pages/own.md",
    "../assets/fine.png", "../assets/data.csv", "mailto:a@example.org", "<a b>", "#", "", "x.html", "/index.md",
    '"><kbcanary>', "https://example.org/<kbcanary>", "%22%3E%3Ckbcanary%3E",
)  # fmt: skip
CLASSES = ("lead", "kbcanary", "kb-drawer", "sd-text-center", '"kbcanary"', "note")
INSIDE = (
    "b",
    "i",
    "kbd",
    "span",
    "a",
    "sup",
    "abbr",
    "code",
    "kbcanary",
    "p",
    "div",
    "ins",
    "small",
)
AROUND = (
    "div",
    "details",
    "p",
    "ul",
    "table",
    "figure",
    "blockquote",
    "h2",
    "pre",
    "section",
    "kbcanary",
    "dl",
)
LABELS = ("label-a", "label-b", 'kbcanary"')
FORMULAS = (
    "a^2",
    "\\frac{a}{b}",
    "x &= y \\\\ z",
    "<kbcanary>",
    "^",
    "\\text{</math>}",
    "\\sqrt[3]{x}",
    "{",
    "",
)


class Writer:
    """Writes articles by chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # no secret

    def one(self, *ways: Callable[[], str]) -> str:
        """Return what one of some ways gives."""
        return self.chance.choice(ways)()

    def some(self, way: Callable[[], str], least: int, most: int, between: str) -> str:
        """Return what a way gives several times."""
        return between.join(way() for _ in range(self.chance.randint(least, most)))

    def pick(self, choices: tuple[str, ...]) -> str:
        return self.chance.choice(choices)

    # -- Within a line

    def words(self) -> str:
        return self.some(lambda: self.pick(WORDS[:3] * 6 + WORDS), 1, 6, " ")

    def attributes(self) -> str:
        kinds = (
            "",
            "",
            f"{{.{self.pick(CLASSES)}}}",
            "{#own-id}",
            '{title="<kbcanary>"}',
            "{width=50%}",
            "{.a .b #c}",
        )
        return self.pick(kinds)

    def text(self, depth: int = 2) -> str:
        """Return a run of text."""
        if depth <= 0:
            return self.words()
        within = self.text

        def html() -> str:
            tag = self.pick(INSIDE)
            ends = (f"</{tag}>", f"</{tag}>", f"</{tag}>", "", "</b>", f"</ {tag}>")
            kinds = ("", "", " class=lead", " id=x", " onclick=kbcanary", " href=#x")
            return f"<{tag}{self.pick(kinds)}>{within(depth - 1)}{self.pick(ends)}"

        ways = (
            self.words, self.words, self.words,
            lambda: f"*{within(depth - 1)}*", lambda: f"**{within(depth - 1)}**", lambda: f"~~{within(depth - 1)}~~",
            lambda: f"`{self.words()}`{self.attributes()}",
            lambda: f"[{within(depth - 1)}]({self.pick(TARGETS)}){self.attributes()}",
            lambda: f'![{self.words()}](../assets/fine.png "{self.words()}"){self.attributes()}',
            lambda: f"[{self.words()}]{{.{self.pick(CLASSES)} #{self.pick(('a', 'b'))}}}",
            lambda: f"<https://example.org/{self.pick(('', 'x', '<kbcanary>'))}>",
            lambda: f"[^{self.pick(('a', 'b', 'missing'))}]", lambda: "[ref]", lambda: f"[{self.words()}][ref]",
            lambda: f"{{math}}`{self.pick(FORMULAS)}`", lambda: f"{{{self.pick(('kbd', 'sub', 'sup', 'abbr'))}}}`{self.words()}`",
            lambda: f"{{abbr}}`CISO ({self.words()})`", lambda: f"{{doc}}`{self.pick(('other', '/index', 'missing'))}`",
            lambda: f"{{ref}}`{self.words()} <label-a>`", lambda: f"{{term}}`{self.words()}`", lambda: "{source}`1`",
            html, html, lambda: "  \n", lambda: "\\\n",
            lambda: f"=={within(depth - 1)}==", lambda: f"$${self.pick(FORMULAS)}$$", lambda: f"%%{self.words()}%%",
            lambda: f"[[{self.pick(('other', 'missing', 'fine.png', 'own#x'))}|{self.words()}]]",
            lambda: f"![[{self.pick(('fine.png', 'other', 'data.csv'))}]]", lambda: ":warning: :nothing:",
            lambda: self.pick(("https://example.org/<kbcanary>", "www.example.org/a_(b)", "a@example.org")),
        )  # fmt: skip
        return self.some(lambda: self.one(*ways), 1, 4, self.pick((" ", " ", "", "\n")))

    def line(self) -> str:
        return " ".join(self.text(1).split()) or "text"

    # -- Blocks

    def indented(self, text: str, mark: str, rest: str) -> str:
        lines = text.split("\n")
        return "\n".join([mark + lines[0], *((rest + line).rstrip() for line in lines[1:])])

    def table(self) -> str:
        columns = self.chance.randint(1, 3)

        def row() -> str:
            cells = (self.line().replace("|", "/") for _ in range(columns))
            return f"| {' | '.join(cells)} |"

        marks = (
            "|" + "|".join(self.pick(("---", ":--", "--:", ":-:")) for _ in range(columns)) + "|"
        )
        return "\n".join([row(), marks, *(row() for _ in range(self.chance.randint(0, 3)))])

    def html(self, depth: int) -> str:
        tag = self.pick(AROUND)
        attribute = self.pick(
            (
                "",
                "",
                ' class="lead kb-drawer"',
                " open",
                ' id="x"',
                " onclick=kbcanary",
                ' style="x"',
            )
        )
        end = self.pick((f"</{tag}>", f"</{tag}>", f"</{tag}>", "", "</div>"))
        space = self.pick(("\n", "\n\n"))
        inner = self.one(
            lambda: self.blocks(depth - 1),
            self.words,
            lambda: "<li>x",
            lambda: "<tr><td>x</table>",
            lambda: "",
        )
        return f"<{tag}{attribute}>{space}{inner}{space}{end}"

    def directive(self, depth: int) -> str:
        """Return a directive, with what fits in it and what does not."""
        name = self.pick(
            (
                *sorted(DIRECTIVES),
                *sorted(DIRECTIVES),
                "tab-set",
                "grid",
                "card",
                "list-table",
                "figure",
            )
        )
        options = self.some(lambda: self.pick((
            ":class: lead", f":name: {self.pick(('n1', 'n2', 'main-content'))}", ":width: 30%", ":align: right",
            ":header-rows: 1", ":widths: 10 20", ":caption: A *caption* <kbcanary>", ":linenos:", ":open:",
            ":img-top: ../assets/fine.png", ":link: https://example.org/", ":alt: <kbcanary>", ":color: primary",
            ":figwidth: 200px", ":columns: 6", ":label: eq-a", ":icon: alert", ":nonsense: x", ":text-align: center",
            ":sync: <kbcanary>", ":header: H", ":footer: F", ":selected:",
        )), 0, 3, "\n")  # fmt: skip
        argument, body = self.line(), self.blocks(depth - 1)
        if name in {"tab-set", "grid"} and self.chance.random() < 0.9:
            inner = {"tab-set": "tab-item", "grid": "grid-item-card"}[name]
            argument, body = (
                self.pick(("", "2", "1 2 3 4")),
                self.some(
                    lambda: self.fenced(inner, self.line(), "", self.blocks(depth - 2)),
                    1,
                    3,
                    "\n\n",
                ),
            )
        elif name in {"figure", "image"}:
            argument = "../assets/fine.png"
            body = self.line() if name == "figure" else ""
        elif name in {"code", "code-block", "sourcecode"}:
            argument, body = (
                self.pick(("python", "text", "html", "kbcanary")),
                "<kbcanary>\n" + self.words(),
            )
        elif name == "math":
            argument, body = "", self.pick(FORMULAS)
        elif name == "list-table" and self.chance.random() < 0.9:
            body = "\n".join(
                f"* - {self.line()}\n  - {self.line()}" for _ in range(self.chance.randint(1, 3))
            )
        elif name == "table" and self.chance.random() < 0.9:
            body = self.table()
        elif name in {"rubric", "tab-item", "admonition", "card", "dropdown", "sidebar", "margin"}:
            pass
        else:
            argument = self.pick(("", "", argument))
        return self.fenced(name, argument, options, body)

    def fenced(self, name: str, argument: str, options: str, body: str) -> str:
        """Return a directive in a fence that is longer than those in it."""
        mark = self.pick(("`", "`", ":", "~"))
        longest = max(
            (len(found) for found in re.findall(r"^[ >]*([`:~]{3,})", body, re.MULTILINE)),
            default=2,
        )
        fence = mark * (longest + 1)
        head = f"{fence}{{{name}}} {argument}".rstrip()
        return "\n".join(filter(None, [head, options])) + f"\n\n{body}\n{fence}"

    def block(self, depth: int) -> str:
        """Return one block."""
        if depth <= 0:
            return self.text(1)
        inner = lambda: self.blocks(depth - 1)  # noqa: E731
        return self.one(
            self.text, self.text, self.text, lambda: f"{'#' * self.chance.randint(1, 6)} {self.line()}",
            lambda: f"{self.line()}\n{self.pick(('---', '==='))}", self.table,
            lambda: self.some(lambda: self.indented(inner(), self.pick(("- ", "* ", "- [ ] ", "- [x] ")), "  "), 1, 3, "\n"),
            lambda: self.some(lambda: self.indented(inner(), "1. ", "   "), 1, 3, "\n"),
            lambda: self.indented(inner(), "> ", "> "), lambda: f"{self.line()}\n{self.indented(inner(), ': ', '  ')}",
            lambda: f"```{self.pick(('', 'python', 'kbcanary', 'c++', '<kbcanary>'))}\n{self.words()}\n```",
            lambda: self.indented(self.words(), "    ", "    "), lambda: self.html(depth), lambda: self.html(depth),
            lambda: self.directive(depth), lambda: self.directive(depth), lambda: self.directive(depth),
            lambda: self.indented(inner(), f"[^{self.pick(('a', 'b'))}]: ", "    "),
            lambda: f"({self.pick(LABELS)})=\n{self.block(depth - 1)}",
            lambda: f"{{.{self.pick(CLASSES)} #{self.pick(('p', 'q'))}}}\n{self.block(depth - 1)}",
            lambda: f"{self.text(1)}\n{{: .{self.pick(CLASSES)} #k}}", lambda: "* * *", lambda: "% a comment",
            lambda: f"[ref]: https://example.org/ '{self.words()}'", lambda: "+++", lambda: "* Contents\n{:toc}",
            lambda: self.indented(f"{self.pick(('!!! note', '??? tip', '===', '!!! kbcanary'))} \"{self.line()}\"\n{inner()}", "", "    "),
            lambda: f"> [!{self.pick(('note', 'kbcanary'))}]{self.pick(('', '-', '+'))} {self.line()}\n{self.indented(inner(), '> ', '> ')}",
            lambda: f":::tip[{self.line()}]\n{inner()}\n:::", lambda: f"$$\n{self.pick(FORMULAS)}\n$$",
            lambda: f'```yaml title="{self.words()}" {{1,3-4}}\n{self.words()}\n```',
            lambda: f"<div markdown='1'>\n{inner()}\n</div>", lambda: f"{{{{< figure src='../assets/fine.png' caption='{self.words()}' >}}}}",
            lambda: f"{{{{% notice tip %}}}}\n{inner()}\n{{{{% /notice %}}}}",
            lambda: f"<!-- {self.words()} -->", lambda: f":::{self.pick(CLASSES)}\n{inner()}\n:::",
        )  # fmt: skip

    def blocks(self, depth: int) -> str:
        return self.some(lambda: self.block(depth), 1, 3, "\n\n")

    def article(self) -> str:
        """Return an article."""
        head = (
            "sources: [{title: '<kbcanary>', url: 'https://example.org/'}]\n"
            if self.chance.random() < 0.2
            else ""
        )
        return article(
            head, self.some(lambda: self.block(3), 2, 7, "\n\n") + "\n", title="'A <kbcanary> & b'"
        )


def wrong(html: str) -> str:
    """Return what is wrong with a page of an article, or ""."""
    start, foot = html.index('<article class="bd-article'), html.index('<footer class="kb-foot"')
    end = html.rindex("</article>", 0, foot)
    text = f"<!DOCTYPE html><html><head><title>x</title></head><body>{html[start:end]}</article></body></html>"
    tree, error = strict(text)
    if tree is None:
        return error
    body = next(node for node in tree.iter("article")).find("section")
    if body is None:
        return "no section"
    for node in body.iter():
        tag = str(node.tag).rpartition("}")[2]
        if tag not in TAGS | MADE_TAGS or any(
            "kbcanary" in name or name.startswith("on") for name in node.attrib
        ):
            return f"<{tag} {' '.join(node.attrib)}>"
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    return (
        f"ids: {sorted({name for name in ids if ids.count(name) > 1})}"
        if len(ids) != len(set(ids))
        else ""
    )


@pytest.mark.slow
@pytest.mark.soak
@settings(
    max_examples=BUILDS, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(st.lists(st.integers(0, 2**32 - 1), min_size=PER_BUILD, max_size=PER_BUILD, unique=True))
def test_random_articles_never_stop_a_build_and_make_valid_pages(seeds):
    with tempfile.TemporaryDirectory(prefix="kb-fuzz-") as folder:
        site = Site(Path(folder) / "site").write({
            **FRAME, "posts/other.md": article(title="Other"), "pages/own.md": "# Own\n", "assets/fine.png": PNG,
            "assets/data.csv": "a,b\n", **{f"posts/f-{seed}.md": Writer(seed).article() for seed in seeds},
        })  # fmt: skip
        built = site.build()
        pages = {seed: f"posts/f-{seed}.html" for seed in seeds if site.has(f"posts/f-{seed}")}
        found = {path: (site.out / path).read_text("utf-8") for path in pages.values()}
        faults = {path: fault for path, html in found.items() if (fault := wrong(html))}
        whole = {path: strict(html)[1] for path, html in list(found.items())[:3]}
        for path, fault in faults.items():
            print(f"\n== {path}: {fault}\n{Writer(int(path[8:-5])).article()}")

        assert "Traceback" not in built.output, built.output[-3000:]
        assert built.exit == 0
        assert len(pages) > PER_BUILD / 3
        assert faults == {}
        assert set(whole.values()) == {""}


@pytest.mark.slow
def test_every_page_of_a_site_with_every_construct_is_valid(sample_site):
    assert invalid(sample_site) == {}


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_seed_writes_the_same_article(seed):
    assert Writer(seed).article() == Writer(seed).article()
