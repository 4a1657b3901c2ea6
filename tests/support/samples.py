"""Parts of sites that several tests stand on."""

from sphinx_kb.testing import article
from support.hostile import PNG
from support.registers import RISKS

GLOSSARY = """# Glossary

```{glossary}
Risk appetite
Appetite for risk
  How much risk an organization takes on purpose.

MFA
Two-factor authentication
  More than one proof of who you are. Source: [somebody](https://example.org/).
```
"""

# -- Three small frameworks, and what maps one to the others --

FRAMEWORK_HEAD = "publisher: Somebody\nsource: https://example.org/\n"
CSF = f"""\
name: The Framework
short: TF
version: "2.0"
date: 2024-02-26
{FRAMEWORK_HEAD}groups:
  - id: GV
    name: GOVERN
    names:
      GV.OC: Context
      GV.RM: Strategy
    parts:
      GV.RM: 01, 06
  - id: ID
    name: IDENTIFY
    names:
      ID.AM: Assets
"""
CIS = f"""\
name: The Controls
short: TC
version: "8"
date: 2024
mark: CIS
{FRAMEWORK_HEAD}groups:
  - names:
      4: Configuration
      5: Accounts
"""
ISO = f"""\
name: The Standard
short: TS
version: "2022"
date: 2022
{FRAMEWORK_HEAD}groups:
  - id: A.5
    name: Organizational
    count: 8
    names:
      A.5.7: Threats
"""
CROSSWALK = "GV.RM: {cis: [4], clauses: [6.1], iso: [A.5.1-A.5.3]}\nID.AM: {cis: [5, 4]}\n"
FRAMEWORKS = {
    "_data/controls/csf.yml": CSF,
    "_data/controls/cis.yml": CIS,
    "_data/controls/iso.yml": ISO,
    "_data/controls/crosswalk.yml": CROSSWALK,
}

# -- An article with every construct, among what a site has beside it --

BODY = f"""\
A first paragraph with `code` and a link to <https://example.org/{"long" * 60}>.

## One

```python
print("{"wide " * 60}")
```

## Two

````{{tab-set}}
```{{tab-item}} First
The first text.
```
```{{tab-item}} Second
The second text.
```
````

```{{dropdown}} More
What was hidden.
```

### Three

| {" | ".join(f"Column number {n}" for n in range(12))} |
|{"---|" * 12}
| {" | ".join("words that take place" for _ in range(12))} |

```{{list-table}} A table
:widths: 10 90
:width: 80%
* - {"Unbreakable" * 12}
  - Text.
```

```{{math}}
{" + ".join(f"a_{{{n}}}" for n in range(60))}
```

````{{grid}} 1 2 3 4
```{{grid-item-card}} A card
{"Longword" * 20}
```
```{{grid-item-card}} Another
Text.
```
````

```{{figure}} ../assets/wide.png
:width: 2000px
A caption.
```

```{{sidebar}} Aside
Text.
```

{"Averylongword" * 20}

Text.[^1]

[^1]: A note.
"""
EVERY_CONSTRUCT = {
    "_data/risks.yml": RISKS.replace("    articles: [fire]\n", ""),
    "posts/all.md": article(
        "authors: [mishaal, editors]\ncategories: [Risk management]\ntags: [one, two]\ntoc: true\n"
        f"redirect_from: /old/\nbeforetoc: Before.\nsources: [{{title: '{'A long source ' * 12}', "
        f"url: 'https://example.org/{'x' * 120}'}}]\n",
        BODY, title="An article with every construct"),
    **{f"posts/other-{number}.md": article(
        "authors: editors\ncategories: [Risk management]\ntags: [one]\n", "## A\n\nText.\n\n## B\n\nText.\n",
        title=f"Article {number} {'Longword' * 9 if number == 3 else ''}") for number in range(14)},
    "pages/about.md": "# About\n\n## One\n\nText.\n\n## Two\n\nText.\n\n```python\nx = 1\n```\n",
    "pages/glossary.md": "# Glossary\n\n```{glossary}\nRisk\n  What may happen.\n```\n",
    "assets/wide.png": PNG,
    "_data/paths.yml": "start:\n  name: Start\n  line: A path.\n  articles:\n    - slug: all\n      reason: It is first.\n",
}  # fmt: skip

# -- A site with every construct and every field of CONTRIBUTING --

MORE = """\
An opening with {term}`Risk`, {doc}`all`, {ref}`a place <place>`, {abbr}`MFA (two proofs)`, {kbd}`Ctrl`,
H{sub}`2`O, x{sup}`2`, {csf}`GV.RM`, {cis}`4`, {iso}`A.5.7`, {risk}`R1:average`, {option}`doors`, {math}`a^2` and a source.{source}`1`

(place)=
## A place

{.wide #table}
| a | b |
|---|:-:|
| 1 | 2 |

Term
: Its definition.

- [ ] to do
- [x] done

:::{checklist} first-hour
- [ ] to tick
:::

~~gone~~ <ins>new</ins>, {{ site.baseurl }}/ and a note.[^note]

[^note]: A note.

<details><summary>More</summary>Hidden.</details>

```{note}
A note.
```

:::{tip}
A tip.
:::

```{warning}
A warning.
```

```{admonition} A title
Text.
```

```{image} ../assets/wide.png
:alt: A line
```

```{code-block} python
x = 1
```

```{table} A caption
| a |
|---|
| b |
```

```{card} A card
Text.
```

````{grid} 1 2 2 2
```{grid-item}
Text.
```
````

```{epigraph}
A saying.
```

```{pull-quote}
A quotation.
```

```{rubric} A rubric
```

```{risk-table}
```

```{risk-curve} R1
```

```{calculator} rosi
```

```{margin} Aside
A remark.
```

{% highlight python %}
y = 2
{% endhighlight %}

!!! note "A box"
    Its text.

??? question
    A folded one.

=== "One"
    The first tab.

=== "Two"
    The second tab.

:::danger[A box]
Its text.
:::

> [!info]- A box
> Its text.

See https://example.org/x, ==marked==, :warning: %%hidden%% and [[all|a link by name]], $a^2$ and $$b^2$$.

$$
a_1
$$

![[wide.png]]

![A line](../assets/wide.png "A caption")

```yaml title="a.yml" linenums="1" hl_lines="1"
a: 1
```

{% raw %}{{ as it is }}{% endraw %}

[The form](../assets/downloads/form.csv) and [all](all.md#one).
"""
MORE_HEAD = """\
updated: 2026-02-01
changes: [{date: 2026-02-01, what: A table of costs.}]
authors: [mishaal, editors]
categories: [risk, business]
tags: [one, three]
image: assets/wide.png
image_alt: A line
description: An article with the rest of what one may contain.
level: new
toc: true
beforetoc: Before the contents.
toctitle: Contents
featured: true
hidden: false
pinned: true
draft: false
published: true
redirect_from: /before/
permalink: /then/:title/
reviewed: 2026-02-01
reviewers: [editors]
review_by: 2026-11-01
guid: urn:example:one
slug: all
owner: editors
related: [all]
keywords: [hazard]
controls: [GV.RM, CIS 5]
no_claims: Nothing is claimed here.
no_terms: [MFA]
math: true
lang: en
dir: ltr
brief: {decision: Approve it., decline: It stays as it is., risk: R1}
sources:
  - {title: A source, url: "https://example.org/", publisher: Somebody, date: 2026-01-01, accessed: 2026-01-02}
"""
SAMPLE = {
    **EVERY_CONSTRUCT,
    **FRAMEWORKS,
    "posts/more.md": article(MORE_HEAD, MORE, title="The rest"),
    "posts/_drafts/later.md": article(title="Not yet"),
    "pages/glossary.md": (
        "# Glossary\n\n```{glossary}\nRisk\n  What may happen.\n\nMFA\n2FA\n  Two proofs.\n```\n"
    ),
    "assets/downloads/form.csv": "a,b\n",
    "_data/templates.yml": (
        "now:\n  name: Now\n  line: At once.\n  files:\n    - {file: form.csv, name: A form, use: Fill it in.}\n"
    ),
    "_data/synonyms.yml": "- [risk, hazard]\n",
}
