"""Any folder of Markdown articles as a site of ours, to see how well it is searched."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
_HEAD = re.compile(r"\A---\s*\n(.*?)^(?:---|\.\.\.)\s*$\n?", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^# +(.+?)\s*#*\s*$|^(\S.*)\n=+\s*$", re.MULTILINE)
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_KEPT = ("description", "summary", "keywords", "tags", "tag", "categories", "category", "author")


def article(text: str, stem: str) -> str:
    """Return a Markdown article with the front matter that ours have.

    Its pictures become their descriptions: nothing but the words matters here.
    """
    found = _HEAD.match(text)
    body = text[found.end() :] if found else text
    given = _fields(found[1]) if found else {}
    heading = _HEADING.search(body)
    title = given.get("title") or (heading and (heading[1] or heading[2])) or stem
    day = str(given.get("date", ""))[:10]
    fields: dict[str, Any] = {
        "title": _PICTURE.sub("", str(title)).strip() or stem,
        "date": day if re.fullmatch(r"(?:19|20)\d\d-\d\d-\d\d", day) else "2026-01-01",
        "no_terms": True,
    }
    fields |= {name: given[name] for name in _KEPT if given.get(name)}
    head = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)
    return f"---\n{head}---\n\n" + _PICTURE.sub(r"\1", body)


def _fields(source: str) -> dict[str, Any]:
    """Return the front matter of somebody else's article, or nothing."""
    try:
        found = yaml.safe_load(source)
    except yaml.YAMLError:
        return {}
    return found if isinstance(found, dict) else {}


def lay_out(folder: Path, site: Path) -> int:
    """Write a site of the articles in a folder; return how many there are."""
    frame(site)
    files = [file for file in sorted(folder.rglob("*.md")) if file.is_file()]
    for file in files:
        target = site / "posts" / file.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(article(file.read_text("utf-8", "replace"), file.stem), "utf-8")
    return len(files)


def frame(site: Path, *more: str) -> None:
    """Write what the project's own site has besides its articles."""
    site.mkdir(parents=True, exist_ok=True)
    for name in ("_data", "pages", *more):
        shutil.copytree(ROOT / name, site / name)
    shutil.copy(ROOT / "index.md", site)


def build(site: Path, builder: str = "html") -> Path:
    """Build a site as `make html` does, warnings left aside; return its output.

    Raises SystemExit with the end of what was said where it fails.
    """
    out = site / "_build" / builder
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-j", "auto", "-c", str(ROOT)]
    command += ["-d", str(site / "_build" / "doctrees"), str(site), str(out)]
    environment = {"KB_TODAY": "2026-12-31", **os.environ}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    return out


def articles(out: Path) -> list[str]:
    """Return the pages of the articles of a built site, without their ending."""
    pages = sorted((out / "posts").rglob("*.html"))
    return [page.relative_to(out).as_posix().removesuffix(".html") for page in pages]
