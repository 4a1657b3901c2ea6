"""The browser of the tests, and what is said where there is none."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tools import chromium


def program(path: Path, *lines: str) -> str:
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)
    return str(path)


def test_the_browser_is_there_before_the_first_test(chromium_path):
    said = subprocess.run([chromium_path, "--version"], capture_output=True, text=True, check=True)

    assert "Chrom" in said.stdout


def test_a_named_browser_that_does_not_start_is_told_in_one_line(monkeypatch, tmp_path):
    broken = program(tmp_path / "broken", "echo 'error while loading libnss3.so' >&2", "exit 127")
    monkeypatch.setenv(chromium.VARIABLE, broken)

    with pytest.raises(SystemExit, match=r"broken --version' failed: error while .* libnss3\.so\."):
        chromium.ensure()


def test_a_browser_that_does_not_start_is_passed_over(monkeypatch, tmp_path):
    program(tmp_path / "chromium", "echo 'install the snap' >&2", "exit 1")
    works = program(tmp_path / "google-chrome", "echo Chrome 1.0")
    monkeypatch.delenv(chromium.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert chromium.find() == works


def test_the_last_words_of_a_download_are_its_error_not_its_stack(monkeypatch, tmp_path):
    failing = program(
        tmp_path / "download", "echo 'Error: no route' >&2", "echo '    at net:1' >&2", "exit 1"
    )
    monkeypatch.delenv(chromium.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "PLACES", ())
    monkeypatch.setattr(chromium, "install_commands", lambda: [[failing]])

    with pytest.raises(SystemExit, match=re.escape(f"'{shlex.quote(failing)}' failed: Error: no")):
        chromium.ensure()
