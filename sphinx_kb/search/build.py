"""The making of the search: the index, and the lists that the script reads beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.incremental import state
from sphinx_kb.incremental.derived import PageCache
from sphinx_kb.incremental.manifest import OutputManifest, output_paths
from sphinx_kb.incremental.state import BuildState
from sphinx_kb.references.glossary import GlossaryDomain
from sphinx_kb.search import index_state, pagefind, script_data, synonyms
from sphinx_kb.search.article_facts import Facts, facts
from sphinx_kb.search.named_pages import named_pages
from sphinx_kb.search.record import Words, record, words
from sphinx_kb.search.tasks import tasks
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sphinx.application import Sphinx

    Spoken = tuple[str, Collection[str]]  # the words of a text, and other texts

STATE = "search"  # what the index was made from
DATA = "_data/synonyms.yml"
SHARED = Path(__file__).with_name("shared_synonyms.yml")
PACKAGES = ("requirements.txt", 1)
BUILDERS = {"html", "dirhtml"}  # those that write a page for each article


class IndexBuild:
    """The making of one build's search, from when its articles are written to its end.

    The engine runs beside the build, which draws lists and writes feeds meanwhile.
    """

    def __init__(self) -> None:
        self._engine: pagefind.PagefindRun | None = None

    def start(self, app: Sphinx) -> list[Any]:
        """Gather what is known of each article; start the engine if its index is another's.

        It runs when pages are collected: every article is written.
        """
        if app.builder.name not in BUILDERS:
            return []
        entries = GlossaryDomain.of(app.env).entries()
        shared = CatalogDomain.of(app.env).site.settings.shared
        self._thesaurus = synonyms.Thesaurus(
            [entry.names for entry in entries] + _synonyms(app.srcdir, "synonyms" in shared)
        )
        self._found: dict[str, Facts] = {}
        records: dict[str, str] = {}
        spoken: list[Spoken] = []
        coded: list[Spoken] = []
        texts = PageCache(app, "words")
        written = list(filter(texts.is_written, sorted(CatalogDomain.of(app.env).articles)))
        taken = texts.get_many(written, lambda _, page: words(page.read_text("utf-8")))
        self._paths = dict(zip(written, output_paths(app, written), strict=True))
        for docname, path in self._paths.items():
            text = Words(*taken[docname])
            known = self._found[docname] = facts(
                app.env, docname, text.abbreviations, self._thesaurus
            )
            records[path] = record(text, known.meta(), known.day)
            spoken.append((text.vocabulary, known.meta().values()))
            coded.append((text.codes, known.meta().values()))
        self._codes = script_data.codes(coded)
        self._start(app, records, spoken)
        texts.save()
        return []

    def _start(self, app: Sphinx, records: Mapping[str, str], spoken: Collection[Spoken]) -> None:
        """Start the engine, and list the words, unless its index of these records is there."""
        language = (app.config.language or "en").partition("-")[0].partition("_")[0]
        whole = index_state.digest(records, language)
        before = index_state.load(BuildState(app, STATE))
        folder = app.outdir / pagefind.FOLDER
        if (
            before
            and before.digest == whole
            and index_state.intact_files(before, folder) == before.files.keys()
        ):
            self._index = before
            return
        if records:
            try:
                work = state.folder(app) / f"engine-{app.builder.name}"
                self._engine = pagefind.PagefindRun(work, records, language, before)
            except pagefind.EngineError as error:
                _tell(error)
        self._index = index_state.Index(
            whole, {}, {}, script_data.words(spoken), index_state.engine_id(language)
        )

    def end(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the index and the lists of the search."""
        if exception is not None or app.builder.name not in BUILDERS:
            if self._engine:
                self._engine.stop()
            return
        manifest = OutputManifest.of(app.env)
        if self._engine:
            try:
                files, ids = self._engine.result()
            except pagefind.EngineError as error:
                _tell(error)
                files, ids = {}, {}
            digests = {path: index_state.digest_of(data) for path, data in files.items()}
            self._index = self._index._replace(files=digests, ids=ids)
            for path, data in files.items():
                manifest.write(app, f"{pagefind.FOLDER}/{path}", data)
            if files:
                BuildState(app, STATE).save(self._index)
        manifest.files.update(f"{pagefind.FOLDER}/{path}" for path in self._index.files)
        found = self._found
        uris = {docname: app.builder.get_target_uri(docname) for docname in found}
        ids = {docname: _engine_id(self._index, self._paths[docname]) for docname in found}
        names, answers = named_pages(app)
        vocabulary = {
            "groups": script_data.names(self._thesaurus.groups),
            "names": names,
            "tasks": tasks(app),
            "compounds": script_data.compounds(self._index.words),
            "common": script_data.common(self._index.words, len(found)),
            "articles": len(found),
        }
        for file, name, value in (
            ("words", "vocabulary", vocabulary),
            ("lexicon", "lexicon", self._index.words),
            ("answers", "answers", answers),
            ("codes", "codes", self._codes),
            ("facets", "facets", script_data.facets(found, ids)),
            ("cards", "cards", script_data.cards(found, uris)),
        ):
            manifest.write(app, f"_static/kb-search-{file}.js", script_data.script(name, value))


def _tell(error: pagefind.EngineError) -> None:
    """Tell the owner that there is no index."""
    warn("file", f"install its packages again: Pagefind failed ({error})", PACKAGES)


def _synonyms(srcdir: Path, is_shared: bool) -> list[synonyms.Group]:
    """Return the shared groups, if the site shares them, with its own; tell the faults of these."""
    shared = synonyms.read(SHARED.read_text("utf-8"))[0] if is_shared else []
    try:
        groups, faults = synonyms.read((srcdir / DATA).read_text("utf-8-sig"), shared)
    except FileNotFoundError:
        return shared
    except UnicodeDecodeError:
        groups, faults = shared, [(1, "save the file as UTF-8")]
    for line, remedy in faults:
        warn("source", remedy, (DATA, line))
    return groups


def _engine_id(index: index_state.Index, path: str) -> str:
    """Return what the engine calls the record at a path; it drops "index.html"."""
    return index.ids.get("/" + path) or index.ids.get("/" + path.removesuffix("index.html")) or ""
