"""Make the table of addresses that Jekyll gives posts: what the old addresses of articles have to be.

python -m tools.jekyll_addresses

It needs Jekyll 4 (Debian: apt install --no-install-recommends jekyll), which builds a site of
posts with difficult names under each of its styles, and writes the table into
tests/engine/article/jekyll_addresses.json. Nothing of the table is made by our own code.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

TABLE = Path(__file__).parent.parent / "tests/engine/article/jekyll_addresses.json"
STYLES = (
    "date", "pretty", "ordinal", "weekdate", "none", "/:categories/:title/", "/blog/:year/:i_month/:i_day/:slug.html",
    "/:slugified_categories/:short_year/:short_month/:title:output_ext", "/:year/:month/:day/:hour-:minute-:second/:title",
)  # fmt: skip
NAMES = (  # of files, without the date
    "plain", "Research:-What", "a--b", "50%-off", "what\u2019s-new", "what's-new", "C++-and-C#", "a_b.c", "~tilde~",
    "über-größe", "日本語-の-記事", "UPPER-Case", "two words", "-edges-", "a&b=c", "(round)", "[square]", "semi;colon",
    "at@sign", "comma,s", "plus+plus", "é-decomposed", "½-half", "x.y.z", "dollar$", "star*", "wow!", "#hash", "naïve\u2014dash",
    "٣-digits", "emoji-🔒-lock", "tick`s", 'quote"d', "a...b", "a__b", "1-2-3",
)  # fmt: skip
HEADS = (  # front matter, line by line
    "categories: [Risk Management]", "categories: [risk, Risk, 'C++']", "categories: one two", "category: One Two",
    "categories: ['a/b']", "categories: ['Über uns']", "categories: ['R&D']", "slug: my-own", "slug: 'Own: Slug!'",
    "slug: C++", "slug: a--b", "date: 2021-02-03", "date: 2021-02-03 23:59:58", "permalink: /fixed/:title/",
    "permalink: /:categories/:slug", "categories: []", "categories: ['50% off']",
    "categories: ['日本']", "categories: [2024]",
)  # fmt: skip
CONFIG = """\
title: x
url: ""
timezone: UTC
future: true
permalink: {style}
"""
LIST = "---\n---\n[{% for post in site.posts %}[{{ post.path | jsonify }}, {{ post.url | jsonify }}]{% unless forloop.last %},{% endunless %}{% endfor %}]\n"


def posts() -> dict[str, str]:
    """Return the posts of the site, as path -> front matter."""
    found = {f"2024-01-{day:02}-{name}.md": "" for name, day in zip(NAMES, _days(), strict=False)}
    return found | {f"2023-12-{n % 28 + 1:02}-head-{n}.md": head for n, head in enumerate(HEADS)}


def _days() -> list[int]:
    return [number % 28 + 1 for number in range(len(NAMES))]


def addresses(style: str, folder: Path) -> dict[str, str]:
    """Return the address that Jekyll gives each post under a style."""
    (folder / "_posts").mkdir(parents=True)
    (folder / "_config.yml").write_text(CONFIG.format(style=json.dumps(style)), "utf-8")
    (folder / "list.json").write_text(LIST, "utf-8")
    for name, head in posts().items():
        text = f"---\n{head}\n---\n\nText.\n"
        (folder / "_posts" / name).write_text(text, "utf-8")
    command = [
        "jekyll",
        "build",
        "--quiet",
        "--source",
        str(folder),
        "--destination",
        str(folder / "_out"),
    ]
    subprocess.run(command, check=True)
    listed = json.loads((folder / "_out/list.json").read_text("utf-8"))
    return {path.removeprefix("_posts/"): address for path, address in listed}


def main() -> None:
    """Write the table."""
    version = subprocess.run(
        ["jekyll", "--version"], capture_output=True, text=True, check=True
    ).stdout
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for number, style in enumerate(STYLES):
            for name, address in sorted(addresses(style, Path(folder, str(number))).items()):
                rows.append([style, name, posts()[name], address])
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    text = f'{{"made by": {json.dumps(version.strip())}, "rows": [\n{lines}\n]}}\n'
    TABLE.write_text(text, "utf-8")
    print(f"{TABLE.name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
