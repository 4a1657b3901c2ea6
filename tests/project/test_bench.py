"""Every benchmark that needs no network runs, in its smallest size."""

import re
import subprocess
import sys

import pytest

from support import ROOT, SOAK

COMMANDS = {
    "catalog 20": r"20 articles: [\d.]+ s cold, [\d.]+ s again",
    "search sizes 8": r"\| 8 (\| [\d.]+ ){10}\|",
}
if SOAK:
    COMMANDS |= {
        "paint --builders ours --count 3 --runs 1 --folder {folder}": r"\| ours \| article \|",
        "live --sites ours --count 3 --runs 1 --folder {folder}": r"\| ours, 3 articles \| [\d.]+ \|",
        "gate --count 3 --runs 1": r"\| without \| [\d.]+ \|",
        "builds --builders ours --count 3 --runs 1 --folder {folder}": r"\| ours \| one deleted \|",
        "search speed 8": r"\| the theme's own \| \d+ \|",
    }


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.parametrize("command", COMMANDS)
def test_a_benchmark_runs_to_its_last_figure(command, chromium_path, tmp_path):
    name, *arguments = command.format(folder=tmp_path).split()
    run = subprocess.run(
        [sys.executable, "-m", f"bench.{name}", *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert run.returncode == 0, run.stderr[-2000:]
    assert re.search(COMMANDS[command], run.stdout), run.stdout
