"""What to do about a value that a model does not take, in words of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_kb.article.names import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

_REMEDIES = {
    "literal_error": "write one of {expected}",
    "extra_forbidden": "remove it, or correct its name",
    "tuple_type": "write a list",
    "list_type": "write a list",
    "string_type": "write plain text",
    "model_type": "write lines of 'name: value'",
    "model_attributes_type": "write lines of 'name: value'",
    "dict_type": "write lines of 'name: value'",
    "missing": "add it",
    "too_short": "write at least {min_length}",
    "string_too_short": "write it, or remove it",
    "int_parsing": "write a whole number",
    "int_type": "write a whole number",
    "float_parsing": "write a number",
    "bool_parsing": "write true or false",
    "greater_than_equal": "write a number of at least {ge}",
    "greater_than": "write a number above {gt}",
    "less_than_equal": "write a number of at most {le}",
    "less_than": "write a number below {lt}",
    "url_parsing": "write an address that starts with https://",
    "date_from_datetime_parsing": "write the day as YYYY-MM-DD",
    "date_parsing": "write the day as YYYY-MM-DD",
}
_PATTERNS = (  # of texts, by what stands in them
    ("mailto", "write an address that starts with https:// or mailto:"),
    ("https", "write an address that starts with https://"),
    (r"/\\", "write the name of the file alone"),
)


def remedy(problem: Any, known: Iterable[str] = ()) -> str:
    """Return what to do about a problem that pydantic reports; ``known`` are the names of fields."""
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "value_error":
        return str(problem["msg"]).removeprefix("Value error, ")
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern", ""))
        return next((words for part, words in _PATTERNS if part in pattern), "write it in its form")
    text = _REMEDIES.get(kind, "write another value").format(**context)
    if kind == "extra_forbidden" and (near := nearest(str(problem["loc"][-1]), known)):
        text += f": did you mean '{near}'?"
    return text
