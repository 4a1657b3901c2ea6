"""_data/risks.yml and the articles: each figure of a table follows from the register's ranges."""

from __future__ import annotations

import pytest

from sphinx_kb.decisions import effects, frontier, losses, show
from sphinx_kb.decisions.register import read
from support import ROOT
from support import losses as other
from support.scenarios import BOARD, RISKS, ROWS, amount, span
from support.worked import SLUGS, file, numbers, table

REGISTER, FAULTS = read((ROOT / "_data" / "risks.yml").read_text("utf-8"))
PACKAGE = ["mfa", "network"]
ACTIONS = {
    "R1": PACKAGE, "R2": ["callback"], "R3": ["checkout"], "R4": ["credits"], "R5": ["leavers"],
    "R6": [], "R7": ["baseline"], "R8": ["controllers"], "R9": ["sso"], "R10": ["aitool"], "R11": [],
}  # fmt: skip
CANDIDATES = {
    "Phishing-resistant MFA": "mfa", "Backups": "backups", "EDR": "edr", "Awareness": "awareness",
    "Data-loss": "dlp", "Call-back": "callback", "Supplier contract": "credits",
    "Script control": "checkout", "Close accounts": "leavers", "Approved AI": "aitool",
    "Cloud baseline": "baseline", "Controller copies": "controllers",
}  # fmt: skip
RANKED = [
    dict(zip(file("prioritizing-by-risk-and-return-list.csv").header, row, strict=True))
    for row in file("prioritizing-by-risk-and-return-list.csv").rows
]
SETS = frontier.frontier(REGISTER)


def year(risk, chosen=()):
    return losses.year(*effects.after(REGISTER, risk, chosen))


def test_the_register_of_the_site_has_no_fault():
    assert FAULTS == []
    assert list(REGISTER.risks) == RISKS


@pytest.mark.parametrize("risk", RISKS)
def test_a_risk_has_the_ranges_of_the_register_s_download(risk):
    given = REGISTER.risks[risk]

    assert given.owner == ROWS[risk]["owner"]
    assert given.events.mean == pytest.approx(amount(risk, "events_per_year"))
    assert tuple(given.loss) == span(risk)
    assert given.ale == pytest.approx(amount(risk, "expected_loss_per_year_usd"), abs=0.5)


@pytest.mark.parametrize("risk", RISKS)
def test_the_action_on_a_risk_costs_and_leaves_what_the_download_says(risk):
    chosen = ACTIONS[risk]
    cost = sum(REGISTER.options[name].cost for name in chosen)
    left = effects.remaining(REGISTER, chosen)[risk]

    assert cost == amount(risk, "action_cost_per_year_usd")
    assert left == pytest.approx(amount(risk, "residual_expected_loss_per_year_usd"), abs=0.5)


@pytest.mark.parametrize("start", CANDIDATES)
def test_a_candidate_of_the_ranking_costs_and_avoids_what_it_says(start):
    row = next(row for row in RANKED if row["candidate"].startswith(start))
    name = CANDIDATES[start]
    package = effects.remaining(REGISTER, PACKAGE)

    def beside(at):
        return sum(
            package[risk] * (1 - events * loss)
            for risk, effect in REGISTER.options[name].effects.items()
            for events, loss in [effects.left(effect, at)]
        )

    assert REGISTER.options[name].cost == float(row["cost_usd_per_year"])
    avoided = effects.alone(REGISTER, name)
    assert avoided == pytest.approx(float(row["loss_avoided_alone_usd"]), abs=0.5)
    if row["loss_avoided_after_package_usd"]:
        assert beside("mean") == pytest.approx(
            float(row["loss_avoided_after_package_usd"]), abs=0.5
        )
    if name in ("backups", "edr", "awareness"):
        assert beside("worst") == pytest.approx(float(row["low_after_package_usd"]), abs=1)
        assert beside("best") == pytest.approx(float(row["high_after_package_usd"]), abs=1)


@pytest.mark.parametrize(
    ("chosen", "cost", "chance"),
    [
        ([], 0, "9.0%"),
        (["mfa"], 40_000, "4.6%"),
        (PACKAGE, 60_000, "2.8%"),
        (["backups"], 35_000, "5.5%"),
        (["mfa", "backups"], 75_000, "2.7%"),
    ],
)
def test_the_board_s_choices_cost_and_leave_what_they_say(chosen, cost, chance):
    assert sum(REGISTER.options[name].cost for name in chosen) == cost
    assert show.chance(year("R1", chosen).over(REGISTER.limit.loss)) == chance


@pytest.mark.parametrize(
    ("row", "risk"), [("Ransomware", "R1"), ("Invoice", "R2"), ("Customer", "R11")]
)
def test_the_board_s_page_shows_the_register_s_percentiles(row, risk):
    page = table(BOARD, "Risk (owner)")
    one = year(risk)

    assert page.number(row, "Expected").says(one.mean)
    assert page.number(row, "1 year in 10").says(one.percentile(0.90))
    assert page.number(row, "1 year in 20").says(one.percentile(0.95))
    assert page.row(row)["Chance over $1M"] == show.chance(one.over(1e6))


def test_the_three_largest_risks_are_those_of_the_board_s_page():
    ranked = sorted(REGISTER.risks, key=lambda risk: -REGISTER.risks[risk].ale)

    assert ranked[:3] == ["R1", "R2", "R11"]


def test_one_risk_is_over_the_board_s_limit():
    over = [risk for risk in REGISTER.risks if year(risk).over(1e6) > REGISTER.limit.chance]

    assert over == ["R1"]
    assert all(risk.ale <= REGISTER.average for risk in REGISTER.risks.values())


def together(chosen=()):
    return losses.together([effects.after(REGISTER, risk, chosen) for risk in REGISTER.risks])


def test_the_average_years_are_those_of_the_specification_and_the_customers_records():
    printed = [show.digits(risk.ale, 2) for risk in REGISTER.risks.values()]

    assert printed == [
        "180,000.00", "107,916.67", "48,000.00", "50,000.00", "20,000.00", "9,000.00", "30,000.00",
        "45,000.00", "20,000.00", "15,000.00", "60,000.00",
    ]  # fmt: skip
    assert show.digits(effects.expected(REGISTER), 2) == "584,916.67"
    assert effects.expected(REGISTER) == pytest.approx(584_917, abs=0.5)


@pytest.mark.parametrize(
    ("risk", "chosen", "percentiles", "over"),
    [
        ("R1", [], ("900,089", "1,419,140", "2,197,355"), "0.089917"),
        ("R1", PACKAGE, ("0", "571,104", "1,436,009"), "0.027931"),
        ("R2", [], ("417,170", "564,563", "882,321"), "0.005624"),
        ("R11", [], ("248,368", "531,720", "885,501"), "0.005216"),
    ],
)
def test_a_risk_has_its_percentiles_and_its_chance_to_the_last_digit(
    risk, chosen, percentiles, over
):
    one = year(risk, chosen)

    assert tuple(show.digits(one.percentile(p), 0) for p in (0.90, 0.95, 0.99)) == percentiles
    assert f"{one.over(REGISTER.limit.loss):.6f}" == over


@pytest.mark.parametrize(
    ("budget", "cost", "net", "chosen"),
    [
        (0, 0, "12,500", "credits"),
        (20_000, 20_000, "87,583", "callback credits baseline"),
        (60_000, 60_000, "137,583", "mfa callback credits baseline"),
        (75_000, 75_000, "147,083", "mfa network callback credits sso"),
        (150_000, 131_000, "164,583",
         "mfa network callback checkout credits baseline controllers sso aitool"),
    ],
)  # fmt: skip
def test_the_best_sets_are_those_of_the_specification(budget, cost, net, chosen):
    best = frontier.best(SETS, budget)

    assert frontier.names(REGISTER, best) == chosen.split()
    assert best.cost == cost
    assert show.digits(best.net, 0) == net


def test_all_risks_together_are_within_their_limit():
    today = together()
    chance = today.over(REGISTER.together.loss)

    assert show.digits(today.percentile(0.95), 0) == "1,930,650"
    assert f"{chance:.6f}" == "0.007608"
    assert chance <= REGISTER.together.chance
    best = frontier.names(REGISTER, frontier.best(SETS, REGISTER.budget))
    assert show.digits(together(best).percentile(0.95), 0) == "1,119,920"


@pytest.mark.parametrize(
    ("risk", "chosen"), [("R1", []), ("R1", PACKAGE), ("R2", []), ("R2", ["callback"]), ("R4", [])]
)
def test_another_algorithm_finds_the_same_years(risk, chosen):
    events, loss = effects.after(REGISTER, risk, chosen)
    counted = other.year(tuple(events), tuple(loss))
    one = losses.year(events, loss)

    assert one.quiet == pytest.approx(other.counts(tuple(events))[0], abs=1e-5)
    for share in (0.90, 0.95, 0.99):
        assert one.percentile(share) == pytest.approx(other.percentile(counted, share), abs=6_000)
    for limit in (250_000, 1e6):
        assert one.over(limit) == pytest.approx(other.over(counted, limit), rel=0.02, abs=1e-5)


def test_every_article_that_the_register_names_is_there():
    named = {slug for risk in REGISTER.risks.values() for slug in risk.articles}

    assert named <= set(SLUGS)


def test_what_the_backups_add_follows_from_the_money_model():
    """Two days sooner saves $314,000 of the likely $1.0M; the option is a little more cautious."""
    model = file("ransomware-and-recovery-money-model.csv").rows
    four, two = (
        numbers(cell)[0].value for cell in next(r for r in model if r[0] == "One event")[2:4]
    )
    removed = REGISTER.options["backups"].effects["R1"].loss.mean

    assert removed == pytest.approx(48_000 / 180_000, abs=1e-6)
    assert removed < 1 - two / four
