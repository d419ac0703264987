# On a machine with git, make and Python 3.11 or newer, `make build` and `make test` are all it takes.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
ENGINES := .venv/.engines

.PHONY: install engines build test unit lint ui bench sizes faults docs site picture cookbook lock clean

install: $(INSTALLED)

$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Muster needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Spark, object stores and PostgreSQL, with what the tests of them need: nothing else needs it.
engines: $(ENGINES)

$(ENGINES): $(INSTALLED) requirements-engines.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --require-hashes -r requirements-engines.lock
	@touch $@

build: install
	$(BIN)/muster build --offline

test: install lint
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

unit: install
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder tests/sources tests/warehouse tests/pipelines

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy sources warehouse pipelines
	$(BIN)/lint-imports

ui: install
	$(BIN)/muster ui

bench: install
	$(BIN)/python -m benchmarks

# Goes on where it was interrupted: hours, where nothing of it is measured.
MEASURE = $(BIN)/python -m benchmarks.sizes measure benchmarks/sizes/measured.json
sizes: install
	$(MEASURE) --claims 100,300,10000,100000,1000000
	$(MEASURE) --routes 10000,100000,1000000 --stages comparison
	$(MEASURE) --documents 1000,10000,100000
	$(BIN)/python -m benchmarks.sizes render benchmarks/sizes/measured.json

faults: install
	$(BIN)/python -m benchmarks.faults

docs: install
	$(BIN)/python -m docs.site.made data-dictionary.md decisions/README.md

# No address is asked for: the site is made and read without a network.
site: install
	$(BIN)/python -m docs.site data/docs

picture: install
	$(BIN)/python -m docs.site.made picture.svg

cookbook: install
	$(BIN)/python -m docs.site.made cookbook.md

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		pyproject.toml --group dev -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		pyproject.toml --all-extras --group engines -c requirements.lock -o requirements-engines.lock

clean:
	rm -rf .venv build *.egg-info
