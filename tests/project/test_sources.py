"""The shares of sources count what a reader would count."""

from tools.sources import Sources, sources

TEXT = """---
title: A title
sources:
  - {title: A law, kind: law, accessed: 2026-11-30}
  - {title: A firm on it, kind: press, accessed: 2026-11-30}
  - {title: A seller, kind: vendor}
  - {title: No kind}
---
A fact {source}`1,3`, another {source}`3`, and a third {source}`2`.
"""


def test_sources_are_counted_by_kind_and_citations_that_rest_on_unread_ones():
    assert sources(TEXT) == Sources(
        primary=1, secondary=1, vendor=1, unnamed=1, read=2, citations=3, unread=1
    )


def test_shares_are_of_all_sources_that_are_named():
    assert (sources(TEXT) + sources(TEXT)).row("both") == (
        "| both | 8 | 2 (25.0%) | 2 (25.0%) | 2 (25.0%) | 2 (25.0%) | 4 (50.0%) | 6 | 2 |"
    )


def test_an_article_without_front_matter_or_sources_has_none():
    assert sources("Words.\n") == sources("---\ntitle: A\n---\nWords.\n") == Sources()
