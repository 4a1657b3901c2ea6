"""``kb init``: a new knowledge base, to be written into and published.

It asks for what no option says, and only where somebody is there to answer. What is in the folder
already stays as it is.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import sphinx_kb
from sphinx_kb.command import site_schema

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction
    from collections.abc import Iterator, Mapping

TEMPLATE = Path(__file__).parent / "template"
HOSTS = ("readthedocs", "github", "gitlab", "netlify")  # folders of the template


def python(text: str) -> str:
    """Return a text as Python reads it back, in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def values(name: str, author: str, language: str, address: str, package: str) -> dict[str, str]:
    """Return what stands for each placeholder of the template."""
    return {
        "name": python(name), "author": python(author), "language": python(language),
        "address": python(address), "title": " ".join(name.split()), "package": package,
        "author_yaml": python(author), "today": f"{datetime.now(UTC):%Y-%m-%d}",
    }  # fmt: skip


def files(given: Mapping[str, str], host: str) -> Iterator[tuple[str, str]]:
    """Yield the files of a new site, as (path, text)."""
    for folder in filter(None, ("site", host)):
        for path in sorted((TEMPLATE / folder).rglob("*")):
            if path.is_file():
                name = path.relative_to(TEMPLATE / folder).as_posix()
                text = path.read_text("utf-8")
                if name.endswith(".in"):
                    name, text = name.removesuffix(".in"), Template(text).substitute(given)
                yield name, text
    yield "_data/site.yml", site_schema.sample()
    yield ".vscode/site.schema.json", site_schema.schema()


def sample_start(name: str) -> str:
    """Return the first lines of a sample of the template, up to what differs from site to site."""
    return (TEMPLATE / "site" / f"{name}.in").read_text("utf-8").partition("$")[0]


def write(folder: Path, found: Iterator[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Write files that are not there; return the paths of the new ones, and of those that stay."""
    new: list[str] = []
    kept: list[str] = []
    for name, text in found:
        path = folder / name
        if path.exists() or path.is_symlink():
            kept.append(name)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
        new.append(name)
    return new, kept


def ask(question: str, answer: str | None, default: str) -> str:
    """Return the answer that was given, or asked for, or the default."""
    if answer is None and sys.stdin.isatty():
        answer = input(f"{question} [{default}]: ").strip()
    return answer or default


def init(given: Namespace) -> int:
    """Write the new site, and say what comes next."""
    folder: Path = given.into
    name = ask("Name of the site", given.name, folder.resolve().name)
    author = ask("Who answers for it", given.author, "The editors")
    host = given.host or ask(f"Host ({', '.join(HOSTS)}, none)", None, "none")
    if host not in {*HOSTS, "none"}:
        raise SystemExit(f"Name one of these hosts: {', '.join(HOSTS)}, none")
    placed = values(name, author, given.language, given.address, given.package)
    try:
        new, kept = write(folder, files(placed, "" if host == "none" else host))
    except OSError as error:
        raise SystemExit(f"'{error.filename}' cannot be written: {error.strerror}") from None
    for path in kept:
        print(f"kept as it is: {path}")
    where = "" if folder == Path() else f"cd {folder}, then "
    print(f"{len(new)} files written. Next: {where}kb live")
    return 0


def add_to(verbs: _SubParsersAction[ArgumentParser]) -> None:
    """Add the verb to the command line."""
    text = "a new knowledge base; what is in the folder already stays as it is"
    verb = verbs.add_parser("init", help=text, description=text)
    verb.add_argument("into", metavar="FOLDER", nargs="?", type=Path, default=Path())
    verb.add_argument("--name", help="its name, as readers see it; else the folder's")
    verb.add_argument("--author", help="who answers for it")
    verb.add_argument(
        "--language", default="en", help="the language of its articles, as in en or de"
    )
    verb.add_argument("--address", default="", help="where it will be, if the host does not say so")
    verb.add_argument("--host", choices=[*HOSTS, "none"], help="where it is published")
    package = f"sphinx-kb=={sphinx_kb.__version__}"
    verb.add_argument("--package", default=package, help="what requirements.txt installs")
    verb.set_defaults(run=init)
