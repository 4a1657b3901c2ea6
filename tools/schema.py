"""Print JSON Schema for editors that check a file while one writes.

python -m tools.schema [register]: the front matter of an article, or _data/risks.yml
"""

from __future__ import annotations

import json
import sys
from typing import Any

from sphinx_kb.article.front_matter import ALIASES, IGNORED, FrontMatter
from sphinx_kb.decisions.register_fields import RegisterFields

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """Return the schema, with the accepted spellings beside the canonical fields."""
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


if __name__ == "__main__":
    made = register() if sys.argv[1:] == ["register"] else schema()
    print(json.dumps(made, indent=2, ensure_ascii=False))
