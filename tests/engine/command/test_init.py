"""``kb init`` writes a site that builds without a fault, and never over what is there."""

import json
import re
import tomllib

import pytest
import yaml
from jsonschema import Draft202012Validator

from sphinx_kb.command import init, site_schema
from sphinx_kb.command.main import main
from sphinx_kb.site.settings import Settings
from sphinx_kb.testing import Site

NAME = 'Red & "Blue" $4 \\ <b>'


def make(folder, *arguments):
    return main(["init", str(folder), "--name", NAME, "--author", "O'Neill: us", *arguments])


@pytest.mark.parametrize("host", [*init.HOSTS, "none"])
def test_a_new_site_has_the_files_of_its_host_and_they_can_be_read(tmp_path, host):
    assert make(tmp_path, "--host", host) == 0
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    for name in found:
        text = (tmp_path / name).read_text("utf-8") if (tmp_path / name).is_file() else ""
        {".yml": yaml.safe_load, ".yaml": yaml.safe_load, ".json": json.loads, ".toml": tomllib.loads,
         ".py": lambda code: compile(code, "x", "exec")}.get((tmp_path / name).suffix, str)(text)  # fmt: skip

    own = {
        "readthedocs": ".readthedocs.yaml", "github": ".github/workflows/pages.yml",
        "gitlab": ".gitlab-ci.yml", "netlify": "netlify.toml",
    }  # fmt: skip
    assert {
        "conf.py",
        "index.md",
        "pages/about.md",
        "_data/site.yml",
        "tests/test_site.py",
    } <= found
    assert {file for file in own.values() if file in found} == {own.get(host)} - {None}
    assert not any(name.endswith(".in") for name in found)


def test_a_new_site_builds_without_a_fault_whatever_its_name_is(tmp_path):
    make(tmp_path / "site", "--host", "none", "--address", "https://kb.example.org/x/")
    site = Site(tmp_path / "site")
    built = site.build("-W", "--keep-going", today="2100-01-01")

    assert built.exit == 0, built.output
    assert site.page("index").title.get_text() == NAME
    assert (
        site.page("index")
        .select_one('link[rel="canonical"]')["href"]
        .startswith("https://kb.example.org/x/")
    )


def test_what_is_there_already_stays(tmp_path, capsys):
    (tmp_path / "conf.py").write_text("mine = 1\n")
    (tmp_path / "index.md").symlink_to("elsewhere.md")
    make(tmp_path, "--host", "none")
    told = capsys.readouterr().out
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    make(tmp_path, "--host", "none")

    assert (tmp_path / "conf.py").read_text() == "mine = 1\n"
    assert not (tmp_path / "elsewhere.md").exists()
    assert "kept as it is: conf.py\nkept as it is: index.md\n" in told
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path, capsys):
    (tmp_path / "file").write_text("")

    assert make(tmp_path / "file", "--host", "none") == 1
    assert re.fullmatch(r"'.*' cannot be written: .*\n", capsys.readouterr().err)


def test_nobody_is_asked_where_nobody_can_answer(tmp_path):
    assert main(["init", str(tmp_path / "handbook")]) == 0
    assert 'project = "handbook"' in (tmp_path / "handbook/conf.py").read_text()


def test_the_sample_of_settings_has_each_and_each_is_accepted():
    text = site_schema.sample()
    lines = text.replace(site_schema.HEAD, "").splitlines()
    uncommented = "\n".join(
        line.removeprefix("#") for line in lines if re.match(r"#(?! )|#  |[a-z-]", line)
    )
    given = yaml.safe_load(uncommented)

    assert given.keys() == Settings.model_fields.keys()
    assert Settings.model_validate(given)
    assert yaml.safe_load(text).keys() == site_schema.BEGUN


def test_the_schema_that_an_editor_reads_takes_each_setting_and_refuses_a_slip(tmp_path):
    make(tmp_path)
    named = json.loads((tmp_path / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    ((path, file),) = named.items()
    validator = Draft202012Validator(json.loads((tmp_path / path).read_text("utf-8")))
    settings = yaml.safe_load((tmp_path / file).read_text("utf-8"))
    examples = {name: site_schema.example(name) for name in Settings.model_fields}

    assert file == "_data/site.yml"
    assert [fault.message for fault in validator.iter_errors(settings | examples)] == []
    assert not validator.is_valid(settings | {"colour": "#fff"})
    assert not validator.is_valid(settings | {"shared": ["nothing"]})


def test_the_schema_for_editors_knows_each_setting():
    assert json.loads(site_schema.schema())["properties"].keys() == Settings.model_fields.keys()
