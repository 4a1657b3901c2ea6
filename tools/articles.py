"""The form of our own articles: what each must have before it is published.

Articles by others are not measured by it: those that the editors own are.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_kb.article.folder import is_draft
from sphinx_kb.checks.published import Text, articles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_kb.article.front_matter import Source

OWNER = "editors"
SHORTEST, LONGEST = 1200, 2200  # words of the body
DESCRIPTION = 160  # characters
FEWEST_SOURCES = FEWEST_LINKS = FEWEST_TERMS = 3
ACTIONS = 3
LAW = "legal advice"  # an article that has to say so is about law: it is reviewed twice a year
_CONTROL = re.compile(r"\b(?:(?:GV|ID|PR|DE|RS|RC)\.[A-Z]{2}(?:-\d\d)?|A\.[5-8]\.\d+)\b")


def faults(root: Path) -> Iterator[str]:
    """Yield each fault as ``path:line: remedy``."""
    for text in ours(root):
        for line, remedy in sorted(form(text)):
            yield f"{text.path}:{line}: {remedy}"


def ours(root: Path) -> Iterator[Text]:
    """Yield the articles of the editors, without drafts."""
    for text in articles(root):
        if text.article.meta.owner == OWNER and not is_draft(text.path):
            yield text


def form(text: Text) -> Iterator[tuple[int, str]]:
    """Yield what an article lacks, as (line, remedy)."""
    yield from _head(text)
    yield from _sources(text)
    for line, remedy in _body(text.body, Path(text.path).stem):
        yield text.body_line + line, remedy


def _head(text: Text) -> Iterator[tuple[int, str]]:
    said, lines = text.article.meta, text.article.lines
    length = len(said.description or "")
    if not 0 < length <= DESCRIPTION:
        remedy = f"describe the article in at most {DESCRIPTION} characters, not {length}"
        yield lines.get("description", 1), remedy
    for field in ("level", "reviewed", "review_by", "keywords"):
        if not getattr(said, field):
            yield 1, f"add the field '{field}'"
    if said.reviewed and said.review_by:
        days, most = (said.review_by - said.reviewed).days, 184 if LAW in text.body else 366
        if not 0 < days <= most:
            yield lines.get("review_by", 1), f"review the article within {most} days, not {days}"


def _sources(text: Text) -> Iterator[tuple[int, str]]:
    said, lines, body = text.article.meta, text.article.lines, text.body
    named = [source for source in said.sources if source.url and source.publisher]
    if len(named) < FEWEST_SOURCES:
        yield lines.get("sources", 1), f"name {FEWEST_SOURCES} sources with address and publisher"
    cited: set[int] = set()
    for mark in re.finditer(r"\{source\}`([\d, ]+)`", body):
        numbers = {int(number) for number in mark[1].split(",")}
        cited |= numbers
        if not any(_bears(said.sources[n - 1]) for n in numbers if 1 <= n <= len(said.sources)):
            line = text.body_line + body.count("\n", 0, mark.start())
            remedy = "cite a law, standard, primary work, study or major press that was read"
            yield line, f"source {mark[1]}: {remedy}, give its 'kind' and 'accessed'"
    for number in range(1, len(said.sources) + 1):
        if number not in cited:
            yield lines["sources"], f"cite source {number} in the text, or remove it"


def _bears(source: Source) -> bool:
    """Return whether a citation may rest on a source alone: it was read, and is no copy or blog."""
    return bool(source.accessed) and source.kind not in {None, "secondary"}


def _body(body: str, slug: str) -> Iterator[tuple[int, str]]:
    """Yield what a body lacks, as (line of the body, remedy)."""
    words = len(plain(body).split())
    if not SHORTEST <= words <= LONGEST:
        yield 0, f"write {SHORTEST} to {LONGEST} words, not {words}"
    linked = set(re.findall(r"\]\(([a-z0-9-]+)\.md(?:#[^)]*)?\)", body)) - {slug}
    if len(linked) < FEWEST_LINKS:
        yield 0, f"link to {FEWEST_LINKS} other articles, not {len(linked)}"
    terms = {name.split("<")[-1].strip(" >") for name in re.findall(r"\{term\}`([^`]+)`", body)}
    if len(terms) < FEWEST_TERMS:
        yield 0, f"use {FEWEST_TERMS} terms of the glossary, not {len(terms)}"
    if not re.search(r"^\|.*\|$|^```text", body, re.M):
        yield 0, "add a table, a template or a worked example"
    for line, name in bare_controls(body):
        role = f"{{csf}}`{name}`" if name[1] != "." else f"{{iso}}`{name}`"
        yield line, f"link the control: write {role}, not '{name}'"
    last = re.split(r"^## ", body, flags=re.M)[-1]
    if not last.startswith("Do this next"):
        yield 0, "end with the section 'Do this next'"
    elif len(re.findall(r"^\d\. ", last, re.M)) != ACTIONS:
        yield 0, f"name {ACTIONS} actions under 'Do this next'"


def bare_controls(body: str) -> Iterator[tuple[int, str]]:
    """Yield the controls that a paragraph names without a role, as (line, identifier)."""
    fenced = False
    for number, line in enumerate(body.splitlines()):
        fenced ^= line.lstrip().startswith("```")
        if not fenced and not line.lstrip().startswith(("|", "#", ":", "```")):
            unmarked = re.sub(r"`[^`]*`|\]\([^)]*\)", "", line)
            for found in _CONTROL.finditer(unmarked):
                yield number, found[0]


def plain(body: str) -> str:
    """Return a body's words without the marks that readers do not see."""
    body = re.sub(r"^(:::+|```+).*$|^:[a-z]+:.*$|^\|[\s:|-]+\|$", "", body, flags=re.M)
    body = re.sub(r"\{source\}`[^`]*`|\]\([^)]*\)|\{[a-z]+\}|<[^>]*>", " ", body)
    return re.sub(r"[|#*`\[\]]", " ", body)
