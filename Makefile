# The commands of this project; `make` alone lists them. They need make, a POSIX shell and Python 3.11 or newer. The rest
# is installed in this folder, or, on Debian and its kin, by apt-get when this user may.
# What is done is remembered under .make/ by the content of what it was made from: doing it again costs nothing.

PYTHON ?= python3
ARGS ?=
ROUNDS ?= 20
BIN := .venv/bin

key = $(shell { echo '$(CURDIR)'; cat $(1); } | cksum | tr -dc '0-9')
RUN_VENV := .make/venv-run-$(call key,pyproject.toml requirements-build.txt)
DEV_VENV := .make/venv-dev-$(call key,pyproject.toml requirements-dev.txt)
NO_VENV := $(shell $(BIN)/python -c 'import pip' 2>/dev/null || echo FORCE)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run dev test check laws bench assets catalogs wheel lock clean system FORCE

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

run: $(RUN_VENV) assets ## Install what is missing, then serve with the demo network and print a sign-in link
	@exec $(BIN)/roadmap serve --demo $(ARGS)

dev: $(DEV_VENV) assets ## The same, and rebuild scripts and styles at every change
	@$(BIN)/python hatch_build.py --watch & watcher=$$!; trap 'kill $$watcher' EXIT INT TERM; \
	$(BIN)/roadmap serve --demo $(ARGS)

test: $(DEV_VENV) assets ## Install what is missing, then run every test
	@$(BIN)/python -m pytest $(ARGS)

check: $(DEV_VENV) assets ## Check style, types, layers, templates, catalogs, lock files and migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict adaptations exports roadmap_app hatch_build.py
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q $(wildcard tests/test_*.py)

laws: $(DEV_VENV) ## Search long, by ROUNDS of new examples, for a document that breaks a law
	@for round in $$(seq $(ROUNDS)); do echo "== round $$round of $(ROUNDS)"; \
	$(BIN)/python -m pytest -q -x -k laws tests $(ARGS) || exit 1; done

bench: $(DEV_VENV) assets ## Measure what this product promises about speed
	@for benchmark in benchmarks/*.py; do echo "== $$benchmark"; $(BIN)/python "$$benchmark" $(ARGS) || exit 1; done

assets: $(RUN_VENV) ## Build scripts, styles, fonts and catalogs, where they are out of date
	@$(BIN)/python hatch_build.py

catalogs: $(DEV_VENV) ## Bring the sentences to translate up to date with the code
	$(BIN)/pybabel -q extract --mapping-file=babel.cfg --keywords='lazy_gettext translate' --no-location --no-wrap --project=roadmap-app --copyright-holder='the authors' --output-file=.make/messages.pot .
	$(BIN)/pybabel -q update --init-missing --locale=ru --no-fuzzy-matching --ignore-obsolete --no-wrap \
	--ignore-pot-creation-date --input-file=.make/messages.pot --output-dir=roadmap_app/translations

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
	find adaptations exports roadmap_app tests benchmarks -name __pycache__ -prune -exec rm -rf {} +
	find roadmap_app -name '*.mo' -delete

# ---- the virtual environment: the packages of a lock file, and this checkout ----

$(RUN_VENV): $(NO_VENV) | system
	$(call virtual_environment,requirements-build.txt)
	@rm -f .make/venv-* && touch $@

$(DEV_VENV): $(NO_VENV) | system
	$(call virtual_environment,requirements-dev.txt)
	@rm -f .make/venv-* && touch $(RUN_VENV) $@

# A checkout that was moved needs a new environment, for the scripts in it name their folder.
define virtual_environment
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed, and" \
	"$(PYTHON) is $$($(PYTHON) --version). Name another one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@mkdir -p .make
	@{ $(BIN)/python -c 'import pip' && grep -qF '$(CURDIR)/.venv' .venv/pyvenv.cfg; } 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@echo "installing: the Python packages of $(1)" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
endef

# ---- what only the system can give: by the names of Debian's packages ----

SYSTEM := python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
ifneq ($(filter test check,$(MAKECMDGOALS)),)
SYSTEM += chromium postgresql
endif

define missing
import glob, importlib.util, shutil, sys
from ctypes.util import find_library
there = {
    "python3-venv": all(map(importlib.util.find_spec, ("ensurepip", "venv"))),
    "libpango-1.0-0": find_library("pango-1.0"),
    "libpangoft2-1.0-0": find_library("pangoft2-1.0"),
    "libharfbuzz-subset0": find_library("harfbuzz-subset"),
    "chromium": glob.glob("/usr/bin/chromium"),
    "postgresql": shutil.which("initdb") or glob.glob("/usr/lib/postgresql/*/bin/initdb"),
}
print(*[package for package in sys.argv[1:] if not there[package]])
endef
export missing

system:
	@missing=$$($(PYTHON) -c "$$missing" $(SYSTEM)) || missing='python3 $(SYSTEM)'; \
	[ -z "$$missing" ] && exit; \
	if ! command -v apt-get >/dev/null; then \
	echo "This system lacks what Debian calls: $$missing" >&2; \
	echo "Please install it. On macOS: brew install python pango. On Fedora: dnf install python3 pango harfbuzz." >&2; \
	echo "For the tests also PostgreSQL, with initdb on the PATH, and Chromium as /usr/bin/chromium." >&2; exit 1; fi; \
	if [ "$$(id -u)" = 0 ]; then root=; elif sudo -n true 2>/dev/null; then root='sudo -n'; \
	else echo "Please run this first: sudo apt-get install $$missing" >&2; exit 1; fi; \
	echo "installing: $$missing" >&2; \
	install="$$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing"; \
	$$install >/dev/null 2>&1 </dev/null || { \
	{ $$root apt-get update -qq || { sleep 5; $$root apt-get update -qq; }; } && $$install >/dev/null </dev/null; }
