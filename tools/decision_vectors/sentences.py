"""Whole sentences, and what calculators make of texts: as the specification prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tools.decision_vectors.vector import CENT, Vector

if TYPE_CHECKING:
    from collections.abc import Iterator

ROSI = {
    "": "It avoids $120,000 of expected loss a year for $60,000. It pays: the net is $60,000 a year, and the return 100%. It pays as long as it removes more than 33% of the expected loss.",
    "cost=0": "It avoids $120,000 of expected loss a year and costs nothing: no ratio is needed.",
    "cost=120k": "It avoids $120,000 of expected loss a year for $120,000. It breaks even: the net is $0 a year, and the return 0%. It pays as long as it removes more than 67% of the expected loss.",
    "cost=200k": "It avoids $120,000 of expected loss a year for $200,000. It does not pay: the net is -$80,000 a year, and the return -40%. It costs more than the whole expected loss.",
    "rate1=0.3": "It adds $120,000 of expected loss a year for $60,000. It does not pay: the net is -$180,000 a year, and the return -300%. It pays as long as it removes more than 33% of the expected loss.",
    "rate0=0 rate1=0": "It avoids $0 of expected loss a year for $60,000. It does not pay: the net is -$60,000 a year, and the return -100%.",
}  # fmt: skip
FAIR = {
    "": "Today it costs something in about 29 years of 100, $107,917 in an average year, and more than $0.56M in one year of 20. The chance of more than $1M is 0.6%: within the limit of 5.0%. With the measure it is under 0.1%, within the limit; the measure avoids $77,083 a year for $5,000.",
    "chance=0.1%": "Today it costs something in about 29 years of 100, $107,917 in an average year, and more than $0.56M in one year of 20. The chance of more than $1M is 0.6%: over the limit of 0.1%. With the measure it is under 0.1%, within the limit; the measure avoids $77,083 a year for $5,000.",
}  # fmt: skip
WORDS = [
    ("ale", {}, "One event costs $1,200,000, an average year $180,000. The chance of at least one event is 13.9% in a year and 77.7% in ten."),
    ("npv", {}, "At 8.0% a year it is worth $31,939 today: it pays. It is back after 2.2 years."),
    ("npv", {"flow2": "0", "flow3": "0"}, "At 8.0% a year it is worth -$116,667 today: it does not pay. The outlay is never recovered."),
    ("staffing", {}, "The seat takes 5.09 people, 5.99 with absences, and $636,364 a year: $73 for each hour watched."),
    ("staffing", {"absent": "100%"}, "Nobody can fill the seat with these hours."),
    ("insurance", {}, "In an average year the policy recovers $98,858 of $180,000, for a premium of $46,000. The chance of keeping more than $1M is 1.6%; without insurance it is 9.0%. 22.2% of events claim more than the limit."),
    ("patch", {}, "The ladder says: fix it within 3 days. SSVC for deployers says: out-of-cycle."),
    ("patch", {"listed": "no", "exposed": "no", "automatable": "no", "exploitation": "none", "exposure": "small"}, "The ladder says: fix it with the next upgrade. SSVC for deployers says: defer."),
    ("patch", {"total": "Not known", "human": "very high"}, "The ladder says: fix it within 3 days, and look for an intruder first. SSVC for deployers says: immediate."),
]  # fmt: skip
FORMS: list[tuple[str, list[Any], str]] = [
    ("input", [4_000_000, "money"], "4,000,000"), ("input", [1234.5, "money"], "1,234.50"),
    ("input", [0.16666666667, "share"], "16.666666667%"), ("input", [0.3, "share"], "30%"),
    ("input", [0.00001, "rate"], "0.00001"), ("input", [168, "number"], "168"),
    ("result", [None, "years"], "never"), ("result", [None, "days"], "with the next upgrade"),
    ("result", [None, "percent1"], "none"), ("result", [1.0, "years"], "1.0 year"),
    ("result", [2.5, "percent"], "250%"), ("result", [0.00001, "chance"], "under 0.1%"),
]  # fmt: skip
BOUGHT = [  # budget, the reader's own set
    (150_000, None, "9 options for $131,000 a year: $295,583 of expected loss avoided, a net of $164,583. $229,333 a year remains. $19,000 is not spent: nothing else returns more than it costs."),
    (130_000, None, "8 options for $125,000 a year: $288,083 of expected loss avoided, a net of $163,083. $236,833 a year remains. $5,000 is not spent: what remains does not fit."),
    (0, None, "One option for $0 a year: $12,500 of expected loss avoided, a net of $12,500. $512,417 a year remains."),
    (150_000, ["mfa", "backups"], "2 options for $75,000 a year: $114,000 of expected loss avoided, a net of $39,000. $410,917 a year remains. For the same money or less, Phishing-resistant MFA, remote and privileged; Separate factory network; Call back on changes, two people release; Outage credits, tested paper procedure; Single sign-on for 22 applications would net $147,083."),
    (150_000, [], "Nothing for $0 a year: $0 of expected loss avoided, a net of $0. $524,917 a year remains. For the same money or less, Outage credits, tested paper procedure would net $12,500."),
]  # fmt: skip


def vectors() -> Iterator[Vector]:
    """Yield the vectors of sentences and of calculators."""
    for kind, sentences in (("rosi", ROSI), ("fair", FAIR)):
        for changes, sentence in sentences.items():
            texts = dict(change.split("=") for change in changes.split())
            yield Vector("W", f"{kind} {changes}", f"sentences.{kind}", [texts], sentence)
    for kind, texts, sentence in WORDS:
        yield Vector("W", f"{kind} {texts}", "sentences.words", [kind, texts], sentence)
    for what, given, text in FORMS:
        yield Vector("W", f"{what} {given}", f"forms.{what}", given, text)
    for budget, own, sentence in BOUGHT:
        yield Vector(
            "W", f"{budget:,} buys {own}", "sentences.bought", ["northwind", budget, own], sentence
        )
    for kind, texts, expected in (
        ("ale", {}, {"sle": 1.2e6, "ale": 180_000}),
        ("ale", {"exposure": "0.3", "value": "$4,000,000"}, {"ale": 180_000}),
        ("rosi", {}, {"ale0": 180_000, "ale1": 60_000, "net": 60_000, "rosi": 1, "break_even": 1 / 3}),
        ("fair", {}, {"mean0": 107_916.67, "mean1": 30_833.33, "p50_0": 0, "avoided": 77_083.33}),
        ("npv", {}, {"npv": 31_938.73, "payback": 20 / 9, "break_even": 77_606.70}),
        ("npv", {"flow1": "0", "flow2": "0", "flow3": "0"}, {"npv": -200_000, "irr": None, "break_even": None}),
        ("staffing", {}, {"people": 168 / 33, "cost": 636_363.64}),
        ("staffing", {"absent": "100%"}, {"people": None, "cost": None}),
        ("insurance", {}, {"recovered": 98_857.80, "ceiling": 1_930_000, "step": 11_524.80}),
    ):  # fmt: skip
        yield Vector(
            "K",
            f"{kind} {texts or 'as printed'}",
            "calculators.results",
            [kind, texts],
            expected,
            CENT,
        )
    for kind, texts, remedies in (
        ("fair", {"events0": "0.5"}, {"events1": "write at least the lowest"}),
        ("fair", {"loss1": "2M"}, {"loss2": "write at least the most likely"}),
        ("fair", {"loss1": "2 apples"}, {"loss1": "write a number such as 250,000 or 250k or 1.2M"}),
        ("rosi", {"value1": "1"}, {}),
        ("rosi", {"exposure0": "30"}, {"exposure0": "write 30%, or a share such as 0.3"}),
        ("rosi", {"rate0": "5%"}, {"rate0": "write a number a year: once in 20 years is 0.05"}),
        ("staffing", {"productive": "0"}, {"productive": "write the hours that one person gives in a week"}),
        ("ale", {"unknown": "1", "__proto__": "1", "constructor": "2"}, {}),
    ):  # fmt: skip
        yield Vector(
            "K", f"{kind} with {texts}", "inputs.remedies", [kind, texts], {"remedies": remedies}
        )
