"""What a reader may change in a calculator: keys, kinds, examples, and the remedies.

The twins are ``KBInputs`` in kb-decide-inputs.js and the inputs in kb-decide-worked-*.js.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from sphinx_kb.decisions import amounts
from sphinx_kb.decisions.patch import EXPLOITATION, EXPOSURE, HUMAN_IMPACT

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["money", "share", "rate", "number", "choice"]


class Input(NamedTuple):
    """A number: its key in links, what it is, its example, and the input it may not be below.

    Of a choice it is one of ``words``, whose value is its place.
    """

    key: str
    kind: Kind
    example: str
    at_least: str = ""
    remedy: str = ""
    words: tuple[str, ...] = ()


def read(
    inputs: tuple[Input, ...], texts: Mapping[str, str], sign: str = "$"
) -> tuple[dict[str, float], dict[str, str]]:
    """Return the values of inputs, and the remedies of those that are wrong, by their keys.

    An input without a text has its example; keys that are no input's are ignored.
    """
    values: dict[str, float] = {}
    remedies: dict[str, str] = {}
    for each in inputs:
        try:
            values[each.key] = _value(each, texts.get(each.key, each.example), sign)
        except ValueError as error:
            remedies[each.key] = str(error)
    for each in inputs:
        if each.key in values and values[each.key] < values.get(each.at_least, 0):
            remedies[each.key] = each.remedy
    if values.get("productive") == 0:
        remedies["productive"] = "write the hours that one person gives in a week"
    return values, remedies


def _value(of: Input, text: str, sign: str) -> float:
    if of.kind == "money":
        return amounts.money(text, sign)
    if of.kind == "choice":
        return choice(text, of.words)
    return {"share": amounts.share, "rate": amounts.rate, "number": amounts.number}[of.kind](text)


def choice(text: str, words: tuple[str, ...]) -> float:
    """Return the place of a word. Raises ValueError with the known ones."""
    word = " ".join(text.split()).lower()
    if word not in words:
        raise ValueError(f"write one of {', '.join(words)}")
    return float(words.index(word))


def _three(stem: str, kind: Kind, low: str, likely: str, high: str) -> tuple[Input, ...]:
    return (
        Input(f"{stem}0", kind, low),
        Input(f"{stem}1", kind, likely, f"{stem}0", "write at least the lowest"),
        Input(f"{stem}2", kind, high, f"{stem}1", "write at least the most likely"),
    )


def _asked(key: str, example: str) -> Input:
    return Input(key, "choice", example, words=("yes", "no", "not known"))


INPUTS: Mapping[str, tuple[Input, ...]] = {
    "ale": (
        Input("value", "money", "4M"),
        Input("exposure", "share", "30%"),
        Input("rate", "rate", "0.15"),
    ),
    "rosi": (
        Input("value0", "money", "4M"),
        Input("exposure0", "share", "30%"),
        Input("rate0", "rate", "0.15"),
        Input("value1", "money", "4M"),
        Input("exposure1", "share", "25%"),
        Input("rate1", "rate", "0.06"),
        Input("cost", "money", "60k"),
    ),
    "fair": (
        *_three("events", "rate", "0.1", "0.3", "0.8"),
        *_three("loss", "money", "50k", "200k", "1M"),
        *_three("with", "rate", "0.02", "0.08", "0.26"),
        *_three("less", "money", "50k", "200k", "1M"),
        Input("cost", "money", "5k"),
        Input("limit", "money", "1M"),
        Input("chance", "share", "5%"),
    ),
    "npv": (
        Input("outlay", "money", "200k"),
        Input("flow1", "money", "90k"),
        Input("flow2", "money", "90k"),
        Input("flow3", "money", "90k"),
        Input("flow4", "money", "0"),
        Input("flow5", "money", "0"),
        Input("rate", "share", "8%"),
    ),
    "staffing": (
        Input("hours", "number", "168"),
        Input("productive", "number", "33"),
        Input("price", "money", "125k"),
        Input("absent", "share", "15%"),
        Input("on_call", "money", "0"),
    ),
    "insurance": (
        *_three("events", "rate", "0.05", "0.13", "0.33"),
        *_three("loss", "money", "300k", "1M", "2.9M"),
        Input("covered", "share", "70%"),
        Input("retention", "money", "100k"),
        Input("limit", "money", "1M"),
        Input("premium", "money", "46k"),
        Input("amount", "money", "1M"),
    ),
    "patch": (
        _asked("listed", "yes"),
        _asked("exposed", "yes"),
        _asked("automatable", "yes"),
        _asked("total", "no"),
        Input("exploitation", "choice", "active", words=EXPLOITATION),
        Input("exposure", "choice", "open", words=EXPOSURE),
        Input("human", "choice", "medium", words=HUMAN_IMPACT),
    ),
}
