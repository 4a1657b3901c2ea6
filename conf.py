"""What the site is. Everything that it does not say here is in sphinx_kb/defaults.py."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # for sphinx_kb, from a bare checkout

project = "CISO Knowledge Base"
author = "The editors"
copyright = "The editors. Text: CC BY 4.0. Code: BSD-3-Clause"
language = "en"

extensions = ["myst_parser", "sphinx_design", "ablog", "sphinx_kb"]
html_theme = "sphinx_book_theme"

# What is this site's own, and stands for files of the same name in sphinx_kb/theme/
templates_path = ["_templates"]
html_static_path = ["_static"]
html_logo = "_static/logo.svg"
html_favicon = "_static/favicon.svg"
