"""Makes all that a release consists of, and uploads nothing: `make release`.

    python -m tools.release [--folder dist] [--results FILE]

The tests run first, unless ``--results`` names what they wrote (``pytest --junitxml``). Then the folder
has the wheel and the sdist, made of the last commit alone; ``sbom.json`` (CycloneDX) of what a
site is built with, by version and hash; ``audit.json``, what is known against these; ``SHA256SUMS``
of all; and ``trust.html``, which says what the tests have shown. Made twice, the first three are the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from contextlib import chdir
from io import BytesIO
from pathlib import Path
from typing import Any

from flit_core import buildapi

from sphinx_kb import __version__
from tools import trust

ROOT = Path(__file__).parent.parent
LOCK = "requirements.txt"


def main(arguments: list[str] | None = None) -> int:
    """Make a release; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.release", description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "dist")
    parser.add_argument("--results", type=Path, help="what pytest --junitxml wrote")
    options = parser.parse_args(arguments)
    if remedy := unready(ROOT):
        print(remedy, file=sys.stderr)
        return 1
    folder = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    results = options.results or tested(folder)
    made = [*packages(ROOT, folder), bill_of_materials(ROOT / LOCK, folder)]
    audit = audited(ROOT / LOCK)
    (folder / "audit.json").write_text(json.dumps(audit, indent=1) + "\n", "utf-8")
    sums = hashes([*made, folder / "audit.json"])
    (folder / "SHA256SUMS").write_text("".join(f"{sums[name]}  {name}\n" for name in sums), "utf-8")
    shown = trust.read(results)
    (folder / "trust.html").write_text(trust.page(shown, sums, audit, commit(ROOT)), "utf-8")
    is_sound = shown.failed == 0 and not trust.known_holes(audit)
    print(
        f"Release {__version__} is in {folder}"
        if is_sound
        else f"Not to be published: see {folder}/trust.html"
    )
    return 0 if is_sound else 1


def unready(root: Path) -> str:
    """Return what stands against a release of the last commit, as a remedy, or nothing."""
    if git(root, "status", "--porcelain"):
        return "commit or put away what has changed: a release is made of the last commit"
    if f"\n## [{__version__}] - " not in (root / "CHANGELOG.md").read_text("utf-8"):
        return f"CHANGELOG.md: head what is new with '## [{__version__}] - ' and the day"
    return ""


def git(root: Path, *arguments: str) -> str:
    """Return what a command of git says."""
    run = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True)
    return run.stdout.decode().strip()


def commit(root: Path) -> str:
    """Return the name of the last commit."""
    return git(root, "rev-parse", "HEAD")


def tested(folder: Path) -> Path:
    """Run all tests; return what they wrote."""
    results = folder / "tests.xml"
    subprocess.run([sys.executable, "-m", "pytest", f"--junitxml={results}"], cwd=ROOT, check=False)
    return results


def packages(root: Path, folder: Path) -> list[Path]:
    """Make the wheel and the sdist of the last commit, with its time on every file."""
    archive = subprocess.run(
        ["git", "archive", "--format=tar", "HEAD"], cwd=root, capture_output=True, check=True
    ).stdout
    os.environ["SOURCE_DATE_EPOCH"] = git(root, "log", "-1", "--format=%ct")
    with tempfile.TemporaryDirectory() as place:
        with tarfile.open(fileobj=BytesIO(archive)) as packed:
            packed.extractall(place, filter="data")
        with chdir(place):
            names = [buildapi.build_wheel(str(folder)), buildapi.build_sdist(str(folder))]
    return [folder / name for name in names]


def bill_of_materials(lock: Path, folder: Path) -> Path:
    """List what a site is built with, by version and hash, as CycloneDX."""
    made = folder / "sbom.json"
    program = str(Path(sys.executable).with_name("cyclonedx-py"))
    subprocess.run(
        [
            program,
            "requirements",
            str(lock),
            "--output-reproducible",
            "--of",
            "JSON",
            "-o",
            str(made),
        ],
        check=True,
    )
    return made


def audited(lock: Path) -> dict[str, Any]:
    """Return what is known against these versions, as pip-audit says it; without a network, nothing."""
    program = Path(sys.executable).with_name("pip-audit")
    command = [
        str(program),
        "--requirement",
        str(lock),
        "--require-hashes",
        "--disable-pip",
        "--format=json",
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        said: dict[str, Any] = json.loads(run.stdout)
    except ValueError:
        return {"dependencies": []}
    return said


def hashes(files: list[Path]) -> dict[str, str]:
    """Return the SHA-256 of files, by their names."""
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files)}


if __name__ == "__main__":
    sys.exit(main())
