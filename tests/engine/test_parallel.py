"""With many pages, several processes do the work, and nothing tells from the result."""

import inspect
import os
from types import SimpleNamespace

import pytest
from PIL import Image
from sphinx.builders import Builder
from sphinx.errors import SphinxParallelError

from sphinx_kb import parallel
from sphinx_kb.parallel import chunks, map_in_processes
from sphinx_kb.pictures.inline import ShowPictures
from sphinx_kb.testing import article

App = SimpleNamespace(parallel=2)


def many(count=12):
    """Return articles with a picture, words and a link to one another."""
    found = {
        f"posts/a{number}.md": article(
            "category: risk\ntags: [one]\n",
            title=f"Article {number}",
            body=f"# One\n\nWord{number} and [another](a{(number + 1) % count}.md).\n\n"
            "![A wall](../assets/wall.png)\n",
        )
        for number in range(count)
    }
    return found | {"posts/broken.md": article(title="Broken", body="[Nothing](none.md)\n")}


@pytest.fixture
def picture(tmp_path):
    """Return a small picture."""
    path = tmp_path / "wall.png"
    Image.new("RGB", (40, 30), "teal").save(path)
    return path.read_bytes()


def test_the_shares_hold_everything_once_in_order():
    assert chunks(range(7), 3) == [range(3), range(3, 6), range(6, 7)]
    assert chunks([], 2) == []


def test_many_things_are_worked_on_in_other_processes_and_few_in_this_one(monkeypatch):
    monkeypatch.setattr(parallel, "MIN_ITEMS", 3)

    def work(share):
        return os.getpid(), list(share)

    apart, here = (
        list(map_in_processes(App, work, range(40))),
        list(map_in_processes(App, work, range(3))),
    )
    assert os.getpid() not in {process for process, _ in apart}
    assert sorted(number for _, share in apart for number in share) == list(range(40))
    assert here == [(os.getpid(), [0, 1, 2])]


def test_what_goes_wrong_in_another_process_stops_this_one(monkeypatch):
    def work(share):
        raise ValueError("no such page")

    with pytest.raises(SphinxParallelError, match="no such page"):
        list(map_in_processes(App, work, range(40)))


@pytest.mark.slow
def test_a_site_that_two_processes_write_is_the_one_that_one_writes(make_site, picture):
    files = many() | {"assets/wall.png": picture}
    one, two = make_site(files, "one"), make_site(files, "two")
    said = [one.build("-j", "1").warnings, two.build("-j", "2").warnings]

    assert one.files() == two.files()
    assert said[0] == said[1]
    assert len(said[0]) == 1  # the broken link, told once
    assert "searchindex.js" in one.files()


@pytest.mark.slow
def test_pages_written_later_join_those_in_the_index(make_site, picture):
    files = many() | {"assets/wall.png": picture}
    grown = make_site({name: text for name, text in files.items() if "a1" not in name}, "grown")
    grown.build("-j", "2")
    grown.write(files).build("-j", "2")
    clean = make_site(files, "clean")
    clean.build("-j", "2")

    assert grown.files() == clean.files()


@pytest.mark.slow
def test_an_image_that_is_left_to_sphinx_is_copied(make_site, picture, monkeypatch):
    monkeypatch.setattr(ShowPictures, "run", lambda self: None)
    site = make_site(many() | {"assets/wall.png": picture})
    site.build("-j", "2")

    assert (site.out / "_images" / "wall.png").read_bytes() == picture


def test_sphinx_still_resolves_every_page_in_one_process():
    assert "self.env.get_and_resolve_doctree(" in inspect.getsource(Builder._write_parallel)
