"""What came over, and what did not: a screen of it, and IMPORT.md with all of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_kb.migration.heads import unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_kb.migration.convert import Converted

SHOWN = 12  # articles on the screen


def screen(found: Converted, *, is_written: bool) -> str:
    """Return what the terminal shows."""
    site = found.site
    need = [post for post in site.posts if post.lost]
    whole = len(site.posts) - len(need)
    lines = [
        f"{site.system}: {len(site.posts)} articles, {len(site.pages)} pages, {len(found.copies)} files.",
        f"{whole} of {len(site.posts)} articles {'came' if is_written else 'come'} over whole"
        + (f"; these {len(need)} need you:" if need else "."),
    ]
    for post in need[:SHOWN]:
        more = f" (and {len(post.lost) - 1} more)" if len(post.lost) > 1 else ""
        lines.append(f"  {post.source}: {post.lost[0]}{more}")
    if len(need) > SHOWN:
        lines.append(f"  and {len(need) - SHOWN} more, in IMPORT.md")
    if not site.address.startswith("http"):
        lines.append(
            "Where the site was it does not say: name it by --address, for links to what does not come."
        )
    if site.pointers:
        lines.append(
            f"{len(site.pointers)} files are kept by Git LFS: run `git lfs pull` in the source, and import again."
        )
    lines.append(
        "IMPORT.md has all of it. Next: kb html" if is_written
        else "Nothing is written yet: kb import ... --write does it."
    )  # fmt: skip
    return "\n".join(lines)


def document(found: Converted) -> str:
    """Return IMPORT.md."""
    return "\n".join(["# Import", "", *_parts(found)]) + "\n"


def _parts(found: Converted) -> Iterator[str]:
    site = found.site
    yield f"From {site.system}: {len(site.posts)} articles, {len(site.pages)} pages, {len(found.copies)} files.\n"
    need = [post for post in site.posts if post.lost]
    if need:
        yield "## These articles need you\n"
        for post in need:
            yield f"- `{post.target}` (from `{post.source}`)"
            yield from (f"  - {line}" for line in dict.fromkeys(post.lost))
        yield ""
    fields = Counter(name for post in site.posts for name in unknown(post.fields))
    if fields:
        yield "## Fields of the old theme, which mean nothing here\n"
        yield from (f"- `{name}`, {count} times" for name, count in sorted(fields.items()))
        yield ""
    if site.dropped:
        yield "## Looks of the old theme, left out\n"
        yield from (f"- {what}, {count} times" for what, count in sorted(site.dropped.items()))
        yield ""
    pictures = list(dict.fromkeys(one for one in site.told if one.startswith("http")))
    if pictures:
        yield "## Pictures of other sites\n\nSave those that you may keep, and write their new place:\n"
        yield "```sh"
        yield from (
            f"curl --create-dirs --output-dir assets/saved -O '{one}'"
            for one in pictures
            if "'" not in one
        )
        yield "```\n"
    if site.pointers:
        yield "## Files that are kept by Git LFS\n\nRun `git lfs pull` in the source, and import again:\n"
        yield from (f"- `{path}`" for path in sorted(site.pointers))
        yield ""
    if site.absent:
        yield "## Pages of the old site that did not come, and are linked to\n"
        yield from (f"- {address}, {count} times" for address, count in sorted(site.absent.items()))
        yield ""
    yield "## Where each article is now\n\n| from | now | old addresses |\n|---|---|---|"
    for post in site.posts:
        yield f"| `{post.source}` | `{post.target}` | {' '.join(f'`{one}`' for one in post.old)} |"
