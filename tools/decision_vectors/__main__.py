"""Write tests/engine/decisions/vectors.json: python -m tools.decision_vectors (some minutes)."""

from __future__ import annotations

import json
from pathlib import Path

from tools.decision_vectors import (
    exact,
    moments,
    policies,
    published,
    registers,
    sentences,
    years,
)  # fmt: skip

TARGET = Path(__file__).parents[2] / "tests" / "engine" / "decisions" / "vectors.json"
SOURCES = (exact, published, moments, sentences, years, registers, policies)


def text() -> str:
    """Return the text of the file: the registers that calls name, and the vectors."""
    northwind = registers.northwind()
    six = {**northwind, "options": {name: northwind["options"][name] for name in registers.SIX}}
    named = {"northwind": northwind, "six": six, "additive": registers.additive()}
    lines = [
        json.dumps(vector.as_data(), ensure_ascii=True)
        for source in SOURCES
        for vector in source.vectors()
    ]
    return f'{{"registers": {json.dumps(named)},\n"vectors": [\n' + ",\n".join(lines) + "\n]}\n"


if __name__ == "__main__":
    written = text()
    TARGET.write_text(written, "utf-8")
    print(f"{TARGET.name}: {written.count(chr(10)) - 3} vectors")
