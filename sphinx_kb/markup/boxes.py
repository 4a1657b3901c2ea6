"""Boxes as other systems mark them, as a plug-in of markdown-it.

Material for MkDocs writes ``!!! note "Title"`` (folded: ``???``) above what is indented, Obsidian and
GitHub ``> [!note] Title`` at the start of a quotation, Chirpy ``{: .prompt-tip }`` below one. Each
becomes tokens of the types "box" and "box_title", which ``markup.foreign`` renders. What Docusaurus
writes (``:::note[Title]``) is a fence, which is read by ``of_fence``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_kb.markup.indented import AROUND, indented, title_tokens, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

KINDS = {  # as authors name them -> the admonition whose look a box has
    **dict.fromkeys(("note", "abstract", "summary", "tldr", "info", "todo", "example", "cite", "quote"), "note"),
    **dict.fromkeys(("secondary", "see", "seealso"), "seealso"),
    **dict.fromkeys(("tip", "success", "check", "done"), "tip"),
    **dict.fromkeys(("hint", "question", "help", "faq"), "hint"),
    "important": "important", "warning": "warning", "attention": "attention", "caution": "caution",
    **dict.fromkeys(("danger", "failure", "fail", "missing", "bug"), "danger"),
    "error": "error",
}  # fmt: skip
ASIDE = {"inline", "end", "left", "right", "annotate", "no-icon"}  # where Material puts a box
FOLDS = {"": "", "+": "open", "-": "closed"}
_INDENTED = re.compile(r'(!!!|\?\?\?\+?) ?([A-Za-z][\w-]*(?: +[\w-]+)*)(?: +"(.*)")? *')
_CALLOUT = re.compile(r"\[!([A-Za-z][\w -]{0,40})(?:\|[^\]\n]{0,80})?\]([+-]?)(?:[ \t]+(.*))?")
_FENCE = re.compile(r"([A-Za-z][\w-]*)[ \t]*(?:\[(.*)\])?[ \t]*(?:\{[^{}]*\})?[ \t]*(.*)")
_PROMPT = re.compile(r"(?:^| )prompt-([a-z]+)(?: |$)")


class Box(NamedTuple):
    """What a mark says of a box."""

    kind: str  # in small letters
    title: str | None  # None: that of its kind; "": none
    fold: str = ""  # "open" or "closed": a reader can fold it

    @property
    def look(self) -> str:
        """Return the admonition whose look the box has."""
        return KINDS.get(self.kind, "note")

    @property
    def heading(self) -> str:
        """Return the title that is shown, where it is not the one that Sphinx gives to its kind."""
        own = "" if self.kind == self.look and not self.fold else self.kind.capitalize()
        return own if self.title is None else self.title


def of_fence(info: str) -> Box | None:
    """Return the box that a fence of colons opens, or None."""
    found = _FENCE.fullmatch(info.strip())
    name = found[1].lower() if found else ""
    if not found or name not in KINDS | {"details": ""}:
        return None
    title = (found[2] or found[3]).strip() or None
    if name == "details":
        return Box("details", title, "closed")
    return Box(name, title)


def plugin(parser: MarkdownIt, body: str) -> None:
    """Read the marks of a body, if it may have any: those of quotations after kramdown's classes."""
    if "!!!" in body or "???" in body:
        parser.block.ruler.before("fence", "indented_box", _indented_box, {"alt": list(AROUND)})
    if "[!" in body or "prompt-" in body:
        parser.core.ruler.after("kramdown", "callouts", _callouts)


def _indented_box(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a box of Material: its text is indented below its mark."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(("!!!", "???"), start) or state.is_code_block(line):
        return False
    found = _INDENTED.fullmatch(state.src[start : state.eMarks[line]])
    if not found:
        return False
    mark, (kind, *more), title = found[1], found[2].split(), found[3]
    below, indent = indented(state, line, end)
    if kind.lower() not in KINDS and title is None and below == line + 1:
        return False  # three marks before a sentence
    if silent:
        return True
    if title is None and (words := [word for word in more if word.lower() not in ASIDE]):
        title = " ".join(words)
    fold = "" if mark == "!!!" else "open" if mark.endswith("+") else "closed"
    box = Box(kind.lower(), title, fold)
    state.push("box_open", "div", 1).map = [line, below]
    state.tokens[-1].meta = {"box": box}
    state.tokens += title_tokens("box_title", box.heading, line, state.level)
    tokenize(state, line + 1, below, indent)
    state.push("box_close", "div", -1)
    return True


def _callouts(state: StateCore) -> None:
    """Turn quotations that start with a mark, or have the class of a prompt, into boxes."""
    if "[!" not in state.src and "prompt-" not in state.src:
        return
    prompts = _prompts(state.tokens) if "prompt-" in state.src else {}
    tokens: list[Token] = []
    opened: list[bool] = []  # whether each open quotation is a box
    for number, token in enumerate(state.tokens):
        tokens.append(token)
        if token.type == "blockquote_open":
            box = prompts.get(number) or _callout(state.tokens[number + 1 : number + 3])
            opened.append(box is not None)
            if box:
                token.type, token.tag, token.meta = "box_open", "div", {"box": box}
                line = token.map[0] if token.map else 0
                tokens += title_tokens("box_title", box.heading, line, token.level + 1)
        elif token.type == "blockquote_close" and opened.pop():
            token.type, token.tag = "box_close", "div"
    state.tokens = _without_empty_paragraphs(tokens)


def _prompts(tokens: Sequence[Token]) -> dict[int, Box]:
    """Return the quotations with the class of a prompt, which may be at their last paragraph."""
    found: dict[int, Box] = {}
    opened: list[int] = []
    for number, token in enumerate(tokens):
        if token.type == "blockquote_open":
            opened.append(number)
        if opened and (prompt := _PROMPT.search(str(token.attrs.get("class", "")))):
            found[opened[-1]] = Box(prompt[1], "" if prompt[1] in KINDS else None)
        if token.type == "blockquote_close":
            opened.pop()
    return found


def _callout(tokens: Sequence[Token]) -> Box | None:
    """Return the box that a first paragraph marks, and take the mark out of its text."""
    if [token.type for token in tokens] != ["paragraph_open", "inline"]:
        return None
    text = tokens[1]
    first, _, rest = text.content.partition("\n")
    found = _CALLOUT.fullmatch(first.rstrip())
    if not found:
        return None
    text.content = rest
    for moved in tokens:
        moved.map = [moved.map[0] + 1, moved.map[1]] if moved.map else None
    return Box(found[1].strip().lower(), found[3] or None, FOLDS[found[2]])


def _without_empty_paragraphs(tokens: list[Token]) -> list[Token]:
    """Return the tokens without paragraphs of which a mark was all."""
    result: list[Token] = []
    for token in tokens:
        is_end = token.type == "paragraph_close" and result[-1].type == "inline"
        if is_end and not result[-1].content:
            del result[-2:]
        else:
            result.append(token)
    return result
