"""The lexers of all colored languages end, whatever they read; `python -m tools.fuzz_lexers` tries more."""

from __future__ import annotations

import random
import re

import pygments
import pytest

from sphinx_kb.markup import lexers
from support import SOAK
from tools.fuzz_lexers import Trial, fuzz, hardest
from tools.lexer_attacks import attacks, general

FEW = 12  # texts for each language
SIZE = 1_000  # characters
LIMIT = 0.3  # seconds of the processor: the slowest took 0.06


def test_the_lexers_that_are_installed_are_those_that_were_fuzzed():
    assert pygments.__version__ == lexers.FUZZED, "run python -m tools.fuzz_lexers, then say so"


@pytest.mark.parametrize("language", lexers.COLORED)
def test_a_lexer_ends_soon_on_some_hostile_texts(language):
    lexer = lexers.lexer(language)
    some = random.Random(language).sample(list(general()), FEW)

    assert [text for text in some if Trial(lexer, "root", text).seconds(SIZE) > LIMIT] == []


@pytest.mark.parametrize("language", lexers.COLORED)
@pytest.mark.soak
@pytest.mark.skipif(not SOAK, reason="it takes minutes: make soak")
def test_soak_every_lexer_passes(language):
    result = fuzz(language)

    assert result.passed, str(result)


@pytest.mark.parametrize(
    "pattern",
    [
        r'"(\\\\|\\"|[^"])*"',
        r"(?s)\$'(\\\\|\\[0-7]+|\\.|[^'\\])*'",
        r"<<<((?:\w|[^\x00-\x7f])*)x",
        r"(a+)+b",
        r"(a|a)*b",
    ],
)
def test_the_attacks_find_an_expression_that_never_ends(pattern):
    taken, attack = hardest(re.compile(pattern))

    assert attack
    assert taken >= 0.1


@pytest.mark.parametrize(
    "pattern",
    [
        r'"(?:\\.|[^"\\])*+"',
        r"(?s)\$'(?:\\.|[^'\\])*+'",
        r"[a-z]+=\d*",
        r"(?:ab)*c",
        r"\s+",
        r"a(?=b+)c",
    ],
)
def test_the_attacks_find_nothing_where_there_is_nothing(pattern):
    assert hardest(re.compile(pattern))[0] < 0.05


def test_an_attack_repeats_a_part_after_what_leads_to_it():
    found = {(attack.start, attack.again) for attack in attacks(re.compile(r"<(?:\d|xy)+>"))}

    assert {("<", "0"), ("<", "xy")} <= found
