# `make help` lists what there is. Everything is installed into $(VENV), from the locked requirements alone.

PYTHON ?= python3
VENV ?= .venv
UV ?= uv
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BIN := $(VENV)/bin
RUN := $(VENV)/.run-installed
DEV := $(VENV)/.dev-installed
CODE := src tests quality benchmarks

.PHONY: help demo test browser check lint format style types layers gate bench lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(RUN) ## install, then read a sample article and trace its eight retellings
	@$(BIN)/selon demo

test: $(DEV) ## the tests
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile

browser: $(DEV) ## of the tests, those of the reader in a real browser alone (needs Chromium)
	@$(BIN)/python -m pytest -m browser

check: lint test gate ## one answer, yes or no: format, lint, types, layers, tests, quality gate

lint: style types layers ## format and lint (nothing is changed), strict types, import layers

style: $(DEV)
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/ruff check $(CODE)

types: $(DEV)
	@$(BIN)/mypy

layers: $(DEV)
	@$(BIN)/lint-imports --no-logo

format: $(DEV) ## format, and mend what the linter can mend
	@$(BIN)/ruff format $(CODE)
	@$(BIN)/ruff check --fix $(CODE)

gate: $(DEV) ## measure against the gold where it is at hand; fail where quality fell
	@$(BIN)/python quality/gate.py

bench: $(DEV) ## speed, start-up, growth with length and with documents
	@for script in reading start long comparing tracing; do $(BIN)/python benchmarks/$$script.py; done

lock: ## resolve the requirements anew (needs uv)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: install it, or say where it is with UV=..." >&2; exit 2; }
	@export UV_CUSTOM_COMPILE_COMMAND="make lock"; \
	options=(--extra meaning --universal --python-version 3.11 --generate-hashes --no-config --no-emit-index-url --upgrade --quiet); \
	$(UV) pip compile "$${options[@]}" -o requirements/run.txt pyproject.toml requirements/build.in; \
	$(UV) pip compile "$${options[@]}" -o requirements/dev.txt --extra dev --extra exchange --extra picture -c requirements/run.txt pyproject.toml requirements/build.in

clean: ## remove the environment, the caches and what was built
	@rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@find . -name '*.egg-info' -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "selon needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Try: make PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "$(PYTHON) cannot make a virtual environment (on Debian: apt install python3-venv)" >&2; rm -rf $(VENV); exit 2; }

# pip asks for every hash first; the project itself is then built with the locked setuptools, and asks for nothing
$(RUN): requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing what selon needs into $(VENV) (once)" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements/dev.txt $(RUN)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
