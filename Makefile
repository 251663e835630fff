# A fresh machine needs Python 3.11 to 3.13, make, and a package registry that pip reaches.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# -qq leaves errors only; a pip as old as 23.2 takes every option here.
INSTALL := $(BIN)/python -m pip install -qq --no-input --disable-pip-version-check -c constraints.txt
# pip compiles what it copies; an editable install copies nothing. Where PYTHONDONTWRITEBYTECODE is set, as on many CI
# machines, a hundred files would be compiled at every start.
COMPILE := $(BIN)/python -m compileall -q grader

.DEFAULT_GOAL := help
.PHONY: help demo test bench clean
# Two pips in one environment, as `make -j demo test` would start them, undo each other's work.
.NOTPARALLEL:

help:
	@echo "make demo    grade the sample class in examples/class"
	@echo "make test    run every check"
	@echo "make bench   measure speed and named ideas"
	@echo "make clean   remove the environment and everything that was built"

# Exit code 1 says that some learners do not pass yet, and some of the sample class do not. Anything above is a failure.
demo: $(VENV)/.demo-installed
	@$(BIN)/grader check examples/class/*/*.py || { code=$$?; test $$code -eq 1 || exit $$code; }

test: $(VENV)/.test-installed $(VENV)/.browser-installed
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest
	$(BIN)/grader course check

bench: $(VENV)/.test-installed $(VENV)/.browser-installed
	@$(BIN)/python -m benchmarks.check
	@echo
	@$(BIN)/python -m benchmarks.sandbox
	@echo
	@$(BIN)/python -m benchmarks.sandbox --every
	@echo
	@$(BIN)/python -m benchmarks.batch
	@echo
	@$(BIN)/python -m benchmarks.report
	@echo
	@$(BIN)/python -m benchmarks.naming
	@echo
	@$(BIN)/python -m benchmarks.quiz
	@echo
	@$(BIN)/python -m benchmarks.learner
	@echo
	@$(BIN)/python -m benchmarks.watch

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# Asked first, because pip's words for a Python that is too old are "conflicting dependencies".
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	  { echo "$(PYTHON) is not Python 3.11, 3.12 or 3.13; name one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# Editable, so that only a change of what is installed asks for another installation.
$(VENV)/.demo-installed: pyproject.toml constraints.txt | $(BIN)/pip
	@echo "installing into $(VENV)"
	@$(INSTALL) -e .
	@$(COMPILE)
	@touch $@

$(VENV)/.test-installed: pyproject.toml constraints.txt | $(BIN)/pip
	@echo "installing into $(VENV), torch included: minutes, the first time"
	@$(INSTALL) -e '.[dev]'
	@$(COMPILE)
	@touch $@ $(VENV)/.demo-installed

# What opens the pages that grader report makes: Chromium, from Debian when it is missing and we may install, and
# axe-core. Where we may not, tests say what to install.
$(VENV)/.browser-installed: tests/report/axe/package-lock.json | $(BIN)/pip
	@if sh tests/report/axe/install.sh; then touch $@; fi
