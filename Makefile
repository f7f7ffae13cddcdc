# Everything is done from here. Bare `make` lists the commands. Needs Python 3.11+ and make; the rest goes to .venv.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test check lint types layers size laws docs docs-check openapi site release readme bench bench-peers bench-peer-hits jsonld train lock fuzz fmt clean studio assets assets-check

BIN := .venv/bin
EXAMPLE := examples/machine-learning-engineer.md
KERNEL := $(wildcard kernel/*)
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
TESTS ?=
STUDIO ?=

help:  ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/.run  ## set up on the first run, then check an example posting and print the report
	@$(BIN)/rolewright check --exit-zero $(EXAMPLE)

studio: .venv/.studio  ## open the studio in the browser (STUDIO="--no-open --port 8787" gives it options)
	@$(BIN)/rolewright studio $(STUDIO)

assets: studio/node_modules  ## build the studio's page from studio/ (gets Node where there is none)
	@bash dev/node.sh --in studio npx vite build

assets-check: studio/node_modules  ## fail if the built page isn't what the sources build
	@bash dev/node.sh --in studio npx vite build --outDir ../build/assets >/dev/null
	@diff -r build/assets src/rolewright/studio/assets && echo "the built page is what the sources build"

test: .venv/.dev  ## set up on the first run, then run the tests, on each core (TESTS="-k name" chooses)
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile $(TESTS)

check: lint types layers size laws docs-check jsonld assets-check test  ## all that CI runs

lint: .venv/.dev  ## ruff: rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: .venv/.dev  ## mypy, strict
	@$(BIN)/mypy

layers: .venv/.dev  ## no room imports a higher one
	@$(BIN)/lint-imports

size: .venv/.run  ## long files and functions
	@$(BIN)/python dev/size_gate.py

laws: .venv/.run  ## fail if an entry of the table of laws was verified over a year ago
	@$(BIN)/python dev/laws.py

docs: .venv/.run  ## write the reference pages anew
	@$(BIN)/python dev/docs.py

docs-check: .venv/.run  ## fail if the reference pages are stale
	@$(BIN)/python dev/docs.py --check

openapi: .venv/.dev  ## write the description of the studio's API for programs anew
	@$(BIN)/python dev/openapi.py

site: .venv/.dev  ## build the documentation site into build/docs; serve it with `python -m http.server -d build/docs`
	@$(BIN)/zensical build

release: .venv/.dev  ## build sdist and wheel, try the wheel alone in clean environments, write the bill of materials
	@$(BIN)/python dev/release.py

readme: .venv/.dev  ## run the commands of the README
	@$(BIN)/python -m pytest -m readme

bench: .venv/.dev  ## measure accuracy and speed; prints every figure that the README quotes
	@$(BIN)/python -m benchmarks

bench-peers:  ## time joblint, alex and proselint beside it (needs Node 18 or newer and npm)
	@bash benchmarks/peers/run

bench-peer-hits: .venv/.dev  ## what alex and proselint find on the real postings, beside ours (needs Node and npm)
	@bash benchmarks/peers/hits

jsonld: .venv/.run  ## validate the JSON-LD of drafts with Adobe's validator (gets Node where there is none)
	@bash dev/jsonld/check

train: .venv/.dev  ## train the reader's weights again from the labels, and measure them by cross-validation (20 minutes)
	@$(BIN)/python dev/cross_validate.py .cache/folds
	@$(BIN)/python dev/train_judgements.py .cache/folds
	@$(BIN)/python dev/train_reader.py

fuzz: .venv/.dev  ## hostile inputs for every document reader and the reading (FUZZ_SECONDS=60)
	@$(BIN)/python dev/fuzz.py --seconds $(or $(FUZZ_SECONDS),60)

fmt: .venv/.dev  ## format the code and mend what ruff can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock: .venv/.dev  ## choose the newest allowed versions and pin them
	@$(BIN)/python dev/lock.py

clean:  ## remove .venv and all that is built
	@rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find src tests dev benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
	@find src -name '*.so' -delete

setup: .venv/.run

.venv/bin/python:
	@bash dev/python.sh

.venv/.run: requirements-run.lock pyproject.toml hatch_build.py $(KERNEL) | .venv/bin/python
	@echo "setting up .venv (once) …" >&2
	@$(PIP) install --require-hashes -r requirements-run.lock
	@command -v cc >/dev/null || command -v gcc >/dev/null || command -v clang >/dev/null || $(PIP) install ziglang
	@command -v cc gcc clang >/dev/null || $(PIP) install --require-hashes -r requirements-cc.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

.venv/.studio: requirements-studio.lock .venv/.run
	@echo "adding the studio to .venv (once) …" >&2
	@$(PIP) install --require-hashes -r requirements-studio.lock
	@touch $@

studio/node_modules: studio/package-lock.json | .venv/.run
	@bash dev/node.sh --in studio npm ci --no-audit --no-fund --loglevel=error
	@touch studio/node_modules

.venv/.dev: requirements.lock .venv/.run
	@echo "adding the development tools to .venv (once) …" >&2
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@
