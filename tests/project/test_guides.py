"""The guides: their commands are commands, their files can be read, and the short ones are run."""

import json
import re
import shlex

import pytest

from sphinx_kb.command.main import main, parser
from sphinx_kb.testing import Site
from support import ROOT

GUIDES = sorted((ROOT / "docs/guides").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(kind):
    return [
        text
        for guide in GUIDES
        for found, text in BLOCK.findall(guide.read_text("utf-8"))
        if found == kind
    ]


def test_each_command_of_each_guide_can_be_given():
    lines = [line for kind in ("sh", "text") for text in blocks(kind) for line in text.splitlines()]
    given = [re.search(r"(?:^|[/\\])kb (.*)", line) for line in lines]
    commands = [shlex.split(found[1]) for found in given if found]
    inline = [
        shlex.split(one)
        for guide in GUIDES
        for one in re.findall(r"`kb (new [^`]+|live|preview|html|check)`", guide.read_text("utf-8"))
    ]

    assert len(commands) > 6
    assert len(inline) > 4
    for command in commands + inline:
        assert parser().parse_args(command).run


def test_each_link_of_each_guide_leads_somewhere():
    for guide in GUIDES:
        for link in re.findall(r"\]\(([^)#\s]+)", guide.read_text("utf-8")):
            assert "://" in link or (guide.parent / link).is_file(), (guide.name, link)


def test_each_file_to_copy_can_be_read():
    assert [json.loads(text) for text in blocks("json")]
    assert all(
        text.count("{") == text.count("}") for kind in ("nginx", "js") for text in blocks(kind)
    )


@pytest.mark.slow
@pytest.mark.parametrize("guide", ["from-jekyll", "from-material"])
def test_the_commands_of_an_import_do_what_they_say(tmp_path, monkeypatch, guide):
    material = {
        "mkdocs.yml": "site_name: Old\nplugins: [blog]\n",
        "docs/blog/posts/a.md": "---\ndate: 2024-01-02\n---\n\n# A\n\nText.\n",
    }
    jekyll = {
        "_config.yml": "title: Old\n",
        "_posts/2024-01-02-a.md": "---\ntitle: A\n---\nText.\n",
    }
    folder, files = {"from-jekyll": ("old-blog", jekyll), "from-material": ("docs-site", material)}[
        guide
    ]
    Site(tmp_path / folder).write(files)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    text = (ROOT / f"docs/guides/{guide}.md").read_text("utf-8")
    commands = BLOCK.search(text)[2].splitlines()
    for command in commands:
        assert main(shlex.split(command)[1:]) == 0
        monkeypatch.chdir(tmp_path / "here")

    assert list((tmp_path / "here/handbook/_build/html/posts").glob("*a.html"))
