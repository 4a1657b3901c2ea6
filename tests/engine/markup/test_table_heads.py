"""The heads of tables say what they head."""

from sphinx_kb.testing import article

TABLES = """\
| a | b |
|---|--:|
| c | d |

```{list-table}
:header-rows: 1
:stub-columns: 1

* - a
  - b
* - c
  - d
```
"""


def test_a_head_has_the_scope_of_its_column_or_its_row(make_site):
    site = make_site({"posts/a.md": article(body=TABLES)})
    built = site.build("-W")
    heads = [
        (head.get_text(strip=True), head["scope"]) for head in site.page("posts/a").select("th")
    ]

    assert built.exit == 0, built.output
    assert heads == [("a", "col"), ("b", "col"), ("a", "col"), ("b", "col"), ("c", "row")]
