"""``kb new``: a new draft with its front matter filled in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from sphinx_kb.article.names import nearest, slug
from sphinx_kb.site.data import read

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

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


def draft(title: str, category: str, author: str, root: Path) -> Path:
    """Write a new draft; return its path. Raises SystemExit with what to do."""
    site, _ = read(root / "_data")
    for kind, key, known in (("category", category, site.topics), ("author", author, site.authors)):
        if key and key not in known:
            near = nearest(key, known)
            hint = f"did you mean '{near}'?" if near else f"choose one of {', '.join(known)}"
            raise SystemExit(f"There is no {kind} '{key}': {hint}")
    if not title.strip():
        raise SystemExit('Give the article a title: kb new "..."')
    target = root / "posts" / "_drafts" / f"{slug(title, 'article')}.md"
    taken = [target, root / "posts" / target.name]
    if any(path.exists() for path in taken):
        raise SystemExit(f"There is an article {target.name} already: choose another title")
    target.parent.mkdir(parents=True, exist_ok=True)
    author = author or next(iter(site.authors), "")
    lines = TEXT.format(title=quoted(title), author=author, category=category)
    text = lines.replace("author: \n", "").replace("categories: []", "categories:")
    target.write_text(text, "utf-8")
    return target


def new(given: Namespace) -> int:
    """Make the draft, and say what comes next."""
    path = draft(given.title, given.category, given.author, Path())
    print(f"{path} is a draft. See it with 'kb preview'.")
    print("To publish it, move it into posts/ and give it a date.")
    return 0


def add_to(verbs: _SubParsersAction[ArgumentParser]) -> None:
    """Add the verb to the command line."""
    text = "a new draft, with its front matter filled in"
    verb = verbs.add_parser("new", help=text, description=text)
    verb.add_argument("title", metavar="TITLE")
    verb.add_argument("--category", default="", help="a key of _data/topics.yml")
    verb.add_argument("--author", default="", help="a key of _data/authors.yml; else the first")
    verb.set_defaults(run=new)
