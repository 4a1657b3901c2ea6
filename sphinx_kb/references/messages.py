"""What MyST, docutils, sphinx-design and Sphinx say of a page, in our words: what to do, and the nearest name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.article.names import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx_kb.warn import Subtype

LONGEST = 300  # characters of what another program says
MOST = 2_000  # characters of a message that is looked at
_LONG = re.compile(r"\S{200,}")


class Rule(NamedTuple):
    """What stands for a message: its form, the kind of fault, what to do, and which name may be meant."""

    form: re.Pattern[str]
    subtype: Subtype
    remedy: str
    known: str = ""  # the table in which the name, the group "name", is looked for
    shown: str = "'{}'"  # how the nearest one is written


def _rule(form: str, subtype: Subtype, remedy: str, known: str = "", shown: str = "'{}'") -> Rule:
    return Rule(re.compile(form, re.DOTALL), subtype, remedy, known, shown)


_IN = r"['\"]?(?P<directive>[\w:-]+)['\"]?"
RULES = (
    # Links
    _rule(r"'myst' cross-reference target not found: ['\"](?P<name>.*)['\"]", "link",
          "correct the link '#{name}': no part of a page has this name", "labels", "'#{}'"),
    _rule(r"local id not found in doc '(?P<page>.*)': ['\"](?P<name>.*)['\"]", "link",
          "correct the link '{page}#{name}': that page has no such part", "parts", "'#{}'"),
    _rule(r"Unknown source document '(?P<name>.*)'", "link",
          "correct the link '{name}': there is no such page", "pages"),
    _rule(r"unknown document: '(?P<name>.*)'", "link", "correct {{doc}}`{name}`: there is no such page", "pages"),
    _rule(r"undefined label: '(?P<name>.*)'", "link",
          "correct {{ref}}`{name}`: no part of a page has this name", "labels"),
    _rule(r"Failed to create a cross reference\. A title or caption not found: '(?P<name>.*)'", "link",
          "write {{ref}}`text <{name}>`: this part has no title of its own"),
    _rule(r"term not in glossary: '(?P<name>.*)'", "link",
          "correct {{term}}`{name}`, or add the term to the glossary", "terms"),
    _rule(r"equation not found: '?(?P<name>.*?)'?", "link",
          "correct the link to the formula '{name}': none has this label", "formulas"),
    _rule(r"more than one target found for .*cross-reference '?(?P<name>.*?)'?: could be .*", "link",
          "name the file in the link '{name}': more than one thing has this name"),
    _rule(r"'?(?P<role>[\w:]+)'? reference target not found: '?(?P<name>.*?)'?", "link",
          "correct {{{role}}}`{name}`: nothing has this name", "labels"),
    _rule(r"(?:No|Multiple) matches (?:found )?for .*", "link",
          "write the whole address of the page elsewhere: no inventory has it, or more than one thing in one"),
    # Files
    _rule(r"image file (?P<name>\S+ )?not readable:? ?(?P<file>.*)", "picture",
          "add the picture '{file}', or correct its path"),
    _rule(r"download file not readable: (?P<name>.*)", "file", "add the file '{name}', or correct the link to it"),
    # Footnotes and definitions
    _rule(r"Footnote \[(?P<name>.*)\] is not referenced\.", "source",
          "refer to the note by [^{name}] in the text, or remove it"),
    _rule(r"No footnote definition found for label: '(?P<name>.*)'", "source",
          "add the note '[^{name}]: ...', or remove its mark"),
    _rule(r"Duplicate footnote definition found for label: '(?P<name>.*)'", "source",
          "keep one of the notes '[^{name}]:'"),
    _rule(r"Duplicate reference definition: (?P<name>.*)", "link", "keep one of the definitions '[{name}]:'"),
    _rule(r"Duplicate (?:explicit|implicit) target name: \"(?P<name>.*?)\"\.?.*", "link",
          "rename one of the parts '{name}': another one of the page has this name"),
    _rule(r"(?:Duplicate target name, cannot be used as a unique reference|Unknown target name): \"(?P<name>.*)\"\.",
          "link", "correct the link to '{name}': no part of the page, or more than one, has this name"),
    # Directives
    _rule(rf"{_IN}: Unknown option key: ['\"](?P<name>.*?)['\"] \(allowed: \[(?P<options>.*)\]\)", "gate",
          "remove ':{name}:' from {{{directive}}}, which has no such option", "options", "':{}:'"),
    _rule(rf"{_IN}: Invalid option value for '(?P<option>[^']*)': .*?(?P<own>(?:write|choose) .*)", "gate",
          "correct ':{option}:' of {{{directive}}}: {own}"),
    _rule(rf"{_IN}: Invalid option value for '(?P<option>[^']*)': .*choose from (?P<choices>.*)", "gate",
          "correct ':{option}:' of {{{directive}}}: write {choices}"),
    _rule(rf"{_IN}: Invalid option value for '(?P<option>[^']*)': (?P<value>.*): .*", "gate",
          "correct ':{option}:' of {{{directive}}}: it does not take '{value}'"),
    _rule(rf"{_IN}: Has content, but none permitted", "gate", "remove the text in {{{directive}}}, which has none"),
    _rule(rf"{_IN}: (?:Invalid options? format|Directive options has # comments).*", "gate",
          "write each option of {{{directive}}} as ':name: value', on a line of its own"),
    _rule(rf"(?:Directive )?{_IN}: \d+ argument\(s\) required, 0 supplied.*", "gate",
          "write behind {{{directive}}}, on its line, what it is to show"),
    _rule(rf"(?:Directive )?{_IN}: maximum \d+ argument\(s\) allowed.*", "gate",
          "remove what stands behind {{{directive}}} on its line"),
    _rule(rf"Content block expected for the {_IN} directive; none found\.?", "gate",
          "write a text into {{{directive}}}, or remove it"),
    _rule(rf"(?:Error in|Error parsing content block for the|Unable to parse content in) {_IN} directive:? ?"
          r".*exactly one bullet list expected.*", "gate", "write the text of {{{directive}}} as one list of lists"),
    _rule(r".*uniform two-level bullet list expected, but row (?P<row>\d+).*as row 1 \((?P<has>\d+) vs (?P<wants>\d+)\).*",
          "gate", "give row {row} of the table {wants} cells: it has {has}"),
    _rule(r".*(?:uniform )?two-level bullet list expected.*", "gate", "write each row of the table as a list of its cells"),
    _rule(r".*exactly one table expected.*", "gate", "write one table into {{table}}, and nothing else"),
    _rule(r".*(?P<count>\d+) header row\(s\) specified but only (?P<rows>\d+) row\(s\).*", "gate",
          "set ':header-rows:' below the number of rows, {rows}"),
    _rule(r".*(?P<count>\d+) stub column\(s\) specified but only (?P<rows>\d+) columns\(s\).*", "gate",
          "set ':stub-columns:' below the number of columns, {rows}"),
    _rule(rf"Invalid context: the {_IN} directive can only be used.*", "gate",
          "move {{{directive}}} out of the block in which it stands"),
    _rule(r"The parent of a '(?P<part>[\w-]+)' should be (?:a|an|one of) \[?'(?P<whole>[\w-]+)'.*", "gate",
          "put {{{part}}} into {{{whole}}}"),
    _rule(r"All children of an? '(?P<whole>[\w-]+)' should be '(?P<part>[\w-]+)'.*", "gate",
          "put nothing but {{{part}}} into {{{whole}}}"),
    _rule(r"line number spec is out of range\(1-(?P<last>\d+)\): '?(?P<value>.*?)'?", "code",
          "mark lines from 1 to {last}, not '{value}'"),
    _rule(r"(?:Unknown directive type:? |unknown directive name: )['\"]?(?P<name>[^'\"]+)['\"]?\.?", "gate",
          "correct the name of {{{name}}}", "directives", "{{{}}}"),
    _rule(r"(?:Unknown interpreted text role |unknown role name: )['\"]?(?P<name>[^'\"]+)['\"]?\.?", "gate",
          "correct the name of {{{name}}}", "roles", "{{{}}}"),
    _rule(r"Invalid '(?P<name>.*)' attribute value: (?P<value>.*)", "gate", "correct {name}=, which does not take {value}"),
    # Text
    _rule(r"Non-consecutive header level increase; H(?P<first>\d) to H(?P<next>\d).*", "gate",
          "make this heading one level deeper than H{first}, not H{next}"),
    _rule(r"Document headings start at H(?P<first>\d), not H1.*", "gate", "begin the page with a heading '# Title'"),
    _rule(r"Tasklist item has no leading paragraph for checkbox.*", "gate", "write a text behind the box of the task"),
    _rule(r"(?:Abbreviation|abbreviation).*", "gate", "write {{abbr}}`NIS (the name in full)`"),
    _rule(r"non-whitespace stripped by dedent", "code", "set ':dedent:' to no more than the spaces before each line"),
    # The site's own pages
    _rule(r"toctree contains reference to (?:nonexisting|excluded|non-included) document '(?P<name>.*?)'.*", "link",
          "correct '{name}' in the toctree: there is no such page", "pages"),
)  # fmt: skip


def in_our_words(
    message: str,
    names: Mapping[str, Callable[[Mapping[str, str]], Iterable[str]]],
    file_of: Callable[[str], str],
) -> tuple[Subtype, str]:
    """Return the kind of a fault, and what to do about it, for what another program says of a page.

    ``file_of`` gives the file of a page that the message names.
    """
    text = _LONG.sub(lambda word: _short(word[0]), message.strip())[:MOST]
    for rule in RULES:
        if found := rule.form.fullmatch(text):
            parts = {name: value.strip() for name, value in found.groupdict(default="").items()}
            shown = parts | ({"page": file_of(parts["page"])} if "page" in parts else {})
            remedy = rule.remedy.format(**{name: _short(value) for name, value in shown.items()})
            known = names[rule.known](parts) if rule.known in names else ()
            near = nearest(parts.get("name", ""), known)
            return rule.subtype, remedy + (
                f": did you mean {rule.shown.format(near)}?" if near else ""
            )
    said = " ".join(text.split())
    said = said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"
    return (
        "gate",
        f"rewrite this part of the page, which cannot be read as it is ({said.rstrip('.')})",
    )


def _short(text: str) -> str:
    """Return what an author wrote, shortened."""
    most = 80
    return text if len(text) <= most else text[: most - 1] + "…"
