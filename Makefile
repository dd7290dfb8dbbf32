# The commands of this project; `make` alone lists them. They need make, a POSIX shell and Python 3.11 or newer. The rest
# is installed in this folder, or, on Debian and its kin, by apt-get when this user may.
# What is done is remembered under .make/ by the content of what it was made from: doing it again costs nothing.

PYTHON ?= python3
ARGS ?=
BIN := .venv/bin

key = $(shell { echo '$(CURDIR)'; cat $(1); } | cksum | tr -dc '0-9')
RUN_VENV := .make/venv-run-$(call key,pyproject.toml requirements-build.txt)
DEV_VENV := .make/venv-dev-$(call key,pyproject.toml requirements-dev.txt)
NO_VENV := $(shell $(BIN)/python -c '' 2>/dev/null || echo FORCE)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run dev test check laws bench assets wheel lock clean libraries browser postgresql FORCE

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

run: $(RUN_VENV) libraries assets ## Install what is missing, then serve with the demo network and print a sign-in link
	@exec $(BIN)/roadmap serve --demo $(ARGS)

dev: $(DEV_VENV) libraries assets ## The same, and rebuild scripts and styles at every change
	@$(BIN)/python hatch_build.py --watch & watcher=$$!; trap 'kill $$watcher' EXIT INT TERM; \
	$(BIN)/roadmap serve --demo $(ARGS)

test: $(DEV_VENV) libraries browser postgresql assets ## Install what is missing, then run every test
	@$(BIN)/python -m pytest $(ARGS)

check: $(DEV_VENV) libraries assets ## Check style, types, layers, templates, catalogs, lock files and migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict adaptations exports roadmap_app hatch_build.py
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q $(wildcard tests/test_*.py)

laws: $(DEV_VENV) ## Search long for a document that breaks a law of the engine
	$(BIN)/python -m pytest tests/adaptations --hypothesis-profile=long $(ARGS)

bench: $(DEV_VENV) libraries assets ## Measure what this product promises about speed
	@for benchmark in benchmarks/*.py; do echo "== $$benchmark"; $(BIN)/python "$$benchmark" $(ARGS) || exit 1; done

assets: $(RUN_VENV) ## Build scripts, styles, fonts and catalogs, where they are out of date
	@$(BIN)/python hatch_build.py

wheel: $(RUN_VENV) ## Build the package for pip into dist/
	$(BIN)/python -m hatchling build

lock: $(DEV_VENV) ## Choose the newest versions that fit pyproject.toml and package.json, and write the lock files
	$(BIN)/pip-compile --upgrade --output-file=requirements.txt pyproject.toml
	$(BIN)/pip-compile --upgrade --extra=build --constraint=requirements.txt --output-file=requirements-build.txt pyproject.toml
	$(BIN)/pip-compile --upgrade --extra=build --extra=dev --constraint=requirements-build.txt --output-file=requirements-dev.txt pyproject.toml
	$(BIN)/python hatch_build.py --lock

clean: ## Remove everything that these commands made, but not data/
	rm -rf .make .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist
	rm -rf roadmap_app/static roadmap_app/frontend/node_modules exports/fonts
	find . -name __pycache__ -prune -exec rm -rf {} +
	find roadmap_app -name '*.mo' -delete

# ---- what the commands need ----

# $(call provide,Debian packages,what is missing,what to do on a system without apt-get)
define provide
	{ if ! command -v apt-get >/dev/null; then echo "Missing: $(2). $(3)" >&2; exit 1; fi; \
	if [ "$$(id -u)" = 0 ]; then root=; elif sudo -n true 2>/dev/null; then root='sudo -n'; \
	else echo "Missing: $(2). Please run: sudo apt-get install $(1)" >&2; exit 1; fi; \
	echo "installing: $(1)" >&2; \
	install="$$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1)"; \
	$$install >/dev/null 2>&1 </dev/null || { \
	{ $$root apt-get update -qq || { sleep 5; $$root apt-get update -qq; }; } && $$install >/dev/null </dev/null; }; }
endef

# $(call virtual_environment,lock file); a checkout that was moved needs a new one, for its scripts name their folder
define virtual_environment
	@command -v $(PYTHON) >/dev/null || $(call provide,python3 python3-venv,Python 3.11 or newer,Install it from python.org or with your package manager.)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "Python 3.11 or newer is needed, but $(PYTHON) is $$($(PYTHON) --version). Name another: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(call provide,python3-venv,the Python modules venv and ensurepip,Install a complete Python 3.11 or newer.)
	@mkdir -p .make
	@{ $(BIN)/python -c '' && grep -qF '$(CURDIR)/.venv' .venv/pyvenv.cfg; } 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@echo "installing: the Python packages of $(1)" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
endef

$(RUN_VENV): $(NO_VENV)
	$(call virtual_environment,requirements-build.txt)
	@rm -f .make/venv-* && touch $@

$(DEV_VENV): $(NO_VENV)
	$(call virtual_environment,requirements-dev.txt)
	@rm -f .make/venv-* && touch $(RUN_VENV) $@

libraries:
	@$(BIN)/python -c 'import ctypes.util as c, sys; sys.exit(not all(map(c.find_library, ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz-subset", "fontconfig"))))' || \
	$(call provide,libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0,the libraries Pango and HarfBuzz-subset that make PDF files,Install them: on macOS `brew install pango`; on Fedora `dnf install pango harfbuzz`; on Arch `pacman -S pango harfbuzz`.)

browser:
	@test -x /usr/bin/chromium || $(call provide,chromium,the browser Chromium that the tests drive,Install Chromium as /usr/bin/chromium.)

postgresql:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || \
	$(call provide,postgresql,the PostgreSQL server that the tests start,Install the PostgreSQL server so that initdb is on the PATH.)
