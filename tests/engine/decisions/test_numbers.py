"""Numbers as readers type them: hostile texts are answered in time, and alike in both languages."""

from __future__ import annotations

import random
import time

import pytest

from sphinx_kb.decisions import amounts

KINDS = ("amount", "money", "rate", "number", "share")
PIECES = [
    "1", "12", "123", "1234", ",", ".", "k", "M", "bn", "%", "-", "\u2212", "$", "€", " ", "_",
    "\u00a0", "\u202f", "e", "0", "00", "x", "+", "\u0661", "\ud83d\ude00", "\n", "\x00", "K", "\u212a",
]  # fmt: skip
LONG = [
    "1" * 100_000, "1," * 50_000, "1,111" * 20_000, "1.111" * 20_000, " " * 100_000 + "1",
    "-" * 100_000, "$" * 100_000, "1" + "0" * 100_000 + "k", "1.5" * 30_000 + "%", "_" * 100_000,
]  # fmt: skip


@pytest.fixture(scope="session")
def typed(python, javascript):
    """Return random texts with what each language makes of them."""
    chance = random.Random(4)
    texts = ["".join(chance.choices(PIECES, k=chance.randrange(1, 7))) for _ in range(3000)]
    calls = [(f"amounts.{chance.choice(KINDS)}", [text]) for text in texts]
    return list(zip(calls, python(calls), javascript(calls), strict=True))


def test_both_languages_read_the_same_of_any_text(typed):
    assert [one for one in typed if one[1] != one[2]] == []


def test_some_of_the_random_texts_are_numbers_and_most_are_not(typed):
    numbers = [one for _, one, _ in typed if not isinstance(one, dict)]

    assert 100 < len(numbers) < 1500


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", LONG, ids=lambda text: f"{text[:6]}...")
def test_a_long_text_is_refused_at_once(kind, text):
    started = time.process_time()
    if text.strip() == "1":
        assert getattr(amounts, kind)(text) == 1
    else:
        with pytest.raises(ValueError, match=r"^(write|keep) .{5,100}$"):
            getattr(amounts, kind)(text)

    assert time.process_time() - started < 0.2


def test_long_texts_are_refused_at_once_in_a_browser_too(javascript):
    calls = [(f"amounts.{kind}", [text * 5]) for kind in KINDS for text in LONG]
    started = time.perf_counter()
    answers = javascript(calls)

    assert time.perf_counter() - started < 10
    assert all(isinstance(answer, dict) or answer == 11111 for answer in answers)


@pytest.mark.parametrize("value", ["250,000", "250k", "0.25M", "250_000", "250 000", "$250,000"])
def test_one_amount_may_be_written_in_many_ways(value):
    assert amounts.money(value) == 250_000


def test_the_sign_of_another_currency_is_no_number():
    assert amounts.money("€5", "€") == 5
    with pytest.raises(ValueError, match="write a number such as"):
        amounts.money("€5", "$")
