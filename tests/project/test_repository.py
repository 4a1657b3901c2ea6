"""The project itself: its commands, its locks, its workflows, its generated files."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

import sphinx_kb
from sphinx_kb.testing import article
from support import ROOT

TODAY = "2026-11-30"  # by then all articles of the project are published
TRACKED = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
).stdout.splitlines()


def test_make_alone_lists_every_command_of_the_readme():
    said = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    listed = set(re.findall(r"make (\w+)", said)) - {"help"}

    assert listed == set(re.findall(r"^\| `make (\w+)", (ROOT / "README.md").read_text(), re.M))


def test_read_the_docs_builds_with_its_own_commands(tmp_path):
    file = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text())
    environ = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "READTHEDOCS": "True",
        "READTHEDOCS_OUTPUT": str(tmp_path),
        "READTHEDOCS_CANONICAL_URL": "https://kb.example.org/en/latest/",
        "KB_TODAY": TODAY,
    }
    for command in file["build"]["jobs"]["build"]["html"]:
        there = command.replace("_build/.doctrees", str(tmp_path / "doctrees"))
        subprocess.run(
            ["bash", "-c", there], cwd=ROOT, env=environ, check=True, capture_output=True
        )

    assert (
        'href="https://kb.example.org/en/latest/index.html"'
        in (tmp_path / "html/index.html").read_text()
    )


@pytest.mark.parametrize("builder", ["dirhtml", "epub"])
def test_other_builders_work_too(make_site, builder):
    site = make_site({"posts/a.md": article("categories: [risk]\n", body="## One\n\nText.\n")})

    assert site.build("-W", "--keep-going", builder=builder).exit == 0


def test_every_package_is_fixed_by_version_and_hash():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        packages = re.findall(r"^[a-z].*", text, re.M | re.I)
        assert packages
        assert all("==" in package for package in packages)
        assert len(re.findall(r"^[A-Za-z].*\\\n    --hash=", text, re.M)) == len(packages)


def test_every_package_that_we_ask_for_says_why():
    for name in ("requirements.in", "requirements-dev.in"):
        lines = (ROOT / name).read_text().splitlines()
        asked = [line for line in lines if line and not line.startswith(("#", "-r"))]
        assert all("  # " in line for line in asked)


def test_hooks_and_lock_have_the_same_versions():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    lock = (ROOT / "requirements-dev.txt").read_text()

    for repository in hooks:
        name = repository["repo"].rsplit("/", 1)[1].removesuffix("-pre-commit")
        assert f"\n{name}=={repository['rev'].lstrip('v')} " in f"\n{lock}"


def test_actions_are_pinned_by_hash():
    for file in (ROOT / ".github/workflows").glob("*.yml"):
        uses = re.findall(r"uses: (\S+)", file.read_text())
        assert all(re.search(r"@[0-9a-f]{40}$", action) for action in uses)


def test_a_workflow_says_what_becomes_of_an_earlier_run():
    for file in (ROOT / ".github/workflows").glob("*.yml"):
        found = yaml.safe_load(file.read_text())["concurrency"]

        assert found["group"], file
        assert found["cancel-in-progress"] is (file.name != "pages.yml"), file


def test_every_lock_is_raised_by_dependabot():
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text())["updates"]
    raised = {(each["package-ecosystem"], each["directory"]) for each in updates}
    packages = {
        ("npm", f"/{Path(name).parent}") for name in TRACKED if name.endswith("package-lock.json")
    }

    assert raised == packages | {("pip", "/"), ("github-actions", "/")}


def test_the_changelog_has_a_section_for_the_version_of_the_package():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$", text, re.M)
    kinds = set(re.findall(r"^### (.+)$", text, re.M))

    assert released[0] == sphinx_kb.__version__
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_every_text_has_one_kind_of_line_ending():
    told = subprocess.run(
        ["git", "ls-files", "--eol"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    mixed = [line for line in told if re.match(r"i/(crlf|mixed)", line)]

    assert [line for line in mixed if "attr/-text" not in line] == []


def test_a_strangers_preview_has_no_secret_and_runs_trusted_code():
    text = (ROOT / ".github/workflows/preview.yml").read_text()
    job = yaml.safe_load(text)

    assert "secrets." not in text
    assert job["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in text
    assert job["jobs"]["preview"]["steps"][0]["with"]["ref"].endswith("base.sha }}")


def test_a_request_with_articles_alone_runs_their_checks_and_no_test_of_the_code():
    ways = {
        name: yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text())
        for name in ("tests", "check")
    }  # YAML reads "on" as a flag
    ignored = ways["tests"][True]["pull_request"]["paths-ignore"]

    assert ignored == ["posts/**", "assets/**"]
    assert not ways["check"][True]["pull_request"]
    assert ways["check"]["jobs"]["check"]["steps"][-1]["run"] == "make check"


def test_a_preview_is_uploaded_as_one_file_whatever_its_names_have():
    steps = yaml.safe_load((ROOT / ".github/workflows/preview.yml").read_text())["jobs"]["preview"][
        "steps"
    ]

    assert steps[-2]["run"] == "tar -czf preview.tgz -C _build/html ."
    assert steps[-1]["with"]["path"] == "preview.tgz"


def test_the_sheets_of_others_are_fresh():
    from tools import theme_css

    assert theme_css.make() == theme_css.TARGET.read_text("utf-8")
    assert theme_css.make_design() == theme_css.DESIGN_TARGET.read_text("utf-8")


def test_the_schema_has_every_field_and_alias():
    from sphinx_kb.article.front_matter import ALIASES, FrontMatter
    from sphinx_kb.command.schema import schema

    fields = json.loads(json.dumps(schema()))["properties"]
    assert fields.keys() >= {*FrontMatter.model_fields, *ALIASES}


def test_the_schema_takes_the_front_matter_of_each_article_and_refuses_a_wrong_one():
    from sphinx_kb.command.schema import schema
    from sphinx_kb.migration import heads

    validator = Draft202012Validator(json.loads(json.dumps(schema())))
    posts = sorted((ROOT / "posts").rglob("*.md"))
    said = {path: heads.data_of(path.read_text("utf-8").split("---\n")[1]) for path in posts}
    faults = [
        f"{path.name}: {fault.message}"
        for path in posts
        for fault in validator.iter_errors(said[path])
    ]
    whole = {"title": "A", "date": "2026-11-30"}
    wrong = [
        {"titel": "A"}, {"level": "expert"}, {"featured": "perhaps"}, {"tags": {"a": 1}}, {"lang": "German"},
        {"sources": [{"publisher": "B"}]}, {"sources": [{"title": "B", "kind": "rumor"}]}, {"dir": "up"},
    ]  # fmt: skip

    assert len(posts) > 30
    assert faults == []
    assert validator.is_valid(whole)
    assert [one for one in wrong if validator.is_valid(whole | one)] == []


def test_the_schema_of_the_register_takes_numbers_and_texts():
    from sphinx_kb.command.schema import register

    schema = json.loads(json.dumps(register()))
    number = {"type": ["number", "string"], "description": "250000, 250k, 1.2M or 60%"}
    option, risk = (schema["$defs"][name]["properties"] for name in ("OptionFields", "RiskFields"))

    assert {"name", "as_of", "risks"} == set(schema["required"])
    assert number in option["cost"]["anyOf"]
    assert number in risk["events"]["oneOf"]
    assert schema["additionalProperties"] is False


def test_a_new_draft_is_an_article_without_faults(tmp_path):
    from sphinx_kb.article.model import read
    from sphinx_kb.command.new_article import draft

    (tmp_path / "_data").mkdir()
    (tmp_path / "posts").mkdir()
    (tmp_path / "_data/topics.yml").write_text("risk:\n  name: Risk\n")
    (tmp_path / "_data/authors.yml").write_text("editors:\n  name: The editors\n")
    path = draft('A "title": with signs', "risk", "", tmp_path)
    reading = read("posts/_drafts/x.md", path.read_bytes())

    assert reading.faults == ()
    assert reading.article.title == 'A "title": with signs'
    assert reading.article.meta.categories == ("risk",)


@pytest.mark.parametrize(
    ("title", "category", "remedy"),
    [("", "risk", "Give the article a title"), ("A", "risks", "did you mean 'risk'?")],
)
def test_a_new_draft_that_cannot_be_made_says_why(tmp_path, title, category, remedy):
    from sphinx_kb.command.new_article import draft

    (tmp_path / "_data").mkdir()
    (tmp_path / "_data/topics.yml").write_text("risk:\n  name: Risk\n")

    with pytest.raises(SystemExit, match=re.escape(remedy)):
        draft(title, category, "", tmp_path)


def test_a_python_that_is_too_old_is_refused_in_one_line(tmp_path):
    program = (
        "import sys; sys.version_info = (3, 9, 1, 'final', 0); sys.argv = ['x', 'y', 'z'];"
        f"exec(open({str(ROOT / 'tools/environment.py')!r}).read())"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=tmp_path
    )

    assert run.returncode == 1
    assert re.fullmatch(r"This needs Python 3\.11 to 3\.14, .*\n", run.stderr)


@pytest.mark.skipif(not TRACKED, reason="not in a repository")
def test_no_path_of_one_machine_and_nothing_large_is_tracked():
    for name in TRACKED:
        path = ROOT / name
        if not path.is_file() or path.suffix in {".jpg", ".png"}:
            continue
        assert path.stat().st_size < 1_000_000, name
        text = path.read_text("utf-8", "replace")
        assert not re.search(r"(^|[^A-Za-z0-9_.])/(work|root|home/\w+|tmp/\w+)/", text), name


def test_modules_are_short():
    for path in [*(ROOT / "sphinx_kb").rglob("*.py"), *(ROOT / "tools").glob("*.py")]:
        assert len(path.read_text().splitlines()) <= 210, path
