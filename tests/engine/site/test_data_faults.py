"""A fault in a file of _data/ is told in every build until it is mended."""

import pytest

from sphinx_kb.article import raw_yaml
from sphinx_kb.testing import article

FRAMEWORK = """\
name: A framework
short: AF
publisher: A publisher
version: "1"
date: 2024-02-26
source: https://example.org/af
groups:
  - {id: "1", count: 3}
"""
FAULTY = {  # the file -> texts with a fault
    "authors.yml": [
        "mishaal:\n  nome: Mishaal\n",
        "mishaal:\n  name: Mishaal\n  picture: assets/none.png\n",
    ],
    "topics.yml": ["risk:\n  nome: Risk\n", "Risk & More:\n  name: Risk\n"],
    "paths.yml": [
        "start:\n  nome: Start\n",
        "start:\n  name: Start\n  articles:\n    - {slug: none, reason: Why.}\n",
    ],
    "templates.yml": [
        "plan:\n  nome: Plan\n",
        "plan:\n  name: Plan\n  files:\n    - {file: none.csv, name: None, use: Fill it in.}\n",
    ],
    "redirects.yml": ["/x/: none\n", "/../x/: index\n"],
    "site.yml": ["permalinc: /:title\n", "security_contact: mailto:security@example.org\n"],
    "clocks.yml": ["gdpr:\n  nome: GDPR\n", "GDPR:\n  name: GDPR\n"],
    "risks.yml": ["name: A company\n", "name: A company\nas_of: 2026-11-24\n"],
    "synonyms.yml": ["one: two\n", "- [risk, hazard]\n- [hazard, danger]\n"],
    "controls/csf.yml": ["nome: A framework\n", FRAMEWORK.replace("2024-02-26", "soon")],
    "controls/cis.yml": ["nome: A framework\n", FRAMEWORK.replace("https:", "ftp:")],
    "controls/iso.yml": ["nome: A framework\n", FRAMEWORK.replace("count: 3", "count: -3")],
    "controls/crosswalk.yml": ["none: {cis: [1]}\n", "none: {soa: [1]}\n"],
}


def told(built, name):
    return [line for line in built.warnings if line.startswith(f"_data/{name}:")]


@pytest.mark.parametrize("which", [0, 1], ids=["first", "second"])
def test_a_fault_is_told_again_by_a_build_that_changes_nothing(make_site, which):
    files = {f"_data/{name}": texts[which] for name, texts in FAULTY.items() if which < len(texts)}
    site = make_site({"posts/a.md": article(author="editors"), **files})
    first, second = site.build(), site.build()

    assert [file for file in files if not told(first, file.removeprefix("_data/"))] == []
    assert sorted(second.warnings) == sorted(first.warnings)


@pytest.mark.slow
def test_each_file_that_the_engine_reads_is_tried(make_site, monkeypatch):
    read, names = raw_yaml.read_text, set()

    def noted(folder, name, faults):
        names.add(f"{folder.name}/{name}".removeprefix("_data/"))
        return read(folder, name, faults)

    monkeypatch.setattr(raw_yaml, "read_text", noted)
    frameworks = {f"_data/controls/{key}.yml": FRAMEWORK for key in ("csf", "cis", "iso")}
    make_site({"posts/a.md": article(), **frameworks}).build()

    assert names | {"synonyms.yml"} == FAULTY.keys()


@pytest.mark.parametrize(
    ("written", "is_told"),
    [("rsik", True), ("risc", True), ("rik", True), ("riskk", True), ("isk", True), ("ricks", False), ("task", False), ("Rsik", True)],
)  # fmt: skip
def test_a_topic_one_slip_away_from_a_listed_one_is_told(make_site, written, is_told):
    site = make_site({
        "_data/topics.yml": "risk:\n  name: Risk\n", "posts/a.md": article(f"categories: [{written}]\n"),
    })  # fmt: skip
    told = [line for line in site.build().warnings if "did you mean 'risk'?" in line]

    assert bool(told) is is_told
