"""What the catalog costs: the heads of thousands of articles, read cold and read again.

    python -m bench.catalog [COUNT]

Cold, every file is read; again, nothing changed: only the state of each file is asked for,
and what was read is loaded as a build loads it from its environment.
"""

from __future__ import annotations

import gc
import pickle
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

from bench import measure
from bench.corpus import write
from sphinx_kb.article.folder import scan
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.patches.garbage_collection import tune_gc
from sphinx_kb.site.collections import Collections
from sphinx_kb.site.model import SiteData


def catalog(data: dict[str, object]) -> CatalogDomain:
    """Return a catalog with the data of an environment."""
    domain = CatalogDomain(SimpleNamespace(domaindata={CatalogDomain.name: data}))  # type: ignore[arg-type]
    domain.site = SiteData()
    return domain


def turn(domain: CatalogDomain, root: Path) -> None:
    """Read the heads, and sort the articles into their collections, as a build does first."""
    readings = domain.read_heads(scan(root))
    articles = {path.removesuffix(".md"): reading.article for path, reading in readings.items()}
    Collections({name: article for name, article in articles.items() if article}, domain.site)


def main(count: int = 5000) -> None:
    """Measure both, and print them."""
    tune_gc()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root / "posts", count)
        gc.collect()
        empty = {**CatalogDomain.initial_data, "version": CatalogDomain.data_version}
        domain = catalog(empty)
        started = time.process_time()
        turn(domain, root)
        cold = time.process_time() - started
        kept = pickle.dumps(domain.data, pickle.HIGHEST_PROTOCOL)
        started = time.process_time()
        turn(catalog(pickle.loads(kept)), root)  # noqa: S301  # our own, of this process
        again = time.process_time() - started
    print(f"{count:,} articles: {cold:.2f} s cold, {again:.2f} s again ({measure.machine()})")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
