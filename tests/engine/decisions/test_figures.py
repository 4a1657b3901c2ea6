"""The register of the specification: each of its printed figures, to the last digit."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_kb.decisions import effects, frontier, losses, show, steps
from sphinx_kb.decisions.insurance import Policy, insured
from sphinx_kb.decisions.register import read

REGISTER, FAULTS = read((Path(__file__).parent / "register.yml").read_text("utf-8"))
PACKAGE = ["mfa", "network"]
SIX = ["mfa", "network", "backups", "edr", "awareness", "dlp"]


def year(risk, chosen=()):
    return losses.year(*effects.after(REGISTER, risk, chosen))


def together(risks, chosen=()):
    return losses.together([effects.after(REGISTER, risk, chosen) for risk in risks])


@pytest.fixture(scope="module")
def sets():
    """Return the unbeaten sets."""
    return frontier.frontier(REGISTER)


def test_the_register_has_no_fault():
    assert FAULTS == []


def test_the_average_years_are_those_of_the_articles():
    printed = [show.digits(risk.ale, 2) for risk in REGISTER.risks.values()]

    assert printed == [
        "180,000.00", "107,916.67", "48,000.00", "50,000.00", "20,000.00", "9,000.00", "30,000.00",
        "45,000.00", "20,000.00", "15,000.00",
    ]  # fmt: skip
    assert show.digits(effects.expected(REGISTER), 2) == "524,916.67"


@pytest.mark.parametrize(
    ("risk", "chosen", "shares", "amounts", "over"),
    [
        ("R1", [], (0.90, 0.95, 0.99), ("900,089", "1,419,140", "2,197,355"), "0.089917"),
        ("R2", [], (0.90, 0.95, 0.99), ("417,170", "564,563", "882,321"), "0.005624"),
        ("R1", PACKAGE, (0.95,), ("571,104",), "0.027931"),
    ],
)
def test_a_risk_has_the_percentiles_and_the_chance_that_are_printed(
    risk, chosen, shares, amounts, over
):
    one = year(risk, chosen)

    assert tuple(show.digits(one.percentile(share), 0) for share in shares) == amounts
    assert f"{one.over(1e6):.6f}" == over


def test_ransomware_is_quiet_in_most_years():
    assert f"{year('R1').quiet:.6f}" == "0.861808"


def test_bad_years_of_several_risks_do_not_add_up():
    largest = ["R1", "R2", "R4"]

    assert f"{together(largest).percentile(0.95) / 1e6:.3f}" == "1.598"
    assert f"{sum(year(risk).percentile(0.95) for risk in largest) / 1e6:.3f}" == "2.269"


def test_all_risks_together_have_the_figures_that_are_printed(sets):
    best = frontier.names(REGISTER, frontier.best(sets, 150_000))
    today = together(REGISTER.risks)

    assert show.digits(today.percentile(0.95), 0) == "1,839,263"
    assert f"{today.over(3e6):.6f}" == "0.006204"
    assert show.digits(together(REGISTER.risks, best).percentile(0.95), 0) == "964,901"


@pytest.mark.parametrize(
    ("budget", "chosen", "net"),
    [
        (0, "credits", "12,500"),
        (20_000, "callback credits baseline", "87,583"),
        (60_000, "mfa callback credits baseline", "137,583"),
        (75_000, "mfa network callback credits sso", "147,083"),
        (
            150_000,
            "mfa network callback credits checkout sso baseline controllers aitool",
            "164,583",
        ),
    ],
)
def test_a_budget_buys_the_set_that_is_printed(sets, budget, chosen, net):
    best = frontier.best(sets, budget)

    assert " ".join(frontier.names(REGISTER, best)) == chosen
    assert show.digits(best.net, 0) == net


def test_the_rest_of_a_budget_is_not_spent(sets):
    assert show.money(frontier.best(sets, 150_000).cost) == "$131,000"


def test_of_the_article_s_six_the_package_is_the_best():
    from dataclasses import replace

    six = replace(REGISTER, options={name: REGISTER.options[name] for name in SIX})
    best = frontier.best(frontier.frontier(six), 150_000)

    assert frontier.names(six, best) == PACKAGE
    assert (show.money(best.cost), show.money(best.net)) == ("$60,000", "$60,000")
    assert show.money(effects.avoided(six, ["mfa", "backups"])) == "$114,000"


@pytest.mark.parametrize(
    ("risk", "policy", "recovered", "keeping", "exhausting"),
    [
        ("R1", (0.7, 1e5, 1e6), "98,858", "1.560%", "22.2%"),
        ("R1", (0.7, 1e5, 2e6), "110,383", "0.412%", "0.0%"),
        ("R2", (1.0, 1e5, 2.5e5), "50,193", "0.146%", "35.7%"),
    ],
)
def test_a_policy_recovers_and_keeps_what_is_printed(risk, policy, recovered, keeping, exhausting):
    given = REGISTER.risks[risk]
    found = insured(given.events, given.loss, Policy(*policy), 1e6)

    assert show.digits(found.recovered, 0) == recovered
    assert show.share(found.keeping_over, 3) == keeping
    assert show.share(found.exhausting) == exhausting


def test_the_steps_of_a_set_add_up_to_it(sets):
    best = frontier.best(sets, 150_000)
    ordered = steps.step_by_step(REGISTER, frontier.names(REGISTER, best))

    assert [step.name for step in ordered][:4] == ["credits", "callback", "mfa", "network"]
    assert sum(step.adds for step in ordered) == pytest.approx(best.avoided)
    ratios = [step.ratio for step in ordered if step.ratio is not None]
    assert ratios == sorted(ratios, reverse=True)
