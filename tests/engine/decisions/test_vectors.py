"""Every vector, in Python and in the scripts of a page.

The vectors are made anew by ``python -m tools.decision_vectors``, by other means than the engine.
"""

from __future__ import annotations

import importlib
import json
import math
from pathlib import Path

import pytest

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))["vectors"]
CALLS = [(vector["call"], vector["args"]) for vector in VECTORS]
NAMES = [f"{number} {vector['id']} {vector['what']}"[:90] for number, vector in enumerate(VECTORS)]


@pytest.fixture(scope="session")
def answers(python, javascript):
    """Return what each language answers to all vectors."""
    return {"Python": python(CALLS), "JavaScript": javascript(CALLS)}


def agree(got, expected, within: float) -> bool:
    """Return whether a result is what is expected of it, number by number."""
    if isinstance(expected, dict):
        return isinstance(got, dict) and all(
            key in got and agree(got[key], value, within) for key, value in expected.items()
        )
    if isinstance(expected, list):
        whole = isinstance(got, list) and len(got) == len(expected)
        return whole and all(agree(*pair, within) for pair in zip(got, expected, strict=True))
    if isinstance(expected, bool | str) or expected is None or isinstance(got, bool | str):
        return type(got) is type(expected) and got == expected
    return isinstance(got, float | int) and abs(got - expected) <= within


@pytest.mark.parametrize("number", range(len(VECTORS)), ids=NAMES)
@pytest.mark.parametrize("language", ["Python", "JavaScript"])
def test_a_vector_is_answered_as_expected(answers, language, number):
    got, vector = answers[language][number], VECTORS[number]

    assert agree(got, vector["expected"], vector["within"]), got


def same(one, other) -> bool:
    """Return whether two results are the same: numbers to the twelfth digit, all else exactly."""
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float | int) and isinstance(other, float | int):
        return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-15)
    return one == other


@pytest.mark.parametrize("number", range(len(VECTORS)), ids=NAMES)
def test_both_languages_give_the_same_whole_answer(answers, number):
    assert same(answers["Python"][number], answers["JavaScript"][number])


def test_each_language_knows_the_calls_of_the_other(python, javascript):
    assert set(javascript(None)) == set(python(None))


@pytest.mark.parametrize("name", ["exact", "published", "moments", "sentences"])
def test_the_file_has_the_vectors_that_its_command_makes(name):
    """Those that take no minute; the years and the policies are left to the command."""
    source = importlib.import_module(f"tools.decision_vectors.{name}")
    made = [json.loads(json.dumps(vector.as_data())) for vector in source.vectors()]

    assert [vector for vector in made if vector not in VECTORS] == []


def test_the_fields_of_calculators_are_the_same(python, javascript):
    call = [("inputs.inputs", [])]

    assert python(call) == javascript(call)


def test_a_wrong_answer_would_be_seen():
    assert not agree(1.1, 1.0, 0.01)
    assert not agree(None, 0, 1)
    assert not agree({"a": 1}, {"b": 1}, 1)
    assert not agree([1], [1, 2], 1)
    assert not agree("1", 1, 1)
    assert not agree(True, 1, 0)
    assert not agree({"error": "x"}, 1, 1)
    assert not same({"a": 1}, {"a": 1, "b": 2})
    assert not same(1.0, 1.0001)
