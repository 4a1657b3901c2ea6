# Everything one does with the knowledge base. `make` alone lists it.
# Each command makes the virtual environment that it needs, on first use.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
OUT    := _build
SITE   := $(VENV)/site.stamp
TOOLS  := $(VENV)/tools.stamp
# All that a site needs is the package's own command; without make, it is called by its name.
KB     := $(BIN)/python -m sphinx_kb

.DEFAULT_GOAL := help
.PHONY: help html offline live preview new check lint types linkcheck test quick soak bench schema release shots lock clean

help:       ## list the commands
	@sed -n 's/^\([a-z]*\): .*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

html: $(SITE)       ## build the site into _build/html
	@$(KB) html

offline: $(SITE)       ## the same, with a copy in one file (and its hash) and an e-book, to be read without a network
	@$(KB) offline

live: $(SITE)       ## build, serve on loopback, rebuild and reload on every change
	@$(KB) live

preview: $(SITE)       ## the same with drafts, marked, in _build/preview
	@$(KB) preview

new: $(SITE)       ## a new draft: make new TITLE="..." [CATEGORY=...] [AUTHOR=...]
	@$(KB) new "$$TITLE" --category "$$CATEGORY" --author "$$AUTHOR"
override TITLE := $(value TITLE)
export TITLE CATEGORY AUTHOR

check: $(TOOLS)       ## every fault of every article, drafts too; code, links, spelling, review dates, watch list
	@$(BIN)/python -m tools.check

lint: $(TOOLS)       ## the code alone: lint, format, layers, spelling
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/lint-imports --no-logo --no-cache
	@$(BIN)/codespell .

types: $(TOOLS)       ## the types of sphinx_kb, tools and bench
	@$(BIN)/mypy

linkcheck: $(SITE)       ## the links to other sites (needs the network)
	@$(KB) linkcheck

test: $(TOOLS)       ## all tests, in a real browser too
	@$(BIN)/python -m pytest

quick: $(TOOLS)       ## the first case of each test of the engine, but for the slow ones: 85 s
	@$(BIN)/python -m pytest --first-cases -m "not browser and not slow" tests/engine

soak: $(TOOLS)       ## the long random tests
	@KB_SOAK=1 $(BIN)/python -m pytest -m soak

bench: $(TOOLS) html       ## the benchmarks: builds, catalog, search, gate, first visits, live, patches, tools (two hours, and the network)
	@$(BIN)/python -m bench.builds && $(BIN)/python -m bench.catalog && $(BIN)/python -m bench.search \
	    && $(BIN)/python -m bench.gate && $(BIN)/python -m bench.paint && $(BIN)/python -m bench.live \
	    && $(BIN)/python -m bench.patches && $(BIN)/python -m bench.decisions

schema: $(SITE)       ## front matter as JSON Schema, for editors; of the register: kb schema register
	@$(KB) schema

release: $(TOOLS)       ## all of a release but the upload, into dist/: tests, wheel, sdist, hashes, SBOM, known holes, trust page
	@$(BIN)/python -m tools.release

shots: $(TOOLS) html       ## screenshots of each kind of page, in _build/shots; the README's, in docs/shots
	@$(BIN)/python -m tools.shots

lock: $(TOOLS)       ## fix every version and hash anew, from requirements*.in
	@$(KB) lock

clean:       ## remove what builds make, and nothing else
	@rm -rf $(OUT)

$(SITE): requirements.txt tools/environment.py
	@$(PYTHON) tools/environment.py $(VENV) requirements.txt
	@touch $@

$(TOOLS): requirements-dev.txt tools/environment.py
	@$(PYTHON) tools/environment.py $(VENV) requirements-dev.txt
	@touch $(SITE) $@
