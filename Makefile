# Everything that a fresh machine needs: Python 3.11 or later, make and a package index.
# `make demo` builds the graph from the letters in seeds/ and asks it; `make test` checks everything.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
ASK := $(RUN) -m inspectgraph
STORE := inspectgraph-store
LETTERS ?= seeds
INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: help demo test test-slow benchmark clean

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

demo: $(VENV)/.installed ## Build the graph from seeds/ and ask three questions
	@echo "== Reading the letters in seeds/ into $(STORE)"
	@$(ASK) build seeds --store $(STORE)
	@echo
	@echo "== Which issues persist across the visits to Blackpool, and in whose words?"
	@$(ASK) issues --authority Blackpool --status persistent --evidence --store $(STORE)
	@echo
	@echo "== Who inspected both Lancashire and Blackburn with Darwen?"
	@$(ASK) ask inspected-both --authority Lancashire --other "Blackburn with Darwen" --store $(STORE)
	@echo
	@echo "== Which visits do the letters refer to that have no letter here?"
	@$(ASK) ask visits-without-letter --store $(STORE)
	@echo
	@echo "The store stays in $(STORE). Ask on, for example:"
	@echo "  $(ASK) show MASH"
	@echo "  $(ASK) ask"

test: $(VENV)/.tested ## Lint, types and all tests
	@echo "== Lint"
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@echo "== Types"
	@$(RUN) -m mypy
	@echo "== Tests"
	@$(RUN) -m pytest -n auto

test-slow: $(VENV)/.tested ## The tests that take long
	@$(RUN) -m pytest -m slow

benchmark: $(VENV)/.tested ## Measure, as ratios against a floor taken in the same run (LETTERS=folder)
	@$(RUN) benchmarks/startup.py
	@$(RUN) benchmarks/archive.py $(LETTERS)
	@$(RUN) benchmarks/gexf.py

clean: ## Remove the environment and the demo's store
	rm -rf $(VENV) $(STORE)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "inspectgraph needs Python 3.11 or later: make PYTHON=python3.11 ..." >&2; exit 2; }
	@echo "== Making a virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "== Installing inspectgraph and what it needs"
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	@echo "== Installing the test tools"
	@$(INSTALL) --editable '.[test]'
	@touch $@
