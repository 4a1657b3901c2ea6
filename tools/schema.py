"""Print the front matter of an article as JSON Schema, for editors that check it while one writes.

python -m tools.schema
"""

from __future__ import annotations

import json
from typing import Any

from sphinx_kb.article.front_matter import ALIASES, IGNORED, FrontMatter


def schema() -> dict[str, Any]:
    """Return the schema, with the accepted spellings beside the canonical fields."""
    result = FrontMatter.model_json_schema(mode="validation")
    result["title"] = "Front matter of an article"
    for alias, name in ALIASES.items():
        result["properties"][alias] = {"$ref": f"#/properties/{name}"}
    result["properties"] |= {name: {} for name in sorted(IGNORED)}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **result}


if __name__ == "__main__":
    print(json.dumps(schema(), indent=2, ensure_ascii=False))
