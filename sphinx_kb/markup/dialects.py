"""The marks of other systems, each read only in a body that may have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kb.markup import (
    autolinks,
    boxes,
    formulas,
    inline_marks,
    kramdown,
    local_files,
    markdown_in_html,
    tabs,
    wikilinks,
)
from sphinx_kb.markup.file_names import FileNames

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from sphinx.environment import BuildEnvironment

    from sphinx_kb.article.model import Article


def enable(
    parser: MarkdownIt, body: str, article: Article, env: BuildEnvironment, docname: str
) -> None:
    """Let a parser read the marks of an article's body."""
    parser.use(kramdown.plugin)
    for each in (boxes, tabs, autolinks, inline_marks, markdown_in_html):
        parser.use(each.plugin, body)
    parser.use(formulas.plugin, body, is_on=article.meta.math)
    parser.use(wikilinks.plugin, body, FileNames.of(env), docname)
    env.current_document[local_files.IS_NAMED] = any(mark in body for mark in local_files.MARKS)
