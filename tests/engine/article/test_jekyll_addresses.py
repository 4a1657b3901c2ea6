"""The old address of a post is the one that Jekyll gave it: Jekyll made the table."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

from sphinx_kb.article import old_urls
from sphinx_kb.article.model import read

TABLE = Path(__file__).with_name("jekyll_addresses.json")
ROWS = json.loads(TABLE.read_text("utf-8"))["rows"]  # by python -m tools.jekyll_addresses


def article(name, head, style=None):
    text = f"---\ntitle: A post\n{head}\n---\n\nText.\n"
    return read(f"posts/{name}", text.encode(), (), style).article


def test_each_address_is_jekylls():
    wrong = []
    for style, name, head, address in ROWS:
        post = article(name, head)
        made = old_urls.expand(
            post.meta.permalink or style, day=post.day, due=post.due,
            slug=post.meta.slug or post.slug, categories=post.meta.categories,
        )  # fmt: skip
        if made != unquote(address):
            wrong.append((style, name, head, address, made))

    assert len(ROWS) > 400
    assert wrong == []


def test_each_leads_to_its_article_if_a_file_can_have_it():
    for style, name, head, address in ROWS:
        plain = unquote(address)
        can_be = not re.search(r"[%#?]|/\.", plain)

        assert (plain.lstrip("/") in article(name, head, style).old_addresses) is can_be
