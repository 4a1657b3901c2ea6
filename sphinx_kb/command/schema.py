"""``kb schema``: the front matter of an article as JSON Schema, for editors that check it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_kb.article.front_matter import ALIASES, IGNORED, FrontMatter

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction


def schema() -> dict[str, Any]:
    """Return the schema, with the accepted spellings beside the canonical fields."""
    result = FrontMatter.model_json_schema(mode="validation")
    result["title"] = "Front matter of an article"
    for alias, name in ALIASES.items():
        result["properties"][alias] = {"$ref": f"#/properties/{name}"}
    result["properties"] |= {name: {} for name in sorted(IGNORED)}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **result}


def show(given: Namespace) -> int:
    """Print the schema."""
    print(json.dumps(schema(), indent=2, ensure_ascii=False))
    return 0


def add_to(verbs: _SubParsersAction[ArgumentParser]) -> None:
    """Add the verb to the command line."""
    text = "the front matter of an article as JSON Schema, for editors"
    verbs.add_parser("schema", help=text, description=text).set_defaults(run=show)
