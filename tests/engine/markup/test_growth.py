"""The time that marks of other systems take grows with their number, whoever writes them."""

from __future__ import annotations

import time

import pytest
from markdown_it import MarkdownIt

from sphinx_kb.markup import (
    autolinks,
    boxes,
    formulas,
    inline_marks,
    kramdown,
    liquid,
    markdown_in_html,
    tabs,
    wikilinks,
)

pytestmark = pytest.mark.slow

PIECES = {
    "mdx-import": "import {\n",
    "mdx-import-words": "import" + " a" * 50 + "\n",
    "mdx-tabs": "<Tabs>\n",
    "mdx-tab": "<TabItem>\n  x\n</Tabs>\n",
    "mdx-tag": "<Tabs {a: \n",
    "box": "!!! note\n",
    "box-title": '!!! note "a" "a" "a"\n    x\n',
    "box-words": "!!! note" + " a" * 50 + "\n",
    "box-blanks": "!!! note\n\n\n\n\n",
    "box-within": "    " * 30 + "!!! note\n",
    "tab": '=== "a"\n\n    x\n\n',
    "tab-set": '===! "a"\n\n    x\n\n',
    "callout": "> [!note] a\n\n",
    "callout-open": "> [!note\n\n",
    "callout-deep": "> " * 30 + "[!note]\n",
    "address": "https://a.example.org/(a) ",
    "address-empty": "http://",
    "address-brackets": "http://a" + ")" * 90,
    "address-colons": ":",
    "address-www": "www.",
    "address-mail": "a@a",
    "address-mail-dots": "a.",
    "formula": "$$a$$ ",
    "formula-open": "$$ a\n",
    "formula-dollars": "$",
    "formula-apart": "$ a",
    "formula-blocks": "$$\na\n\n",
    "formula-brackets": "\\\\(",
    "marked": "==a== ",
    "marked-open": " ==a",
    "marked-within": " ==a *b ==c* ",
    "shortcode": ":a:b_",
    "comment": " %%a%%",
    "comment-open": " %%a\n",
    "wikilink": "[[a]] ",
    "wikilink-open": "[[a|",
    "wikilink-brackets": "![[",
    "html-markdown": "<div markdown=1>a</div>\n",
    "html-markdown-open": "<div markdown=1>\n",
    "html-markdown-lines": "<div markdown>\n**a**\n</div>\n",
    "html-tags": "<a <a",
    "shortcode-hugo": "{{< figure a=b >}} ",
    "shortcode-hugo-open": '{{< a="',
    "notice": "{{% notice %}}\n",
    "notices": "{{% notice note %}}\na\n{{% /notice %}}\n",
    "import": "import a from 'b'\n",
    "raw": "{% raw %}a{% endraw %}",
    "raw-open": "{% raw %}",
    "raw-code": "    {% raw %}\n",
    "prompt": "> a\n{: .prompt-tip }\n\n",
}


class Nothing:
    """Names that lead nowhere."""

    def find(self, docname: str, name: str) -> None:
        """Find nothing."""

    def known(self) -> list[str]:
        """Know no name."""
        return []


def seconds(text: str) -> float:
    """Return the time of the processor for a text."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.use(kramdown.plugin)
    for each in (boxes, tabs, autolinks, inline_marks, markdown_in_html):
        parser.use(each.plugin, text)
    parser.use(formulas.plugin, text, is_on=True)
    parser.use(wikilinks.plugin, text, Nothing(), "posts/a")
    start = time.process_time()
    body, _ = liquid.translate(inline_marks.without_comments(text))
    parser.parse(body)
    return time.process_time() - start


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_a_text_of_four_times_the_size_takes_about_four_times_as_long(piece):
    once = min(seconds(piece * (5_000 // len(piece))) for _ in range(2))
    four_times = min(seconds(piece * (20_000 // len(piece))) for _ in range(2))

    assert four_times < 8 * once + 0.05
