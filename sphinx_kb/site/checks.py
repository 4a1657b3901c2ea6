"""What an article says of other things: its authors, its topics, its controls, its cover."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from sphinx_kb.article import dates, files
from sphinx_kb.article.fault import Fault
from sphinx_kb.article.names import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sphinx_kb.article.model import Article
    from sphinx_kb.site.model import SiteData
    from sphinx_kb.warn import Subtype

MOST_NAMED = 12  # unknown fields that are named in one line
LACKING: dict[str, tuple[Subtype, str]] = {
    "title": ("front_matter", "add the field 'title': the name of the file stands in its place"),
    "date": ("date", dates.MISSING),
}
SHORTEST = 4  # letters of a topic that a slip can be told in: iam is no iot
ALIKE = 0.85  # from here on, an unlisted topic is a listed one misspelt


def faults(root: Path, docname: str, article: Article, site: SiteData) -> Iterator[Fault]:
    """Yield the faults of a well-formed article that only its surroundings show."""
    yield from _topics(article, site)
    yield from _controls(article, site)
    yield from _cover(root, docname, article)


def unknown_people(articles: Mapping[str, Article], site: SiteData) -> Iterator[tuple[str, Fault]]:
    """Yield who is named by articles and not known, once, with the first article that names them."""
    named: dict[str, list[tuple[str, int]]] = {}
    for docname, article in articles.items():
        said = article.meta
        fields = {"authors": said.authors, "reviewers": said.reviewers, "owner": (said.owner,)}
        for field, names in fields.items():
            for name in names:
                if name and not site.find_author(name):
                    named.setdefault(name, []).append((docname, article.lines.get(field, 1)))
    if len(named) > 1 and not site.authors:  # the list is what is missing, not a name in it
        yield _no_authors(named)
        return
    for name, places in named.items():
        near = nearest(name, [*(author.name for author in site.authors.values()), *site.authors])
        hint = f"did you mean '{near}'?" if near else "or correct the name"
        more = _more(len(places) - 1, "names them")
        remedy = f"add '{name}' to _data/authors.yml: {hint}{more}"
        yield places[0][0], Fault(places[0][1], "author", remedy)


def _no_authors(named: Mapping[str, Sequence[tuple[str, int]]]) -> tuple[str, Fault]:
    """Return what is told of a site that knows no author at all."""
    most = sorted(named, key=lambda name: len(named[name]), reverse=True)
    names = ", ".join(f"'{name}'" for name in most[:MOST_NAMED])
    names += f" and {len(most) - MOST_NAMED} more" if len(most) > MOST_NAMED else ""
    docname, line = next(iter(named.values()))[0]
    others = {place for places in named.values() for place, _ in places} - {docname}
    more = _more(len(others), "names them")
    return docname, Fault(line, "author", f"add {names} to a new _data/authors.yml{more}")


def unknown_fields(
    found: Mapping[str, Sequence[tuple[str, int]]], site: SiteData
) -> Iterator[tuple[str, Fault]]:
    """Yield, once, the fields of front matter that nobody knows, with the first article that has one."""
    ignored = {name.casefold() for name in site.settings.ignored_fields}
    times: Counter[str] = Counter()
    places = []
    for path, fields in found.items():
        told = [(name, line) for name, line in fields if name.casefold() not in ignored]
        times.update(name for name, _ in told)
        places += [(path, line) for _, line in told]
    if times:
        names = ", ".join(f"'{name}'" for name, _ in times.most_common(MOST_NAMED))
        more = f" and {len(times) - MOST_NAMED} more" if len(times) > MOST_NAMED else ""
        it = "it" if len(times) == 1 else "them"
        remedy = (
            f"remove {names}{more}, which the site does not know, or list {it} as 'ignored_fields' in "
            f"_data/site.yml{_more(len({path for path, _ in places}) - 1, 'has such a field', 'have such fields')}"
        )
        yield places[0][0], Fault(places[0][1], "front_matter", remedy)


def lacking_fields(found: Mapping[str, Sequence[tuple[str, int]]]) -> Iterator[tuple[str, Fault]]:
    """Yield each field that articles lack, once, with the first article that lacks it."""
    places: dict[str, list[tuple[str, int]]] = {}
    for path, fields in found.items():
        for name, line in fields:
            places.setdefault(name, []).append((path, line))
    for name, ((path, line), *others) in places.items():
        subtype, remedy = LACKING[name]
        more = _more(len(others), f"has no {name}", f"have no {name}")
        yield path, Fault(line, subtype, remedy + more)


def _more(count: int, one: str, several: str = "") -> str:
    """Return how many other articles have the same fault."""
    if not count:
        return ""
    verb = one if count == 1 else several or one.replace("names", "name")
    return f" ({count} more article{'' if count == 1 else 's'} {verb})"


def is_slip(written: str, meant: str) -> bool:
    """Return whether a word is another with one letter wrong, missing, too many, or two exchanged."""
    if abs(len(written) - len(meant)) > 1 or min(len(written), len(meant)) < SHORTEST:
        return False
    pairs = enumerate(zip(written, meant, strict=False))
    start = next((place for place, (one, other) in pairs if one != other), None)
    if start is None:
        return len(written) != len(meant)
    one, other = written[start:], meant[start:]
    is_exchange = one[:2] == other[:2][::-1] and one[2:] == other[2:]
    return is_exchange or one[1:] == other[1:] or one[1:] == other or one == other[1:]


def _topics(article: Article, site: SiteData) -> Iterator[Fault]:
    listed = site.topic_names()
    for name in article.meta.categories:
        if name.casefold() in listed:
            continue
        near = nearest(name, listed)
        folded = name.casefold()
        alike = near and (
            is_slip(folded, near) or SequenceMatcher(None, folded, near).ratio() >= ALIKE
        )
        if site.topics_closed or alike:
            hint = f"did you mean '{near}'?" if near else "choose a listed topic"
            remedy = f"'{name}' is not a topic of _data/topics.yml: {hint}"
            yield Fault(article.lines.get("categories", 1), "topic", remedy)


def _controls(article: Article, site: SiteData) -> Iterator[Fault]:
    for name in article.meta.controls if site.frameworks.of else ():
        if not site.frameworks.find(name):
            near = site.frameworks.nearest(name)
            hint = f"did you mean '{near}'?" if near else "no framework has it"
            remedy = f"correct the control '{name}': {hint}"
            yield Fault(article.lines["controls"], "control", remedy)


def _cover(root: Path, docname: str, article: Article) -> Iterator[Fault]:
    if not article.meta.image:
        return
    line = article.lines.get("image", 1)
    try:
        files.find(root, docname, article.meta.image)
    except FileNotFoundError:
        remedy = f"add the picture '{article.meta.image}', or correct its path"
        yield Fault(line, "picture", remedy)
    except ValueError as error:
        yield Fault(line, "picture", str(error))
