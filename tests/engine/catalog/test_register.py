"""The register of risks is read with the rest of _data/, and told of by its lines."""

from sphinx_kb.testing import article

HEAD = "name: A company\nas_of: 2026-11-24\n"
RISK = """\
  R1:
    title: A fire
    scenario: A fire stops the plant.
    owner: COO
    events: 0.1
    loss: [10k, 20k, 60k]
    source: The insurer's report
"""


def told(built):
    return [line for line in built.warnings if line.startswith("_data/risks.yml:")]


def test_a_faulty_risk_is_one_line_and_the_others_are_read(make_site):
    faulty = RISK.replace("R1", "R2").replace("10k, 20k, 60k", "10k, 9k, 60k")
    site = make_site({"posts/a.md": article(), "_data/risks.yml": f"{HEAD}risks:\n{RISK}{faulty}"})

    lines = told(site.build())

    remedy = "write the lowest, the most likely and the highest in this order"
    assert lines == [f"_data/risks.yml:16: WARNING: correct 'R2.loss': {remedy} [kb.risk]"]
    assert told(site.build()) == lines
    assert told(site.build("-E", "-j", "2")) == lines
    assert site.build("-W").exit == 1


def test_a_control_that_no_framework_has_is_told_on_its_line(make_site):
    framework = (
        "name: A framework\nshort: AF\npublisher: P\nversion: '1'\ndate: 2024-02-26\nmark: CIS\n"
        "source: https://example.org/af\ngroups:\n  - names:\n      1: Inventory\n"
    )
    site = make_site({
        "posts/a.md": article(), "_data/controls/cis.yml": framework,
        "_data/risks.yml": f"{HEAD}risks:\n{RISK}    controls: [CIS 1, CIS 99]\n",
    })  # fmt: skip

    (line,) = told(site.build())

    assert line.startswith("_data/risks.yml:11: WARNING: correct the control 'CIS 99': ")
    assert line.endswith("[kb.risk]")


def test_a_file_that_is_not_text_is_told_and_stops_nothing(make_site):
    site = make_site({"posts/a.md": article(), "_data/risks.yml": b"name: \xff\xfe"})

    assert told(site.build()) == ["_data/risks.yml:1: WARNING: save the file as UTF-8 [kb.risk]"]
    assert site.has("posts/a")


def test_a_register_without_a_risk_says_what_is_missing(make_site):
    site = make_site({"posts/a.md": article(), "_data/risks.yml": HEAD})

    assert told(site.build()) == [
        "_data/risks.yml:1: WARNING: write the risks under 'risks:', or remove the file [kb.risk]"
    ]
