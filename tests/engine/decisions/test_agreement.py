"""Both languages agree on what nobody has written down: random risks, registers, extremes."""

from __future__ import annotations

import itertools
import math
import random

import pytest

pytestmark = pytest.mark.slow

SHARES = [0.1, 0.5, 0.9, 0.95, 0.99]


def cents(amount: float) -> int:
    return math.floor(100 * amount + 0.5)


def random_risks(seed: int, count: int):
    """Return risks from one in a thousand years to 50 a year, from thousands to 100 millions."""
    chance = random.Random(seed)
    for _ in range(count):
        most = 10 ** chance.uniform(-3, 1.7)
        least = most * chance.choice([0, chance.random() ** 2])
        likely = least + (most - least) * chance.random()
        highest = 10 ** chance.uniform(3, 8)
        lowest = highest * chance.choice([0, chance.random() ** 3])
        middle = lowest + (highest - lowest) * chance.choice([0, chance.random(), 1])
        events = [most] * 3 if chance.random() < 0.15 else [least, likely, most]
        yield events, [lowest, middle, highest]


@pytest.fixture(scope="session")
def risks(python, javascript):
    """Return the figures of random risks in both languages."""
    given = list(random_risks(seed=5, count=60))
    calls = [
        ("losses.figures", [events, loss, SHARES, [0.3 * loss[2], 0.9 * loss[2]]])
        for events, loss in given
    ]
    return list(zip(given, python(calls), javascript(calls), strict=True))


@pytest.mark.parametrize("number", range(60))
def test_a_random_risk_has_the_same_figures_to_the_cent(risks, number):
    _, one, other = risks[number]
    mean, _, *rest = zip(one, other, strict=True)

    assert [cents(a) for a, _ in (mean, *rest[:5])] == [cents(b) for _, b in (mean, *rest[:5])]
    for a, b in zip(one, other, strict=True):
        assert math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)


RATES = [
    [1e-9] * 3, [0, 0, 1e-6], [0, 1e-3, 1000], [1000] * 3, [999, 1000, 1000], [0, 1000, 1000],
    [0.5] * 3, [0, 0, 0], [1e-12, 0.3, 0.3],
]  # fmt: skip
LOSSES = [
    [0, 0, 1], [1, 1, 1], [1e12] * 3, [0, 0, 1e12], [0, 1e12, 1e12], [0.01, 0.02, 0.05],
    [1, 1, 1e12], [999_999, 1e6, 1_000_001], [0, 0, 0],
]  # fmt: skip


@pytest.fixture(scope="session")
def extremes(python, javascript):
    """Return the figures of extremes, at many shares and limits, in both languages."""
    calls = []
    for events, loss in itertools.product(RATES, LOSSES):
        limits = [loss[2] * k / 10 for k in range(30)]
        calls.append(("losses.figures", [events, loss, [k / 25 for k in range(25)], limits]))
    return list(zip(calls, python(calls), javascript(calls), strict=True))


@pytest.mark.parametrize("number", range(81))
def test_an_extreme_risk_has_finite_figures_in_their_order(extremes, number):
    _, one, other = extremes[number]
    percentiles, chances = one[2:27], one[27:]

    assert all(math.isfinite(figure) for figure in one + other)
    assert percentiles == sorted(percentiles)
    assert all(b <= a + 1e-12 for a, b in itertools.pairwise(chances))
    assert all(
        math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12) for a, b in zip(one, other, strict=True)
    )


# Registers


def random_register(chance: random.Random) -> dict:
    """Return a register with shared risks, needs, exclusions, obligations, statuses and ties."""
    effect = {"loss": [0.0] * 3, "after_events": None, "after_loss": None}
    risks = {
        f"R{i}": {"title": "", "events": [0.1, 0.2, 0.3], "loss": [1e4, 5e4, size]}
        for i in range(5)
        for size in [
            chance.choice([chance.randrange(100, 300) * 1000.0, 1e5 + 2e5 * chance.random()])
        ]
    }
    options = {}
    for k in range(8):
        cost = chance.choice([chance.randrange(0, 9) * 1000.0, 9000 * chance.random()])
        other = [f"o{j}" for j in range(8) if j != k]
        options[f"o{k}"] = {
            "title": "", "cost": cost, "once": 0, "yearly": cost, "years": 1,
            "effects": {
                f"R{chance.randrange(5)}": {
                    **effect,
                    "events": [chance.choice([0.5, 0.25, 0.75, 0.1, -0.2, chance.random()])] * 3,
                }
                for _ in range(chance.choice([1, 1, 2]))
            },
            "needs": chance.sample(other, int(chance.random() < 0.2)),
            "instead_of": chance.sample(other, int(chance.random() < 0.15)),
            "must": chance.random() < 0.05,
            "status": chance.choice(["proposed"] * 12 + ["funded", "done", "deferred", "refused"]),
        }  # fmt: skip
    return {"name": "", "currency": "USD", "rate": None, "risks": risks, "options": options}


def every_set(register: dict):
    """Yield cost and loss avoided of each allowed set, all tried."""
    options = register["options"]
    names = [name for name, o in options.items() if o["status"] in ("proposed", "funded")]
    done = {name for name, option in options.items() if option["status"] == "done"}
    musts = [name for name in names if options[name]["must"]]
    mean = {
        name: (r["events"][0] + 4 * r["events"][1] + r["events"][2]) / 6
        * (r["loss"][0] + 4 * r["loss"][1] + r["loss"][2]) / 6
        for name, r in register["risks"].items()
    }  # fmt: skip
    for size in range(len(names) + 1):
        for chosen in itertools.combinations(names, size):
            there = {*chosen, *done}
            if any(not set(options[name]["needs"]) <= there for name in chosen):
                continue
            if any(set(options[name]["instead_of"]) & there for name in chosen):
                continue
            if any(set(options[name]["instead_of"]) & set(chosen) for name in done):
                continue
            if not set(musts) <= set(chosen):
                continue
            left = dict(mean)
            for name in chosen:
                for risk, effect in options[name]["effects"].items():
                    left[risk] *= 1 - effect["events"][0]
            cost = sum(options[name]["cost"] for name in chosen)
            yield cost, sum(mean.values()) - sum(left.values())


@pytest.fixture(scope="session")
def registers(python, javascript):
    """Return random registers with their frontiers in both languages."""
    chance = random.Random(9)
    given = [random_register(chance) for _ in range(300)]
    calls = [("register.frontier", [register]) for register in given]
    return list(zip(given, python(calls), javascript(calls), strict=True))


@pytest.mark.parametrize("number", range(300))
def test_no_set_beats_the_frontier_of_a_random_register(registers, number):
    register, one, other = registers[number]
    tried = list(every_set(register))

    for sets in (one, other):
        assert bool(sets) == bool(tried)
        for budget in [*range(0, 40_000, 1_000), 1e9]:
            fitting = [avoided - cost for cost, avoided in tried if cost <= budget + 0.005]
            found = [avoided - cost for _, cost, avoided in sets if cost <= budget + 0.005]
            assert bool(found) == bool(fitting)
            assert not found or math.isclose(found[-1], max(fitting), abs_tol=0.02)


def test_the_frontiers_of_random_registers_are_the_same_sets(registers):
    for _, one, other in registers:
        assert [places for places, *_ in one] == [places for places, *_ in other]
        for (_, *sums), (_, *sums_too) in zip(one, other, strict=True):
            assert all(
                math.isclose(a, b, rel_tol=1e-12) for a, b in zip(sums, sums_too, strict=True)
            )


def test_random_sets_are_put_in_the_same_order(registers, python, javascript):
    calls = [
        ("register.steps", [register, [list(register["options"])[place] for place in sets[-1][0]]])
        for register, sets, _ in registers
        if sets
    ]

    assert len(calls) > 200
    assert [[s[0] for s in steps] for steps in python(calls)] == [
        [s[0] for s in steps] for steps in javascript(calls)
    ]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_logarithms_and_powers_are_the_same_to_the_bit(python, javascript, seed):
    chance = random.Random(seed)
    places = [chance.random() ** 3 for _ in range(2000)]
    calls = [
        *(("arithmetic.log", [place]) for place in places if place),
        *(("arithmetic.exp", [-138 * place]) for place in places),
        ("arithmetic.total", [places]),
    ]
    one, other = python(calls), javascript(calls)

    assert one == other
    for (call, (value,)), got in zip(calls[:-1], one, strict=False):
        exact = math.log(value) if call == "arithmetic.log" else math.exp(value)
        assert math.isclose(got, exact, rel_tol=1e-15)
    assert one[-1] == pytest.approx(math.fsum(places), abs=1e-12)
