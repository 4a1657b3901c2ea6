"""Run the search engine once more over given records, alone, and print what it cost.

    python -m bench.search_index RECORDS

RECORDS is a JSON file, page by page. Printed are seconds, processor seconds, and memory in kB.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from sphinx_kb.search.pagefind import PagefindRun


def main() -> None:
    """Read the records, make the index, and print its cost."""
    records = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        PagefindRun(Path(folder), records, "en", None).result()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    memory = usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)  # macOS counts bytes
    print(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, memory)


if __name__ == "__main__":
    main()
