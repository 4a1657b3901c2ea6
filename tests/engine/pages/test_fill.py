"""A form that is filled in on its page: what the build prints of it, and what keeps it from being one."""

from __future__ import annotations

import pytest

from sphinx_kb.pages.forms import sums
from sphinx_kb.testing import article

LIST = """\
now:
  name: Now
  files:
    - file: a-tools.csv
      name: Tools
      use: To fill in.
      total: Sum
      fill: yes
      sum: [cost_usd, Hours]
    - file: a-plain.csv
      name: Plain
      use: To read.
    - {file: a-text.txt, name: Text, use: To read.}
"""
TOOLS = "tool,cost_usd,Hours,note\nOne,1200,1.5,\nTwo,800,some,<b>x</b>\nSum,2000,1.5,\n"
FILES = {
    "_data/templates.yml": LIST,
    "assets/downloads/a-tools.csv": TOOLS,
    "assets/downloads/a-plain.csv": "a,b\n1,2\n",
    "assets/downloads/a-text.txt": "TEXT\n",
    "posts/a.md": article(
        title="A",
        body="".join(
            f"[{name}](../assets/downloads/{name})\n" for name in ("a-tools.csv", "a-plain.csv", "a-text.txt")
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("column", "total"),
    [
        ([], "0"),
        (["", "  "], "0"),
        (["28000", "14,000", "8k", "$2M"], "2,050,000"),
        (["0.1", "0.2"], "0.30"),
        (["-5", "\u22122.5", "10"], "2.50"),
        (["90 days", "1e6", "1,5", "=1+1", "7"], "7"),
    ],
)
def test_a_column_is_summed_up_as_people_write_numbers(column, total):
    assert sums.printed(column) == total


def test_a_form_has_its_rows_its_sums_and_a_script_and_other_files_have_none(shared_site):
    site = shared_site("a form to fill in", {**FILES, "_data/templates.yml": LIST})
    page = site.page("templates/a-tools")
    rows = [[cell.get_text() for cell in row.select("td")] for row in page.select(".kb-fill tbody tr")]  # fmt: skip

    assert rows == [
        ["One", "1200", "1.5", ""], ["Two", "800", "some", "<b>x</b>"], ["Sum", "2,000", "1.50", ""],
    ]  # fmt: skip
    assert page.h2.get_text() == "Fill it in"
    scripts = {name: [tag["src"].rpartition("/")[2] for tag in site.page(name).select("script[src]")]
               for name in ("templates/a-tools", "templates/a-plain", "templates")}  # fmt: skip
    assert scripts["templates/a-tools"][-1] == "kb-tools-fill.js"
    assert "kb-tools-fill.js" not in scripts["templates/a-plain"] + scripts["templates"]
    for name in ("kb-tools-fill.js", "kb-fill.css", "kb-checklist.css"):
        assert (site.out / "_static" / name).is_file()


def test_what_keeps_a_file_from_being_a_form_is_told_and_it_is_shown_as_it_is(make_site):
    many = "a,b\n" + "x,1\n" * 61
    listed = LIST.replace("sum: [cost_usd, Hours]", "sum: [costs]").replace(
        "      use: To read.\n",
        "      use: To read.\n      sum: [b]\n"
        "    - {file: a-many.csv, name: Many, use: To read., fill: yes}\n",
    )
    listed = listed.replace("name: Text,", "name: Text, fill: yes,")
    body = FILES["posts/a.md"] + "[many](../assets/downloads/a-many.csv)\n"
    site = make_site(
        {**FILES, "_data/templates.yml": listed, "assets/downloads/a-many.csv": many, "posts/a.md": body}
    )  # fmt: skip
    told = [line.partition("WARNING: ")[2] for line in site.build().warnings]

    assert sorted(told) == sorted(
        f"{one} [kb.file]"
        for one in (
            "correct 'sum' of 'a-tools.csv': the file has no column 'costs'",
            "add 'fill: yes' to 'a-plain.csv', or remove 'sum': a page sums up what is filled in",
            "remove 'fill' and 'sum' of 'a-text.txt': only a table (CSV) has fields",
            "remove 'fill' of 'a-many.csv': a page has fields for at most 60 rows",
        )
    )
    assert not site.page("templates/a-many").select(".kb-fill")
    assert site.page("templates/a-tools").h2.get_text() == "Preview"
