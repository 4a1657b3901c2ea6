"""The search: an index of the articles, and what the script in the page knows beside it.

What it does in the page is in _static/kb-search*.js. Without an index, and on a disk,
the script takes Sphinx's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from _ext import cards, templates
from _ext.catalogue import CatalogueDomain
from _ext.controls.domain import frameworks
from _ext.glossary import GlossaryDomain
from _ext.search import engine, lists, synonyms
from _ext.search.facts import Facts, facts
from _ext.search.record import Words, record, words
from _ext.taken import Taken
from _ext.templates import TemplatesDomain
from _ext.tidy import TidyDomain
from _ext.warn import warn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from _ext.frameworks.model import Control, Framework

DATA = "_data/synonyms.yml"
PACKAGES = ("requirements.txt", 1)
BUILDERS = {"html", "dirhtml"}  # those that write a page for each article


def describe_site(app: Sphinx, config: Config) -> None:
    """Let browsers add the search where the address of the site is known."""
    config.html_use_opensearch = config.html_baseurl.rstrip("/")


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the index and the lists of the search."""
    if exception is not None or app.builder.name not in BUILDERS:
        return
    env, tidy = app.env, TidyDomain.of(app.env)
    entries = GlossaryDomain.of(env).entries()
    thesaurus = synonyms.Thesaurus([entry.names for entry in entries] + _synonyms(app.srcdir))
    found: dict[str, Facts] = {}
    records: dict[str, str] = {}
    paths: dict[str, str] = {}
    lexicon = lists.Lexicon()
    texts = Taken(app, "words")
    for docname in sorted(CatalogueDomain.of(env).articles):
        page = app.builder.get_outfilename(docname)  # type: ignore[attr-defined]
        if not page.is_file():
            continue  # only some pages were asked for
        text = Words(*texts.of(docname, lambda page: words(page.read_text("utf-8"))))
        known = found[docname] = facts(env, docname, text.distinct, thesaurus)
        paths[docname] = page.relative_to(app.outdir).as_posix()
        records[paths[docname]] = record(text, known.meta(), known.day)
        lexicon.add(text.distinct, *known.meta().values())
    texts.keep()
    index = _index(app, records)
    uris = {docname: app.builder.get_target_uri(docname) for docname in found}
    ids = {docname: _engine_id(index, paths[docname]) for docname in found}
    vocabulary = {
        "groups": lists.names(thesaurus.groups),
        "names": list(_names(app, env)),
        "words": lexicon.listed(),
        "articles": len(found),
    }
    tidy.write(app, "_static/kb-search-words.js", lists.script("vocabulary", vocabulary))
    tidy.write(app, "_static/kb-search-facets.js", lists.script("facets", lists.facets(found, ids)))
    tidy.write(app, "_static/kb-search-cards.js", lists.script("cards", lists.cards(found, uris)))


def _synonyms(srcdir: Path) -> list[synonyms.Group]:
    """Return the groups of the site's own list; tell its faults."""
    try:
        groups, faults = synonyms.read((srcdir / DATA).read_text("utf-8-sig"))
    except FileNotFoundError:
        return []
    except UnicodeDecodeError:
        groups, faults = [], [(1, "save the file as UTF-8")]
    for line, remedy in faults:
        warn("source", remedy, (DATA, line))
    return groups


def _index(app: Sphinx, records: Mapping[str, str]) -> engine.Index:
    """Write the index of the records, unless it is there; return what is kept of it."""
    language = (app.config.language or "en").partition("-")[0].partition("_")[0]
    whole = engine.digest(records, language)
    state = app.doctreedir / f"search-{app.builder.name}.json"
    tidy = TidyDomain.of(app.env)
    index = engine.kept(state)
    if (
        index is None
        or index.digest != whole
        or not engine.is_whole(index, app.outdir / engine.FOLDER)
    ):
        try:
            files = engine.run(records, language) if records else {}
        except engine.EngineError as error:
            warn("file", f"install its packages again: Pagefind failed ({error})", PACKAGES)
            return engine.Index("", {}, {})
        index = engine.described(files, whole)
        for path, data in files.items():
            tidy.write(app, f"{engine.FOLDER}/{path}", data)
        engine.keep(state, index)
    tidy.files.update(f"{engine.FOLDER}/{path}" for path in index.sizes)
    return index


def _engine_id(index: engine.Index, path: str) -> str:
    """Return what the engine calls the record at a path; it drops "index.html"."""
    return index.ids.get("/" + path) or index.ids.get("/" + path.removesuffix("index.html")) or ""


def _names(app: Sphinx, env: BuildEnvironment) -> Iterator[list[object]]:
    """Yield the pages that a name leads to: [kind, name, address, how it is written]."""
    target = app.builder.get_target_uri
    for entry in GlossaryDomain.of(env).entries():
        first, *others = entry.names
        full = f"{first} ({others[0]})" if others and first.isupper() else first
        yield ["Glossary", full, f"{target(entry.page)}#{entry.anchor}", list(entry.names)]
    shelves = CatalogueDomain.of(env).shelves
    for kind, label in (("topic", "Topic"), ("author", "Author"), ("tag", "Tag")):
        for item in shelves.of[kind].values():  # type: ignore[index]
            named = cards.label(item)
            yield [label, named["name"], target(named["page"]), [named["name"], named["slug"]]]
    for framework in frameworks(env).of.values():
        spelled = [framework.name, framework.short, framework.key]
        yield ["Framework", framework.name, target(framework.page), spelled]
        for control in framework.controls:
            address = f"{target(control.page)}#{control.anchor}"
            shown = f"{control.written} {control.name}".strip()
            yield ["Control", shown, address, forms(framework, control)]
    for some in TemplatesDomain.of(env).shown.values():
        for file, _ in some:
            address = f"{target(templates.PAGE)}#{templates.anchor(file.file)}"
            yield ["Template", file.name, address, [file.name, f"{file.name} template"]]
    if TemplatesDomain.of(env).shown:
        yield ["Page", "Templates", target(templates.PAGE), ["templates", "template", "downloads"]]


def forms(framework: Framework, control: Control) -> list[str]:
    """Return how readers write a control: CIS 4, CIS control 4, ISO 27001 A.5.7, its name."""
    number = control.written.removeprefix(f"{framework.mark} ")
    before = framework.mark or framework.key
    spelled = [control.written, f"{before} {number}", f"{before} {framework.unit} {number}"]
    spelled += [f"{framework.short} {number}", control.name]
    return list(dict.fromkeys(filter(None, spelled)))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the description of the site, and the writing of the index."""
    app.setup_extension("_ext.glossary")
    app.setup_extension("_ext.tidy")
    app.connect("config-inited", describe_site)
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
