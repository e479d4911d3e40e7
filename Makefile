# Two commands: `make run` shows photohash at work, `make test` passes every check. Both set up .venv by themselves.
#   make run                     a demo library made of pictures that ship in an installed package
#   make run PHOTOS=~/Pictures   your own folder; nothing in it is changed
#   make venv PIP_FLAGS=...      extra words for pip, e.g. an index with the CPU build of torch
#   make screenshots OUT=DIR     pictures of every page, in both themes and three sizes
#   make docs                    the generated parts of resources/docs
#   make translations            the texts for translators, and what they translated

PYTHON ?= python3
PIP_FLAGS ?=
PHOTOS ?=
OUT ?= out
PYTEST_FLAGS ?= -n 2

VENV := .venv
ELSEWHERE := build/elsewhere
PROGRAMS := $(if $(filter Windows_NT,$(OS)),Scripts,bin)
BIN := $(VENV)/$(PROGRAMS)
ELSEWHERE_BIN := $(ELSEWHERE)/$(PROGRAMS)
PIP_INSTALL := -m pip install -qq --disable-pip-version-check -c packaging/constraints.txt $(PIP_FLAGS)

.PHONY: run venv test checks headless windowed installed docs translations screenshots clean

run: $(VENV)/.run
	@$(BIN)/photohash demo $(if $(PHOTOS),"$(PHOTOS)") --out "$(OUT)"

venv: $(VENV)/.run

$(VENV)/.run: pyproject.toml packaging/constraints.txt
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'photohash needs Python 3.11 or newer; name one with make PYTHON=...')"
	@echo "Setting up .venv (some minutes the first time) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python $(PIP_INSTALL) -e ".[bench]"
	@touch $@

$(VENV)/.test: $(VENV)/.run
	@$(BIN)/python $(PIP_INSTALL) -e ".[bench,peers,train]" --group dev
	@touch $@

test: checks windowed installed headless
	@echo "Every check passed."

checks: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# What needs a window. The tests themselves keep it off the screen.
windowed: $(VENV)/.test
	$(BIN)/python -m pytest $(PYTEST_FLAGS) tests/app

# The wheel, installed away from the checkout, must find its models and resources by itself.
installed: $(VENV)/.test
	rm -rf dist build
	$(BIN)/python -m build --wheel --installer pip --outdir dist . > /dev/null
	$(PYTHON) -m venv $(ELSEWHERE)
	$(ELSEWHERE_BIN)/python -m pip install -qq --disable-pip-version-check --upgrade "pip>=25.1"
	$(ELSEWHERE_BIN)/python $(PIP_INSTALL) "$$(ls dist/*.whl)"
	cd $(ELSEWHERE) && $(PROGRAMS)/photohash --library library doctor

# Every test but those of the window, where PySide6 is not installed: nothing else may need it.
headless: installed
	$(ELSEWHERE_BIN)/python $(PIP_INSTALL) "$$(ls dist/*.whl)[bench,peers,train]" --group dev
	$(ELSEWHERE_BIN)/python -m pip uninstall --quiet --yes PySide6-Essentials shiboken6 pytest-qt
	$(ELSEWHERE_BIN)/python -m pytest $(PYTEST_FLAGS)

# The page of the command line, made from the commands themselves; a test holds it true.
docs: $(VENV)/.run
	@$(BIN)/python -m typer photohash.cli utils docs --name photohash --title "Command line" --output resources/docs/command-line.md
	@$(BIN)/python -m photohash.evaluation.results

# Every text of the window for Qt Linguist, and the files it reads them from; a test holds both up to date.
translations: $(VENV)/.run
	@$(BIN)/python packaging/translations.py

screenshots: $(VENV)/.run
	@$(BIN)/photohash demo --screenshots --out "$(OUT)"

clean:
	rm -rf $(VENV) build dist out
