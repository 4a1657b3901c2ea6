"""No class that a parser writes is without a rule where it means a look: the slim sheet lost none."""

import re

from sphinx_kb.theme import STATIC

NAMES = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
# What these say needs no rule of its own: their elements look as they should.
PLAIN = re.compile(
    r"reference|internal|external|docutils|notranslate|simple|highlight-[\w+-]+|pre|std|std-(ref|doc|term)"
    r"|row-(odd|even)|head|stub|first|last|line-block|own-.*|xref|download|doc|ref|target|kb-.*|sd-.*|n|[a-z]{1,3}\d?"
    r"|colwidths-.*|longtable|align-default|image-reference|postlist.*|ablog.*|math|eqno|compound|container|section|admonition-.*"
    r"|caption-text|fn-bracket|footnote-list|footnotes|l-.*|myst"
)


def test_every_class_of_a_sample_article_has_a_rule_or_needs_none(sample_site):
    sheets = [path.read_text("utf-8") for path in sorted(STATIC.glob("*.css"))]
    sheets += [
        path.read_text("utf-8") for path in (sample_site.out / "_static").glob("*design*.css")
    ]
    known = set(NAMES.findall("".join(sheets)))
    used = {
        name
        for page in ("posts/all", "posts/more")
        for element in sample_site.page(page).select(".kb-article [class]")
        for name in element["class"]
    }

    assert {"text-center", "task-list-item-checkbox"} <= used
    missing = sorted(name for name in used - known if not PLAIN.fullmatch(name))
    assert not missing, " ".join(missing)
    assert {"text-left", "text-center", "text-right"} <= known
