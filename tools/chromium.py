"""Where Chromium is: looked for on this machine, and installed where there is none."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

VARIABLE = "KB_CHROMIUM"  # names the browser, and tells it to the processes that start later
SHELL = "chromium-headless-shell"  # without windows: a page costs it half, a context a third
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",)

# A font is no recommended package: fontconfig-config, on which Chromium depends, brings one.
# A new machine updates itself in its first minutes, hence the wait for the lock.
APT = (
    ("apt-get", "update", "-q", "-o", "APT::Update::Error-Mode=any"),
    ("apt-get", "install", "-yq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300",
     SHELL),
)  # fmt: skip
DOWNLOAD = ((sys.executable, "-m", "playwright", "install", "chromium"),)


def find() -> str | None:
    """Return the path of a Chromium that starts, or None."""
    return next((path for path in _candidates() if not _failure(path, "--version")), None)


def ensure() -> str:
    """Return the path of a Chromium that starts; install one where there is none.

    Raises SystemExit with one line where it cannot be had: what failed, and what to do.
    """
    if found := find():
        return found
    failures = []
    if not os.environ.get(VARIABLE):
        print("There is no Chromium here: installing it", flush=True)
        failures = [_failure(*command) for command in install_commands()]
        if found := find():
            return found
    failures += [_failure(path, "--version") for path in _candidates()]
    reason = "; ".join(filter(None, failures)) or "it was installed, and is not found"
    raise SystemExit(f"No Chromium: {reason}. Install it, or set {VARIABLE} to its path.")


def install_commands() -> Sequence[Sequence[str]]:
    """Return the commands that install Chromium on this machine."""
    return APT if is_debian_root() else DOWNLOAD


def is_debian_root() -> bool:
    """Return whether Debian's packages can be installed."""
    return Path("/etc/debian_version").exists() and os.geteuid() == 0


def _candidates() -> Iterator[str]:
    if named := os.environ.get(VARIABLE):
        yield str(Path(shutil.which(named) or named).absolute())
        return
    yield from filter(None, map(shutil.which, NAMES))
    yield from (place for place in PLACES if Path(place).exists())
    own = Path(_playwrights_own())
    shells = own.parents[2].glob("chromium_headless_shell-*/*/*headless*shell*")
    yield from (str(path) for path in (*sorted(shells), own) if path.is_file())


def _playwrights_own() -> str:
    from playwright.sync_api import sync_playwright

    def ask() -> str:
        with sync_playwright() as playwright:
            return playwright.chromium.executable_path

    with ThreadPoolExecutor(
        1
    ) as thread:  # Playwright runs once in a thread, and may run in this one
        return thread.submit(ask).result()


def _failure(*command: str) -> str:
    """Run a command; return it with its last words where it failed, else nothing."""
    try:
        run = subprocess.run(
            command, env={"DEBIAN_FRONTEND": "noninteractive", **os.environ}, check=False,
            stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace",
        )  # fmt: skip
    except OSError as error:
        return f"'{shlex.join(command)}' failed: {error.strerror}"
    if run.returncode == 0:
        return ""
    words = _last_words(run.stderr) or _last_words(run.stdout) or f"exit code {run.returncode}"
    return f"'{shlex.join(command)}' failed: {words}"


def _last_words(output: str) -> str:
    """Return the last line that names an error, for a stack may follow it, or the last one."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("E:", "Error"))]
    return (errors or lines or [""])[-1]
