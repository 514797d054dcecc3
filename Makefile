# Everything a person does with a checkout. The first call sets up .venv from the locks; later calls are quick.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
INSTALL := $(PIP) install --require-hashes --no-build-isolation

# Annoy's own setup compiles for the very processor it stands on (-march=native), and the result dies with
# "Illegal instruction" on an older one. These are its flags without that, for any x86-64 or arm64. The last three let
# sums be added up in another order, four at a time: a search takes a fifth less.
export ANNOY_COMPILER_ARGS := -O3,-std=c++14,-fpermissive,-DANNOYLIB_MULTITHREADED_BUILD,-fassociative-math,-fno-signed-zeros,-fno-trapping-math

.PHONY: playground test check lint format bench lock screenshots tour clean

playground: $(VENV)/.runtime  ## the bot, answering in a browser page; ARGS="--port 9000" to choose
	@$(BIN)/kindred playground $(ARGS)

test: $(VENV)/.development  ## every test; ARGS="-k votes" to choose
	@$(BIN)/pytest $(ARGS)

check: lint test

lint: $(VENV)/.development  ## formatting, style, types and who may import whom
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.development
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(VENV)/.development  ## speed and quality, beside what they are compared with
	@for program in similar_artists settings search typed_names thresholds matching conversation throughput whole_path; do $(BIN)/python -m benchmarks.$$program || exit 1; done

screenshots: $(VENV)/.development  ## the README's pictures, from the real page (needs Chromium)
	@$(BIN)/python docs/screenshots.py

tour: $(VENV)/.development  ## docs/tour.md, from a talk with the bot
	@$(BIN)/python docs/tour.py
	@$(BIN)/python docs/privacy_page.py

# --quiet --no-header: a lock names versions and hashes, never the host that served them.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header
lock:  ## pins again what pyproject.toml asks for (needs uv)
	$(LOCK) --group build -o requirements-build.lock
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

$(VENV)/.runtime: requirements-build.lock requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Kindred needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Try: make PYTHON=python3.12 …" >&2; exit 1; }
	@command -v $${CXX:-c++} >/dev/null || \
	  { echo "Kindred needs a C++ compiler to build Annoy. On Debian or Ubuntu: apt install g++" >&2; exit 1; }
	@test -f "$$($(PYTHON) -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h" || \
	  { echo "Kindred needs Python's headers to build Annoy. On Debian or Ubuntu: apt install python3-dev" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) 2>/dev/null || \
	  { echo "Kindred needs Python's venv module. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Setting up $(VENV) (once; a minute or two)" >&2
	@$(INSTALL) -r requirements-build.lock
# A wheel that pip built earlier for this processor alone must not be reused: Annoy goes first, past the cache.
	@awk '/^[a-z]/ {on = /^annoy==/} on' requirements.lock > $(VENV)/annoy.lock
	@$(INSTALL) --no-cache-dir --no-deps --no-binary annoy -r $(VENV)/annoy.lock
	@$(INSTALL) -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.development: $(VENV)/.runtime requirements-dev.lock
	@echo "Adding the tools for development (once)" >&2
	@$(INSTALL) -r requirements-dev.lock
	@touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
