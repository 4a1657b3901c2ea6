"""``kb schema``: what a file may say as JSON Schema, for editors that check it while one writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_kb.article.front_matter import ALIASES, IGNORED, FrontMatter
from sphinx_kb.decisions.register_fields import RegisterFields
from sphinx_kb.site.incidents import Incident

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """Return the schema of front matter, with the accepted spellings beside the canonical fields."""
    result = FrontMatter.model_json_schema(mode="validation")
    result["title"] = "Front matter of an article"
    for alias, name in ALIASES.items():
        result["properties"][alias] = {"$ref": f"#/properties/{name}"}
    result["properties"] |= {name: {} for name in sorted(IGNORED)}
    return {"$schema": DIALECT, **result}


def register() -> dict[str, Any]:
    """Return the schema of the register of risks."""
    result = RegisterFields.model_json_schema(mode="validation")
    return {"$schema": DIALECT, **result, "title": "Register of risks"}


def incident() -> dict[str, Any]:
    """Return the schema of a kind of incident."""
    result = Incident.model_json_schema(mode="validation")
    return {"$schema": DIALECT, **result, "title": "A kind of incident"}


OF = {"article": schema, "register": register, "incident": incident}


def show(given: Namespace) -> int:
    """Print the schema."""
    print(json.dumps(OF[given.of](), indent=2, ensure_ascii=False))
    return 0


def add_to(verbs: _SubParsersAction[ArgumentParser]) -> None:
    """Add the verb to the command line."""
    text = "front matter, the register of risks, or a kind of incident, as JSON Schema, for editors"
    parser = verbs.add_parser("schema", help=text, description=text)
    parser.add_argument("of", nargs="?", choices=OF, default="article")
    parser.set_defaults(run=show)
