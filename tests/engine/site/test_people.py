"""Authors as other systems write them: found, with their pictures and links, by key or by name."""

from __future__ import annotations

import pytest

from sphinx_kb.testing import article
from support.hostile import PNG

FORMS = {
    "jekyll": (
        "jane:\n  name: Jane Doe\n  bio: Of risk.\n  avatar: /assets/j.png\n  location: Oslo\n"
        "  links:\n    - label: Code\n      icon: fab fa-github\n      url: https://github.com/jane\n"
    ),
    "docusaurus": (
        "jane:\n  name: Jane Doe\n  title: Of risk.\n  image_url: /assets/j.png\n  page: true\n"
        "  url: https://jane.example.org/\n  socials:\n    github: jane\n    x: '@jane'\n    email: j@example.org\n"
    ),
    "material": (
        "authors:\n  jane:\n    name: Jane Doe\n    description: Of risk.\n    avatar: /assets/j.png\n"
        "    slug: jd\n    url: https://jane.example.org/\n"
    ),
}
LINKS = {
    "jekyll": {"Code": "https://github.com/jane"},
    "docusaurus": {
        "Website": "https://jane.example.org/", "GitHub": "https://github.com/jane",
        "X": "https://x.com/jane", "Email": "mailto:j@example.org",
    },
    "material": {"Website": "https://jane.example.org/"},
}  # fmt: skip
WAYS = {
    "key": "author: jane\n",
    "name": "author: Jane Doe\n",
    "name-in-other-letters": "author: jane doe\n",
    "mapping": "authors:\n  - name: Jane Doe\n    title: Engineer\n",
    "mapping-of-a-key": "authors:\n  - key: jane\n    title: Engineer\n",
    "owner": "author: jane\nowner: Jane Doe\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_an_author_is_read_as_another_system_writes_them(make_site, form):
    site = make_site({
        "posts/a.md": article("author: jane\n"), "_data/authors.yml": FORMS[form], "assets/j.png": PNG,
    })  # fmt: skip
    built = site.build("-W", "--keep-going")
    page = site.page("authors/jane")

    assert built.warnings == []
    assert "Of risk." in page.get_text()
    assert page.select_one("img[src*='j-']")
    for label, address in LINKS[form].items():
        assert page.find("a", string=label)["href"] == address


@pytest.mark.parametrize("way", WAYS)
def test_an_author_is_found_by_key_or_by_name(make_site, way):
    site = make_site(
        {"posts/a.md": article(WAYS[way]), "_data/authors.yml": "jane:\n  name: Jane Doe\n"}
    )
    built = site.build("-W", "--keep-going")

    assert built.warnings == []
    assert site.page("posts/a").find("a", string="Jane Doe")["href"] == "../authors/jane.html"


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("  nmae: Jane\n", {"correct 'jane.name': add it", "correct 'jane.nmae': remove it, or correct its name: did you mean 'name'?"}),
        ("  name: [Jane]\n", {"correct 'jane.name': write plain text"}),
        ("  name: J\n  url: javascript:x\n", {"correct 'jane.links.0.url': write an address that starts with https:// or mailto:"}),
        ("  name: J\n  links: x\n", {"correct 'jane.links.0': write lines of 'name: value'"}),
        ("  name: J\n  socials: {github: 'javascript://x'}\n", {"correct 'jane.links.0.url': write an address that starts with https:// or mailto:"}),
    ],
)  # fmt: skip
def test_a_fault_of_an_author_is_told_in_our_words(make_site, entry, told):
    built = make_site({"posts/a.md": article(), "_data/authors.yml": f"jane:\n{entry}"}).build()

    assert {
        line.partition(": WARNING: ")[2].removesuffix(" [kb.source]") for line in built.warnings
    } == told
