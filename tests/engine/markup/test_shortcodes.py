"""Shortcodes of Hugo, hints of GitBook, lines of MDX: what has a meaning is shown, the rest is named."""

from __future__ import annotations

import pytest

from sphinx_kb.markup import liquid
from sphinx_kb.testing import article
from support.hostile import PNG

MEANINGS = {  # a line -> the Markdown that it stands for
    '{{< figure src="/a.png" alt="An A" caption="Losses" >}}': '![An A](</a.png> "Losses")',
    '{{< figure src="/a.png" title="Losses" link="https://example.org" >}}': '[![](</a.png> "Losses")](<https://example.org>)',
    '[x]({{< ref "other.md" >}})': "[x](other.md)",
    '[x]({{< relref "other#part" >}})': "[x](other.md#part)",
    '[x]({{< ref "posts/other.md" >}})': "[x](/posts/other.md)",
    "{{< youtube a-1_b >}}": "[Video on YouTube](https://www.youtube.com/watch?v=a-1_b)",
    '{{< youtube id="a-1_b" autoplay="true" >}}': "[Video on YouTube](https://www.youtube.com/watch?v=a-1_b)",
    "{{< vimeo 123 >}}": "[Video on Vimeo](https://vimeo.com/123)",
    "{{< gist user 12ab >}}": "[Code: user/12ab](https://gist.github.com/user/12ab)",
    '{{< tweet user="one" id="12" >}}': "[Post on X](https://x.com/one/status/12)",
    "{{</* figure */>}}": "{{< figure >}}",
    "`{{< figure >}}`": "`{{< figure >}}`",
}
NAMED = {  # what has no meaning here -> whose it is
    "{{< gallery >}}": "Hugo",
    "{{% include file=x %}}": "Hugo",
    "{{ .Page.Title }}": "Jekyll",
    "{% tabs %}": "GitBook",
    '{% content-ref url="x.md" %}': "GitBook",
    "{% include x.html %}": "Jekyll",
    "import prose from 'anywhere';": "MDX",
    "export const a = 1;": "MDX",
}
NOTICES = {
    '{{% notice warning "A title" %}}\nText.\n{{% /notice %}}': ("warning", "A title"),
    "{{< alert >}}\nText.\n{{< /alert >}}": ("note", "Note"),
    '{{< alert title="Mind" color="danger" >}}\nText.\n{{< /alert >}}': ("danger", "Mind"),
    '{{< callout type="tip" >}}\nText.\n{{< /callout >}}': ("tip", "Tip"),
    "{{< hint info >}}\nText.\n{{< /hint >}}": ("note", "Info"),
    '{% hint style="success" %}\nText.\n{% endhint %}': ("tip", "Success"),
}


@pytest.mark.parametrize(("line", "markdown"), MEANINGS.items())
def test_a_shortcode_with_a_meaning_is_markdown(line, markdown):
    assert liquid.translate(line) == (markdown, [])


@pytest.mark.parametrize(("mark", "system"), NAMED.items())
def test_any_other_is_named_with_its_system(mark, system):
    _, faults = liquid.translate(f"Text.\n\n{mark}\n")
    shown = mark if len(mark) <= liquid.LONGEST else mark[: liquid.LONGEST - 1] + "…"

    assert faults == [(3, f"remove '{shown}', which only {system} understands")]


MDX = """\
import Tabs from '@theme/Tabs';
import {
  TabItem,
} from '@theme/TabItem';

<Tabs
  groupId="system"
  values={[
    {label: 'Linux', value: 'lin'},
  ]}>
  <TabItem value="lin">

    Text *one*.

    ```sh
    <Tabs>
    ```

  </TabItem>
  <TabItem value='win' label={"Windows"} default>
    - Two
      - within
  </TabItem>
</Tabs>
"""


def test_imports_of_what_a_text_uses_show_nothing_and_tabs_of_mdx_are_tabs(make_site):
    text, faults = liquid.translate(MDX)
    page = make_site({"posts/mdx.md": article(body=MDX)})
    built = page.build()
    shown = page.page("posts/mdx").select_one(".kb-article")

    assert faults == []
    assert text.count("\n") == MDX.count("\n")
    assert built.warnings == []
    assert [one.get_text(strip=True) for one in shown.select(".sd-tab-label")] == [
        "Linux",
        "Windows",
    ]
    assert [one.get_text() for one in shown.select(".sd-tab-content em, .sd-tab-content pre, li li")] == [
        "one", "<Tabs>\n", "within",
    ]  # fmt: skip
    assert "import" not in shown.get_text()


def test_tabs_that_do_not_end_and_tags_in_code_stay_as_they_are():
    for text in ("<Tabs>\n\nx\n", "```\n<Tabs>\n</Tabs>\n```\n", "</Tabs>\n"):
        assert liquid.translate(text) == (text, [])


def test_shortcodes_make_pictures_boxes_and_code(make_site):
    files = {f"posts/m{n}.md": article(body=f"{text}\n") for n, text in enumerate(NOTICES)}
    text = (
        '{{< figure src="/assets/p.png" alt="An A" caption="Losses" >}}\n\n'
        '{{< highlight go "linenos=true,hl_lines=2" >}}\na\nb\n{{< /highlight >}}\n\n'
        "```\n{{</* figure */>}}\n```\n"
    )
    site = make_site({**files, "posts/a.md": article(body=text), "assets/p.png": PNG})
    built = site.build("-W", "--keep-going")
    page = site.page("posts/a").select_one("article > section")
    boxes = {}
    for n, notice in enumerate(NOTICES):
        (box,) = site.page(f"posts/m{n}").select(".admonition")
        kind = next(name for name in box["class"] if name != "admonition")
        boxes[notice] = kind, box.select_one(".admonition-title").get_text()

    assert built.exit == 0, built.output
    assert boxes == NOTICES
    assert page.select_one("figure img")["alt"] == "An A"
    assert page.select_one("figcaption .caption-text").get_text() == "Losses"
    assert [node.get_text() for node in page.select("pre")] == ["1a\n2b\n", "{{< figure >}}\n"]


def test_components_of_mdx_are_named(make_site):
    site = make_site(
        {"posts/a.md": article(body="Text <Icon name='x' /> text.\n\n<Tabs>\n\nText.\n\n</Tabs>\n")}
    )
    told = [line.partition(" [kb")[0] for line in site.build().warnings]

    assert told == [
        "posts/a.md:6: WARNING: remove <Icon> of MDX: it is not kept in an article",
        "posts/a.md:8: WARNING: remove <Tabs> of MDX: it is not kept in an article",
        "posts/a.md:12: WARNING: remove </Tabs> of MDX: it is not kept in an article",
    ]
