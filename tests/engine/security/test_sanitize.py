"""The cleaning of a finished body tells a developer of what it takes away of ours."""

import re

from sphinx_kb.security import sanitize
from sphinx_kb.testing import article


def test_a_class_of_our_templates_that_is_not_listed_is_told(make_site, monkeypatch):
    site = make_site({"posts/a.md": article()})
    listed = site.build("-W").warnings
    monkeypatch.setattr(sanitize, "_OWN", re.compile("kb-face"))
    told = site.build("--fresh-env").warnings

    assert listed == []
    assert any(
        re.search(
            r"list the class 'kb-byline' in sphinx_kb\.security\.sanitize.*\[kb\.class]", line
        )
        for line in told
    )


def test_a_class_that_only_an_article_names_is_taken_away_without_a_word():
    sanitize._dropped.clear()
    assert sanitize.clean('<p class="kb-drawer kb-nowhere small">x</p>') == '<p class="small">x</p>'
    assert sanitize._dropped == {"kb-drawer", "kb-nowhere"}
    assert "kb-nowhere" not in sanitize._classes_of_templates()
