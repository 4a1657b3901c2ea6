"""The HTML of the site is checked by html-validate: a fault is told with its place."""

import json

import pytest

from support import ROOT
from tools import html_check, node_checks

HEAD = '<!DOCTYPE html>\n<html lang="en"><head><title>A</title></head>'
GOOD = f"{HEAD}<body><p>Text.</p></body></html>\n"
needs_node = pytest.mark.skipif(
    bool(node_checks.missing_node()) or not node_checks.is_fetched(),
    reason="`make check` has not fetched html-validate here",
)


@needs_node
def test_a_fault_is_told_with_its_page_its_line_and_its_rule(tmp_path):
    (tmp_path / "tags").mkdir()
    (tmp_path / "tags/good.html").write_text(GOOD)
    (tmp_path / "tags/bad.html").write_text(GOOD.replace("<p>", '\n<p id="a"><p id="a">'))

    found = list(html_check.faults(tmp_path))
    assert all(fault.startswith("tags/bad.html:3: ") for fault in found)
    assert any(fault.endswith("[no-dup-id]") for fault in found)


@needs_node
def test_every_page_of_the_site_is_without_fault(real_site):
    assert list(html_check.faults(real_site.out)) == []


@needs_node
def test_every_page_of_a_site_with_every_construct_is_without_fault(sample_site):
    assert list(html_check.faults(sample_site.out)) == []


def test_without_node_it_says_so_on_one_line_and_fails_in_ci(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    alone = list(html_check.faults(tmp_path)), capsys.readouterr().out
    monkeypatch.setenv("CI", "true")

    assert alone == ([], "  skipped: there is no Node and npm on this machine\n")
    assert list(html_check.faults(tmp_path)) == [
        "html-validate did not run: there is no Node and npm on this machine"
    ]


def test_its_lock_names_no_registry_and_every_file_by_its_hash():
    lock = json.loads((ROOT / "tools/node/package-lock.json").read_text())
    packages = [facts for name, facts in lock["packages"].items() if name]

    assert packages
    assert all("integrity" in facts and "resolved" not in facts for facts in packages)
