"""Make a new draft with its front matter filled in.

python -m tools.new_article TITLE [--category TOPIC] [--author KEY]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import yaml

from sphinx_kb.article.names import nearest, slug
from sphinx_kb.site.data import read

ROOT = Path(__file__).parent.parent
TEXT = """\
---
title: {title}
author: {author}
categories: [{category}]
tags: []
level: all
description:
---

What does the reader know or do after this article? Say it in the first paragraph.

## A heading

## Do this next

1.
2.
3.
"""


def quoted(text: str) -> str:
    """Return a text as YAML reads it back."""
    written: str = yaml.safe_dump(text, allow_unicode=True, width=1000, default_style=None)
    return written.removesuffix("\n").removesuffix("...").strip()


def draft(title: str, category: str, author: str, root: Path = ROOT) -> Path:
    """Write a new draft; return its path. Raises SystemExit with what to do."""
    site, _ = read(root / "_data")
    for kind, key, known in (("category", category, site.topics), ("author", author, site.authors)):
        if key and key not in known:
            near = nearest(key, known)
            hint = f"did you mean '{near}'?" if near else f"choose one of {', '.join(known)}"
            raise SystemExit(f"There is no {kind} '{key}': {hint}")
    if not title.strip():
        raise SystemExit('Give the article a title: make new TITLE="..."')
    target = root / "posts" / "_drafts" / f"{slug(title, 'article')}.md"
    taken = [target, root / "posts" / target.name]
    if any(path.exists() for path in taken):
        raise SystemExit(f"There is an article {target.name} already: choose another title")
    target.parent.mkdir(exist_ok=True)
    text = TEXT.format(title=quoted(title), author=author or "editors", category=category or "")
    target.write_text(text.replace("categories: []", "categories:"), "utf-8")
    return target


def main() -> None:
    """Read the command line, make the draft, and say what comes next."""
    parser = argparse.ArgumentParser(description="Make a new draft.")
    parser.add_argument("title")
    parser.add_argument("--category", default="")
    parser.add_argument("--author", default="")
    given = parser.parse_args()
    path = draft(given.title, given.category, given.author)
    print(f"{path.relative_to(ROOT)} is a draft. See it with 'make preview'.")
    print("To publish it, move it into posts/ and give it a date.")


if __name__ == "__main__":
    main()
