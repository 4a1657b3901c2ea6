"""What is made of the settings' own explanations: a sample of _data/site.yml, its schema, a table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml

from sphinx_kb.site.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

BEGUN = {"shared"}  # settings that a new site has
HEAD = "# Settings of the site. `kb settings` explains each; take the # away from those you want.\n"


def sample() -> str:
    """Return a _data/site.yml with every setting, each in a comment but what a new site begins with."""
    return HEAD + "".join(map(_commented, Settings.model_fields))


def _commented(name: str) -> str:
    field = Settings.model_fields[name]
    lines = yaml.safe_dump(
        {name: example(name)}, sort_keys=False, allow_unicode=True, default_flow_style=False
    ).splitlines()
    return "".join(["\n", *(f"# {part}\n" for part in _wrapped(field.description or "")),
                    *(f"{'' if name in BEGUN else '#'}{line}\n" for line in lines)])  # fmt: skip


def example(name: str) -> Any:
    """Return a value that a setting may have."""
    examples = Settings.model_fields[name].examples or [None]
    return examples[0]


def _wrapped(text: str, width: int = 96) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and len(line) + len(word) >= width:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def schema() -> str:
    """Return the JSON Schema of _data/site.yml, for editors that check it while one writes."""
    found = Settings.model_json_schema(mode="validation")
    found["title"] = "Settings of a knowledge base"
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"
