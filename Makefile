# Everything one does with the knowledge base. `make` alone lists it.
# Each command makes the virtual environment that it needs, on first use.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
OUT    := _build
SITE   := $(VENV)/site.stamp
TOOLS  := $(VENV)/tools.stamp
# All faults in one run, and none passes: nothing is published from an exit other than 0.
SPHINX := $(BIN)/python -m sphinx -j auto -W --keep-going
LOCK   := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
          --no-emit-index-url --no-annotate --no-header

.DEFAULT_GOAL := help
.PHONY: help html live preview new check lint types linkcheck test quick soak bench schema shots lock clean

help:       ## list the commands
	@sed -n 's/^\([a-z]*\): .*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

html: $(SITE)       ## build the site into _build/html
	@$(SPHINX) -b html -d $(OUT)/.doctrees . $(OUT)/html
	@echo "Open $(OUT)/html/index.html"

live: $(TOOLS)       ## build, serve on loopback, rebuild and reload on every change
	@$(BIN)/python -m tools.live --host 127.0.0.1 --ignore "$(CURDIR)/$(OUT)/*" --ignore "$(CURDIR)/.*" \
	    -b html -d $(OUT)/.doctrees . $(OUT)/html

preview: $(TOOLS)       ## the same with drafts, marked, in _build/preview
	@KB_PREVIEW=1 $(BIN)/python -m tools.live --host 127.0.0.1 --port 8001 \
	    --ignore "$(CURDIR)/$(OUT)/*" --ignore "$(CURDIR)/.*" \
	    -b html -d $(OUT)/.preview . $(OUT)/preview

new: $(SITE)       ## a new draft: make new TITLE="..." [CATEGORY=...] [AUTHOR=...]
	@$(BIN)/python -m tools.new_article "$$TITLE" --category "$$CATEGORY" --author "$$AUTHOR"
export TITLE CATEGORY AUTHOR

check: $(TOOLS)       ## every fault of every article, drafts too; code, links, spelling, review dates
	@$(BIN)/python -m tools.check

lint: $(TOOLS)       ## the code alone: lint, format, layers, spelling
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/lint-imports --no-logo --no-cache
	@$(BIN)/codespell .

types: $(TOOLS)       ## the types of sphinx_kb, tools and bench
	@$(BIN)/mypy

linkcheck: $(SITE)       ## the links to other sites (needs the network)
	@$(SPHINX) -b linkcheck -d $(OUT)/.linkcheck . $(OUT)/linkcheck

test: $(TOOLS)       ## all tests, in a real browser too
	@$(BIN)/python -m pytest

quick: $(TOOLS)       ## the tests of the engine without a browser, and without the slow ones: a minute
	@$(BIN)/python -m pytest -m "not browser and not slow" tests/engine

soak: $(TOOLS)       ## the long random tests
	@KB_SOAK=1 $(BIN)/python -m pytest -k "fuzz or random_walk or soak or bench"

bench: $(TOOLS)       ## the benchmarks: builds, catalog, search, gate, first visits (an hour, and the network)
	@$(BIN)/python -m bench.builds && $(BIN)/python -m bench.catalog && $(BIN)/python -m bench.search \
	    && $(BIN)/python -m bench.gate && $(BIN)/python -m bench.paint

schema: $(SITE)       ## the front matter of an article as JSON Schema, for editors
	@$(BIN)/python -m tools.schema

shots: $(TOOLS) html       ## screenshots of each kind of page, in _build/shots; the README's, in docs/shots
	@$(BIN)/python -m tools.shots

lock: $(TOOLS)       ## fix every version and hash anew, from requirements*.in
	@$(LOCK) --upgrade requirements.in -o requirements.txt
	@$(LOCK) --upgrade requirements-dev.in -o requirements-dev.txt

clean:       ## remove what builds make, and nothing else
	@rm -rf $(OUT)

$(SITE): requirements.txt tools/environment.py
	@$(PYTHON) tools/environment.py $(VENV) requirements.txt
	@touch $@

$(TOOLS): requirements-dev.txt tools/environment.py
	@$(PYTHON) tools/environment.py $(VENV) requirements-dev.txt
	@touch $(SITE) $@
