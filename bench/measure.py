"""Run a command, and say what it cost: time on the wall, processor, memory."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

RESULTS = Path(__file__).parent / "RESULTS.md"


class Cost(NamedTuple):
    """What a command cost."""

    wall: float  # seconds
    processor: float  # seconds, over all its processes
    memory: float  # MB, of the largest process


def run(command: Sequence[str], folder: Path, environ: dict[str, str] | None = None) -> Cost:
    """Run a command to its end; raises RuntimeError with its last lines if it fails."""
    log = folder / "bench.log"
    with log.open("wb") as file:
        started = time.monotonic()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=file,
            stderr=subprocess.STDOUT,
            env={**_environment(), **(environ or {})},
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]}: {log.read_text('utf-8', 'replace')[-800:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _environment() -> dict[str, str]:
    """Return the environment of a command: every builder may keep its code compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each measure."""
    return Cost(*(statistics.median(values) for values in zip(*costs, strict=True)))


def machine() -> str:
    """Return one line on this machine."""
    model = platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        model = names[0].split(":")[1].strip() if names else model
    return f"{os.cpu_count()} cores of {model}, {platform.system()}, Python {platform.python_version()}"


def show(lines: Sequence[str], *, write: bool) -> None:
    """Print what was measured; ``write`` it into bench/RESULTS.md, too, at its end."""
    text = "\n".join([*lines, ""])
    print(text)
    if write:
        with RESULTS.open("a", encoding="utf-8") as file:
            file.write(f"\n{text}")
