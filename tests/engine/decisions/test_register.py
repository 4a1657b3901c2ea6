"""The register's file: what is read of it, and each fault with its line and what to write."""

from __future__ import annotations

import time

import pytest

from sphinx_kb.decisions import effects, frontier
from sphinx_kb.decisions.register import read

HEAD = "name: Northwind Parts\nas_of: 2026-11-24\nbudget: 150k\n"
RISKS = """\
risks:
  R1:
    title: Ransomware
    scenario: A crew encrypts servers.
    owner: COO
    events: [0.05, 0.13, 0.33]
    loss: [300k, 1M, 2.9M]
    source: Workshop
  R2:
    title: Fraud
    scenario: A payment is lost.
    owner: CFO
    events: 0.35
    loss: 200k
    source: Accounts
"""
OPTIONS = """\
options:
  mfa:
    title: Sign-in
    cost: 40k
    reduces: {R1: {events: [35%, 50%, 65%]}}
  callback:
    title: Call back
    cost: 5k
    after: {R2: {events: 0.1}}
"""
WHOLE = HEAD + RISKS + OPTIONS


def option(text: str) -> str:
    """Return the whole file with one more option."""
    return WHOLE + text


def remedies(source: str) -> list[str]:
    return [remedy for _, remedy in read(source)[1]]


def test_a_register_is_read():
    register, faults = read(WHOLE)

    assert faults == []
    assert (register.name, register.budget, register.currency) == (
        "Northwind Parts",
        150_000,
        "USD",
    )
    assert register.risks["R1"].ale == pytest.approx(180_000)
    assert register.risks["R2"].events == (0.35, 0.35, 0.35)
    assert register.risks["R1"].estimated == register.as_of
    assert effects.avoided(register, ["mfa"]) == pytest.approx(90_000)
    assert effects.after(register, "R2", ["callback"])[0] == (0.1, 0.1, 0.1)


def test_fields_that_may_be_left_out_are_read():
    register, faults = read(
        "name: N\nnote: A note\nillustrative: true\ncurrency: EUR\nas_of: 2026-11-24\nrate: 8%\n"
        "limits: {average: €250k, loss: 1M, chance: 5%, together: {loss: 3M, chance: 1%}}\n"
        + RISKS
        + "    estimated: 2026-11-10\n    review_by: 2027-02-10\n"
        + "    controls: [PR.AA, CIS 6]\n    articles: ransomware, fraud\n"
        + "options:\n"
        + "  old:\n    title: Old\n    cost: {once: 90k, yearly: 10k, years: 3}\n    must: yes\n"
        + "    reduces: {R2: {loss: 10%}}\n    payer: IT\n    source: A test\n    status: funded\n"
    )
    risk, old = register.risks["R2"], register.options["old"]

    assert faults == []
    assert (register.illustrative, register.rate, register.average) == (True, 0.08, 250_000)
    assert (register.limit.loss, register.together.chance) == (1e6, 0.01)
    assert (str(risk.estimated), str(risk.review_by)) == ("2026-11-10", "2027-02-10")
    assert (risk.controls, risk.articles) == (("PR.AA", "CIS 6"), ("ransomware", "fraud"))
    assert (old.cost, old.must, old.payer, old.status) == (40_000, True, "IT", "funded")


@pytest.mark.parametrize("source", ["", "# later\n", "\ufeff"])
def test_an_empty_file_is_no_register_and_no_fault(source):
    assert read(source) == (None, [])


@pytest.mark.parametrize("source", [HEAD, HEAD + "risks:\noptions:\n"])
def test_a_register_may_have_no_risk_yet(source):
    register, faults = read(source)

    assert faults == []
    assert (len(register.risks), len(frontier.frontier(register))) == (0, 1)


@pytest.mark.parametrize(
    ("old", "new", "line", "remedy"),
    [
        ("loss: 200k", "loss: [1, 2]", 17,
         "correct 'R2.loss': write one number, or three: lowest, most likely, highest"),
        ("loss: 200k", "loss: [1, 2, 3, 4]", 17,
         "correct 'R2.loss': write one number, or three: lowest, most likely, highest"),
        ("loss: 200k", "loss: [[1], 2, 3]", 17,
         "correct 'R2.loss': write one number, or three: lowest, most likely, highest"),
        ("loss: 200k", "loss: [3, 2, 1]", 17,
         "correct 'R2.loss': write the lowest, the most likely and the highest in this order"),
        ("loss: 200k", "loss: 2 apples", 17,
         "correct 'R2.loss': write a number such as 250,000 or 250k or 1.2M"),
        ("loss: 200k", "loss: 10%", 17,
         "correct 'R2.loss': write an amount of money, not a percentage"),
        ("loss: 200k", "loss: 9999bn", 17,
         "correct 'R2.loss': write a number below 1,000,000,000,000"),
        ("loss: 200k", "loss:", 17, "correct 'R2.loss': write what one event costs"),
        ("loss: 200k", "loss: 0", 12, "correct 'R2': remove it or give a range: it costs nothing"),
        ("events: 0.35", "events: 0", 12,
         "correct 'R2': remove it or give a range: it costs nothing"),
        ("events: 0.35", "events: 1,001", 16,
         "correct 'R2.events': write at most 1,000 a year: what happens more often is a cost"),
        ("events: 0.35", "events: 5%", 16,
         "correct 'R2.events': write a number a year: once in 20 years is 0.05"),
        ("    owner: CFO\n", "", 12,
         "correct 'R2.owner': write who decides about the risk and answers for it"),
        ("    source: Accounts\n", "", 12,
         "correct 'R2.source': write who estimated it, and on what evidence"),
        ("owner: CFO", "owner: CFO\n    ownr: CFO", 16,
         "correct 'R2.ownr': there is no such field: did you mean 'owner'?"),
        ("title: Fraud", f"title: {'x' * 90}", 13, "correct 'R2.title': shorten it by 10 characters"),
        ("title: Fraud", "title: {a: b}", 13, "correct 'R2.title': write plain text"),
        ("source: Accounts", "source: A\n    estimated: soon", 19,
         "correct 'R2.estimated': write the day as YYYY-MM-DD"),
        ("source: Accounts", "source: A\n    review_by: 2027-02-30", 19,
         "correct 'R2.review_by': write a day that exists: '2027-02-30' does not"),
        ("source: Accounts", "source: A\n    review_by: 2026-01-01", 19,
         "correct 'R2.review_by': write a day after the estimate of 2026-11-24"),
        ("source: Accounts", "source: A\n    controls: {a: b}", 19,
         "correct 'R2.controls': write a list: [one, another]"),
        ("  R2:", "  r2:", 12,
         "write the name 'r2' with capitals, digits and hyphens, such as R1"),
        ("  R2:", "  R2345678901234:", 12,
         "write the name 'R2345678901234' with capitals, digits and hyphens, such as R1"),
        ("risks:\n", "risks:\n  R3: lost\n", 5,
         "correct 'R3': write its fields under it, as 'field: value'"),
        ("  R1:", "  R1: {}\n  R1:", 6, "keep one of the two fields 'R1'"),
        ("cost: 40k", "cost: free", 22,
         "correct 'mfa.cost': write a number such as 250,000 or 250k or 1.2M"),
        ("    cost: 40k\n", "", 20,
         "correct 'mfa.cost': write the cost of a year; 0 if there is none"),
        ("cost: 40k", "cost: {once: 90k}", 22,
         "correct 'mfa.cost': write how many years the setup lasts: 'years'"),
        ("cost: 40k", "cost: {once: 90k, years: 0}", 22,
         "correct 'mfa.cost.years': write how many years the setup lasts"),
        ("cost: 40k", "cost:\n      once: 90k\n      years: 2.5", 24,
         "correct 'mfa.cost.years': write how many years the setup lasts"),
        ("events: [35%, 50%, 65%]", "events: 101%", 23,
         "correct 'mfa.reduces.R1.events': write a reduction of at most 100%"),
        ("events: [35%, 50%, 65%]", "events: 30", 23,
         "correct 'mfa.reduces.R1.events': write a reduction of at most 100%"),
        ("events: [35%, 50%, 65%]", "evnts: 30%", 23,
         "correct 'mfa.reduces.R1.evnts': there is no such field: did you mean 'events'?"),
        ("{R1: {events: [35%, 50%, 65%]}}", "{R11: {events: 1%}}", 23,
         "correct 'mfa.reduces.R11': there is no such risk: did you mean 'R1'?"),
        ("{R1: {events: [35%, 50%, 65%]}}", "{R1: {}}", 23,
         "correct 'mfa.reduces.R1': write 'events', 'loss' or both"),
        ("{R1: {events: [35%, 50%, 65%]}}", "50%", 23,
         "correct 'mfa.reduces': write its fields under it, as 'field: value'"),
        ("    reduces: {R1: {events: [35%, 50%, 65%]}}\n", "", 20,
         "remove 'mfa' or say what it reduces"),
        ("after: {R2: {events: 0.1}}", "after: {R2: {events: 0.1}}\n    reduces: {R2: {loss: 1%}}",
         27, "correct 'callback': keep one of the two for R2"),
        ("after: {R2: {events: 0.1}}", "after: {R2: {events: 0.5, loss: 1M}}", 27,
         "'callback' makes R2 more frequent and costlier: write a reduction, or say so in its 'source'"),
        ("cost: 5k", "cost: 5k\n    needs: [mfaa]", 27,
         "correct 'callback.needs': there is no option 'mfaa': did you mean 'mfa'?"),
        ("cost: 5k", "cost: 5k\n    instead_of: [callback]", 27,
         "correct 'callback.instead_of': take out 'callback' itself"),
        ("cost: 5k", "cost: 5k\n    needs: [mfa]\n    instead_of: [mfa]", 24,
         "correct 'callback': it needs what it excludes"),
        ("cost: 5k", "cost: 5k\n    must: true\n    status: refused", 28,
         "correct 'callback.status': an obligation cannot be refused"),
        ("cost: 5k", "cost: 5k\n    status: refussed", 27,
         "correct 'callback.status': write one of proposed, funded, done, deferred, refused: did you mean 'refused'?"),
        ("cost: 5k", "cost: 5k\n    must: maybe", 27,
         "correct 'callback.must': write true or false"),
        ("  mfa:", "  Sign in:", 20,
         "write the name 'Sign in' with small letters, digits and hyphens, such as mfa"),
        ("name: Northwind Parts\n", "", 1, "correct 'name': write whose register it is"),
        ("as_of: 2026-11-24\n", "", 1,
         "correct 'as_of': write the day of the estimates as YYYY-MM-DD"),
        ("budget: 150k", "budget: lots", 3,
         "correct 'budget': write a number such as 250,000 or 250k or 1.2M"),
        ("budget: 150k", "buget: 150k", 3,
         "correct 'buget': there is no such field: did you mean 'budget'?"),
        ("budget: 150k", "limits: {loss: 1M}", 3,
         "correct 'limits': write both 'loss' and 'chance', or neither"),
        ("budget: 150k", "limits:\n  together: {chance: 1%}", 4,
         "correct 'limits.together': write both 'loss' and 'chance', or neither"),
        ("budget: 150k", "currency: usd", 3,
         "correct 'currency': write a code of ISO 4217: did you mean 'USD'?"),
        ("budget: 150k", "rate: 8", 3,
         "correct 'rate': write 8%, or a share such as 0.08"),
        ("budget: 150k", "illustrative: sure", 3,
         "correct 'illustrative': write true or false"),
    ],
)  # fmt: skip
def test_a_fault_has_its_line_and_its_remedy(old, new, line, remedy):
    assert old in WHOLE

    assert (line, remedy) in read(WHOLE.replace(old, new, 1))[1]


@pytest.mark.parametrize("status", ["deferred", "refused"])
def test_an_obligation_cannot_need_what_is_not_chosen(status):
    source = WHOLE.replace("cost: 5k", f"cost: 5k\n    status: {status}").replace(
        "cost: 40k", "cost: 40k\n    must: true\n    needs: [callback]"
    )

    assert remedies(source) == [f"correct 'mfa.needs': 'callback' is {status}, and 'mfa' a must"]


def test_a_new_estimate_may_be_worse_if_its_source_says_so():
    source = WHOLE.replace("events: 0.1", "events: 0.5")
    said = source.replace(
        "cost: 5k", "cost: 5k\n    source: A test; more frequent, as more is seen"
    )

    assert len(remedies(source)) == 1
    assert remedies(said) == []
    assert list(read(source)[0].options) == ["mfa", "callback"]


def test_a_circle_of_needs_is_told_once():
    source = WHOLE.replace("cost: 40k", "cost: 40k\n    needs: [callback]").replace(
        "cost: 5k", "cost: 5k\n    needs: [third]"
    )
    register, faults = read(source + "  third:\n    title: T\n    cost: 1\n    needs: [mfa]\n")

    assert faults == [(23, "correct 'mfa.needs': 'callback' needs it in turn")]
    assert list(register.options) == []


def test_two_obligations_that_exclude_each_other_are_told_once():
    source = WHOLE.replace("cost: 40k", "cost: 40k\n    must: true").replace(
        "cost: 5k", "cost: 5k\n    must: true\n    instead_of: [mfa]"
    )

    assert remedies(source) == [
        "keep one of 'mfa' and 'callback': both must be chosen and exclude each other"
    ]


@pytest.mark.parametrize(
    ("old", "new", "risks", "options"),
    [
        ("loss: 200k", "loss: lots", ["R1"], ["mfa"]),
        ("cost: 40k", "cost: lots", ["R1", "R2"], ["callback"]),
        ("cost: 40k", "cost: 40k\n    needs: [third]", ["R1", "R2"], ["callback"]),
        ("budget: 150k", "budget: lots", ["R1", "R2"], ["mfa", "callback"]),
    ],
)
def test_what_is_faulty_is_left_out_with_what_rests_on_it(old, new, risks, options):
    third = "  third:\n    title: T\n    cost: lots\n    reduces: {R1: {loss: 1%}}\n"
    register, faults = read(WHOLE.replace(old, new, 1) + third)

    assert len(faults) <= 2
    assert (list(register.risks), list(register.options)) == (risks, options)


def test_all_faults_come_in_one_run_in_the_order_of_their_lines():
    source = WHOLE.replace("150k", "lots").replace("owner: COO", "owner:").replace("5k", "-5")
    lines = [line for line, _ in read(source)[1]]

    assert lines == sorted(lines)
    assert len(lines) == 3


def test_a_control_that_no_framework_has_is_told_and_left_out():
    source = HEAD + RISKS + "    controls: [PR.AA, PR.AX]\n"
    register, faults = read(source, lambda name: f"correct {name}" if name == "PR.AX" else None)

    assert faults == [(19, "correct PR.AX")]
    assert register.risks["R2"].controls == ("PR.AA",)


# Long and hostile registers


def many(kind: str, count: int) -> str:
    risk = (
        "    title: T\n    scenario: S.\n    owner: O\n    events: 1\n    loss: 1\n    source: S\n"
    )
    if kind == "risks":
        return "risks:\n" + "".join(f"  R{n}:\n{risk}" for n in range(count))
    effect = "    title: T\n    cost: {n}\n    reduces: {{R1: {{loss: {share}%}}}}\n"
    return (
        RISKS
        + "options:\n"
        + "".join(f"  o{n}:\n{effect.format(n=n, share=1 + n % 50)}" for n in range(count))
    )


@pytest.mark.parametrize("kind", ["risks", "options"])
def test_a_register_has_at_most_sixty_of_each(kind):
    register, faults = read(HEAD + many(kind, 61))

    assert len(getattr(register, kind)) == 60
    assert "keep at most 60: a longer list is no register" in [remedy for _, remedy in faults]
    assert len(read(HEAD + many("risks", 60))[0].risks) == 60


def test_more_options_than_can_be_weighed_are_told():
    register, faults = read(HEAD + many("options", 17))

    assert [remedy for _, remedy in faults] == [
        "combine options: 17 act on the same risks, 14 can be weighed (the page shows no best set)"
    ]
    assert len(register.options) == 17
    assert read(HEAD + many("options", 14))[1] == []


def test_too_many_unbeaten_sets_are_told():
    risks = "".join(
        f"  R{n}:\n    title: T\n    scenario: S.\n    owner: O\n    events: 1\n"
        f"    loss: {2 ** (n + 4)}\n    source: S\n"
        for n in range(30)
    )
    options = "".join(
        f"  o{n}:\n    title: T\n    cost: {2 ** (n + 3)}\n    reduces: {{R{n}: {{loss: 100%}}}}\n"
        for n in range(30)
    )
    started = time.process_time()
    register, faults = read(f"{HEAD}risks:\n{risks}options:\n{options}")

    assert [remedy for _, remedy in faults] == [
        "round the costs of the options: too many sets compete (the page shows no best set)"
    ]
    assert len(register.options) == 30
    assert time.process_time() - started < 30


@pytest.mark.parametrize(
    ("source", "line", "remedy"),
    [
        ("- R1\n", 1, "write lines of 'field: value'"),
        ("name: N\nrisks:\n\t- R1\n", 3,
         "indent with spaces, not tabs, and quote a value that starts with @, ` or %"),
        ("name: a: b\n", 1, "put quotes around a value that contains ': '"),
        ('name: "\\x07"\n', 1, "remove the control character U+0007"),
        ("name: N\nname: M\n", 2, "keep one of the two fields 'name'"),
        ("? [a]\n: b\n", 1, "write each field as 'field: value'"),
        ("name: &a [N]\nnote: *a\n", 2, "write the value out in place of a YAML alias (*name)"),
        (f"name: {'[' * 40}{']' * 40}\n", 1, "nest the values less deeply"),
        (f"name: {'[' * 9000}\n", 1, "nest the values less deeply"),
        ("risks: []\nname: N\nas_of: 2026-11-24\n", 1, "write risks as 'name:' with fields under it"),
        ("options: none\nname: N\nas_of: 2026-11-24\n", 1,
         "write options as 'name:' with fields under it"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_register_says_what_to_mend(source, line, remedy):
    assert (line, remedy) in read(source)[1]


def test_an_alias_of_a_text_is_read():
    assert (
        read(HEAD.replace("name: ", "name: &name ") + "note: *name\n")[0].note == "Northwind Parts"
    )


@pytest.mark.parametrize(
    "value",
    [
        "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "{{ title }}", "'; drop", "x" * 100_000,
        "[" * 500 + "]" * 500, "{a: {b: {c: d}}}", "*none", "!!python/object:os.system x", "~", "''",
        "\N{RIGHT-TO-LEFT OVERRIDE}x", "\\u0000", "9" * 5_000, "1e400", "%", "-", ",", "1,,,2",
    ],
    ids=lambda value: value[:20],
)  # fmt: skip
@pytest.mark.parametrize(
    "field", ["title: Fraud", "events: 0.35", "loss: 200k", "cost: 5k", "owner: CFO"]
)
def test_no_value_of_a_field_is_answered_by_an_exception(field, value):
    name = field.split(":")[0]
    register, faults = read(WHOLE.replace(field, f"{name}: {value}", 1))

    assert register is not None or faults
    assert all(line >= 1 and remedy and len(remedy) < 400 for line, remedy in faults)


@pytest.mark.parametrize(
    "entry",
    [
        lambda n: "    needs: [" + ", ".join(f"n{i}" for i in range(n)) + "]\n",
        lambda n: "    reduces: {" + ", ".join(f"R{i}: {{loss: 1%}}" for i in range(n)) + "}\n",
        lambda n: "".join(f"    field{i}: x\n" for i in range(n)),
        lambda n: f"    source: {'a ' * n}\n",
        lambda n: f"    payer: {'x' * 10 * n}\n",
    ],
    ids=["needs", "reduces", "unknown fields", "words", "letters"],
)
def test_the_time_of_reading_grows_with_the_file(entry):
    def seconds(count: int) -> float:
        source = option(f"  long:\n    title: T\n    cost: 1\n{entry(count)}")
        best = 9.0
        for _ in range(2):
            started = time.process_time()
            read(source)
            best = min(best, time.process_time() - started)
        return best

    assert seconds(4_000) < 12 * seconds(500) + 0.5
