"""``python -m sphinx_kb``: the command ``kb``, where it is not on the path."""

from __future__ import annotations

import sys

from sphinx_kb.command.main import main

if __name__ == "__main__":
    sys.exit(main())
