"""A machine without a browser gets one once, before the first test, or one line that says why not."""

import os
import re
import subprocess
import sys

import pytest

from support import ROOT

AS_ROOT_ON_DEBIAN = "from tools import chromium\nchromium.is_debian_root = lambda: True\n"


@pytest.fixture
def bare(tmp_path):
    """Return a function that runs Python on a machine without a browser, and counts installs."""
    (tmp_path / "as_root_on_debian.py").write_text(AS_ROOT_ON_DEBIAN)

    def run(*arguments, **environ):
        command = [
            str(ROOT / "tests/project/bare_machine/run"),
            str(tmp_path),
            sys.executable,
            *arguments,
        ]
        environ = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}", **environ}
        ended = subprocess.run(
            command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False
        )
        calls = tmp_path / "bin/calls"
        return ended, calls.read_text().splitlines() if calls.exists() else []

    return run


def pytest_of(*arguments):
    return ["-m", "pytest", "-p", "as_root_on_debian", "-p", "no:cacheprovider", *arguments]


def test_two_processes_install_it_once(bare):
    each = [
        "-n",
        "2",
        "--dist",
        "each",
        "tests/project/test_chromium.py",
        "-k",
        "before_the_first_test",
    ]
    ended, calls = bare(*pytest_of(*each))

    assert "2 passed" in ended.stdout, ended.stdout
    assert [call.split()[0] for call in calls] == ["update", "install"]
    assert "--no-install-recommends" in calls[1]


def test_one_process_installs_it_once(bare):
    ended, calls = bare(
        *pytest_of("-n", "0", "tests/project/test_chromium.py", "-k", "before_the_first_test")
    )

    assert "1 passed" in ended.stdout, ended.stdout
    assert [call.split()[0] for call in calls] == ["update", "install"]


@pytest.mark.parametrize(
    "asked",
    [["-n", "2", "-m", "not browser"], ["-n", "0", "--co"]],
    ids=" ".join,
)
def test_who_runs_no_test_in_a_browser_is_not_made_to_install_one(bare, asked):
    ended, calls = bare(*pytest_of("tests/project/test_chromium.py", *asked))

    assert ended.returncode == 0, ended.stdout
    assert calls == []


@pytest.mark.parametrize(
    "command",
    [
        pytest_of("-n", "2", "tests/project/test_chromium.py"),
        ["-c", f"{AS_ROOT_ON_DEBIAN}from tools.browser import browser\nwith browser(): pass"],
    ],
    ids=["tests", "a tool"],
)
def test_where_it_cannot_be_had_one_line_names_the_command_and_its_last_words(bare, command):
    words = "Reading package lists...\nE: Unable to locate package chromium"
    ended, calls = bare(*command, APT_GET_SAYS=words)

    assert ended.returncode != 0
    assert re.fullmatch(
        r"(ERROR: )?No Chromium: .*'apt-get install [^']* chromium-headless-shell' failed: "
        r"E: Unable to locate package chromium\. Install it, or set KB_CHROMIUM to its path\.",
        ended.stderr.strip(),
    )
    assert [call.split()[0] for call in calls] == ["update", "install"]
